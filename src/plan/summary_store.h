// Rows of plan_summary.
#pragma once

#include <optional>
#include <string_view>

#include "db/db.h"
#include "plan/summary_service.h"

namespace plan::store {

void add_summary(db::Write& tx, std::string_view municipality, std::string_view plan,
                 const Summarised& summary, std::int64_t deed);
// The latest version.
std::optional<Summarised> summary(db::Read& tx, std::string_view municipality,
                                  std::string_view plan);

}  // namespace plan::store
