// Rows of a page that nothing but its words tells: by the heights of figures, else by the distances
// of lines. Columns whose words stand at the middle of several rows take no part in that; they are
// laid over the rows afterwards.
#pragma once

#include <cstddef>
#include <vector>

#include "sheet/pdf_rows.h"

namespace sheet {

struct TextColumns {
  std::size_t count = 1;
  const std::vector<std::size_t>& pieces_of_line;
  double letter = 10;
};

struct LineDistances {
  double apart = 12;        // lines further from each other are of two rows
  bool tells_rows = false;  // lines of a cell stand closer than rows
};
LineDistances distances_of_lines(const std::vector<Piece>& pieces, const TextColumns& columns);

PieceRows rows_by_words(const std::vector<Piece>& pieces, const TextColumns& columns);

}  // namespace sheet
