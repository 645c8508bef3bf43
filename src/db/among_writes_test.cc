// Work among the writes: done by the writer of a SQLite file between the closures of others, told
// of only when it is durable. PostgreSQL has no such writer and says so.
#include <doctest/doctest.h>
#include <sys/resource.h>

#include <csignal>
#include <future>
#include <stdexcept>

#include "db/db.h"
#include "db/testing.h"
#include "db/write_counts.h"

namespace {

using db::testing::TemporaryDatabase;

constexpr db::Statement kCreate{"test.create_note",
                                "CREATE TABLE test_note (note BIGINT PRIMARY KEY)"};
constexpr db::Statement kAdd{"test.add_note", "INSERT INTO test_note (note) VALUES (?1)"};
constexpr db::Statement kCount{"test.count_notes", "SELECT count(*) AS notes FROM test_note"};
constexpr base::RefusalKind kRefused{"test.refused"};

std::int64_t count(db::Database& database) {
  return *database.read([](db::Read& tx) {
    return tx.one<std::int64_t>(kCount, [](db::Row& row) { return row.integer("notes"); });
  });
}

void add(db::Database& database, int note) {
  database.write([&](db::Write& tx) { tx.save(kAdd, note); });
}

// Does `work` among the writes and waits until it is told; whether the writer took it.
bool among(db::Database& database, db::Database::Work work) {
  std::promise<void> told;
  const bool taken = database.among_writes(std::move(work), [&](std::exception_ptr fault, bool) {
    if (fault) return told.set_exception(fault);
    told.set_value();
  });
  if (taken) told.get_future().get();
  return taken;
}

class Notes {
 public:
  explicit Notes(db::Engine engine) : made_(engine, TemporaryDatabase::Schema::current) {
    open().write([](db::Write& tx) { tx.run(kCreate); });
  }
  db::Database open() const { return made_.open(); }

 private:
  TemporaryDatabase made_;
};

}  // namespace

TEST_CASE("PostgreSQL has no writer to be among, and does nothing") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const Notes made(engine);
    db::Database database = made.open();
    const bool taken = among(database, [&] { add(database, 1); });
    CHECK(taken == (engine == db::Engine::sqlite));
    CHECK(count(database) == (taken ? 1 : 0));
  }
}

TEST_CASE("each write is kept or undone by itself, in one commit, and seen when it is durable") {
  const Notes made(db::Engine::sqlite);
  db::Database database = made.open();
  const std::uint64_t commits = db::write_counts().commits;
  const std::uint64_t writes = db::write_counts().writes;
  CHECK(among(database, [&] {
    add(database, 1);
    const auto refused = database.write([](db::Write& tx) -> base::Result<int> {
      tx.save(kAdd, 2);
      return base::refuse(kRefused);
    });
    CHECK_FALSE(refused.has_value());
    CHECK_THROWS_AS(add(database, 1), db::Fault);  // is there
    add(database, 3);
    CHECK(count(database) == 0);  // a reader sees what was there before
  }));
  CHECK(count(database) == 2);
  CHECK(db::write_counts().commits == commits + 1);
  CHECK(db::write_counts().writes == writes + 2);
}

TEST_CASE("work that fails is told so, what it wrote before stays, and the next is done") {
  const Notes made(db::Engine::sqlite);
  db::Database database = made.open();
  CHECK_THROWS_WITH_AS(among(database,
                             [&] {
                               add(database, 1);
                               throw std::out_of_range("mine");
                             }),
                       "mine", std::out_of_range);
  CHECK_THROWS_AS(among(database, [&] { database.maintain([](db::Backend&) {}); }),
                  std::logic_error);
  CHECK(among(database, [&] { add(database, 2); }));
  CHECK(count(database) == 2);
}

TEST_CASE("whoever is told that it is durable cannot write there and then") {
  const Notes made(db::Engine::sqlite);
  db::Database database = made.open();
  std::promise<bool> refused;
  database.among_writes([&] { add(database, 1); },
                        [&](std::exception_ptr, bool) {
                          try {
                            add(database, 2);
                            refused.set_value(false);
                          } catch (const std::logic_error&) {
                            refused.set_value(true);
                          }
                        });
  CHECK(refused.get_future().get());
  CHECK(count(database) == 1);
}

TEST_CASE("the last of those that share a commit is told as the last, and nobody before it") {
  const Notes made(db::Engine::sqlite);
  std::string told;
  {
    db::Database database = made.open();
    std::promise<void> go;
    const auto may_go = go.get_future().share();
    for (const char name : {'a', 'b', 'c'})
      database.among_writes(
          [&, name, may_go] {
            may_go.wait();  // the others come meanwhile
            add(database, name);
            told += "+";
          },
          [&, name](std::exception_ptr, bool is_last) {
            told += name;
            if (is_last) told += '.';
          });
    go.set_value();
  }  // closing waits for what was taken
  CHECK(told == "+++abc.");
}

TEST_CASE("a disk that fills up fails all of a group, also for work that swallows its fault") {
  const Notes made(db::Engine::sqlite);
  db::Database database = made.open();
  signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
  std::string kind;
  try {
    among(database, [&] {
      add(database, 1);
      const rlimit limit{.rlim_cur = 1, .rlim_max = before.rlim_max};
      setrlimit(RLIMIT_FSIZE, &limit);
    });
  } catch (const db::Fault& fault) {
    kind = fault.kind() == db::FaultKind::disk_full ? "full" : fault.what();
  }
  setrlimit(RLIMIT_FSIZE, &before);
  CHECK(kind == "full");
  CHECK(count(database) == 0);
  add(database, 2);
  CHECK(count(database) == 1);
}
