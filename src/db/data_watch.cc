// SQLite counts the commits that other connections made to the file. PostgreSQL's snapshot names
// the transactions it sees; the same snapshot sees the same rows.
#include "db/data_watch.h"

#include <mutex>
#include <optional>

#include "db/db.h"
#include "db/sqlite.h"

namespace db {
namespace {

constexpr std::string_view kSqlite = "sqlite:";

constexpr Statement kVersion{"db.data_version_sqlite", "PRAGMA data_version"};
constexpr Statement kSnapshot{"db.data_snapshot_postgres",
                              "SELECT CAST(pg_current_snapshot() AS TEXT) AS snapshot"};

}  // namespace

struct DataWatch::Impl {
  void open_file() {
    file.reset();
    file.emplace(path, SqliteConnection::Settings{});
    ++files_opened;
  }

  std::mutex mutex;
  std::string path;
  std::optional<SqliteConnection> file;
  std::uint64_t files_opened = 0;  // the versions of another file are others
  std::optional<Database> server;
};

DataWatch::DataWatch(std::string_view url) : impl_(std::make_unique<Impl>()) {
  if (url.starts_with(kSqlite)) {
    impl_->path = url.substr(kSqlite.size());
    impl_->open_file();
  } else {
    impl_->server.emplace(Database::open(url, {.read_only = true, .readers = 1}));
  }
}

DataWatch::~DataWatch() = default;

std::string DataWatch::name() {
  if (impl_->server) {
    return *impl_->server->read([](Read& tx) {
      return tx.one<std::string>(kSnapshot, [](Row& row) { return row.text("snapshot"); });
    });
  }
  const std::lock_guard lock(impl_->mutex);
  if (!impl_->file || impl_->file->has_moved()) impl_->open_file();
  std::string name;
  const auto read_name = [&](Row& row) {
    name = std::to_string(impl_->files_opened) + "." + std::to_string(row.integer("data_version"));
  };
  impl_->file->forget_failure();
  impl_->file->query(kVersion, {}, read_name);
  return name;
}

}  // namespace db
