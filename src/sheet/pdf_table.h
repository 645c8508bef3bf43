// Words with boxes put into rows and columns. Lines drawn on the page are not looked at: columns
// are the corridors that stay white from line to line, rows are told by the distances of lines and
// by what stands beside each other. What crosses a corridor is a merged range.
#pragma once

#include <optional>

#include "sheet/pdf_words.h"

namespace sheet {

// Everything on the page, titles and notes too, each in the columns that it covers. No words, no
// rows. `headings` is the height of a line known to head the columns: between two of its words
// there is a column's edge, also where bands of words hide it. Refusal: cells_too_many.
base::Result<SourceTable> table_of_page(const PdfPage& page, int number,
                                        const SourceLimits& limits = {},
                                        std::optional<double> headings = {});

}  // namespace sheet
