// The progress table as a sheet of text: one line a leaf (59 for Nerima 2011–14), the cells
// verbatim, beside each what kind it is and what was read from it. A mark printed once over several
// lines stands on the first with its scope.
#pragma once

#include "base/words.h"
#include "output/sheet.h"
#include "plan/plan.h"

namespace plan {

// The lines to write (all leaves, or a choice of them) and the fiscal years whose columns are
// wanted (empty: all).
output::Sheet table_sheet(const Plan& plan, base::Language language,
                          const std::vector<const Row*>& lines, const std::vector<int>& years = {});

// What stands in a merged cell whose texts nobody can tell apart by year: 「１団体…／２団体…」.
std::string merged_text(const MergedCell& merged);

// The name of a place in the tree with its direction.
std::string place_name(const Node& node);

}  // namespace plan
