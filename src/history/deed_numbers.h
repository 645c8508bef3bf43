// Deeds that a deed is about, as its payload holds them: {"deeds":["12","13"]}. Numbers of deeds
// rise with time, so that a moment is also a place among them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "history/review.h"

namespace history {

inline constexpr std::string_view kMarkSeen = "history.mark_seen";

std::string numbers_text(const std::vector<DeedId>& deeds);
// nullopt: no such text.
std::optional<std::vector<DeedId>> numbers_from(std::string_view payload_json);

// The smallest number a deed of that moment may have; clocks may differ by an hour.
std::int64_t earliest_number(base::Instant from);
// Greater than every number a deed before that moment may have.
std::int64_t latest_number(base::Instant until);

}  // namespace history
