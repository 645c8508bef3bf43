// 何倍もの市: the same pieces of work many times over, for measurements and load. They come in by
// the bulk door of the records, which keeps every sum, seal and deed as single entries do; desk,
// diary and corrections are left out.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "db/db.h"
#include "town/piece.h"
#include "town/working_days.h"

namespace town {

// `pieces` in the order of the days they are entered on. Copies of a piece come together.
base::Result<void> post_in_bulk(db::Database& jar, const std::vector<std::int64_t>& businesses,
                                const std::vector<Piece>& pieces, std::int64_t scale,
                                const OnDay& on_day);

}  // namespace town
