// Rows of a page without lines, told by its figures: a figure is not broken into lines, so where
// several columns hold one at the same height there is one row, however the words around it are
// broken.
#pragma once

#include <optional>
#include <vector>

#include "sheet/pdf_piece.h"

namespace sheet {

// 1,058 12.5% △3 令和4 -: hardly anything of the kind goes on in the next line.
bool is_figure(std::string_view text);

struct LineMeasures {
  double letter = 10;       // the usual size
  double apart = 12;        // lines of one cell are no further from each other
  bool tells_rows = false;  // and those of different rows are
};

struct PieceRows {
  std::vector<std::size_t> row_of;  // beside the pieces
  std::size_t rows = 0;
  std::vector<CellRange> downwards = {};  // cells that were seen to go over several rows
};

// `columns`: of each column its pieces, from the top. Nothing where too few heights hold figures.
std::optional<PieceRows> rows_by_figures(const std::vector<Piece>& pieces,
                                         const std::vector<std::vector<std::size_t>>& columns,
                                         const LineMeasures& measures);

}  // namespace sheet
