// Which fiscal years were closed (年度締め) at a moment: their values are final.
#pragma once

#include <string_view>
#include <vector>

#include "db/db.h"

namespace figure {

std::vector<int> closed_years(db::Read& tx, std::string_view municipality, base::Instant at);

}  // namespace figure
