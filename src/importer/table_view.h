// A table as it is read: upright, or on its side; what stands in each cell, which cells a merged
// one covers, and where in the file a cell lies.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sheet/source_file.h"

namespace importer {

class TableView {
 public:
  TableView(const sheet::SourceTable& table, bool turned);

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  bool turned() const { return turned_; }

  // What is printed in the cell itself; "" in the covered part of a merged cell and where only
  // spaces stand.
  std::string_view own(std::size_t row, std::size_t column) const;
  // The same, with the text of the merged cell that covers it.
  std::string_view seen(std::size_t row, std::size_t column) const;
  // The merged cell over this one.
  const sheet::CellRange* merged(std::size_t row, std::size_t column) const;
  bool covered(std::size_t row, std::size_t column) const;

  // Own texts of a row, by column.
  std::vector<std::size_t> filled(std::size_t row) const;
  bool is_empty(std::size_t row) const { return counts_[row] == 0; }
  std::size_t filled_count(std::size_t row) const { return counts_[row]; }

  // In the file.
  std::pair<std::size_t, std::size_t> place(std::size_t row, std::size_t column) const;

 private:
  std::size_t at(std::size_t row, std::size_t column) const { return row * columns_ + column; }

  bool turned_;
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<std::string_view> texts_;
  std::vector<int> ranges_;  // index of the merged cell and 1, 0 for none
  std::vector<sheet::CellRange> merged_;
  std::vector<std::size_t> counts_;
};

}  // namespace importer
