// A program in which several people record, correct, confirm and import while definitions change is
// killed at a random instant, again and again: what it had acknowledged is there, and every sum,
// seal and chain is whole. NIGIWAI_KILLS sets how often on each database (15).

#include <chrono>
#include <random>
#include <thread>

#include "base/words.h"
#include "db/killed_program_test.h"
#include "db/testing.h"
#include "figure/figure_service.h"
#include "figure/testing.h"

namespace figure {
namespace {

using namespace testing;
using db::testing::kill_one;
using db::testing::kills;
using db::testing::TemporaryDatabase;

constexpr int kLivesOfADatabase = 50;

// Each record is told once its commit is durable.
void work(const std::string& url, unsigned seed, int to) {
  db::Database database = db::Database::open(url, {});
  std::mt19937 dice(seed);
  for (;;) {
    const record::Facts said = grant("2011-06-01", 1 + static_cast<std::int64_t>(dice() % 9999));
    const auto first = testing::post(database, said);
    db::testing::tell(to, first.value);
    const Command because{.id = "", .reason = "on the way"};
    switch (dice() % 5) {
      case 0:
        db::testing::tell(to, testing::confirm(database, first).value);
        break;
      case 1:
        db::testing::tell(to, testing::reverse(database, first).value);
        break;
      case 2: {
        const auto better = figure::write(database, [&](db::Write& tx) {
          return correct(tx, alone(), kWard, because, first, grant("2012-06-01", 7));
        });
        db::testing::tell(to, better.value().record.value);
        break;
      }
      case 3: {
        const auto other = testing::post(database, said);
        const CorrectionLine lines[] = {{first, grant("2012-06-01", 8)}, {other, {}}};
        const auto both = figure::write(database, [&](db::Write& tx) {
          return correct_all(tx, alone(), kWard, because, lines);
        });
        db::testing::tell(to, both.value().last);
        break;
      }
      default: {
        record::Facts advice = facts("advice", "consultation_held", "2011-05-10");
        advice.business = 500 + static_cast<std::int64_t>(dice() % 3);
        const std::vector<record::Facts> many(3, advice);
        const auto bulk = figure::write(database, [&](db::Write& tx) {
          return post_all(tx, two(), kWard, because, many, dice() % 2 == 0);
        });
        db::testing::tell(to, bulk.value().last);
        break;
      }
    }
  }
}

void change_definitions(const std::string& url, unsigned seed) {
  db::Database database = db::Database::open(url, {});
  for (unsigned round = seed;; ++round) {
    DefinitionSet set = small_plan();
    for (RowDefinition& row : set.rows)
      for (Definition& definition : row.figures)
        if (definition.key == "clients" && round % 2 == 0)
          definition.records.push_back(
              {.programmes = {"vacant-shop"}, .kind = "grant_paid", .where = {}, .in_town = {}});
    reword(set, static_cast<int>(round % 10) + 1);
    install_plan(database, set);
    build(database, base::Actor::system());
    const std::string name = "round " + std::to_string(round) + " of " + std::to_string(::getpid());
    if (!mark(database, base::Actor::system(), kWard, "check", name)) _exit(1);
  }
}

// Two people and a planner in one program.
void live(const std::string& url, unsigned seed, int to) {
  std::thread first(work, url, seed, to);
  std::thread second(work, url, seed + 1, to);
  change_definitions(url, seed);
}

void check_whole(db::Database& database) {
  build(database, base::Actor::system());
  const auto findings = verify(database);
  CHECK(findings.empty());
  for (const db::Finding& finding : findings)
    MESSAGE(base::say(base::Language::en, finding.code, finding.facts));
  CHECK(history::verify(database).empty());
}

}  // namespace

TEST_CASE("records acknowledged survive kill -9, and no sum is half moved") {
  std::mt19937 random(20261122);
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    for (int round = 0; round < kills(15);) {
      const TemporaryDatabase made(engine, TemporaryDatabase::Schema::current);
      {
        db::Database database = made.open();
        lay_plan(database);
      }
      for (int life = 0; life < kLivesOfADatabase && round < kills(15); ++life, ++round) {
        CAPTURE(round);
        const std::chrono::microseconds after(random() % 60'000);
        const auto acknowledged = kill_one<std::int64_t>(
            after, [&](int to) { live(made.url(), static_cast<unsigned>(round) * 10, to); });
        db::Database database = made.open();
        CHECK(worded(database).has_value());  // no row is a mixture of two definitions
        for (const std::int64_t record : acknowledged)
          REQUIRE(database.read([&](db::Read& tx) {
            return record::store::find(tx, kWard, record::RecordId{record}).has_value();
          }));
        if (life % 10 == 9) check_whole(database);
      }
      db::Database database = made.open();
      check_whole(database);
    }
  }
}

}  // namespace figure
