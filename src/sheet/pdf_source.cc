// A PDF as a file of tables: one for each page, one for pages that repeat the same headings, one
// for pages whose lines go on at the same places; others with the columns of the one before can be
// joined.
#include <algorithm>
#include <cmath>
#include <optional>

#include "sheet/pdf_letters.h"
#include "sheet/pdf_pages.h"
#include "sheet/pdf_table.h"
#include "sheet/ruled_tables.h"
#include "sheet/source_readers.h"

namespace sheet {

namespace {

struct Extent {
  double left = 1e9;
  double right = -1e9;
  bool empty() const { return right < left; }
  bool overlaps(const Extent& other) const {
    const double common = std::min(right, other.right) - std::max(left, other.left);
    return common > 0.4 * std::min(right - left, other.right - other.left);
  }
};

// Where the columns of a page stand, by what stands in one column alone.
std::vector<Extent> columns_of(const SourceTable& table) {
  std::vector<Extent> columns;
  for (std::size_t row = 0; row < table.boxes.size(); ++row) {
    columns.resize(std::max(columns.size(), table.boxes[row].size()));
    for (std::size_t column = 0; column < table.boxes[row].size(); ++column) {
      const bool is_merged = std::ranges::any_of(table.merged, [&](const CellRange& range) {
        return range.top <= row && row <= range.bottom && range.left <= column &&
               column <= range.right;
      });
      if (is_merged || table.grid.rows[row][column].empty()) continue;
      const Box& box = table.boxes[row][column];
      columns[column].left = std::min(columns[column].left, box.left);
      columns[column].right = std::max(columns[column].right, box.right);
    }
  }
  return columns;
}

bool same_columns(const std::vector<Extent>& a, const std::vector<Extent>& b) {
  return a.size() > 1 && std::ranges::equal(a, b, [](const Extent& one, const Extent& other) {
           return one.empty() || other.empty() || one.overlaps(other);
         });
}

void append(SourceTable& table, SourceTable&& next) {
  const std::size_t rows = table.grid.rows.size();
  if (table.pages.empty()) table.pages.assign(rows, table.page);
  table.pages.insert(table.pages.end(), next.grid.rows.size(), next.page);
  std::ranges::move(next.grid.rows, std::back_inserter(table.grid.rows));
  std::ranges::move(next.boxes, std::back_inserter(table.boxes));
  for (CellRange range : next.merged) {
    table.merged.push_back({range.top + rows, range.left, range.bottom + rows, range.right});
  }
  for (NotedCell& note : next.notes) {
    note.row += rows;
    table.notes.push_back(std::move(note));
  }
}

// By the lines drawn on it, or where they tell nothing by its words.
base::Result<std::vector<RuledTable>> tables_of(const LongPage& page, const SourceLimits& limits) {
  auto tables = ruled_tables_of(page.page, page.numbers.front(), limits);
  if (!tables || !tables->empty()) return tables;
  auto table = table_of_page(page.page, page.numbers.front(), limits, page.headings);
  if (!table) return std::unexpected(table.error());
  tables->push_back({.table = std::move(*table)});
  return tables;
}

// The lines of a table go on at the same places on the next page, and nothing stands between.
bool goes_on(const RuledTable& above, const RuledTable& next) {
  constexpr double kSameEdge = 1.5;  // points
  const auto last_page = above.table.pages.empty() ? above.table.page : above.table.pages.back();
  return above.ends_with_cells && next.begins_with_cells && !next.edges.empty() &&
         next.table.page == last_page + 1 &&
         std::ranges::equal(above.edges, next.edges,
                            [](double a, double b) { return std::fabs(a - b) < kSameEdge; });
}

}  // namespace

void join_pages(SourceFile& file) {
  std::vector<SourceTable> joined;
  std::vector<Extent> columns;
  for (SourceTable& table : file.tables) {
    auto own = columns_of(table);
    if (!joined.empty() && joined.back().page > 0 && same_columns(columns, own)) {
      append(joined.back(), std::move(table));
    } else {
      joined.push_back(std::move(table));
    }
    columns = std::move(own);
  }
  file.tables = std::move(joined);
}

base::Result<SourceFile> read_pdf_source(std::string_view bytes, const SourceLimits& limits) {
  const PdfReader reader{.time_max = std::chrono::seconds(limits.pdf_seconds_max),
                         .pages_max = limits.pdf_pages_max,
                         .words_max = limits.cells_max};
  auto pages = read_pdf_words(bytes, reader);
  if (!pages) return std::unexpected(pages.error());
  const PdfLetters letters = count_letters(*pages);
  if (letters.are_unreadable()) {
    return base::refuse(pdf_letters_unknown, {{"letters", std::to_string(letters.all)},
                                              {"unknown", std::to_string(letters.unknown)}});
  }
  SourceFile file;
  file.kind = FileKind::pdf;
  if (letters.unknown > 0)
    file.remarks.push_back({"sheet.remark_letters_unknown", "", letters.pages});
  if (!add_pdf_rulings(bytes, *pages, reader))
    file.remarks.push_back({"sheet.remark_lines_not_read", "", ""});
  std::string wordless;
  for (std::size_t i = 0; i < pages->size(); ++i) {
    if ((*pages)[i].words.empty())
      wordless += (wordless.empty() ? "" : ", ") + std::to_string(i + 1);
  }
  std::vector<RuledTable> ruled;
  for (PdfPage& page : *pages) drop_page_number(page);
  for (const LongPage& page : long_pages(*pages)) {
    auto tables = tables_of(page, limits);
    if (!tables) return std::unexpected(tables.error());
    for (RuledTable& next : *tables) {
      put_back(next.table, page);
      if (!ruled.empty() && goes_on(ruled.back(), next)) {
        append(ruled.back().table, std::move(next.table));
        ruled.back().ends_with_cells = next.ends_with_cells;
      } else {
        ruled.push_back(std::move(next));
      }
    }
  }
  for (RuledTable& one : ruled) file.tables.push_back(std::move(one.table));
  if (file.tables.empty()) {
    return base::refuse(pdf_without_words, {{"pages", std::to_string(pages->size())}});
  }
  if (!wordless.empty()) {
    file.remarks.push_back({"sheet.remark_pages_without_words", "", wordless});
  }
  if (file.tables.size() > limits.tables_max) {
    file.tables.resize(limits.tables_max);
    file.remarks.push_back({"sheet.remark_tables_left", "", std::to_string(limits.tables_max)});
  }
  if (auto fits = check_size(file, limits); !fits) return std::unexpected(fits.error());
  return file;
}

}  // namespace sheet
