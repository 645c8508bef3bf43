// The progress table as the town prints it: rows under their objectives and measures, merged cells
// merged, the years side by side, the mark at the end.
#pragma once

#include <string>
#include <vector>

#include "base/words.h"
#include "output/table.h"
#include "plan/plan.h"
#include "plan/value_stage.h"

namespace plan {

// The lines to write and the columns wanted; `municipality` is its name as shown, `as_of` the day
// the table is taken out.
output::Table form_table(const Plan& plan, base::Language language, const std::string& municipality,
                         const std::string& as_of, const std::vector<const Row*>& lines,
                         const std::vector<const Column*>& columns, const YearStages& years = {});

}  // namespace plan
