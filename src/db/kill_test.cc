// A program that writes is killed at a random instant, again and again: what it had acknowledged is
// there, and nothing is there by halves. NIGIWAI_KILLS sets how often (20).

#include <chrono>
#include <random>
#include <thread>

#include "db/killed_program_test.h"
#include "db/testing.h"
#include "db/verify.h"

namespace {

using db::testing::kill_one;
using db::testing::kills;
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

// Writes pairs under keys "<round>/<n>" and reports each n once it is acknowledged.
[[noreturn]] void write_until_killed(const std::string& url, int round, int to) {
  db::Database database = db::Database::open(url, {});
  for (int n = 0;; ++n) {
    database.write([&](db::Write& tx) {
      const std::string key = std::to_string(round) + '/' + std::to_string(n);
      tx.save(kAdd, "first", key, tx.new_id());
      tx.save(kAdd, "second", key, tx.new_id());
    });
    db::testing::tell(to, n);
  }
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
    for (int round = 0; round < kills(20); ++round) {
      CAPTURE(round);
      const std::chrono::microseconds after(random() % 30'000);
      const int last =
          kill_one<int>(after, [&](int to) { write_until_killed(made.url(), round, to); }).back();
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
