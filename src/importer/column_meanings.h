// What each column holds: first by the words of its header, from the innermost line outwards; then,
// where the words leave it open or contradict what stands below, by the cells.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "importer/header_cell.h"
#include "importer/header_place.h"
#include "importer/table_view.h"
#include "importer/understanding.h"

namespace importer {

// What the lines above the header say.
struct Above {
  std::vector<std::string> titles;
  std::optional<int> year;       // the one year they name
  std::optional<int> some_year;  // or any: good enough to tell an era
  std::string unit;              // 単位：千円
};
Above read_above(const TableView& view, const HeaderPlace& place, const std::string& caption,
                 const std::string& name);

struct ColumnReading {
  std::vector<ReadColumn> columns;
  std::optional<std::size_t> line_column;  // index in columns: 目標 and 実績 alternate in its cells
  std::optional<std::size_t> year_column;  // index in columns: each line is of one year
};
ColumnReading read_columns(const TableView& view, const HeaderPlace& place, const Above& above,
                           const Choices& choices);

// target, result, state_at, total, budget, settled: columns of the plan's table.
bool is_value(Meaning meaning);
// What a line says of its values: 目標, 実績, 達成率, 予算, 決算.
std::optional<Meaning> line_meaning(std::string_view text);

plan::Certainty sure();
plan::Certainty doubt(plan::Confidence confidence, std::string_view reason);

}  // namespace importer
