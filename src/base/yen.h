// Money: whole yen, signed 64 bits. No number becomes yen by accident, no floating point comes
// near, and no sum wraps around: the operators throw std::overflow_error (a fault: our own figures
// are far below the limit), the checked functions refuse (for amounts that people and files bring).
#pragma once

#include <compare>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

inline constexpr RefusalKind yen_unreadable{"base.yen_unreadable", 400};
inline constexpr RefusalKind yen_out_of_range{"base.yen_out_of_range", 400};

class Yen {
 public:
  constexpr Yen() = default;
  constexpr explicit Yen(std::int64_t count) : count_(count) {}
  constexpr std::int64_t count() const { return count_; }

  constexpr auto operator<=>(const Yen&) const = default;
  constexpr Yen operator-() const { return Yen(0) - *this; }
  constexpr Yen& operator+=(Yen other) { return *this = *this + other; }
  constexpr Yen& operator-=(Yen other) { return *this = *this - other; }

  friend constexpr Yen operator+(Yen left, Yen right) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(left.count_, right.count_, &sum)) throw_overflow();
    return Yen(sum);
  }
  friend constexpr Yen operator-(Yen left, Yen right) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(left.count_, right.count_, &difference)) throw_overflow();
    return Yen(difference);
  }
  friend constexpr Yen operator*(Yen amount, std::int64_t times) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(amount.count_, times, &product)) throw_overflow();
    return Yen(product);
  }

 private:
  [[noreturn]] static void throw_overflow() { throw std::overflow_error("yen beyond 64 bits"); }

  std::int64_t count_ = 0;
};

Result<Yen> checked_add(Yen left, Yen right);
Result<Yen> checked_subtract(Yen left, Yen right);
Result<Yen> checked_multiply(Yen amount, std::int64_t times);

// "1,234,567" "1234567円" "▲500" "△500" "-500" "￥１，２３４": digits with commas in threes or
// without.
Result<Yen> parse_yen(std::string_view text);

enum class Minus { hyphen, triangle };  // -1,234 or ▲1,234

std::string with_thousands(std::int64_t number, Minus minus = Minus::hyphen);
std::string format_yen(Yen amount, Minus minus = Minus::hyphen);

// The amount in 千円 as a table prints it, halves away from zero. Each total is rounded from its
// own exact yen, never added up from rounded parts: printed columns may therefore not add up.
std::int64_t thousand_yen(Yen amount);
std::string format_thousand_yen(Yen amount, Minus minus = Minus::hyphen);

}  // namespace base
