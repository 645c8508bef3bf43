// `nigiwai report`: a plan's table as a file, and the check of such a file. Translation only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/terminal.h"
#include "db/db.h"

namespace plan::cli {

struct ReportOptions {
  std::string plan;
  std::string format = "csv";
  std::vector<int> years;  // fiscal years whose columns are wanted; empty: all
  std::string encoding = "utf-8";
  std::string paper = "a3";
  std::optional<std::string> output;  // a file instead of the output
};
int report(db::Database& database, const ReportOptions& options, base::Terminal& terminal);

struct CheckOptions {
  std::string file;
  std::optional<std::string> against;  // of an earlier year
};
// Prints each finding by the number of its rule; kRefused when there is one. A CSV is read with its
// definitions beside it (table-long.csv, table-long-definitions.csv).
int check_report(const CheckOptions& options, base::Terminal& terminal);

}  // namespace plan::cli
