// The site of one municipality itself: no band of a demonstration, its own home. What stands there
// speaks in the municipality's name, so nothing of anybody else may be held beside it.
#pragma once

#include <string_view>

#include "base/result.h"
#include "db/db.h"

namespace app {

inline constexpr base::RefusalKind own_unknown{"app.own_unknown", 409};
inline constexpr base::RefusalKind own_without_plan{"app.own_without_plan", 409};
inline constexpr base::RefusalKind own_with_others{"app.own_with_others", 409};

// May this database be served as the own site of the municipality with this code? Refusals: those
// of base::MunicipalityCode::of, own_unknown, own_without_plan, own_with_others, in this order.
base::Result<void> own_site(db::Database& database, std::string_view code);

}  // namespace app
