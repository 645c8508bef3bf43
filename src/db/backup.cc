// The snapshot is always a SQLite file: made by VACUUM INTO, or filled from one repeatable-read
// transaction of PostgreSQL.
#include "db/backup.h"

#include <algorithm>
#include <fstream>
#include <optional>

#include "base/sha256.h"
#include "db/archive.h"
#include "db/copy_tables.h"
#include "db/migrate.h"
#include "db/search.h"
#include "db/sqlite.h"
#include "db/verify.h"

namespace db {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSnapshot = "nigiwai.db";

// A folder beside the target, so that it lies on the same disk; gone with the object.
class WorkFolder {
 public:
  explicit WorkFolder(const fs::path& beside) : path_(beside.string() + ".work") {
    std::error_code error;
    fs::remove_all(path_, error);
    fs::create_directories(path_, error);
    if (error) throw Fault(file_fault_kind(error.value()), path_.string() + ": " + error.message());
  }
  ~WorkFolder() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  fs::path file(std::string_view name) const { return path_ / name; }

 private:
  const fs::path path_;
};

std::vector<Table> tables_of(Database& sqlite) {
  return sqlite.read([](Read& tx) { return tables_to_copy(tx); });
}

void snapshot_sqlite(Database& database, const fs::path& file) {
  const std::string path = database.url().substr(std::string_view("sqlite:").size());
  SqliteConnection source(path, {.use = SqliteConnection::Use::writer});
  const std::string target = file.string();
  source.execute({"db.vacuum_into", "VACUUM INTO ?1"}, values_of(target));
}

// Closed before it is filled: only its last user can make one plain file of it.
std::vector<Table> empty_snapshot(const fs::path& file) {
  Database snapshot = Database::open("sqlite:" + file.string(), {.create = true});
  migrate(snapshot);
  return tables_of(snapshot);
}

void snapshot_postgres(Database& database, const fs::path& file) {
  require_current_schema(database);
  const std::vector<Table> tables = empty_snapshot(file);
  database.maintain([&](Backend& from) {
    SqliteConnection to(file.string(), {.use = SqliteConnection::Use::writer});
    from.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    to.script("BEGIN");
    copy_tables(tables, from, to);
    to.script("COMMIT; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE");
    from.script("COMMIT");
  });
}

bool is_stored_file(std::string_view folder, std::string_view name) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return name.size() == 64 && std::ranges::all_of(name, is_hex) && folder == name.substr(0, 2);
}

void add_files(ArchiveWriter& writer, const fs::path& files_folder) {
  std::vector<fs::path> files;
  if (fs::exists(files_folder))
    for (const auto& entry : fs::recursive_directory_iterator(files_folder))
      if (entry.is_regular_file() && is_stored_file(entry.path().parent_path().filename().string(),
                                                    entry.path().filename().string()))
        files.push_back(entry.path());
  std::ranges::sort(files);
  for (const fs::path& file : files) {
    const std::string hash = file.filename().string();
    if (!fs::exists(file)) continue;  // attached to nothing, and swept since the list was made
    writer.add("files/" + hash.substr(0, 2) + "/" + hash, file);
  }
}

}  // namespace

void backup(Database& database, const fs::path& files_folder, const fs::path& target) {
  ArchiveWriter writer(target);
  const WorkFolder work(target);
  const fs::path snapshot = work.file(kSnapshot);
  if (database.engine() == Engine::sqlite)
    snapshot_sqlite(database, snapshot);
  else
    snapshot_postgres(database, snapshot);
  writer.add(std::string(kSnapshot), snapshot);
  add_files(writer, files_folder);
  writer.finish();
}

namespace {

std::string sha256_of_file(const fs::path& path) {
  std::ifstream input(path, std::ios::binary);
  base::Sha256 hash;
  std::string piece(1 << 16, '\0');
  while (input.read(piece.data(), static_cast<std::streamsize>(piece.size())), input.gcount() > 0)
    hash.add(std::string_view(piece).substr(0, static_cast<std::size_t>(input.gcount())));
  return hash.hex();
}

// What an archive holds, unpacked into the work folder: nothing reaches its place before all is
// known to be whole.
struct Unpacked {
  fs::path snapshot;
  std::vector<fs::path> files;  // each named by its hash
};

Unpacked unpack_backup(const fs::path& archive, const WorkFolder& work) {
  Unpacked unpacked{.snapshot = work.file(kSnapshot), .files = {}};
  unpack(archive, [&](const std::string& name) {
    if (name == kSnapshot) return unpacked.snapshot;
    const fs::path path(name);
    const std::string hash = path.filename().string();
    const std::string folder = path.parent_path().filename().string();
    if (!is_stored_file(folder, hash) || name != "files/" + folder + "/" + hash)
      throw Fault(FaultKind::corrupt, archive.string() + ": holds something else: " + name);
    return unpacked.files.emplace_back(work.file(hash));
  });
  for (const fs::path& file : unpacked.files)
    if (sha256_of_file(file) != file.filename().string())
      throw Fault(FaultKind::corrupt, file.string() + ": differs from its hash");
  if (!fs::exists(unpacked.snapshot))
    throw Fault(FaultKind::corrupt, archive.string() + ": holds no database");
  return unpacked;
}

void place_files(const std::vector<fs::path>& files, const fs::path& files_folder) {
  for (const fs::path& file : files) {
    const std::string hash = file.filename().string();
    const fs::path folder = files_folder / hash.substr(0, 2);
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error) fs::rename(file, folder / hash, error);
    if (error)
      throw Fault(file_fault_kind(error.value()), folder.string() + ": " + error.message());
    sync_folder(folder);
  }
}

void fill(Database& target, const std::vector<Table>& tables, const fs::path& snapshot) {
  target.maintain([&](Backend& to) {
    SqliteConnection from(snapshot.string(), {.use = SqliteConnection::Use::reader});
    to.script("BEGIN");
    to.script("DELETE FROM writer_lease");
    copy_tables(tables, from, to);
    search::index_all(to);
    to.settle();
    to.script("COMMIT");
  });
}

bool is_empty(Database& database, const std::vector<Table>& tables) {
  bool rows = false;
  database.maintain([&](Backend& backend) { rows = any_rows(tables, backend); });
  return !rows;
}

}  // namespace

base::Result<std::vector<Finding>> restore(const fs::path& archive, std::string_view url,
                                           const fs::path& files_folder) {
  const WorkFolder work(files_folder);
  const Unpacked unpacked = unpack_backup(archive, work);
  Database source = Database::open("sqlite:" + unpacked.snapshot.string(), {});
  migrate(source);
  const std::vector<Table> tables = tables_of(source);

  Database target = Database::open(url, {.create = true});
  migrate(target);
  if (!is_empty(target, tables)) return base::refuse(restore_not_empty, {{"where", target.url()}});
  place_files(unpacked.files, files_folder);
  fill(target, tables, unpacked.snapshot);
  return verify(target);
}

}  // namespace db
