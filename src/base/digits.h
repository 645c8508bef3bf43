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

// Writes `width` digits of a number that has no more into a text, from `at` on.
inline void put_digits(std::string& text, std::size_t at, std::size_t width, unsigned value) {
  for (std::size_t place = at + width; place > at; value /= 10) {
    text[--place] = static_cast<char>('0' + value % 10);
  }
}

}  // namespace base
