// What each column holds: first by the words of its header, from the innermost line outwards; then,
// where the words leave it open or contradict what stands below, by the cells.
#pragma once

#include <optional>
#include <vector>

#include "importer/header_place.h"
#include "importer/lines_above.h"
#include "importer/table_view.h"
#include "importer/understanding.h"

namespace importer {

struct ColumnReading {
  std::vector<ReadColumn> columns;
  std::optional<std::size_t> line_column;  // index in columns: 目標 and 実績 alternate in its cells
  std::optional<std::size_t> year_column;  // index in columns: each line is of one year
};
ColumnReading read_columns(const TableView& view, const HeaderPlace& place, const Above& above,
                           const Choices& choices);

}  // namespace importer
