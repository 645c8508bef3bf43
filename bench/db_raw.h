// The yardstick of db_bench: SQLite and libpq used directly, prepared by hand, nothing between.
#pragma once

#include <libpq-fe.h>
#include <sqlite3.h>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace db_raw {

struct Note {
  std::int64_t note = 0;
  std::string title;
  std::string body;
};

class Reader {
 public:
  explicit Reader(const std::string& path);
  ~Reader();
  Note point(std::int64_t note);
  std::vector<Note> page(std::int64_t from);

 private:
  sqlite3* handle_ = nullptr;
  sqlite3_stmt* point_ = nullptr;
  sqlite3_stmt* page_ = nullptr;
};

// A writer thread with a queue: takes what waits into one commit, then wakes those who wait.
class Queue {
 public:
  explicit Queue(const std::string& path);
  ~Queue();
  void add(std::int64_t note);

 private:
  struct Job {
    std::int64_t note;
    bool done = false;
    std::mutex mutex;
    std::condition_variable finished;
  };
  void work();
  void step(sqlite3_stmt* statement);

  sqlite3* handle_ = nullptr;
  sqlite3_stmt* begin_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  sqlite3_stmt* commit_ = nullptr;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Job*> queue_;
  bool stopping_ = false;
  std::thread thread_;
};

// PostgreSQL statement by statement: each waits for its answer.
class OneByOne {
 public:
  explicit OneByOne(const std::string& url);
  ~OneByOne();
  void add(std::int64_t first_note, int notes);

 private:
  void run(const char* statement, int count, const char* const* values);
  PGconn* handle_;
};

}  // namespace db_raw
