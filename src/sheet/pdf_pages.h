// Pages on which a table goes on. Who prints a long table repeats its headings on every page; such
// pages are laid one under the other, without the repeated lines and what stands above them, and
// are read as one long page: then every page tells where the columns are, not each for itself.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sheet/pdf_words.h"

namespace sheet {

struct LongPage {
  PdfPage page;
  std::vector<int> numbers;             // of the pages in it, from 1
  std::vector<double> offsets;          // how far each was moved down
  std::optional<double> headings = {};  // the height of the line that the others repeat
};

// - 3 -, 3／12, P.3
bool is_page_number(std::string_view line);
// Takes the page's number off, where it stands on a line for itself at the top or the bottom.
void drop_page_number(PdfPage& page);

// In their order; pages without words are in none.
std::vector<LongPage> long_pages(const std::vector<PdfPage>& pages);

// Boxes go back to where they stand on their own page, and each row says its page.
void put_back(SourceTable& table, const LongPage& page);

}  // namespace sheet
