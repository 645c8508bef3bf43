// The measurements of `nigiwai bench figures`, each on a town that stands filled.
#pragma once

#include <cstdint>
#include <string>

#include "bench/figures_tally.h"
#include "bench/figures_town.h"
#include "db/db.h"

namespace town_bench {

// What is required at ten million records is required of fewer in proportion where the work grows
// with the records.
inline constexpr double kFullSize = 10'000'000;

struct Bench {
  db::Database& database;
  Town& town;
  std::int64_t records = 0;
  int rounds = 7;
  std::string sqlite_path;  // empty: PostgreSQL

  bool on_sqlite() const { return !sqlite_path.empty(); }
  // The share of the full size; reading everything takes that share of its time.
  double share() const { return static_cast<double>(records) / kFullSize; }
};

// Reading (figures_read_measures.cc).
void measure_table(Tally& tally, const Bench& bench);
void measure_as_known(Tally& tally, const Bench& bench);
void measure_drill(Tally& tally, const Bench& bench);
void measure_csv(Tally& tally, const Bench& bench);
void measure_verify(Tally& tally, const Bench& bench);

// Writing (figures_write_measures.cc).
void measure_fresh(Tally& tally, const Bench& bench);
void measure_bulk(Tally& tally, const Bench& bench);
void measure_post(Tally& tally, const Bench& bench);

}  // namespace town_bench
