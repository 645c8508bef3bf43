// A SQLite file with its readers. Writing is one thread's work (sqlite_writer.h); each reader is a
// connection of its own, lent to one closure at a time.
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "db/database.h"
#include "db/sqlite.h"
#include "db/sqlite_writer.h"

namespace db {
namespace {

// One snapshot for the length of a closure; it is let go whatever happens.
class Snapshot {
 public:
  explicit Snapshot(SqliteConnection& connection) : connection_(connection) {
    connection_.forget_failure();
    connection_.begin_read();
  }
  ~Snapshot() {
    try {
      if (connection_.in_transaction()) connection_.end_read();
    } catch (const Fault&) {
      // A read that cannot be ended was already broken: its own fault is on the way to the caller.
    }
  }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  SqliteConnection& connection_;
};

class SqliteDatabase final : public Database::Impl {
 public:
  SqliteDatabase(const std::string& path, const Database::Options& options)
      : Impl(Engine::sqlite, "sqlite:" + path),
        path_(path),
        reader_settings_{.use = options.read_only ? SqliteConnection::Use::read_only_file
                                                  : SqliteConnection::Use::reader,
                         .create = false,
                         .busy_milliseconds = options.busy_milliseconds},
        readers_max_(options.readers > 0 ? static_cast<std::size_t>(options.readers)
                                         : 2 * std::max(1U, std::thread::hardware_concurrency())),
        read_only_(options.read_only),
        writer_(path, options) {
    if (options.create && !options.read_only) writer_.create_file();
    give_back(borrow());  // an unreadable file is known at once
  }

  void read(FunctionRef<void(Read&)> body) override {
    const Loan loan(*this);
    const Snapshot snapshot(*loan.connection);
    Read tx(*loan.connection);
    body(tx);
  }

  void write(FunctionRef<Outcome(Write&)> body) override {
    refuse_read_only();
    writer_.write(body);
  }

  void maintain(FunctionRef<void(Backend&)> body) override {
    if (read_only_) {
      const Loan loan(*this);
      return body(*loan.connection);
    }
    writer_.maintain(body);
  }

  bool among_writes(Database::Work&& work, Database::Kept&& kept) override {
    if (read_only_) return false;
    writer_.among_writes(std::move(work), std::move(kept));
    return true;
  }

 private:
  using Connection = std::unique_ptr<SqliteConnection>;
  struct Loan {
    explicit Loan(SqliteDatabase& lender_in) : lender(lender_in), connection(lender.borrow()) {}
    ~Loan() { lender.give_back(std::move(connection)); }
    SqliteDatabase& lender;
    Connection connection;
  };

  void refuse_read_only() const {
    if (read_only_) throw Fault(FaultKind::read_only, url + ": opened for reading only");
  }

  // A file that was taken away still answers those who have it open; nobody else sees it any more.
  Connection borrow() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return !idle_.empty() || readers_open_ < readers_max_; });
    Connection connection;
    if (idle_.empty()) {
      ++readers_open_;
    } else {
      connection = std::move(idle_.back());
      idle_.pop_back();
    }
    lock.unlock();
    try {
      if (connection && !connection->has_moved()) return connection;
      connection.reset();
      return std::make_unique<SqliteConnection>(path_, reader_settings_);
    } catch (...) {
      lock.lock();
      --readers_open_;
      returned_.notify_one();
      throw;
    }
  }

  void give_back(Connection connection) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
    returned_.notify_one();
  }

  const std::string path_;
  const SqliteConnection::Settings reader_settings_;
  const std::size_t readers_max_;
  const bool read_only_;

  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<Connection> idle_;
  std::size_t readers_open_ = 0;

  SqliteWriter writer_;
};

void create_folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error)
    throw Fault(FaultKind::cannot_open, "folder " + folder.string() + ": " + error.message());
}

}  // namespace

std::unique_ptr<Database::Impl> open_sqlite(std::string path, const Database::Options& options) {
  if (path.empty()) throw Fault(FaultKind::cannot_open, "sqlite: names no file");
  if (options.create && !options.read_only) create_folder_of(path);
  return std::make_unique<SqliteDatabase>(path, options);
}

}  // namespace db
