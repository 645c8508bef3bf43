// Pools of PostgreSQL connections. Writing connections keep their writer's number; a closure whose
// transaction lost a race, or whose connection went away before the COMMIT, runs again.
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "db/database.h"
#include "db/postgres.h"
#include "db/postgres_url.h"
#include "db/write_counts.h"

namespace db {
namespace {

constexpr Statement kBeginRead{"db.begin_read_postgres",
                               "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"};
constexpr Statement kBeginWrite{"db.begin_write_postgres", "BEGIN ISOLATION LEVEL READ COMMITTED"};
constexpr Statement kCommit{"db.commit_postgres", "COMMIT"};
constexpr Statement kRollback{"db.rollback_postgres", "ROLLBACK"};

constexpr int kTriesMax = 8;
constexpr std::size_t kWritersMax = 16;
constexpr auto kWaitForConnection = std::chrono::seconds(10);

using Connection = std::unique_ptr<PostgresConnection>;

class ConnectionPool {
 public:
  ConnectionPool(std::string url, std::size_t max) : url_(std::move(url)), max_(max) {}

  Connection borrow() {
    std::unique_lock lock(mutex_);
    const auto ready = [&] { return !idle_.empty() || open_ < max_; };
    if (!returned_.wait_for(lock, kWaitForConnection, ready))
      throw Fault(FaultKind::busy, "all connections to the database are in use");
    while (!idle_.empty()) {
      Connection connection = std::move(idle_.back());
      idle_.pop_back();
      if (connection->alive()) return connection;
      --open_;
    }
    ++open_;
    lock.unlock();
    try {
      return std::make_unique<PostgresConnection>(url_);
    } catch (...) {
      drop();
      throw;
    }
  }
  void give_back(Connection connection) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
    returned_.notify_one();
  }
  void drop() {
    const std::lock_guard lock(mutex_);
    --open_;
    returned_.notify_one();
  }
  std::vector<Connection> take_all() { return std::move(idle_); }

 private:
  const std::string url_;
  const std::size_t max_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<Connection> idle_;
  std::size_t open_ = 0;
};

// A connection lent to one closure; one that broke is closed instead of given back.
class Loan {
 public:
  explicit Loan(ConnectionPool& pool) : pool_(pool), connection_(pool.borrow()) {
    connection_->forget_failure();
  }
  ~Loan() {
    if (connection_ && connection_->unbroken())
      pool_.give_back(std::move(connection_));
    else
      pool_.drop();
  }
  Loan(const Loan&) = delete;
  Loan& operator=(const Loan&) = delete;
  PostgresConnection* operator->() { return connection_.get(); }
  PostgresConnection& operator*() { return *connection_; }
  void break_off() { connection_.reset(); }

 private:
  ConnectionPool& pool_;
  Connection connection_;
};

class PostgresDatabase final : public Database::Impl {
 public:
  PostgresDatabase(std::string_view url_in, const Database::Options& options)
      : Impl(Engine::postgres, shown_url(std::string(url_in))),
        options_(options),
        readers_(std::string(url_in), readers_max(options)),
        writers_(std::string(url_in), kWritersMax) {
    readers_.give_back(readers_.borrow());
  }

  ~PostgresDatabase() override {
    for (Connection& connection : writers_.take_all()) release_lease(*connection);
  }

  void read(FunctionRef<void(Read&)> body) override {
    run_again_while_needed([&] { return try_read(body); });
  }

  void write(FunctionRef<Outcome(Write&)> body) override {
    if (options_.read_only) throw Fault(FaultKind::read_only, url + ": opened for reading only");
    run_again_while_needed([&] { return try_write(body); });
  }

  // Every writing connection commits for itself: there is no group to be among.
  bool among_writes(Database::Work&&, Database::Kept&&) override { return false; }

  void maintain(FunctionRef<void(Backend&)> body) override {
    Loan loan(readers_);  // a writing connection would take its writer's number with it
    const InsideWrite inside;
    try {
      loan->script("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0");
      body(*loan);
    } catch (...) {
      loan.break_off();
      throw;
    }
    loan.break_off();
  }

 private:
  static std::size_t readers_max(const Database::Options& options) {
    if (options.readers > 0) return static_cast<std::size_t>(options.readers);
    return 2 * std::max(1U, std::thread::hardware_concurrency());
  }

  void run_again_while_needed(FunctionRef<void()> attempt) {
    for (int tries = 1;; ++tries) {
      try {
        return attempt();
      } catch (const MustRunAgain&) {
        if (tries == kTriesMax) throw;
        std::this_thread::sleep_for(std::chrono::milliseconds(1 << tries));
      } catch (const ConnectionLost&) {
        if (tries > 2) throw;
      }
    }
  }

  void try_read(FunctionRef<void(Read&)> body) {
    Loan loan(readers_);
    try {
      loan->queue_control(kBeginRead);
      Read tx(*loan);
      body(tx);
      if (const auto& failure = loan->failure()) throw Fault(*failure);
      loan->end_read(kCommit);
    } catch (const ConnectionLost&) {
      loan.break_off();
      throw;
    } catch (...) {
      loan->rollback(kRollback);
      throw;
    }
  }

  void try_write(FunctionRef<Outcome(Write&)> body) {
    Loan loan(writers_);
    try {
      hold_lease(*loan);
      loan->queue_control(kBeginWrite);
      const InsideWrite inside;
      Write tx(*loan);
      const Outcome outcome = body(tx);
      if (const auto& failure = loan->failure()) throw Fault(*failure);
      if (outcome == Outcome::undo) return loan->rollback(kRollback);
      loan->commit(kCommit);
      ++write_counts().commits;
      ++write_counts().writes;
    } catch (const ConnectionLost& fault) {
      const bool in_doubt = loan->commit_sent();
      loan.break_off();
      if (in_doubt)
        throw Fault(FaultKind::other, std::string(fault.what()) +
                                          " (while committing: whether it was stored is unknown)");
      throw;
    } catch (...) {
      loan->rollback(kRollback);
      throw;
    }
  }

  void hold_lease(PostgresConnection& connection) {
    if (!connection.lease().due()) return;
    connection.queue_control(kBeginWrite);
    try {
      connection.lease().prepare(connection, options_.installation);
      connection.commit(kCommit);
      connection.lease().kept();
    } catch (...) {
      connection.lease().undone();
      throw;
    }
    connection.forget_failure();
  }

  void release_lease(PostgresConnection& connection) {
    if (!connection.lease().held()) return;
    try {
      connection.lease().release(connection);
    } catch (const Fault&) {
      // A lease that cannot be given back runs out by itself.
    }
  }

  const Database::Options options_;
  ConnectionPool readers_;
  ConnectionPool writers_;
};

}  // namespace

std::unique_ptr<Database::Impl> open_postgres(std::string_view url,
                                              const Database::Options& options) {
  return std::make_unique<PostgresDatabase>(url, options);
}

}  // namespace db
