// `nigiwai bench figures`: what it costs that records become figures, with a town of N records
// behind the table of the shipped plan; every number beside what is required of it.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>

struct FiguresBenchOptions {
  std::int64_t records = 200'000;
  std::optional<std::string> postgres_url;  // an empty database
  std::string plans_folder = "plans";
  int rounds = 7;
};

// Medians of interleaved rounds; 0 if everything required is reached, 1 otherwise, also when there
// is no room on the disk for so many records.
int figures_bench(std::ostream& out, const FiguresBenchOptions& options = {});
