// A program that writes is killed at a random instant, again and again: what it had acknowledged is
// there, and nothing is there by halves. NIGIWAI_KILLS sets how often (20).
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "db/testing.h"
#include "db/verify.h"

namespace {

using db::testing::TemporaryDatabase;

constexpr db::Statement kAdd{
    "test.add_half",
    "INSERT INTO search_entry (municipality, kind, key, entry, title, text) VALUES ('131202', ?1, "
    "?2, ?3, '', '')"};
constexpr db::Statement kWhole{
    "test.count_whole",
    "SELECT count(*) AS wholes FROM search_entry a JOIN search_entry b ON b.municipality = "
    "a.municipality AND b.kind = 'second' AND b.key = a.key WHERE a.kind = 'first'"};
constexpr db::Statement kHalves{"test.count_halves", "SELECT count(*) AS halves FROM search_entry"};
constexpr db::Statement kFound{"test.find_acknowledged",
                               "SELECT count(*) AS found FROM search_entry WHERE municipality = "
                               "'131202' AND kind = 'first' AND "
                               "key = ?1"};

int kills() {
  const char* count = std::getenv("NIGIWAI_KILLS");
  return count == nullptr ? 20 : std::atoi(count);
}

// Writes pairs under keys "<round>/<n>" and reports each n once it is acknowledged.
[[noreturn]] void write_until_killed(const std::string& url, int round, int report) {
  db::Database database = db::Database::open(url, {});
  for (int n = 0;; ++n) {
    database.write([&](db::Write& tx) {
      const std::string key = std::to_string(round) + '/' + std::to_string(n);
      tx.save(kAdd, "first", key, tx.new_id());
      tx.save(kAdd, "second", key, tx.new_id());
    });
    if (write(report, &n, sizeof n) != sizeof n) _exit(1);
  }
}

// The last acknowledged n of a killed writer; -1 if there was none.
int kill_one(const std::string& url, int round, std::chrono::microseconds after) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    write_until_killed(url, round, ends[1]);
  }
  close(ends[1]);
  int last = -1;
  REQUIRE(read(ends[0], &last, sizeof last) == sizeof last);  // it is writing now
  std::this_thread::sleep_for(after);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  while (read(ends[0], &last, sizeof last) == sizeof last) {
  }
  close(ends[0]);
  return last;
}

std::int64_t count(db::Database& database, const db::Statement& statement, const char* column) {
  return *database.read([&](db::Read& tx) {
    return tx.one<std::int64_t>(statement, [&](db::Row& row) { return row.integer(column); });
  });
}

}  // namespace

TEST_CASE("what was acknowledged survives kill -9, and nothing is half done") {
  std::mt19937 random(20261122);
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const TemporaryDatabase made(engine, TemporaryDatabase::Schema::current);
    for (int round = 0; round < kills(); ++round) {
      CAPTURE(round);
      const std::chrono::microseconds after(random() % 30'000);
      const int last = kill_one(made.url(), round, after);
      db::Database database = made.open();
      for (int n = 0; n <= last; ++n) {
        const std::string key = std::to_string(round) + '/' + std::to_string(n);
        const auto found = database.read([&](db::Read& tx) {
          return tx.one<std::int64_t>(
              kFound, [](db::Row& row) { return row.integer("found"); }, key);
        });
        REQUIRE(found == 1);
      }
      CHECK(2 * count(database, kWhole, "wholes") == count(database, kHalves, "halves"));
    }
    db::Database database = made.open();
    CHECK(db::verify(database).empty());
  }
}
