// Loaded or adopted stands with the plan; whether a release is in force is asked at this moment.
#include "plan/public_plans.h"

#include <algorithm>

#include "base/instant.h"
#include "plan/plan_store.h"
#include "release/public_figures.h"

namespace plan {
namespace {

bool may_know(db::Read& tx, const base::Actor& actor, const store::Name& plan, base::Instant now) {
  return plan.released || actor.works_for(plan.municipality) ||
         release::is_public(tx, plan.municipality, plan.slug, now);
}

}  // namespace

bool may_know(db::Read& tx, const base::Actor& actor, std::string_view municipality,
              std::string_view slug) {
  const auto released = store::is_released(tx, municipality, slug);
  return released && may_know(tx, actor, {std::string(municipality), std::string(slug), *released},
                              base::now());
}

KnownPlans::KnownPlans(db::Read& tx, const base::Actor& actor) {
  const base::Instant now = base::now();
  for (store::Name& plan : store::names(tx)) {
    if (may_know(tx, actor, plan, now))
      plans_.push_back({std::move(plan.municipality), std::move(plan.slug)});
  }
}

bool KnownPlans::holds(std::string_view municipality, std::string_view slug) const {
  return std::ranges::any_of(plans_, [&](const KnownPlan& plan) {
    return plan.municipality == municipality && plan.slug == slug;
  });
}

}  // namespace plan
