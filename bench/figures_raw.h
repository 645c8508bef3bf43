// The yardstick of posting: the same rows by the same statements, prepared by hand over SQLite's C
// interface, with a queue and a group commit of its own. What takes thought is done beforehand: who
// is counted where, the texts, salts, seals and digests; nothing is checked, nothing is hashed.
#pragma once

#include <sqlite3.h>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "db/db.h"
#include "figure/figure_service.h"

namespace figures_raw {

// A sum to be moved, with its day.
struct Move {
  std::int64_t figure = 0;
  int fiscal_year = 0;
  int month = 0;
  std::int64_t value = 0;
  std::int64_t singles = 0;
  std::int64_t divisor = 0;
};

// One post, ready to be bound.
struct Row {
  record::Record record;
  std::string occurred_on;
  std::string attributes;
  std::string payload;
  std::string subject;
  std::vector<Move> moves;
};

// Turns facts into rows of a municipality, counted by `figures`. Each row has its own number.
Row prepare(const record::Facts& facts, std::string_view municipality,
            const std::vector<figure::Held>& figures, base::Instant recorded_at);

class Queue {
 public:
  // `writer`: a chain of its own, so that it meets no other writer's rows.
  Queue(const std::string& path, std::string municipality, int writer);
  ~Queue();
  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;

  void add(const Row& row);  // returns when it is on the disk

 private:
  struct Job {
    const Row* row = nullptr;
    bool done = false;
    std::mutex mutex;
    std::condition_variable finished;
  };
  sqlite3_stmt* prepare(const char* sql);
  void work();
  void write(const Row& row);
  void read_clock_and_head();
  void write_deed(const Row& row);
  void write_record(const Row& row);
  void move_day(const Row& row, const Move& move);
  void move_sum(const Move& move);
  void step(sqlite3_stmt* statement);
  void text(sqlite3_stmt* statement, int place, std::string_view value);

  const std::string municipality_;
  const int writer_;
  std::int64_t sequence_ = 0;
  std::string digest_;
  sqlite3* handle_ = nullptr;
  std::vector<sqlite3_stmt*> statements_;
  sqlite3_stmt *begin_, *commit_, *savepoint_, *release_, *clock_, *head_, *deed_, *payload_,
      *chain_, *record_, *move_day_, *move_sum_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Job*> queue_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace figures_raw
