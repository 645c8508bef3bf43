// The commands about tokens: `nigiwai token issue|list|revoke`. Translation only. The secret is
// data and goes to the output alone; everything else is said beside it.
#pragma once

#include <cstdint>
#include <string>

#include "base/terminal.h"
#include "db/db.h"

namespace staff::cli {

struct IssueOptions {
  std::string municipality;
  std::int64_t person = 0;
  std::string name;
  std::string post;
  std::string body;
  std::string may = "read";  // read, write
  int days = 90;
};
int issue(db::Database& database, const IssueOptions& options, base::Terminal& terminal);
int list(db::Database& database, const std::string& municipality, base::Terminal& terminal);
// `token`: at least 8 characters of what `list` shows first.
int revoke(db::Database& database, const std::string& municipality, const std::string& token,
           base::Terminal& terminal);

}  // namespace staff::cli
