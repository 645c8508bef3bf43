// What is malformed is no range at all and passed over; what is well formed and lies outside is
// 416.
#include "http/range.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace http {
namespace {

// Digits only; a number too large for us is larger than any file.
std::optional<std::size_t> number(std::string_view text) {
  const bool is_digits =
      !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (!is_digits) return std::nullopt;
  std::size_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() ? value : static_cast<std::size_t>(-1);
}

RangeAnswer part(std::size_t first, std::size_t count) {
  return {RangeAnswer::Kind::part, first, count};
}

}  // namespace

RangeAnswer read_range(std::string_view header, std::size_t size) {
  constexpr std::string_view kUnit = "bytes=";
  constexpr RangeAnswer kOutside{RangeAnswer::Kind::outside, 0, 0};
  if (!header.starts_with(kUnit)) return {};
  const std::string_view range = header.substr(kUnit.size());
  const std::size_t dash = range.find('-');
  if (dash == std::string_view::npos) return {};
  const std::string_view from = range.substr(0, dash);
  const std::string_view to = range.substr(dash + 1);
  const auto first = number(from);
  const auto last = number(to);
  if (from.empty() && last) {  // the last so many bytes
    if (*last == 0 || size == 0) return kOutside;
    const std::size_t count = std::min(*last, size);
    return part(size - count, count);
  }
  if (!first || (!last && !to.empty()) || (last && *last < *first)) return {};
  if (*first >= size) return kOutside;
  return part(*first, std::min(last.value_or(size - 1), size - 1) - *first + 1);
}

}  // namespace http
