// Both databases run the same measurements in the same order: what reads comes first, then the
// proof, then what writes, because the yardstick of writing leaves rows behind that prove nothing.
#include "bench/figures_bench.h"

#include <unistd.h>

#include <filesystem>
#include <ostream>
#include <stdexcept>

#include "bench/figures_measures.h"
#include "bench/figures_tally.h"
#include "bench/figures_town.h"
#include "db/db.h"

namespace {

using town_bench::Tally;
using town_bench::Town;

constexpr std::int64_t kBytesARecord = 900;
constexpr std::int64_t kBytesBeside = 500'000'000;  // logs, the CSV, the rounds of writing

bool has_room(std::ostream& out, std::int64_t records) {
  const auto folder = std::filesystem::temp_directory_path();
  const auto free = static_cast<std::int64_t>(std::filesystem::space(folder).available);
  const std::int64_t needed = records * kBytesARecord + kBytesBeside;
  if (free >= needed) return true;
  out << "bench figures: " << records << " records need about " << needed / 1'000'000
      << " MB below " << folder.string() << ", where " << free / 1'000'000
      << " MB are free. Ask for fewer with --records, or name another folder by TMPDIR.\n";
  return false;
}

void measure(std::ostream& out, Tally& tally, const town_bench::Bench& bench) {
  bench.town.found(bench.database);
  const auto filled = town_bench::fill(bench.database, bench.town, bench.records, out);
  out << bench.records << " records over four years: "
      << static_cast<std::int64_t>(static_cast<double>(filled.records) / filled.seconds)
      << "/s, half of them confirmed at once\n";
  town_bench::measure_table(tally, bench);
  town_bench::measure_as_known(tally, bench);
  town_bench::measure_drill(tally, bench);
  town_bench::measure_csv(tally, bench);
  town_bench::measure_fresh(tally, bench);
  town_bench::measure_bulk(tally, bench);
  town_bench::measure_verify(tally, bench);
  town_bench::measure_post(tally, bench);
}

void measure_sqlite(std::ostream& out, Tally& tally, const FiguresBenchOptions& options,
                    const std::filesystem::path& definitions) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("nigiwai_figures_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "bench.db").string();
  try {
    Town town(definitions);
    db::Database database = db::Database::open("sqlite:" + path, {.create = true});
    tally.heading("SQLite");
    measure(out, tally, {database, town, options.records, options.rounds, path});
  } catch (...) {
    std::filesystem::remove_all(folder);
    throw;
  }
  std::filesystem::remove_all(folder);
}

}  // namespace

int figures_bench(std::ostream& out, const FiguresBenchOptions& options) {
  if (!has_room(out, options.records * (options.postgres_url ? 2 : 1))) return 1;
  const std::filesystem::path definitions =
      std::filesystem::path(options.plans_folder) / "131202/nerima-2011/figures.toml";
  Tally tally(out);
  measure_sqlite(out, tally, options, definitions);
  if (options.postgres_url) {
    Town town(definitions);
    db::Database database = db::Database::open(*options.postgres_url, {});
    tally.heading("PostgreSQL");
    measure(out, tally, {database, town, options.records, options.rounds, ""});
  }
  base::release_clock();
  return tally.all_reached() ? 0 : 1;
}
