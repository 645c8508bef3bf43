// One edit: a line changes its text, and the deed says what stood there before and after. Rounds of
// ours and of the hand-written program take turns; the clock on the wall counts, for both wait for
// the disk.
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <ostream>
#include <thread>

#include "bench/edit_raw.h"
#include "bench/figures_tally.h"
#include "bench/history_bench.h"
#include "db/db.h"
#include "db/migrate.h"
#include "history/changes.h"
#include "history/history.h"

namespace {

using town_bench::median;
using town_bench::seconds_of;
using town_bench::Tally;
using town_bench::wall_seconds;

constexpr int kLines = 10'000;
constexpr int kEditors = 64;
constexpr int kEditsOfMany = 1'600;
constexpr int kEditsOfOne = 150;
constexpr double kRequired = 0.8;
constexpr std::string_view kTown = "131211";

constexpr db::Statement kCreate{
    "bench.create_line",
    "CREATE TABLE bench_line (municipality TEXT NOT NULL, line BIGINT NOT NULL, text TEXT NOT "
    "NULL, PRIMARY KEY (municipality, line))"};
constexpr db::Statement kAdd{
    "bench.add_line", "INSERT INTO bench_line (municipality, line, text) VALUES (?1, ?2, ?3)"};
constexpr db::Statement kEdit{
    "bench.edit_line", "UPDATE bench_line SET text = ?3 WHERE municipality = ?1 AND line = ?2"};
constexpr db::Statement kDrop{"bench.drop_line", "DROP TABLE bench_line"};

void fill(db::Database& database) {
  db::migrate(database);
  database.write([](db::Write& tx) { tx.run(kCreate); });
  database.write([](db::Write& tx) {
    for (int line = 0; line < kLines; ++line) tx.save(kAdd, kTown, line, "before");
  });
}

base::Actor editor() {
  base::Actor actor;
  actor.kind = base::ActorKind::staff;
  actor.id = 17;
  actor.post = "clerk";
  actor.body = "ward";
  actor.municipality = kTown;
  actor.origin = "192.0.2.7 0123456789ab";
  return actor;
}

void edit(db::Database& database, std::int64_t line, const std::string& text) {
  database.write([&](db::Write& tx) {
    history::write(tx, editor(),
                   {.kind = "bench.edit",
                    .municipality = std::string(kTown),
                    .subject_kind = "bench_line",
                    .subject_key = std::to_string(line),
                    .reason = {},
                    .payload_json = history::changes_text({{"text", "before", text}})});
    tx.save(kEdit, kTown, line, text);
  });
}

std::int64_t scattered(int i) {
  return static_cast<std::int64_t>(i) * 7919 % kLines;
}

// work(editor, line) for `edits` lines, by so many at the same time.
template <class Work>
double in_editors(int editors, int edits, Work work) {
  return seconds_of(wall_seconds, [&] {
    std::atomic<int> next{0};
    std::vector<std::thread> threads;
    for (int one = 0; one < editors; ++one)
      threads.emplace_back([&, one] {
        for (int i = next++; i < edits; i = next++) work(one, scattered(i));
      });
    for (std::thread& thread : threads) thread.join();
  });
}

template <class Ours, class Theirs>
void compare(Tally& tally, std::string_view name, int rounds, int editors, int edits, Ours ours,
             Theirs theirs) {
  in_editors(editors, edits, ours);
  in_editors(editors, edits, theirs);
  std::vector<double> our_seconds, their_seconds;
  for (int round = 0; round < rounds; ++round) {
    if (round % 2 == 0) their_seconds.push_back(in_editors(editors, edits, theirs));
    our_seconds.push_back(in_editors(editors, edits, ours));
    if (round % 2 == 1) their_seconds.push_back(in_editors(editors, edits, theirs));
  }
  const double our_rate = edits / median(our_seconds);
  const double their_rate = edits / median(their_seconds);
  tally.ratio(name, our_rate, their_rate, our_rate / their_rate, kRequired);
}

void measure_sqlite(Tally& tally, int rounds) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("nigiwai_edit_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "bench.db").string();
  tally.heading("SQLite");
  {
    db::Database database = db::Database::open("sqlite:" + path, {.create = true});
    fill(database);
    edit_raw::Queue queue(path);
    const std::string text = "after";
    const auto ours = [&](int, std::int64_t line) { edit(database, line, text); };
    const auto theirs = [&](int, std::int64_t line) { queue.edit(line, text); };
    compare(tally, "edits a second, one editor", rounds, 1, kEditsOfOne, ours, theirs);
    compare(tally, "edits a second, 64 editors", rounds, kEditors, kEditsOfMany, ours, theirs);
  }
  std::filesystem::remove_all(folder);
}

void measure_postgres(Tally& tally, int rounds, const std::string& url) {
  tally.heading("PostgreSQL");
  db::Database database = db::Database::open(url, {});
  fill(database);
  {
    std::vector<std::unique_ptr<edit_raw::OneByOne>> connections;
    for (int i = 0; i < kEditors; ++i)
      connections.push_back(std::make_unique<edit_raw::OneByOne>(url, 4000 + i));
    const std::string text = "after";
    const auto ours = [&](int, std::int64_t line) { edit(database, line, text); };
    const auto theirs = [&](int one, std::int64_t line) {
      connections[static_cast<std::size_t>(one)]->edit(line, text);
    };
    compare(tally, "edits a second, one editor", rounds, 1, kEditsOfOne, ours, theirs);
    compare(tally, "edits a second, 64 editors", rounds, kEditors, kEditsOfMany, ours, theirs);
  }
  database.write([](db::Write& tx) { tx.run(kDrop); });
}

}  // namespace

int edit_bench(std::ostream& out, const EditBenchOptions& options) {
  Tally tally(out);
  measure_sqlite(tally, options.rounds);
  if (options.postgres_url) measure_postgres(tally, options.rounds, *options.postgres_url);
  return tally.all_reached() ? 0 : 1;
}
