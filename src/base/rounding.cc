// One division with remainder in 128 bits; the mode decides between its two neighbours.
#include "base/rounding.h"

#include <optional>
#include <stdexcept>
#include <utility>

namespace base {
namespace {

// Which of the multiples quotient and quotient + 1 it becomes: the quotient is the floor, the
// remainder is positive and below the divisor.
bool takes_upper(RoundingMode mode, WideInteger quotient, WideInteger remainder,
                 WideInteger divisor) {
  const WideInteger to_upper = divisor - remainder;
  switch (mode) {
    case RoundingMode::floor:
      return false;
    case RoundingMode::ceil:
      return true;
    case RoundingMode::truncate:
      return quotient < 0;
    case RoundingMode::half_up:
      return remainder > to_upper || (remainder == to_upper && quotient >= 0);
    case RoundingMode::half_even:
      return remainder > to_upper || (remainder == to_upper && quotient % 2 != 0);
  }
  std::unreachable();
}

std::optional<Yen> rounded(ExactYen amount, Rounding rounding) {
  const auto unit = static_cast<std::int64_t>(rounding.unit);
  const WideInteger divisor = static_cast<WideInteger>(amount.denominator()) * unit;
  WideInteger quotient = amount.numerator() / divisor;
  WideInteger remainder = amount.numerator() % divisor;
  if (remainder < 0) {
    remainder += divisor;
    --quotient;
  }
  if (remainder != 0 && takes_upper(rounding.mode, quotient, remainder, divisor)) ++quotient;
  if (!fits_64_bits(quotient) || !fits_64_bits(quotient * unit)) return std::nullopt;
  return Yen(static_cast<std::int64_t>(quotient * unit));
}

}  // namespace

Yen round(ExactYen amount, Rounding rounding) {
  const auto yen = rounded(amount, rounding);
  if (!yen) throw std::overflow_error("a rounded amount is beyond 64 bits");
  return *yen;
}

Result<Yen> checked_round(ExactYen amount, Rounding rounding) {
  const auto yen = rounded(amount, rounding);
  if (yen) return *yen;
  const bool negative = amount.numerator() < 0;
  return refuse(yen_out_of_range, {{"value", negative ? "< -2^63" : "> 2^63 - 1"}});
}

}  // namespace base
