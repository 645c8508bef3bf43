// 証跡, measured: how fast the pages of history answer behind many deeds, and what an edit costs
// when it is saved together with its deed.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>

struct HistoryBenchOptions {
  std::int64_t rows = 200'000;
  std::optional<std::string> postgres_url = {};  // an empty database
};
int history_bench(std::ostream& out, const HistoryBenchOptions& options);

struct EditBenchOptions {
  int rounds = 7;
  std::optional<std::string> postgres_url = {};  // an empty database
};
int edit_bench(std::ostream& out, const EditBenchOptions& options);
