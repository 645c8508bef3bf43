// A plan made here beside the loaded ones: what staff see of it, that the public does not, and what
// a second adoption keeps.
#include "plan/adoption.h"

#include <doctest/doctest.h>

#include "db/testing.h"
#include "plan/computed_service.h"
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

}  // namespace plan
