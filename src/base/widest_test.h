// For tests of amounts: both ends of the 64 bits in which amounts and the two sides of a rate are
// kept. What goes beyond them must be refused.
#pragma once

#include <cstdint>
#include <limits>

namespace base::testing {

inline constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

}  // namespace base::testing
