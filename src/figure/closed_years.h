// What is known of a municipality's fiscal years at a moment: which were closed (年度締め) or
// opened again and by whom, since when records are kept here, and so which years take no more
// records: their values are final.
#pragma once

#include <limits>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "record/books.h"
#include "record/book_store.h"

namespace figure {

// Everything that is known by now. A clock that is asked again may stand before the last commit.
inline constexpr base::Instant kEver{std::numeric_limits<std::int64_t>::max()};

// With the names of both who signed.
record::YearMove move_of(db::Read& tx, std::string_view municipality,
                         const record::store::YearRow& year);
record::Books books(db::Read& tx, std::string_view municipality, base::Instant at = kEver);
// On the day of that moment, and not later than today.
std::vector<int> closed_years(db::Read& tx, std::string_view municipality, base::Instant at);

}  // namespace figure
