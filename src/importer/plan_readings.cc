// The printed readings of a plan's cells, as the cells of a table were read.
#include <algorithm>

#include "importer/header_words.h"
#include "importer/made_plan.h"
#include "importer/table_words.h"
#include "plan/plan_reading.h"

namespace importer {

namespace {

// 実施年度外 and the like, printed below a cell's text or in its place, is a note on the cell.
bool take_note(std::string& text) {
  const std::size_t line = text.rfind('\n');
  const std::string last = line == std::string::npos ? text : text.substr(line + 1);
  if (!is_one_of(compared(last), "importer_terms.cell_notes")) return false;
  text.resize(line == std::string::npos ? 0 : line);
  return is_one_of(compared(last), "importer_terms.outside_years");
}

}  // namespace

const std::string& text_of(const ReadCell& cell) {
  return cell.stands_for ? *cell.stands_for : cell.text;
}

plan::Reading reading_of(const ReadCell& cell) {
  std::string text = text_of(cell);
  const bool outside = take_note(text);
  plan::Reading reading;
  if (cell.reading.state == base::CellState::quantities) {
    reading.text = one_line(text);
    reading.quantities = cell.reading.quantities;
    reading.kind = plan::CellKind::quantity;
    reading.meaning.state = plan::CellState::quantities;
  } else if (!text.empty()) {
    reading = plan::read_as(plan::ReadingSource::printed, one_line(text));
  }
  const bool nothing = text.empty() || reading.kind == plan::CellKind::dash;
  if (outside && nothing) reading.meaning.state = plan::CellState::outside_years;
  reading.certainty = told(cell.certainty);
  if (cell.stands_for && reading.certainty.confidence == plan::Confidence::high) {
    reading.certainty = told(doubt(plan::Confidence::medium, "importer.reason_same_as_above"));
  }
  return reading;
}

plan::Reading empty_reading(const plan::Row& row, const ValueColumn& column) {
  plan::Reading reading;
  reading.kind = plan::CellKind::absent;
  reading.meaning.state = plan::CellState::unknown;
  if (column.year && !column.to_year && !row.years.fiscal_years.empty()) {
    const bool within =
        std::ranges::find(row.years.fiscal_years, *column.year) != row.years.fiscal_years.end();
    reading.meaning.state =
        within ? plan::CellState::not_yet_counted : plan::CellState::outside_years;
  }
  return reading;
}

}  // namespace importer
