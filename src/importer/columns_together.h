// What columns tell of each other once each was read for itself: one header over two of them, which
// of several names the rows, which one holds the year of each line.
#pragma once

#include <optional>
#include <vector>

#include "importer/column_cells.h"
#include "importer/header_place.h"
#include "importer/table_view.h"
#include "importer/understanding.h"

namespace importer {

// One beside the other, for each column.
struct ColumnsRead {
  std::vector<ReadColumn>& columns;
  const std::vector<ColumnCells>& cells;
  const std::vector<bool>& shared;  // its header also stands over the column to the left
};
// The index of the column that holds the year of each line, where one does.
std::optional<std::size_t> settle_together(const TableView& view, const HeaderPlace& place,
                                           const ColumnsRead& read);

bool has(const std::vector<ReadColumn>& columns, Meaning meaning);
void retake(ReadColumn& column, Meaning meaning, plan::Confidence confidence,
            std::string_view reason);

}  // namespace importer
