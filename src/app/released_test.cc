// What a visitor reads before and after a release: every page, file, feed and answer of the API
// that links lead to is asked before, a second before, and at the minute; numbers that are not
// public are nowhere in them. And the name that kept answers go by changes at that minute.
#include "app/reached_test.h"

#include <algorithm>

#include "app/public_data.h"
#include "db/testing.h"
#include "figure/figure_service.h"
#include "plan/plan_files_test.h"
#include "plan/plan_service.h"
#include "release/release_service.h"

namespace {

using namespace app::testing;

constexpr std::string_view kWard = "131202";
const base::Actor kSystem = base::Actor::system();

const std::vector<std::string> kDoors = {"/",
                                         "/en/",
                                         "/open-data",
                                         "/open-data/catalog.jsonld",
                                         "/feed.atom",
                                         "/plans/nerima-2011/figures",
                                         "/plans/nerima-2011/figures.csv",
                                         "/api/v1/plans/nerima-2011",
                                         "/api/v1/plans/nerima-2011/figures",
                                         "/api/v1/plans/nerima-2011/rows?limit=500",
                                         "/plans/nerima-2011/table-long.csv"};

record::RecordId post(db::Database& database, std::string_view programme, std::string_view kind,
                      std::int64_t people, std::int64_t yen) {
  record::Facts facts;
  facts.programme = programme;
  facts.kind = kind;
  facts.occurred_on = base::Date(2011, 5, 28);
  if (people != 0) facts.people = people;
  if (yen != 0) facts.yen = yen;
  const auto posted = figure::write(
      database, [&](db::Write& tx) { return figure::post(tx, {kSystem, {}}, kWard, {}, facts); });
  REQUIRE(posted.has_value());
  return posted->record;
}

void confirm(db::Database& database, record::RecordId id) {
  REQUIRE(figure::write(database, [&](db::Write& tx) {
            return figure::confirm(tx, {kSystem, {}}, kWard, {}, id);
          }).has_value());
}

// The addresses in whose answers a number stands, with a comma or without.
std::vector<std::string> places_of(const Bodies& bodies, const std::string& number) {
  std::string plain;
  std::ranges::copy_if(number, std::back_inserter(plain), [](char c) { return c != ','; });
  std::vector<std::string> places;
  for (const auto& [address, body] : bodies)
    if (body.contains(number) || body.contains(plain)) places.push_back(address);
  return places;
}

TEST_CASE("no number is reached before its minute, none that is unconfirmed or kept back ever") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const FixedClock clock("2011-06-01T09:00");
    const db::testing::TemporaryDatabase place(engine,
                                               db::testing::TemporaryDatabase::Schema::current);
    auto database = place.open();
    REQUIRE(plan::load(kSystem, database, plan::testing::nerima_2011()).has_value());
    const std::string is_public = "48,651";
    const std::string unconfirmed = "73,919";
    const std::string few = "31,337,911";  // one grant of so many yen
    confirm(database, post(database, "craft-fair-support", "event_held", 48'651, 0));
    post(database, "craft-fair-support", "event_held", 73'919 - 48'651, 0);
    confirm(database, post(database, "vacant-shop-entry", "grant_paid", 0, 31'337'911));

    const auto check = [&](std::size_t shown) {
      const Bodies bodies = reached(database, kDoors);
      CHECK(bodies.size() > 80);
      for (const std::string& secret : {unconfirmed, few, std::string("31,337")}) {
        CAPTURE(secret);
        CHECK(places_of(bodies, secret).empty());
      }
      const auto places = places_of(bodies, is_public);
      CHECK(places.size() >= shown);
      if (shown == 0) CHECK(places.empty());
      return bodies;
    };
    check(0);
    const auto at = base::parse_japan("2011-06-01T10:00").value();
    REQUIRE(release::publish(database, kSystem, kWard, {"nerima-2011", "first results", at})
                .has_value());
    base::fix_clock(*base::parse_japan("2011-06-01T09:59:59"));
    const Bodies before = check(0);
    for (const auto& [address, body] : before) {
      CAPTURE(address);
      CHECK_FALSE(body.contains("first results"));
    }
    base::fix_clock(at);
    const Bodies after = check(8);
    for (const char* address : {"/plans/nerima-2011/figures", "/plans/nerima-2011/figures.csv",
                                "/api/v1/plans/nerima-2011", "/api/v1/plans/nerima-2011/figures",
                                "/plans/nerima-2011/rows/1", "/plans/nerima-2011/table"}) {
      CAPTURE(address);
      CHECK(after.at(address).contains(address == std::string("/plans/nerima-2011/figures.csv")
                                           ? "48651"
                                       : address[1] == 'a' ? "4865"
                                                           : "48,651"));
    }
    CHECK(after.at("/feed.atom").contains("first results"));
    const Bodies again = reached(database, kDoors);
    CHECK(again == after);
  }
}

TEST_CASE("kept answers are named anew at the minute at which a release takes effect") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    // The name that PostgreSQL gives its data goes with whoever writes in the same cluster.
    const bool is_alone = engine == db::Engine::sqlite;
    const FixedClock clock("2011-06-01T09:00");
    const db::testing::TemporaryDatabase place(engine,
                                               db::testing::TemporaryDatabase::Schema::current);
    auto database = place.open();
    REQUIRE(plan::load(kSystem, database, plan::testing::nerima_2011()).has_value());
    db::DataWatch watch(database.url());
    app::PublicData data(watch, database);
    const std::string at_first = data.name();
    CHECK((data.name() == at_first || !is_alone));
    for (const char* at : {"2011-06-01T10:00", "2011-06-01T11:00"})
      REQUIRE(release::publish(
                  database, kSystem, kWard,
                  {"nerima-2011", std::string("results of ") + at, base::parse_japan(at).value()})
                  .has_value());
    const std::string written = data.name();
    CHECK(written != at_first);
    const auto name_at = [&](std::string_view at) {
      base::fix_clock(*base::parse_japan(at));
      return data.name();
    };
    CHECK((name_at("2011-06-01T09:59:59") == written || !is_alone));
    const std::string ten = name_at("2011-06-01T10:00");
    CHECK(ten != written);
    CHECK((name_at("2011-06-01T10:59:59") == ten || !is_alone));
    const std::string eleven = name_at("2011-06-01T11:00");
    CHECK(eleven != ten);
    CHECK((name_at("2011-06-02T09:00") == eleven || !is_alone));
    // Whoever reads the moments only now says the same: never again the name of the time before.
    const std::string anew = app::PublicData(watch, database).name();
    CHECK(anew != written);
    CHECK((anew == eleven || !is_alone));
  }
}

}  // namespace
