// A spreadsheet file (XLSX) as it lies in the file: its sheets with every cell's text, and beside
// the text what a machine that reads the sheet would stumble over: merged cells, hidden rows,
// formulas, colours, objects. Numbers are kept as the digits the file holds; a date is its number.
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

  Held held_at(std::size_t row, std::size_t column) const;
  int look_at(std::size_t row, std::size_t column) const;
};

struct Workbook {
  std::vector<Worksheet> sheets;
};

struct XlsxLimits {
  std::size_t bytes_max = 64 * 1024 * 1024;
  std::size_t unpacked_max = 256 * 1024 * 1024;  // of all parts together
  std::size_t rows_max = 500'000;
  std::size_t cells_max = 5'000'000;  // with the gaps between them
};

base::Result<Workbook> read_xlsx(std::string_view bytes, XlsxLimits limits = {});

}  // namespace sheet
