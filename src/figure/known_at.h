// "As known on …" as people say it: a day (its end, in Japan), a moment, or a mark by its name or
// its number.
#pragma once

#include <optional>
#include <string_view>

#include "figure/figure_service.h"

namespace figure {

// Empty text is now: nullopt. Refusals: those of dates and moments, unknown_mark, and what
// knowable() says.
base::Result<std::optional<base::Instant>> known_at(db::Read& tx, std::string_view municipality,
                                                    std::string_view text);

// The end of a day in Japan.
base::Instant end_of(base::Date day);

// Whether a text can be asked for as the name of a mark: it is no number, and no date or moment in
// any spelling.
bool reads_as_mark(std::string_view text);

}  // namespace figure
