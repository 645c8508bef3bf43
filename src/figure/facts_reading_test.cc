// What people write, and what is refused of it, field by field.
#include "figure/facts_reading.h"

#include <doctest/doctest.h>

#include "base/words.h"

namespace figure {
namespace {

FactsText loan() {
  FactsText text;
  text.programme = "loans";
  text.kind = "loan_executed";
  text.on = "2011-06-30";
  return text;
}

TEST_CASE("numbers are whole, with commas in threes or without") {
  struct Row {
    const char* text;
    std::optional<std::int64_t> number;
  };
  const Row rows[] = {{"0", 0},
                      {"3200", 3200},
                      {"3,200", 3200},
                      {"３，２００", 3200},
                      {" 3 200 ", 3200},
                      {"1,234,567", 1234567},
                      {"-3", -3},
                      {"9223372036854775807", 9223372036854775807},
                      {"-9223372036854775807", -9223372036854775807},
                      {"10^18", std::nullopt},
                      {"1.5", std::nullopt},
                      {"32,00", std::nullopt},
                      {"3200,", std::nullopt},
                      {",200", std::nullopt},
                      {"1234,567", std::nullopt},
                      {"1,234567", std::nullopt},
                      {"3人", std::nullopt},
                      {"", std::nullopt},
                      {"-", std::nullopt}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto number = whole_number("yen", row.text);
    CHECK(number.has_value() == row.number.has_value());
    if (number && row.number) CHECK(*number == *row.number);
    if (!number) CHECK(number.error().code == number_unreadable.code);
  }
}

TEST_CASE("a number too long to be held is no unreadable one") {
  for (const char* text : {"9223372036854775808", "-9223372036854775809", "99999999999999999999999",
                           "9,223,372,036,854,775,808"}) {
    CAPTURE(text);
    const auto number = whole_number("yen", text);
    REQUIRE_FALSE(number);
    CHECK(number.error().code == number_out_of_range.code);
    CHECK(base::say(base::Language::en, number.error()).contains(text));
  }
}

TEST_CASE("facts are read as they were said") {
  FactsText text = loan();
  text.year = "H22";
  text.count = "1,058";
  text.yen = "５０００";
  text.in_town = "no";
  text.attributes = {"course=entry", "copies=8000"};
  text.business = "7";
  const auto facts = read_facts(text);
  REQUIRE(facts);
  CHECK(base::iso(facts->occurred_on) == "2011-06-30");
  CHECK(facts->stated_year->number() == 2010);
  CHECK(facts->count == 1058);
  CHECK(facts->yen == 5000);
  CHECK_FALSE(facts->people);
  CHECK(facts->in_town == false);
  CHECK(facts->business == 7);
  REQUIRE(facts->attributes.size() == 2);
  CHECK(facts->attributes[1] == record::AttributeValue{"copies", "8000"});
  for (const char* year : {"2010", "平成22年度"}) {
    text.year = year;
    CHECK(read_facts(text)->stated_year->number() == 2010);
  }
}

TEST_CASE("each field that cannot be read is named") {
  struct Row {
    std::string FactsText::* field;
    const char* value;
    std::string_view code;
    const char* named;
  };
  const Row rows[] = {
      {&FactsText::on, "2011-02-30", "base.date_not_in_calendar", ""},
      {&FactsText::on, "30.6.2011", "base.date_unreadable", ""},
      {&FactsText::year, "last", "figure.year_unreadable", ""},
      {&FactsText::year, "H23～H26", "figure.year_unreadable", ""},
      {&FactsText::count, "1.5", "figure.number_unreadable", "count"},
      {&FactsText::people, "many", "figure.number_unreadable", "people"},
      {&FactsText::yen, "10^18", "figure.number_unreadable", "yen"},
      {&FactsText::business, "x", "figure.number_unreadable", "business"},
      {&FactsText::case_file, "x", "figure.number_unreadable", "case"},
      {&FactsText::entry, "x", "figure.number_unreadable", "entry"},
      {&FactsText::in_town, "perhaps", "figure.yes_or_no", "in_town"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.value);
    FactsText text = loan();
    text.*row.field = row.value;
    const auto facts = read_facts(text);
    REQUIRE_FALSE(facts);
    CHECK(facts.error().code == row.code);
    const std::string sentence = base::say(base::Language::en, facts.error());
    CHECK(sentence.find(row.value) != std::string::npos);
    CHECK(sentence.find(row.named) != std::string::npos);
    CHECK(sentence.find('{') == std::string::npos);
  }
  for (const char* attribute : {"course", "=entry", "course=", ""}) {
    FactsText text = loan();
    text.attributes = {attribute};
    REQUIRE_FALSE(read_facts(text));
    CHECK(read_facts(text).error().code == attribute_unreadable.code);
  }
}

// The mistakes of a JSON object of facts: "path code".
std::vector<std::string> mistakes_of(std::string_view json) {
  base::Mistakes mistakes("");
  if (const auto file = base::JsonFile::parse(json, mistakes)) {
    base::JsonObject object = file->root().object();
    facts_from_json(object);
    object.end();
  }
  std::vector<std::string> told;
  for (const base::Mistake& mistake : mistakes.list())
    told.push_back(mistake.path + " " + std::string(mistake.code));
  return told;
}

TEST_CASE("JSON facts are as strict") {
  base::Mistakes mistakes("");
  const auto file = base::JsonFile::parse(
      R"({"programme":"guide","kind":"issue_published","occurred_on":"2011-06-30",
          "fiscal_year":2011,"count":2,"attributes":{"copies":8000,"medium":"map"},
          "business":"17","note":"n"})",
      mistakes);
  REQUIRE(file);
  base::JsonObject object = file->root().object();
  const record::Facts facts = facts_from_json(object);
  object.end();
  CHECK(mistakes.none());
  CHECK(facts.count == 2);
  CHECK(facts.stated_year->number() == 2011);
  CHECK(facts.business == 17);
  CHECK(facts.attributes ==
        std::vector<record::AttributeValue>{{"copies", "8000"}, {"medium", "map"}});

  const std::string good = R"("programme":"a","kind":"b","occurred_on":"2011-06-30")";
  using Told = std::vector<std::string>;
  CHECK(mistakes_of("{" + good + "}") == Told{});
  CHECK(mistakes_of("{" + good + R"(,"colour":1})") == Told{" base.json_unknown_key"});
  CHECK(mistakes_of("{" + good + R"(,"yen":1.5})") == Told{"yen base.json_not_integer"});
  CHECK(mistakes_of("{" + good + R"(,"business":7})") ==
        Told{"business base.json_not_string", "business figure.number_unreadable"});
  CHECK(mistakes_of(R"({"programme":"a","kind":"b","occurred_on":"30.6."})") ==
        Told{"occurred_on base.date_unreadable"});
  CHECK(mistakes_of("{}").size() == 3);
}

}  // namespace
}  // namespace figure
