// What stands below a header, looked at to judge what the header leaves open.
#pragma once

#include <cstddef>

#include "importer/header_place.h"
#include "importer/table_view.h"

namespace importer {

struct ColumnCells {
  std::size_t lines = 0;  // that are not empty at all
  std::size_t filled = 0;
  std::size_t distinct = 0;
  std::size_t numbers = 0;  // figures, with or without unit
  std::size_t percents = 0;
  std::size_t counting = 0;  // 1, 1-2, ①, ア: short, with digits or a letter that counts, no unit
  std::size_t digits = 0;    // the cell holds one
  std::size_t years = 0;     // the cell names a year and little else
  std::size_t units = 0;     // 件, 人
  std::size_t owners = 0;    // ends in 課, 部
  std::size_t marks = 0;     // stands on a known scale
  std::size_t letters = 0;   // in all

  std::size_t letters_mean() const { return filled == 0 ? 0 : letters / filled; }
  bool mostly(std::size_t count) const { return filled > 0 && count * 10 >= filled * 7; }
};

ColumnCells look_at_cells(const TableView& view, const HeaderPlace& place, std::size_t column);

}  // namespace importer
