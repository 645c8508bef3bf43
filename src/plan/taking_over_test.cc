// A table of another place as a plan: staff have it, the public does not; its cells are told by the
// deed that brought them, and taken back it is nowhere.
#include "plan/taking_over.h"

#include <doctest/doctest.h>

#include "db/testing.h"
#include "plan/defining.h"
#include "plan/plan_service.h"
#include "staff/towns_test.h"

namespace plan {
namespace {

constexpr std::string_view kTown = "131202";

base::Actor planner() {
  return {base::ActorKind::staff, 17, "planner", "ward", std::string(kTown)};
}

Plan document() {
  Plan plan;
  plan.slug = "brought";
  plan.municipality = kTown;
  plan.title = "他所の表";
  plan.period = {"令和4年度", 2022, 2022};
  plan.sources.push_back({"table", "進捗.csv", "進捗の表", "練馬区", {}, {}});
  plan.levels = {{"programme", "事業"}};
  plan.columns = {{"2022", "令和4年度", ColumnKind::year, {2022}}};
  Row row;
  row.key = "1";
  row.level = "programme";
  row.title = "空き店舗の活用";
  row.provenance.source = "table";
  Reading printed;
  printed.text = "3件";
  printed.kind = CellKind::quantity;
  printed.meaning.state = CellState::quantities;
  printed.quantities = base::read_cell("3件").quantities;
  row.cells.push_back({"2022", {printed}});
  plan.rows.push_back(row);
  return plan;
}

}  // namespace

TEST_CASE("a table taken over is a plan for staff, and nowhere once it is taken back") {
  db::testing::for_each_engine([](db::Database& database) {
    staff::testing::keep_towns(database);
    const auto stands = [&] {
      return database.read([](db::Read& tx) { return standing(tx, kTown, "brought"); });
    };
    CHECK_FALSE(stands().has_value());
    CHECK(database.read([](db::Read& tx) { return may_be_new(tx, document()).has_value(); }));

    const auto appended = database.write([](db::Write& tx) {
      enter_taking_over(tx, kTown);
      return take_over(tx, planner(), {kTown, "brought", 7}, document());
    });
    REQUIRE(appended.size() == 1);
    CHECK(appended[0].row == "1");
    CHECK(appended[0].column == "2022");
    CHECK(appended[0].version == 1);
    CHECK(appended[0].is_new);
    REQUIRE(stands().has_value());
    CHECK(stands()->deed == 7);
    CHECK_FALSE(stands()->released);
    CHECK(open(planner(), database, "brought").has_value());
    CHECK(open(base::Actor::visitor(), database, "brought").error().code == unknown_plan.code);
    CHECK(search(base::Actor::visitor(), database, {.words = "他所の表"})->total == 0);
    CHECK(database.read([](db::Read& tx) { return may_be_new(tx, document()); }).error().code ==
          slug_taken.code);

    const auto take_back = [&] {
      return database.write(
          [](db::Write& tx) { return withdraw(tx, planner(), {kTown, "brought", 8}); });
    };
    CHECK(take_back());
    CHECK_FALSE(take_back());
    CHECK_FALSE(stands().has_value());
    CHECK(open(planner(), database, "brought").error().code == unknown_plan.code);
  });
}

TEST_CASE("what is told of a table's cells comes in the order of their keys") {
  db::testing::for_each_engine([](db::Database& database) {
    staff::testing::keep_towns(database);
    Plan plan = document();
    plan.columns.push_back({"2021", "令和3年度", ColumnKind::year, {2021}});
    plan.rows.front().cells.push_back({"2021", plan.rows.front().cells.front().readings});
    plan.rows.push_back(plan.rows.front());
    plan.rows.front().key = "9";
    plan.rows.back().key = "10";
    const auto appended = database.write([&](db::Write& tx) {
      enter_taking_over(tx, kTown);
      return take_over(tx, planner(), {kTown, "brought", 7}, plan);
    });
    std::vector<std::string> told;
    for (const auto& cell : appended) told.push_back(cell.row + " " + cell.column);
    CHECK(told == std::vector<std::string>{"10 2021", "10 2022", "9 2021", "9 2022"});
  });
}

TEST_CASE("no word stands in a cell's fixed columns but those of its lists") {
  constexpr db::Statement kSaySource{"plan_test.say_source", "UPDATE cell_reading SET source = ?1"};
  constexpr db::Statement kSayKind{"plan_test.say_kind", "UPDATE cell_reading SET kind = ?1"};
  constexpr db::Statement kSayState{"plan_test.say_state", "UPDATE cell_reading SET state = ?1"};
  constexpr db::Statement kSayConfidence{"plan_test.say_confidence",
                                         "UPDATE cell_reading SET confidence = ?1"};
  db::testing::for_each_engine([&](db::Database& database) {
    staff::testing::keep_towns(database);
    Plan plan = document();
    plan.rows.front().cells.front().readings.front().quantities.clear();
    database.write([&](db::Write& tx) {
      enter_taking_over(tx, kTown);
      take_over(tx, planner(), {kTown, "brought", 7}, plan);
    });
    const auto say = [&](const db::Statement& statement, std::string_view word) {
      database.write([&](db::Write& tx) { tx.run(statement, word); });
    };
    for (const auto& statement : {kSaySource, kSayKind, kSayState, kSayConfidence})
      CHECK_THROWS_AS(say(statement, "anything"), db::Fault);
    say(kSaySource, "entered");
    say(kSayKind, "dash");
    say(kSayState, "unknown");
    say(kSayConfidence, "low");
  });
}

TEST_CASE("a line named like one of another plan is that plan's work, and counts it as that does") {
  db::testing::for_each_engine([](db::Database& database) {
    const auto set = read_plan_set({NIGIWAI_SOURCE_DIR "/plans/131202"});
    REQUIRE(load(base::Actor::system(), database, set).has_value());
    const auto earlier =
        database.read([](db::Read& tx) { return printed_plan(tx, kTown, "nerima-2011").value(); });
    Plan plan = document();
    const Row* named = nullptr;
    for (const Row& row : earlier.rows) {
      if (row.programmes.size() != 1 || row.parent) continue;
      plan.rows.front().title = row.title;
      if (database.read([&](db::Read& tx) { return tell_programmes(tx, plan); }) == 0) continue;
      named = &row;
      break;
    }
    REQUIRE(named != nullptr);
    CHECK(plan.rows.front().programmes == named->programmes);

    database.write([&](db::Write& tx) {
      enter_taking_over(tx, kTown);
      take_over(tx, planner(), {kTown, "brought", 7}, plan);
      CHECK(undefined_plans(tx).empty());
    });
    const auto counted = [&] {
      return database.read([](db::Read& tx) { return figure::rows(tx, kTown, "brought").size(); });
    };
    CHECK(counted() == 1);
    CHECK(figure::verify(database).empty());
    database.write([&](db::Write& tx) { return withdraw(tx, planner(), {kTown, "brought", 8}); });
    CHECK(counted() == 0);
    CHECK(figure::verify(database).empty());
  });
}

}  // namespace plan
