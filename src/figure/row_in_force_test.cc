// A row of the plan changes as a whole: its text, its figures, those it no longer names. Whatever
// happens while the new sums are put together, whoever reads sees the old row or the new one.
#include <doctest/doctest.h>

#include <algorithm>

#include "db/testing.h"
#include "figure/figure_service.h"
#include "figure/testing.h"

namespace figure {
namespace {

using namespace testing;
using db::testing::for_each_engine;

const base::Actor kProgram = base::Actor::system();

void advice(db::Database& database, std::string_view day, std::int64_t business) {
  record::Facts said = facts("advice", "consultation_held", day);
  said.business = business;
  testing::post(database, said);
}

void install_reworded(db::Database& database, int number) {
  DefinitionSet set = small_plan();
  reword(set, number);
  install_plan(database, set);
}

std::vector<std::string> keys_of_17(db::Database& database) {
  std::vector<std::string> keys;
  for (const Held& held : database.read([](db::Read& tx) { return figures(tx, kWard, kPlan); }))
    if (held.row == "17") keys.push_back(held.definition.key);
  return keys;
}

// The plan with two businesses in two years behind row 17.
void lay(db::Database& database) {
  lay_plan(database);
  for (const std::string_view day : {"2011-05-02", "2012-05-02"})
    for (const std::int64_t business : {501, 502, 501}) advice(database, day, business);
}

TEST_CASE("text, figures and the figure no longer named change at one moment, by one deed") {
  for_each_engine([](db::Database& database) {
    lay(database);
    install_reworded(database, 1);
    int seen = 0;
    const auto look = [&](std::string_view, std::int64_t, std::int64_t) {
      CHECK(worded(database).has_value());
      ++seen;
    };
    CHECK(worded(database) == 0);
    CHECK(build(database, kProgram, look) == 2);
    CHECK(seen > 2);
    CHECK(worded(database) == 1);
    CHECK(keys_of_17(database) == std::vector<std::string>{"talks", "clients"});
    const auto held = [&](std::string_view key, std::optional<base::Instant> at = {}) {
      return database.read([&](db::Read& tx) { return find(tx, kWard, kPlan, "17", key, at); });
    };
    const base::Instant from = *held("talks")->from;
    CHECK(held("clients")->from == from);
    const base::Instant before{from.microseconds - 1};
    CHECK(held("clients", before)->until == from);
    CHECK(held("cases", before)->until == from);
    CHECK(worded(database, before) == 0);
    CHECK(worded(database, from) == 1);
    CHECK(value(database, "17", "talks", 2011).sum.value == 3);
    CHECK(value(database, "17", "clients", 2011).sum.value == 2);
    CHECK(value(database, "17", "cases", 2011, Scope::all, before).sum.value == 3);
    CHECK(verify(database).empty());
  });
}

TEST_CASE("until then posts move the old figures, also the one that leaves, and lose nothing") {
  for_each_engine([](db::Database& database) {
    lay(database);
    install_reworded(database, 1);
    advice(database, "2011-06-02", 503);
    CHECK(value(database, "17", "cases", 2011).sum.value == 4);
    CHECK(value(database, "17", "clients", 2011).sum.value == 3);
    CHECK(build(database, kProgram) == 2);
    CHECK(value(database, "17", "talks", 2011).sum.value == 4);
    CHECK(value(database, "17", "clients", 2011).sum.value == 3);
    advice(database, "2011-06-03", 504);
    CHECK(value(database, "17", "talks", 2011).sum.value == 5);
    CHECK(verify(database).empty());
  });
}

TEST_CASE("whoever dies after any piece leaves the old row whole or the new one") {
  struct Died {};
  Clock clock("2014-06-01T09:00");
  for_each_engine([&](db::Database& database) {
    lay(database);
    install_reworded(database, 1);
    const auto die = [](std::string_view, std::int64_t, std::int64_t) { throw Died{}; };
    int deaths = 0;
    while (worded(database) == 0 && deaths < 50) {
      clock.pass(31);  // whoever went silent loses the job after 30 s
      CHECK_THROWS_AS(build(database, kProgram, die), Died);
      ++deaths;
    }
    CHECK(deaths > 3);
    CHECK(worded(database) == 1);
    CHECK(value(database, "17", "talks", 2012).sum.value == 3);
    CHECK(value(database, "17", "clients", 2012).sum.value == 2);
    CHECK(verify(database).empty());
  });
}

TEST_CASE("another load in the middle of a build: nothing of the one in between is ever shown") {
  for_each_engine([](db::Database& database) {
    lay(database);
    install_reworded(database, 1);
    bool loaded = false;
    const auto load = [&](std::string_view, std::int64_t, std::int64_t) {
      if (!loaded) install_reworded(database, 2);
      loaded = true;
      CHECK(worded(database) != 1);
    };
    CHECK(build(database, kProgram, load) == 2);
    CHECK(worded(database) == 2);
    CHECK(value(database, "17", "cases", 2011).sum.value == 3);
    CHECK(verify(database).empty());
  });
}

TEST_CASE("taken back before it was built: the figure that was to leave stays, with its row") {
  for_each_engine([](db::Database& database) {
    lay(database);
    const auto before = keys_of_17(database);
    install_reworded(database, 1);
    install_plan(database, small_plan());
    CHECK(build(database, kProgram) == 0);
    CHECK(worded(database) == 0);
    CHECK(keys_of_17(database) == before);
    advice(database, "2011-06-02", 503);
    CHECK(value(database, "17", "cases", 2011).sum.value == 4);
    CHECK(database.read([](db::Read& tx) { return is_installed(tx, small_plan()); }));
    CHECK(verify(database).empty());
  });
}

TEST_CASE("a new text alone, and a figure that only goes, wait for nothing") {
  for_each_engine([](db::Database& database) {
    lay(database);
    DefinitionSet set = small_plan();
    RowDefinition& row = *std::ranges::find(set.rows, "17", &RowDefinition::row);
    row.figures.pop_back();
    row.columns.front().text = "{cases}件";
    install_plan(database, set);
    CHECK(keys_of_17(database) == std::vector<std::string>{"cases"});
    CHECK(build(database, kProgram) == 0);
    CHECK(verify(database).empty());
  });
}

TEST_CASE("a row that was not there before is there at once, its figures when they are built") {
  for_each_engine([](db::Database& database) {
    lay(database);
    DefinitionSet set = small_plan();
    set.rows.push_back(*std::ranges::find(set.rows, "17", &RowDefinition::row));
    set.rows.back().row = "18";
    install_plan(database, set);
    const auto row_18 = [&] {
      const auto all = database.read([](db::Read& tx) { return rows(tx, kWard, kPlan); });
      return *std::ranges::find(all, "18", &RowDefinition::row);
    };
    CHECK(row_18().figures.empty());
    CHECK(build(database, kProgram) == 2);
    CHECK(row_18().figures.size() == 2);
    CHECK(verify(database).empty());
  });
}

TEST_CASE("what waits is told by its row, its figures and how far its job is") {
  for_each_engine([](db::Database& database) {
    lay(database);
    const auto waits = [&] {
      return database.read([](db::Read& tx) { return waiting(tx, kWard, kPlan); });
    };
    CHECK(waits().empty());
    DefinitionSet set = small_plan();
    reword(set, 2);
    set.totals.front().label = "人";
    record::Facts enrolled = facts("seminar", "participant_enrolled", "2011-05-02");
    enrolled.people = 5;
    testing::post(database, enrolled);
    install_plan(database, set);
    REQUIRE(waits().size() == 2);  // a total stands by itself
    CHECK(waits()[0].name == "17");
    CHECK(waits()[0].figures == std::vector<std::string>{"cases", "clients"});
    CHECK(waits()[0].job->state == job::State::waiting);
    CHECK(waits()[0].job->total == 4);  // two figures over two years
    CHECK(waits()[1].name == "total.people");
    CHECK_FALSE(waits()[1].failed());
    CHECK(database.read([](db::Read& tx) { return waiting(tx).size(); }) == 2);
    CHECK(build(database, kProgram) == 3);
    CHECK(waits().empty());
  });
}

}  // namespace
}  // namespace figure
