// Headings of several rows on a page without lines: 令和4年度 over 目標 and 実績 beside 事業名 at
// half the height stand so close that they look like one row. What a word stands over says that it
// is not.
#pragma once

#include <vector>

#include "sheet/pdf_rows.h"

namespace sheet {

// Parts the row of headings where words head groups of columns; those words get the columns they
// head (first, last), the others go on downwards. `extents`: as in rows_by_marks.
void part_header_rows(std::vector<Piece>& pieces, PieceRows& rows, const std::vector<Box>& extents,
                      double letter);

}  // namespace sheet
