// Marks are exact whatever the clocks of the servers say; other moments are answered when they are
// settled.
#include <doctest/doctest.h>

#include <future>
#include <thread>

#include "base/words.h"
#include "db/testing.h"
#include "figure/figure_service.h"
#include "figure/testing.h"

namespace figure {
namespace {

using namespace testing;
using db::testing::for_each_engine;

base::Instant instant(std::string_view text) {
  return base::parse_japan(text).value();
}

base::Result<base::Instant> marked(db::Database& database, const base::Actor& actor,
                                   std::string_view municipality = kWard,
                                   std::string_view name = "spring table") {
  return mark(database, actor, municipality, "publication", name);
}

record::Record stored(db::Database& database, record::RecordId id) {
  return database.read([&](db::Read& tx) { return record::store::find(tx, kWard, id); }).value();
}

TEST_CASE(
    "a mark is later than what a fast clock recorded, and earlier than what a slow one will") {
  for_each_engine([](db::Database& database) {
    const Clock start("2014-06-01T09:00");
    lay_plan(database);
    const Clock fast("2014-06-01T09:02");
    const auto early = testing::post(database, grant("2011-05-02", 300'000));
    const auto confirmed = testing::confirm(database, early);
    auto other = db::Database::open(database.url(), {});
    const Clock right("2014-06-01T09:01");
    const base::Instant at = marked(other, planner()).value();
    CHECK(at > stored(database, early).recorded_at);
    CHECK(at > stored(database, confirmed).confirmed_at);
    const Clock slow("2014-06-01T08:00");
    const auto late = testing::post(other, grant("2011-05-02", 1000));
    const auto third = testing::post(database, grant("2011-05-02", 1000));
    CHECK(stored(database, late).recorded_at > at);
    CHECK(stored(database, third).recorded_at > at);
    CHECK(value(database, "42", "cases", 2011, Scope::all, at).sum.value == 1);
    const auto list = database.read([](db::Read& tx) { return marks(tx, kWard); });
    REQUIRE(list.size() == 2);
    CHECK(list[0].at == at);
    CHECK(list[0].kind == "publication");
    CHECK(list[0].name == "spring table");
  });
}

TEST_CASE("a mark waits for whoever is in the middle of a post") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    std::promise<void> posted;
    std::thread writer([&] {
      bool told = false;
      database.write([&](db::Write& tx) {
        auto answer = figure::post(tx, alone(), kWard, {}, grant("2011-05-02", 1000));
        if (!told) posted.set_value();
        told = true;
        std::this_thread::sleep_for(std::chrono::milliseconds(150));
        return answer;
      });
    });
    posted.get_future().wait();
    const base::Instant at = marked(database, planner()).value();
    CHECK(value(database, "42", "cases", 2011).sum.value == 1);
    CHECK(value(database, "42", "cases", 2011, Scope::all, at).sum.value == 1);
    writer.join();
  });
}

TEST_CASE("only people of the municipality and the program itself set marks") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const auto code = [&](const base::Actor& actor, std::string_view municipality = kWard) {
      const auto answer =
          marked(database, actor, municipality, std::string(base::in_db(actor.kind)) + " table");
      return answer ? std::string_view("marked") : answer.error().code;
    };
    base::Actor stranger = planner();
    stranger.municipality = "131211";
    CHECK(code(stranger) == "figure.not_permitted");
    CHECK(code(base::Actor::visitor()) == "figure.not_permitted");
    CHECK(code(stranger, "131211") == "staff.unknown_municipality");
    CHECK(code(base::Actor::system(std::string(kWard))) == "marked");
    CHECK(code(officer()) == "staff.post_may_not");
    CHECK(code(planner()) == "marked");
  });
}

TEST_CASE("a name stands for one mark and reads as nothing else") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    std::string sixty;
    for (int i = 0; i < 60; ++i) sixty += "表";
    const struct {
      std::string name;
      std::string_view code;
    } rows[] = {
        {"第1回公表", "marked"},
        {"第1回公表", "figure.mark_name_taken"},
        {"第１回公表", "figure.mark_name_taken"},
        {"第2回公表", "marked"},
        {"", "figure.mark_name_unusable"},
        {"　", "figure.mark_name_unusable"},
        {sixty, "marked"},
        {sixty + "表", "figure.mark_name_unusable"},
        {"spring\ntable", "figure.mark_name_unusable"},
        {"2011-10-31", "figure.mark_name_unusable"},
        {"2011-10-31T12:00", "figure.mark_name_unusable"},
        {"2011-spring", "figure.mark_name_unusable"},
        {"２０１１-10-31", "figure.mark_name_unusable"},
        {"1320000000000000", "figure.mark_name_unusable"},
        {"23", "figure.mark_name_unusable"},
        {"23年度公表", "marked"},
    };
    for (const auto& row : rows) {
      CAPTURE(row.name);
      const auto answer = marked(database, planner(), kWard, row.name);
      CHECK((answer ? std::string_view("marked") : answer.error().code) == row.code);
      if (!answer)
        CHECK(base::say(base::Language::en, answer.error()).find('{') == std::string::npos);
    }
  });
}

TEST_CASE("what was known at a moment is answered when nothing can change it any more") {
  for_each_engine([](db::Database& database) {
    const Clock start("2014-06-01T09:00");
    lay_plan(database);
    const base::Instant mark_at = marked(database, planner()).value();
    const Clock later("2014-06-01T09:10");
    const bool serial = database.engine() == db::Engine::sqlite;
    const struct {
      base::Instant at;
      std::string_view sqlite;
      std::string_view postgres;
      std::string_view seconds[2];  // to wait: SQLite, PostgreSQL
    } rows[] = {
        {instant("2013-01-01T00:00"), "", "", {}},
        {mark_at, "", "", {}},
        {instant("2014-06-01T09:08:59"), "", "", {}},
        {instant("2014-06-01T09:09:00"), "", "", {}},
        {{instant("2014-06-01T09:09:00").microseconds + 1}, "", "figure.still_settling", {"", "1"}},
        {instant("2014-06-01T09:09:15"), "", "figure.still_settling", {"", "15"}},
        {instant("2014-06-01T09:09:59"), "", "figure.still_settling", {"", "59"}},
        {{instant("2014-06-01T09:09:59").microseconds + 1},
         "figure.still_settling",
         "figure.still_settling",
         {"1", "60"}},
        {instant("2014-06-01T09:10:00"),
         "figure.still_settling",
         "figure.still_settling",
         {"1", "60"}},
        {{instant("2014-06-01T09:10:00").microseconds + 1},
         "figure.not_yet_known",
         "figure.not_yet_known",
         {}},
    };
    for (const auto& row : rows) {
      CAPTURE(row.at.microseconds);
      const auto known = database.read([&](db::Read& tx) { return knowable(tx, kWard, row.at); });
      CHECK((known ? "" : known.error().code) == (serial ? row.sqlite : row.postgres));
      if (known) {
        CHECK(*known == row.at);
        continue;
      }
      for (const auto language : {base::Language::ja, base::Language::en})
        CHECK(base::say(language, known.error()).contains(row.seconds[serial ? 0 : 1]));
    }
    const base::Instant now_marked = marked(database, planner(), kWard, "summer table").value();
    CHECK(database.read([&](db::Read& tx) { return knowable(tx, kWard, now_marked); }).has_value());
    CHECK(
        database
            .read([&](db::Read& tx) { return knowable(tx, kWard, instant("2014-06-01T09:09:15")); })
            .has_value());
  });
}

}  // namespace
}  // namespace figure
