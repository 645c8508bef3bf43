// Pages on which a table goes on. Who prints a long table repeats its headings on every page; such
// pages are laid one under the other, without the repeated lines and what stands above them, and
// are read as one long page: then every page tells where the columns are, not each for itself.
#pragma once

#include <optional>
#include <vector>

#include "sheet/pdf_words.h"

namespace sheet {

struct LongPage {
  PdfPage page;
  std::vector<int> numbers;             // of the pages in it, from 1
  std::vector<double> offsets;          // how far each was moved down
  std::optional<double> headings = {};  // the height of the line that the others repeat
};

// In their order; pages without words are in none.
std::vector<LongPage> long_pages(const std::vector<PdfPage>& pages);

// Boxes go back to where they stand on their own page, and each row says its page.
void put_back(SourceTable& table, const LongPage& page);

}  // namespace sheet
