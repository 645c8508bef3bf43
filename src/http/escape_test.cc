// Escaping: a table for each place, with what an attacker would try.
#include "http/escape.h"

#include <doctest/doctest.h>

#include <vector>

namespace {

std::string text(std::string_view given) {
  std::string out;
  http::append_text(out, given);
  return out;
}

std::string url(std::string_view given) {
  std::string out;
  http::append_url(out, given);
  return out;
}

std::string part(std::string_view given) {
  std::string out;
  http::append_url_part(out, given);
  return out;
}

TEST_CASE("text and attributes") {
  CHECK(text("") == "");
  CHECK(text("計画 A") == "計画 A");
  CHECK(text("<script>\"'&</script>") == "&lt;script&gt;&quot;&#39;&amp;&lt;/script&gt;");
  CHECK(text("&amp;") == "&amp;amp;");
  CHECK(text(std::string_view("a\0b", 3)) ==
        "a\xEF\xBF\xBD"
        "b");
}

TEST_CASE("whole addresses: what may be followed stays, the rest becomes #") {
  struct Row {
    std::string given;
    std::string written;
  };
  const Row rows[] = {
      {"/plans/nerima-2011?a=1&b=2#row-42", "/plans/nerima-2011?a=1&amp;b=2#row-42"},
      {"plans", "plans"},
      {"#main", "#main"},
      {"?q=a:b", "?q=a:b"},
      {"", ""},
      {"https://example.jp/計画", "https://example.jp/%E8%A8%88%E7%94%BB"},
      {"HTTP://example.jp/", "HTTP://example.jp/"},
      {"mailto:a@example.jp", "mailto:a@example.jp"},
      {"tel:0312345678", "tel:0312345678"},
      {"/a\"b'c<d>", "/a%22b%27c%3Cd%3E"},
      {"/a%20b", "/a%20b"},
      {"/a:b", "/a:b"},
      {"javascript:alert(1)", "#"},
      {"JavaScript:alert(1)", "#"},
      {" javascript:alert(1)", "#"},
      {"java\tscript:alert(1)", "#"},
      {"java\nscript:alert(1)", "#"},
      {"\x01javascript:alert(1)", "#"},
      {"data:text/html,x", "#"},
      {"vbscript:x", "#"},
      {"//evil.example/", "#"},
      {"/\\evil.example/", "#"},
      {"javascript&colon;alert(1)", "javascript&amp;colon;alert(1)"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.given);
    CHECK(url(row.given) == row.written);
  }
}

TEST_CASE("parts of addresses leave nothing that divides") {
  CHECK(part("nerima-2011") == "nerima-2011");
  CHECK(part("13-1(2)") == "13-1%282%29");
  CHECK(part("../a?b&c=d#e") == "..%2Fa%3Fb%26c%3Dd%23e");
  CHECK(part("空き") == "%E7%A9%BA%E3%81%8D");
  CHECK(part("javascript:") == "javascript%3A");
}

TEST_CASE("numbers and what counts as shown") {
  std::string out;
  http::append_text(out, 59);
  http::append_attribute(out, std::int64_t{-1});
  http::append_url_part(out, std::size_t{7});
  CHECK(out == "59-17");
  CHECK(http::is_shown(true));
  CHECK_FALSE(http::is_shown(false));
  CHECK(http::is_shown(-1));
  CHECK_FALSE(http::is_shown(0));
  CHECK(http::is_shown(std::string("a")));
  CHECK_FALSE(http::is_shown(std::string()));
  CHECK(http::is_shown(std::vector<int>{1}));
  CHECK_FALSE(http::is_shown(std::vector<int>{}));
  CHECK(http::is_shown(std::optional<int>(0)));
  CHECK_FALSE(http::is_shown(std::optional<int>()));
}

}  // namespace
