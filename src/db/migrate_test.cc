// Migrations from empty, in steps, twice, by two at once; a newer database and a broken file.
#include "db/migrate.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "db/dialect.h"
#include "db/testing.h"

namespace {

using db::testing::TemporaryDatabase;

constexpr db::MigrationFile kFirst{1, "0001_a.sql",
                                   "CREATE TABLE a (municipality {{text}} NOT NULL, n BIGINT NOT "
                                   "NULL, PRIMARY KEY (municipality, n)) {{by_key}};"};
constexpr db::MigrationFile kSecond{2, "0002_b.sql",
                                    "ALTER TABLE a ADD COLUMN {{sqlite}}s{{end}}{{postgres}}s"
                                    "{{end}} {{text}}; UPDATE a SET s = 'old';"};
constexpr db::MigrationFile kBroken{3, "0003_c.sql", "CREATE TABLE c (n BIGINT); NONSENSE;"};
constexpr db::MigrationFile kOne[] = {kFirst};
constexpr db::MigrationFile kTwo[] = {kFirst, kSecond};
constexpr db::MigrationFile kThree[] = {kFirst, kSecond, kBroken};

void on_empty(auto&& body) {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const TemporaryDatabase made(engine, TemporaryDatabase::Schema::none);
    body(made);
  }
}

db::FaultKind kind_of(auto&& action) {
  try {
    action();
  } catch (const db::Fault& fault) {
    return fault.kind();
  }
  FAIL("no fault");
  return db::FaultKind::other;
}

}  // namespace

TEST_CASE("migrations are applied once, in order, each told") {
  on_empty([](const TemporaryDatabase& made) {
    db::Database database = made.open();
    CHECK(db::schema_version(database) == 0);
    CHECK(db::migrate(database, kOne) == 1);
    std::string told;
    CHECK(db::migrate(database, kTwo, [&](std::string_view file) { told += file; }) == 1);
    CHECK(told == "0002_b.sql");
    CHECK(db::migrate(database, kTwo) == 0);
    CHECK(db::schema_version(database) == 2);
  });
}

TEST_CASE("a file that fails leaves nothing of itself") {
  on_empty([](const TemporaryDatabase& made) {
    db::Database database = made.open();
    CHECK(kind_of([&] { db::migrate(database, kThree); }) == db::FaultKind::other);
    CHECK(db::schema_version(database) == 2);
    CHECK(kind_of([&] { db::migrate(database, kThree); }) == db::FaultKind::other);
  });
}

TEST_CASE("a newer database is refused, an older one must be migrated first") {
  on_empty([](const TemporaryDatabase& made) {
    db::Database database = made.open();
    CHECK(kind_of([&] { db::require_current_schema(database); }) == db::FaultKind::other);
    db::migrate(database);
    CHECK(db::schema_version(database) == db::program_schema_version());
    CHECK_NOTHROW(db::require_current_schema(database));
    CHECK(kind_of([&] { db::migrate(database, kOne); }) == db::FaultKind::newer_schema);
    database.write([](db::Write& tx) {
      tx.run({"test.newer",
              "INSERT INTO schema_version (number, name, sha256, applied_at) VALUES (9999, '', '', "
              "0)"});
    });
    CHECK(kind_of([&] { db::require_current_schema(database); }) == db::FaultKind::newer_schema);
    CHECK(kind_of([&] { db::migrate(database); }) == db::FaultKind::newer_schema);
  });
}

TEST_CASE("two programs that migrate at once both end well") {
  on_empty([](const TemporaryDatabase& made) {
    std::atomic<int> applied{0};
    const auto program = [&] {
      db::Database database = made.open();
      applied += db::migrate(database);
    };
    std::thread first(program), second(program);
    first.join();
    second.join();
    CHECK(applied == static_cast<int>(db::migration_files().size()));
  });
}

TEST_CASE("marks of a migration and placeholders of a statement") {
  using db::Engine;
  const auto render = [](std::string_view text, Engine engine) {
    return db::dialect::render_migration(text, engine);
  };
  CHECK(render("a {{text}}", Engine::sqlite) == "a TEXT");
  CHECK(render("a {{text}}", Engine::postgres) == "a TEXT COLLATE \"C\"");
  CHECK(render("){{by_key}};", Engine::sqlite) == ")WITHOUT ROWID;");
  CHECK(render("){{by_key}};", Engine::postgres) == ");");
  CHECK(render("a{{sqlite}}b{{text}}{{end}}{{postgres}}c{{end}}d", Engine::sqlite) == "abTEXTd");
  CHECK(render("a{{sqlite}}b{{text}}{{end}}{{postgres}}c{{end}}d", Engine::postgres) == "acd");
  CHECK_THROWS_AS(render("{{txt}}", Engine::sqlite), std::logic_error);
  CHECK_THROWS_AS(render("{{text", Engine::sqlite), std::logic_error);
  CHECK_THROWS_AS(render("{{sqlite}} x", Engine::postgres), std::logic_error);
  CHECK(db::dialect::with_dollar_placeholders("a = ?1 AND b = '?2' AND \"?3\" = ?10") ==
        "a = $1 AND b = '?2' AND \"?3\" = $10");
  CHECK(db::dialect::with_dollar_placeholders("'it''s ?1' || ?1") == "'it''s ?1' || $1");
}
