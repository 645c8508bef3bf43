// The tables of a page that is ruled: each word belongs to the cell around it, what stands between,
// above and below the lines are rows of their own.
#pragma once

#include <vector>

#include "sheet/pdf_words.h"

namespace sheet {

struct RuledTable {
  SourceTable table = {};
  std::vector<double> edges = {};  // of its columns
  bool begins_with_cells = true;   // no title or other words stand above its lines
  bool ends_with_cells = true;
};

// None where the page is not ruled, or most of its words stand outside of the lines: then its
// columns are told by its words (pdf_table.h). Grids one below the other whose columns stand at the
// same places are one table. Page numbers are left out. Refusal: cells_too_many.
base::Result<std::vector<RuledTable>> ruled_tables_of(const PdfPage& page, int number,
                                                      const SourceLimits& limits = {});

}  // namespace sheet
