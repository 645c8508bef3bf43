// A database that was never migrated is the commonest first mistake: it gets a sentence of its own.
#include "app/open_database.h"

#include "db/migrate.h"
#include "db/postgres_url.h"

namespace app {

namespace {

constexpr std::string_view kSqlite = "sqlite:";

bool absent_file(const std::string& url) {
  return url.starts_with(kSqlite) && !std::filesystem::exists(url.substr(kSqlite.size()));
}

}  // namespace

std::optional<db::Database> open_database(const Settings& settings, base::Terminal& terminal) {
  if (absent_file(settings.database)) {
    terminal.tell("app.database_absent", {{"database", settings.database}});
    return std::nullopt;
  }
  auto database = db::Database::open(settings.database, {});
  if (db::schema_version(database) < db::program_schema_version()) {
    terminal.tell("app.schema_older", {{"database", database.url()}});
    return std::nullopt;
  }
  db::require_current_schema(database);
  return database;
}

std::filesystem::path files_folder(const Settings& settings) {
  if (!settings.files.empty()) return settings.files;
  if (!settings.data.empty()) return std::filesystem::path(settings.data) / "files";
  if (!settings.database.starts_with(kSqlite)) return "var/files";
  return std::filesystem::path(settings.database.substr(kSqlite.size())).parent_path() / "files";
}

std::string shown_database(const std::string& url) {
  if (!url.starts_with("postgres")) return url;
  try {
    return db::shown_url(url);
  } catch (const db::Fault&) {
    return "postgres://…";
  }
}

}  // namespace app
