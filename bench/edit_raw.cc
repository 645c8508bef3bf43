// The statements stand here a second time on purpose: a yardstick that used the room's own
// functions would grow with them. Errors end the program: there is nothing to measure then.
#include "bench/edit_raw.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace edit_raw {
namespace {

#define DEED                                                                                 \
  "INSERT INTO deed (municipality, deed, writer, sequence, recorded_at, actor_kind, actor, " \
  "post, body, installation, kind, subject_kind, subject_key, payload_digest, salt, digest) "
#define PAYLOAD                                                                              \
  "INSERT INTO deed_payload (municipality, deed, retention, reason, payload, salt, origin, " \
  "deputy_for) "
#define CHAIN "INSERT INTO deed_chain (municipality, writer, sequence, digest) "
#define ON_CHAIN                                  \
  "ON CONFLICT (municipality, writer) DO UPDATE " \
  "SET sequence = excluded.sequence, digest = excluded.digest"

constexpr std::string_view kTown = "131211";
constexpr int kWriter = 4000;
constexpr std::string_view kSalt = "0123456789abcdef0123456789abcdef";
constexpr std::string_view kDigest =
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
constexpr std::string_view kOrigin = "192.0.2.7 0123456789ab";

[[noreturn]] void give_up(const char* message) {
  std::fprintf(stderr, "bench: %s\n", message);
  std::exit(1);
}

void check(bool good, sqlite3* handle) {
  if (!good) give_up(sqlite3_errmsg(handle));
}

std::int64_t next_number() {
  // Later than every number the database gives out in this century.
  static std::atomic<std::int64_t> last = std::int64_t{1} << 62;
  return ++last;
}

void bind(sqlite3_stmt* statement, int place, std::string_view text) {
  sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

std::string payload_of(const std::string& text) {
  return R"({"changes":[{"field":"text","before":"before","after":")" + text + R"("}]})";
}

}  // namespace

Queue::Queue(const std::string& path) {
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  check(sqlite3_open_v2(path.c_str(), &handle_, kFlags, nullptr) == SQLITE_OK, handle_);
  check(sqlite3_exec(handle_,
                     "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;"
                     "PRAGMA mmap_size=1073741824; PRAGMA busy_timeout=5000;",
                     nullptr, nullptr, nullptr) == SQLITE_OK,
        handle_);
  begin_ = prepare("BEGIN IMMEDIATE");
  commit_ = prepare("COMMIT");
  savepoint_ = prepare("SAVEPOINT request");
  release_ = prepare("RELEASE request");
  head_ =
      prepare("SELECT sequence, digest FROM deed_chain WHERE municipality = ?1 AND writer = ?2");
  deed_ = prepare(DEED
                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)");
  payload_ = prepare(PAYLOAD "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  chain_ = prepare(CHAIN "VALUES (?1, ?2, ?3, ?4) " ON_CHAIN);
  line_ = prepare("UPDATE bench_line SET text = ?3 WHERE municipality = ?1 AND line = ?2");
  thread_ = std::thread([this] { work(); });
}

Queue::~Queue() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    arrived_.notify_one();
  }
  thread_.join();
  for (sqlite3_stmt* statement : statements_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

sqlite3_stmt* Queue::prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) ==
            SQLITE_OK,
        handle_);
  statements_.push_back(statement);
  return statement;
}

void Queue::step(sqlite3_stmt* statement) {
  check(sqlite3_step(statement) == SQLITE_DONE, handle_);
  sqlite3_reset(statement);
}

void Queue::edit(std::int64_t line, const std::string& text) {
  Job job;
  job.line = line;
  job.text = &text;
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
      write(*group.back());
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

void Queue::write(const Job& job) {
  step(savepoint_);
  bind(head_, 1, kTown);
  sqlite3_bind_int64(head_, 2, kWriter);
  const std::int64_t sequence =
      (sqlite3_step(head_) == SQLITE_ROW ? sqlite3_column_int64(head_, 0) : 0) + 1;
  sqlite3_reset(head_);
  const std::int64_t deed = next_number();
  const std::string subject = std::to_string(job.line);
  const std::string payload = payload_of(*job.text);
  const std::string_view texts[] = {"staff", "clerk", "ward", "bench.edit", "bench_line", subject};
  bind(deed_, 1, kTown);
  sqlite3_bind_int64(deed_, 2, deed);
  sqlite3_bind_int64(deed_, 3, kWriter);
  sqlite3_bind_int64(deed_, 4, sequence);
  sqlite3_bind_int64(deed_, 5, deed);
  bind(deed_, 6, texts[0]);
  sqlite3_bind_int64(deed_, 7, 17);
  bind(deed_, 8, texts[1]);
  bind(deed_, 9, texts[2]);
  sqlite3_bind_int64(deed_, 10, 0);
  for (int i = 3; i < 6; ++i) bind(deed_, 8 + i, texts[i]);
  bind(deed_, 14, kDigest);
  bind(deed_, 15, kSalt);
  bind(deed_, 16, kDigest);
  step(deed_);
  bind(payload_, 1, kTown);
  sqlite3_bind_int64(payload_, 2, deed);
  bind(payload_, 3, "permanent");
  bind(payload_, 4, "");
  bind(payload_, 5, payload);
  bind(payload_, 6, kSalt);
  bind(payload_, 7, kOrigin);
  sqlite3_bind_int64(payload_, 8, 0);
  step(payload_);
  bind(chain_, 1, kTown);
  sqlite3_bind_int64(chain_, 2, kWriter);
  sqlite3_bind_int64(chain_, 3, sequence);
  bind(chain_, 4, kDigest);
  step(chain_);
  bind(line_, 1, kTown);
  sqlite3_bind_int64(line_, 2, job.line);
  bind(line_, 3, *job.text);
  step(line_);
  step(release_);
}

OneByOne::OneByOne(const std::string& url, int writer)
    : handle_(PQconnectdb(url.c_str())), writer_(writer) {
  if (PQstatus(handle_) != CONNECTION_OK) give_up(PQerrorMessage(handle_));
  constexpr struct {
    const char* name;
    const char* sql;
  } kStatements[] = {
      {"begin", "BEGIN"},
      {"head", "SELECT sequence, digest FROM deed_chain WHERE municipality = $1 AND writer = $2"},
      {"deed",
       DEED "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"},
      {"payload", PAYLOAD "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"},
      {"chain", CHAIN "VALUES ($1, $2, $3, $4) " ON_CHAIN},
      {"line", "UPDATE bench_line SET text = $3 WHERE municipality = $1 AND line = $2"},
      {"commit", "COMMIT"}};
  for (const auto& statement : kStatements)
    PQclear(PQprepare(handle_, statement.name, statement.sql, 0, nullptr));
}

OneByOne::~OneByOne() {
  PQfinish(handle_);
}

void OneByOne::run(const char* statement, const std::vector<std::string>& values) {
  std::vector<const char*> pointers;
  for (const std::string& value : values) pointers.push_back(value.c_str());
  PGresult* result = PQexecPrepared(handle_, statement, static_cast<int>(values.size()),
                                    pointers.data(), nullptr, nullptr, 0);
  const auto status = PQresultStatus(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) give_up(PQerrorMessage(handle_));
  PQclear(result);
}

void OneByOne::edit(std::int64_t line, const std::string& text) {
  static std::atomic<std::int64_t> sequences = 0;
  const std::string town(kTown), salt(kSalt), digest(kDigest);
  const std::string deed = std::to_string(next_number());
  const std::string writer = std::to_string(writer_);
  const std::string sequence = std::to_string(++sequences);
  const std::string subject = std::to_string(line);
  run("begin", {});
  run("head", {town, writer});
  run("deed", {town, deed, writer, sequence, deed, "staff", "17", "clerk", "ward", "0",
               "bench.edit", "bench_line", subject, digest, salt, digest});
  run("payload", {town, deed, "permanent", "", payload_of(text), salt, std::string(kOrigin), "0"});
  run("chain", {town, writer, sequence, digest});
  run("line", {town, subject, text});
  run("commit", {});
}

}  // namespace edit_raw
