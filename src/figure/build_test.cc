// Building while work goes on: the new sums equal what posts would have made of the same records,
// whoever stops, takes over or writes meanwhile, and until they are complete the old ones are read.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <random>
#include <thread>

#include "base/words.h"
#include "db/testing.h"
#include "figure/figure_service.h"
#include "figure/testing.h"
#include "job/job.h"

namespace figure {
namespace {

using namespace testing;
using db::testing::for_each_engine;

struct Stopped {};

const base::Actor kProgram = base::Actor::system();

Installed installed(db::Database& database, const DefinitionSet& set) {
  return database.write([&](db::Write& tx) { return install(tx, kProgram, set); });
}

// Every figure changed in a way that counts the same records.
DefinitionSet renamed(std::string_view label) {
  DefinitionSet set = small_plan();
  for (RowDefinition& row : set.rows)
    for (Definition& figure : row.figures) figure.label = label;
  for (Total& total : set.totals) total.label = label;
  return set;
}

std::vector<Held> all(db::Database& database, std::optional<base::Instant> at = {}) {
  return database.read([&](db::Read& tx) { return figures(tx, kWard, kPlan, at); });
}

record::RecordId milestone(db::Database& database, std::string_view day, std::string_view code) {
  record::Facts said = facts("hall", "milestone_reached", day);
  said.attributes = {{"milestone", std::string(code)}};
  return testing::post(database, said);
}

record::RecordId advice(db::Database& database, std::string_view day, std::int64_t business) {
  record::Facts said = facts("advice", "consultation_held", day);
  said.business = business;
  return testing::post(database, said);
}

// Records of every kind over three years: confirmed, taken back, taken back after the confirmation.
void work(db::Database& database) {
  std::vector<record::RecordId> written;
  for (const std::string_view day : {"2011-05-02", "2011-08-01", "2012-01-10", "2012-05-05"}) {
    record::Facts fair = facts("craft-fair", "event_held", day);
    fair.people = 320;
    written.push_back(testing::post(database, fair));
    record::Facts enrolled = facts("seminar", "participant_enrolled", day);
    enrolled.people = 28;
    enrolled.summary = day < "2012";
    written.push_back(testing::post(database, enrolled));
    for (const std::int64_t business : {501, 502, 501})
      written.push_back(advice(database, day, business));
    record::Facts issue = facts("guide", "issue_published", day);
    issue.attributes = {{"copies", "8000"}};
    written.push_back(testing::post(database, issue));
    record::Facts company = facts("fairs", "company_joined", day);
    company.in_town = day < "2012";
    written.push_back(testing::post(database, company));
    written.push_back(milestone(database, day, day < "2012" ? "supported" : "built"));
    written.push_back(testing::post(database, grant(day, 500'400)));
    written.push_back(testing::post(database, grant(day, 700)));
  }
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (i % 3 == 0) testing::confirm(database, written[i]);
    if (i % 4 != 0) continue;
    const auto reversal = testing::reverse(database, written[i]);
    if (i % 3 == 0 && i % 2 == 0) testing::confirm(database, reversal);
  }
}

// Everything kept for a figure, without writers; a figure's number is left out.
constexpr db::Statement kDays{
    "figure_test.days",
    "SELECT fiscal_year, recorded_day, month, confirmed, CAST(sum(records) AS BIGINT) AS records, "
    "CAST(sum(value) AS BIGINT) AS value, CAST(sum(singles) AS BIGINT) AS singles, "
    "CAST(sum(divisor) AS BIGINT) AS divisor FROM figure_day "
    "WHERE municipality = ?1 AND figure = ?2 "
    "GROUP BY fiscal_year, recorded_day, month, confirmed "
    "HAVING sum(records) <> 0 OR sum(value) <> 0 OR sum(singles) <> 0 OR sum(divisor) <> 0 "
    "ORDER BY fiscal_year, recorded_day, month, confirmed"};
constexpr db::Statement kPresences{
    "figure_test.presences",
    "SELECT fiscal_year, scope, member, from_at, coalesce(until_at, 0) AS until_at "
    "FROM figure_presence WHERE municipality = ?1 AND figure = ?2 "
    "ORDER BY fiscal_year, scope, member, from_at"};
constexpr db::Statement kMilestones{
    "figure_test.milestones",
    "SELECT fiscal_year, record, recorded_at, coalesce(confirmed_at, 0) AS confirmed_at, "
    "coalesce(reversed_at, 0) AS reversed_at, "
    "coalesce(reversal_confirmed_at, 0) AS reversal_confirmed_at "
    "FROM figure_milestone WHERE municipality = ?1 AND figure = ?2 ORDER BY fiscal_year, record"};

std::string kept(db::Database& database, FigureId figure) {
  std::string text;
  const auto ask = [&](db::Read& tx, const db::Statement& statement,
                       std::initializer_list<const char*> columns) {
    tx.each(
        statement,
        [&](db::Row& row) {
          for (const char* column : columns) text += std::to_string(row.integer(column)) + ' ';
          text += '\n';
        },
        kWard, figure);
  };
  database.read([&](db::Read& tx) {
    ask(tx, kDays,
        {"fiscal_year", "recorded_day", "month", "confirmed", "records", "value", "singles",
         "divisor"});
    ask(tx, kPresences, {"fiscal_year", "scope", "member", "from_at", "until_at"});
    ask(tx, kMilestones,
        {"fiscal_year", "record", "recorded_at", "confirmed_at", "reversed_at",
         "reversal_confirmed_at"});
  });
  return text;
}

// What the versions in force now keep is what the versions of `before` keep.
void check_same(db::Database& database, const std::vector<Held>& before) {
  const auto now = all(database);
  REQUIRE(now.size() == before.size());
  for (std::size_t i = 0; i < now.size(); ++i) {
    CAPTURE(now[i].row);
    CAPTURE(now[i].definition.key);
    CHECK(now[i].version > before[i].version);
    CHECK(kept(database, now[i].id) == kept(database, before[i].id));
  }
  for (const Scope scope : {Scope::all, Scope::confirmed}) {
    const auto values = database.read([&](db::Read& tx) { return table(tx, kWard, kPlan, scope); });
    for (const int year : {2011, 2012}) {
      const base::Instant then{now.front().from->microseconds - 1};
      for (std::size_t i = 0; i < now.size(); ++i) {
        const auto found = values.find({now[i].id.value, year});
        CHECK((found == values.end() ? Value{} : found->second) ==
              value(database, now[i].row, now[i].definition.key, year, scope, then));
      }
    }
  }
}

TEST_CASE(
    "built sums of every measure are what the posts had made, day by day and member by member") {
  Clock clock("2014-06-01T09:00");
  for_each_engine([&](db::Database& database) {
    lay_plan(database);
    work(database);
    clock.pass(86'400);
    work(database);
    const auto before = all(database);
    CHECK(installed(database, renamed("once more")).figures_changed == 16);
    int heard = 0;
    const auto listen = [&](std::string_view figure, std::int64_t done, std::int64_t total) {
      CHECK(figure.contains('/'));
      CHECK(done <= total);
      ++heard;
    };
    // row 13 has no records at all: its two figures were in force at once
    CHECK(build(database, kProgram, listen) == 14);
    CHECK(heard >= 24);
    check_same(database, before);
    CHECK(build(database, kProgram) == 0);
  });
}

TEST_CASE("another condition counts other records, and what was known before stays as it was") {
  Clock clock("2014-06-01T09:00");
  for_each_engine([&](db::Database& database) {
    lay_plan(database);
    testing::post(database, grant("2011-05-02", 300'000));
    record::Facts refit = grant("2011-06-02", 100'000);
    refit.attributes = {{"support", "refit"}};
    testing::post(database, refit);
    DefinitionSet set = small_plan();
    Definition& cases = set.rows.back().figures.back();
    // both selections match the refit, which counts once
    cases.records.front().where = {
        {.attribute = "support", .test = Test::one_of, .values = {"refit"}}};
    cases.records.push_back(cases.records.front());
    installed(database, set);
    CHECK(value(database, "42", "cases", 2011).sum.value == 2);
    const auto settled = mark(database, planner(), kWard, "check", "before").value();
    CHECK(build(database, kProgram) == 1);
    CHECK(value(database, "42", "cases", 2011).sum == Sum{1, 1, 1, 0});
    CHECK(value(database, "42", "cases", 2011, Scope::all, settled).sum.value == 2);
    CHECK(value(database, "42", "yen", 2011).sum.value == 400'000);
  });
}

// More than a piece of grants, and more than a piece of consultations in the order they were known.
void much_work(db::Database& database) {
  std::vector<record::Facts> many;
  for (int i = 0; i < 2100; ++i) many.push_back(grant(i % 2 == 0 ? "2011-05-02" : "2012-05-02", i));
  for (int i = 0; i < 700; ++i) {
    many.push_back(facts("advice", "consultation_held", i < 600 ? "2011-05-02" : "2012-05-02"));
    many.back().business = 500 + i % 90;
  }
  const auto posted = write(database, [&](db::Write& tx) {
    return post_all(tx, two(), kWard, {.id = "", .reason = "import"}, many, true);
  });
  REQUIRE(posted.has_value());
}

TEST_CASE("a build that dies after every piece goes on where it was and counts nothing twice") {
  Clock clock("2014-06-01T09:00");
  for_each_engine([&](db::Database& database) {
    lay_plan(database);
    work(database);
    much_work(database);
    const auto before = all(database);
    installed(database, renamed("once more"));
    work(database);  // told after the mark
    const auto die = [](std::string_view, std::int64_t, std::int64_t) { throw Stopped{}; };
    int deaths = 0;
    for (bool goes_on = true; goes_on; clock.pass(31)) {
      try {
        build(database, kProgram, die);
        goes_on = false;
      } catch (const Stopped&) {
        ++deaths;
      }
      REQUIRE(deaths < 200);
    }
    CHECK(deaths > 25);
    check_same(database, before);
  });
}

TEST_CASE("two builders: who was silent too long finds the work taken over, and it is done once") {
  Clock clock("2014-06-01T09:00");
  for_each_engine([&](db::Database& database) {
    lay_plan(database);
    work(database);
    much_work(database);
    const auto before = all(database);
    installed(database, renamed("once more"));
    auto other = db::Database::open(database.url(), {});
    int by_other = 0;
    // in the middle of a figure whose records fill more than a piece
    const auto fall_asleep = [&](std::string_view figure, std::int64_t, std::int64_t) {
      if (figure != "42/yen" || by_other > 0) return;
      clock.pass(31);
      by_other = build(other, kProgram);
    };
    const int by_first = build(database, kProgram, fall_asleep);
    CHECK(by_other == 3);
    CHECK(by_first == 11);
    check_same(database, before);
  });
}

TEST_CASE("while a figure is held by a builder another one leaves it alone") {
  Clock clock("2014-06-01T09:00");
  for_each_engine([&](db::Database& database) {
    lay_plan(database);
    testing::post(database, grant("2011-05-02", 300'000));
    DefinitionSet set = small_plan();
    set.rows.back().figures.back().label = "once more";
    installed(database, set);
    int by_other = -1;
    const auto ask = [&](std::string_view, std::int64_t, std::int64_t) {
      if (by_other < 0) by_other = build(database, kProgram);
    };
    CHECK(build(database, kProgram, ask) == 1);
    CHECK(by_other == 0);
  });
}

TEST_CASE(
    "people post, confirm and take back while every figure is built anew, and nothing is lost") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    work(database);
    much_work(database);
    std::atomic<bool> enough = false;
    std::atomic<int> posted = 0;
    const auto go_on = [&](unsigned seed) {
      std::mt19937 dice(seed);
      std::vector<record::RecordId> mine;
      while (!enough) {
        const std::string_view day = dice() % 2 == 0 ? "2011-05-02" : "2012-05-02";
        switch (dice() % 5) {
          case 0:
            mine.push_back(testing::post(database, grant(day, dice() % 1000)));
            break;
          case 1:
            mine.push_back(advice(database, day, 500 + dice() % 50));
            break;
          case 2:
            mine.push_back(milestone(database, day, "built"));
            break;
          default: {
            if (mine.empty()) break;
            const auto chosen = mine.begin() + static_cast<std::ptrdiff_t>(dice() % mine.size());
            const auto reversal = dice() % 3 == 0;
            if (reversal)
              testing::reverse(database, *chosen);
            else
              testing::confirm(database, *chosen);
            mine.erase(chosen);
          }
        }
        ++posted;
      }
    };
    std::thread first(go_on, 1);
    std::thread second(go_on, 2);
    int built = 0;
    for (const std::string_view label : {"second", "third", "fourth"}) {
      installed(database, renamed(label));
      built += build(database, kProgram);
    }
    enough = true;
    first.join();
    second.join();
    CHECK(built == 42);
    CHECK(posted > 20);
    CAPTURE(posted.load());
    const auto before = all(database);
    installed(database, renamed("at rest"));
    CHECK(build(database, kProgram) == 14);
    check_same(database, before);
  });
}

TEST_CASE("what a server with a slower clock takes back stays taken back in the next version") {
  Clock clock("2014-06-01T09:00");
  for_each_engine([&](db::Database& database) {
    lay_plan(database);
    db::Database slower = db::Database::open(database.url(), {});
    milestone(slower, "2011-04-01", "supported");
    clock.pass(3600);
    const auto built = milestone(database, "2011-10-12", "built");
    clock.pass(-3600);
    testing::reverse(slower, built);
    clock.pass(3600);
    installed(database, renamed("once more"));
    CHECK(build(database, kProgram) == 1);
    const auto reached = value(database, "31", "state", 2011).milestone;
    REQUIRE(reached.has_value());
    CHECK(reached->code == "supported");
    CHECK(verify(database).empty());
  });
}

TEST_CASE(
    "a sum that leaves its range: nothing of the row comes into force until a person asks again") {
  Clock clock("2014-06-01T09:00");
  for_each_engine([&](db::Database& database) {
    lay_plan(database);
    testing::post(database, grant("2011-05-02", 1000));
    testing::post(database, grant("2011-05-02", 1000));
    constexpr db::Statement swell{"figure_test.swell",
                                  "UPDATE record SET yen = 3000000000000000000"};
    database.write([&](db::Write& tx) { tx.run(swell); });
    installed(database, renamed("once more"));
    CHECK(build(database, kProgram) == 0);  // cases could be built, but not yen beside them
    const auto waits = [&] {
      return database.read([](db::Read& tx) { return waiting(tx, kWard, kPlan); });
    };
    REQUIRE(waits().size() == 1);
    CHECK(waits().front().name == "42");
    CHECK(waits().front().figures == std::vector<std::string>{"yen", "cases"});
    CHECK(waits().front().failed());
    CHECK(waits().front().job->problem == kBuildTooLarge);
    for (const auto language : {base::Language::ja, base::Language::en})
      CHECK_FALSE(base::words(language, kBuildTooLarge).empty());
    CHECK(value(database, "42", "yen", 2011).sum.value == 2000);
    CHECK(value(database, "42", "cases", 2011).sum.value == 2);
    for (const Held& held : all(database))
      if (held.row == "42") CHECK(held.version == 1);
    CHECK(build(database, kProgram) == 0);  // by itself it is not tried again

    CHECK(try_again(database, kProgram) == 1);  // the cause stands
    CHECK(build(database, kProgram) == 0);
    CHECK(waits().front().failed());
    constexpr db::Statement mend{"figure_test.mend", "UPDATE record SET yen = 1000"};
    database.write([&](db::Write& tx) { tx.run(mend); });
    CHECK(try_again(database, kProgram) == 1);
    CHECK_FALSE(waits().front().failed());
    CHECK(try_again(database, kProgram) == 0);  // it is in line
    CHECK(build(database, kProgram) == 2);
    CHECK(waits().empty());
    CHECK(value(database, "42", "yen", 2011).sum == Sum{2, 2000, 2000, 0});
    CHECK(all(database).back().definition.label == "once more");
    CHECK(verify(database).empty());
  });
}

TEST_CASE("a record whose day was made unreadable stops the build instead of counting for ever") {
  Clock clock("2014-06-01T09:00");
  for_each_engine([&](db::Database& database) {
    lay_plan(database);
    std::vector<record::Facts> many(2000, grant("2011-05-02", 1));
    REQUIRE(write(database, [&](db::Write& tx) {
              return post_all(tx, alone(), kWard, {}, many, false);
            }).has_value());
    constexpr db::Statement blur{"figure_test.blur",
                                 "UPDATE record SET occurred_on = 'some day' WHERE record = "
                                 "(SELECT max(record) FROM record)"};
    database.write([&](db::Write& tx) { tx.run(blur); });
    installed(database, renamed("once more"));
    try {
      build(database, kProgram);
      FAIL("built");
    } catch (const db::Fault& fault) {
      CHECK(fault.kind() == db::FaultKind::corrupt);
    }
    CHECK(value(database, "42", "cases", 2011).sum.value == 2000);
  });
}

}  // namespace
}  // namespace figure
