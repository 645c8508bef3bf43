// `nigiwai release list|publish|open|withdraw`. Translation only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/terminal.h"
#include "db/db.h"
#include "figure/record_cli.h"

namespace plan::cli {

struct ReleaseOptions {
  figure::cli::By by = {};
  std::string plan = {};
  std::string title = {};
  std::string at = {};                       // 2015-06-01T10:00; "": at once
  std::vector<std::string> rows = {};        // open
  std::vector<std::string> programmes = {};  // open
  std::string id = {};                       // of the command
  std::string release = {};                  // withdraw
  std::string reason = {};
};
int list_releases(db::Database& database, const ReleaseOptions& options, base::Terminal& terminal);
int publish(db::Database& database, const ReleaseOptions& options, base::Terminal& terminal);
int open_rows(db::Database& database, const ReleaseOptions& options, base::Terminal& terminal);
int withdraw(db::Database& database, const ReleaseOptions& options, base::Terminal& terminal);

}  // namespace plan::cli
