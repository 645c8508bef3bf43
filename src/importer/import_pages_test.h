// The same tables as PDFs. A page has no cell addresses, so what is expected is told by the words:
// each row of the sheet is sought among the rows read from the page, in their order, and each of
// its words must stand there under the same meaning and year.
#pragma once

#include "importer/import_tables_test.h"

namespace importer::testing {

struct PageCase {
  Case sheet;                               // the same table as a file of cells
  std::vector<sheet::SourceTable> pages{};  // as read from page.pdf
};
// Those that have a page.pdf beside them.
std::vector<PageCase> read_page_cases(const char* folder = kMendedWith);

Score score_page(const PageCase& expected, const std::vector<Understanding>& understood);

}  // namespace importer::testing
