// A large table on its way in, over HTTP: 2,000 lines of 40 columns as a workbook. How long until
// its first page stands there, how long taking it over takes, what the program needs of memory for
// it, and how long others wait meanwhile.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

struct ImportBenchOptions {
  std::optional<std::string> postgres_url;  // a throwaway database
};
int import_bench(std::ostream& out, const std::string& program, const ImportBenchOptions& options);
