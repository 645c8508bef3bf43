// The name of the data on both databases: the same without writing, another after any commit.
#include "db/data_watch.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "db/db.h"
#include "db/testing.h"

namespace {

constexpr db::Statement kCreate{"test.create", "CREATE TABLE note (note BIGINT PRIMARY KEY)"};
constexpr db::Statement kAdd{"test.add", "INSERT INTO note (note) VALUES (?1)"};
constexpr db::Statement kCount{"test.count", "SELECT count(*) AS notes FROM note"};

TEST_CASE("data keep their name until somebody commits") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const db::testing::TemporaryDatabase place(engine,
                                               db::testing::TemporaryDatabase::Schema::current);
    auto database = place.open();
    database.write([](db::Write& tx) { tx.run(kCreate); });
    db::DataWatch watch(place.url());
    const std::string first = watch.name();
    CHECK(!first.empty());
    database.read([](db::Read& tx) {
      return tx.one<int>(kCount,
                         [](db::Row& row) { return static_cast<int>(row.integer("notes")); });
    });
    CHECK(watch.name() == first);
    database.write([](db::Write& tx) { tx.run(kAdd, 1); });
    const std::string second = watch.name();
    CHECK(second != first);
    CHECK(watch.name() == second);
    auto other = place.open();
    other.write([](db::Write& tx) { tx.run(kAdd, 2); });
    CHECK(watch.name() != second);
  }
}

TEST_CASE("a file taken away has no name, and another under its name has another") {
  const db::testing::TemporaryDatabase place(db::Engine::sqlite,
                                             db::testing::TemporaryDatabase::Schema::current);
  const std::filesystem::path path = place.url().substr(7);
  const std::filesystem::path away = path.string() + ".away";
  db::DataWatch watch(place.url());
  const std::string first = watch.name();
  std::filesystem::rename(path, away);
  CHECK_THROWS_AS(watch.name(), db::Fault);
  CHECK_THROWS_AS(watch.name(), db::Fault);
  std::filesystem::copy_file(away, path);
  CHECK(watch.name() != first);
}

}  // namespace
