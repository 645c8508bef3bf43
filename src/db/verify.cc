// SQLite checks its pages and references; PostgreSQL is asked for what it has left unchecked.
#include "db/verify.h"

#include "db/migrate.h"

namespace db {
namespace {

using Findings = std::vector<Finding>;

constexpr std::string_view kRoom = "db";

constexpr Statement kIntegrity{"db.integrity_sqlite",
                               "SELECT integrity_check AS detail FROM pragma_integrity_check(100)"};
constexpr Statement kReferences{
    "db.foreign_keys_sqlite",
    "SELECT \"table\" AS child, parent, count(*) AS rows_lost FROM pragma_foreign_key_check() "
    "GROUP BY \"table\", parent ORDER BY \"table\", parent"};
constexpr Statement kConstraintsNotValid{
    "db.constraints_postgres",
    "SELECT CAST(conrelid AS regclass)::text AS of_table, CAST(conname AS TEXT) AS name "
    "FROM pg_constraint WHERE NOT convalidated AND conrelid <> 0 ORDER BY 1, 2"};
constexpr Statement kIndexesNotValid{
    "db.indexes_postgres",
    "SELECT CAST(indrelid AS regclass)::text AS of_table, CAST(indexrelid AS regclass)::text AS "
    "name "
    "FROM pg_index WHERE NOT (indisvalid AND indisready) ORDER BY 1, 2"};

void check_sqlite(Read& tx, Findings& findings) {
  tx.each(kIntegrity, [&](Row& row) {
    if (const auto detail = row.text("detail"); detail != "ok")
      findings.push_back({kRoom, "db.integrity_broken", {{"detail", detail}}});
  });
  tx.each(kReferences, [&](Row& row) {
    findings.push_back({kRoom,
                        "db.reference_broken",
                        {{"table", row.text("child")},
                         {"parent", row.text("parent")},
                         {"rows", std::to_string(row.integer("rows_lost"))}}});
  });
}

void check_postgres(Read& tx, Findings& findings) {
  const auto add = [&](std::string_view code) {
    return [&findings, code](Row& row) {
      findings.push_back(
          {kRoom, code, {{"table", row.text("of_table")}, {"name", row.text("name")}}});
    };
  };
  tx.each(kConstraintsNotValid, add("db.constraint_not_valid"));
  tx.each(kIndexesNotValid, add("db.index_not_valid"));
}

}  // namespace

std::vector<Finding> verify(Database& database) {
  Findings findings;
  for (const std::string& file : edited_migrations(database))
    findings.push_back({kRoom, "db.migration_edited", {{"file", file}}});
  database.read([&](Read& tx) {
    if (tx.engine() == Engine::sqlite)
      check_sqlite(tx, findings);
    else
      check_postgres(tx, findings);
  });
  return findings;
}

}  // namespace db
