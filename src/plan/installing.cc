// The questions come first: nothing is written for a plan that is refused.
#include "plan/installing.h"

#include "plan/row_store.h"
#include "programme/programme_service.h"

namespace plan::store {

std::set<std::string, std::less<>> known_programmes(db::Read& tx, std::string_view municipality) {
  std::set<std::string, std::less<>> known;
  for (const auto& programme : programme::programmes(tx, municipality)) {
    known.insert(programme.key);
  }
  return known;
}

base::Result<bool> takes_new_slug(db::Read& tx, const Plan& plan) {
  const auto owner = owner_of_slug(tx, plan.slug);
  if (owner && *owner != plan.municipality) {
    return base::refuse(slug_taken, {{"slug", plan.slug}, {"municipality", *owner}});
  }
  if (!programme::municipality(tx, plan.municipality)) {
    return base::refuse(municipality_missing,
                        {{"municipality", plan.municipality}, {"slug", plan.slug}});
  }
  const auto known = known_programmes(tx, plan.municipality);
  for (const auto& row : plan.rows) {
    for (const auto& programme : row.programmes) {
      if (!known.contains(programme)) {
        return base::refuse(programme_missing,
                            {{"programme", programme}, {"row", row.key}, {"slug", plan.slug}});
      }
    }
  }
  return !owner.has_value();
}

void put_lines(db::Write& tx, const Place& place, const Plan& plan, const Origin& origin) {
  put_plan(tx, place, plan, origin.file_hash, origin.released);
  put_description(tx, place, plan);
  put_rows(tx, place, plan.rows);
}

}  // namespace plan::store
