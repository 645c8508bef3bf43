// The commands about the organisation: `nigiwai unit add|list` and `nigiwai transfer`.
#pragma once

#include <string>

#include "base/terminal.h"
#include "db/db.h"

namespace staff::cli {

struct UnitOptions {
  std::string municipality;
  int year = 0;  // 0: the present fiscal year
  std::string key;
  std::string name;
  std::string body;
  std::string above;
};
int unit_add(db::Database& database, const UnitOptions& options, base::Terminal& terminal);
int unit_list(db::Database& database, const UnitOptions& options, base::Terminal& terminal);

struct TransferOptions {
  std::string municipality;
  std::string file;
  std::string day;
  bool apply = false;  // otherwise it is only shown
};
int transfer(db::Database& database, const TransferOptions& options, base::Terminal& terminal);

}  // namespace staff::cli
