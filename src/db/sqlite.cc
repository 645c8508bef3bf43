// SQLite by its C interface. Every placeholder is bound on every use, so nothing of an earlier call
// is left in a statement; a statement is always reset, also when a callback throws.
#include "db/sqlite.h"

#include <cerrno>
#include <mutex>

#include "db/few_pages.h"
#include "db/row.h"
#include "db/statements.h"
#include "db/text_check.h"

namespace db {
namespace {

class SqliteRow final : public NamedRow {
 public:
  SqliteRow(const Statement& statement, const std::vector<std::string>& names, sqlite3_stmt* handle)
      : NamedRow(statement, names), handle_(handle) {}

  std::int64_t integer(std::string_view column) override {
    const int at = static_cast<int>(place(column));
    const std::int64_t number = sqlite3_column_int64(handle_, at);
    // Null and words read as 0: only then is there something to ask.
    if (number == 0 && sqlite3_column_type(handle_, at) != SQLITE_INTEGER)
      refuse_value(at, "no whole number, or null");
    return number;
  }
  std::string_view view(std::string_view column) override {
    const int at = static_cast<int>(place(column));
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle_, at));
    if (text == nullptr) refuse_value(at, "null where a text was asked for");
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(handle_, at))};
  }
  bool null(std::string_view column) override {
    return sqlite3_column_type(handle_, static_cast<int>(look(column))) == SQLITE_NULL;
  }

 private:
  sqlite3_stmt* handle_;
};

// Undo information of savepoints stays in memory: a temporary file for it would be one more thing
// to fail. Nobody asks how much memory SQLite holds, and counting it takes a lock at every turn.
void configure_once() {
  static std::once_flag once;
  std::call_once(once, [] {
    sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  });
}

int open_flags(const SqliteConnection::Settings& settings) {
  constexpr int kOneThread = SQLITE_OPEN_NOMUTEX;
  if (settings.use == SqliteConnection::Use::read_only_file)
    return kOneThread | SQLITE_OPEN_READONLY;
  return kOneThread | SQLITE_OPEN_READWRITE | (settings.create ? SQLITE_OPEN_CREATE : 0);
}

std::string pragmas(SqliteConnection::Use use) {
  switch (use) {
    case SqliteConnection::Use::writer:
      return "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
             "PRAGMA mmap_size=1073741824; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-" +
             std::to_string(kWriterPagesKib);
    case SqliteConnection::Use::reader:
    case SqliteConnection::Use::read_only_file:
      return "PRAGMA query_only=ON; PRAGMA cache_size=-8192; PRAGMA mmap_size=1073741824;"
             "PRAGMA temp_store=MEMORY; SELECT count(*) FROM sqlite_schema;";
  }
  throw std::logic_error("db: unknown use of a connection");
}

bool is_full(int system_error) {
  return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

// SQLite calls only ENOSPC a full disk. A quota or a limit of file size is one too; the file and
// its log remember what the system said, where errno has long been overwritten.
bool disk_was_full(sqlite3* handle) {
  int error = 0;
  sqlite3_file_control(handle, "main", SQLITE_FCNTL_LAST_ERRNO, &error);
  if (is_full(error)) return true;
  sqlite3_file* log = nullptr;
  sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (log == nullptr || log->pMethods == nullptr) return false;
  log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &error);
  return is_full(error);
}

}  // namespace

FaultKind sqlite_fault_kind(sqlite3* handle, int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return FaultKind::busy;
    case SQLITE_READONLY:
      return FaultKind::read_only;
    case SQLITE_FULL:
      return FaultKind::disk_full;
    case SQLITE_IOERR:
      return handle != nullptr && disk_was_full(handle) ? FaultKind::disk_full : FaultKind::other;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return FaultKind::corrupt;
    case SQLITE_CONSTRAINT:
      return FaultKind::constraint;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return FaultKind::cannot_open;
    default:
      return FaultKind::other;
  }
}  // namespace

SqliteConnection::SqliteConnection(const std::string& path, const Settings& settings) {
  configure_once();
  const int code = sqlite3_open_v2(path.c_str(), &handle_, open_flags(settings), nullptr);
  try {
    if (code != SQLITE_OK) fail(path, code);
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, settings.busy_milliseconds);
    script(pragmas(settings.use));
    begin_read_ = prepare_snapshot("BEGIN");
    end_read_ = prepare_snapshot("COMMIT");
  } catch (...) {
    sqlite3_close_v2(handle_);
    throw;
  }
}

SqliteConnection::~SqliteConnection() {
  for (auto& [sql, prepared] : statements_) sqlite3_finalize(prepared.handle);
  sqlite3_finalize(begin_read_);
  sqlite3_finalize(end_read_);
  sqlite3_close_v2(handle_);
}

bool SqliteConnection::has_moved() const {
  int moved = 0;
  sqlite3_file_control(handle_, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return moved != 0;
}

sqlite3_stmt* SqliteConnection::prepare_snapshot(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) fail(sql, code);
  return statement;
}

void SqliteConnection::step_snapshot(sqlite3_stmt* statement) {
  const int code = sqlite3_step(statement);
  sqlite3_reset(statement);
  if (code != SQLITE_DONE) fail("snapshot", code);
}

void SqliteConnection::fail(std::string_view where, int code) {
  const FaultKind kind = sqlite_fault_kind(handle_, code);
  const std::string message = handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
  failure_ = Fault(kind, std::string(where) + ": " + message);
  throw *failure_;
}

SqliteConnection::Prepared SqliteConnection::prepare(const Statement& statement) {
  statements::note(Engine::sqlite, statement);
  Prepared prepared;
  prepared.text = statement.sql;
  const int code =
      sqlite3_prepare_v3(handle_, prepared.text.data(), static_cast<int>(prepared.text.size()),
                         SQLITE_PREPARE_PERSISTENT, &prepared.handle, nullptr);
  if (code != SQLITE_OK) fail(statement.name, code);
  prepared.placeholders = sqlite3_bind_parameter_count(prepared.handle);
  for (int i = 0; i < sqlite3_column_count(prepared.handle); ++i)
    prepared.columns.emplace_back(sqlite3_column_name(prepared.handle, i));
  return prepared;
}

// Statements are constants, so the address of the text finds it; the text is compared all the same,
// because a statement built at run time may stand at an address used before.
SqliteConnection::Prepared& SqliteConnection::prepared(const Statement& statement) {
  const auto found = statements_.find(statement.sql.data());
  if (found != statements_.end() && found->second.text == statement.sql) return found->second;
  Prepared fresh = prepare(statement);
  if (found == statements_.end())
    return statements_.emplace(statement.sql.data(), std::move(fresh)).first->second;
  if (found->second.busy) {
    sqlite3_finalize(fresh.handle);
    throw std::logic_error(std::string(statement.name) + ": its text replaced one still in use");
  }
  sqlite3_finalize(found->second.handle);
  return found->second = std::move(fresh);
}

void SqliteConnection::forget_statement(const Statement& statement) {
  const auto found = statements_.find(statement.sql.data());
  if (found == statements_.end() || found->second.busy) return;
  sqlite3_finalize(found->second.handle);
  statements_.erase(found);
}

void SqliteConnection::bind(const Statement& statement, const Prepared& prepared,
                            std::span<const Value> values) {
  if (static_cast<int>(values.size()) != prepared.placeholders)
    throw std::logic_error(std::string(statement.name) + ": " + std::to_string(values.size()) +
                           " values for " + std::to_string(prepared.placeholders) +
                           " placeholders");
  for (int i = 0; i < static_cast<int>(values.size()); ++i) {
    const Value& value = values[static_cast<std::size_t>(i)];
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      sqlite3_bind_int64(prepared.handle, i + 1, *number);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      check_storable(statement, *text);
      // A view of nothing has no address, and SQLite would take that for null.
      const char* start = text->empty() ? "" : text->data();
      sqlite3_bind_text(prepared.handle, i + 1, start, static_cast<int>(text->size()),
                        SQLITE_STATIC);
    } else {
      sqlite3_bind_null(prepared.handle, i + 1);
    }
  }
}

// Marks a statement as running and resets it at the end, whatever happens between.
class SqliteConnection::Running {
 public:
  explicit Running(Prepared& prepared) : prepared_(prepared) { prepared_.busy = true; }
  ~Running() {
    sqlite3_reset(prepared_.handle);
    prepared_.busy = false;
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  Prepared& prepared_;
};

void SqliteConnection::read_rows(const Statement& statement, Prepared& prepared, OnRow on_row) {
  const Running use(prepared);
  SqliteRow row(statement, prepared.columns, prepared.handle);
  const bool watched = statements::watched();
  int code;
  while ((code = sqlite3_step(prepared.handle)) == SQLITE_ROW) {
    row.start_row();
    on_row(row);
    if (watched) row.expect_all_read();
  }
  if (code != SQLITE_DONE) fail(statement.name, code);
}

void SqliteConnection::query(const Statement& statement, std::span<const Value> values,
                             OnRow on_row) {
  Prepared& kept = prepared(statement);
  if (!kept.busy) {
    bind(statement, kept, values);
    return read_rows(statement, kept, on_row);
  }
  Prepared nested = prepare(statement);
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> owner(nested.handle,
                                                                    sqlite3_finalize);
  bind(statement, nested, values);
  read_rows(statement, nested, on_row);
}

void SqliteConnection::step_to_end(const Statement& statement, std::span<const Value> values) {
  Prepared& kept = prepared(statement);
  bind(statement, kept, values);
  const Running use(kept);
  int code;
  while ((code = sqlite3_step(kept.handle)) == SQLITE_ROW) {
  }
  if (code != SQLITE_DONE) fail(statement.name, code);
}

std::int64_t SqliteConnection::execute(const Statement& statement, std::span<const Value> values) {
  step_to_end(statement, values);
  return sqlite3_changes64(handle_);
}

void SqliteConnection::save(const Statement& statement, std::span<const Value> values) {
  step_to_end(statement, values);
}

void SqliteConnection::script(std::string_view sql) {
  const int code = sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail("script", code);
}

}  // namespace db
