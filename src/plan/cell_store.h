// What cells and ratings say, version by version. Writing appends a version only when the content
// differs from the latest one; nothing is ever updated. A cell's latest version of each source
// counts.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "plan/plan_store.h"

namespace plan::store {

// How many readings and ratings were appended.
int append_cells(db::Write& tx, const Place& place, const Plan& plan);
// The same for a plan that is wanted for nothing else: its cells are given up row by row, because
// those of a large table would stand in memory beside what the database keeps of them. Tells of
// every cell in which version it stands, in the order of rows and columns by their keys.
struct AppendedCell {
  std::string row;
  std::string column;
  int version = 1;
  bool is_new = true;  // appended now
};
std::vector<AppendedCell> append_cells_spending(db::Write& tx, const Place& place, Plan& plan);
int append_ratings(db::Write& tx, const Place& place, const Plan& plan);

// A reading entered by a department: the next version of its source.
// The text entered last; empty when nothing was.
std::string entered_text(db::Read& tx, std::string_view municipality, std::string_view plan,
                         std::string_view row, std::string_view column);
void append_entered(db::Write& tx, const Place& place, std::string_view row,
                    std::string_view column, const Reading& reading);

// Who looks: the public sees what was printed, staff also what was entered.
enum class Eyes { visitor, staff };

// Fills cells and ratings into the rows of the plan, which has its columns and rows already:
// readings recorded until `until`; with `family` only those of that row and its sub-activities.
inline constexpr base::Instant kNow{std::numeric_limits<std::int64_t>::max()};
void read_cells(db::Read& tx, Plan& plan, Eyes eyes = Eyes::visitor, base::Instant until = kNow,
                std::string_view family = {});
void read_ratings(db::Read& tx, Plan& plan, std::string_view family = {});

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
