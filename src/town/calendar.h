// いつ働くか: the days on which the practice town works. Offices are closed on Saturdays, Sundays
// and from 29 December to 3 January; fairs and sales are held on weekends.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "base/date.h"
#include "town/draw.h"

namespace town {

// Weights of the months April … March.
using Seasons = std::array<int, 12>;

bool is_working_day(base::Date day);
// The first working day after `day`; with `count` that many of them.
base::Date working_day_after(base::Date day, int count = 1);
base::Date working_day_of(int fiscal_year, const Seasons& seasons, Draw& draw);
// A Saturday.
base::Date weekend_of(int fiscal_year, const Seasons& seasons, Draw& draw);
// A month of a fiscal year (1 … 12) as a day in it.
base::Date working_day_in(int fiscal_year, unsigned month, Draw& draw);

}  // namespace town
