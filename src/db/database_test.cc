// The two doors on both databases: what is kept, what is undone, what is seen, and how fast ids
// rise.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "db/db.h"
#include "db/migrate.h"
#include "db/testing.h"

namespace {

using db::testing::for_each_engine;

constexpr db::Statement kCreate{"test.create",
                                "CREATE TABLE note (municipality TEXT NOT NULL, note BIGINT NOT "
                                "NULL, body TEXT, PRIMARY KEY (municipality, note))"};
constexpr db::Statement kAdd{"test.add",
                             "INSERT INTO note (municipality, note, body) VALUES (?1, ?2, ?3)"};
constexpr db::Statement kChange{"test.change",
                                "UPDATE note SET body = ?3 WHERE municipality = ?1 AND note = ?2"};
constexpr db::Statement kAll{"test.all",
                             "SELECT note, body FROM note WHERE municipality = ?1 ORDER BY note"};
constexpr db::Statement kCount{"test.count", "SELECT count(*) AS notes FROM note"};

struct Note {
  std::int64_t note;
  std::optional<std::string> body;
  bool operator==(const Note&) const = default;
};
Note to_note(db::Row& row) {
  return {row.integer("note"), row.maybe_text("body")};
}

std::vector<Note> notes(db::Database& database, std::string_view municipality = "131202") {
  return database.read([&](db::Read& tx) { return tx.list<Note>(kAll, to_note, municipality); });
}
std::int64_t count(db::Database& database) {
  return *database.read([](db::Read& tx) {
    return tx.one<std::int64_t>(kCount, [](db::Row& row) { return row.integer("notes"); });
  });
}
void create(db::Database& database) {
  database.write([](db::Write& tx) { tx.run(kCreate); });
}
constexpr base::RefusalKind kRefused{"test.refused"};

}  // namespace

TEST_CASE("what a closure saved is there after write, in both kinds of value and as null") {
  for_each_engine([](db::Database& database) {
    create(database);
    const auto changed = database.write([](db::Write& tx) {
      tx.save(kAdd, "131202", 1, "空き店舗");
      tx.save(kAdd, std::string("131202"), std::int64_t{2}, std::nullopt);
      tx.save(kAdd, "131202", -9'007'199'254'740'993, "");
      return tx.run(kChange, "131202", 2, std::optional<std::string>("二"));
    });
    CHECK(changed == 1);
    CHECK(notes(database) ==
          std::vector<Note>{{-9'007'199'254'740'993, ""}, {1, "空き店舗"}, {2, "二"}});
    CHECK(notes(database, "131211").empty());
  });
}

TEST_CASE("an update that names what is not there changes nothing and says so") {
  for_each_engine([](db::Database& database) {
    create(database);
    CHECK(database.write([](db::Write& tx) { return tx.run(kChange, "131202", 1, "x"); }) == 0);
  });
}

TEST_CASE("a refusal undoes its closure and no other") {
  for_each_engine([](db::Database& database) {
    create(database);
    const auto refused = database.write([](db::Write& tx) -> base::Result<int> {
      tx.save(kAdd, "131202", 1, "gone");
      return base::refuse(kRefused);
    });
    CHECK_FALSE(refused.has_value());
    const auto kept = database.write([](db::Write& tx) -> base::Result<int> {
      tx.save(kAdd, "131202", 2, "kept");
      return 7;
    });
    CHECK(kept.value() == 7);
    CHECK(notes(database) == std::vector<Note>{{2, "kept"}});
  });
}

TEST_CASE("an exception undoes its closure and reaches the caller") {
  for_each_engine([](db::Database& database) {
    create(database);
    CHECK_THROWS_WITH_AS(database.write([](db::Write& tx) {
      tx.save(kAdd, "131202", 1, "gone");
      throw std::out_of_range("mine");
    }),
                         "mine", std::out_of_range);
    CHECK(count(database) == 0);
  });
}

TEST_CASE("a broken constraint is a fault, also when the closure swallows it") {
  for_each_engine([](db::Database& database) {
    create(database);
    const auto twice = [&](bool swallow) {
      database.write([&](db::Write& tx) {
        tx.run(kAdd, "131202", 1, "a");
        try {
          tx.run(kAdd, "131202", 1, "b");
        } catch (const db::Fault&) {
          if (!swallow) throw;
        }
      });
    };
    for (const bool swallow : {false, true}) {
      CAPTURE(swallow);
      const auto kind = [&] {
        try {
          twice(swallow);
        } catch (const db::Fault& fault) {
          return fault.kind();
        }
        return db::FaultKind::other;
      }();
      CHECK(kind == db::FaultKind::constraint);
      CHECK(count(database) == 0);
    }
    // A queued save finds out at the commit; the fault names its statement.
    CHECK_THROWS_WITH_AS(database.write([](db::Write& tx) {
      tx.save(kAdd, "131202", 1, "a");
      tx.save(kAdd, "131202", 1, "b");
    }),
                         doctest::Contains("test.add"), db::Fault);
    CHECK(count(database) == 0);
  });
}

TEST_CASE("text that PostgreSQL cannot hold is refused on both") {
  for_each_engine([](db::Database& database) {
    create(database);
    using namespace std::string_literals;
    for (const std::string& text : {"a\0b"s, "\0"s, "12345678\0"s, "\xff"s, "空\xe3\x81"s}) {
      CAPTURE(text);
      CHECK_THROWS_AS(database.write([&](db::Write& tx) { tx.run(kAdd, "131202", 1, text); }),
                      db::Fault);
    }
    CHECK(count(database) == 0);
  });
}

TEST_CASE("a closure reads what it wrote, and a read sees one moment") {
  for_each_engine([](db::Database& database) {
    create(database);
    const auto seen = database.write([](db::Write& tx) {
      tx.save(kAdd, "131202", 1, "a");
      return tx.list<Note>(kAll, to_note, "131202").size();
    });
    CHECK(seen == 1);
    database.read([&](db::Read& tx) {
      CHECK(tx.list<Note>(kAll, to_note, "131202").size() == 1);
      std::thread([&] {
        database.write([](db::Write& other) { other.save(kAdd, "131202", 2, "b"); });
      }).join();
      CHECK(tx.list<Note>(kAll, to_note, "131202").size() == 1);
    });
    CHECK(count(database) == 2);
  });
}

TEST_CASE("the same statement can be asked inside its own callback") {
  for_each_engine([](db::Database& database) {
    create(database);
    database.write([](db::Write& tx) {
      for (int i = 0; i < 3; ++i) tx.save(kAdd, "131202", i, "x");
    });
    std::size_t pairs = 0;
    database.read([&](db::Read& tx) {
      tx.each(
          kAll,
          [&](db::Row& row) {
            to_note(row);
            pairs += tx.list<Note>(kAll, to_note, "131202").size();
          },
          "131202");
    });
    CHECK(pairs == 9);
  });
}

TEST_CASE("mistakes of a store are told at once") {
  for_each_engine([](db::Database& database) {
    create(database);
    database.write([](db::Write& tx) {
      tx.save(kAdd, "131202", 1, std::nullopt);
      tx.save(kAdd, "131202", 2, "2");
    });
    const auto fails = [&](auto&& map, std::string_view says) {
      CHECK_THROWS_WITH_AS(
          database.read([&](db::Read& tx) { tx.list<std::int64_t>(kAll, map, "131202"); }),
          doctest::Contains(std::string(says).c_str()), std::logic_error);
    };
    fails([](db::Row& row) { return row.integer("nobody"); }, "no column nobody");
    fails([](db::Row& row) { return row.integer("note"); }, "body is selected and never read");
    fails([](db::Row& row) { return row.integer("note") + row.integer("body"); },
          "body is no whole number");
    fails(
        [](db::Row& row) {
          row.text("body");
          return row.integer("note");
        },
        "body is null");
    CHECK_THROWS_WITH_AS(
        database.read([](db::Read& tx) { return tx.one<Note>(kAll, to_note, "131202"); }),
        doctest::Contains("several rows"), std::logic_error);
    CHECK_THROWS_AS(database.write([&](db::Write&) { count(database); }), std::logic_error);
  });
}

TEST_CASE("many threads write at once and nothing is lost") {
  for_each_engine([](db::Database& database) {
    create(database);
    constexpr int kThreads = 16, kEach = 20;
    std::atomic<int> refused{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < kEach; ++i) {
          const auto answer = database.write([&](db::Write& tx) -> base::Result<int> {
            tx.save(kAdd, "131202", t * kEach + i, "x");
            if (i % 4 == 0) return base::refuse(kRefused);
            return i;
          });
          refused += answer ? 0 : 1;
        }
      });
    for (std::thread& thread : threads) thread.join();
    CHECK(refused == kThreads * kEach / 4);
    CHECK(count(database) == kThreads * kEach * 3 / 4);
  });
}

TEST_CASE("ids are unique and rise with their writer; recorded_at rises strictly") {
  for_each_engine([](db::Database& database) {
    std::mutex mutex;
    std::set<std::int64_t> ids;
    std::map<int, std::vector<std::pair<std::int64_t, std::int64_t>>> by_writer;
    const auto work = [&] {
      for (int i = 0; i < 50; ++i)
        database.write([&](db::Write& tx) {
          const auto id = tx.new_id();
          const auto at = tx.recorded_at().microseconds;
          const std::lock_guard lock(mutex);
          ids.insert(id);
          by_writer[tx.writer()].emplace_back(id, at);
          CHECK((id >> 10 & 0xfff) == tx.writer());
          CHECK(id > 0);
        });
    };
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) threads.emplace_back(work);
    for (std::thread& thread : threads) thread.join();
    CHECK(ids.size() == 200);
    for (const auto& [writer, given] : by_writer) {
      CHECK(writer < 256);
      for (std::size_t i = 1; i < given.size(); ++i) {
        CHECK(given[i - 1].first < given[i].first);
        CHECK(given[i - 1].second < given[i].second);
      }
    }
  });
}
