// A table pasted from a spreadsheet: which column is which field, which row is which line, and
// every mistake with its row before anything is kept.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "planning/planning_service.h"
#include "sheet/grid.h"

namespace planning {

inline constexpr std::size_t kPastedRowsMax = 500;

// add: every row is a new line; update: rows are found by their printed number, and only the
// columns of the table change.
enum class PasteMode { add, update };

struct PastedColumn {
  std::string header;
  std::string field;  // of line_fields.h; empty: not known
};
struct PastedLine {
  std::size_t row = 0;  // of the grid, from 0; the header is row 0
  PastedRow content;
  std::vector<WrongField> wrong = {};
};
struct Pasted {
  std::vector<PastedColumn> columns;
  std::vector<PastedLine> lines;
  std::vector<base::Refusal> wrong;  // of the table as a whole
  bool is_right() const;
};

// What a header means: names of columns as people write them, by the words planning_columns.*.
// 目標 平成27年度 and 予算額 H27 carry a year.
std::string field_of_header(std::string_view header);

Pasted read_paste(const Draft& draft, const Known& known, const sheet::Grid& grid, PasteMode mode);

// A spreadsheet file in place of pasted text: its first sheet that can be seen, as people would
// have pasted it. A date is refused by its cell, because the file keeps only its number. Refusals:
// sheet::not_a_workbook, too_large, workbook_broken; sheet::cell_is_date; those of base::check_text.
base::Result<std::string> text_of_file(std::string_view bytes, std::size_t characters_max);

}  // namespace planning
