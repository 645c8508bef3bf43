// Lays the grid out as a full rectangle once, so that every later look is one step.
#include "importer/table_view.h"

#include <algorithm>

#include "importer/table_words.h"

namespace importer {

TableView::TableView(const sheet::SourceTable& table, bool turned) : turned_(turned) {
  std::size_t height = 0, width = 0;
  for (std::size_t row = 0; row < table.grid.rows.size(); ++row) {
    const auto& cells = table.grid.rows[row];
    for (std::size_t column = cells.size(); column-- > 0;) {
      if (is_blank(cells[column])) continue;
      height = row + 1;
      width = std::max(width, column + 1);
      break;
    }
  }
  rows_ = turned ? width : height;
  columns_ = turned ? height : width;
  texts_.resize(rows_ * columns_);
  ranges_.resize(rows_ * columns_);
  counts_.resize(rows_);
  for (std::size_t row = 0; row < height; ++row) {
    const auto& cells = table.grid.rows[row];
    for (std::size_t column = 0; column < std::min(cells.size(), width); ++column) {
      if (is_blank(cells[column])) continue;
      const std::size_t line = turned ? column : row;
      texts_[at(line, turned ? row : column)] = cells[column];
      ++counts_[line];
    }
  }
  for (sheet::CellRange range : table.merged) {
    if (turned) range = {range.left, range.top, range.right, range.bottom};
    if (range.top >= rows_ || range.left >= columns_) continue;
    range.bottom = std::min(range.bottom, rows_ - 1);
    range.right = std::min(range.right, columns_ - 1);
    if (range.bottom < range.top || range.right < range.left) continue;
    merged_.push_back(range);
    const int number = static_cast<int>(merged_.size());
    for (std::size_t row = range.top; row <= range.bottom; ++row) {
      for (std::size_t column = range.left; column <= range.right; ++column) {
        ranges_[at(row, column)] = number;
      }
    }
  }
}

std::string_view TableView::own(std::size_t row, std::size_t column) const {
  if (row >= rows_ || column >= columns_) return {};
  return texts_[at(row, column)];
}

std::string_view TableView::seen(std::size_t row, std::size_t column) const {
  if (row >= rows_ || column >= columns_) return {};
  if (const auto text = own(row, column); !text.empty()) return text;
  const auto* range = merged(row, column);
  return range == nullptr ? std::string_view{} : own(range->top, range->left);
}

const sheet::CellRange* TableView::merged(std::size_t row, std::size_t column) const {
  if (row >= rows_ || column >= columns_) return nullptr;
  const int number = ranges_[at(row, column)];
  return number == 0 ? nullptr : &merged_[static_cast<std::size_t>(number - 1)];
}

bool TableView::covered(std::size_t row, std::size_t column) const {
  const auto* range = merged(row, column);
  return range != nullptr && (range->top != row || range->left != column);
}

std::vector<std::size_t> TableView::filled(std::size_t row) const {
  std::vector<std::size_t> columns;
  for (std::size_t column = 0; column < columns_; ++column) {
    if (!own(row, column).empty()) columns.push_back(column);
  }
  return columns;
}

std::pair<std::size_t, std::size_t> TableView::place(std::size_t row, std::size_t column) const {
  return turned_ ? std::pair{column, row} : std::pair{row, column};
}

}  // namespace importer
