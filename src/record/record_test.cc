// The rules of a record as tables: every refusal once, in the order of their list, with both sides
// of each boundary; the year a record belongs to; taking back; the seal.
#include "record/record.h"

#include <doctest/doctest.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <map>

#include "base/japanese_text.h"
#include "base/words.h"

namespace record {
namespace {

const std::set<std::string, std::less<>> kProgrammes = {"advice", "vacant-shop"};
const std::set<int> kClosed = {2009};

Situation on(base::Date today, bool two_persons = false) {
  return {.today = today,
          .two_persons = two_persons,
          .programmes = &kProgrammes,
          .closed_years = &kClosed};
}

const Situation kToday = on({2012, 6, 2});

Facts facts(std::string kind) {
  Facts said;
  said.programme = "vacant-shop";
  said.kind = std::move(kind);
  said.occurred_on = {2011, 10, 1};
  return said;
}
Facts consultation() {
  return facts("consultation_held");
}
Facts grant() {
  Facts said = facts("grant_paid");
  said.yen = 500'000;
  return said;
}
Facts enrolment() {
  Facts said = facts("participant_enrolled");
  said.people = 12;
  return said;
}
Facts issue() {
  Facts said = facts("issue_published");
  said.attributes = {{"medium", "map"}, {"copies", "8000"}};
  return said;
}

std::string code_of(const base::Result<Record>& checked) {
  return checked ? "taken" : std::string(checked.error().code);
}

std::string fact(const base::Refusal& refusal, std::string_view name) {
  for (const base::Fact& fact : refusal.facts) {
    if (fact.name == name) return fact.value;
  }
  return "";
}

bool every_slot_filled(const base::Refusal& refusal) {
  return base::say(base::Language::ja, refusal).find('{') == std::string::npos &&
         base::say(base::Language::en, refusal).find('{') == std::string::npos;
}

// A record as it should be, with one change.
struct Row {
  Facts said;
  std::function<void(Facts&)> change;
  std::string_view code;
  std::string field = "";
  std::string value = "";
};

TEST_CASE("what is refused, in the order of the list, and what is just taken") {
  const Row rows[] = {
      {consultation(), [](Facts&) {}, "taken"},
      {consultation(), [](Facts& f) { f.kind = "no_such_kind"; }, unknown_kind.code, "kind",
       "no_such_kind"},
      {consultation(), [](Facts& f) { f.programme = "unheard-of"; }, unknown_programme.code,
       "programme", "unheard-of"},
      {consultation(), [](Facts& f) { f.occurred_on = {2012, 6, 2}; }, "taken"},
      {consultation(), [](Facts& f) { f.occurred_on = {2012, 6, 3}; }, in_the_future.code,
       "occurred_on", "2012-06-03"},
      {consultation(), [](Facts& f) { f.count = kCountMax; }, "taken"},
      {consultation(), [](Facts& f) { f.count = kCountMax + 1; }, count_out_of_range.code, "count",
       "100000001"},
      {consultation(), [](Facts& f) { f.count = 0; }, count_out_of_range.code, "count", "0"},
      {consultation(), [](Facts& f) { f.count = -1; }, count_out_of_range.code, "count", "-1"},
      {enrolment(), [](Facts& f) { f.people.reset(); }, people_missing.code, "people"},
      {facts("session_held"), [](Facts&) {}, "taken"},
      {consultation(), [](Facts& f) { f.people = 3; }, people_not_carried.code, "people", "3"},
      {enrolment(), [](Facts& f) { f.people = 0; }, "taken"},
      {enrolment(), [](Facts& f) { f.people = -1; }, people_out_of_range.code, "people", "-1"},
      {enrolment(), [](Facts& f) { f.people = kPeopleMax; }, "taken"},
      {enrolment(), [](Facts& f) { f.people = kPeopleMax + 1; }, people_out_of_range.code, "people",
       "100000001"},
      {grant(), [](Facts& f) { f.yen.reset(); }, yen_missing.code, "yen"},
      {consultation(), [](Facts& f) { f.yen = 0; }, yen_not_carried.code, "yen", "0"},
      {grant(), [](Facts& f) { f.yen = 0; }, "taken"},
      {grant(), [](Facts& f) { f.yen = -1; }, yen_out_of_range.code, "yen", "-1"},
      {grant(), [](Facts& f) { f.yen = kYenMax; }, "taken"},
      {grant(), [](Facts& f) { f.yen = kYenMax + 1; }, yen_out_of_range.code, "yen",
       "10000000000001"},
      {grant(), [](Facts& f) { f.yen = 1'000'000'000'000'000'000; }, yen_out_of_range.code, "yen",
       "1000000000000000000"},
      {facts("company_joined"), [](Facts&) {}, in_town_missing.code, "in_town"},
      {facts("company_joined"), [](Facts& f) { f.in_town = false; }, "taken"},
      {grant(), [](Facts& f) { f.in_town = true; }, in_town_not_carried.code, "in_town"},
      {grant(), [](Facts& f) { f.business = 1; }, "taken"},
      {facts("consumer_consulted"), [](Facts& f) { f.business = 1; }, business_not_carried.code,
       "business", "1"},
      {grant(), [](Facts& f) { f.case_file = 0; }, number_not_positive.code, "case_file", "0"},
      {grant(), [](Facts& f) { f.business = -1; }, number_not_positive.code, "business", "-1"},
      {grant(), [](Facts& f) { f.entry = 0; }, number_not_positive.code, "entry", "0"},
      {grant(), [](Facts& f) { f.case_file = f.entry = 1; }, "taken"},
      {facts("event_held"), [](Facts& f) { f.attributes = {{"colour", "red"}}; },
       no_attributes.code, "colour"},
      {issue(), [](Facts& f) { f.attributes.push_back({"colour", "red"}); }, unknown_attribute.code,
       "colour", "red"},
      {issue(), [](Facts& f) { f.attributes.push_back({"copies", "1"}); }, attribute_twice.code,
       "copies", "1, 8000"},
      {issue(), [](Facts& f) { f.attributes = {{"medium", "map"}}; }, attribute_missing.code,
       "copies"},
      {issue(), [](Facts& f) { f.attributes = {{"copies", "1"}}; }, "taken"},
      {issue(), [](Facts& f) { f.attributes[0].value = "radio"; }, attribute_value_unknown.code,
       "medium", "radio"},
      {issue(), [](Facts& f) { f.attributes[1].value = "0"; }, "taken"},
      {issue(), [](Facts& f) { f.attributes[1].value = "-1"; }, attribute_value_unknown.code,
       "copies", "-1"},
      {issue(), [](Facts& f) { f.attributes[1].value = "999999999"; }, "taken"},
      {issue(), [](Facts& f) { f.attributes[1].value = "1000000000"; },
       attribute_value_unknown.code, "copies", "1000000000"},
      {issue(), [](Facts& f) { f.attributes[1].value = "99999999999999999999"; },
       attribute_value_unknown.code, "copies", "99999999999999999999"},
      {issue(), [](Facts& f) { f.attributes[1].value = "8000x"; }, attribute_value_unknown.code,
       "copies", "8000x"},
      {issue(), [](Facts& f) { f.attributes[1].value = ""; }, attribute_value_unknown.code,
       "copies"},
      {grant(), [](Facts& f) { f.stated_year = base::FiscalYear(2012); }, year_not_by_date.code,
       "fiscal_year", "2012"},
      {grant(), [](Facts& f) { f.stated_year = base::FiscalYear(2010); }, year_needs_two.code,
       "fiscal_year"},
      {grant(), [](Facts& f) { f.occurred_on = {2010, 4, 1}; }, "taken"},
      {grant(), [](Facts& f) { f.occurred_on = {2010, 3, 31}; }, year_closed.code, "fiscal_year"},
      {grant(), [](Facts& f) { f.note = std::string(kNoteCharactersMax, 'a'); }, "taken"},
      {grant(), [](Facts& f) { f.note = std::string(kNoteCharactersMax + 1, 'a'); },
       note_too_long.code, "note", "2001"},
      {grant(), [](Facts& f) { f.note = "\xff"; }, base::text_not_utf8.code},
      {grant(), [](Facts& f) { f.occurred_on = {1873, 3, 31}; },
       base::fiscal_year_out_of_range.code},
  };
  for (const Row& row : rows) {
    Facts said = row.said;
    row.change(said);
    const auto checked = check(said, kToday);
    CAPTURE(row.code);
    CAPTURE(row.field);
    CAPTURE(row.value);
    CHECK(code_of(checked) == row.code);
    if (checked || row.field.empty()) continue;
    CHECK(fact(checked.error(), "field") == row.field);
    if (!row.value.empty()) CHECK(fact(checked.error(), "value") == row.value);
    // By whom a year was closed is added by the books.
    if (checked.error().code != year_closed.code) CHECK(every_slot_filled(checked.error()));
  }
}

TEST_CASE("of several mistakes the first of the list is told") {
  Facts said = facts("grant_paid");
  said.programme = "unheard-of";
  said.occurred_on = {2012, 6, 3};
  said.count = 0;
  said.people = 1;
  said.attributes = {{"colour", "red"}, {"support", "magic"}};
  const auto told = [&] { return code_of(check(said, kToday)); };
  CHECK(told() == unknown_programme.code);
  said.programme = "advice";
  CHECK(told() == in_the_future.code);
  said.occurred_on = {2010, 1, 1};
  CHECK(told() == count_out_of_range.code);
  said.count = 1;
  CHECK(told() == people_not_carried.code);
  said.people.reset();
  CHECK(told() == yen_missing.code);
  said.yen = 1;
  CHECK(told() == unknown_attribute.code);
  said.attributes.erase(said.attributes.begin());
  CHECK(told() == attribute_value_unknown.code);
  said.attributes.clear();
  CHECK(told() == year_closed.code);
}

TEST_CASE("what is allowed is told with the refusal") {
  Facts said = issue();
  said.attributes[0].value = "radio";
  CHECK(fact(check(said, kToday).error(), "allowed") ==
        "magazine, pamphlet, report, newsletter, web, map");
  said.attributes = {};
  CHECK(fact(check(said, kToday).error(), "allowed") == "0-999999999");
  said = grant();
  said.yen = kYenMax + 1;
  CHECK(fact(check(said, kToday).error(), "max") == "10,000,000,000,000");
}

TEST_CASE("a record holds what was said, its attributes sorted and its numbers plain") {
  Facts said = issue();
  said.count = 2;
  said.attributes[1].value = "008000";
  said.case_file = 7;
  said.summary = true;
  const auto record = check(said, kToday);
  REQUIRE(record);
  CHECK(record->programme == "vacant-shop");
  CHECK(record->kind == "issue_published");
  CHECK(record->occurred_on == base::Date(2011, 10, 1));
  CHECK(record->fiscal_year.number() == 2011);
  CHECK(record->count == 2);
  CHECK(record->attributes == std::vector<AttributeValue>{{"copies", "8000"}, {"medium", "map"}});
  CHECK(record->case_file == 7);
  CHECK(record->summary);
  CHECK(record->year_stated == YearStated::by_date);
  CHECK(*attribute(*record, "medium") == "map");
  CHECK(attribute(*record, "support") == nullptr);
}

std::string said_of(base::Date day, base::Date today, std::optional<int> year, bool two_persons) {
  const auto stated = year ? std::optional(base::FiscalYear(*year)) : std::nullopt;
  const auto found = attribution(day, stated, on(today, two_persons));
  if (!found) return "refused";
  return std::to_string(found->year.number()) + ", `" + std::string(in_db(found->stated)) + "`";
}

std::string page() {
  std::ifstream file(NIGIWAI_SOURCE_DIR "/docs/formats/records.md", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The cells of the rows of a table of the page, whose header begins with `header`.
std::vector<std::vector<std::string>> table_under(const std::string& header) {
  const std::string text = page();
  std::size_t at = text.find("\n| " + header + " |");
  REQUIRE(at != std::string::npos);
  for (int line = 0; line < 2; ++line) at = text.find('\n', at + 1);
  std::vector<std::vector<std::string>> rows;
  while (text.substr(at, 3) == "\n| ") {
    const std::size_t end = text.find('\n', at + 1);
    std::vector<std::string> cells;
    for (std::size_t bar = at + 1; text.find('|', bar + 1) < end;) {
      const std::size_t next = text.find('|', bar + 1);
      const std::string cell = text.substr(bar + 1, next - bar - 1);
      cells.push_back(
          cell.find_first_not_of(' ') == std::string::npos ? "" : cell.substr(1, cell.size() - 2));
      bar = next;
    }
    rows.push_back(cells);
    at = end;
  }
  return rows;
}

TEST_CASE("the year a record belongs to: the examples of docs/formats/records.md") {
  const auto rows = table_under("the day");
  CHECK(rows.size() == 9);
  for (const auto& row : rows) {
    REQUIRE(row.size() == 5);
    CAPTURE(row[0]);
    CAPTURE(row[1]);
    CAPTURE(row[2]);
    const auto year = row[2] == "none" ? std::nullopt : std::optional(std::stoi(row[2]));
    CHECK(said_of(*base::parse_date(row[0]), *base::parse_date(row[1]), year, false) == row[3]);
    CHECK(said_of(*base::parse_date(row[0]), *base::parse_date(row[1]), year, true) == row[4]);
  }
}

TEST_CASE("the year a record belongs to, on both sides of 31 March and 31 May") {
  CHECK(said_of({2012, 3, 31}, {2012, 5, 31}, 2011, false) == "2011, `by_date`");
  CHECK(said_of({2012, 4, 1}, {2012, 5, 31}, 2011, false) == "2011, `stated`");
  CHECK(said_of({2012, 5, 31}, {2012, 5, 31}, 2011, false) == "2011, `stated`");
  CHECK(said_of({2012, 5, 31}, {2012, 6, 1}, 2011, false) == "refused");
  CHECK(said_of({2012, 4, 1}, {2012, 6, 1}, 2011, true) == "2011, `by_two`");
  CHECK(said_of({2012, 6, 1}, {2012, 6, 1}, 2011, false) == "refused");
  CHECK(said_of({2012, 6, 1}, {2012, 6, 1}, 2011, true) == "2011, `by_two`");
  CHECK(said_of({2013, 3, 31}, {2013, 3, 31}, 2011, true) == "2011, `by_two`");
  CHECK(said_of({2013, 4, 1}, {2013, 4, 1}, 2011, true) == "refused");
  CHECK(said_of({2010, 5, 1}, {2010, 5, 1}, 2009, true) == "refused");  // closed
}

TEST_CASE("a grant of 48,000 yen paid on 15 May for the old year, and the same on 2 June") {
  Facts said = grant();
  said.yen = 48'000;
  said.stated_year = base::FiscalYear(2011);
  said.occurred_on = {2012, 5, 15};
  const auto in_may = check(said, on({2012, 5, 15}));
  REQUIRE(in_may);
  CHECK(in_may->fiscal_year.number() == 2011);
  CHECK(in_may->year_stated == YearStated::stated);

  said.occurred_on = {2012, 6, 2};
  const auto in_june = check(said, on({2012, 6, 2}));
  REQUIRE(code_of(in_june) == year_needs_two.code);
  const std::string sentence = base::say(base::Language::ja, in_june.error());
  CHECK(sentence.find("2012-06-02") != std::string::npos);
  CHECK(sentence.find("2012-05-31") != std::string::npos);
  CHECK(sentence.find("二人") != std::string::npos);
  CHECK(check(said, on({2012, 6, 2}, true))->year_stated == YearStated::by_two);
}

Record stored() {
  Record record = *check(issue(), kToday);
  record.municipality = "131202";
  record.id = {701};
  record.occurred_on = {2011, 5, 15};
  record.recorded_at = {1'305'417'600'000'000};
  record.deed = 700;
  record.salt = "000102030405060708090a0b0c0d0e0f";
  record.seal = seal_of(record);
  return record;
}

TEST_CASE("a reversal counts negative in the same year and points at the first") {
  Record first = stored();
  first.people = 3;
  first.yen = kYenMax;
  first.year_stated = YearStated::stated;
  first.confirmed_at = base::Instant{1};
  const auto reversal = reversal_of(first, kToday);
  REQUIRE(reversal);
  CHECK(reversal->reverses == first.id);
  CHECK(reversal->count == -1);
  CHECK(reversal->people == -3);
  CHECK(reversal->yen == -kYenMax);
  CHECK(reversal->attributes == first.attributes);
  CHECK(reversal->fiscal_year == first.fiscal_year);
  CHECK(reversal->occurred_on == first.occurred_on);
  CHECK(reversal->year_stated == first.year_stated);
  CHECK(reversal->municipality == first.municipality);
  CHECK(reversal->id.value == 0);
  CHECK(reversal->deed == 0);
  CHECK(reversal->recorded_at.microseconds == 0);
  CHECK(reversal->salt.empty());
  CHECK(reversal->seal.empty());
  CHECK_FALSE(reversal->confirmed_at);

  Record closed = first;
  closed.fiscal_year = base::FiscalYear(2009);
  const auto in_closed_year = reversal_of(closed, kToday);
  CHECK(code_of(in_closed_year) == year_closed.code);
  CHECK(fact(in_closed_year.error(), "year") == "2009");  // by whom: the books say (books_test)
  const auto of_reversal = reversal_of(*reversal, kToday);
  CHECK(code_of(of_reversal) == is_a_reversal.code);
  CHECK(fact(of_reversal.error(), "first") == "701");
  CHECK(every_slot_filled(of_reversal.error()));
}

TEST_CASE("attributes as one text and back") {
  const std::string texts[] = {"{}", R"({"copies":8000,"medium":"map"})",
                               R"({"half":"first","lent_in":2009})", R"({"organisations":0})"};
  for (const std::string& text : texts) {
    const auto attributes = attributes_from_json(text);
    CAPTURE(text);
    CHECK((attributes.empty() || !attributes.front().name.empty()));
    CHECK(attributes_json(attributes) == text);
  }
  CHECK(attributes_from_json(texts[1]) == stored().attributes);
}

TEST_CASE("attributes in any other text are not read as attributes, and change the seal") {
  const std::string texts[] = {"",
                               "{",
                               "{} ",
                               "null",
                               R"({"copies": 8000,"medium":"map"})",
                               R"({"copies":08000,"medium":"map"})",
                               R"({"copies":"8000","medium":"map"})",
                               R"({"copies":-1,"medium":"map"})",
                               R"({"copies":,"medium":"map"})",
                               R"({"medium":"map","copies":8000})",
                               R"({"copies":8000,"copies":8000})",
                               R"({"copies":8000,"medium":"ma\u0070"})",
                               R"({"copies":8000,"medium":""})",
                               R"({"copies":8000,"medium":"map",})",
                               R"({,"copies":8000,"medium":"map"})",
                               R"({"copies":8000 "medium":"map"})"};
  const Record record = stored();
  for (const std::string& text : texts) {
    CAPTURE(text);
    Record changed = record;
    changed.attributes = attributes_from_json(text);
    REQUIRE(changed.attributes.size() == 1);
    CHECK(changed.attributes.front() == AttributeValue{"", text});
    CHECK(attributes_json(changed.attributes) == text);
    CHECK(seal_of(changed) != record.seal);
  }
}

TEST_CASE("the seal of the example in docs/formats/records.md") {
  CHECK(page().find("\n" + stored().seal + "\n") != std::string::npos);
}

TEST_CASE("every field is under the seal; the confirmation is not") {
  const Record record = stored();
  const std::function<void(Record&)> changes[] = {
      [](Record& r) { r.municipality = "131211"; },
      [](Record& r) { r.id.value = 702; },
      [](Record& r) { r.programme = "advice"; },
      [](Record& r) { r.kind = "survey_answered"; },
      [](Record& r) { r.fiscal_year = base::FiscalYear(2010); },
      [](Record& r) { r.occurred_on = {2011, 5, 16}; },
      [](Record& r) { r.recorded_at.microseconds += 1; },
      [](Record& r) { r.count = 2; },
      [](Record& r) { r.people = 0; },
      [](Record& r) { r.yen = 0; },
      [](Record& r) { r.in_town = false; },
      [](Record& r) { r.attributes.pop_back(); },
      [](Record& r) { r.case_file = 1; },
      [](Record& r) { r.business = 1; },
      [](Record& r) { r.entry = 1; },
      [](Record& r) { r.summary = true; },
      [](Record& r) { r.year_stated = YearStated::stated; },
      [](Record& r) { r.reverses = RecordId{1}; },
      [](Record& r) { r.deed = 701; },
      [](Record& r) { r.salt[0] = '1'; },
  };
  std::set<std::string> seals = {record.seal};
  for (const auto& change : changes) {
    Record changed = record;
    change(changed);
    seals.insert(seal_of(changed));
  }
  CHECK(seals.size() == 1 + std::size(changes));
  Record confirmed = record;
  confirmed.confirmed_at = base::Instant{1};
  CHECK(seal_of(confirmed) == record.seal);
}

TEST_CASE("what moves from one field to the next changes the seal") {
  Record one = stored();
  Record other = one;
  one.programme = "ab";
  one.kind = "c";
  other.programme = "a";
  other.kind = "bc";
  CHECK(seal_of(one) != seal_of(other));
  one = other;
  one.people = 5;
  other.yen = 5;
  CHECK(seal_of(one) != seal_of(other));
}

TEST_CASE("how the year was said, in the database and back") {
  for (const auto stated : {YearStated::by_date, YearStated::stated, YearStated::by_two}) {
    CHECK(year_stated_from_db(in_db(stated)) == stated);
  }
}

}  // namespace
}  // namespace record
