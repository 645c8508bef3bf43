// Reading and writing amounts of yen, and the sums that refuse instead of throwing.
#include "base/yen.h"

#include <charconv>
#include <optional>

#include "base/japanese_text.h"
#include "base/rounding.h"
#include "base/text_front.h"

namespace base {
namespace {

std::unexpected<Refusal> out_of_range(std::string value) {
  return refuse(yen_out_of_range, {{"value", std::move(value)}});
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

bool take_minus(std::string_view& text) {
  for (const std::string_view sign : {"-", "−", "▲", "△"}) {
    if (take(text, sign)) return true;
  }
  return false;
}

// The digits without commas; nullopt if a character is none or the commas are not in threes.
std::optional<std::string> plain_digits(std::string_view text) {
  const std::size_t first_comma = text.find(',');
  const bool grouped = first_comma != std::string_view::npos;
  if (text.empty() || (grouped && (first_comma == 0 || first_comma > 3))) return std::nullopt;
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool comma_due = grouped && i >= first_comma && (i - first_comma) % 4 == 0;
    if ((text[i] == ',') != comma_due) return std::nullopt;
    if (comma_due) continue;
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    digits += text[i];
  }
  if (grouped && (text.size() - first_comma) % 4 != 0) return std::nullopt;
  return digits;
}

}  // namespace

Result<Yen> checked_add(Yen left, Yen right) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(left.count(), right.count(), &sum)) {
    return out_of_range(format_yen(left) + " + " + format_yen(right));
  }
  return Yen(sum);
}

Result<Yen> checked_subtract(Yen left, Yen right) {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(left.count(), right.count(), &difference)) {
    return out_of_range(format_yen(left) + " - " + format_yen(right));
  }
  return Yen(difference);
}

Result<Yen> checked_multiply(Yen amount, std::int64_t times) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(amount.count(), times, &product)) {
    return out_of_range(format_yen(amount) + " * " + with_thousands(times));
  }
  return Yen(product);
}

Result<Yen> parse_yen(std::string_view text) {
  const std::string folded = fold_width(text);
  std::string_view rest = trimmed(folded);
  const bool negative = take_minus(rest);
  take(rest, "¥") || take(rest, "￥");
  if (rest.ends_with("円")) rest.remove_suffix(std::string_view("円").size());
  const std::optional<std::string> digits = plain_digits(rest);
  if (!digits) return refuse(yen_unreadable, {{"value", std::string(text)}});
  const std::string number = (negative ? "-" : "") + *digits;
  std::int64_t count = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), count);
  if (read.ec != std::errc{}) return out_of_range(std::string(text));
  return Yen(count);
}

std::string with_thousands(std::int64_t number, Minus minus) {
  std::string digits = std::to_string(number);
  const bool negative = digits.starts_with('-');
  if (negative) digits.erase(0, 1);
  for (std::size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, 1, ',');
  if (!negative) return digits;
  return (minus == Minus::triangle ? "▲" : "-") + digits;
}

std::string format_yen(Yen amount, Minus minus) {
  return with_thousands(amount.count(), minus);
}

std::int64_t thousand_yen(Yen amount) {
  return round(ExactYen(amount, Rate(1, 1000)), {RoundingUnit::yen, RoundingMode::half_up}).count();
}

std::string format_thousand_yen(Yen amount, Minus minus) {
  return with_thousands(thousand_yen(amount), minus);
}

}  // namespace base
