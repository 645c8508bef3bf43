// A table on its way to the child and back: JSON in, JSON out, nothing guessed.
#include <exception>
#include <iostream>
#include <iterator>

#include "base/json_file.h"
#include "base/json_text.h"
#include "output/pdf.h"

namespace output {

namespace {

using base::JsonNode;
using base::JsonObject;
using base::JsonWriter;

void write_lines(JsonWriter& json, std::string_view name, const std::vector<Line>& lines) {
  json.key(name).begin_array();
  for (const auto& line : lines) {
    json.begin_object().field("band", line.band).key("cells").begin_array();
    for (const auto& cell : line.cells) {
      json.begin_object()
          .field("column", cell.column)
          .field("rows", cell.rows)
          .field("columns", cell.columns)
          .field("text", cell.text)
          .field("note", cell.note)
          .end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const auto& text : texts) json.string(text);
  json.end_array();
}

Cell read_cell(JsonObject object, int columns) {
  Cell cell;
  cell.column = object.required("column").integer_in(0, columns - 1);
  cell.rows = object.required("rows").integer_in(1, 10'000);
  cell.columns = object.required("columns").integer_in(1, columns - cell.column);
  cell.text = object.text("text");
  cell.note = object.text("note");
  object.end();
  return cell;
}

std::vector<Line> read_lines(JsonObject& object, std::string_view name, int columns) {
  std::vector<Line> lines;
  object.each(name, [&](const JsonNode& node) {
    JsonObject line = node.object();
    Line& read = lines.emplace_back();
    read.band = line.flag_or("band", false);
    line.each("cells", [&](const JsonNode& cell) {
      read.cells.push_back(read_cell(cell.object(), columns));
    });
    line.end();
  });
  return lines;
}

}  // namespace

std::string write_table(const Table& table, Paper paper) {
  JsonWriter json;
  json.begin_object()
      .field("a3", paper == Paper::a3)
      .field("mark", table.mark)
      .field("title", table.title)
      .field("as_of", table.as_of)
      .field("made_at", table.made_at);
  write_texts(json, "above", table.above);
  write_texts(json, "below", table.below);
  json.key("columns").begin_array();
  for (const auto& column : table.columns) {
    json.begin_object()
        .field("width", column.width)
        .field("align", static_cast<int>(column.align))
        .end_object();
  }
  json.end_array();
  write_lines(json, "headings", table.headings);
  write_lines(json, "lines", table.lines);
  json.end_object();
  return json.take();
}

std::optional<ReadTable> read_table(std::string_view text) {
  base::Mistakes mistakes("table");
  const auto file = base::JsonFile::parse(text, mistakes);
  if (!file) return std::nullopt;
  JsonObject object = file->root().object();
  ReadTable read;
  read.paper = object.flag_or("a3", true) ? Paper::a3 : Paper::a4;
  read.table.mark = object.text("mark");
  read.table.title = object.text("title");
  read.table.as_of = object.text("as_of");
  read.table.made_at = object.text("made_at");
  read.table.above = object.texts("above");
  read.table.below = object.texts("below");
  object.each("columns", [&](const JsonNode& node) {
    JsonObject column = node.object();
    read.table.columns.push_back({column.required("width").integer_in(1, 1000),
                                  static_cast<Align>(column.required("align").integer_in(0, 2))});
    column.end();
  });
  const int columns = static_cast<int>(read.table.columns.size());
  if (columns == 0) return std::nullopt;
  read.table.headings = read_lines(object, "headings", columns);
  read.table.lines = read_lines(object, "lines", columns);
  object.end();
  if (!mistakes.none()) return std::nullopt;
  return read;
}

int draw_pdf_command(std::istream& in, std::ostream& out) {
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto read = read_table(text);
  if (!read) return 1;
  try {
    out << draw_pdf(read->table, read->paper) << std::flush;
  } catch (const std::exception& trouble) {
    std::cerr << "nigiwai: " << trouble.what() << '\n';
    return 1;
  }
  return out ? 0 : 1;
}

}  // namespace output
