// The yardstick of an edit: the same rows by the same statements, prepared by hand over the C
// interfaces. Nothing is hashed and nothing is checked: digests and salts are made up beforehand.
#pragma once

#include <libpq-fe.h>
#include <sqlite3.h>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace edit_raw {

// SQLite: a writer thread that takes what waits into one commit, then wakes those who wait.
class Queue {
 public:
  explicit Queue(const std::string& path);
  ~Queue();
  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;
  void edit(std::int64_t line, const std::string& text);  // returns when it is on the disk

 private:
  struct Job {
    std::int64_t line = 0;
    const std::string* text = nullptr;
    bool done = false;
    std::mutex mutex;
    std::condition_variable finished;
  };
  sqlite3_stmt* prepare(const char* sql);
  void work();
  void write(const Job& job);
  void step(sqlite3_stmt* statement);

  sqlite3* handle_ = nullptr;
  std::vector<sqlite3_stmt*> statements_;
  sqlite3_stmt *begin_, *commit_, *savepoint_, *release_, *head_, *deed_, *payload_, *chain_,
      *line_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Job*> queue_;
  bool stopping_ = false;
  std::thread thread_;
};

// PostgreSQL, statement by statement on a connection of its own; `writer`: its own chain.
class OneByOne {
 public:
  OneByOne(const std::string& url, int writer);
  ~OneByOne();
  OneByOne(const OneByOne&) = delete;
  OneByOne& operator=(const OneByOne&) = delete;
  void edit(std::int64_t line, const std::string& text);

 private:
  void run(const char* statement, const std::vector<std::string>& values);
  PGconn* handle_;
  const int writer_;
};

}  // namespace edit_raw
