// A program in which two people hold, correct, take back and merge is killed at a random instant,
// again and again: every consultation it had acknowledged is there with its record, none is half
// done, and the counts of the desk are those of the consultations. NIGIWAI_KILLS sets how often on
// each database (8).

#include <chrono>
#include <random>
#include <thread>

#include "consultation/desk_test.h"
#include "db/killed_program_test.h"
#include "db/testing.h"
#include "history/history.h"

namespace consultation {
namespace {

using namespace testing;
using db::testing::kill_one;
using db::testing::kills;
using db::testing::TemporaryDatabase;

// Each consultation is told once its commit is durable.
void work(const std::string& url, unsigned seed, int to) {
  db::Database database = db::Database::open(url, {});
  std::mt19937 dice(seed);
  for (;;) {
    const std::int64_t client = client_of(database, "商店" + std::to_string(dice() % 50));
    const std::int64_t id = held(database, talk_of(client)).consultation;
    db::testing::tell(to, id);
    switch (dice() % 3) {
      case 0: {
        Entry better = talk_of(client, "2012-05-31");
        better.advice = "助言";
        correct(clerk(), eyes(clerk()), database, {id, 1, better, "誤り"}).value();
        break;
      }
      case 1:
        withdraw(clerk(), eyes(clerk()), database, id, "誤り").value();
        break;
      default:
        merge_clients(clerk(), database, client, client_of(database, "残る商店"), "同じ").value();
    }
  }
}

// Two people in one program.
void live(const std::string& url, unsigned seed, int to) {
  std::thread other(work, url, seed + 1, to);
  work(url, seed, to);
}

void check_whole(db::Database& database) {
  std::int64_t standing = 0;
  database.read([&](db::Read& tx) {
    const Eyes all{std::string(kWard), "ward", 0, true, true};
    for (const Opened& one : search(tx, all, {.limit = 1'000'000}).consultations) {
      const auto record = figure::open_record(tx, kWard, one.consultation.record);
      REQUIRE(record.has_value());
      CHECK(record->record.case_file == one.consultation.id);
      CHECK(record->record.business == one.consultation.entry.client);
      CHECK(record->reversal.has_value() == one.consultation.withdrawn_by.has_value());
      standing += one.consultation.withdrawn_by ? 0 : 1;
    }
    std::int64_t counted = 0;
    for (const Tally& one : tally_of_year(tx, all, base::FiscalYear(2012)))
      counted += one.consultations;
    CHECK(counted == standing);
  });
  CHECK(value_of(database, "cases") == standing);
  CHECK(figure::verify(database).empty());
  CHECK(history::verify(database).empty());
}

}  // namespace

TEST_CASE("consultations acknowledged survive kill -9, each with its record and its counts") {
  std::mt19937 random(20261123);
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const TemporaryDatabase made(engine, TemporaryDatabase::Schema::current);
    {
      db::Database database = made.open();
      lay_desk(database);
    }
    for (int round = 0; round < kills(8); ++round) {
      CAPTURE(round);
      const std::chrono::microseconds after(random() % 60'000);
      const auto acknowledged = kill_one<std::int64_t>(
          after, [&](int to) { live(made.url(), static_cast<unsigned>(round) * 10, to); });
      db::Database database = made.open();
      for (const std::int64_t id : acknowledged)
        REQUIRE(
            database.read([&](db::Read& tx) { return open(tx, eyes(chief()), id); }).has_value());
    }
    db::Database database = made.open();
    check_whole(database);
  }
}

}  // namespace consultation
