// `nigiwai bench diary`: what a month of the work diary costs, opened as a page and saved as one
// deed, with its records and sums, beside the bare door of the records in the same run.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

struct DiaryBenchOptions {
  int rounds = 7;
  std::optional<std::string> postgres_url = {};  // an empty database
  std::string plans_folder = "plans/131202";
};
// Medians; 0 if everything required is reached, 1 otherwise.
int diary_bench(std::ostream& out, const DiaryBenchOptions& options);
