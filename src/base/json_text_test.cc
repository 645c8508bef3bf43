// JSON to the byte.
#include "base/json_text.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

namespace base {
namespace {

TEST_CASE("members keep the order of the calls; commas stand where they must") {
  JsonWriter json;
  json.begin_object().field("title", "商店街\"祭\"").field("rows", 59).field("shown", true);
  json.key("years").begin_array().integer(2011).integer(2012).end_array();
  json.key("cells").begin_array();
  json.begin_object().end_object().begin_object().field("a", std::string("b")).end_object();
  json.end_array().key("note").null().key("share").number_text("66.7").end_object();
  CHECK(json.text() == R"({"title":"商店街\"祭\"","rows":59,"shown":true,"years":[2011,2012],)"
                       R"("cells":[{},{"a":"b"}],"note":null,"share":66.7})");
  CHECK(json.take().size() > 100);
  CHECK(json.text().empty());
}

TEST_CASE("empty containers and single values") {
  CHECK(JsonWriter().begin_array().end_array().text() == "[]");
  CHECK(JsonWriter().begin_array().begin_array().end_array().integer(1).end_array().text() ==
        "[[],1]");
  CHECK(JsonWriter().string("").text() == R"("")");
  CHECK(JsonWriter().boolean(false).text() == "false");
  CHECK(JsonWriter().begin_array().raw("{}").raw("{}").end_array().text() == "[{},{}]");
}

TEST_CASE("text that ends like an opening bracket still gets its comma") {
  CHECK(JsonWriter().begin_array().string("[").string("{").string(":").end_array().text() ==
        R"(["[","{",":"])");
}

TEST_CASE("only what JSON demands is escaped") {
  struct Row {
    std::string text;
    std::string json;
  };
  const Row rows[] = {
      {"\\", R"("\\")"},
      {"a\nb\rc\td", R"("a\nb\rc\td")"},
      {std::string("\0", 1), R"("\u0000")"},
      {"\x1F", R"("\u001f")"},
      {" \x7F/", "\" \x7F/\""},
      {"𠮷\u2028", "\"𠮷\u2028\""},
      {"<b>&", R"("<b>&")"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.json);
    CHECK(JsonWriter().string(row.text).text() == row.json);
  }
}

TEST_CASE("integers of every width") {
  CHECK(JsonWriter().integer(std::numeric_limits<std::int64_t>::min()).text() ==
        "-9223372036854775808");
  CHECK(JsonWriter().integer(0).text() == "0");
  JsonWriter json;
  json.begin_object().field("size", sizeof(int)).field("flag", false).end_object();
  CHECK(json.text() == R"({"size":4,"flag":false})");
}

}  // namespace
}  // namespace base
