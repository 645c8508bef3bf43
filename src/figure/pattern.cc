// Cuts a pattern at its braces, from left to right.
#include "figure/pattern.h"

namespace figure {
namespace {

PatternPiece figure_piece(std::string_view inside) {
  const auto colon = inside.find(':');
  if (colon == std::string_view::npos) return {inside, true, {}};
  return {inside.substr(0, colon), true, inside.substr(colon + 1)};
}

}  // namespace

std::optional<std::vector<PatternPiece>> cut_pattern(std::string_view pattern) {
  std::vector<PatternPiece> pieces;
  while (!pattern.empty()) {
    const auto brace = pattern.find_first_of("{}");
    if (brace != 0) pieces.push_back({pattern.substr(0, brace), false, {}});
    if (brace == std::string_view::npos) break;
    const auto close = pattern.find_first_of("{}", brace + 1);
    const bool whole =
        pattern[brace] == '{' && close != std::string_view::npos && pattern[close] == '}';
    if (!whole) return std::nullopt;
    pieces.push_back(figure_piece(pattern.substr(brace + 1, close - brace - 1)));
    pattern.remove_prefix(close + 1);
  }
  return pieces;
}

}  // namespace figure
