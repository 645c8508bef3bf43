// The kinds against their words and their page: every kind, attribute and value has its words in
// both languages, and the tables of docs/formats/records.md say what the program says.
#include "record/record_kind.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <vector>

#include "base/joined.h"
#include "base/words.h"
#include "record/record.h"

namespace record {
namespace {

std::string ja(const std::string& key) {
  if (!base::has_words(key)) return "no words: " + key;
  CHECK_FALSE(base::words(base::Language::ja, key).empty());
  CHECK_FALSE(base::words(base::Language::en, key).empty());
  return std::string(base::words(base::Language::ja, key));
}

std::string numbers_of(const RecordKind& kind) {
  std::vector<std::string> numbers;
  const auto add = [&](const std::string& name, Carries carries) {
    if (carries != Carries::none)
      numbers.push_back(name + (carries == Carries::required ? " must" : " may"));
  };
  add("people", kind.people);
  if (kind.yen != YenBasis::none) numbers.push_back("yen " + std::string(name_of(kind.yen)));
  add("in_town", kind.in_town);
  add("business", kind.business);
  return base::joined(numbers, "; ");
}

std::string kind_line(const RecordKind& kind) {
  const std::string code(kind.code);
  std::vector<std::string> attributes;
  for (const Attribute& attribute : kind.attributes) {
    attributes.push_back("`" + std::string(attribute.name) + "`" +
                         (attribute.required ? " must" : ""));
  }
  const std::string one = ja("record.one_" + code);
  const std::string opening = "1件＝";
  CHECK(one.starts_with(opening));
  return "| `" + code + "` | " + ja("record.kind_" + code) + " | " +
         std::string(programme::in_db(kind.type)) + " | " + one.substr(opening.size()) + " | " +
         numbers_of(kind) + " | " + base::joined(attributes, ", ") + " |";
}

std::string attribute_line(const Attribute& attribute) {
  const std::string name(attribute.name);
  std::vector<std::string> values;
  for (const std::string_view code : attribute.codes) {
    values.push_back("`" + std::string(code) + "` " + ja("record.code_" + std::string(code)));
  }
  if (attribute.type == AttributeType::whole_number) values = {"0 to 999999999"};
  return "| `" + name + "` | " + ja("record.attribute_" + name) + " | " +
         base::joined(values, ", ") + " |";
}

// The lines of the table under `header`.
std::multiset<std::string> lines_under(const std::string& header) {
  std::ifstream file(NIGIWAI_SOURCE_DIR "/docs/formats/records.md", std::ios::binary);
  std::multiset<std::string> lines;
  std::string line;
  while (std::getline(file, line) && !line.starts_with("| " + header + " |")) continue;
  std::getline(file, line);
  while (std::getline(file, line) && line.starts_with("|")) lines.insert(line);
  return lines;
}

TEST_CASE("the table of kinds in docs/formats/records.md") {
  std::multiset<std::string> lines;
  for (const RecordKind& kind : kinds()) lines.insert(kind_line(kind));
  CHECK(lines.size() == 32);
  CHECK(lines == lines_under("kind"));
}

TEST_CASE(
    "the table of attributes in docs/formats/records.md; an attribute is the same everywhere") {
  std::set<std::string> lines;
  std::set<std::string_view> names;
  for (const RecordKind& kind : kinds()) {
    for (const Attribute& attribute : kind.attributes) {
      lines.insert(attribute_line(attribute));
      names.insert(attribute.name);
    }
  }
  CHECK(lines.size() == names.size());
  CHECK(std::multiset<std::string>(lines.begin(), lines.end()) == lines_under("attribute"));
}

TEST_CASE("kinds and attributes are found by name, and codes come once") {
  std::set<std::string_view> codes;
  for (const RecordKind& kind : kinds()) {
    codes.insert(kind.code);
    CHECK(find_kind(kind.code) == &kind);
    std::set<std::string_view> names;
    for (const Attribute& attribute : kind.attributes) {
      names.insert(attribute.name);
      CHECK(find_attribute(kind, attribute.name) == &attribute);
      CHECK((attribute.type == AttributeType::code) == !attribute.codes.empty());
    }
    CHECK(names.size() == kind.attributes.size());
    CHECK(find_attribute(kind, "colour") == nullptr);
  }
  CHECK(codes.size() == kinds().size());
  CHECK(find_kind("no_such_kind") == nullptr);
}

TEST_CASE("whose yen, and what is said of a record that is taken all the same, have words") {
  for (const auto basis : {YenBasis::lent, YenBasis::decided, YenBasis::fixed, YenBasis::paid}) {
    CHECK(base::has_words("record.basis_" + std::string(name_of(basis))));
  }
  for (const auto warning :
       {Warning::before_programme, Warning::yen_declared, Warning::several_in_one}) {
    CHECK(base::has_words("record.warning_" + std::string(name_of(warning))));
  }
}

}  // namespace
}  // namespace record
