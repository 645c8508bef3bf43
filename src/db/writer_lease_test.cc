// Writers' numbers: two programs at once never share one, a number given back goes on from where it
// stopped, and a clock that stands or goes back does not make time repeat itself.
#include "db/writer_lease.h"

#include <doctest/doctest.h>

#include <limits>

#include "db/testing.h"

namespace {

using db::testing::TemporaryDatabase;

struct Taken {
  int writer;
  std::int64_t id;
  std::int64_t recorded_at;
};
Taken take(db::Database& database) {
  return database.write(
      [](db::Write& tx) { return Taken{tx.writer(), tx.new_id(), tx.recorded_at().microseconds}; });
}

struct FixedClock {
  explicit FixedClock(std::int64_t at) { set(at); }
  ~FixedClock() { set(std::numeric_limits<std::int64_t>::min()); }
  static void set(std::int64_t at) { base::fix_clock(base::Instant{at}); }
};

constexpr std::int64_t kApril2014 = 1'396'310'400'000'000;
constexpr std::int64_t kApril2026 = 1'775'001'600'000'000;

void on_each(auto&& body) {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const TemporaryDatabase made(engine, TemporaryDatabase::Schema::current);
    body(made);
  }
}

}  // namespace

TEST_CASE("two programs at once hold different numbers") {
  on_each([](const TemporaryDatabase& made) {
    db::Database server = made.open();
    db::Database command = made.open();
    CHECK(take(server).writer != take(command).writer);
    CHECK(take(server).writer != take(command).writer);
  });
}

TEST_CASE("a number given back is taken again and goes on from where it stopped") {
  on_each([](const TemporaryDatabase& made) {
    const FixedClock clock(kApril2014);
    Taken last{-1, 0, 0};
    for (int program = 0; program < 3; ++program) {
      db::Database database = made.open();
      for (int i = 0; i < 3; ++i) {
        const Taken next = take(database);
        CHECK(next.writer == 0);
        CHECK(next.id > last.id);
        CHECK(next.recorded_at > last.recorded_at);
        last = next;
      }
    }
    CHECK(last.recorded_at == kApril2014 + 8);
  });
}

TEST_CASE("a clock that goes back keeps the last moment") {
  on_each([](const TemporaryDatabase& made) {
    const FixedClock clock(kApril2026);
    db::Database database = made.open();
    const Taken first = take(database);
    CHECK(first.recorded_at == kApril2026);
    FixedClock::set(kApril2014);
    const Taken second = take(database);
    CHECK(second.recorded_at == kApril2026 + 1);
    CHECK(second.id > first.id);
    FixedClock::set(kApril2026 + 3'600'000'000);
    CHECK(take(database).recorded_at == kApril2026 + 3'600'000'000);
  });
}

TEST_CASE(
    "the number carries the installation, and a full sequence moves to the next millisecond") {
  on_each([](const TemporaryDatabase& made) {
    const FixedClock clock(kApril2026);
    db::Database database = made.open({.installation = 15});
    CHECK(take(database).writer == 15 * 256);
    database.write([](db::Write& tx) {
      std::int64_t last = 0;
      for (int i = 0; i < 3000; ++i) {
        const std::int64_t id = tx.new_id();
        CHECK((id > last && (id >> 10 & 0xfff) == 15 * 256));
        last = id;
      }
    });
  });
}

TEST_CASE("256 writers are all there are") {
  on_each([](const TemporaryDatabase& made) {
    db::Database database = made.open();
    const std::int64_t far = std::numeric_limits<std::int64_t>::max();
    database.write([&](db::Write& tx) {
      for (int writer = 1; writer < 256; ++writer)
        tx.save(
            {"test.occupy",
             "INSERT INTO writer_lease (writer, holder, leased_until, promised_until, ids_until) "
             "VALUES (?1, 7, ?2, 0, 0)"},
            writer, far);
    });
    db::Database other = made.open();
    CHECK_THROWS_AS(take(other), db::Fault);
    database.write([&](db::Write& tx) {
      tx.run({"test.silent", "UPDATE writer_lease SET leased_until = 1 WHERE writer = 77"});
    });
    CHECK(take(other).writer == 77);
  });
}
