// Addresses of cells as spreadsheets write them.
#include "sheet/grid.h"

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

}  // namespace sheet
