// A file of tables as towns hand them over (XLSX, CSV or TSV in any of the usual letters, an HTML
// page, a PDF with words, pasted text) read into tables of cells. Every cell keeps its address in
// the file: A1 in a sheet or a page's table, a box on a PDF page. What was seen on the way and may
// surprise somebody (the letters found, hidden lines, formulas, dates) stands beside it as remarks.
// Nothing here knows what a cell means.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/workbook.h"

namespace sheet {

// Each sentence names the file, what was found and what to do.
inline constexpr base::RefusalKind file_empty{"sheet.file_empty", 400};
inline constexpr base::RefusalKind file_too_large{"sheet.file_too_large", 413};
inline constexpr base::RefusalKind file_not_a_table{"sheet.file_not_a_table", 400};
inline constexpr base::RefusalKind file_is_picture{"sheet.file_is_picture", 400};
inline constexpr base::RefusalKind file_is_encrypted{"sheet.file_is_encrypted", 400};
inline constexpr base::RefusalKind file_is_old_workbook{"sheet.file_is_old_workbook", 400};
inline constexpr base::RefusalKind file_of_other_program{"sheet.file_of_other_program", 400};
inline constexpr base::RefusalKind file_broken{"sheet.file_broken", 400};
inline constexpr base::RefusalKind unpacked_too_large{"sheet.unpacked_too_large", 413};
inline constexpr base::RefusalKind rows_too_many{"sheet.rows_too_many", 413};
inline constexpr base::RefusalKind cells_too_many{"sheet.cells_too_many", 413};
inline constexpr base::RefusalKind file_without_cells{"sheet.file_without_cells", 400};
inline constexpr base::RefusalKind html_without_table{"sheet.html_without_table", 400};
inline constexpr base::RefusalKind pdf_is_encrypted{"sheet.pdf_is_encrypted", 400};
inline constexpr base::RefusalKind pdf_without_words{"sheet.pdf_without_words", 400};
inline constexpr base::RefusalKind pdf_letters_unknown{"sheet.pdf_letters_unknown", 400};
inline constexpr base::RefusalKind pdf_pages_too_many{"sheet.pdf_pages_too_many", 413};
inline constexpr base::RefusalKind pdf_too_slow{"sheet.pdf_too_slow", 413};
inline constexpr base::RefusalKind pdf_broken{"sheet.pdf_broken", 400};
inline constexpr base::RefusalKind pdf_reader_missing{"sheet.pdf_reader_missing", 503};

// Besides letters_unknown (letters.h), quote_open and text_after_quote (grid.h).
inline constexpr const base::RefusalKind* kSourceRefusals[] = {
    &file_empty,         &file_too_large,       &file_not_a_table,  &file_is_picture,
    &file_is_encrypted,  &file_is_old_workbook, &file_broken,       &file_of_other_program,
    &unpacked_too_large, &rows_too_many,        &cells_too_many,    &file_without_cells,
    &html_without_table, &pdf_is_encrypted,     &pdf_without_words, &pdf_letters_unknown,
    &pdf_pages_too_many, &pdf_too_slow,         &pdf_broken,        &pdf_reader_missing};

enum class FileKind { xlsx, csv, tsv, html, pdf, pasted };
std::string_view code_of(FileKind kind);

// Points (1/72 inch) from the upper left corner of the page.
struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
};

// Inclusive, counted from 0, in the grid.
struct CellRange {
  std::size_t top = 0;
  std::size_t left = 0;
  std::size_t bottom = 0;
  std::size_t right = 0;
  bool operator==(const CellRange&) const = default;
};

// Something about one cell that the text alone does not say.
enum class CellNote {
  formula,     // the value a program worked out when the file was last saved
  date,        // a number that the sheet shows as a date; the text is 2014-04-01
  shown_as,    // the text is what the sheet shows: 0012 for 12 under the format 0000, △5 for -5
  error,       // #REF!, #N/A
  hidden,      // in a hidden row or column, or under a format that shows nothing
  struck_out,  // crossed out, or a part of it
  superscript  // letters that stand above the line (note marks) were left in the text
};

struct NotedCell {
  std::size_t row = 0;
  std::size_t column = 0;
  CellNote note = CellNote::formula;
  // What stands beside the text: of a date, the day as the sheet shows it (12/15); of shown_as, the
  // digits that the file holds.
  std::string value = {};
};

struct SourceTable {
  std::string name = {};  // of the sheet; "" where the file has none
  int page = 0;           // PDF: from 1
  Grid grid = {};         // the text of each cell; of merged cells in their first one alone
  std::vector<CellRange> merged = {};
  std::vector<NotedCell> notes = {};
  std::vector<std::vector<Box>> boxes = {};  // PDF: beside every cell of the grid; else empty
  std::vector<int> pages = {};               // of joined pages: the page of each row; else empty
  bool hidden = false;
  bool by_distances = false;  // PDF: no lines are drawn, rows and columns are told by the words
  std::string caption = {};   // HTML: the words of <caption>, or of the heading before the table

  // "B12", or "p.3 (72,118)-(140,131)": how a person finds the cell again.
  std::string address(std::size_t row, std::size_t column) const;
};

// A sentence for the officer: key of the words and what goes into its slots.
struct Remark {
  std::string key;  // sheet.remark_…
  std::string where;
  std::string value;
};

struct SourceFile {
  FileKind kind = FileKind::csv;
  std::string letters = {};  // as letters.h names them; "" where the file names its own
  std::vector<SourceTable> tables = {};
  std::vector<Remark> remarks = {};
};

struct SourceLimits {
  std::size_t bytes_max = 20 * 1024 * 1024;
  std::size_t unpacked_max = 256 * 1024 * 1024;
  std::size_t rows_max = 20'000;      // of one table
  std::size_t cells_max = 1'000'000;  // of the file, with the gaps between them
  std::size_t tables_max = 100;
  int pdf_pages_max = 200;
  int pdf_seconds_max = 20;
};

// What it is is told by its bytes; the name only decides between CSV and TSV where both fit, and is
// named in refusals. Refusals: kSourceRefusals, letters_unknown, quote_open, text_after_quote.
base::Result<SourceFile> read_source(std::string_view bytes, std::string_view name,
                                     const SourceLimits& limits = {});

// PDF: pages whose columns stand where those of the page before stand become one table. Headings
// that are repeated stay where they are.
void join_pages(SourceFile& file);

// What somebody pasted from a sheet or a page: tabs, or the text of an HTML table.
base::Result<SourceFile> read_pasted(std::string_view text, const SourceLimits& limits = {});

}  // namespace sheet
