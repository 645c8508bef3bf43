// Which line below the header is what: a programme, a part of it, a band over the full width, a
// sum, a note, the header again on the next page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "importer/column_meanings.h"
#include "importer/header_place.h"
#include "importer/table_view.h"
#include "importer/understanding.h"

namespace importer {

struct LineReading {
  ReadRow row;                  // without its cells
  std::optional<Meaning> says;  // 目標 or 実績, where lines alternate
  std::optional<int> year;      // where each line is of one year
  bool names_part = false;      // ・創業塾 below 1 創業の支援, in the column of the names
};

std::vector<LineReading> read_lines(const TableView& view, const HeaderPlace& place,
                                    const ColumnReading& columns, const Choices& choices);

}  // namespace importer
