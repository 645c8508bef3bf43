// Arbitrary bytes as what pdftotext says of a PDF, and behind <svg as what pdftocairo draws: pages,
// words with boxes of any size at any place, lines anywhere. Reading ends within the limits, and
// every cell has its text, its box and its address.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/japanese_text.h"
#include "sheet/pdf_pages.h"
#include "sheet/pdf_table.h"
#include "sheet/ruled_tables.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

void check(const sheet::SourceTable& table) {
  const auto& rows = table.grid.rows;
  must(table.boxes.size() == rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    must(table.boxes[row].size() == rows[row].size());
    for (std::size_t column = 0; column < rows[row].size(); ++column) {
      must(base::is_valid_utf8(rows[row][column]));
      must(table.address(row, column).starts_with("p."));
    }
  }
  for (const auto& range : table.merged) {
    must(range.top <= range.bottom && range.bottom < rows.size() && range.left <= range.right &&
         range.right < rows[range.top].size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t svg = std::min(all.find("<svg"), size);
  const sheet::PdfReader reader{.pages_max = 10, .words_max = 2000, .rulings_max = 500};
  auto pages = sheet::read_bbox(std::string(all.substr(0, svg)), reader);
  if (!pages) return 0;
  const auto drawings = sheet::read_svg_drawings(all.substr(svg), reader);
  for (std::size_t i = 0; i < std::min(drawings.size(), pages->size()); ++i) {
    (*pages)[i].rulings = drawings[i].rulings;
    (*pages)[i].shades = drawings[i].shades;
  }
  sheet::SourceFile file;
  for (const sheet::LongPage& page : sheet::long_pages(*pages)) {
    const sheet::SourceLimits limits{.cells_max = 20'000};
    auto ruled = sheet::ruled_tables_of(page.page, page.numbers.front(), limits);
    if (ruled) {
      for (auto& one : *ruled) {
        sheet::put_back(one.table, page);
        check(one.table);
        file.tables.push_back(std::move(one.table));
      }
    }
    auto table = sheet::table_of_page(page.page, page.numbers.front(), limits, page.headings);
    if (!table) continue;
    sheet::put_back(*table, page);
    check(*table);
    file.tables.push_back(std::move(*table));
  }
  sheet::join_pages(file);
  for (const auto& table : file.tables) check(table);
  return 0;
}
