// What the officer should look at: numbers that do not follow, years that are missing, cells that a
// spreadsheet has changed (dates, lost zeros), formulas, errors, signs.
#pragma once

#include <vector>

#include "importer/understanding.h"

namespace importer {

void add_flags(const sheet::SourceTable& table, Understanding& understood);

}  // namespace importer
