// The two doors to the data: read and write. One SQL text serves SQLite and PostgreSQL;
// placeholders are ?1 ?2 … (rewritten to $1 once); a statement has a name, which appears in errors,
// timings and in the test that every statement has been run on both databases.
//
//   inline constexpr db::Statement kFindPlan{"plan.find", "SELECT title, … FROM plan WHERE
//   municipality = ?1 AND slug = ?2"}; database.read([&](db::Read& tx) { return
//   tx.one<Plan>(kFindPlan, to_plan, municipality, slug); }); database.write([&](db::Write& tx) ->
//   base::Result<Deed> { … });
//
// write(): the closure runs in a transaction of its own; a refusal (an unexpected base::Result) or
// an exception undoes all of it. write() returns after the commit is durable. SQLite runs closures
// one after the other on the writer thread, each in a savepoint, many to a commit; PostgreSQL on a
// pooled connection. A closure may run twice (a lost connection, a serialisation failure): it must
// have no effect outside the transaction, and take under 50 ms.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "db/function_ref.h"
#include "db/value.h"

namespace db {

struct Statement {
  std::string_view name;  // "<room>.<what it does>"
  std::string_view sql;
};

// Faults are exceptions. kind tells the edge what sentence to say (ui/words/db) and which exit
// code.
enum class FaultKind {
  cannot_open,
  wrong_password,
  read_only,
  busy,
  disk_full,
  corrupt,
  newer_schema,
  constraint,
  other
};

class Fault : public std::exception {
 public:
  Fault(FaultKind kind, std::string what) : kind_(kind), what_(std::move(what)) {}
  FaultKind kind() const { return kind_; }
  const char* what() const noexcept override { return what_.c_str(); }

 private:
  FaultKind kind_;
  std::string what_;
};

class Backend;  // db/backend.h: one connection of sqlite.cc or postgres.cc

// One row of an answer, valid inside the callback. Columns are read by the name they have in the
// SELECT; reading in the order of the SELECT costs one comparison a column. A name that is not
// there is a bug and throws std::logic_error; in test builds an unread column throws too (columns
// are listed because they are needed).
class Row {
 public:
  virtual std::int64_t integer(std::string_view column) = 0;
  virtual std::string_view view(std::string_view column) = 0;  // valid inside the callback only
  virtual bool null(std::string_view column) = 0;
  std::string text(std::string_view column) { return std::string(view(column)); }
  bool flag(std::string_view column) { return integer(column) != 0; }
  std::optional<std::int64_t> maybe_integer(std::string_view column) {
    return null(column) ? std::nullopt : std::optional(integer(column));
  }
  std::optional<std::string> maybe_text(std::string_view column) {
    return null(column) ? std::nullopt : std::optional(text(column));
  }

 protected:
  ~Row() = default;
};

enum class Engine { sqlite, postgres };

// A consistent view of the data, for the length of the closure.
class Read {
 public:
  explicit Read(Backend& backend) : backend_(backend) {}
  Read(const Read&) = delete;
  Read& operator=(const Read&) = delete;

  // Calls on_row(Row&) for every row.
  template <class OnRow, class... Args>
  void each(const Statement& statement, OnRow&& on_row, const Args&... args);

  // The same for a statement put together at run time, whose placeholders nobody writes out.
  void each_values(const Statement& statement, std::span<const Value> values,
                   FunctionRef<void(Row&)> on_row);

  // map(Row&) -> T of every row.
  template <class T, class Map, class... Args>
  std::vector<T> list(const Statement& statement, Map&& map, const Args&... args);

  // map(Row&) -> T of the only row; nullopt if there is none; std::logic_error if there are
  // several.
  template <class T, class Map, class... Args>
  std::optional<T> one(const Statement& statement, Map&& map, const Args&... args);

  Engine engine() const;

 protected:
  Backend& backend_;
};

class Write : public Read {
 public:
  using Read::Read;

  // Executes and returns the number of rows changed (INSERT, UPDATE, DELETE). State moves by an
  // UPDATE that names the old state: 0 means that somebody was faster.
  template <class... Args>
  std::int64_t run(const Statement& statement, const Args&... args);

  // From here on no answer is needed any more: save() queues, and all of it and the COMMIT go out
  // in one pipeline on PostgreSQL (on SQLite save() executes at once).
  template <class... Args>
  void save(const Statement& statement, const Args&... args);
  // The same for many rows in one statement, whose placeholders nobody writes out.
  void save_values(const Statement& statement, std::span<const Value> values);

  // The moment this transaction is recorded at: taken inside it, strictly rising per writer.
  base::Instant recorded_at();

  // From here on this writer's moments are later than `at`, whatever its clock says: a mark that
  // another server wrote with a faster clock stays behind everything recorded after it.
  void not_before(base::Instant at);

  // 64 bits: 0 | 41 ms since 2020 | 12 writer | 10 sequence. Unique in the installation, rising per
  // writer.
  std::int64_t new_id();

  // The writer's number (0…4095, the upper four bits are the installation): history keeps one chain
  // for each.
  int writer() const;
};

enum class Outcome { keep, undo };

class Database {
 public:
  // sqlite:PATH, or postgres://user:password@host:port/name (a libpq URL; sockets by ?host=/dir).
  // Throws Fault. Does not migrate: see db/migrate.h. `create` makes a missing SQLite file and its
  // folder.
  struct Options {
    bool create = false;
    bool read_only = false;
    int readers = 0;               // 0: twice the cores
    int installation = 0;          // 0…15
    int busy_milliseconds = 5000;  // how long to wait for another process's writing
  };
  static Database open(std::string_view url, Options options);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  // f(Read&) -> anything; runs on a pooled reader.
  template <class F>
  auto read(F&& f) -> std::invoke_result_t<F, Read&>;

  // f(Write&) -> base::Result<T>, or anything else (which then always commits).
  template <class F>
  auto write(F&& f) -> std::invoke_result_t<F, Write&>;

  // Work that would only wait for what it writes: it is done by the writer itself, among the
  // closures of others, so that nobody sleeps and is woken for it. Its write() runs at once and
  // returns before the commit; its read() sees what was there before. `kept` is called by the
  // writer when all of it is durable, or with what went wrong: only then may anybody be told;
  // `is_last` of those that share the commit. Other writes wait meanwhile, so it must be short.
  // false: this engine has no such writer (PostgreSQL), and nothing was done or will be.
  using Work = std::function<void()>;
  using Kept = std::function<void(std::exception_ptr fault, bool is_last)>;
  bool among_writes(Work work, Kept kept);

  Engine engine() const;
  const std::string& url() const;  // as shown to people: without the password

  // For migrations, backup and verify: one connection to itself, outside any transaction.
  void maintain(FunctionRef<void(Backend&)> body);

  struct Impl;  // db/database.h

 private:
  void run_read(FunctionRef<void(Read&)> body);
  void run_write(FunctionRef<Outcome(Write&)> body);
  std::unique_ptr<Impl> impl_;
  explicit Database(std::unique_ptr<Impl> impl);
};

// The sentence of a fault (ui/words/db) for the edge: where it happened and what the engine said.
base::Refusal as_refusal(const Fault& fault, std::string_view where);

}  // namespace db

#include "db/doors.h"
