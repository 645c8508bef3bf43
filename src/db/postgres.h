// One PostgreSQL connection, always in pipeline mode: what needs no answer waits in libpq's buffer
// and goes out together with what does. Used by one thread at a time.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "db/backend.h"
#include "db/must_run_again.h"

namespace db {

// The server went away. Before a COMMIT was sent the closure may simply run again.
class ConnectionLost : public Fault {
 public:
  using Fault::Fault;
};

class PostgresConnection final : public Backend {
 public:
  // Throws Fault. The messages never hold the password.
  explicit PostgresConnection(const std::string& url);
  ~PostgresConnection() override;

  Engine engine() const override { return Engine::postgres; }
  void query(const Statement& statement, std::span<const Value> values, OnRow on_row) override;
  std::int64_t execute(const Statement& statement, std::span<const Value> values) override;
  void save(const Statement& statement, std::span<const Value> values) override;
  void script(std::string_view sql) override;
  void forget_statement(const Statement& statement) override {
    statements_.erase(statement.sql.data());
  }
  void settle() override;

  // COPY … FROM STDIN: start, any number of pieces in its text format, end.
  void start_copy(const std::string& sql);
  void put_copy(std::string_view lines);
  void end_copy();

  // Queues BEGIN or the like; it goes out with the next statement that wants an answer.
  void queue_control(const Statement& statement) { send(statement, {}); }
  // Sends a closing COMMIT and leaves its answer for the next use: a read has nothing to wait for.
  void end_read(const Statement& commit);
  // True from the moment a COMMIT may have reached the server.
  bool commit_sent() const { return commit_sent_; }
  void commit(const Statement& statement);
  void rollback(const Statement& statement) noexcept;

  // False if the server closed the connection while it lay idle.
  bool alive();
  // False once an exchange failed for good.
  bool unbroken() const { return PQstatus(handle_.get()) == CONNECTION_OK; }
  const std::optional<Fault>& failure() const { return failure_; }
  void forget_failure() { failure_.reset(), commit_sent_ = false; }

 private:
  struct Prepared {
    std::string name;
    std::string text;
    std::vector<std::string> columns;
  };
  struct Awaited {
    std::string_view statement;
    bool preparing;
  };
  struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using Result = std::unique_ptr<PGresult, ClearResult>;

  Prepared& prepared(const Statement& statement);
  void send(const Statement& statement, std::span<const Value> values);
  Result collect();
  Result collect_one(const Awaited& awaited);
  void await_sync();
  Result ask(const Statement& statement, std::span<const Value> values);
  void note_error(const Awaited& awaited, PGresult* result);
  void expect_sent(int sent, std::string_view statement);
  void leave_pipeline(std::string_view where);
  void enter_pipeline(std::string_view where);
  [[noreturn]] void lost(std::string_view where);
  void raise_first_error();

  struct Finish {
    void operator()(PGconn* handle) const { PQfinish(handle); }
  };
  std::unique_ptr<PGconn, Finish> handle_;
  std::unordered_map<const char*, Prepared> statements_;
  std::vector<Awaited> awaited_;
  bool synced_ = false;  // a sync is on its way whose answer has not been read
  int statements_prepared_ = 0;
  bool commit_sent_ = false;
  std::optional<Fault> failure_;
  std::optional<FaultKind> first_kind_;
  std::string first_state_;
  std::string first_message_;
};

// The kind of fault an SQLSTATE is; FaultKind::other for what has no name here.
FaultKind postgres_fault_kind(std::string_view sqlstate);

}  // namespace db
