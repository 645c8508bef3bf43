// The milestones that a status figure chooses the latest of.
#pragma once

#include <string_view>
#include <vector>

#include "db/db.h"
#include "figure/moves.h"

namespace figure::store {

void move_milestone(db::Write& tx, std::string_view municipality, const MilestoneMove& move);

struct MilestoneRow {
  std::int64_t figure = 0;
  int fiscal_year = 0;
  Milestone milestone;
};
// The latest milestone of each figure and year that stood at `at` (not taken back by then); only
// confirmed ones, and taken back only when that too was confirmed, in the public scope. Of the
// figures in force at `at`.
std::vector<MilestoneRow> milestones(db::Read& tx, std::string_view municipality,
                                     std::string_view plan, Scope scope, base::Instant at);

}  // namespace figure::store
