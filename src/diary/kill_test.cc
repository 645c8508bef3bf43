// A program in which two officers write, correct and take back, enter months and pasted tables is
// killed at a random instant, again and again: what it had acknowledged is there with its records,
// no entry is half done, and every sum and the history are whole. NIGIWAI_KILLS sets how often on
// each database (15).

#include <chrono>
#include <random>
#include <thread>

#include "db/killed_program_test.h"
#include "db/testing.h"
#include "diary/diary_service.h"
#include "diary/diary_test.h"
#include "figure/figure_service.h"
#include "history/history.h"
#include "plan/plan_service.h"

namespace diary {
namespace {

using db::testing::kill_one;
using db::testing::kills;
using db::testing::TemporaryDatabase;
using namespace testing;

Occurrence fair(std::mt19937& dice) {
  const auto number = [&](unsigned most) { return static_cast<unsigned>(dice() % most); };
  const base::Date day(2011, 4 + number(6), 1 + number(28));
  record::Facts facts;
  facts.programme = "craft-fair-support";
  facts.kind = "event_held";
  facts.occurred_on = day;
  facts.people = 1 + static_cast<std::int64_t>(dice() % 1'000'000);
  record::Facts second = facts;
  second.people = 1 + static_cast<std::int64_t>(dice() % 1000);
  return {"craft-fair-support", {day, day}, {"会場", "", ""}, {facts, second}};
}

void write_on(const std::string& url, unsigned seed, int to) {
  db::Database database = db::Database::open(url, {});
  std::mt19937 dice(seed);
  const base::Actor actor = clerk(2 + seed % 2);
  const Accepted all{.other_year = true, .same = true};
  for (;;) {
    const auto logged = log(actor, database, {}, fair(dice), all);
    if (!logged) _exit(1);
    db::testing::tell(to, logged->entry);
    switch (dice() % 3) {
      case 0:
        if (!correct(actor, database, {"", "数え違い"}, {logged->entry, 1}, fair(dice), all))
          _exit(1);
        break;
      case 1:
        if (!take_back(actor, database, {"", "中止"}, {logged->entry, 1})) _exit(1);
        break;
      default: {
        Sheet sheet{"craft-fair-support", How::month, {}, "2011-10"};
        for (int i = 0; i < 5; ++i) {
          const Occurrence one = fair(dice);
          sheet.days.push_back({{}, one.days, one.texts, one.facts});
        }
        const Occurrence again = fair(dice);
        sheet.days.push_back({Which{logged->entry, 1}, again.days, again.texts, again.facts});
        if (!save(actor, database, {"", "月末"}, sheet, all)) _exit(1);
        break;
      }
    }
  }
}

// Two officers in one program.
void live(const std::string& url, unsigned seed, int to) {
  std::thread second(write_on, url, seed + 1, to);
  write_on(url, seed, to);
}

// What stands in the diary is what the figure counts: nothing more, nothing less.
void check_whole(db::Database& database) {
  std::int64_t visitors = 0;
  const auto counted = database.read([&](db::Read& tx) {
    const Days days{base::Date(2011, 4, 1), base::Date(2012, 3, 31)};
    for (const auto& one : store::records_between(tx, kWard, "craft-fair-support", days))
      visitors += one.record.people.value_or(0);
    const auto held = figure::find(tx, kWard, "nerima-2011", "1", "visitors").value();
    const auto table = figure::table(tx, kWard, "nerima-2011", figure::Scope::all);
    const auto value = table.find({held.id.value, 2011});
    return value == table.end() ? std::int64_t{0} : value->second.sum.value;
  });
  CHECK(visitors == counted);
  CHECK(figure::verify(database).empty());
  CHECK(history::verify(database).empty());
}

}  // namespace

TEST_CASE("entries acknowledged survive kill -9 with their records, and nothing is half done") {
  std::mt19937 random(20261123);
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const TemporaryDatabase made(engine, TemporaryDatabase::Schema::current);
    {
      db::Database database = made.open();
      lay_plans(database);
    }
    for (int round = 0; round < kills(15); ++round) {
      CAPTURE(round);
      const std::chrono::microseconds after(random() % 60'000);
      const auto acknowledged = kill_one<std::int64_t>(
          after, [&](int to) { live(made.url(), static_cast<unsigned>(round) * 10, to); });
      db::Database database = made.open();
      for (const std::int64_t entry : acknowledged) {
        const auto found = database.read([&](db::Read& tx) { return open(tx, clerk(), entry); });
        REQUIRE(found.has_value());
        CHECK(found->records.size() == (found->stands() ? 2 : 0));
      }
    }
    db::Database database = made.open();
    check_whole(database);
  }
}

}  // namespace diary
