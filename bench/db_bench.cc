// Rounds of our layer and of the hand-written loop take turns, so that whatever disturbs the
// machine disturbs both; the medians are compared. Single-threaded work is measured in processor
// time.
#include "bench/db_bench.h"

#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <iomanip>
#include <ostream>
#include <thread>
#include <vector>

#include "bench/db_raw.h"
#include "db/db.h"
#include "db/migrate.h"

namespace {

constexpr int kNotes = 20'000;
constexpr int kThreads = 64;
constexpr int kWritesEach = 25;
constexpr int kNotesOfOneWrite = 5;

constexpr db::Statement kCreate{
    "bench.create",
    "CREATE TABLE bench_note (municipality TEXT NOT NULL, note BIGINT NOT NULL, title TEXT NOT "
    "NULL, body TEXT NOT NULL, PRIMARY KEY (municipality, note))"};
constexpr db::Statement kAdd{
    "bench.add",
    "INSERT INTO bench_note (municipality, note, title, body) VALUES (?1, ?2, ?3, ?4)"};
constexpr db::Statement kPoint{
    "bench.point",
    "SELECT note, title, body FROM bench_note WHERE municipality = ?1 AND note = ?2"};
constexpr db::Statement kPage{
    "bench.page",
    "SELECT note, title, body FROM bench_note WHERE municipality = ?1 AND note >= ?2 ORDER BY note "
    "LIMIT 50"};
constexpr db::Statement kDrop{"bench.drop", "DROP TABLE bench_note"};

db_raw::Note to_note(db::Row& row) {
  return {row.integer("note"), row.text("title"), row.text("body")};
}

double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}
double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Comparison {
  const char* name;
  double required;
  double (*clock)();
  int operations;
  std::function<void()> ours;
  std::function<void()> theirs;
};

double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
  return values[values.size() / 2];
}

double seconds_of(const Comparison& comparison, const std::function<void()>& work) {
  const double start = comparison.clock();
  work();
  return comparison.clock() - start;
}

bool compare(std::ostream& out, const Comparison& comparison, int rounds) {
  comparison.ours();
  comparison.theirs();
  std::vector<double> ours, theirs;
  for (int round = 0; round < rounds; ++round) {
    if (round % 2 == 0) theirs.push_back(seconds_of(comparison, comparison.theirs));
    ours.push_back(seconds_of(comparison, comparison.ours));
    if (round % 2 == 1) theirs.push_back(seconds_of(comparison, comparison.theirs));
  }
  const double each = 1e6 / comparison.operations;
  const double ratio = median(theirs) / median(ours);
  const bool reached = ratio >= comparison.required;
  out << std::fixed << std::left << std::setw(34) << comparison.name << std::right
      << std::setprecision(2) << std::setw(9) << median(ours) * each << std::setw(9)
      << median(theirs) * each << std::setw(8) << ratio << std::setw(8) << comparison.required
      << (reached ? "  yes" : "  NO") << '\n';
  return reached;
}

void fill(db::Database& database) {
  db::migrate(database);
  database.write([](db::Write& tx) { tx.run(kCreate); });
  const std::string title(40, 't'), body(120, 'b');
  database.write([&](db::Write& tx) {
    for (int note = 0; note < kNotes; ++note) tx.save(kAdd, "131202", note, title, body);
  });
}

// Scattered over the table, the same for both sides.
std::int64_t scattered(int i) {
  return static_cast<std::int64_t>(i) * 7919 % (kNotes - 50);
}

void in_threads(const std::function<void()>& one) {
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < kWritesEach; ++i) one();
    });
  for (std::thread& thread : threads) thread.join();
}

bool compare_sqlite(std::ostream& out, int rounds) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("nigiwai_bench_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "bench.db").string();
  bool reached = true;
  {
    db::Database database = db::Database::open("sqlite:" + path, {.create = true});
    fill(database);
    db_raw::Reader reader(path);
    std::size_t bytes = 0;
    const Comparison point{"SQLite point read, us CPU",
                           0.9,
                           processor_seconds,
                           20'000,
                           [&] {
                             for (int i = 0; i < 20'000; ++i)
                               bytes += database
                                            .read([&](db::Read& tx) {
                                              return tx.one<db_raw::Note>(kPoint, to_note, "131202",
                                                                          scattered(i));
                                            })
                                            ->body.size();
                           },
                           [&] {
                             for (int i = 0; i < 20'000; ++i)
                               bytes += reader.point(scattered(i)).body.size();
                           }};
    reached &= compare(out, point, rounds);
    const Comparison page{"SQLite page of 50 rows, us CPU",
                          0.8,
                          processor_seconds,
                          2'000,
                          [&] {
                            for (int i = 0; i < 2'000; ++i)
                              bytes += database
                                           .read([&](db::Read& tx) {
                                             return tx.list<db_raw::Note>(kPage, to_note, "131202",
                                                                          scattered(i));
                                           })
                                           .size();
                          },
                          [&] {
                            for (int i = 0; i < 2'000; ++i)
                              bytes += reader.page(scattered(i)).size();
                          }};
    reached &= compare(out, page, rounds);

    db_raw::Queue queue(path);
    std::atomic<std::int64_t> next{0};
    const Comparison group{
        "SQLite group commit, 64 threads, us",
        0.85,
        wall_seconds,
        kThreads * kWritesEach,
        [&] {
          in_threads([&] {
            const std::int64_t note = ++next;
            database.write([&](db::Write& tx) { tx.save(kAdd, "131211", note, "title", "body"); });
          });
        },
        [&] { in_threads([&] { queue.add(++next); }); }};
    reached &= compare(out, group, rounds);
  }
  std::filesystem::remove_all(folder);
  return reached;
}

bool compare_postgres(std::ostream& out, const std::string& url, int rounds) {
  db::Database database = db::Database::open(url, {});
  fill(database);
  bool reached = false;
  {
    db_raw::OneByOne one_by_one(url);
    std::int64_t next = 0;
    const Comparison write{"PostgreSQL write of 5 rows, us",
                           1.5,
                           wall_seconds,
                           200,
                           [&] {
                             for (int i = 0; i < 200; ++i, next += kNotesOfOneWrite)
                               database.write([&](db::Write& tx) {
                                 for (int n = 0; n < kNotesOfOneWrite; ++n)
                                   tx.save(kAdd, "131211", next + n, "title", "body");
                               });
                           },
                           [&] {
                             for (int i = 0; i < 200; ++i, next += kNotesOfOneWrite)
                               one_by_one.add(next, kNotesOfOneWrite);
                           }};
    reached = compare(out, write, rounds);
  }
  database.write([](db::Write& tx) { tx.run(kDrop); });
  return reached;
}

}  // namespace

int db_bench(std::ostream& out, const DbBenchOptions& options) {
  out << "                                       ours      raw   ratio    need\n";
  bool reached = compare_sqlite(out, options.rounds);
  if (options.postgres_url) reached &= compare_postgres(out, *options.postgres_url, options.rounds);
  return reached ? 0 : 1;
}
