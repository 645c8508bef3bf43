// 四年間の仕事: the town's pieces of work, day by day at its own clock, each entered by one person
// through the service that real staff use and confirmed by another on the evening of the day.
#pragma once

#include <functional>
#include <vector>

#include "base/result.h"
#include "db/db.h"
#include "programme/programme.h"
#include "town/piece.h"
#include "town/townspeople.h"

namespace town {

// Called once a day: the day, pieces done, pieces in all.
using OnDay = std::function<void(base::Date, std::int64_t, std::int64_t)>;

// The clock of the process is the town's while this runs; the caller sets it back. History is
// sealed at the end of each month, the books of a fiscal year are closed in July of the next, and
// on the working day after the last one the planner makes the plan's confirmed figures public.
base::Result<void> work_through(db::Database& jar, const Townspeople& people,
                                const std::vector<programme::Programme>& programmes,
                                std::vector<Piece> pieces, std::string_view plan,
                                const OnDay& on_day);

}  // namespace town
