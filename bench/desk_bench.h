// `nigiwai bench desk`: daily work as people do it over the wire. The advice desk: a consultation
// saved with record, figures and history beside a bare record of the same kind, and what somebody
// looks at first while many consultations lie behind it.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>

struct DeskBenchOptions {
  std::int64_t consultations = 200'000;     // 0: looking is not measured
  std::optional<std::string> postgres_url;  // an empty database
  int rounds = 30;                          // pairs of slices; 0: saving is not measured
};

// 0 when every limit is kept.
int desk_bench(std::ostream& out, const std::string& plans_folder, const std::string& program,
               const DeskBenchOptions& options);
