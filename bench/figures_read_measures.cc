// What people ask: the table, the table as it was known, the records behind a figure, the proof.
// Reading SQLite is work of this program alone and measured in processor time; PostgreSQL works in
// processes of its own, so there the clock on the wall counts.
#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string>

#include "bench/figures_measures.h"
#include "figure/figure_sheet.h"

namespace town_bench {
namespace {

using figure::Scope;

double (*clock_of(const Bench& bench))() {
  return bench.on_sqlite() ? processor_seconds : wall_seconds;
}

figure::Table table_of(const Bench& bench, std::optional<base::Instant> at = {}) {
  return bench.database.read([&](db::Read& tx) {
    return figure::table(tx, bench.town.municipality(), bench.town.plan(), Scope::all, at);
  });
}

// The least that a table without kept sums would have to do: one pass, no conditions, no members.
constexpr db::Statement kOnePass{
    "bench.one_pass",
    "SELECT programme, record_kind, fiscal_year, count(*) AS records, sum(count) AS counts, "
    "sum(people) AS people, sum(yen) AS yen FROM record WHERE municipality = ?1 "
    "GROUP BY programme, record_kind, fiscal_year"};

void one_pass(const Bench& bench) {
  bench.database.read([&](db::Read& tx) {
    std::int64_t groups = 0;
    tx.each(kOnePass, [&](db::Row&) { ++groups; }, bench.town.municipality());
    if (groups == 0) throw std::runtime_error("no records to pass over");
  });
}

constexpr db::Statement kOfADay{
    "bench.of_a_day",
    "SELECT recorded_at FROM record WHERE municipality = ?1 AND recorded_at >= ?2 "
    "AND recorded_at < ?3 ORDER BY recorded_at LIMIT 1 OFFSET ?4"};

// When half of the last busy day's records were written.
base::Instant middle_of_busy_day(const Bench& bench) {
  const std::vector<Day> days = Town::days(bench.records);
  const Day busiest = *std::ranges::max_element(days, [](const Day& one, const Day& other) {
    return std::pair(one.records, one.date) < std::pair(other.records, other.date);
  });
  const base::Instant from = morning_of(busiest.date);
  const base::Instant until = morning_of(base::add_days(busiest.date, 1));
  return bench.database
      .read([&](db::Read& tx) {
        const auto moment = [](db::Row& row) { return base::Instant{row.integer("recorded_at")}; };
        return tx.one<base::Instant>(kOfADay, moment, bench.town.municipality(), from, until,
                                     busiest.records / 2);
      })
      .value();
}

struct Behind {
  figure::Held figure;
  int fiscal_year = 0;
  std::int64_t records = 0;
};

// Figures and years with the most records first.
std::vector<Behind> by_size(const Bench& bench) {
  const auto held = bench.database.read([&](db::Read& tx) {
    return figure::figures(tx, bench.town.municipality(), bench.town.plan());
  });
  std::vector<Behind> all;
  for (const auto& [key, value] : table_of(bench))
    for (const figure::Held& figure : held)
      if (figure.id.value == key.figure)
        all.push_back({figure, key.fiscal_year, value.sum.records});
  std::ranges::sort(all, std::greater{}, &Behind::records);
  return all;
}

// The memory of the program itself, in kilobytes; pages of the database's file belong to the
// system.
std::int64_t own_memory() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    if (word != "RssAnon:") continue;
    std::int64_t kilobytes = 0;
    status >> kilobytes;
    return kilobytes;
  }
  return 0;
}

}  // namespace

void measure_table(Tally& tally, const Bench& bench) {
  constexpr int kTables = 20;
  table_of(bench);
  one_pass(bench);
  std::vector<double> tables, passes;
  for (int round = 0; round < bench.rounds; ++round) {
    tables.push_back(seconds_of(clock_of(bench),
                                [&] {
                                  for (int i = 0; i < kTables; ++i) table_of(bench);
                                }) /
                     kTables);
    passes.push_back(seconds_of(clock_of(bench), [&] { one_pass(bench); }));
  }
  const double ours = median(tables), theirs = median(passes);
  tally.number("table of 59 rows x 4 years, ms", ours * 1e3, Limit::at_most, 10);
  tally.ratio("  beside one GROUP BY pass, ms", ours * 1e3, theirs * 1e3, theirs / ours,
              (bench.on_sqlite() ? 1000 : 200) * bench.share());
}

void measure_as_known(Tally& tally, const Bench& bench) {
  const base::Instant at = middle_of_busy_day(bench);
  table_of(bench, at);
  std::vector<double> times;
  for (int round = 0; round < bench.rounds; ++round)
    times.push_back(seconds_of(clock_of(bench), [&] { table_of(bench, at); }));
  tally.number("the table as known on a busy day at noon, ms", median(times) * 1e3, Limit::at_most,
               1000);
}

void measure_drill(Tally& tally, const Bench& bench) {
  const Behind largest = by_size(bench).front();
  std::vector<double> times;
  for (int round = 0; round < bench.rounds; ++round) {
    for (int month = 0; month < 12; ++month) {
      const base::Date day =
          base::add_months(base::Date(largest.fiscal_year, 4, 10 + round), month);
      figure::Question question;
      question.after = base::iso(day) + ".1";
      times.push_back(seconds_of(clock_of(bench), [&] {
        bench.database.read([&](db::Read& tx) {
          const auto page = figure::records(tx, bench.town.municipality(), largest.figure,
                                            largest.fiscal_year, question);
          if (!page) throw std::runtime_error("a page is refused");
        });
      }));
    }
  }
  tally.number("page of 50 records, ms", median(times) * 1e3, Limit::at_most, 5);
  times.clear();
  for (const Behind& behind : by_size(bench)) {
    const auto first_page = [&] {
      bench.database.read([&](db::Read& tx) {
        static_cast<void>(figure::records(tx, bench.town.municipality(), behind.figure,
                                          behind.fiscal_year, figure::Question{}));
      });
    };
    std::vector<double> pages;
    for (int i = 0; i < 3; ++i) pages.push_back(seconds_of(clock_of(bench), first_page));
    times.push_back(median(pages));
  }
  // A total over twenty kinds of work asks twenty times; PostgreSQL answers each from afar.
  const double slowest = *std::ranges::max_element(times) * 1e3;
  constexpr std::string_view slowest_name = "  the slowest first page of all figures, ms";
  if (bench.on_sqlite())
    tally.number(slowest_name, slowest, Limit::at_most, 5);
  else
    tally.shown(slowest_name, slowest);
}

void measure_csv(Tally& tally, const Bench& bench) {
  constexpr std::int64_t kWanted = 1'000'000;
  const std::int64_t wanted = std::min(kWanted, bench.records / 2);
  const std::vector<Behind> figures = by_size(bench);
  const std::int64_t before = own_memory();
  std::int64_t most = before, records = 0, bytes = 0;
  const double seconds = seconds_of(clock_of(bench), [&] {
    for (const Behind& behind : figures) {
      if (records >= wanted) return;
      bench.database.read([&](db::Read& tx) {
        figure::records_csv(tx, bench.town.municipality(), behind.figure, behind.fiscal_year, {},
                            base::Language::ja, [&](std::string_view piece) {
                              bytes += static_cast<std::int64_t>(piece.size());
                              most = std::max(most, own_memory());
                            });
      });
      records += behind.records;
    }
  });
  const double of_a_million = seconds * static_cast<double>(kWanted) / static_cast<double>(records);
  constexpr std::string_view name = "CSV of a million records, s";
  if (bench.on_sqlite())
    tally.number(name, of_a_million, Limit::at_most, 5);
  else
    tally.shown(name, of_a_million);
  tally.number("  memory it takes, MB", static_cast<double>(most - before) / 1024, Limit::at_most,
               200);
  tally.note(std::to_string(records) + " records, " + std::to_string(bytes / 1'000'000) +
             " MB written");
}

void measure_verify(Tally& tally, const Bench& bench) {
  std::size_t findings = 0;
  // Two parts side by side: what counts is how long somebody waits.
  const double seconds =
      seconds_of(wall_seconds, [&] { findings = figure::verify(bench.database).size(); });
  tally.number("verify, s for ten million", seconds / bench.share(), Limit::at_most,
               bench.on_sqlite() ? 120 : 180);
  tally.number("  findings", static_cast<double>(findings), Limit::at_most, 0);
  tally.note(std::to_string(seconds) + " s for " + std::to_string(bench.records) + " records");
}

}  // namespace town_bench
