// What our SQL layer costs beside a hand-written program over the engines' C interfaces that does
// the same and copies the same text.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

struct DbBenchOptions {
  std::optional<std::string> postgres_url;  // a database that may be filled with a bench table
  int rounds = 7;
};

// Interleaved rounds, medians, ratios beside the required ones; 0 if all are reached, 1 otherwise.
int db_bench(std::ostream& out, const DbBenchOptions& options = {});
