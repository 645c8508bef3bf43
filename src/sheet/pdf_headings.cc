// The widest stretch of columns whose middle is that of the word, with cells below all of them.
#include "sheet/pdf_headings.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "sheet/pdf_rows.h"

namespace sheet {

namespace {

bool is_merged(const SourceTable& table, std::size_t row, std::size_t column) {
  return std::ranges::any_of(table.merged, [&](const CellRange& range) {
    return range.top <= row && row <= range.bottom && range.left <= column && column <= range.right;
  });
}

void stretch(SourceTable& table, const std::vector<Box>& extents, std::size_t row,
             std::size_t column) {
  const auto& cells = table.grid.rows[row];
  const auto& below = table.grid.rows[row + 1];
  const auto is_free = [&](std::size_t at) {
    return at == column || (cells[at].empty() && !is_merged(table, row, at));
  };
  std::size_t first = column, last = column;
  while (first > 0 && is_free(first - 1) && !below[first - 1].empty()) --first;
  while (last + 1 < cells.size() && is_free(last + 1) && !below[last + 1].empty()) ++last;
  if (below[column].empty() || first == last) return;
  const Box& box = table.boxes[row][column];
  const double middle = (box.left + box.right) / 2;
  std::optional<std::pair<std::size_t, std::size_t>> best;
  // Where headings begin at the left of their columns.
  constexpr double kSamePlace = 2, kOff = 4;  // points
  const Box& lower = table.boxes[row + 1][column];
  const bool is_at_left = std::fabs(lower.left - box.left) < kSamePlace &&
                          std::fabs((lower.left + lower.right) / 2 - middle) > kOff;
  if (is_at_left && last > column) best = {column, last};
  if (is_at_left) first = last = column;
  for (std::size_t from = first; from <= column; ++from) {
    for (std::size_t to = column; to <= last; ++to) {
      if (from == to || (best && to - from <= best->second - best->first)) continue;
      const double left = extents[from].left, right = extents[to].right;
      if (std::fabs((left + right) / 2 - middle) < 0.1 * (right - left)) best = {from, to};
    }
  }
  if (!best) return;
  auto [from, to] = *best;
  if (from != column) {
    std::swap(table.grid.rows[row][from], table.grid.rows[row][column]);
    std::swap(table.boxes[row][from], table.boxes[row][column]);
  }
  table.merged.push_back({row, from, row, to});
}

}  // namespace

void stretch_headings(SourceTable& table, const std::vector<Box>& extents) {
  const auto& rows = table.grid.rows;
  for (std::size_t row = 0; row + 1 < rows.size(); ++row) {
    const auto figures = std::ranges::count_if(rows[row], is_figure);
    if (figures * 2 > static_cast<std::ptrdiff_t>(rows[row].size())) return;
    for (std::size_t column = 0; column < rows[row].size(); ++column) {
      if (!rows[row][column].empty() && !is_merged(table, row, column))
        stretch(table, extents, row, column);
    }
    // Below a line that fills most columns stand rows.
    const auto filled =
        std::ranges::count_if(rows[row], [](const auto& cell) { return !cell.empty(); });
    if (filled * 3 >= static_cast<std::ptrdiff_t>(rows[row].size()) * 2) return;
  }
}

}  // namespace sheet
