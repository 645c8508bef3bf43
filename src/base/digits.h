// Whole numbers as digits with leading zeros: 4 in two places is "04".
#pragma once

#include <cstdint>
#include <string>

namespace base {

inline std::string padded_digits(std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

}  // namespace base
