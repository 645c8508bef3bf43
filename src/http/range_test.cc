// Which part of a file of ten bytes a Range header asks for.
#include "http/range.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using Kind = http::RangeAnswer::Kind;

TEST_CASE("ranges of ten bytes") {
  struct Row {
    const char* header;
    Kind kind;
    std::size_t first;
    std::size_t count;
  };
  const Row rows[] = {
      {"bytes=0-0", Kind::part, 0, 1},
      {"bytes=0-9", Kind::part, 0, 10},
      {"bytes=0-10", Kind::part, 0, 10},
      {"bytes=3-", Kind::part, 3, 7},
      {"bytes=9-", Kind::part, 9, 1},
      {"bytes=10-", Kind::outside, 0, 0},
      {"bytes=10-12", Kind::outside, 0, 0},
      {"bytes=-1", Kind::part, 9, 1},
      {"bytes=-10", Kind::part, 0, 10},
      {"bytes=-11", Kind::part, 0, 10},
      {"bytes=-0", Kind::outside, 0, 0},
      {"bytes=99999999999999999999999-", Kind::outside, 0, 0},
      {"bytes=2-99999999999999999999999", Kind::part, 2, 8},
      {"bytes=5-4", Kind::whole, 0, 0},
      {"bytes=-", Kind::whole, 0, 0},
      {"bytes=", Kind::whole, 0, 0},
      {"bytes=a-b", Kind::whole, 0, 0},
      {"bytes=1-2,4-5", Kind::whole, 0, 0},
      {"bytes=+1-2", Kind::whole, 0, 0},
      {"lines=1-2", Kind::whole, 0, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.header));
    const auto range = http::read_range(row.header, 10);
    CHECK(range.kind == row.kind);
    CHECK(range.first == row.first);
    CHECK(range.count == row.count);
  }
  CHECK(http::read_range("bytes=0-", 0).kind == Kind::outside);
  CHECK(http::read_range("bytes=-1", 0).kind == Kind::outside);
}

}  // namespace
