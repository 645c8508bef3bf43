// Making an anchor, and holding this machine against one that was kept elsewhere.
#pragma once

#include <string_view>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "db/finding.h"
#include "edition/anchor.h"

namespace edition {

// Seals the municipality first; that an anchor was made is a deed. Refusals: those of
// staff::permits, staff::unknown_municipality.
base::Result<Anchor> make_anchor(const base::Actor& actor, db::Database& database,
                                 std::string_view municipality);

// What no longer fits. Refusals: those of read_anchor.
base::Result<std::vector<db::Finding>> check_anchor(db::Database& database, std::string_view text);

}  // namespace edition
