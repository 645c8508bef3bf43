// A moment: microseconds since 1970 in UTC, as stored in both databases (BIGINT). Legal dates are
// base::Date and have no time zone; an Instant is shown in Japan time (+09:00, no daylight saving).
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace base {

struct Instant {
  std::int64_t microseconds = 0;
  auto operator<=>(const Instant&) const = default;
};

// The wall clock. `nigiwai --clock` fixes it for tests through fix_clock.
Instant now();
void fix_clock(Instant at);

// 2014-04-01T09:00:00+09:00
std::string iso_japan(Instant at);

}  // namespace base
