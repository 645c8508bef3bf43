// The writer thread of a SQLite file. Closures wait in a queue; each runs in a savepoint of its
// own, as many as are waiting go into one commit, and their callers are woken when it is on the
// disk. A disk fault fails every closure of its group.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
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

 private:
  // Where a caller sleeps until its closure is on the disk: one for each thread. It outlives the
  // job, so that who sleeps is woken when the lock is free again, not to wait for the lock.
  struct Bed {
    std::mutex mutex;
    std::condition_variable woken;
  };
  struct Job {
    FunctionRef<Outcome(Write&)>* body = nullptr;
    FunctionRef<void(Backend&)>* maintenance = nullptr;
    std::exception_ptr failure;
    bool kept = false;
    bool done = false;
    std::shared_ptr<Bed> bed = own_bed();
  };

  void submit_and_wait(Job& job);
  void work();
  Job* wait_for_job();
  Job* next_for_group();
  void run_group(Job& first);
  void begin();
  void run_in_savepoint(Job& job);
  void fail_group(std::vector<Job*>& group);
  void run_maintenance(Job& job);
  void release_lease();
  static void finish(Job& job);
  static std::shared_ptr<Bed> own_bed();
  SqliteConnection& connection();

  const std::string path_;
  const Database::Options options_;
  std::unique_ptr<SqliteConnection> connection_;

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Job*> queue_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace db
