// The statements stand here a second time on purpose: a yardstick that used the rooms' own
// functions would grow with them. Errors end the program: there is nothing to measure then.
#include "bench/figures_raw.h"

#include <cstdio>
#include <cstdlib>

#include "base/date.h"

namespace figures_raw {
namespace {

constexpr const char* kDeed =
    "INSERT INTO deed (municipality, deed, writer, sequence, recorded_at, actor_kind, actor, post, "
    "body, installation, kind, subject_kind, subject_key, payload_digest, salt, digest) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
constexpr const char* kPayload =
    "INSERT INTO deed_payload (municipality, deed, retention, reason, payload, salt) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
constexpr const char* kChain =
    "INSERT INTO deed_chain (municipality, writer, sequence, digest) VALUES (?1, ?2, ?3, ?4) "
    "ON CONFLICT (municipality, writer) DO UPDATE "
    "SET sequence = excluded.sequence, digest = excluded.digest";
constexpr const char* kRecord =
    "INSERT INTO record (municipality, record, programme, record_kind, fiscal_year, occurred_on, "
    "recorded_at, count, people, yen, in_town, attributes, case_file, business, entry, summary, "
    "year_stated, reverses, deed, salt, seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
    "?11, "
    "?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)";
constexpr const char* kMoveDay =
    "INSERT INTO figure_day (municipality, figure, fiscal_year, recorded_day, month, confirmed, "
    "shard, records, value, singles, divisor) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
    "ON CONFLICT (municipality, figure, fiscal_year, recorded_day, month, confirmed, shard) "
    "DO UPDATE SET records = figure_day.records + excluded.records, "
    "value = figure_day.value + excluded.value, singles = figure_day.singles + excluded.singles, "
    "divisor = figure_day.divisor + excluded.divisor";
constexpr const char* kMoveSum =
    "INSERT INTO figure_sum (municipality, figure, fiscal_year, confirmed, shard, records, value, "
    "singles, divisor) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
    "ON CONFLICT (municipality, figure, fiscal_year, confirmed, shard) "
    "DO UPDATE SET records = figure_sum.records + excluded.records, "
    "value = figure_sum.value + excluded.value, singles = figure_sum.singles + excluded.singles, "
    "divisor = figure_sum.divisor + excluded.divisor";

void check(bool good, sqlite3* handle) {
  if (good) return;
  std::fprintf(stderr, "bench: %s\n", sqlite3_errmsg(handle));
  std::exit(1);
}

void number(sqlite3_stmt* statement, int place, const std::optional<std::int64_t>& value) {
  if (value)
    sqlite3_bind_int64(statement, place, *value);
  else
    sqlite3_bind_null(statement, place);
}

// 64 hexadecimal digits that differ from row to row, as digests do.
std::string unlike(std::uint64_t seed, std::size_t digits) {
  std::string text;
  while (text.size() < digits) {
    seed = seed * 6'364'136'223'846'793'005 + 1'442'695'040'888'963'407;
    text += "0123456789abcdef"[seed >> 60];
  }
  return text;
}

std::int64_t next_number() {
  // Later than every number the database gives out in this century.
  static std::int64_t last = std::int64_t{1} << 62;
  return ++last;
}

}  // namespace

Row prepare(const record::Facts& facts, std::string_view municipality,
            const std::vector<figure::Held>& figures, base::Instant recorded_at) {
  Row row;
  record::Situation situation{.today = base::japan_date(recorded_at)};
  std::set<std::string, std::less<>> programmes{facts.programme};
  situation.programmes = &programmes;
  row.record = record::check(facts, situation).value();
  row.record.municipality = municipality;
  row.record.deed = next_number();
  row.record.id.value = next_number();
  row.record.recorded_at = recorded_at;
  row.record.salt = unlike(static_cast<std::uint64_t>(row.record.id.value), 32);
  row.record.seal = unlike(static_cast<std::uint64_t>(row.record.deed), 64);
  row.occurred_on = base::iso(row.record.occurred_on);
  row.attributes = record::attributes_json(row.record.attributes);
  row.subject = std::to_string(row.record.id.value);
  row.payload = "{\"records\":1,\"first\":\"" + row.subject + "\",\"last\":\"" + row.subject +
                "\",\"seals\":\"" + row.record.seal + "\"}";
  for (const figure::Held& held : figures) {
    const auto part = figure::contribution(held.definition, row.record);
    if (!part) continue;
    const base::Date day = row.record.occurred_on;
    row.moves.push_back({held.id.value, row.record.fiscal_year.number(),
                         day.year() * 100 + static_cast<int>(day.month()), part->value,
                         row.record.summary ? 0 : part->value, part->divisor});
  }
  return row;
}

Queue::Queue(const std::string& path, std::string municipality, int writer)
    : municipality_(std::move(municipality)), writer_(writer) {
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
  clock_ = prepare("SELECT generation, last_mark FROM figure_clock WHERE municipality = ?1");
  head_ =
      prepare("SELECT sequence, digest FROM deed_chain WHERE municipality = ?1 AND writer = ?2");
  deed_ = prepare(kDeed);
  payload_ = prepare(kPayload);
  chain_ = prepare(kChain);
  record_ = prepare(kRecord);
  move_day_ = prepare(kMoveDay);
  move_sum_ = prepare(kMoveSum);
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

void Queue::text(sqlite3_stmt* statement, int place, std::string_view value) {
  sqlite3_bind_text(statement, place, value.empty() ? "" : value.data(),
                    static_cast<int>(value.size()), SQLITE_STATIC);
}

void Queue::add(const Row& row) {
  Job job;
  job.row = &row;
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
      write(*group.back()->row);
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

void Queue::write(const Row& row) {
  step(savepoint_);
  read_clock_and_head();
  write_deed(row);
  write_record(row);
  for (const Move& move : row.moves) move_day(row, move);
  for (const Move& move : row.moves) move_sum(move);
  step(release_);
}

void Queue::read_clock_and_head() {
  text(clock_, 1, municipality_);
  while (sqlite3_step(clock_) == SQLITE_ROW) {
  }
  sqlite3_reset(clock_);
  text(head_, 1, municipality_);
  sqlite3_bind_int64(head_, 2, writer_);
  if (sqlite3_step(head_) == SQLITE_ROW) {
    sequence_ = sqlite3_column_int64(head_, 0);
    digest_ = reinterpret_cast<const char*>(sqlite3_column_text(head_, 1));
  }
  sqlite3_reset(head_);
}

void Queue::write_deed(const Row& row) {
  const record::Record& record = row.record;
  ++sequence_;
  text(deed_, 1, municipality_);
  sqlite3_bind_int64(deed_, 2, record.deed);
  sqlite3_bind_int64(deed_, 3, writer_);
  sqlite3_bind_int64(deed_, 4, sequence_);
  sqlite3_bind_int64(deed_, 5, record.recorded_at.microseconds);
  text(deed_, 6, "staff");
  sqlite3_bind_int64(deed_, 7, 17);
  text(deed_, 8, "manager");
  text(deed_, 9, "ward");
  sqlite3_bind_int64(deed_, 10, 0);
  text(deed_, 11, "record.add");
  text(deed_, 12, "record");
  text(deed_, 13, row.subject);
  text(deed_, 14, record.seal);
  text(deed_, 15, record.salt);
  text(deed_, 16, record.seal);
  step(deed_);
  text(payload_, 1, municipality_);
  sqlite3_bind_int64(payload_, 2, record.deed);
  text(payload_, 3, "permanent");
  text(payload_, 4, "");
  text(payload_, 5, row.payload);
  text(payload_, 6, record.salt);
  step(payload_);
  text(chain_, 1, municipality_);
  sqlite3_bind_int64(chain_, 2, writer_);
  sqlite3_bind_int64(chain_, 3, sequence_);
  text(chain_, 4, record.seal);
  step(chain_);
}

void Queue::write_record(const Row& row) {
  const record::Record& record = row.record;
  text(record_, 1, municipality_);
  sqlite3_bind_int64(record_, 2, record.id.value);
  text(record_, 3, record.programme);
  text(record_, 4, record.kind);
  sqlite3_bind_int64(record_, 5, record.fiscal_year.number());
  text(record_, 6, row.occurred_on);
  sqlite3_bind_int64(record_, 7, record.recorded_at.microseconds);
  sqlite3_bind_int64(record_, 8, record.count);
  number(record_, 9, record.people);
  number(record_, 10, record.yen);
  number(record_, 11, record.in_town ? std::optional<std::int64_t>(*record.in_town) : std::nullopt);
  text(record_, 12, row.attributes);
  sqlite3_bind_null(record_, 13);
  number(record_, 14, record.business);
  sqlite3_bind_null(record_, 15);
  sqlite3_bind_int64(record_, 16, record.summary);
  text(record_, 17, "by_date");
  sqlite3_bind_null(record_, 18);
  sqlite3_bind_int64(record_, 19, record.deed);
  text(record_, 20, record.salt);
  text(record_, 21, record.seal);
  step(record_);
}

void Queue::move_day(const Row& row, const Move& move) {
  constexpr std::int64_t kDay = 86'400'000'000, kJapanAhead = 9 * 3'600'000'000;
  text(move_day_, 1, municipality_);
  sqlite3_bind_int64(move_day_, 2, move.figure);
  sqlite3_bind_int64(move_day_, 3, move.fiscal_year);
  sqlite3_bind_int64(move_day_, 4, (row.record.recorded_at.microseconds + kJapanAhead) / kDay);
  sqlite3_bind_int64(move_day_, 5, move.month);
  sqlite3_bind_int64(move_day_, 6, 0);
  sqlite3_bind_int64(move_day_, 7, writer_);
  sqlite3_bind_int64(move_day_, 8, 1);
  sqlite3_bind_int64(move_day_, 9, move.value);
  sqlite3_bind_int64(move_day_, 10, move.singles);
  sqlite3_bind_int64(move_day_, 11, move.divisor);
  step(move_day_);
}

void Queue::move_sum(const Move& move) {
  text(move_sum_, 1, municipality_);
  sqlite3_bind_int64(move_sum_, 2, move.figure);
  sqlite3_bind_int64(move_sum_, 3, move.fiscal_year);
  sqlite3_bind_int64(move_sum_, 4, 0);
  sqlite3_bind_int64(move_sum_, 5, writer_);
  sqlite3_bind_int64(move_sum_, 6, 1);
  sqlite3_bind_int64(move_sum_, 7, move.value);
  sqlite3_bind_int64(move_sum_, 8, move.singles);
  sqlite3_bind_int64(move_sum_, 9, move.divisor);
  step(move_sum_);
}

}  // namespace figures_raw
