// An exact amount (yen × rate) and the one named step that makes yen of it again. Every scheme says
// its unit and mode, and at which stage it rounds; nothing rounds silently.
#pragma once

#include <cstdint>

#include "base/rate.h"
#include "base/wide_integer.h"
#include "base/yen.h"

namespace base {

enum class RoundingUnit : std::int64_t {
  yen = 1,
  ten_yen = 10,
  hundred_yen = 100,
  thousand_yen = 1000,
};

enum class RoundingMode {
  floor,      // towards minus infinity
  ceil,       // towards plus infinity
  half_up,    // 四捨五入: to the nearest, halves away from zero
  half_even,  // to the nearest, halves to the even multiple
  truncate,   // 切捨て: towards zero
};

struct Rounding {
  RoundingUnit unit = RoundingUnit::yen;
  RoundingMode mode = RoundingMode::truncate;
  bool operator==(const Rounding&) const = default;
};

// 端数切捨て to 1,000 yen: what most outlines say.
inline constexpr Rounding kCutToThousand{RoundingUnit::thousand_yen, RoundingMode::truncate};
inline constexpr Rounding kCutToYen{RoundingUnit::yen, RoundingMode::truncate};

// yen × rate, not yet rounded. Any 64-bit amount times any rate is exact here.
class ExactYen {
 public:
  constexpr explicit ExactYen(Yen amount) : numerator_(amount.count()) {}
  ExactYen(Yen amount, Rate rate)
      : numerator_(static_cast<WideInteger>(amount.count()) * rate.numerator()),
        denominator_(rate.denominator()) {}
  WideInteger numerator() const { return numerator_; }
  std::int64_t denominator() const { return denominator_; }

 private:
  WideInteger numerator_ = 0;
  std::int64_t denominator_ = 1;
};

inline ExactYen operator*(Yen amount, Rate rate) {
  return ExactYen(amount, rate);
}

// Throws std::overflow_error if the answer is beyond 64 bits; checked_round refuses instead.
Yen round(ExactYen amount, Rounding rounding);
Result<Yen> checked_round(ExactYen amount, Rounding rounding);

}  // namespace base
