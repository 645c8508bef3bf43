// Who may know of which plan. A plan loaded from published papers is public; one that was adopted
// here is public while a release of it is in force, from its minute on; those who work for its
// municipality always know of it. The one place that decides it: every list, link, search and
// answer that names plans asks here, so that none of them is a moment early or late.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "db/db.h"

namespace plan {

struct KnownPlan {
  std::string municipality;
  std::string slug;
};

bool may_know(db::Read& tx, const base::Actor& actor, std::string_view municipality,
              std::string_view slug);

// In the order in which lists show them: by municipality and period.
class KnownPlans {
 public:
  KnownPlans(db::Read& tx, const base::Actor& actor);

  const std::vector<KnownPlan>& all() const { return plans_; }
  bool holds(std::string_view municipality, std::string_view slug) const;

 private:
  std::vector<KnownPlan> plans_;
};

}  // namespace plan
