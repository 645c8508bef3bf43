// What the program prints of a table keeps to docs/formats/import_understanding.schema.json: the
// tables of tests/import_tables and one with every trap are checked against it, and the checker
// itself against what it has to find.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "importer/import_tables_test.h"
#include "importer/understanding_json.h"

namespace importer {
namespace {

namespace json = boost::json;

// As much of JSON Schema as the published schema uses; a keyword it does not know is a mistake too.
class Schema {
 public:
  explicit Schema(const json::value& schema) : root_(schema) {}

  // "" or the first place that does not fit, and why.
  std::string mistake(const json::value& value) const { return check(root_, value, "$"); }

 private:
  static bool is_of(std::string_view type, const json::value& value) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_bool();
    return type == "integer" && (value.is_int64() || value.is_uint64());
  }

  static std::string check_members(const json::object& schema, const json::object& members,
                                   const std::string& at) {
    if (const auto* required = schema.if_contains("required"))
      for (const auto& name : required->as_array())
        if (!members.contains(name.as_string()))
          return at + " lacks " + std::string(name.as_string());
    const auto* known = schema.if_contains("properties");
    for (const auto& [name, member] : members) {
      const auto* described = known ? known->as_object().if_contains(name) : nullptr;
      if (described == nullptr && schema.contains("additionalProperties"))
        return at + " has " + std::string(name);
      if (described == nullptr) continue;
      if (auto found = check(*described, member, at + "." + std::string(name)); !found.empty())
        return found;
    }
    return {};
  }

  static std::string check(const json::value& described, const json::value& value,
                           const std::string& at) {
    const json::object& schema = described.as_object();
    for (const auto& [word, said] : schema) {
      if (word == "type" && !is_of(said.as_string(), value)) return at + " is of another type";
      if (word == "const" && said != value) return at + " is not the one value";
      if (word == "enum" && std::ranges::find(said.as_array(), value) == said.as_array().end())
        return at + " is none of the values";
      if (word == "minimum" && value.to_number<std::int64_t>() < said.to_number<std::int64_t>())
        return at + " is too small";
      if (word == "items")
        for (const auto& item : value.as_array())
          if (auto found = check(said, item, at + "[]"); !found.empty()) return found;
      constexpr std::string_view kKnown[] = {"$schema",
                                             "title",
                                             "description",
                                             "type",
                                             "const",
                                             "enum",
                                             "minimum",
                                             "items",
                                             "required",
                                             "properties",
                                             "additionalProperties"};
      if (std::ranges::find(kKnown, std::string_view(word)) == std::end(kKnown))
        return "the schema says " + std::string(word);
    }
    return value.is_object() ? check_members(schema, value.as_object(), at) : std::string();
  }

  const json::value& root_;
};

json::value published() {
  std::ifstream file(NIGIWAI_SOURCE_DIR "/docs/formats/import_understanding.schema.json");
  std::ostringstream text;
  text << file.rdbuf();
  return json::parse(text.str());
}

std::string printed(const sheet::SourceFile& file) {
  std::vector<Understanding> all;
  for (const auto& table : file.tables) all.push_back(understand(table));
  return understanding_json("表.csv", file, all, base::Language::ja);
}

}  // namespace

TEST_CASE("every table of the corpus is told as the schema says") {
  const json::value schema = published();
  int tables = 0;
  for (const testing::Case& one : testing::read_cases()) {
    CAPTURE(one.name);
    sheet::SourceFile file;
    file.tables = {one.table};
    file.remarks = {{"sheet.remark_hidden_cells", "A1", ""}};
    CHECK(Schema(schema).mistake(json::parse(printed(file))) == "");
    ++tables;
  }
  CHECK(tables >= 16);
}

TEST_CASE("what is no table, and one with parts, choices and flags, are told as the schema says") {
  const json::value schema = published();
  for (const std::string_view text :
       {"令和4年度の進捗",
        "番号\t事業名\t令和3年度\t令和4年度\n1\tあ\t△\t1-2\n2\tい\t〃\t約3件\n合計\t\t5\t6\n※注",
        "事業名\t項目\t令和4年度\nあ\t目標\t3件\n\t実績\t4件\nい\t目標\t3件\n\t実績\t4件\n"}) {
    const auto file = sheet::read_pasted(text);
    REQUIRE(file.has_value());
    CHECK(Schema(schema).mistake(json::parse(printed(*file))) == "");
  }
}

TEST_CASE("the checker finds what does not fit") {
  const json::value schema = published();
  const auto file = sheet::read_pasted("番号\t事業名\t令和4年度\n1\tあ\t3件\n");
  REQUIRE(file.has_value());
  const std::string good = printed(*file);
  REQUIRE(Schema(schema).mistake(json::parse(good)) == "");
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string text = good;
    const auto at = text.find(from);
    REQUIRE(at != text.npos);
    return Schema(schema).mistake(json::parse(text.replace(at, from.size(), to)));
  };
  CHECK(with("understanding/1", "understanding/2") == "$.format is not the one value");
  CHECK(with("\"file\":", "\"flie\":") == "$ lacks file");
  CHECK(with("\"letters\":", "\"colour\":1,\"letters\":") == "$ has colour");
  CHECK(with("\"kind\":\"pasted\"", "\"kind\":\"xls\"") == "$.kind is none of the values");
  CHECK(with("\"hidden\":false", "\"hidden\":0") == "$.tables[].hidden is of another type");
  CHECK(with("\"header_top\":1", "\"header_top\":-1") == "$.tables[].header_top is too small");
}

}  // namespace importer
