// Rows of text laid out as a table.
#include "output/table.h"

#include <algorithm>

namespace output {

bool holds_whole(std::string_view text) {
  constexpr std::size_t digits_max = 15;  // a spreadsheet keeps fifteen
  const bool negative = text.starts_with('-');
  const std::string_view digits = negative ? text.substr(1) : text;
  if (digits.empty() || digits.size() > digits_max) return false;
  if (digits.size() > 1 && digits.front() == '0') return false;
  if (negative && digits == "0") return false;
  return std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Table table_of(const Sheet& sheet, const std::vector<CellKind>& kinds,
               const std::vector<int>& widths) {
  Table table;
  table.name = sheet.title;
  table.headings.emplace_back();
  for (std::size_t i = 0; i < sheet.headers.size(); ++i) {
    const bool number = kinds[i] == CellKind::whole || kinds[i] == CellKind::decimal;
    table.columns.push_back({widths[i], number ? Align::right : Align::left});
    table.headings.back().cells.push_back(
        {.column = static_cast<int>(i), .text = sheet.headers[i]});
  }
  for (const auto& row : sheet.rows) {
    Line& line = table.lines.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) {
      line.cells.push_back({.column = static_cast<int>(i), .text = row[i], .kind = kinds[i]});
    }
  }
  return table;
}

}  // namespace output
