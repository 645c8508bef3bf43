// Workbooks and separated text become one kind of text, and that becomes a grid.
#include "diary/paste_table.h"

#include <algorithm>

#include "diary/diary_words.h"
#include "sheet/csv.h"
#include "sheet/workbook.h"
#include "staff/staff_page.h"

namespace diary {
namespace {

std::vector<std::string> both(std::string_view key) {
  return {std::string(base::words(base::Language::ja, key)),
          std::string(base::words(base::Language::en, key))};
}

std::string as_tsv(const sheet::Grid& grid) {
  std::string text;
  for (const auto& row : grid.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string cell = row[i];
      std::ranges::replace_if(
          cell, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
      text += (i == 0 ? "" : "\t") + cell;
    }
    text += '\n';
  }
  return text;
}

}  // namespace

Headers headers_of(base::Language language, const Worked& worked) {
  Headers headers{both("diary.column_day"),
                  both("diary.column_place"),
                  both("diary.column_co_organisers"),
                  both("diary.column_note"),
                  {}};
  for (const Line& line : worked.lines) {
    for (const Field& field : line.fields) {
      const std::string plain = field_word(language, line, field);
      const std::string label = field_label(language, line, field);
      const std::string title = line_title(language, line) + " ";
      headers.fields.push_back({{&line, &field}, {plain, label, title + plain, title + label}});
    }
  }
  std::map<std::string, int> uses;
  for (const auto& [column, names] : headers.fields)
    for (const std::string& name : std::set<std::string>(names.begin(), names.end())) ++uses[name];
  for (auto& [column, names] : headers.fields)
    std::erase_if(names, [&](const std::string& name) { return name.empty() || uses[name] > 1; });
  std::erase_if(headers.fields, [](const auto& one) { return one.second.empty(); });
  return headers;
}

base::Result<std::string> text_of_file(const std::string& bytes) {
  if (bytes.size() > kTableFileBytesMax) return base::refuse(sheet::too_large);
  if (!bytes.starts_with("PK")) return bytes;
  const auto book = sheet::read_xlsx(
      bytes, {.bytes_max = kTableFileBytesMax, .rows_max = 2000, .cells_max = 50'000});
  if (!book) return std::unexpected(book.error());
  for (const auto& one : book->sheets)
    if (!one.hidden) return as_tsv(one.grid);
  return std::string();
}

base::Result<sheet::Grid> table_of(const std::string& text) {
  const auto first_line = std::string_view(text).substr(0, text.find('\n'));
  return sheet::read_csv(text, first_line.find('\t') != first_line.npos ? '\t' : ',',
                         {.bytes_max = staff::web::kTypedLinesCharactersMax * 4});
}

}  // namespace diary
