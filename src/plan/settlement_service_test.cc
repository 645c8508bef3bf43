// 決算 on both databases: who may enter the day, what follows from it, how a mistake is put right,
// and that a table as known earlier does not know it.
#include "plan/settlement_service.h"

#include <doctest/doctest.h>

#include "db/testing.h"
#include "figure/figure_service.h"
#include "history/history.h"
#include "plan/cell_words.h"
#include "plan/computed_json.h"
#include "plan/plan_files_test.h"
#include "plan/plan_service.h"
#include "plan/value_stage.h"
#include "staff/permission.h"

namespace plan {
namespace {

using db::testing::for_each_engine;

const base::Date kCouncil(2013, 10, 4);
const base::Date kToday(2013, 10, 15);

base::Actor actor(std::string post, std::string municipality = "131202") {
  return {base::ActorKind::staff, 1, std::move(post), "ward", std::move(municipality)};
}

std::string settles(db::Database& database, const base::Actor& who, int year,
                    std::optional<base::Date> day, std::string reason = "認定第1号") {
  const auto done = settle_year(who, database, {year, day, std::move(reason)}, kToday);
  return done ? "" : std::string(done.error().code);
}

TEST_CASE("planning enters the day; nobody else does, and a mistake is a further version") {
  for_each_engine([](db::Database& database) {
    REQUIRE(load(base::Actor::system(), database,
                 testing::set_of(testing::small_register_text(), testing::small_plan_text(),
                                 testing::small_document_text(), testing::small_figures_text()))
                .has_value());
    const auto years = [&] {
      return database.read([](db::Read& tx) { return settled_years(tx, "131202"); });
    };
    for (const std::string post : {"clerk", "chief", "manager", "director", "auditor"}) {
      CAPTURE(post);
      CHECK(settles(database, actor(post), 2012, kCouncil) == staff::post_may_not.code);
    }
    CHECK(settles(database, actor("planner"), 2012, kCouncil, "") ==
          settlement_reason_missing.code);
    CHECK(settles(database, actor("planner"), 2012, kCouncil) == "");
    CHECK(settles(database, actor("planner"), 2012, kCouncil) == settlement_unchanged.code);
    CHECK(years() == SettledYears{{2012, kCouncil}});
    CHECK(settles(database, actor("planner"), 2012, base::Date(2013, 10, 11), "日付の誤り") == "");
    CHECK(years() == SettledYears{{2012, base::Date(2013, 10, 11)}});
    CHECK(settles(database, actor("planner"), 2012, {}, "不認定だった") == "");
    CHECK(years().empty());
    const auto versions = database.read([](db::Read& tx) { return settlements(tx, "131202"); });
    REQUIRE(versions.size() == 3);  // nothing that was entered is gone
    CHECK(versions[0].version == 3);
    CHECK(versions[2].reason == "認定第1号");
    CHECK(database.read([](db::Read& tx) { return settlements(tx, "131211").size(); }) == 0);
    const auto deeds = database.read([](db::Read& tx) {
      return history::of_subject(tx, "131202", "fiscal_year", "2012", 9).size();
    });
    CHECK(deeds == 3);
  });
}

TEST_CASE("the day stands beside every value of the year, but not in a table as known earlier") {
  for_each_engine([](db::Database& database) {
    base::fix_clock(base::parse_japan("2013-10-01T09:00").value());
    REQUIRE(load(base::Actor::system(), database,
                 testing::set_of(testing::small_register_text(), testing::small_plan_text(),
                                 testing::small_document_text(), testing::small_figures_text()))
                .has_value());
    enter(actor("planner"), database, {"small-2012", "1", "2012"}, "12件", "回答").value();
    base::fix_clock(base::parse_japan("2013-10-15T09:00").value());
    CHECK(settles(database, actor("planner"), 2012, kCouncil) == "");
    const auto words = [&](std::string as_known) {
      const auto table = open_table(actor("planner"), database, "small-2012",
                                    {figure::Scope::all, std::move(as_known)})
                             .value();
      const Column& column = *find_column(table.plan, "2012");
      const Reading& reading =
          *find_reading(*find_cell(*find_row(table.plan, "1"), "2012"), ReadingSource::entered);
      return stage_words(base::Language::ja, reading, column, table);
    };
    CHECK(words("") == "決算（2013年10月4日）");
    CHECK(words("2013-10-10") == "速報");
    const auto table = open_table(actor("planner"), database, "small-2012", {}).value();
    const auto json = table_json(table, columns_of(table.plan, {}).value());
    CHECK(json.find("\"stage\":\"settled\",\"settled_on\":\"2013-10-04\"") != std::string::npos);
    base::release_clock();
  });
}

}  // namespace
}  // namespace plan
