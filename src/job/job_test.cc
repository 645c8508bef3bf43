// Jobs on both databases: who gets one, who loses it, and what is left when it ends.
#include "job/job.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "db/testing.h"

namespace {

using db::testing::for_each_engine;
using job::State;

constexpr std::string_view kNerima = "131202";
constexpr std::string_view kBuild = "figure.build";
constexpr std::int64_t kFirst = 11, kSecond = 22;

// A clock that stands still until the test moves it.
class Clock {
 public:
  Clock() { set(0); }
  ~Clock() { base::release_clock(); }
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  void set(std::int64_t microseconds) { base::fix_clock({kStart + microseconds}); }

 private:
  static constexpr std::int64_t kStart = 1'780'000'000'000'000;
};

job::JobId add(db::Database& database, std::string_view subject = "f-1",
               std::string_view kind = kBuild, std::string_view municipality = kNerima) {
  return database.write(
      [&](db::Write& tx) { return job::add(tx, municipality, kind, subject, 300); });
}
std::optional<job::Job> take(db::Database& database, std::int64_t holder) {
  return database.write([&](db::Write& tx) { return job::take(tx, kBuild, holder); });
}
bool advance(db::Database& database, const job::Job& job, std::int64_t done) {
  return database.write(
      [&](db::Write& tx) { return job::advance(tx, job, done, std::to_string(done)); });
}
bool finish(db::Database& database, const job::Job& job) {
  return database.write([&](db::Write& tx) { return job::finish(tx, job); });
}
bool fail(db::Database& database, const job::Job& job) {
  return database.write([&](db::Write& tx) { return job::fail(tx, job, "figure.too_big 10"); });
}
std::vector<job::Job> list(db::Database& database, std::string_view municipality = kNerima) {
  return database.read([&](db::Read& tx) { return job::list(tx, municipality); });
}
std::vector<job::Job> pending(db::Database& database) {
  return database.read([&](db::Read& tx) { return job::pending(tx, kBuild); });
}

}  // namespace

TEST_CASE("a job waits, runs from place to place, and is done") {
  for_each_engine([](db::Database& database) {
    const auto id = add(database);
    job::Job row = list(database).at(0);
    CHECK(row.id == id);
    CHECK(row.municipality == kNerima);
    CHECK(row.kind == kBuild);
    CHECK(row.subject == "f-1");
    CHECK(row.state == State::waiting);
    CHECK(row.done == 0);
    CHECK(row.total == 300);
    CHECK(row.place == "");
    CHECK(row.holder == 0);
    CHECK(row.created_at == row.changed_at);

    const auto taken = take(database, kFirst);
    REQUIRE(taken.has_value());
    CHECK(taken->id == id);
    CHECK(taken->state == State::running);
    CHECK(taken->holder == kFirst);
    CHECK(taken->held_until.microseconds ==
          taken->changed_at.microseconds + job::kHoldMicroseconds);
    CHECK(advance(database, *taken, 100));
    CHECK(advance(database, *taken, 200));
    row = list(database).at(0);
    CHECK(row.state == State::running);
    CHECK(row.done == 200);
    CHECK(row.place == "200");
    CHECK(row.held_until > taken->held_until);
    CHECK(row.changed_at > taken->changed_at);
    CHECK(pending(database).size() == 1);

    CHECK(finish(database, *taken));
    row = list(database).at(0);
    CHECK(row.state == State::done);
    CHECK(row.done == 200);
    CHECK(row.holder == 0);
    CHECK(row.problem == "");
    CHECK(pending(database).empty());
  });
}

TEST_CASE("the oldest job of the kind is taken, of whichever municipality; other kinds are left") {
  for_each_engine([](db::Database& database) {
    add(database, "other", "figure.prove");
    const auto first = add(database, "a", kBuild, "131211");
    const auto second = add(database, "b");
    CHECK(pending(database).size() == 2);
    CHECK(pending(database).at(0).id == first);
    CHECK(take(database, kFirst)->id == first);
    CHECK(take(database, kFirst)->id == second);
    CHECK_FALSE(take(database, kFirst).has_value());
    CHECK(list(database).size() == 2);
    CHECK(list(database).at(0).id == second);
    CHECK(list(database, "131211").size() == 1);
  });
}

TEST_CASE("a holder keeps its job until its time is over, and each piece gives it new time") {
  Clock clock;
  for_each_engine([&](db::Database& database) {
    clock.set(0);
    add(database);
    const job::Job first = *take(database, kFirst);
    const std::int64_t until = first.held_until.microseconds - first.changed_at.microseconds;
    clock.set(until - 1'000'000);
    CHECK_FALSE(take(database, kSecond).has_value());
    CHECK(advance(database, first, 100));
    clock.set(until + 1'000'000);
    CHECK_FALSE(take(database, kSecond).has_value());
    clock.set(3 * until);
    const auto second = take(database, kSecond);
    REQUIRE(second.has_value());
    CHECK(second->holder == kSecond);
    CHECK(second->done == 100);
    CHECK(second->place == "100");
  });
}

TEST_CASE("the former holder of a job can neither move nor end it") {
  Clock clock;
  for_each_engine([&](db::Database& database) {
    clock.set(0);
    add(database);
    const job::Job first = *take(database, kFirst);
    clock.set(2 * job::kHoldMicroseconds);
    const job::Job second = *take(database, kSecond);
    CHECK_FALSE(advance(database, first, 100));
    CHECK_FALSE(finish(database, first));
    CHECK_FALSE(fail(database, first));
    CHECK(list(database).at(0).place == "");
    CHECK(advance(database, second, 100));
    CHECK(finish(database, second));
  });
}

TEST_CASE("a silent holder whose job nobody took goes on with it") {
  Clock clock;
  for_each_engine([&](db::Database& database) {
    clock.set(0);
    add(database);
    const job::Job first = *take(database, kFirst);
    clock.set(5 * job::kHoldMicroseconds);
    CHECK(advance(database, first, 100));
    CHECK_FALSE(take(database, kSecond).has_value());
  });
}

TEST_CASE(
    "a failed job keeps its problem and is not taken again; added anew it is a job of its own") {
  Clock clock;
  for_each_engine([&](db::Database& database) {
    clock.set(0);
    const auto failed = add(database);
    const job::Job taken = *take(database, kFirst);
    CHECK(fail(database, taken));
    clock.set(5 * job::kHoldMicroseconds);
    CHECK_FALSE(take(database, kSecond).has_value());
    CHECK_FALSE(advance(database, taken, 100));
    CHECK_FALSE(finish(database, taken));
    const auto again = add(database);
    CHECK(take(database, kSecond)->id == again);
    const auto rows = list(database);
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].id == failed);
    CHECK(rows[1].state == State::failed);
    CHECK(rows[1].problem == "figure.too_big 10");
  });
}

TEST_CASE("a piece that is undone leaves the job where it was") {
  for_each_engine([](db::Database& database) {
    add(database);
    const job::Job taken = *take(database, kFirst);
    CHECK_THROWS(database.write([&](db::Write& tx) {
      CHECK(job::advance(tx, taken, 100, "100"));
      throw std::runtime_error("the piece broke");
    }));
    CHECK(list(database).at(0).done == 0);
    CHECK(list(database).at(0).place == "");
  });
}

TEST_CASE("of many who race for the same jobs each job goes to one") {
  for_each_engine([](db::Database& database) {
    constexpr int kJobs = 40, kRacers = 6;
    for (int i = 0; i < kJobs; ++i) add(database, std::to_string(i));
    std::vector<std::vector<std::int64_t>> got(kRacers);
    std::atomic<int> ready = 0;
    std::vector<std::jthread> racers;
    for (int i = 0; i < kRacers; ++i)
      racers.emplace_back([&, i] {
        ready += 1;
        while (ready < kRacers) std::this_thread::yield();
        while (const auto taken = take(database, 100 + i)) got[i].push_back(taken->id.value);
      });
    racers.clear();
    std::set<std::int64_t> each;
    std::size_t all = 0;
    for (const auto& ids : got) {
      each.insert(ids.begin(), ids.end());
      all += ids.size();
    }
    CHECK(all == kJobs);
    CHECK(each.size() == kJobs);
  });
}

TEST_CASE("the last job about a subject is told, and nothing about another subject") {
  for_each_engine([](db::Database& database) {
    const auto latest = [&](std::string_view subject) {
      return database.read(
          [&](db::Read& tx) { return job::latest(tx, "131202", "test.count", subject); });
    };
    const auto add_about = [&](std::string_view subject) {
      return database.write(
          [&](db::Write& tx) { return job::add(tx, "131202", "test.count", subject, 1); });
    };
    CHECK_FALSE(latest("a").has_value());
    add_about("a");
    const auto second = add_about("a");
    add_about("b");
    CHECK(latest("a")->id == second);
    CHECK_FALSE(latest("c").has_value());
  });
}

TEST_CASE("a list holds the latest 200 jobs") {
  for_each_engine([](db::Database& database) {
    const auto oldest = add(database);
    for (int i = 0; i < 200; ++i) add(database);
    const auto rows = list(database);
    CHECK(rows.size() == 200);
    CHECK(std::ranges::none_of(rows, [&](const job::Job& row) { return row.id == oldest; }));
  });
}

TEST_CASE("what a state is called is what the table allows") {
  for_each_engine([](db::Database& database) {
    add(database);
    for (const State state : {State::waiting, State::running, State::done, State::failed}) {
      const std::string sql = "UPDATE job SET state = '" + std::string(job::in_db(state)) + "'";
      database.write([&](db::Write& tx) { tx.run(db::Statement{"test.state", sql}); });
      CHECK(list(database).at(0).state == state);
    }
    CHECK_THROWS_AS(database.write([](db::Write& tx) {
      tx.run(db::Statement{"test.state", "UPDATE job SET state = 'lost'"});
    }),
                    db::Fault);
  });
}

TEST_CASE("every holder has a number of its own, and none is nobody's") {
  std::set<std::int64_t> numbers;
  for (int i = 0; i < 1'000; ++i) {
    const auto number = job::new_holder();
    CHECK(number > 0);
    numbers.insert(number);
  }
  CHECK(numbers.size() == 1'000);
}
