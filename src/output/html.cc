// Writes a table as one HTML page with its own style; in print the headings are repeated and no
// line is cut.
#include "output/table.h"

namespace output {

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "<br>";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// As a text inside the style; nothing in it can end the text or the style.
std::string in_style(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != '"' && c != '\\' && c != '<' && c != '\n') out += c;
  return out;
}

constexpr std::string_view style = R"(
body { margin: 1rem; color: #000; background: #fff; line-height: 1.5;
  font-family: "Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", sans-serif; }
h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
p { margin: .25rem 0; }
.mark { border: 2px solid; padding: .25rem .5rem; font-weight: bold; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; }
th, td { border: 1px solid #000; padding: .25rem .4rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
thead th { text-align: center; vertical-align: middle; border-bottom-width: 2px; }
tr.band th { border-top-width: 2px; }
td.centre { text-align: center; }
td.right { text-align: right; }
small { display: block; font-size: .85em; }
@media print {
  body { margin: 0; font-size: 8.5pt; line-height: 1.35; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  tr.band { break-after: avoid; }
}
)";

class Page {
 public:
  Page(const Table& table, std::string_view language, Paper paper)
      : table_(table), language_(language), paper_(paper) {}

  std::string write() {
    add("<!DOCTYPE html>\n<html lang=\"", escaped(language_), "\">\n<head>\n");
    add("<meta charset=\"utf-8\">\n");
    add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    add("<title>", escaped(table_.title), "</title>\n<style>", style);
    add("@page { size: ", paper_ == Paper::a3 ? "A3" : "A4", " landscape; margin: 10mm; }\n");
    if (!table_.mark.empty())
      add("@page { @top-center { content: \"", in_style(table_.mark),
          "\"; font-weight: bold; } }\n");
    add("</style>\n</head>\n<body>\n");
    if (!table_.mark.empty()) add("<p class=\"mark\">", escaped(table_.mark), "</p>\n");
    add("<h1>", escaped(table_.title), "</h1>\n");
    for (const auto& text : table_.above) add("<p>", escaped(text), "</p>\n");
    if (!table_.as_of.empty()) add("<p>", escaped(table_.as_of), "</p>\n");
    add("<table>\n<thead>\n");
    for (const auto& line : table_.headings) write_line(line, "col");
    add("</thead>\n<tbody>\n");
    for (const auto& line : table_.lines) write_line(line, line.band ? "row" : "");
    add("</tbody>\n</table>\n");
    for (const auto& text : table_.below) add("<p>", escaped(text), "</p>\n");
    add("</body>\n</html>\n");
    return std::move(out_);
  }

 private:
  template <class... Parts>
  void add(const Parts&... parts) {
    ((out_ += parts), ...);
  }

  // `scope` is that of headings; "" for cells.
  void write_line(const Line& line, std::string_view scope) {
    add(line.band ? "<tr class=\"band\">" : "<tr>");
    for (const auto& cell : line.cells) write_cell(cell, scope);
    add("</tr>\n");
  }

  void write_cell(const Cell& cell, std::string_view scope) {
    const std::string_view name = scope.empty() ? "td" : "th";
    add("<", name);
    const bool group = cell.columns > 1 && !scope.empty();
    if (!scope.empty()) add(" scope=\"", scope, group ? "group\"" : "\"");
    if (cell.rows > 1) add(" rowspan=\"", std::to_string(cell.rows), "\"");
    if (cell.columns > 1) add(" colspan=\"", std::to_string(cell.columns), "\"");
    const Align align = table_.columns[static_cast<std::size_t>(cell.column)].align;
    if (scope.empty() && align != Align::left) {
      add(align == Align::right ? " class=\"right\"" : " class=\"centre\"");
    }
    add(">", escaped(cell.text));
    if (!cell.note.empty()) add("<small>", escaped(cell.note), "</small>");
    add("</", name, ">");
  }

  const Table& table_;
  std::string_view language_;
  Paper paper_;
  std::string out_;
};

}  // namespace

std::string html(const Table& table, std::string_view language, Paper paper) {
  return Page(table, language, paper).write();
}

}  // namespace output
