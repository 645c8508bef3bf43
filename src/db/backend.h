// One connection to either engine, as the doors see it. An engine turns statements into rows and
// counts; a fault inside a transaction marks it failed, and a failed transaction is never
// committed, even if the closure swallowed the exception.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "db/db.h"
#include "db/writer_lease.h"

namespace db {

using OnRow = FunctionRef<void(Row&)>;

class Backend {
 public:
  Backend() = default;
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;
  virtual ~Backend() = default;

  virtual Engine engine() const = 0;
  virtual void query(const Statement& statement, std::span<const Value> values, OnRow on_row) = 0;
  virtual std::int64_t execute(const Statement& statement, std::span<const Value> values) = 0;
  virtual void save(const Statement& statement, std::span<const Value> values) = 0;
  // Statements without placeholders and answers, as a migration holds them.
  virtual void script(std::string_view sql) = 0;
  // Drops a prepared statement whose answer would have other columns now.
  virtual void forget_statement(const Statement& statement) = 0;
  // Sends what save() queued and waits for its success.
  virtual void settle() = 0;

  WriterLease& lease() { return lease_; }

 protected:
  WriterLease lease_;
};

}  // namespace db
