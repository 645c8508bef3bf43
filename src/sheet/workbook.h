// A spreadsheet file (XLSX) as it lies in the file: its sheets with every cell's text, and beside
// the text what a machine that reads the sheet would stumble over: merged cells, hidden rows,
// formulas, colours, objects. Numbers are kept as the digits the file holds; a date is its number.
// What a sheet shows for them under their formats is said by number_format.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sheet/grid.h"

namespace sheet {

inline constexpr base::RefusalKind not_a_workbook{"sheet.not_a_workbook", 400};
inline constexpr base::RefusalKind workbook_broken{"sheet.workbook_broken", 400};
// Said by whoever reads a cell that has to be text: Excel made a date of it.
inline constexpr base::RefusalKind cell_is_date{"sheet.cell_is_date", 400};

inline constexpr const base::RefusalKind* kWorkbookRefusals[] = {&not_a_workbook, &too_large,
                                                                 &workbook_broken, &cell_is_date};

enum class Held { empty, text, number, truth, error };

// The columns first to last, counted from 0.
struct ColumnRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

struct Worksheet {
  std::string name;
  bool hidden = false;
  Grid grid;
  std::vector<std::vector<Held>> held;    // beside every cell of the grid
  std::vector<std::vector<int>> looks;    // cells of the same look have the same number; 0 is plain
  std::vector<std::string> merged;        // A1:B2
  std::vector<std::string> formulas;      // addresses
  std::vector<std::string> dates;         // addresses of numbers that are shown as a date or a time
  std::vector<std::string> hidden_lines;  // "3" for a row, "C" for a column
  bool has_objects = false;               // pictures, shapes, comments
  std::vector<std::vector<int>> styles;  // beside every cell of the grid: index in Workbook::styles
  std::vector<CellPlace> formula_cells;
  std::vector<CellPlace> formulas_empty;  // whose value the file does not hold
  std::vector<CellPlace> struck_out;      // letters of the cell, not its style
  std::vector<CellPlace> raised;          // superscript letters
  std::vector<std::size_t> hidden_rows;
  std::vector<ColumnRange> hidden_columns;

  Held held_at(std::size_t row, std::size_t column) const;
  int look_at(std::size_t row, std::size_t column) const;
};

struct CellStyle {
  std::string format;  // code of the number format; "" is General
  bool struck_out = false;
};

struct Workbook {
  std::vector<Worksheet> sheets;
  std::vector<CellStyle> styles;
  bool from_1904 = false;  // days are counted from 1904
  bool has_macros = false;
};

struct XlsxLimits {
  std::size_t bytes_max = 64 * 1024 * 1024;
  std::size_t unpacked_max = 256 * 1024 * 1024;  // of all parts together
  std::size_t rows_max = 500'000;
  std::size_t cells_max = 5'000'000;  // with the gaps between them
  std::size_t ratio_max = 200;        // unpacked to packed, of parts above 4 MiB
  bool with_empty_cells = true;       // false: cells that only have a look do not count
};

// Of too_large the fact "rows", "cells" or "mib" tells what there is too much of.
base::Result<Workbook> read_xlsx(std::string_view bytes, XlsxLimits limits = {});

}  // namespace sheet
