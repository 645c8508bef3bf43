// Entries as a table: one line for each record of each entry, as they are shown.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/words.h"
#include "diary/entry.h"
#include "output/sheet.h"

namespace diary {

// `names`: of the programmes by their keys.
output::Sheet entries_sheet(base::Language language, const std::vector<Entry>& entries,
                            const std::map<std::string, std::string>& names);

}  // namespace diary
