// Why a figure says something else than it said: one line for each reason, and changes that add up
// to the difference whatever happened in between.
#include <doctest/doctest.h>

#include <map>
#include <random>

#include "base/words.h"
#include "db/testing.h"
#include "figure/figure_service.h"
#include "figure/testing.h"

namespace figure {
namespace {

using namespace testing;
using db::testing::for_each_engine;

base::Instant at(std::string_view text) {
  return base::parse_japan(text).value();
}

base::Result<Explained> ask(db::Database& database, std::string_view row, std::string_view key,
                            base::Instant from, base::Instant until, Scope scope = Scope::all,
                            int fiscal_year = 2011) {
  return database.read([&](db::Read& tx) {
    return difference(tx, kWard, kPlan, row, key, fiscal_year, scope, from, until);
  });
}

struct Line {
  Because because;
  std::int64_t change;
  bool operator==(const Line&) const = default;
};

std::vector<Line> lines(const Explained& explained) {
  std::vector<Line> list;
  std::int64_t sum = 0;
  for (const Difference& line : explained.lines) {
    list.push_back({line.because, line.change});
    sum += line.change;
  }
  CHECK(sum == explained.after.sum.value - explained.before.sum.value);
  return list;
}

record::RecordId correct(db::Database& database, record::RecordId record,
                         const record::Facts& facts) {
  return write(database,
               [&](db::Write& tx) {
                 return figure::correct(tx, alone(), kWard, {.id = "", .reason = "a slip"}, record,
                                        facts);
               })
      .value()
      .record;
}

using Lines = std::vector<Line>;

TEST_CASE("late, fresh, taken back, corrected, moved to another year") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-09-01T09:00");
    lay_plan(database);
    const auto first = testing::post(database, grant("2011-05-02", 100));
    const auto second = testing::post(database, grant("2011-05-03", 200));
    const auto third = testing::post(database, grant("2011-05-04", 400));
    clock.go_to("2013-01-10T09:00");
    testing::post(database, grant("2011-09-30", 1'000));
    testing::post(database, grant("2011-10-01", 2'000));
    testing::reverse(database, first);
    correct(database, second, grant("2011-05-03", 250));
    correct(database, third, grant("2012-05-04", 400));
    clock.go_to("2013-02-01T09:00");
    const Explained found =
        ask(database, "42", "yen", at("2011-09-30T12:00"), at("2013-01-31T12:00")).value();
    CHECK(found.before.sum.value == 700);
    CHECK(lines(found) == Lines{{Because::late, 1'000},
                                {Because::fresh, 2'000},
                                {Because::reversed, -100},
                                {Because::corrected, -200},
                                {Because::corrected, 250},
                                {Because::reclassified, -400}});
    const Explained next =
        ask(database, "42", "yen", at("2011-09-30T12:00"), at("2013-01-31T12:00"), Scope::all, 2012)
            .value();
    CHECK(lines(next) == Lines{{Because::reclassified, 400}});
  });
}

TEST_CASE("the public sees confirmations") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-09-01T09:00");
    lay_plan(database);
    const auto first = testing::post(database, grant("2011-05-02", 100));
    const auto second = testing::post(database, grant("2011-05-03", 200));
    testing::confirm(database, second);
    clock.go_to("2011-12-01T09:00");
    testing::confirm(database, first);
    testing::confirm(database, testing::post(database, grant("2011-11-03", 1'000)));
    testing::confirm(database, testing::reverse(database, second));
    clock.go_to("2012-01-01T09:00");
    const Explained found =
        ask(database, "42", "yen", at("2011-09-30T12:00"), at("2011-12-31T12:00"), Scope::confirmed)
            .value();
    CHECK(lines(found) ==
          Lines{{Because::confirmed, 100}, {Because::fresh, 1'000}, {Because::reversed, -200}});
  });
}

TEST_CASE("a changed definition is told by the records it counts anew or no longer") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-09-01T09:00");
    lay_plan(database);
    record::Facts company = facts("fairs", "company_joined", "2011-05-02");
    company.in_town = true;
    testing::post(database, company);
    company.in_town = false;
    testing::post(database, company);
    testing::post(database, company);
    clock.go_to("2011-12-01T09:00");
    testing::post(database, company);
    DefinitionSet set = small_plan();
    set.rows[6].figures[1].records[0].in_town = false;
    install_plan(database, set);
    build(database, base::Actor::system());
    clock.go_to("2012-01-01T09:00");
    const Explained found =
        ask(database, "23", "in-town", at("2011-09-30T12:00"), at("2011-12-31T12:00")).value();
    CHECK(found.before.sum.value == 1);
    CHECK(lines(found) == Lines{{Because::no_longer_counted, -1},
                                {Because::newly_counted, 1},
                                {Because::newly_counted, 1},
                                {Because::late, 1}});
    CHECK(found.lines.front().record->in_town == true);
  });
}

TEST_CASE("many records counted anew: the heaviest are lines, the rest is one") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-09-01T09:00");
    lay_plan(database);
    std::vector<record::Facts> many;
    for (int i = 1; i <= 60; ++i) many.push_back(grant("2011-05-02", i));
    REQUIRE(write(database, [&](db::Write& tx) {
              return post_all(tx, alone(), kWard, {}, many, false);
            }).has_value());
    const auto gone = testing::post(database, grant("2011-05-03", 1'000));
    clock.go_to("2011-09-02T09:00");
    testing::reverse(database, gone);  // taken back before: neither definition counts it
    clock.go_to("2011-12-01T09:00");
    DefinitionSet set = small_plan();
    Definition& yen = set.rows.back().figures.front();
    yen.records.front().where = {
        {.attribute = "support", .test = Test::one_of, .values = {"refit"}, .number = 0}};
    install_plan(database, set);
    build(database, base::Actor::system());
    clock.go_to("2012-01-01T09:00");
    const Explained found =
        ask(database, "42", "yen", at("2011-09-30T12:00"), at("2011-12-31T12:00")).value();
    CHECK(found.before.sum.value == 1830);
    CHECK(found.after.sum.value == 0);
    REQUIRE(found.lines.size() == 51);
    CHECK(found.lines.front().because == Because::no_longer_counted);
    CHECK(found.lines.front().change == -60);
    CHECK(found.lines[49].change == -11);
    CHECK(found.lines.back().because == Because::definition);
    CHECK(found.lines.back().change == -55);
  });
}

TEST_CASE("a distinct count explains only who came and who went") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-09-01T09:00");
    lay_plan(database);
    const auto advise = [&](std::int64_t business) {
      record::Facts advice = facts("advice", "consultation_held", "2011-05-10");
      advice.business = business;
      return advice;
    };
    const auto first = testing::post(database, advise(1));
    const auto second = testing::post(database, advise(2));
    clock.go_to("2011-12-01T09:00");
    testing::post(database, advise(1));    // was there already
    testing::post(database, advise(3));    // comes
    testing::reverse(database, first);     // 1 stays by its other record
    correct(database, second, advise(2));  // 2 goes and comes in one deed
    clock.go_to("2012-01-01T09:00");
    const Explained found =
        ask(database, "17", "clients", at("2011-09-30T12:00"), at("2011-12-31T12:00")).value();
    CHECK(lines(found) == Lines{{Because::late, 1}});
    CHECK(found.lines[0].record->business == 3);
  });
}

TEST_CASE("refused: instants the wrong way round, not yet come, unknown figures") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-09-01T09:00");
    lay_plan(database);
    clock.go_to("2011-12-01T09:00");
    struct Case {
      const char* from;
      const char* until;
      const char* key;
      std::string_view code;
    };
    for (const Case& refused :
         {Case{"2011-10-02T09:00", "2011-10-01T09:00", "yen", "figure.instants_reversed"},
          Case{"2011-10-01T09:00", "2011-12-02T09:00", "yen", "figure.not_yet_known"},
          Case{"2011-10-01T09:00", "2011-10-02T09:00", "sen", "figure.unknown_figure"}}) {
      const auto answer = ask(database, "42", refused.key, at(refused.from), at(refused.until));
      REQUIRE(!answer.has_value());
      CHECK(answer.error().code == refused.code);
      CHECK(base::say(base::Language::ja, answer.error()).find('{') == std::string::npos);
    }
    CHECK(
        ask(database, "42", "yen", at("2011-10-01T09:00"), at("2011-10-01T09:00"))->lines.empty());
  });
}

// One day of a town in which anything may happen.
void any_deed(db::Database& database, std::mt19937& dice, std::vector<record::RecordId>& records) {
  const auto roll = [&](int sides) { return std::uniform_int_distribution(0, sides - 1)(dice); };
  record::Facts advice = facts("advice", "consultation_held", "2011-04-01");
  advice.occurred_on = base::add_days(advice.occurred_on, roll(500));
  advice.business = 1 + roll(6);
  advice.count = 1 + roll(3);
  const int what = records.empty() ? 0 : roll(6);
  if (what < 2) {
    records.push_back(testing::post(database, advice));
    return;
  }
  const record::RecordId record =
      records[static_cast<std::size_t>(roll(static_cast<int>(records.size())))];
  const auto id = write(database, [&](db::Write& tx) -> base::Result<record::RecordId> {
    const Command command{.id = "", .reason = "a slip"};
    const auto done = what < 4   ? figure::confirm(tx, alone(18), kWard, command, record)
                      : what < 5 ? figure::reverse(tx, alone(), kWard, command, record)
                                 : figure::correct(tx, alone(), kWard, command, record, advice);
    if (!done) return std::unexpected(done.error());
    return done->record;
  });
  if (id && what >= 4) records.push_back(*id);
}

TEST_CASE("whatever happened, the changes add up to the difference") {
  for_each_engine([](db::Database& database) {
    Clock clock("2013-01-01T09:00");
    lay_plan(database);
    std::mt19937 dice(7);
    std::vector<record::RecordId> records;
    std::vector<base::Instant> moments;
    base::Instant now = at("2013-01-01T09:00");
    for (int day = 0; day < 120; ++day) {
      now.microseconds += 6 * 3'600'000'000;
      base::fix_clock(now);
      any_deed(database, dice, records);
      moments.push_back({now.microseconds + 3'600'000'000});
    }
    base::fix_clock({now.microseconds + 86'400'000'000});
    for (int n = 0; n < 60; ++n) {
      base::Instant from = moments[dice() % moments.size()];
      base::Instant until = moments[dice() % moments.size()];
      if (until < from) std::swap(from, until);
      for (const Scope scope : {Scope::all, Scope::confirmed})
        for (const std::string_view key : {"cases", "clients"})
          for (const int fiscal_year : {2011, 2012}) {
            CAPTURE(key);
            CAPTURE(n);
            lines(ask(database, "17", key, from, until, scope, fiscal_year).value());
          }
    }
  });
}

}  // namespace
}  // namespace figure
