// Written by appending and read strictly: what is read is written again and compared, so that one
// table has one text.
#include "edition/content.h"

#include <algorithm>

#include "base/json_file.h"
#include "base/json_text.h"

namespace edition {
namespace {

using base::JsonNode;
using base::JsonObject;
using base::JsonWriter;

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& list) {
  json.key(name).begin_array();
  for (const std::string& one : list) json.string(one);
  json.end_array();
}

void write_line(JsonWriter& json, const Line& line) {
  json.begin_object().field("row", line.row).field("number", line.number);
  write_texts(json, "place", line.place);
  json.field("title", line.title).field("sub_title", line.sub_title);
  write_texts(json, "departments", line.departments);
  json.key("cells").begin_array();
  for (const Cell& cell : line.cells) {
    json.begin_object().field("column", cell.column).field("text", cell.text);
    json.field("source", cell.source).field("state", cell.state).end_object();
  }
  json.end_array().field("rating", line.rating).field("rating_source", line.rating_source);
  json.field("next_action", line.next_action).field("next_direction", line.next_direction);
  write_texts(json, "notes", line.notes);
  json.end_object();
}

Line read_line(const JsonNode& node) {
  JsonObject object = node.object();
  Line line;
  line.row = object.text("row");
  line.number = object.text("number");
  line.place = object.texts("place");
  line.title = object.text("title");
  line.sub_title = object.text("sub_title");
  line.departments = object.texts("departments");
  object.each("cells", [&](const JsonNode& one) {
    JsonObject cell = one.object();
    line.cells.push_back(
        {cell.text("column"), cell.text("text"), cell.text("source"), cell.text("state")});
    cell.end();
  });
  line.rating = object.text("rating");
  line.rating_source = object.text("rating_source");
  line.next_action = object.text("next_action");
  line.next_direction = object.text("next_direction");
  line.notes = object.texts("notes");
  object.end();
  return line;
}

constexpr int kNumberMax = 1'000'000;

}  // namespace

std::string write(const Content& content) {
  JsonWriter json;
  json.begin_object().field("format", kEditionFormat);
  json.field("municipality", content.municipality).field("publisher", content.publisher);
  json.field("plan", content.plan).field("plan_title", content.plan_title);
  json.field("number", content.number).field("title", content.title);
  json.field("decided_on", content.decided_on).field("committee_on", content.committee_on);
  json.field("released_at", content.released_at).field("known_at", content.known_at);
  json.key("columns").begin_array();
  for (const Column& column : content.columns)
    json.begin_object().field("key", column.key).field("header", column.header).end_object();
  json.end_array().key("lines").begin_array();
  for (const Line& line : content.lines) write_line(json, line);
  json.end_array();
  write_texts(json, "caveats", content.caveats);
  write_texts(json, "sources", content.sources);
  json.key("corrections").begin_array();
  for (const PublishedCorrection& one : content.corrections)
    json.begin_object()
        .field("at", one.at)
        .field("row", one.row)
        .field("text", one.text)
        .end_object();
  json.end_array().end_object();
  return json.take();
}

std::string write(const ErratumContent& content) {
  JsonWriter json;
  json.begin_object().field("format", kErratumFormat);
  json.field("municipality", content.municipality).field("publisher", content.publisher);
  json.field("plan", content.plan).field("number", content.number);
  json.field("edition_sha256", content.edition_sha256).field("erratum", content.erratum);
  json.field("issued_at", content.issued_at).field("row", content.row);
  json.field("column", content.column).field("old_text", content.old_text);
  json.field("new_text", content.new_text).field("reason", content.reason).end_object();
  return json.take();
}

std::optional<Content> read_content(std::string_view text) {
  base::Mistakes mistakes("");
  const auto file = base::JsonFile::parse(text, mistakes);
  if (!file) return std::nullopt;
  JsonObject object = file->root().object();
  Content content;
  const bool is_edition = object.text("format") == kEditionFormat;
  content.municipality = object.text("municipality");
  content.publisher = object.text("publisher");
  content.plan = object.text("plan");
  content.plan_title = object.text("plan_title");
  content.number = object.required("number").integer_in(0, kNumberMax);
  content.title = object.text("title");
  content.decided_on = object.text("decided_on");
  content.committee_on = object.text("committee_on");
  content.released_at = object.text("released_at");
  content.known_at = object.text("known_at");
  object.each("columns", [&](const JsonNode& one) {
    JsonObject column = one.object();
    content.columns.push_back({column.text("key"), column.text("header")});
    column.end();
  });
  object.each("lines", [&](const JsonNode& one) { content.lines.push_back(read_line(one)); });
  content.caveats = object.texts("caveats");
  content.sources = object.texts("sources");
  object.each("corrections", [&](const JsonNode& one) {
    JsonObject correction = one.object();
    content.corrections.push_back(
        {correction.text("at"), correction.text("row"), correction.text("text")});
    correction.end();
  });
  object.end();
  if (!is_edition || !mistakes.none() || write(content) != text) return std::nullopt;
  return content;
}

std::optional<ErratumContent> read_erratum(std::string_view text) {
  base::Mistakes mistakes("");
  const auto file = base::JsonFile::parse(text, mistakes);
  if (!file) return std::nullopt;
  JsonObject object = file->root().object();
  ErratumContent content;
  const bool is_erratum = object.text("format") == kErratumFormat;
  content.municipality = object.text("municipality");
  content.publisher = object.text("publisher");
  content.plan = object.text("plan");
  content.number = object.required("number").integer_in(1, kNumberMax);
  content.edition_sha256 = object.text("edition_sha256");
  content.erratum = object.required("erratum").integer_in(1, kNumberMax);
  content.issued_at = object.text("issued_at");
  content.row = object.text("row");
  content.column = object.text("column");
  content.old_text = object.text("old_text");
  content.new_text = object.text("new_text");
  content.reason = object.text("reason");
  object.end();
  if (!is_erratum || !mistakes.none() || write(content) != text) return std::nullopt;
  return content;
}

const Line* find_line(const Content& content, std::string_view row) {
  const auto found = std::ranges::find(content.lines, row, &Line::row);
  return found == content.lines.end() ? nullptr : &*found;
}

const Cell* find_cell(const Line& line, std::string_view column) {
  const auto found = std::ranges::find(line.cells, column, &Cell::column);
  return found == line.cells.end() ? nullptr : &*found;
}

std::string name_of(const Line& line) {
  std::string name = line.number.empty() ? line.title : line.number + " " + line.title;
  if (!line.sub_title.empty()) name += " " + line.sub_title;
  return name;
}

}  // namespace edition
