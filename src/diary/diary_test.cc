// Rules: what a form asks, how what was typed is read, what a correction does to the records, and
// what is expected this month. Tables with both sides of each boundary.
#include "diary/diary.h"

#include <doctest/doctest.h>

#include "diary/entry.h"

namespace diary {
namespace {

using figure::Definition;
using figure::Measure;

programme::Programme programme_of(programme::ProgrammeType type) {
  programme::Programme one;
  one.key = "work";
  one.name = "事業";
  one.type = type;
  return one;
}

Definition counting(Measure measure, std::string kind, std::string label, std::string unit,
                    std::vector<figure::Condition> where = {}) {
  Definition definition;
  definition.key = label;
  definition.label = std::move(label);
  definition.measure = measure;
  definition.unit = std::move(unit);
  definition.records = {{{"work"}, std::move(kind), std::move(where), {}}};
  return definition;
}

std::string keys(const std::vector<Line>& lines) {
  std::string all;
  for (const Line& line : lines) {
    all += (all.empty() ? "" : " ") + line.key + "(";
    for (const Field& field : line.fields)
      all += (all.back() == '(' ? "" : ",") + field.name + (field.required ? "!" : "");
    all += ")";
  }
  return all;
}

std::vector<Line> lines_for(const std::vector<Definition>& definitions,
                            programme::ProgrammeType type = programme::ProgrammeType::gathering) {
  std::vector<Measured> measured;
  for (const Definition& one : definitions) measured.push_back({&one, nullptr});
  return lines_of(programme_of(type), measured);
}

TEST_CASE("the form asks what the figures over a programme count") {
  const figure::Condition station{"site", figure::Test::one_of, {"station"}, 0};
  const figure::Condition places{"site", figure::Test::one_of, {"station", "facility"}, 0};
  CHECK(keys(lines_for({counting(Measure::people, "event_held", "来場者", "人")})) ==
        "event_held(people,count)");
  CHECK(keys(lines_for({counting(Measure::count, "site_planted", "駅", "駅", {station}),
                        counting(Measure::count, "site_planted", "所", "所", {places}),
                        counting(Measure::count, "organisation_supported", "団体", "団体")})) ==
        "site_planted-station(count) site_planted-facility(count) organisation_supported(count)");
  CHECK(keys(lines_for({counting(Measure::milestone, "milestone_reached", "段階", "")})) ==
        "milestone_reached(milestone!)");
  CHECK(keys(lines_for({counting(Measure::count, "company_joined", "企業", "社")})) ==
        "company_joined-in_town(count) company_joined-out_of_town(count)");
  CHECK(keys(lines_for({counting(Measure::distinct_businesses, "organisation_supported", "組合",
                                 "組合")})) == "organisation_supported(count,business)");
  CHECK(keys(lines_for({counting(Measure::attribute, "issue_published", "部", "部")})) ==
        "issue_published(count,copies!,medium)");
}

TEST_CASE("where no figure is in force, the kinds of the programme's type are asked") {
  CHECK(keys(lines_for({}, programme::ProgrammeType::network)) ==
        "meeting_held(count,people,organisations) organisation_supported(count)");
  CHECK(lines_for({}, programme::ProgrammeType::plan).empty());
}

TEST_CASE("a field is called as the figure calls it, and codes of the plan come first") {
  auto visitors = counting(Measure::people, "event_held", "来場者", "人");
  const auto lines = lines_for({visitors});
  CHECK(lines.front().find("people")->label == "来場者");
  CHECK(lines.front().find("people")->unit == "人");
  CHECK(lines.front().find("count")->label == "");
  const auto status = counting(Measure::milestone, "milestone_reached", "段階", "");
  figure::RowDefinition row;
  row.words = {{"built", "整備"}};
  const std::vector<Measured> measured = {{&status, &row}};
  const auto worded = lines_of(programme_of(programme::ProgrammeType::project), measured);
  CHECK(worded.front().find("milestone")->codes.front() == "built");
  CHECK(worded.front().find("milestone")->codes[1] == "considered");
}

TEST_CASE("numbers as people type them") {
  struct Case {
    std::string text, unit;
    std::int64_t value;
    std::string_view refused;
  };
  const Case cases[] = {
      {"4700", "", 4700, ""},
      {"4,700", "", 4700, ""},
      {"４，７００人", "人", 4700, ""},
      {" 4 700 ", "", 4700, ""},
      {"0", "", 0, ""},
      {"999999999999999", "", 999'999'999'999'999, ""},
      {"99999999999999999", "", 0, number_unreadable.code},
      {"47,00", "", 0, number_unreadable.code},
      {"4700人", "件", 0, number_unreadable.code},
      {"", "", 0, number_unreadable.code},
      {"約4700", "", 0, number_unreadable.code},
      {"4.7", "", 0, number_unreadable.code},
      {"-3", "", 0, number_negative.code},
      {"－３", "", 0, number_negative.code},
  };
  for (const Case& one : cases) {
    CAPTURE(one.text);
    const auto read = read_number(one.text, one.unit);
    CHECK(read.value_or(0) == one.value);
    CHECK((read ? std::string_view() : read.error().code) == one.refused);
  }
}

struct Read {
  std::string facts;
  std::string wrong;
};
Read read(const std::vector<Line>& lines, const Days& days, const Typed& typed) {
  std::vector<Wrong> wrong;
  const CodeWords words = {{"駅", "station"}, {"整備", "built"}, {"区内", "yes"}};
  Read result;
  for (const auto& one : read_facts(lines, days, typed, {"work", {}, &words}, wrong)) {
    result.facts += (result.facts.empty() ? "" : " ") + base::iso(one.occurred_on).substr(5) + ":" +
                    std::to_string(one.count);
    if (one.people) result.facts += "/" + std::to_string(*one.people);
    if (one.summary) result.facts += "s";
    if (!one.attributes.empty()) result.facts += record::attributes_json(one.attributes);
  }
  for (const Wrong& one : wrong)
    result.wrong += (result.wrong.empty() ? "" : " ") + one.line + "." + one.field + ":" +
                    std::string(one.refusal.code);
  return result;
}

TEST_CASE("typed fields become facts: a day, several days in one, each day its own") {
  const auto fair = lines_for({counting(Measure::people, "event_held", "来場者", "人")});
  const Days day{base::Date(2011, 10, 8), base::Date(2011, 10, 8)};
  const Days three{base::Date(2011, 10, 8), base::Date(2011, 10, 10)};
  const auto with = [&](const Days& days, std::map<std::string, std::string> fields) {
    return read(fair, days, {{"event_held", std::move(fields)}});
  };
  CHECK(with(day, {{"people", "4,700人"}}).facts == "10-08:1/4700");
  CHECK(with(day, {{"people", "0"}}).facts == "10-08:1/0");
  CHECK(with(day, {{"count", "2"}, {"people", "30"}}).facts == "10-08:2/30s");
  CHECK(with(three, {{"people", "4700"}}).facts == "10-10:1/4700s");
  CHECK(with(three, {{"people", "1200 1500 2000"}}).facts ==
        "10-08:1/1200 10-09:1/1500 10-10:1/2000");
  CHECK(with(three, {{"people", "1200　- 2000"}}).facts == "10-08:1/1200 10-10:1/2000");
  CHECK(with(three, {{"people", "1200 1500"}}).wrong == "event_held.people:diary.numbers_and_days");
  CHECK(with(day, {{"people", "1200 1500"}}).wrong == "event_held.people:diary.numbers_and_days");
  CHECK(with(day, {{"count", "0"}}).wrong == "event_held.count:diary.count_zero");
  CHECK(with(day, {{"people", "多数"}}).wrong == "event_held.people:diary.number_unreadable");
  CHECK(with(day, {}).wrong == ".:diary.nothing_entered");
  CHECK(read(fair, day, {}).wrong == ".:diary.nothing_entered");
}

TEST_CASE("codes are taken by their word or code, and what a kind needs is asked") {
  const auto project = lines_for({counting(Measure::milestone, "milestone_reached", "段階", "")});
  const Days day{base::Date(2011, 10, 8), base::Date(2011, 10, 8)};
  const auto with = [&](const std::string& milestone) {
    return read(project, day, {{"milestone_reached", {{"milestone", milestone}}}});
  };
  CHECK(with("built").facts == R"(10-08:1{"milestone":"built"})");
  CHECK(with("整備").facts == R"(10-08:1{"milestone":"built"})");
  CHECK(with("完成").wrong == "milestone_reached.milestone:diary.choice_unknown");
  CHECK(with("").wrong == ".:diary.nothing_entered");
  const auto issue = lines_for({counting(Measure::attribute, "issue_published", "部", "部")});
  CHECK(read(issue, day, {{"issue_published", {{"count", "1"}}}}).wrong ==
        "issue_published.copies:diary.field_missing");
}

TEST_CASE("days: reversed, and both sides of a month") {
  const base::Date first(2011, 10, 1);
  CHECK(check_days({first, first}).has_value());
  CHECK(check_days({first, base::Date(2011, 10, 31)}).has_value());
  CHECK(check_days({first, base::Date(2011, 11, 1)}).error().code == too_many_days.code);
  CHECK(check_days({first, base::Date(2011, 9, 30)}).error().code == days_reversed.code);
}

record::Record recorded(std::string kind, base::Date day, std::int64_t count,
                        std::optional<std::int64_t> people = {},
                        std::vector<record::AttributeValue> attributes = {}) {
  record::Record one;
  one.kind = std::move(kind);
  one.occurred_on = day;
  one.fiscal_year = base::FiscalYear::containing(day);
  one.count = count;
  one.people = people;
  one.attributes = std::move(attributes);
  return one;
}
record::Facts said(std::string kind, base::Date day, std::int64_t count,
                   std::optional<std::int64_t> people = {},
                   std::vector<record::AttributeValue> attributes = {}) {
  record::Facts one;
  one.kind = std::move(kind);
  one.occurred_on = day;
  one.count = count;
  one.people = people;
  one.attributes = std::move(attributes);
  return one;
}

std::string told(const Changes& changes) {
  std::string text = "kept " + std::to_string(changes.kept.size());
  for (const auto& one : changes.corrections)
    text += " " + std::to_string(one.record) + "→" + std::to_string(one.fact);
  for (const auto one : changes.reversals) text += " -" + std::to_string(one);
  for (const auto one : changes.additions) text += " +" + std::to_string(one);
  return text;
}

TEST_CASE("a correction keeps what stays, corrects the like, takes back and adds the rest") {
  const base::Date day(2011, 10, 8), next(2011, 10, 9);
  const std::vector<record::Record> stood = {
      recorded("site_planted", day, 3, {}, {{"site", "station"}}),
      recorded("site_planted", day, 5, {}, {{"site", "facility"}}),
      recorded("organisation_supported", day, 2)};
  const auto station = [](base::Date on, std::int64_t count) {
    return said("site_planted", on, count, {}, {{"site", "station"}});
  };
  const auto facility = [](base::Date on, std::int64_t count) {
    return said("site_planted", on, count, {}, {{"site", "facility"}});
  };
  const auto groups = said("organisation_supported", day, 2);
  struct Case {
    std::vector<record::Facts> wanted;
    std::string changes;
  };
  const Case cases[] = {
      {{station(day, 3), facility(day, 5), groups}, "kept 3"},
      {{station(day, 4), facility(day, 5), groups}, "kept 2 0→0"},
      {{facility(day, 5), groups, station(day, 4)}, "kept 2 0→2"},
      {{station(day, 3), facility(day, 5)}, "kept 2 -2"},
      {{station(day, 3), facility(day, 5), groups, station(next, 1)}, "kept 3 +3"},
      {{station(next, 3), facility(next, 5), groups}, "kept 1 0→0 1→1"},
      {{}, "kept 0 -0 -1 -2"},
  };
  for (const Case& one : cases) CHECK(told(changes_between(stood, one.wanted)) == one.changes);
  CHECK(same_work(stood, std::vector{groups, station(day, 3), facility(day, 5)}));
  CHECK_FALSE(same_work(stood, std::vector{groups, station(day, 3), facility(day, 6)}));
  CHECK_FALSE(same_work(stood, std::vector{groups, station(day, 3)}));
}

TEST_CASE("what is expected: months of last year with entries and none this year") {
  const auto month = [](int year, unsigned number, int entries, std::int64_t first) {
    return MonthCount{"fair", year, number, entries, first};
  };
  const std::vector then = {month(2010, 9, 1, 7), month(2010, 10, 2, 8), month(2010, 12, 1, 9)};
  const std::vector now = {month(2011, 9, 1, 17)};
  const auto on = [&](base::Date today, std::vector<MonthCount> repeated = {}) {
    std::string text;
    for (const Expected& one : expected(then, now, repeated, today))
      text += std::to_string(one.last_year.month) + (one.late ? "!" : "") + " ";
    return text;
  };
  CHECK(on(base::Date(2011, 9, 30)) == "");
  CHECK(on(base::Date(2011, 10, 1)) == "10 ");
  CHECK(on(base::Date(2011, 10, 31)) == "10 ");
  CHECK(on(base::Date(2011, 11, 1)) == "10! ");
  CHECK(on(base::Date(2011, 12, 1)) == "10! 12 ");
  CHECK(on(base::Date(2011, 12, 1), {month(2010, 10, 1, 8)}) == "12 ");
}

TEST_CASE("names in the database go there and back") {
  for (const State state : {State::standing, State::taken_back})
    CHECK(state_from_db(in_db(state)) == state);
  for (const How how : {How::form, How::month, How::paste}) CHECK(how_from_db(in_db(how)) == how);
  CHECK_THROWS(state_from_db("gone"));
  CHECK_THROWS(how_from_db("post"));
}

}  // namespace
}  // namespace diary
