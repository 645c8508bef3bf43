// What cells and ratings say, version by version. Writing appends a version only when the content
// differs from the latest one; nothing is ever updated. A cell's latest version of each source
// counts.
#pragma once

#include <string_view>

#include "plan/plan_store.h"

namespace plan::store {

// How many readings and ratings were appended.
int append_cells(db::Write& tx, const Place& place, const Plan& plan);
int append_ratings(db::Write& tx, const Place& place, const Plan& plan);

// Fills cells and ratings into the rows of the plan, which has its columns and rows already.
void read_cells(db::Read& tx, Plan& plan);
void read_ratings(db::Read& tx, Plan& plan);

// Readings and ratings whose content no longer has the hash it was stored with: somebody changed
// the database behind the program's back.
struct ChangedReading {
  std::string row;
  std::string column;
};
std::vector<ChangedReading> changed_readings(db::Read& tx, std::string_view municipality,
                                             std::string_view plan);
std::vector<std::string> changed_ratings(db::Read& tx, std::string_view municipality,
                                         std::string_view plan);

}  // namespace plan::store
