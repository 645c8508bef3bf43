// Rows of a page whose lines or shades part them: what stands between two marks is a row, and where
// a mark leaves a column out, the cell goes on.
#pragma once

#include <optional>

#include "sheet/pdf_marks.h"
#include "sheet/pdf_rows.h"

namespace sheet {

// `extents`: from where to where what stands in each column reaches. Nothing where the marks part
// no rows: too few, most words stand outside of them, or several rows stand between two of them.
std::optional<PieceRows> rows_by_marks(const std::vector<Piece>& pieces, const PageMarks& marks,
                                       const std::vector<Box>& extents,
                                       const LineMeasures& measures);

}  // namespace sheet
