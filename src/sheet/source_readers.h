// The readers behind read_source(), one for each kind of file. Each gives tables with at least one
// cell that holds something, or a refusal without the name of the file, which read_source() adds.
#pragma once

#include <string_view>

#include "sheet/source_file.h"

namespace sheet {

base::Result<SourceFile> read_xlsx_source(std::string_view bytes, const SourceLimits& limits);
base::Result<SourceFile> read_pdf_source(std::string_view bytes, const SourceLimits& limits);

// `text` is in UTF-8 already.
struct SeparatedText {
  std::string_view text;
  char preferred = ',';  // where the contents do not decide
};
struct SeparatedTable {
  SourceTable table;
  char separator = ',';
};
base::Result<SeparatedTable> read_separated(const SeparatedText& given, const SourceLimits& limits);

// Does the text hold the tags of a table?
bool is_html(std::string_view text);
// charset=… of a page; "" where it says none.
std::string_view said_letters(std::string_view page);
// `text` is in UTF-8 already. Refusals: file_broken, html_without_table, rows and cells.
base::Result<SourceFile> read_html_tables(std::string_view text, const SourceLimits& limits);

// Rows and cells within the limits?
base::Result<void> check_size(const SourceFile& file, const SourceLimits& limits);

// Spaces are nothing.
bool is_blank(std::string_view text);
bool holds_something(const Grid& grid);

}  // namespace sheet
