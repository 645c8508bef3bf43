// A plan made here beside the loaded ones: what staff see of it, that the public does not, and what
// a second adoption keeps.
#include "plan/adoption.h"

#include <doctest/doctest.h>

#include "db/testing.h"
#include "figure/figure_file.h"
#include "plan/computed_service.h"
#include "plan/defining.h"
#include "plan/plan_files_test.h"
#include "plan/plan_service.h"
#include "staff/towns_test.h"

namespace plan {
namespace {

base::Actor planner(std::string municipality = "131202") {
  return {base::ActorKind::staff, 17, "planner", "ward", std::move(municipality)};
}

Plan small(std::string_view title) {
  Plan plan;
  plan.slug = "next";
  plan.municipality = "131202";
  plan.title = title;
  plan.period = {"平成27～28年度", 2015, 2016};
  plan.sources.push_back({"draft", "", std::string(title), "練馬区", {}, {}});
  plan.levels = {{"programme", "事業"}};
  plan.columns = {{"2015", "平成27年度", ColumnKind::year, {2015}},
                  {"2016", "平成28年度", ColumnKind::year, {2016}}};
  Row row;
  row.key = "1";
  row.number = "1";
  row.level = "programme";
  row.title = "空き店舗入居促進事業";
  row.provenance.source = "draft";
  plan.rows.push_back(row);
  return plan;
}

std::vector<RowWork> its_work() {
  RowWork work{"1"};
  work.owners = {{2015, 2015, "ward", "商工観光課", {}}, {2016, {}, "corporation", {}, {}}};
  work.indicators = {{1,
                      "補助件数",
                      "件",
                      Direction::up,
                      Nature::flow,
                      {},
                      base::Number{125, 10, 1},
                      "平成26年度"}};
  work.targets = {{1, 2015, "12件", base::Number{12, 1}}, {1, 2016, "実施"}};
  work.money = {{2015, MoneyStage::planned, 3'000'000, "補助金"}};
  work.legal_basis = {"練馬区空き店舗入居促進事業補助金交付要綱"};
  work.funding = {"一般財源"};
  return {work};
}

std::int64_t adopted(db::Database& database, std::string_view title,
                     const std::vector<RowWork>& work) {
  return database
      .write(
          [&](db::Write& tx) { return adopt(tx, planner(), small(title), work, "審議会を経て"); })
      .value();
}

std::vector<RowWork> work_of(db::Database& database) {
  return database.read([](db::Read& tx) { return row_work(tx, "131202", "next"); });
}

}  // namespace

TEST_CASE("an adopted plan is there for staff and not for the public") {
  db::testing::for_each_engine([](db::Database& database) {
    staff::testing::keep_towns(database);
    adopted(database, "次の計画", its_work());
    CHECK(open(planner(), database, "next")->plan.title == "次の計画");
    CHECK(open_table(planner(), database, "next", {}).has_value());
    CHECK(list(planner(), database).size() == 1);
    for (const auto& other : {base::Actor::visitor(), planner("131211")}) {
      CHECK(open(other, database, "next").error().code == unknown_plan.code);
      CHECK(open_row(other, database, "next", "1").error().code == unknown_plan.code);
      CHECK(open_row_alone(other, database, "next", "1").error().code == unknown_plan.code);
      CHECK(list(other, database).empty());
    }
    CHECK(search(base::Actor::visitor(), database, {.words = "空き店舗"})->total == 0);
  });
}

TEST_CASE("owners, indicators, targets and money come back as they were adopted") {
  db::testing::for_each_engine([](db::Database& database) {
    staff::testing::keep_towns(database);
    adopted(database, "次の計画", its_work());
    const auto work = work_of(database);
    REQUIRE(work.size() == 1);
    const Plan plan = small("x");
    CHECK(owner_of(plan, plan.rows[0], 2015, work, {})->department == "商工観光課");
    CHECK(owner_of(plan, plan.rows[0], 2019, work, {})->body == "corporation");
    CHECK(owner_of(plan, plan.rows[0], 2014, work, {}) == nullptr);
    REQUIRE(work[0].indicators.size() == 1);
    CHECK(work[0].indicators[0].base == base::Number{125, 10, 1});
    CHECK(find_target(work[0], 1, 2015)->value == base::Number{12, 1});
    CHECK(find_target(work[0], 1, 2016)->text == "実施");
    REQUIRE(work[0].money.size() == 1);
    CHECK(work[0].money[0].yen == 3'000'000);
    CHECK(work[0].legal_basis.size() == 1);
    CHECK(work[0].funding == std::vector<std::string>{"一般財源"});
  });
}

TEST_CASE("adopted again, what is no longer said is taken away and what was entered stays") {
  db::testing::for_each_engine([](db::Database& database) {
    staff::testing::keep_towns(database);
    adopted(database, "次の計画", its_work());
    CHECK(enter(planner(), database, {"next", "1", "2015"}, "11件", "照会への回答").has_value());
    auto work = its_work();
    work[0].targets.pop_back();
    work[0].money.clear();
    work[0].owners.pop_back();
    work[0].funding.clear();
    adopted(database, "改定した計画", work);
    const auto again = work_of(database);
    REQUIRE(again.size() == 1);
    CHECK(again[0].targets.size() == 1);
    CHECK(again[0].money.empty());
    CHECK(again[0].owners.size() == 1);
    CHECK(again[0].funding.empty());
    const auto table = open_table(planner(), database, "next", {});
    const Cell* cell = find_cell(table->plan.rows[0], "2015");
    REQUIRE(cell != nullptr);
    CHECK(find_reading(*cell, ReadingSource::entered)->text == "11件");
    adopted(database, "改定した計画", {});
    CHECK(work_of(database).empty());
  });
}

TEST_CASE("a slug of another municipality, and a programme nobody knows, are refused") {
  db::testing::for_each_engine([](db::Database& database) {
    staff::testing::keep_towns(database);
    adopted(database, "次の計画", {});
    const auto refused = [&](const Plan& plan) {
      return database.write([&](db::Write& tx) { return adopt(tx, planner(), plan, {}, "決定"); })
          .error()
          .code;
    };
    Plan plan = small("よその計画");
    plan.municipality = "131211";
    CHECK(refused(plan) == slug_taken.code);
    plan = small("次の計画");
    plan.rows[0].programmes = {"nobody-knows"};
    CHECK(refused(plan) == programme_missing.code);
    plan = small("どこの計画");
    plan.slug = "nowhere";
    plan.municipality = "131229";
    CHECK(refused(plan) == municipality_missing.code);
  });
}

TEST_CASE("a sum or a target of its own is a further version") {
  db::testing::for_each_engine([](db::Database& database) {
    staff::testing::keep_towns(database);
    const auto deed = adopted(database, "次の計画", its_work());
    database.write([&](db::Write& tx) {
      set_money(tx, "131202", "next", "1", {2015, MoneyStage::executed, 2'871'000}, deed);
      set_target(tx, "131202", "next", "1", {1, 2015, "15件", base::Number{15, 1}}, deed);
    });
    const auto work = work_of(database);
    CHECK(work[0].money.size() == 2);
    CHECK(find_target(work[0], 1, 2015)->text == "15件");
  });
}

namespace {

// The register of Nerima with its plans.
void lay_register(db::Database& database) {
  const auto set = read_plan_set({NIGIWAI_SOURCE_DIR "/plans/131202"});
  REQUIRE(load(base::Actor::system(), database, set).has_value());
}

// The first day of the plan: a fair.
void hold_a_fair(db::Database& database) {
  record::Facts facts;
  facts.programme = "craft-fair-support";
  facts.kind = "event_held";
  facts.occurred_on = base::Date(2015, 5, 28);
  facts.people = 4'700;
  REQUIRE(figure::write(database, [&](db::Write& tx) {
            return figure::post(tx, {base::Actor::system(), {}}, "131202", {}, facts);
          }).has_value());
}

Plan fair_plan() {
  Plan plan = small("見本市の計画");
  plan.rows[0].programmes = {"craft-fair-support"};
  return plan;
}

std::vector<RowWork> measured_by(std::vector<std::pair<std::string, std::string>> indicators) {
  RowWork work{"1"};
  for (auto& [label, unit] : indicators) {
    Indicator indicator;
    indicator.number = static_cast<int>(work.indicators.size()) + 1;
    indicator.label = label;
    indicator.unit = unit;
    work.indicators.push_back(indicator);
  }
  return {work};
}

void adopt_fair(db::Database& database, const std::vector<RowWork>& work) {
  REQUIRE(
      database.write([&](db::Write& tx) { return adopt(tx, planner(), fair_plan(), work, "決定"); })
          .has_value());
  figure::build(database, base::Actor::system());
}

std::string keys_of(db::Database& database) {
  return database.read([](db::Read& tx) {
    std::string keys;
    for (const auto& one : figure::figures(tx, "131202", "next"))
      keys += (keys.empty() ? "" : " ") + one.definition.key;
    return keys;
  });
}

std::string computed_in_2015(db::Database& database) {
  const auto table = open_table(planner(), database, "next", {});
  REQUIRE(table.has_value());
  for (const auto& row : table->plan.rows)
    if (const Cell* cell = find_cell(row, "2015"))
      if (const Reading* reading = find_reading(*cell, ReadingSource::computed))
        return reading->text.value_or("");
  return {};
}

// As it was left by the program before adopting defined figures.
void forget_definitions(db::Database& database) {
  figure::DefinitionSet none;
  none.plan = "next";
  none.municipality = "131202";
  database.write([&](db::Write& tx) { return figure::install(tx, base::Actor::system(), none); });
}

}  // namespace

TEST_CASE("adopting defines what the lines are measured by, and a revision what they are then") {
  db::testing::for_each_engine([](db::Database& database) {
    lay_register(database);
    hold_a_fair(database);
    adopt_fair(database, measured_by({{"来場者数", "人"}, {"満足度", "％"}}));
    CHECK(keys_of(database) == "indicator_1");
    CHECK(computed_in_2015(database) == "4,700人");
    adopt_fair(database, measured_by({{"来場者数", "人"}, {"開催", "回"}}));
    CHECK(keys_of(database) == "indicator_1 indicator_2");
    CHECK(computed_in_2015(database) == "来場者数 4,700人、開催 1回");
    adopt_fair(database, {});
    CHECK(keys_of(database) == "work_done");
    CHECK(computed_in_2015(database) == "実施");
    CHECK(verify(database).empty());
    CHECK(figure::verify(database).empty());
  });
}

TEST_CASE("figures that a file declared stay when the plan is adopted again") {
  db::testing::for_each_engine([](db::Database& database) {
    lay_register(database);
    adopt_fair(database, {});
    base::Mistakes mistakes("test");
    const auto declared = figure::read_definitions(
        R"(
format = "nigiwai-figures/1"
municipality = "131202"
plan = "next"
[[row]]
row = "1"
programmes = ["craft-fair-support"]
text = "{visitors}人"
figures = [{ key = "visitors", measure = "people", kind = "event_held", unit = "人" }]
)",
        mistakes);
    REQUIRE_MESSAGE(mistakes.none(), testing::told(mistakes.list()));
    database.write(
        [&](db::Write& tx) { return figure::install(tx, base::Actor::system(), declared); });
    adopt_fair(database, measured_by({{"開催", "回"}}));
    CHECK(keys_of(database) == "visitors");
  });
}

TEST_CASE("a plan adopted before figures were defined is found out, and gets them once") {
  db::testing::for_each_engine([](db::Database& database) {
    lay_register(database);
    adopt_fair(database, measured_by({{"来場者数", "人"}}));
    hold_a_fair(database);
    forget_definitions(database);
    const auto findings = verify(database);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "plan.verify_undefined");
    CHECK(define_undefined(base::Actor::system(), database) == 1);
    CHECK(define_undefined(base::Actor::system(), database) == 0);
    figure::build(database, base::Actor::system());
    CHECK(keys_of(database) == "indicator_1");
    CHECK(computed_in_2015(database) == "4,700人");
    CHECK(verify(database).empty());
    CHECK(figure::verify(database).empty());
  });
}

}  // namespace plan
