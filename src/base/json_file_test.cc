// The strict reader: what is no JSON is told with line and column, every other mistake with its
// path, all of them in one reading.
#include "base/json_file.h"

#include <doctest/doctest.h>

#include <string>

namespace base {
namespace {

std::vector<std::string> told(const Mistakes& mistakes) {
  std::vector<std::string> lines;
  for (const Mistake& mistake : mistakes.list()) {
    std::string line = mistake.path + ": " + std::string(mistake.code);
    for (const Fact& fact : mistake.facts) line += " " + fact.name + "=" + fact.value;
    lines.push_back(line);
  }
  return lines;
}

TEST_CASE("what is no JSON, or no strict JSON, is refused with its place") {
  struct Row {
    std::string text;
    std::string code;
    std::string line;
  };
  const Row rows[] = {
      {"", "base.json_syntax", "1"},
      {"{", "base.json_syntax", "1"},
      {"{\n\"a\": 1,\n}", "base.json_syntax", "3"},
      {"{} x", "base.json_syntax", "1"},
      {"{\"a\": \"\xFF\"}", "base.json_not_utf8", "1"},
      {"[1,]", "base.json_syntax", "1"},
      {"// a\n{}", "base.json_syntax", "1"},
      {std::string(33, '[') + std::string(33, ']'), "base.json_syntax", "1"},
      {"{\"a\": 1,\n \"a\": 2}", "base.json_key_twice", "2"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Mistakes mistakes("plan.json");
    CHECK_FALSE(JsonFile::parse(row.text, mistakes));
    REQUIRE(mistakes.list().size() == 1);
    CHECK(mistakes.list()[0].file == "plan.json");
    CHECK(mistakes.list()[0].code == row.code);
    CHECK(mistakes.list()[0].facts[0] == Fact{"line", row.line});
  }
}

TEST_CASE("a file above the limit is refused unread") {
  Mistakes mistakes("plan.json");
  CHECK_FALSE(JsonFile::parse(std::string(JsonFile::bytes_max + 1, ' '), mistakes));
  CHECK(told(mistakes) == std::vector<std::string>{": base.json_too_large bytes_max=16777216"});
}

TEST_CASE("a well-formed file is read whole, a byte order mark allowed") {
  Mistakes mistakes("plan.json");
  const auto file = JsonFile::parse(
      "\xEF\xBB\xBF{\"slug\": \"nerima-2011\", \"rows\": 59, \"shown\": true, \"note\": null,"
      " \"names\": [\"商店街\", \"祭\"], \"cells\": {\"2011\": \"2件\", \"2012\": \"―\"}}",
      mistakes);
  REQUIRE(file);
  JsonObject plan = file->root().object();
  CHECK(plan.text("slug") == "nerima-2011");
  CHECK(plan.integer("rows") == 59);
  CHECK(plan.flag_or("shown", false));
  CHECK(plan.flag_or("absent", true));
  CHECK_FALSE(plan.maybe_text("note"));
  CHECK(plan.texts("names") == std::vector<std::string>{"商店街", "祭"});
  std::string cells;
  JsonObject by_year = plan.required("cells").object();
  by_year.each_member([&](std::string_view year, const JsonNode& cell) {
    cells += std::string(year) + "=" + cell.text() + ";";
  });
  by_year.end();
  plan.end();
  CHECK(cells == "2011=2件;2012=―;");
  CHECK(told(mistakes).empty());
}

TEST_CASE("every mistake is told with its path, and reading goes on behind it") {
  Mistakes mistakes("plan.json");
  const auto file = JsonFile::parse(
      R"({"slug": 1, "rows": [{"number": 1}, {"numbr": 2, "number": "2"}], "shown": "yes"})",
      mistakes);
  REQUIRE(file);
  JsonObject plan = file->root().object();
  plan.text("slug");
  plan.text("title");
  plan.each("rows", [](const JsonNode& node) {
    JsonObject row = node.object();
    row.integer("number");
    row.end();
  });
  plan.flag_or("shown", false);
  plan.end();
  CHECK(told(mistakes) == std::vector<std::string>{
                              "slug: base.json_not_string",
                              ": base.json_missing_key key=title",
                              "rows[1].number: base.json_not_integer",
                              "rows[1]: base.json_unknown_key key=numbr",
                              "shown: base.json_not_boolean",
                          });
}

TEST_CASE("a text may hold line breaks and tabs, but no other control character") {
  for (const char* good : {"a\\nb", "a\\tb", "\\u0080", "~"}) {
    Mistakes mistakes("plan.json");
    const auto file = JsonFile::parse("{\"a\": \"" + std::string(good) + "\"}", mistakes);
    REQUIRE(file);
    file->root().object().text("a");
    CHECK(mistakes.none());
  }
  for (const char* bad : {"0000", "0008", "000d", "001f", "007f"}) {
    CAPTURE(bad);
    Mistakes mistakes("plan.json");
    const auto file = JsonFile::parse("{\"a\": \"x\\u" + std::string(bad) + "\"}", mistakes);
    REQUIRE(file);
    file->root().object().text("a");
    REQUIRE(mistakes.list().size() == 1);
    CHECK(mistakes.list()[0].code == "base.json_control_character");
    CHECK(mistakes.list()[0].path == "a");
  }
}

TEST_CASE("a hundred mistakes are told, the rest is noise") {
  Mistakes mistakes("plan.json");
  for (int i = 0; i < 101; ++i) mistakes.add("", "base.json_missing_key");
  CHECK(mistakes.list().size() == 100);
}

}  // namespace
}  // namespace base
