// A program in which two people hold, correct, take back and merge is killed at a random instant,
// again and again: every consultation it had acknowledged is there with its record, none is half
// done, and the counts of the desk are those of the consultations. NIGIWAI_KILLS sets how often on
// each database (8).
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "consultation/desk_test.h"
#include "db/testing.h"
#include "history/history.h"

namespace consultation {
namespace {

using namespace testing;
using db::testing::TemporaryDatabase;

int kills() {
  const char* count = std::getenv("NIGIWAI_KILLS");
  return count == nullptr ? 8 : std::atoi(count);
}

// Each consultation is told once its commit is durable.
void work(const std::string& url, unsigned seed, int to) {
  db::Database database = db::Database::open(url, {});
  std::mt19937 dice(seed);
  for (;;) {
    const std::int64_t client = client_of(database, "商店" + std::to_string(dice() % 50));
    const std::int64_t id = held(database, talk_of(client)).consultation;
    if (::write(to, &id, sizeof id) != sizeof id) _exit(1);
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

std::vector<std::int64_t> kill_one(const std::string& url, unsigned seed,
                                   std::chrono::microseconds after) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    try {
      std::thread other(work, url, seed + 1, ends[1]);
      work(url, seed, ends[1]);
    } catch (const std::exception&) {
      _exit(1);
    }
    _exit(1);
  }
  close(ends[1]);
  std::vector<std::int64_t> acknowledged;
  std::int64_t id = 0;
  REQUIRE(read(ends[0], &id, sizeof id) == sizeof id);  // it is at work now
  acknowledged.push_back(id);
  std::this_thread::sleep_for(after);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WIFSIGNALED(status));  // it had not ended by itself
  while (read(ends[0], &id, sizeof id) == sizeof id) acknowledged.push_back(id);
  close(ends[0]);
  return acknowledged;
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
    for (int round = 0; round < kills(); ++round) {
      CAPTURE(round);
      const std::chrono::microseconds after(random() % 60'000);
      const auto acknowledged = kill_one(made.url(), static_cast<unsigned>(round) * 10, after);
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
