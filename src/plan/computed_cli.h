// The commands of staff on a plan's cells: `nigiwai plan table|declare|enter`. Translation only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/terminal.h"
#include "db/db.h"

namespace plan::cli {

struct TableOptions {
  std::string plan;
  std::string as_known;         // a day, a moment or a mark; "" is now
  std::string scope = "all";    // all, confirmed
  std::string format = "text";  // text, csv, json
  std::vector<int> years;       // fiscal years whose columns are wanted; empty: all
  std::optional<std::string> output;
};
int table(db::Database& database, const TableOptions& options, base::Terminal& terminal);

struct CellOptions {
  std::string plan;
  std::string row;
  std::string column;
  std::string source;  // declare: printed, entered, computed
  std::string text;    // enter
  std::string reason;
  std::optional<std::int64_t> person;  // who acts; absent: the program itself
  std::string post;
  std::string body;
};
int declare(db::Database& database, const CellOptions& options, base::Terminal& terminal);
int enter(db::Database& database, const CellOptions& options, base::Terminal& terminal);

}  // namespace plan::cli
