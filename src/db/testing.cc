// Fresh databases: a copy of a migrated file on SQLite, a copy of a migrated template on
// PostgreSQL.
#include "db/testing.h"

#include <doctest/doctest.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <mutex>

#include "db/migrate.h"
#include "db/statements.h"

namespace db::testing {
namespace {

namespace fs = std::filesystem;

const bool watching = (statements::watch(), true);

std::string unique_name() {
  static std::atomic<int> count{0};
  return "nigiwai_test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
}

std::string cluster() {
  const char* url = std::getenv("NIGIWAI_TEST_POSTGRES");
  if (url == nullptr)
    throw std::runtime_error(
        "NIGIWAI_TEST_POSTGRES is not set: run under tests/postgres/with_cluster, or set "
        "NIGIWAI_TEST_SQLITE_ONLY=1 to leave PostgreSQL out");
  return url;
}

void ask_cluster(const std::string& sql) {
  const std::unique_ptr<PGconn, void (*)(PGconn*)> connection(
      PQconnectdb(postgres_url("postgres").c_str()), PQfinish);
  const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(connection.get(), sql.c_str()),
                                                              PQclear);
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
    throw std::runtime_error(PQerrorMessage(connection.get()));
}

void migrate_url(const std::string& url) {
  Database database = Database::open(url, {.create = true});
  migrate(database);
}

void drop_database(const std::string& name) {
  ask_cluster("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
}

struct PostgresTemplate {
  PostgresTemplate() : name(unique_name() + "_template") {
    ask_cluster("CREATE DATABASE " + name);
    migrate_url(postgres_url(name));
  }
  ~PostgresTemplate() {
    try {
      drop_database(name);
    } catch (const std::runtime_error&) {
      // The cluster of the tests is removed after them.
    }
  }
  const std::string name;
};

struct SqliteTemplate {
  SqliteTemplate() : file(folder.file("template.db")) { migrate_url("sqlite:" + file); }
  TemporaryFolder folder;
  const std::string file;
};

std::string fresh_sqlite(const TemporaryFolder& folder, TemporaryDatabase::Schema schema) {
  const std::string file = folder.file("nigiwai.db");
  if (schema == TemporaryDatabase::Schema::current) {
    static const SqliteTemplate source;
    fs::copy_file(source.file, file);
  } else {
    Database::open("sqlite:" + file, {.create = true});
  }
  return "sqlite:" + file;
}

std::string fresh_postgres(const std::string& name, TemporaryDatabase::Schema schema) {
  std::string source = "template0";
  if (schema == TemporaryDatabase::Schema::current) {
    static const PostgresTemplate migrated;
    source = migrated.name;
  }
  ask_cluster("CREATE DATABASE " + name + " TEMPLATE " + source);
  return postgres_url(name);
}

}  // namespace

TemporaryFolder::TemporaryFolder() : path_(fs::temp_directory_path() / unique_name()) {
  fs::create_directories(path_);
}
TemporaryFolder::~TemporaryFolder() {
  std::error_code error;
  fs::remove_all(path_, error);
}

TemporaryDatabase::TemporaryDatabase(Engine engine, Schema schema) : engine_(engine) {
  if (engine_ == Engine::postgres) postgres_name_ = unique_name();
  url_ = engine_ == Engine::sqlite ? fresh_sqlite(folder_, schema)
                                   : fresh_postgres(postgres_name_, schema);
}
TemporaryDatabase::~TemporaryDatabase() {
  if (engine_ == Engine::postgres) drop_database(postgres_name_);
}

std::vector<Engine> engines() {
  const char* sqlite_only = std::getenv("NIGIWAI_TEST_SQLITE_ONLY");
  if (sqlite_only != nullptr && std::string_view(sqlite_only) == "1") return {Engine::sqlite};
  cluster();
  return {Engine::sqlite, Engine::postgres};
}

std::string_view name_of(Engine engine) {
  return engine == Engine::sqlite ? "SQLite" : "PostgreSQL";
}

void for_each_engine(FunctionRef<void(Database&)> body) {
  for (const Engine engine : engines()) {
    CAPTURE(name_of(engine));
    const TemporaryDatabase temporary(engine, TemporaryDatabase::Schema::current);
    Database database = temporary.open();
    body(database);
  }
}

std::string postgres_url(std::string_view database) {
  const std::string url = cluster();
  const std::size_t start = url.find('/', url.find("://") + 3) + 1;
  const std::size_t end = url.find('?', start);
  return url.substr(0, start) + std::string(database) +
         (end == std::string::npos ? "" : url.substr(end));
}

}  // namespace db::testing
