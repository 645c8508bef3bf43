// Rows of year_settlement.
#pragma once

#include <string_view>
#include <vector>

#include "db/db.h"
#include "plan/settlement.h"

namespace plan::store {

void add_settlement(db::Write& tx, std::string_view municipality, const Settlement& settlement,
                    std::int64_t deed);
// All versions that were known at `until`, the latest year first.
std::vector<Settlement> settlements(db::Read& tx, std::string_view municipality,
                                    base::Instant until);

}  // namespace plan::store
