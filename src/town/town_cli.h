// `nigiwai town build|compare|reset`. Translation only.
#pragma once

#include <string>

#include "base/terminal.h"
#include "db/db.h"

namespace town::cli {

struct Options {
  std::string plan = "nerima-2011";
  std::string files = "plans";  // the folder of the published plans
  std::string seed = "1";
  std::string scale = "1";
  std::string years;  // empty: all of the plan's
  std::string jar;    // the folder in which the town is built before it is poured
};
int build(db::Database& database, const Options& options, base::Terminal& terminal);
int compare(db::Database& database, const Options& options, base::Terminal& terminal);
int reset(db::Database& database, const Options& options, base::Terminal& terminal);

}  // namespace town::cli
