// Pages of a list: both sides of every limit, and the Link that leads on.
#include "http/paging.h"

#include <doctest/doctest.h>

namespace {

http::Request asked(http::Fields query) {
  http::Request request;
  request.path = "/api/v1/plans";
  request.query = std::move(query);
  return request;
}

TEST_CASE("limit and after are read, or refused") {
  struct Row {
    std::string text;
    std::size_t limit;  // 0: refused
  };
  const Row rows[] = {{"1", 1},
                      {"500", 500},
                      {"0", 0},
                      {"501", 0},
                      {"", 0},
                      {"-1", 0},
                      {"+1", 0},
                      {" 1", 0},
                      {"1 ", 0},
                      {"1e2", 0},
                      {"0x1", 0},
                      {"１", 0},
                      {"99999999999999999999", 0}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto read = http::paging(asked({{"limit", row.text}}));
    CHECK(read.has_value() == (row.limit != 0));
    if (read) CHECK(read->limit == row.limit);
    if (!read) CHECK(read.error().code == http::bad_limit.code);
  }
  const auto none = http::paging(asked({}));
  REQUIRE(none.has_value());
  CHECK(none->limit == http::kPageLimit);
  CHECK(none->after.empty());
}

TEST_CASE("a page is what follows an entry, and names its last one where more follow") {
  struct Row {
    std::size_t limit;
    std::string after;
    std::size_t begin;
    std::size_t end;
    std::string next;
  };
  const Row rows[] = {
      {1, "", 0, 1, "a"},  {2, "", 0, 2, "b"}, {3, "", 0, 3, ""},  {4, "", 0, 3, ""},
      {1, "a", 1, 2, "b"}, {2, "a", 1, 3, ""}, {1, "b", 2, 3, ""}, {1, "c", 3, 3, ""},
  };
  const std::vector<std::string> list = {"a", "b", "c"};
  const auto itself = [](const std::string& entry) { return entry; };
  for (const Row& row : rows) {
    CAPTURE(row.limit);
    CAPTURE(row.after);
    const auto part = http::page_part(list, {row.limit, row.after}, itself);
    REQUIRE(part.has_value());
    CHECK(part->begin == row.begin);
    CHECK(part->end == row.end);
    CHECK(part->next == row.next);
  }
  CHECK(http::page_part(list, {1, "d"}, itself).error().code == http::unknown_after.code);
  const auto nothing = http::page_part(std::vector<std::string>{}, {}, itself);
  REQUIRE(nothing.has_value());
  CHECK(nothing->end == 0);
  CHECK(nothing->next.empty());
}

TEST_CASE("the Link asks the same question behind the last entry") {
  const auto first = http::page_json(asked({{"q", "駅 a"}, {"limit", "2"}}), "{}", "131202/x/y");
  REQUIRE(first.headers.size() == 1);
  CHECK(first.headers[0].first == "Link");
  CHECK(first.headers[0].second ==
        "</api/v1/plans?q=%E9%A7%85%20a&limit=2&after=131202%2Fx%2Fy>; rel=\"next\"");
  auto english = asked({{"after", "a"}});
  english.language = base::Language::en;
  CHECK(http::page_json(english, "{}", "b").headers[0].second ==
        "</en/api/v1/plans?after=b>; rel=\"next\"");
  CHECK(http::page_json(asked({}), "{}", "").headers.empty());
}

}  // namespace
