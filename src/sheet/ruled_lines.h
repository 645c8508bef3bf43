// The grids that lines drawn on a page make: lines that touch each other are one grid, what no line
// parts is one cell. Most municipalities' tables are ruled so, and then the lines say what belongs
// together where the words alone leave it open: a category over many rows, a note over many years.
#pragma once

#include <vector>

#include "sheet/source_file.h"

namespace sheet {

struct RuledGrid {
  std::vector<double> xs;  // edges of columns, from the left
  std::vector<double> ys;  // edges of rows, from the top
  // cells[row][column]: the range that the place belongs to; its own where no line is missing.
  std::vector<std::vector<CellRange>> cells;

  Box extent() const { return {xs.front(), ys.front(), xs.back(), ys.back()}; }
  std::size_t columns() const { return xs.size() - 1; }
  std::size_t rows() const { return ys.size() - 1; }
};

// Grids one below the other that end at the same places and divide no place in another way belong
// together: a page on which nothing is parted has fewer columns. All of them get the columns of the
// finest. Of each grid, whether it goes on with the one before.
std::vector<bool> align_grids(std::vector<RuledGrid>& grids);

// Of at least two columns and two rows, from the top; a grid within a cell of another is left out,
// and so is one of more places than `cells_max`.
std::vector<RuledGrid> find_grids(const std::vector<Box>& rulings, std::size_t cells_max);

}  // namespace sheet
