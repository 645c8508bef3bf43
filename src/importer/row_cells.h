// The cells of a line: their text as it stands, what they hold, the figures read from them with the
// unit that stands beside, what merged cells and 〃 carry down.
#pragma once

#include <string>
#include <vector>

#include "importer/column_meanings.h"
#include "importer/row_kinds.h"

namespace importer {

class RowCells {
 public:
  RowCells(const TableView& view, const HeaderPlace& place, const ColumnReading& columns,
           std::string unit_above);

  std::vector<ReadCell> read(std::size_t row, const LineReading& line);

 private:
  ReadCell cell_at(std::size_t row, std::size_t under, const LineReading& line);
  bool carries_blanks(std::size_t under) const;
  std::string unit_of(std::size_t row, std::size_t under) const;
  std::string unit_in_brackets(std::size_t row) const;

  const TableView& view_;
  const HeaderPlace& place_;
  const ColumnReading& reading_;
  std::string unit_above_;
  std::string row_unit_;       // in the brackets of the line's indicator or name
  std::vector<bool> carries_;  // blanks stand for the cell above
  std::vector<std::pair<std::size_t, bool>> units_;  // the unit column beside or before, if any
  std::vector<std::string_view> above_;              // the last text of each column
};

// A figure as read_cell reads it with its unit: 12 beside 件 is 12件. The text stays as printed.
base::CellReading read_value(std::string_view text, std::string_view unit);

}  // namespace importer
