// Integers of 128 bits, for the steps between two 64-bit numbers: a product of two never overflows.
#pragma once

#include <cstdint>
#include <limits>

namespace base {

__extension__ typedef __int128 WideInteger;

constexpr bool fits_64_bits(WideInteger value) {
  return value >= std::numeric_limits<std::int64_t>::min() &&
         value <= std::numeric_limits<std::int64_t>::max();
}

}  // namespace base
