// The runs of one quantity through the years of a leaf, as drawings with their numbers.
#pragma once

#include <vector>

#include "base/words.h"
#include "plan/plan.h"
#include "plan/plan_view.h"

namespace plan {

// Only runs that at least two years say: a single value is no run.
std::vector<SeriesView> series_views(base::Language language, const Plan& plan, const Row& leaf);

}  // namespace plan
