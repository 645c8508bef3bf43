// `nigiwai bench`: the measurements of bench/, by name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/terminal.h"

namespace app {

struct BenchOptions {
  std::string what;
  std::optional<std::string> postgres;   // an empty database to measure with
  std::int64_t records = 200'000;        // behind the figures
  std::int64_t rows = 200'000;           // of history
  std::int64_t consultations = 200'000;  // behind the advice desk
};

std::vector<std::string> bench_names();
int bench(const BenchOptions& options, base::Terminal& terminal);

}  // namespace app
