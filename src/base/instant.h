// A moment: microseconds since 1970 in UTC, as stored in both databases (BIGINT). Legal dates are
// base::Date and have no time zone; an Instant is shown in Japan time (+09:00, no daylight saving).
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

// Lengths of time, in microseconds.
inline constexpr std::int64_t kSecond = 1'000'000;
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kHour = 60 * kMinute;
inline constexpr std::int64_t kDay = 24 * kHour;

struct Instant {
  std::int64_t microseconds = 0;
  auto operator<=>(const Instant&) const = default;
};

inline constexpr RefusalKind instant_unreadable{"base.instant_unreadable", 400};

// The wall clock. `nigiwai --clock` fixes it for tests through fix_clock; a fixed clock stands
// still.
Instant now();
void fix_clock(Instant at);
void release_clock();

// 2014-04-01T09:00:00+09:00
std::string iso_japan(Instant at);

// 2014-04-01T09:00, with seconds or without, in Japan time unless it ends in Z (UTC). 1873 to 2200.
Result<Instant> parse_japan(std::string_view text);

}  // namespace base
