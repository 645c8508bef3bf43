// One SQLite connection: prepared statements kept for its life, values bound, rows read. Used by
// one thread at a time (NOMUTEX).
#pragma once

#include <sqlite3.h>

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "db/backend.h"

namespace db {

class SqliteConnection final : public Backend {
 public:
  enum class Use { reader, writer, read_only_file };
  struct Settings {
    Use use = Use::reader;
    bool create = false;
    int busy_milliseconds = 5000;
  };
  SqliteConnection(const std::string& path, const Settings& settings);
  ~SqliteConnection() override;

  Engine engine() const override { return Engine::sqlite; }
  void query(const Statement& statement, std::span<const Value> values, OnRow on_row) override;
  std::int64_t execute(const Statement& statement, std::span<const Value> values) override;
  void save(const Statement& statement, std::span<const Value> values) override;
  void script(std::string_view sql) override;
  void forget_statement(const Statement& statement) override;
  void settle() override {}

  // BEGIN, SAVEPOINT and the like.
  void control(const Statement& statement) { step_to_end(statement, {}); }
  // The snapshot of a read: the two statements every request pays for, so they are kept at hand.
  void begin_read() { step_snapshot(begin_read_); }
  void end_read() { step_snapshot(end_read_); }
  // Is the file no longer the one under its name: taken away, or replaced by another?
  bool has_moved() const;
  bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

  // A fault inside the present closure; it forbids keeping what the closure did.
  const std::optional<Fault>& failure() const { return failure_; }
  void forget_failure() { failure_.reset(); }

 private:
  struct Prepared {
    sqlite3_stmt* handle = nullptr;
    std::string text;
    std::vector<std::string> columns;
    int placeholders = 0;
    bool busy = false;
  };
  class Running;

  Prepared prepare(const Statement& statement);
  Prepared& prepared(const Statement& statement);
  void bind(const Statement& statement, const Prepared& prepared, std::span<const Value> values);
  void step_to_end(const Statement& statement, std::span<const Value> values);
  void read_rows(const Statement& statement, Prepared& prepared, OnRow on_row);
  sqlite3_stmt* prepare_snapshot(const char* sql);
  void step_snapshot(sqlite3_stmt* statement);
  [[noreturn]] void fail(std::string_view where, int code);

  sqlite3* handle_ = nullptr;
  sqlite3_stmt* begin_read_ = nullptr;
  sqlite3_stmt* end_read_ = nullptr;
  std::unordered_map<const char*, Prepared> statements_;
  std::optional<Fault> failure_;
};

// Which kind of fault a SQLite result code is on this connection.
FaultKind sqlite_fault_kind(sqlite3* handle, int code);

}  // namespace db
