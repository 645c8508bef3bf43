// Fractions in lowest terms with 128-bit steps in between.
#include "base/rate.h"

#include <charconv>
#include <optional>
#include <stdexcept>

#include "base/digits.h"
#include "base/japanese_text.h"
#include "base/rounding.h"
#include "base/wide_integer.h"
#include "base/yen.h"

namespace base {
namespace {

struct Terms {
  std::int64_t numerator;
  std::int64_t denominator;
};

WideInteger common_divisor(WideInteger a, WideInteger b) {
  while (b != 0) {
    const WideInteger remainder = a % b;
    a = b;
    b = remainder;
  }
  return a < 0 ? -a : a;
}

// Both terms are below 2^127, so that negating and dividing them is safe.
std::optional<Terms> lowest_terms(WideInteger numerator, WideInteger denominator) {
  WideInteger divisor = common_divisor(numerator, denominator);
  if (denominator < 0) divisor = -divisor;
  numerator /= divisor;
  denominator /= divisor;
  if (!fits_64_bits(numerator) || !fits_64_bits(denominator)) return std::nullopt;
  return Terms{static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator)};
}

Rate rate_of(WideInteger numerator, WideInteger denominator) {
  const auto terms = lowest_terms(numerator, denominator);
  if (!terms) throw std::overflow_error("the terms of a rate are beyond 64 bits");
  return Rate(terms->numerator, terms->denominator);
}

WideInteger cross(std::int64_t left, std::int64_t right) {
  return static_cast<WideInteger>(left) * right;
}

std::optional<std::int64_t> whole_number(std::string_view digits) {
  if (digits.empty() || digits.front() == '-') return std::nullopt;
  std::int64_t number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) return std::nullopt;
  return number;
}

struct Decimal {
  std::int64_t digits;
  std::int64_t scale;  // a power of ten
};

std::optional<Decimal> decimal(std::string_view text) {
  constexpr std::size_t kPlacesMax = 9;
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) {
    const auto whole = whole_number(text);
    return whole ? std::optional(Decimal{*whole, 1}) : std::nullopt;
  }
  const std::string_view places = text.substr(point + 1);
  if (point == 0 || places.empty() || places.size() > kPlacesMax) return std::nullopt;
  const auto digits = whole_number(std::string(text.substr(0, point)) + std::string(places));
  if (!digits) return std::nullopt;
  std::int64_t scale = 1;
  for (std::size_t i = 0; i < places.size(); ++i) scale *= 10;
  return Decimal{*digits, scale};
}

}  // namespace

Rate::Rate(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) throw std::domain_error("a rate with the denominator 0");
  const auto terms = lowest_terms(numerator, denominator);
  if (!terms) throw std::overflow_error("the terms of a rate are beyond 64 bits");
  numerator_ = terms->numerator;
  denominator_ = terms->denominator;
}

Result<Rate> Rate::of(std::int64_t numerator, std::int64_t denominator) {
  const std::string value = std::to_string(numerator) + "/" + std::to_string(denominator);
  if (denominator == 0) return refuse(rate_divides_by_zero, {{"value", value}});
  if (!lowest_terms(numerator, denominator)) return refuse(rate_out_of_range, {{"value", value}});
  return Rate(numerator, denominator);
}

std::strong_ordering Rate::operator<=>(const Rate& other) const {
  return cross(numerator_, other.denominator_) <=> cross(other.numerator_, denominator_);
}

Rate operator+(Rate left, Rate right) {
  return rate_of(
      cross(left.numerator_, right.denominator_) + cross(right.numerator_, left.denominator_),
      cross(left.denominator_, right.denominator_));
}

Rate operator-(Rate left, Rate right) {
  return rate_of(
      cross(left.numerator_, right.denominator_) - cross(right.numerator_, left.denominator_),
      cross(left.denominator_, right.denominator_));
}

Rate operator*(Rate left, Rate right) {
  return rate_of(cross(left.numerator_, right.numerator_),
                 cross(left.denominator_, right.denominator_));
}

Result<Rate> parse_rate(std::string_view text) {
  const auto unreadable = [&] { return refuse(rate_unreadable, {{"value", std::string(text)}}); };
  const std::string folded = fold_width(text);
  std::string_view rest = folded;
  if (const std::size_t slash = rest.find('/'); slash != std::string_view::npos) {
    const auto numerator = whole_number(rest.substr(0, slash));
    const auto denominator = whole_number(rest.substr(slash + 1));
    return numerator && denominator ? Rate::of(*numerator, *denominator) : unreadable();
  }
  const bool percent = rest.ends_with('%');
  if (percent) rest.remove_suffix(1);
  const auto number = decimal(rest);
  if (!number) return unreadable();
  return Rate::of(number->digits, percent ? number->scale * 100 : number->scale);
}

std::string format_fraction(Rate rate) {
  const std::string numerator = std::to_string(rate.numerator());
  if (rate.denominator() == 1) return numerator;
  return numerator + "/" + std::to_string(rate.denominator());
}

std::string format_percent(Rate rate) {
  const Yen per_mille =
      round(ExactYen(Yen(1000), rate), {RoundingUnit::yen, RoundingMode::floor});
  const std::int64_t tenths = per_mille.count();
  const std::string sign = tenths < 0 ? "-" : "";
  const std::int64_t size = tenths < 0 ? -tenths : tenths;
  return sign + std::to_string(size / 10) + "." + std::to_string(size % 10);
}

}  // namespace base
