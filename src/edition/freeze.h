// From a plan as it stands to the table of an edition: what the public would see at a mark, and of
// the cells that are declared to show what the departments answered, those answers: the approval of
// the edition is what makes them public.
#pragma once

#include <string>
#include <string_view>

#include "db/db.h"
#include "edition/content.h"
#include "plan/plan.h"

namespace edition {

struct Frozen {
  Content content;
  std::string releases;  // of the plan's figures that stand
  bool with_figures = false;
};

// As known at a mark, which is set already where the plan has figures. Refusals:
// plan::unknown_plan.
base::Result<Frozen> freeze(db::Read& tx, std::string_view municipality, std::string_view plan,
                            base::Instant mark);

// What stands in a cell, also where it is part of a merged one.
std::string text_of(const plan::Plan& plan, const plan::Reading& reading);

// The releases of a plan's figures that stand, as one text: equal texts, equal releases.
std::string standing_releases(db::Read& tx, std::string_view municipality, std::string_view plan);

}  // namespace edition
