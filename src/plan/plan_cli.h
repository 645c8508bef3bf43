// The commands about plans: `nigiwai plan load|list|show`. Translation only.
#pragma once

#include <string>
#include <vector>

#include "base/terminal.h"
#include "db/db.h"

namespace plan::cli {

int load(db::Database& database, const std::vector<std::string>& paths, base::Terminal& terminal);
int list(db::Database& database, base::Terminal& terminal);
int show(db::Database& database, const std::string& slug, base::Terminal& terminal);

}  // namespace plan::cli
