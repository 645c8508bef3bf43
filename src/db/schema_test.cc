// The schema that the migrations make: the same tables and columns in both databases, and the
// municipality first in every primary key, unique index and foreign key.
#include "db/schema.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "db/migrate.h"
#include "db/testing.h"

namespace {

using db::testing::TemporaryDatabase;

struct Key {
  std::string table;
  std::string kind;  // "key" (primary or unique) or "reference"
  std::vector<std::string> columns;
};
struct Schema {
  std::map<std::string, std::vector<std::string>> columns;
  std::vector<Key> keys;
};

// Tables without a municipality, each with its reason.
const std::map<std::string, std::string> kWithoutMunicipality = {
    {"schema_version", "one list for the whole database"},
    {"writer_lease", "writers belong to programs, not to municipalities"},
};
// Keys that do not begin with the municipality, each with its reason.
const std::map<std::string, std::string> kOtherKeys = {
    {"plan_address", "a plan's slug is unique over all municipalities: it stands in addresses"},
};

constexpr db::Statement kSqliteColumns{
    "test.sqlite_columns",
    "SELECT t.name AS in_table, c.name AS name FROM sqlite_schema t JOIN pragma_table_info(t.name) "
    "c "
    "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND t.name NOT LIKE "
    "'search\\_grams%' ESCAPE '\\' ORDER BY t.name, c.cid"};
constexpr db::Statement kSqliteKeys{
    "test.sqlite_keys",
    "SELECT t.name AS in_table, 'key' AS kind, i.name AS key, c.name AS name FROM sqlite_schema t "
    "JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c "
    "WHERE t.type = 'table' AND i.\"unique\" = 1 AND t.name NOT LIKE 'search\\_grams%' ESCAPE '\\' "
    "UNION ALL SELECT t.name, 'reference', 'reference ' || f.id, f.\"from\" FROM sqlite_schema t "
    "JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table' ORDER BY 1, 2, 3"};
constexpr db::Statement kPostgresColumns{
    "test.postgres_columns",
    "SELECT CAST(table_name AS TEXT) AS in_table, CAST(column_name AS TEXT) AS name "
    "FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> "
    "'search_grams' "
    "ORDER BY table_name, ordinal_position"};
constexpr db::Statement kPostgresKeys{
    "test.postgres_keys",
    "SELECT CAST(r.relname AS TEXT) AS in_table, "
    "CASE WHEN c.contype = 'f' THEN 'reference' ELSE 'key' END AS kind, "
    "CAST(c.conname AS TEXT) AS key, CAST(a.attname AS TEXT) AS name "
    "FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid "
    "AND r.relnamespace = CAST('public' AS regnamespace) "
    "CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k (column_number, place) "
    "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.column_number "
    "WHERE c.contype IN ('p', 'u', 'f') AND r.relname <> 'search_grams' "
    "ORDER BY r.relname, c.conname, k.place"};
constexpr db::Statement kPostgresOtherCollation{
    "test.postgres_collation",
    "SELECT CAST(table_name AS TEXT) AS in_table, CAST(column_name AS TEXT) AS name "
    "FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'text' "
    "AND coalesce(collation_name, '') <> 'C' ORDER BY 1, 2"};

Schema read_schema(db::Database& database) {
  const bool sqlite = database.engine() == db::Engine::sqlite;
  Schema schema;
  database.read([&](db::Read& tx) {
    tx.each(sqlite ? kSqliteColumns : kPostgresColumns, [&](db::Row& row) {
      schema.columns[row.text("in_table")].push_back(row.text("name"));
    });
    std::string last;
    tx.each(sqlite ? kSqliteKeys : kPostgresKeys, [&](db::Row& row) {
      const std::string table = row.text("in_table");
      const std::string kind = row.text("kind");
      const std::string key = table + '|' + row.text("key");
      if (key != last) schema.keys.push_back({table, kind, {}});
      schema.keys.back().columns.push_back(row.text("name"));
      last = key;
    });
  });
  return schema;
}

}  // namespace

TEST_CASE("both databases have the same tables with the same columns") {
  std::vector<Schema> schemas;
  db::testing::for_each_engine(
      [&](db::Database& database) { schemas.push_back(read_schema(database)); });
  for (const Schema& schema : schemas) {
    CHECK(schema.columns.contains("deed"));
    CHECK(schema.columns.size() == schemas.front().columns.size());
    for (const auto& [table, columns] : schema.columns) {
      CAPTURE(table);
      REQUIRE(schemas.front().columns.contains(table));
      CHECK(columns == schemas.front().columns.at(table));
    }
  }
}

TEST_CASE("the municipality comes first in every key") {
  db::testing::for_each_engine([](db::Database& database) {
    const Schema schema = read_schema(database);
    std::set<std::string> without;
    for (const auto& [table, columns] : schema.columns) {
      CAPTURE(table);
      if (std::ranges::find(columns, "municipality") != columns.end()) continue;
      CHECK(kWithoutMunicipality.contains(table));
      without.insert(table);
    }
    CHECK(without.size() == kWithoutMunicipality.size());
    CHECK(schema.keys.size() > 5);
    for (const Key& key : schema.keys) {
      if (without.contains(key.table) || kOtherKeys.contains(key.table)) continue;
      CAPTURE(key.table);
      CAPTURE(key.kind);
      CHECK(key.columns.front() == "municipality");
    }
  });
}

TEST_CASE("PostgreSQL compares every text by its bytes, as SQLite does") {
  db::testing::for_each_engine([](db::Database& database) {
    if (database.engine() == db::Engine::sqlite) return;
    database.read([](db::Read& tx) {
      tx.each(kPostgresOtherCollation, [](db::Row& row) {
        FAIL_CHECK(row.text("in_table") << "." << row.text("name") << " lacks {{text}}");
      });
    });
  });
}

TEST_CASE("tables are copied in an order in which references find their rows") {
  const TemporaryDatabase made(db::Engine::sqlite, TemporaryDatabase::Schema::current);
  db::Database database = made.open();
  const auto tables = database.read([](db::Read& tx) { return db::tables_to_copy(tx); });
  std::set<std::string> placed;
  for (const db::Table& table : tables) {
    CAPTURE(table.name);
    CHECK_FALSE(table.primary_key.empty());
    for (const std::string& parent : table.refers_to) CHECK(placed.contains(parent));
    placed.insert(table.name);
  }
  CHECK(placed.contains("deed_payload"));
  CHECK_FALSE(placed.contains("schema_version"));
}
