// For tests: a body that runs on both databases, each fresh and migrated. Linked by test programs
// only (db_testing); while it is linked, unread columns are errors and every statement run is
// noted.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"

namespace db::testing {

// A folder of its own, gone with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::string file(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

// A database of its own, gone with the object.
class TemporaryDatabase {
 public:
  enum class Schema { current, none };
  TemporaryDatabase(Engine engine, Schema schema);
  ~TemporaryDatabase();
  TemporaryDatabase(const TemporaryDatabase&) = delete;
  TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;

  const std::string& url() const { return url_; }
  Database open(Database::Options options = {}) const { return Database::open(url_, options); }

 private:
  const Engine engine_;
  TemporaryFolder folder_;
  std::string postgres_name_;
  std::string url_;
};

// SQLite and PostgreSQL. PostgreSQL's cluster is named by NIGIWAI_TEST_POSTGRES (see
// tests/postgres/with_cluster); without it the test fails, unless NIGIWAI_TEST_SQLITE_ONLY=1 says
// that half the proof is enough.
std::vector<Engine> engines();
std::string_view name_of(Engine engine);

// body(Database&) on each.
void for_each_engine(FunctionRef<void(Database&)> body);

// The address of another database of the test cluster; for tests of connections.
std::string postgres_url(std::string_view database);

// Names of the statements declared in the .h and .cc of a folder of the source tree and never run
// on this engine so far, with spaces between; empty when all have been. A statement whose name ends
// in _sqlite or _postgres belongs to one engine.
std::string never_run(Engine engine, const std::filesystem::path& folder);

// The text of a statement that has been run, so that a test can ask the engine how it answers it.
std::string text_of(Engine engine, std::string_view statement);

}  // namespace db::testing
