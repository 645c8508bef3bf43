// The hand-written loops. Errors end the program: there is nothing to measure then.
#include <cstdio>
#include <cstdlib>

#include "bench/db_raw.h"

namespace db_raw {
namespace {

[[noreturn]] void give_up(const char* message) {
  std::fprintf(stderr, "bench: %s\n", message);
  std::exit(1);
}

void check(bool good, sqlite3* handle) {
  if (!good) give_up(sqlite3_errmsg(handle));
}

sqlite3* open(const std::string& path, const char* pragmas) {
  sqlite3* handle = nullptr;
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  check(sqlite3_open_v2(path.c_str(), &handle, kFlags, nullptr) == SQLITE_OK, handle);
  check(sqlite3_exec(handle, pragmas, nullptr, nullptr, nullptr) == SQLITE_OK, handle);
  return handle;
}

sqlite3_stmt* prepare(sqlite3* handle, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) ==
            SQLITE_OK,
        handle);
  return statement;
}

std::string text(sqlite3_stmt* statement, int column) {
  const auto* start = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return {start, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

Note to_note(sqlite3_stmt* statement) {
  return {sqlite3_column_int64(statement, 0), text(statement, 1), text(statement, 2)};
}

}  // namespace

Reader::Reader(const std::string& path)
    : handle_(open(path, "PRAGMA cache_size=-8192; PRAGMA mmap_size=1073741824;")),
      point_(prepare(handle_,
                     "SELECT note, title, body FROM bench_note WHERE municipality = ?1 AND note = "
                     "?2")),
      page_(prepare(handle_,
                    "SELECT note, title, body FROM bench_note WHERE municipality = ?1 AND note >= "
                    "?2 ORDER BY note LIMIT 50")) {}

Reader::~Reader() {
  sqlite3_finalize(point_);
  sqlite3_finalize(page_);
  sqlite3_close(handle_);
}

Note Reader::point(std::int64_t note) {
  sqlite3_bind_text(point_, 1, "131202", 6, SQLITE_STATIC);
  sqlite3_bind_int64(point_, 2, note);
  check(sqlite3_step(point_) == SQLITE_ROW, handle_);
  Note found = to_note(point_);
  check(sqlite3_step(point_) == SQLITE_DONE, handle_);
  sqlite3_reset(point_);
  return found;
}

std::vector<Note> Reader::page(std::int64_t from) {
  sqlite3_bind_text(page_, 1, "131202", 6, SQLITE_STATIC);
  sqlite3_bind_int64(page_, 2, from);
  std::vector<Note> notes;
  while (sqlite3_step(page_) == SQLITE_ROW) notes.push_back(to_note(page_));
  sqlite3_reset(page_);
  return notes;
}

Queue::Queue(const std::string& path)
    : handle_(open(path,
                   "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;"
                   "PRAGMA mmap_size=1073741824; PRAGMA busy_timeout=5000;")),
      begin_(prepare(handle_, "BEGIN IMMEDIATE")),
      insert_(prepare(handle_,
                      "INSERT INTO bench_note (municipality, note, title, body) VALUES (?1, ?2, "
                      "?3, ?4)")),
      commit_(prepare(handle_, "COMMIT")),
      thread_([this] { work(); }) {}

Queue::~Queue() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    arrived_.notify_one();
  }
  thread_.join();
  for (sqlite3_stmt* statement : {begin_, insert_, commit_}) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

void Queue::step(sqlite3_stmt* statement) {
  check(sqlite3_step(statement) == SQLITE_DONE, handle_);
  sqlite3_reset(statement);
}

void Queue::add(std::int64_t note) {
  Job job;
  job.note = note;
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(&job);
    arrived_.notify_one();
  }
  std::unique_lock lock(job.mutex);
  job.finished.wait(lock, [&] { return job.done; });
}

void Queue::work() {
  std::vector<Job*> group;
  for (;;) {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    lock.unlock();
    step(begin_);
    for (;;) {
      lock.lock();
      if (queue_.empty()) break;
      group.push_back(queue_.front());
      queue_.pop_front();
      lock.unlock();
      sqlite3_bind_text(insert_, 1, "131211", 6, SQLITE_STATIC);
      sqlite3_bind_int64(insert_, 2, group.back()->note);
      sqlite3_bind_text(insert_, 3, "title", 5, SQLITE_STATIC);
      sqlite3_bind_text(insert_, 4, "body", 4, SQLITE_STATIC);
      step(insert_);
    }
    lock.unlock();
    step(commit_);
    for (Job* job : group) {
      const std::lock_guard job_lock(job->mutex);
      job->done = true;
      job->finished.notify_one();
    }
    group.clear();
  }
}

OneByOne::OneByOne(const std::string& url) : handle_(PQconnectdb(url.c_str())) {
  if (PQstatus(handle_) != CONNECTION_OK) give_up(PQerrorMessage(handle_));
  constexpr struct {
    const char* name;
    const char* sql;
  } kStatements[] = {{"begin", "BEGIN"},
                     {"insert",
                      "INSERT INTO bench_note (municipality, note, title, body) VALUES ($1, $2, "
                      "$3, $4)"},
                     {"commit", "COMMIT"}};
  for (const auto& statement : kStatements)
    PQclear(PQprepare(handle_, statement.name, statement.sql, 0, nullptr));
}

OneByOne::~OneByOne() {
  PQfinish(handle_);
}

void OneByOne::run(const char* statement, int count, const char* const* values) {
  PGresult* result = PQexecPrepared(handle_, statement, count, values, nullptr, nullptr, 0);
  if (PQresultStatus(result) != PGRES_COMMAND_OK) give_up(PQerrorMessage(handle_));
  PQclear(result);
}

void OneByOne::add(std::int64_t first_note, int notes) {
  run("begin", 0, nullptr);
  for (int i = 0; i < notes; ++i) {
    const std::string number = std::to_string(first_note + i);
    const char* values[] = {"131211", number.c_str(), "title", "body"};
    run("insert", 4, values);
  }
  run("commit", 0, nullptr);
}

}  // namespace db_raw
