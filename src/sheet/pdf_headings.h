// Headings over several columns of a page without lines.
#pragma once

#include <vector>

#include "sheet/source_file.h"

namespace sheet {

// Above the first figures, a word that stands at the middle of several columns, alone over them,
// is their common heading. `extents`: from where to where what stands in each column reaches.
void stretch_headings(SourceTable& table, const std::vector<Box>& extents);

}  // namespace sheet
