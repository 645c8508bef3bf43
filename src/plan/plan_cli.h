// The commands about plans: `nigiwai plan load|list|show` and `nigiwai report`. Translation only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/terminal.h"
#include "db/db.h"

namespace plan::cli {

int load(db::Database& database, const std::vector<std::string>& paths, base::Terminal& terminal);
int list(db::Database& database, base::Terminal& terminal);
int show(db::Database& database, const std::string& slug, base::Terminal& terminal);

struct ReportOptions {
  std::string plan;
  std::string format = "csv";         // csv, json
  std::vector<int> years;             // fiscal years whose columns are wanted; empty: all (csv)
  std::optional<std::string> output;  // a file instead of the output
};
int report(db::Database& database, const ReportOptions& options, base::Terminal& terminal);

}  // namespace plan::cli
