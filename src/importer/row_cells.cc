// Reads the cells of one line after the other; remembers the text above for 〃 and for blanks of
// grouping columns.
#include "importer/row_cells.h"

#include <algorithm>

#include "base/japanese_text.h"
#include "importer/header_cell.h"
#include "importer/header_words.h"
#include "importer/rating_words.h"
#include "importer/table_words.h"

namespace importer {

namespace {

using plan::Confidence;

bool is_plain_number(std::string_view folded) {
  bool digit = false;
  for (const char c : folded) {
    if (c >= '0' && c <= '9') {
      digit = true;
    } else if (c != ',' && c != '.' && c != '-' && c != '+') {
      return false;
    }
  }
  return digit;
}

// Signs of less than zero, ▲5 and △5, and the number behind them.
std::string_view without_sign(std::string_view folded) {
  for (const std::string_view sign : {"\u25b3", "\u25b2", "\u2212", "-"}) {
    if (folded.starts_with(sign)) return folded.substr(sign.size());
  }
  return folded;
}

sheet::CellRange in_file(const sheet::CellRange& range, bool turned) {
  return turned ? sheet::CellRange{range.left, range.top, range.right, range.bottom} : range;
}

bool groups_rows(Meaning meaning) {
  return meaning == Meaning::objective || meaning == Meaning::measure;
}

}  // namespace

base::CellReading read_value(std::string_view text, std::string_view unit) {
  const std::string line = one_line(text);
  std::string folded = base::fold_width(line);
  std::erase(folded, ' ');
  base::CellReading reading;
  if (!is_plain_number(without_sign(folded))) {
    reading = base::read_cell(line);
  } else if (!unit.empty()) {
    reading = base::read_cell(folded + std::string(unit));
    if (!reading.unread.empty() || reading.quantities.empty()) reading = base::read_cell(line);
  } else {
    reading = base::read_cell(line);
    constexpr std::size_t year_digits = 4;
    // 2023 in a column of figures is a figure: written as figures are, with a comma.
    if (!reading.unread.empty() && folded.size() == year_digits &&
        folded.find_first_of(",.") == std::string::npos) {
      reading = base::read_cell(folded.substr(0, 1) + "," + folded.substr(1));
    }
  }
  reading.text = text;
  return reading;
}

RowCells::RowCells(const TableView& view, const HeaderPlace& place, const ColumnReading& columns,
                   std::string unit_above)
    : view_(view), place_(place), reading_(columns), unit_above_(std::move(unit_above)) {
  above_.resize(columns.columns.size());
  std::optional<std::size_t> general;
  for (std::size_t i = 0; i < columns.columns.size(); ++i) {
    carries_.push_back(carries_blanks(i));
    if (columns.columns[i].meaning == Meaning::unit && !general) general = i;
  }
  for (std::size_t i = 0; i < columns.columns.size(); ++i) {
    const bool beside = i + 1 < columns.columns.size() &&
                        columns.columns[i + 1].meaning == Meaning::unit &&
                        is_value(columns.columns[i].meaning);
    if (beside) {
      units_.emplace_back(i + 1, true);
    } else {
      units_.emplace_back(general.value_or(0), general.has_value());
    }
  }
}

// Only where the table shows the pattern: a column left of the names that is filled in its first
// line, has blanks, and never repeats the text above.
bool RowCells::carries_blanks(std::size_t under) const {
  const ReadColumn& column = reading_.columns[under];
  if (!groups_rows(column.meaning)) return false;
  std::size_t lines = 0, blanks = 0, repeats = 0;
  bool first_filled = false;
  std::string_view before;
  for (std::size_t row = place_.bottom + 1; row < place_.end; ++row) {
    if (view_.filled_count(row) < 2) continue;
    const auto own = view_.own(row, column.column);
    if (lines++ == 0) first_filled = !own.empty();
    if (own.empty()) {
      ++blanks;
    } else if (own == before) {
      ++repeats;
    }
    if (!own.empty()) before = own;
  }
  return first_filled && blanks > 0 && repeats == 0;
}

std::string RowCells::unit_of(std::size_t row, std::size_t under) const {
  const ReadColumn& column = reading_.columns[under];
  if (const auto [unit, held] = units_[under]; held) {
    const std::string said = one_line(view_.seen(row, reading_.columns[unit].column));
    if (!said.empty()) return said;
    // The unit of a programme stands in its first line.
    const auto above = above_[unit];
    if (!above.empty()) return one_line(above);
  }
  if (!column.unit.empty()) return column.unit;
  return row_unit_.empty() ? unit_above_ : row_unit_;
}

// 相談件数（件） in the line's indicator, or in its name.
std::string RowCells::unit_in_brackets(std::size_t row) const {
  if (reading_.line_column) {
    const std::size_t column = reading_.columns[*reading_.line_column].column;
    std::string unit = read_header_cell(view_.seen(row, column)).unit;
    if (!unit.empty()) return unit;
  }
  for (const Meaning meaning : {Meaning::indicator, Meaning::sub_name, Meaning::name}) {
    for (const ReadColumn& column : reading_.columns) {
      if (column.meaning != meaning) continue;
      std::string unit = read_header_cell(view_.seen(row, column.column)).unit;
      if (!unit.empty()) return unit;
    }
  }
  return {};
}

ReadCell RowCells::cell_at(std::size_t row, std::size_t under, const LineReading& line) {
  const ReadColumn& column = reading_.columns[under];
  ReadCell cell;
  const auto place = view_.place(row, column.column);
  cell.row = place.first;
  cell.column = place.second;
  cell.under = under;
  cell.meaning = column.meaning;
  cell.year = column.year;
  cell.to_year = column.to_year;
  if (line.says && (column.meaning == Meaning::result || column.meaning == Meaning::target)) {
    cell.meaning = *line.says;
  }
  if (line.names_part && cell.meaning == Meaning::name) cell.meaning = Meaning::sub_name;
  if (line.year && (is_value(column.meaning) || column.meaning == Meaning::rating)) {
    cell.year = line.year;
    cell.to_year = std::nullopt;
  }
  return cell;
}

std::vector<ReadCell> RowCells::read(std::size_t row, const LineReading& line) {
  std::vector<ReadCell> cells;
  row_unit_ = unit_in_brackets(row);
  const bool in_table = line.row.kind == RowKind::programme || line.row.kind == RowKind::part ||
                        line.row.kind == RowKind::sum;
  for (std::size_t under = 0; under < reading_.columns.size(); ++under) {
    const std::size_t column = reading_.columns[under].column;
    const auto own = view_.own(row, column);
    const auto* range = view_.merged(row, column);
    ReadCell cell = cell_at(row, under, line);
    if (!own.empty()) {
      cell.text = own;
    } else if (in_table && range != nullptr && range->left == column && range->top < row) {
      cell.text = view_.seen(row, column);
      cell.carried_down = true;
    } else if (in_table && range != nullptr && range->left < column &&
               is_value(reading_.columns[under].meaning)) {
      // One text over several years.
      cell.text = view_.seen(row, column);
      cell.carried_down = true;
    } else if (in_table && line.row.kind != RowKind::sum && carries_[under] &&
               !above_[under].empty()) {
      cell.text = above_[under];
      cell.carried_down = true;
      cell.certainty = doubt(Confidence::medium, "importer.reason_blank_carried");
    }
    if (cell.text.empty()) continue;
    if (range != nullptr) cell.merged = in_file(*range, view_.turned());
    if (!cell.carried_down && letters_in(cell.text) <= 8 &&
        is_one_of(compared(cell.text), "importer_terms.same_as_above") && !above_[under].empty() &&
        in_table) {
      cell.stands_for = std::string(above_[under]);
    } else if (!own.empty() && in_table) {
      above_[under] = own;
    }
    const std::string_view text =
        cell.stands_for ? std::string_view(*cell.stands_for) : std::string_view(cell.text);
    if (in_table && is_value(cell.meaning)) {
      cell.unit = unit_of(row, under);
      cell.reading = read_value(text, cell.unit);
      if (!cell.reading.unread.empty() && cell.certainty.confidence == Confidence::high) {
        cell.certainty = doubt(Confidence::medium, "importer.reason_not_all_read");
      }
    } else if (in_table && cell.meaning == Meaning::rating && is_rate(text)) {
      cell.reading = read_value(text, {});
    } else if (in_table && cell.meaning == Meaning::rating) {
      cell.mark = one_line(text);
    }
    cells.push_back(std::move(cell));
  }
  // A new band begins a new group: blanks below it do not stand for the text above.
  if (line.row.kind == RowKind::heading) std::ranges::fill(above_, std::string_view{});
  return cells;
}

}  // namespace importer
