// Whatever begins like a date must be one; anything else is the name of a mark.
#include "figure/known_at.h"

#include <algorithm>
#include <chrono>

#include "base/text_front.h"

namespace figure {
namespace {

// No year of four digits has so many.
constexpr std::size_t kMarkDigitsMin = 12;

bool is_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool begins_like_a_date(std::string_view text) {
  return text.size() >= 5 && is_digits(text.substr(0, 4)) && text[4] == '-';
}

base::Result<base::Instant> day_or_moment(std::string_view text) {
  if (text.find('T') != std::string_view::npos) return base::parse_japan(text);
  const auto day = base::parse_date(text);
  if (!day) return std::unexpected(day.error());
  return end_of(*day);
}

base::Result<base::Instant> mark_named(db::Read& tx, std::string_view municipality,
                                       std::string_view text) {
  const bool is_number = text.size() >= kMarkDigitsMin && is_digits(text);
  for (const Mark& mark : marks(tx, municipality)) {
    if (is_number ? std::to_string(mark.at.microseconds) == text : mark.name == text)
      return mark.at;
  }
  return base::refuse(unknown_mark, {{"mark", std::string(text)}});
}

}  // namespace

base::Instant end_of(base::Date day) {
  const auto midnight = base::parse_japan(base::iso(base::add_days(day, 1)) + "T00:00");
  return {midnight->microseconds - 1};
}

bool reads_as_mark(std::string_view text) {
  const std::string folded = base::folded_without_spaces(text);
  return !is_digits(folded) && !begins_like_a_date(folded) && !base::parse_date(folded) &&
         !base::parse_japan(folded);
}

base::Result<std::optional<base::Instant>> known_at(db::Read& tx, std::string_view municipality,
                                                    std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto at =
      begins_like_a_date(text) ? day_or_moment(text) : mark_named(tx, municipality, text);
  if (!at) return std::unexpected(at.error());
  return knowable(tx, municipality, *at);
}

}  // namespace figure
