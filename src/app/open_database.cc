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

namespace {
std::filesystem::path data_folder(const Settings& settings) {
  if (!settings.data.empty()) return settings.data;
  if (!settings.database.starts_with(kSqlite)) return "var";
  return std::filesystem::path(settings.database.substr(kSqlite.size())).parent_path();
}
}  // namespace

std::filesystem::path files_folder(const Settings& settings) {
  return settings.files.empty() ? data_folder(settings) / "files"
                                : std::filesystem::path(settings.files);
}

std::filesystem::path keys_folder(const Settings& settings) {
  return settings.keys.empty() ? data_folder(settings) / "keys"
                               : std::filesystem::path(settings.keys);
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
