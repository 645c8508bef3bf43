// The writer thread of a SQLite file. Closures wait in a queue; each runs in a savepoint of its
// own, as many as are waiting go into one commit, and their callers are woken when it is on the
// disk. A disk fault fails every closure of its group.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "db/database.h"
#include "db/sqlite.h"

namespace db {

class SqliteWriter {
 public:
  SqliteWriter(std::string path, const Database::Options& options)
      : path_(std::move(path)), options_(options) {}
  ~SqliteWriter();

  void create_file();
  void write(FunctionRef<Outcome(Write&)> body);
  void maintain(FunctionRef<void(Backend&)> body);
  void among_writes(Database::Work&& work, Database::Kept&& kept);

 private:
  // Where a caller sleeps until its closure is on the disk: one for each thread. It outlives the
  // job, so that who sleeps is woken when the lock is free again, not to wait for the lock.
  struct Bed {
    std::mutex mutex;
    std::condition_variable woken;
  };
  struct Guest {
    Database::Work work;
    Database::Kept kept;
  };
  struct Job {
    FunctionRef<Outcome(Write&)>* body = nullptr;
    FunctionRef<void(Backend&)>* maintenance = nullptr;
    std::unique_ptr<Guest> guest;  // nobody sleeps for it: the writer owns the job
    std::exception_ptr failure;
    std::uint64_t writes = 0;  // kept ones
    bool done = false;
    std::shared_ptr<Bed> bed;
  };

  void submit(Job& job);
  void submit_and_wait(Job& job);
  void work();
  Job* wait_for_job();
  Job* next_for_group(std::size_t group);
  void run_group(Job& first);
  void begin();
  void run_job(Job& job);
  void run_guest(Job& job);
  void write_as_guest(FunctionRef<Outcome(Write&)> body);
  void run_in_savepoint(FunctionRef<Outcome(Write&)> body, Job& job);
  void fail_group(std::vector<Job*>& group);
  void run_maintenance(Job& job);
  void release_lease();
  static void finish(const std::vector<Job*>& group);
  static void wake(Job& job);
  static std::shared_ptr<Bed> own_bed();
  SqliteConnection& connection();

  const std::string path_;
  const Database::Options options_;
  std::unique_ptr<SqliteConnection> connection_;
  Job* host_ = nullptr;                 // whose guest the writer works for now; its thread alone
  std::optional<Fault> group_failure_;  // met by a guest, who cannot end the group
  std::size_t company_ = 0;             // who wrote in the last group or waited behind it
  std::optional<std::chrono::steady_clock::time_point> company_until_;  // once a group has waited

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Job*> queue_;
  bool stopping_ = false;
  std::thread thread_;
  std::atomic<std::thread::id> writer_;  // of `thread_`, asked by every caller
};

}  // namespace db
