// The pattern of a cell's text: words with figures in braces, 「貸付{loans}件」. {done:month} is
// the month of a milestone (1), {done:date} its era year and month (平成25年3月).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace figure {

struct PatternPiece {
  std::string_view text;  // words as they are, or the key of a figure
  bool is_figure = false;
  std::string_view format;  // "", "month", "date"; anything else is a mistake
};

inline constexpr std::string_view kMonth = "month";
inline constexpr std::string_view kDate = "date";

// The pieces point into the pattern. nullopt: a brace without its other half.
std::optional<std::vector<PatternPiece>> cut_pattern(std::string_view pattern);

}  // namespace figure
