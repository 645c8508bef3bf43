// The vectors of RFC 4648 in both directions, every byte, and what is none.
#include "base/base64.h"

#include <doctest/doctest.h>

namespace base {
namespace {

TEST_CASE("the vectors of RFC 4648, there and back") {
  struct Row {
    std::string_view bytes, text;
  };
  const Row rows[] = {{"", ""},
                      {"f", "Zg=="},
                      {"fo", "Zm8="},
                      {"foo", "Zm9v"},
                      {"foob", "Zm9vYg=="},
                      {"fooba", "Zm9vYmE="},
                      {"foobar", "Zm9vYmFy"}};
  for (const Row& row : rows) {
    CAPTURE(row.bytes);
    CHECK(to_base64(row.bytes) == row.text);
    CHECK(from_base64(row.text) == std::string(row.bytes));
  }
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  CHECK(from_base64(to_base64(all)) == all);
}

TEST_CASE("what is no base64 is none") {
  for (const std::string_view text : {"Z", "Zg=", "Z===", "====", "Zm9*", "Zm 9", "=Zg="}) {
    CAPTURE(text);
    CHECK_FALSE(from_base64(text));
  }
}

}  // namespace
}  // namespace base
