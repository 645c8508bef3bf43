// Writes a Sheet as CSV.
#include <algorithm>
#include <string_view>

#include "output/sheet.h"

namespace output {

namespace {

bool looks_like_formula(std::string_view cell) {
  return !cell.empty() && std::string_view("=+@\t").find(cell.front()) != std::string_view::npos;
}

// A million rows have sixteen million cells: a plain pass over the bytes is several times as fast
// as asking for the first of a set.
bool needs_quotes(std::string_view cell) {
  return std::ranges::any_of(cell,
                             [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; });
}

void append_cell(std::string& out, std::string_view cell) {
  const bool quoted = needs_quotes(cell);
  const bool formula = looks_like_formula(cell);
  if (!quoted) {
    if (formula) out += '\'';
    out += cell;
    return;
  }
  out += '"';
  if (formula) out += '\'';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

void append_csv_row(std::string& out, const std::vector<std::string>& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += ',';
    append_cell(out, row[i]);
  }
  out += "\r\n";
}

std::string csv(const Sheet& sheet, CsvOptions options) {
  std::string out;
  if (options.byte_order_mark) out += "\xEF\xBB\xBF";
  append_csv_row(out, sheet.headers);
  for (const auto& row : sheet.rows) append_csv_row(out, row);
  return out;
}

}  // namespace output
