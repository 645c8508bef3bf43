// Rows of figure_mark, and the moment a mark takes.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "db/db.h"
#include "figure/figure_service.h"

namespace figure::store {

// The latest moment that a record or a confirmation was recorded at.
base::Instant latest_recorded(db::Read& tx, std::string_view municipality);

// A moment later than everything recorded and earlier than everything to come. The caller is alone
// in the municipality's line (enter_alone).
base::Instant settle(db::Write& tx, std::string_view municipality);

void add_mark(db::Write& tx, std::string_view municipality, const Mark& mark, std::int64_t deed);
std::vector<Mark> marks(db::Read& tx, std::string_view municipality);  // the newest first
// The mark that a deed wrote.
std::optional<base::Instant> mark_of(db::Read& tx, std::string_view municipality,
                                     std::int64_t deed);

}  // namespace figure::store
