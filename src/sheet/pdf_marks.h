// What a page on which no grid is drawn still shows of its rows and columns: a line below each row,
// drawn cell by cell; a shade behind every second row, with a hole where a cell goes on from above.
#pragma once

#include <utility>
#include <vector>

#include "sheet/pdf_words.h"

namespace sheet {

// A height at which rows are parted, and from where to where.
struct RowMark {
  double at = 0;
  std::vector<std::pair<double, double>> spans;  // that do not touch each other, from the left

  bool parts(double left, double right) const;  // most of what lies between the two
};

struct PageMarks {
  std::vector<double> edges;  // of columns, from the left, with the outermost; else empty
  std::vector<RowMark> rows;  // from the top
};

PageMarks find_marks(const PdfPage& page);

}  // namespace sheet
