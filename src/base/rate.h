// A rate is a fraction p/q in lowest terms: 2/3, 8/9, 1.6 % = 2/125. Never a decimal, because
// 0.667 of three million is 1,000 yen too much. Arithmetic is exact; a result whose terms no
// longer fit 64 bits throws std::overflow_error.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

inline constexpr RefusalKind rate_unreadable{"base.rate_unreadable", 400};
inline constexpr RefusalKind rate_divides_by_zero{"base.rate_divides_by_zero", 400};
inline constexpr RefusalKind rate_out_of_range{"base.rate_out_of_range", 400};

class Rate {
 public:
  constexpr Rate() = default;
  // For rates the program states itself; a denominator of 0 throws std::domain_error.
  Rate(std::int64_t numerator, std::int64_t denominator);
  // For rates that come in.
  static Result<Rate> of(std::int64_t numerator, std::int64_t denominator);

  std::int64_t numerator() const { return numerator_; }
  std::int64_t denominator() const { return denominator_; }

  bool operator==(const Rate&) const = default;
  std::strong_ordering operator<=>(const Rate& other) const;
  friend Rate operator+(Rate left, Rate right);
  friend Rate operator-(Rate left, Rate right);
  friend Rate operator*(Rate left, Rate right);

 private:
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;  // always positive
};

// "2/3" "5/6" "1.6%" "１．３５％" "0.9" "3": read exactly. At most nine decimal places.
Result<Rate> parse_rate(std::string_view text);

std::string format_fraction(Rate rate);  // "2/3", "3"
// Percent with one decimal, the rest cut off downwards: 1,999/2,500 is "79.9", so that nothing looks
// as if it had reached a threshold that it has not. For display only.
std::string format_percent(Rate rate);

}  // namespace base
