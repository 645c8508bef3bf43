// `nigiwai year close|reopen|list`: 年度締め and reopening by two persons, and which years are
// closed.
#pragma once

#include <string>

#include "base/terminal.h"
#include "figure/record_cli.h"

namespace figure::cli {

struct YearOptions {
  By by = {};
  int year = 0;
  std::string reason = {};
};
int close_year(db::Database& database, const YearOptions& options, base::Terminal& terminal);
int reopen_year(db::Database& database, const YearOptions& options, base::Terminal& terminal);
int list_years(db::Database& database, const std::string& municipality, base::Terminal& terminal);

}  // namespace figure::cli
