// The commands about papers: `nigiwai paper list`, `nigiwai paper sweep`.
#pragma once

#include <string>

#include "base/terminal.h"
#include "db/db.h"
#include "paper/paper_folder.h"

namespace paper::cli {

// One a line: number, whether it was taken off, what it belongs to, bytes, hash, name. For whoever
// keeps the machine: what is in them is not shown.
int list(db::Database& database, const std::string& municipality, base::Terminal& terminal);
int sweep(db::Database& database, const Folder& folder, base::Terminal& terminal);

}  // namespace paper::cli
