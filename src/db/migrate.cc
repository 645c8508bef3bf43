// The list in the database against the list in the program. Two programs migrating at once wait for
// each other: the table of versions is locked for the length of each step.
#include "db/migrate.h"

#include <algorithm>
#include <optional>

#include "base/instant.h"
#include "base/sha256.h"
#include "db/backend.h"
#include "db/dialect.h"

namespace db {
namespace {

constexpr Statement kLatestVersion{"db.latest_version",
                                   "SELECT coalesce(max(number), 0) AS latest FROM schema_version"};
constexpr Statement kAppliedMigrations{"db.applied_migrations",
                                       "SELECT number, sha256 FROM schema_version ORDER BY number"};
constexpr Statement kNoteMigration{
    "db.note_migration",
    "INSERT INTO schema_version (number, name, sha256, applied_at) VALUES (?1, ?2, ?3, ?4)"};

constexpr std::string_view kCreateVersions =
    "CREATE TABLE IF NOT EXISTS schema_version (number BIGINT NOT NULL PRIMARY KEY, "
    "name {{text}} NOT NULL, sha256 {{text}} NOT NULL, applied_at BIGINT NOT NULL)";

constexpr Statement kVersionTableOnSqlite{
    "db.version_table_sqlite",
    "SELECT count(*) AS tables FROM sqlite_schema WHERE type = 'table' AND name = "
    "'schema_version'"};
constexpr Statement kVersionTableOnPostgres{
    "db.version_table_postgres",
    "SELECT count(*) AS tables FROM information_schema.tables "
    "WHERE table_schema = current_schema() AND table_name = 'schema_version'"};

bool has_versions(Backend& backend) {
  const Statement& statement =
      backend.engine() == Engine::sqlite ? kVersionTableOnSqlite : kVersionTableOnPostgres;
  bool found = false;
  const auto look = [&](Row& row) { found = row.integer("tables") > 0; };
  backend.query(statement, {}, look);
  return found;
}

int latest(Backend& backend) {
  int number = 0;
  const auto look = [&](Row& row) { number = static_cast<int>(row.integer("latest")); };
  if (has_versions(backend)) backend.query(kLatestVersion, {}, look);
  return number;
}

[[noreturn]] void refuse_newer(int in_database, int in_program) {
  throw Fault(FaultKind::newer_schema, "the database has schema " + std::to_string(in_database) +
                                           ", this program knows up to " +
                                           std::to_string(in_program));
}

void begin(Backend& backend) {
  const bool sqlite = backend.engine() == Engine::sqlite;
  backend.script(sqlite ? "BEGIN IMMEDIATE" : "BEGIN; SELECT pg_advisory_xact_lock(20261122)");
  backend.script(dialect::render_migration(kCreateVersions, backend.engine()));
}

void apply(Backend& backend, const MigrationFile& file) {
  backend.script(dialect::render_migration(file.text, backend.engine()));
  const std::string hash = base::sha256_hex(file.text);
  backend.execute(kNoteMigration, values_of(file.number, file.name, hash, base::now()));
}

// True if one was applied; false when nothing is left to do.
bool step(Backend& backend, std::span<const MigrationFile> files,
          const std::function<void(std::string_view)>& on_file) {
  begin(backend);
  try {
    const int version = latest(backend);
    if (version > files.back().number) refuse_newer(version, files.back().number);
    const auto next = std::ranges::find_if(
        files, [&](const MigrationFile& file) { return file.number > version; });
    if (next != files.end()) {
      if (on_file) on_file(next->name);
      apply(backend, *next);
    }
    backend.script("COMMIT");
    return next != files.end();
  } catch (...) {
    backend.script("ROLLBACK");
    throw;
  }
}

}  // namespace

int migrate(Database& database, const std::function<void(std::string_view)>& on_file) {
  return migrate(database, migration_files(), on_file);
}

int migrate(Database& database, std::span<const MigrationFile> files,
            const std::function<void(std::string_view)>& on_file) {
  int applied = 0;
  if (schema_version(database) == files.back().number) return applied;
  database.maintain([&](Backend& backend) {
    while (step(backend, files, on_file)) ++applied;
  });
  return applied;
}

int schema_version(Database& database) {
  int number = 0;
  database.maintain([&](Backend& backend) { number = latest(backend); });
  return number;
}

int program_schema_version() {
  return migration_files().back().number;
}

void require_current_schema(Database& database) {
  const int in_database = schema_version(database);
  const int in_program = program_schema_version();
  if (in_database > in_program) refuse_newer(in_database, in_program);
  if (in_database < in_program)
    throw Fault(FaultKind::other, "the database has schema " + std::to_string(in_database) +
                                      ", this program needs " + std::to_string(in_program) +
                                      ": run `nigiwai migrate` first");
}

std::vector<std::string> edited_migrations(Database& database) {
  std::vector<std::string> edited;
  database.read([&](Read& tx) {
    tx.each(kAppliedMigrations, [&](Row& row) {
      const auto number = row.integer("number");
      const auto hash = row.text("sha256");
      for (const MigrationFile& file : migration_files())
        if (file.number == number && base::sha256_hex(file.text) != hash)
          edited.emplace_back(file.name);
    });
  });
  return edited;
}

}  // namespace db
