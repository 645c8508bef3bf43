// The books of the years on both databases: what the calendar shuts and what two persons open, at a
// desk or one after the other; who may, what is refused, and what history keeps.
#include <doctest/doctest.h>

#include "base/words.h"
#include "db/testing.h"
#include "figure/clock.h"
#include "figure/closed_years.h"
#include "figure/testing.h"
#include "figure/year_request.h"
#include "history/history.h"

namespace figure {
namespace {

using db::testing::for_each_engine;
using testing::Clock;
using testing::grant;
using testing::kWard;
using testing::lay_plan;
using testing::officer;

std::string written(db::Database& database, std::string_view day, bool by_two = false) {
  const auto done = database.write([&](db::Write& tx) {
    return post(tx, by_two ? testing::two() : testing::alone(), kWard, {}, grant(day, 1000));
  });
  return done ? "" : std::string(done.error().code);
}

// The first 年度締め: from that year on the calendar binds.
void begin_to_keep(db::Database& database) {
  database
      .write([](db::Write& tx) { return close_year(tx, testing::two(), kWard, 2010, "引継ぎ"); })
      .value();
}

template <class T>
std::string code_of(const base::Result<T>& done) {
  return done ? "" : std::string(done.error().code);
}

TEST_CASE("the last year takes records until 31 May, in both directions of every boundary") {
  Clock clock("2011-04-01T09:00");
  for_each_engine([&](db::Database& database) {
    clock.go_to("2011-04-01T09:00");
    lay_plan(database);
    begin_to_keep(database);
    struct Row {
      const char* now;
      const char* day;
      bool by_two;
      std::string_view refusal;
    };
    const Row rows[] = {
        {"2012-03-31T23:59", "2012-03-31", false, ""},
        {"2012-04-01T00:00", "2012-03-31", false, ""},
        {"2012-05-31T23:59", "2012-03-31", false, ""},
        {"2012-06-01T00:00", "2012-03-31", false, "record.year_ended"},
        {"2012-06-01T00:00", "2012-03-31", true, ""},
        {"2012-06-01T00:00", "2012-04-01", false, ""},
        {"2013-05-31T23:59", "2012-03-31", false, "record.year_ended"},
        {"2013-05-31T23:59", "2013-03-31", false, ""},
        {"2013-06-01T00:00", "2013-03-31", false, "record.year_ended"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.now);
      clock.go_to(row.now);
      CHECK(written(database, row.day, row.by_two) == row.refusal);
    }
    const auto closed =
        database.read([](db::Read& tx) { return closed_years(tx, kWard, base::now()); });
    CHECK(closed == std::vector{2010, 2011, 2012});
    const auto earlier = database.read([](db::Read& tx) {
      return closed_years(tx, kWard, base::parse_japan("2012-05-31T23:59").value());
    });
    CHECK(earlier == std::vector{2010});
  });
}

TEST_CASE("a year is asked for by one and signed for by another") {
  Clock clock("2011-04-01T09:00");
  for_each_engine([&](db::Database& database) {
    clock.go_to("2011-04-01T09:00");
    lay_plan(database);
    begin_to_keep(database);
    clock.go_to("2012-06-01T09:00");
    const base::Actor first = officer(17), second = officer(18);
    base::Actor clerk = officer(20);
    clerk.post = "clerk";
    const auto ask = [&](const base::Actor& who, int year, bool closes, std::string reason,
                         std::string_view command = {}) {
      return ask_year(who, database,
                      {.fiscal_year = year, .closes = closes, .reason = std::move(reason)},
                      command);
    };
    CHECK(code_of(ask(clerk, 2011, false, "漏れ")) == "staff.post_may_not");
    CHECK(code_of(ask(first, 2011, false, " ")) == "record.reason_missing");
    CHECK(code_of(ask(first, 2011, false, std::string(501, 'x'))) == "figure.year_reason_too_long");
    CHECK(code_of(ask(first, 2012, false, "漏れ")) == "record.not_closed");
    CHECK(code_of(ask(first, 2012, true, "締め")) == "record.year_not_over");
    const auto asked = ask(first, 2011, false, "支払の漏れ", "once").value();
    CHECK(ask(first, 2011, false, "支払の漏れ", "once").value() == asked);
    CHECK(code_of(ask(second, 2011, false, "同じこと")) == "figure.year_request_waits");
    CHECK(written(database, "2012-03-31") == "record.year_ended");  // asking changes nothing
    CHECK(code_of(sign_year(first, database, asked)) == "figure.own_year_request");
    CHECK(code_of(sign_year(clerk, database, asked)) == "staff.post_may_not");
    CHECK(code_of(sign_year(second, database, asked + 1)) == "figure.unknown_year_request");
    CHECK(code_of(sign_year(second, database, asked)) == "");
    CHECK(code_of(sign_year(second, database, asked)) == "figure.year_request_ended");
    CHECK(written(database, "2012-03-31") == "");

    // A third year stays shut, until this one is closed.
    clock.go_to("2013-04-01T09:00");
    CHECK(written(database, "2012-03-31") == "record.year_ended");  // fell shut by itself
    CHECK(code_of(ask(first, 2011, false, "また")) == "record.third_open_year");
    const auto close = ask(first, 2012, true, "決算の調製が終わった").value();
    CHECK(code_of(sign_year(second, database, close)) == "");
    const auto told = database
                          .write([&](db::Write& tx) {
                            return post(tx, testing::two(), kWard, {}, grant("2013-03-31", 1000));
                          })
                          .error();
    CHECK(told.code == "record.year_closed");
    const std::string sentence = base::say(base::Language::ja, told);
    for (const char* part : {"2012年度", "2013-04-01", "17, 18", "決算の調製が終わった", "二人"}) {
      CAPTURE(part);
      CHECK(sentence.find(part) != std::string::npos);
    }
    const auto again = ask(first, 2011, false, "また").value();
    CHECK(code_of(turn_down_year(first, database, again)) == "");
    CHECK(database.read([](db::Read& tx) { return waiting_year_requests(tx, kWard); }).empty());
    const auto moves = database.read([](db::Read& tx) { return year_moves(tx, kWard); });
    REQUIRE(moves.size() == 3);
    CHECK(moves[0].fiscal_year == 2012);
    CHECK(moves[1].by == "17, 18");
    const auto deeds = database.read(
        [](db::Read& tx) { return history::of_subject(tx, kWard, "fiscal_year", "2011", 9); });
    REQUIRE(deeds.size() == 4);
    CHECK(deeds[0].kind == "record.turn_down_year");
    CHECK(deeds[2].kind == "record.reopen_year");
    CHECK(deeds[3].kind == "record.ask_reopen_year");
    CHECK(verify(database).empty());
  });
}

TEST_CASE("before the first closing every year is taken over: the calendar binds nobody") {
  Clock clock("2011-04-01T09:00");
  for_each_engine([&](db::Database& database) {
    clock.go_to("2011-04-01T09:00");
    lay_plan(database);
    clock.go_to("2013-06-01T00:00");
    CHECK(written(database, "2012-03-31") == "");
    CHECK(database.read([](db::Read& tx) { return closed_years(tx, kWard, base::now()); }).empty());
  });
}

}  // namespace
}  // namespace figure
