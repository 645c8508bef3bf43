// What the records say, as far as it is released: the computed readings that visitors see beside
// and instead of the printed ones, from the one place that decides what is public
// (release/public_figures.h). Everything a visitor reads of a plan goes through here, pages, files
// and API alike.
#pragma once

#include <memory>

#include "base/instant.h"
#include "db/db.h"
#include "plan/plan.h"
#include "release/public_figures.h"

namespace plan {

// Adds the released readings to the cells of the plan, and the sources they declare; rows that the
// plan does not hold are passed over. nullptr: nothing of the plan was ever released.
std::shared_ptr<const release::PublicPlan> show_released(db::Read& tx, Plan& plan,
                                                         base::Instant at);

// The same for whoever looks before they release: with what would be public.
void show_released(db::Read& tx, Plan& plan, const release::PublicPlan& seen);

// The difference between what was printed and what the released records say, in numbers:
// 4,700人 → 4,690人 (−10人). Empty where they agree or one of them is silent.
struct Apart {
  std::string printed;
  std::string computed;
  std::string difference;  // "" where the two are no numbers of one unit
};
std::vector<Apart> apart(const Cell& cell);

}  // namespace plan
