// A plan into its tables, whether it was read from a file or adopted here: what both ways ask and
// do alike.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "plan/plan_store.h"

namespace plan::store {

std::set<std::string, std::less<>> known_programmes(db::Read& tx, std::string_view municipality);

// Whether the slug is given for the first time. Refusals: slug_taken, municipality_missing,
// programme_missing.
base::Result<bool> takes_new_slug(db::Read& tx, const Plan& plan);

// In the place of a file's hash: the plan was adopted here, or taken over from a table, by the deed
// of the number that follows.
inline constexpr std::string_view kAdopted = "adopted ";
inline constexpr std::string_view kTakenOver = "taken over ";

struct Origin {
  std::string_view file_hash;
  bool released = true;
};
// Head, description and rows; the sweep, cells and ratings are the caller's.
void put_lines(db::Write& tx, const Place& place, const Plan& plan, const Origin& origin);

}  // namespace plan::store
