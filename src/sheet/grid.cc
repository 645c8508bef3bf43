// Addresses of cells as spreadsheets write them.
#include "sheet/grid.h"

#include <charconv>

namespace sheet {

std::string_view Grid::at(std::size_t row, std::size_t column) const {
  if (row >= rows.size() || column >= rows[row].size()) return {};
  return rows[row][column];
}

std::string address(std::size_t row, std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters + std::to_string(row + 1);
}

std::optional<CellPlace> place_of(std::string_view text) {
  CellPlace place;
  std::size_t at = 0;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z'; ++at) {
    place.column = place.column * 26 + static_cast<std::size_t>(text[at] - 'A' + 1);
    if (place.column > kColumnsMax) return std::nullopt;
  }
  const auto read = std::from_chars(text.data() + at, text.data() + text.size(), place.row);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (at == 0 || !whole || place.row == 0) return std::nullopt;
  return CellPlace{place.row - 1, place.column - 1};
}

}  // namespace sheet
