// What a placeholder takes, and how the program's types become it. Whole numbers, texts and their
// absence are all there is: yen and instants are BIGINT, legal dates ISO texts, booleans 0 or 1.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <variant>

#include "base/instant.h"

namespace db {

// Strings are viewed, not copied: they must live until the call returns.
using Value = std::variant<std::monostate, std::int64_t, std::string_view>;

template <class T>
concept WholeNumber = std::integral<T> && !std::same_as<T, char>;

// A strong type around a whole number: base::Yen, base::Id<T>, base::FiscalYear.
template <class T>
concept HoldsWholeNumber = requires(const T& held) {
  { held.value } -> std::convertible_to<std::int64_t>;
};
template <class T>
concept GivesWholeNumber = requires(const T& held) {
  { held.value() } -> std::convertible_to<std::int64_t>;
};

inline Value to_value(std::nullopt_t) {
  return {};
}
inline Value to_value(std::string_view text) {
  return text;
}
inline Value to_value(base::Instant at) {
  return at.microseconds;
}
template <std::same_as<Value> T>
Value to_value(const T& value) {
  return value;
}
template <WholeNumber T>
Value to_value(T number) {
  return static_cast<std::int64_t>(number);
}
template <class T>
  requires HoldsWholeNumber<T>
Value to_value(const T& held) {
  return static_cast<std::int64_t>(held.value);
}
template <class T>
  requires(GivesWholeNumber<T> && !HoldsWholeNumber<T> && !std::is_integral_v<T>)
Value to_value(const T& held) {
  return static_cast<std::int64_t>(held.value());
}
template <class T>
Value to_value(const std::optional<T>& maybe) {
  return maybe ? to_value(*maybe) : Value{};
}

template <class... Args>
std::array<Value, sizeof...(Args)> values_of(const Args&... args) {
  return {to_value(args)...};
}

}  // namespace db
