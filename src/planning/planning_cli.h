// `nigiwai draft list|show|import|succeed|adopt`: drafts at the command line. Translation only.
#pragma once

#include <string>

#include "base/terminal.h"
#include "db/db.h"

namespace planning::cli {

struct DraftOptions {
  std::string municipality;
  std::string draft;
  std::string title;
  std::string period;
  std::string file;         // import
  std::string predecessor;  // succeed
  std::string as_known;     // show: a day or a moment; empty: now
  std::string by;           // adopt: a login
  std::string reason;       // adopt
};
int list(db::Database& database, const DraftOptions& options, base::Terminal& terminal);
int show(db::Database& database, const DraftOptions& options, base::Terminal& terminal);
int import(db::Database& database, const DraftOptions& options, base::Terminal& terminal);
int succeed(db::Database& database, const DraftOptions& options, base::Terminal& terminal);
int adopt(db::Database& database, const DraftOptions& options, base::Terminal& terminal);

}  // namespace planning::cli
