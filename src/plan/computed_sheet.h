// The table of staff for people: a line of text for each cell, and a sheet with one row a cell.
#pragma once

#include <string>
#include <vector>

#include "base/words.h"
#include "output/sheet.h"
#include "plan/computed_service.h"

namespace plan {

output::Sheet computed_sheet(const OpenedTable& opened, base::Language language,
                             const std::vector<const Column*>& columns);

// For a terminal: each row with its cells below it, what each shows and where that is from, and
// what the other readings say where they differ.
std::string computed_text(const OpenedTable& opened, base::Language language,
                          const std::vector<const Column*>& columns);

}  // namespace plan
