// Deeds are laid through the room's own door, a thousand in a transaction: nine of ten are reading,
// as in a town where people look more than they write. Then the questions of the pages are asked,
// each as often as its slowest hundredth needs.
#include "bench/history_bench.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <random>

#include "bench/figures_tally.h"
#include "db/db.h"
#include "db/migrate.h"
#include "history/history.h"
#include "history/search.h"

namespace {

using town_bench::Limit;
using town_bench::seconds_of;
using town_bench::Tally;
using town_bench::wall_seconds;

constexpr std::string_view kTown = "131202";
constexpr int kInOne = 1'000;
constexpr int kPeople = 500;
constexpr int kAsked = 2'000;
constexpr double kLimitMilliseconds = 20;
constexpr std::int64_t kBytesARow = 1'300;
constexpr std::string_view kReadingKinds[] = {"staff.view", "staff.search", "staff.export"};
constexpr std::string_view kWritingKinds[] = {"record.add", "record.confirm", "plan.enter"};

// One in a hundred records is looked at all the time.
std::int64_t record_of(std::mt19937_64& random, std::int64_t records) {
  const std::int64_t any =
      static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(records));
  return random() % 4 == 0 ? any / 100 : any;
}

std::int64_t records_of(std::int64_t rows) {
  return std::max<std::int64_t>(200, rows / 50);
}

base::Actor somebody(std::mt19937_64& random) {
  base::Actor actor;
  actor.kind = base::ActorKind::staff;
  actor.id = static_cast<std::int64_t>(random() % kPeople) + 1;
  actor.post = "clerk";
  actor.body = "ward";
  actor.municipality = kTown;
  actor.origin = "192.0.2.7 0123456789ab";
  return actor;
}

history::Deed deed_of(std::mt19937_64& random, std::int64_t records) {
  const bool is_reading = random() % 10 != 0;
  const std::string record = std::to_string(record_of(random, records));
  return {
      .kind = std::string(is_reading ? kReadingKinds[random() % 3] : kWritingKinds[random() % 3]),
      .municipality = std::string(kTown),
      .subject_kind = "record",
      .subject_key = record,
      .reason = {},
      .payload_json = R"({"address":"/api/v1/staff/records/)" + record + R"("})",
      .retention = history::Retention::years_5};
}

void lay(db::Database& database, std::int64_t rows) {
  db::migrate(database);
  std::mt19937_64 random(20'260'401);
  for (std::int64_t laid = 0; laid < rows; laid += kInOne) {
    std::vector<std::pair<base::Actor, history::Deed>> deeds;
    for (int i = 0; i < kInOne; ++i)
      deeds.emplace_back(somebody(random), deed_of(random, records_of(rows)));
    database.write([&](db::Write& tx) {
      for (const auto& [actor, deed] : deeds) history::write(tx, actor, deed);
    });
  }
}

// The slowest hundredth, in milliseconds.
template <class Ask>
double p99(int times, Ask ask) {
  std::vector<double> milliseconds;
  for (int i = 0; i < times; ++i)
    milliseconds.push_back(seconds_of(wall_seconds, [&] { ask(i); }) * 1000);
  std::ranges::sort(milliseconds);
  return milliseconds[milliseconds.size() * 99 / 100];
}

void measure(Tally& tally, db::Database& database, std::int64_t rows) {
  const double seconds = seconds_of(wall_seconds, [&] { lay(database, rows); });
  tally.note(std::to_string(rows) + " deeds laid, " +
             std::to_string(static_cast<std::int64_t>(static_cast<double>(rows) / seconds)) + "/s");
  std::mt19937_64 random(7);
  const auto search = [&](history::Question question, int limit) {
    return database.read(
        [&](db::Read& tx) { return history::search(tx, kTown, question, {}, limit); });
  };
  std::vector<history::DeedId> some;
  tally.number("history of a record, p99 ms",
               p99(kAsked,
                   [&](int) {
                     history::Question question{
                         .subject_kind = "record",
                         .subject_key = std::to_string(record_of(random, records_of(rows)))};
                     using Reading = history::Question::Reading;
                     question.reading = Reading::without;
                     search(question, 25);
                     question.reading = Reading::only;
                     const auto found = search(question, 25);
                     if (!found.deeds.empty()) some.push_back(found.deeds.back().id);
                   }),
               Limit::at_most, kLimitMilliseconds);
  tally.number("deeds of a person, p99 ms",
               p99(kAsked, [&](int i) { search({.person = i % kPeople + 1}, 50); }), Limit::at_most,
               kLimitMilliseconds);
  tally.number("deeds of a kind, p99 ms",
               p99(kAsked, [&](int i) { search({.kind = std::string(kReadingKinds[i % 3])}, 50); }),
               Limit::at_most, kLimitMilliseconds);
  tally.number("the latest deeds, p99 ms", p99(kAsked, [&](int) { search({}, 50); }),
               Limit::at_most, kLimitMilliseconds);
  tally.number("one deed whole, p99 ms",
               p99(kAsked,
                   [&](int i) {
                     const auto id = some[static_cast<std::size_t>(i) % some.size()];
                     database.read([&](db::Read& tx) { return history::whole(tx, kTown, id); });
                   }),
               Limit::at_most, kLimitMilliseconds);
}

bool has_room(std::ostream& out, std::int64_t rows) {
  const auto folder = std::filesystem::temp_directory_path();
  const auto free = static_cast<std::int64_t>(std::filesystem::space(folder).available);
  const std::int64_t needed = rows * kBytesARow + 200'000'000;
  if (free >= needed) return true;
  out << "bench history: " << rows << " deeds need about " << needed / 1'000'000 << " MB below "
      << folder.string() << ", where " << free / 1'000'000
      << " MB are free. Ask for fewer with --rows, or name another folder by TMPDIR.\n";
  return false;
}

}  // namespace

int history_bench(std::ostream& out, const HistoryBenchOptions& options) {
  if (!has_room(out, options.rows * (options.postgres_url ? 2 : 1))) return 1;
  Tally tally(out);
  const auto folder =
      std::filesystem::temp_directory_path() / ("nigiwai_history_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  tally.heading("SQLite");
  {
    db::Database database =
        db::Database::open("sqlite:" + (folder / "bench.db").string(), {.create = true});
    measure(tally, database, options.rows);
  }
  std::filesystem::remove_all(folder);
  if (options.postgres_url) {
    tally.heading("PostgreSQL");
    db::Database database = db::Database::open(*options.postgres_url, {});
    measure(tally, database, options.rows);
  }
  return tally.all_reached() ? 0 : 1;
}
