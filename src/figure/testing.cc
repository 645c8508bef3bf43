// The small ward is put together here through the services themselves, so that tests stand on what
// users stand on.
#include "figure/testing.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/words.h"
#include "programme/programme_service.h"

namespace figure::testing {
namespace {

programme::Programme programme_named(std::string key, programme::ProgrammeType type) {
  programme::Programme made;
  made.key = key;
  made.name = "programme " + key;
  made.type = type;
  programme::Owner ward;
  ward.from = 2011;
  ward.body = "ward";
  made.owners.push_back(ward);
  return made;
}

Selection over(std::string programme, std::string kind) {
  Selection selection;
  selection.programmes = {std::move(programme)};
  selection.kind = std::move(kind);
  return selection;
}

Definition figure_of(std::string key, Measure measure, Selection selection, std::string unit) {
  Definition definition;
  definition.key = std::move(key);
  definition.measure = measure;
  definition.records = {std::move(selection)};
  definition.unit = std::move(unit);
  return definition;
}

RowDefinition row_of(std::string key, std::vector<Definition> figures, std::string text) {
  RowDefinition row;
  row.row = std::move(key);
  row.figures = std::move(figures);
  ColumnDefinition column;
  column.text = std::move(text);
  row.columns.push_back(column);
  return row;
}

template <class T>
T must(base::Result<T> result) {
  if (!result) FAIL(base::say(base::Language::en, result.error()));
  return std::move(*result);
}

}  // namespace

void lay_register(db::Database& database) {
  programme::Register reg;
  reg.municipality = {.code = std::string(kWard), .name = "練馬区", .name_en = "Nerima"};
  reg.bodies = {{.key = "ward", .name = "練馬区", .kind = "municipality"},
                {.key = "corporation", .name = "公社", .kind = "corporation"}};
  using programme::ProgrammeType;
  for (const auto& [key, type] : {std::pair{"craft-fair", ProgrammeType::gathering},
                                  {"loans", ProgrammeType::loan},
                                  {"advice", ProgrammeType::consultation},
                                  {"vacant-shop", ProgrammeType::subsidy},
                                  {"fairs", ProgrammeType::matching},
                                  {"seminar", ProgrammeType::gathering},
                                  {"guide", ProgrammeType::publication},
                                  {"hall", ProgrammeType::project}})
    reg.programmes.push_back(programme_named(key, type));
  database.write([&](db::Write& tx) {
    programme::load(tx, base::Actor::system(), reg, "small");
    changed(tx, kWard);
  });
}

DefinitionSet small_plan() {
  DefinitionSet set;
  set.plan = kPlan;
  set.municipality = kWard;
  Definition interest =
      figure_of("interest", Measure::yen, over("loans", "interest_subsidy_paid"), "円");
  interest.basis = record::YenBasis::paid;
  Definition yen = figure_of("yen", Measure::yen, over("vacant-shop", "grant_paid"), "千円");
  yen.basis = record::YenBasis::paid;
  yen.scale = 1000;
  Definition in_town = figure_of("in-town", Measure::count, over("fairs", "company_joined"), "社");
  in_town.records.front().in_town = true;
  in_town.part_of = "companies";
  Definition visits =
      figure_of("visits", Measure::count, over("advice", "consultation_held"), "人");
  visits.records.front().with_business = true;
  visits.gross = true;
  Definition anonymous =
      figure_of("anonymous", Measure::count, over("advice", "consultation_held"), "件");
  anonymous.records.front().with_business = false;
  Definition copies = figure_of("copies", Measure::ratio, over("guide", "issue_published"), "部");
  copies.attribute = "copies";
  set.rows = {
      row_of("1", {figure_of("visitors", Measure::people, over("craft-fair", "event_held"), "人")},
             "来場者数 {visitors}人"),
      row_of("13",
             {figure_of("loans", Measure::count, over("loans", "loan_executed"), "件"), interest},
             "貸付{loans}件 利子補給 {interest}円"),
      row_of("15",
             {figure_of("participants", Measure::people, over("seminar", "participant_enrolled"),
                        "人")},
             "受講者{participants}人"),
      row_of("16", {visits, anonymous}, "延べ{visits}人 匿名{anonymous}件"),
      row_of("17",
             {figure_of("cases", Measure::count, over("advice", "consultation_held"), "件"),
              figure_of("clients", Measure::distinct_businesses,
                        over("advice", "consultation_held"), "者")},
             "{cases}件 {clients}者"),
      row_of("20", {copies}, "各{copies}部"),
      row_of(
          "23",
          {figure_of("companies", Measure::count, over("fairs", "company_joined"), "社"), in_town},
          "参加企業{companies}社 うち区内{in-town}社"),
      row_of("30",
             {figure_of("participants", Measure::people, over("seminar", "participant_enrolled"),
                        "人")},
             "受講者{participants}人"),
      row_of("31", {figure_of("state", Measure::milestone, over("hall", "milestone_reached"), "")},
             "{state}"),
      row_of("42",
             {yen, figure_of("cases", Measure::count, over("vacant-shop", "grant_paid"), "件")},
             "{yen}千円（{cases}事業）"),
  };
  set.totals = {
      {.key = "people", .label = "参加者", .figures = {"15/participants", "30/participants"}}};
  return set;
}

void install_plan(db::Database& database, const DefinitionSet& set) {
  database.write([&](db::Write& tx) { install(tx, base::Actor::system(), set); });
}

void reword(DefinitionSet& set, int number) {
  RowDefinition& row = *std::ranges::find(set.rows, "17", &RowDefinition::row);
  const std::string cases = number % 2 == 0 ? "cases" : "talks";
  row.figures.front().key = cases;
  for (Definition& figure : row.figures) figure.label = std::to_string(number);
  row.columns.front().text = std::to_string(number) + " {" + cases + "}件 {clients}者";
}

std::optional<int> worded(db::Database& database, std::optional<base::Instant> at) {
  const auto standing = database.read([&](db::Read& tx) { return rows(tx, kWard, kPlan, at); });
  const RowDefinition& row = *std::ranges::find(standing, "17", &RowDefinition::row);
  const std::string& label = row.figures.front().label;
  const int number = label.empty() ? 0 : std::stoi(label);
  DefinitionSet expected = small_plan();
  if (number > 0) reword(expected, number);
  const RowDefinition& whole = *std::ranges::find(expected.rows, "17", &RowDefinition::row);
  const bool alike =
      std::ranges::equal(row.figures, whole.figures, [](const auto& is, const auto& said) {
        return is.key == said.key && is.label == said.label;
      });
  if (!alike || row.columns.front().text != whole.columns.front().text) return std::nullopt;
  return number;
}

Clock::Clock(std::string_view at) : now(base::parse_japan(at).value()) {
  base::fix_clock(now);
}

Clock::~Clock() {
  base::release_clock();
}

void Clock::go_to(std::string_view at) {
  now = base::parse_japan(at).value();
  base::fix_clock(now);
}

void Clock::pass(std::int64_t seconds) {
  now.microseconds += seconds * 1'000'000;
  base::fix_clock(now);
}

void lay_plan(db::Database& database) {
  lay_register(database);
  install_plan(database, small_plan());
}

base::Actor officer(std::int64_t person) {
  base::Actor actor;
  actor.kind = base::ActorKind::staff;
  actor.id = person;
  actor.post = "manager";
  actor.body = "ward";
  actor.municipality = kWard;
  return actor;
}

base::Actor planner(std::int64_t person) {
  base::Actor actor = officer(person);
  actor.post = "planner";
  return actor;
}

Signers alone(std::int64_t person) {
  return {.first = officer(person), .second = std::nullopt};
}

Signers two(std::int64_t first, std::int64_t second) {
  return {.first = officer(first), .second = officer(second)};
}

record::Facts facts(std::string_view programme, std::string_view kind, std::string_view day) {
  record::Facts said;
  said.programme = programme;
  said.kind = kind;
  said.occurred_on = base::parse_date(day).value();
  return said;
}

record::Facts grant(std::string_view day, std::int64_t yen) {
  record::Facts said = facts("vacant-shop", "grant_paid", day);
  said.yen = yen;
  return said;
}

record::RecordId post(db::Database& database, const record::Facts& said) {
  return must(write(database,
                    [&](db::Write& tx) { return figure::post(tx, alone(), kWard, {}, said); }))
      .record;
}

record::RecordId confirm(db::Database& database, record::RecordId record) {
  return must(write(
                  database,
                  [&](db::Write& tx) { return figure::confirm(tx, alone(18), kWard, {}, record); }))
      .record;
}

record::RecordId reverse(db::Database& database, record::RecordId record) {
  return must(write(database,
                    [&](db::Write& tx) {
                      return figure::reverse(tx, alone(), kWard,
                                             {.id = "", .reason = "typed twice"}, record);
                    }))
      .record;
}

Value value(db::Database& database, std::string_view row, std::string_view key, int fiscal_year,
            Scope scope, std::optional<base::Instant> at) {
  return database.read([&](db::Read& tx) {
    const Held held = must(find(tx, kWard, kPlan, row, key, at));
    const Table all = table(tx, kWard, kPlan, scope, at);
    const auto found = all.find({held.id.value, fiscal_year});
    return found == all.end() ? Value{} : found->second;
  });
}

}  // namespace figure::testing
