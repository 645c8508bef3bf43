// Definitions as the database keeps them: canonical JSON, members in one order, what is not said
// left out, so that a comparison of bytes tells whether a definition has changed.
#include <stdexcept>

#include "base/json_text.h"
#include "figure/figure_file.h"

namespace figure {
namespace {

using base::JsonNode;
using base::JsonObject;
using base::JsonWriter;

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const auto& text : texts) json.string(text);
  json.end_array();
}

void write_maybe(JsonWriter& json, std::string_view name, const std::optional<std::string>& text) {
  if (text) json.field(name, *text);
}

void write_said(JsonWriter& json, std::string_view name, const std::string& text) {
  if (!text.empty()) json.field(name, text);
}

bool compares_numbers(Test test) {
  return test == Test::at_least || test == Test::at_most;
}

void write_condition(JsonWriter& json, const Condition& condition) {
  json.begin_object().field("attribute", condition.attribute).field("test", in_db(condition.test));
  if (compares_numbers(condition.test)) {
    json.field("number", condition.number);
  } else {
    write_texts(json, "values", condition.values);
  }
  json.end_object();
}

void write_selection(JsonWriter& json, const Selection& selection) {
  json.begin_object();
  write_texts(json, "programmes", selection.programmes);
  json.field("kind", selection.kind);
  json.key("where").begin_array();
  for (const auto& condition : selection.where) write_condition(json, condition);
  json.end_array();
  if (selection.in_town) json.field("in_town", *selection.in_town);
  if (selection.with_business) json.field("with_business", *selection.with_business);
  json.end_object();
}

void write_column(JsonWriter& json, const ColumnDefinition& column) {
  json.begin_object().field("column", column.column).field("rule", in_db(column.rule));
  json.key("fiscal_years").begin_array();
  for (const int year : column.fiscal_years) json.integer(year);
  json.end_array();
  write_said(json, "text", column.text);
  write_said(json, "none", column.none);
  write_maybe(json, "reason", column.reason);
  json.end_object();
}

// What this program wrote reads back: anything else is a damaged database, a fault.
[[noreturn]] void damaged(std::string_view json) {
  throw std::runtime_error("figure definition unreadable: " + std::string(json.substr(0, 200)));
}

template <class T>
T known(const std::optional<T>& value, const JsonNode& node) {
  if (value) return *value;
  damaged(node.text());
}

record::YenBasis basis_of(const JsonNode& node) {
  using enum record::YenBasis;
  for (const auto basis : {lent, decided, fixed, paid}) {
    if (record::name_of(basis) == node.text()) return basis;
  }
  damaged(node.text());
}

Measure measure_of(const JsonNode& node) {
  return known(measure_from(node.text()), node);
}

Condition condition_of(const JsonNode& node) {
  auto object = node.object();
  Condition condition;
  condition.attribute = object.text("attribute");
  const auto test = object.required("test");
  condition.test = known(test_from(test.text()), test);
  if (compares_numbers(condition.test)) {
    condition.number = object.integer("number");
  } else {
    condition.values = object.texts("values");
  }
  object.end();
  return condition;
}

Selection selection_of(const JsonNode& node) {
  auto object = node.object();
  Selection selection;
  selection.programmes = object.texts("programmes");
  selection.kind = object.text("kind");
  object.each("where",
              [&](const JsonNode& where) { selection.where.push_back(condition_of(where)); });
  const auto in_town = object.optional("in_town");
  if (in_town.present()) selection.in_town = in_town.flag();
  const auto with_business = object.optional("with_business");
  if (with_business.present()) selection.with_business = with_business.flag();
  object.end();
  return selection;
}

ColumnDefinition column_of(const JsonNode& node) {
  auto object = node.object();
  ColumnDefinition column;
  column.column = object.text("column");
  const auto rule = object.required("rule");
  column.rule = known(rule_from(rule.text()), rule);
  object.each("fiscal_years", [&](const JsonNode& year) {
    column.fiscal_years.push_back(static_cast<int>(year.integer()));
  });
  column.text = object.maybe_text("text").value_or("");
  column.none = object.maybe_text("none").value_or("");
  column.reason = object.maybe_text("reason");
  object.end();
  return column;
}

Definition definition_of(JsonObject object) {
  Definition definition;
  definition.key = object.text("key");
  definition.label = object.maybe_text("label").value_or("");
  definition.measure = measure_of(object.required("measure"));
  definition.attribute = object.maybe_text("attribute").value_or("");
  if (definition.measure == Measure::ratio) {
    definition.upper = measure_of(object.required("upper"));
    definition.lower = measure_of(object.required("lower"));
  }
  object.each("records", [&](const JsonNode& selection) {
    definition.records.push_back(selection_of(selection));
  });
  definition.unit = object.maybe_text("unit").value_or("");
  definition.scale = object.integer("scale");
  const auto basis = object.optional("basis");
  if (basis.present()) definition.basis = basis_of(basis);
  definition.gross = object.flag_or("gross", false);
  definition.part_of = object.maybe_text("part_of");
  object.end();
  return definition;
}

RowDefinition row_of(JsonObject object) {
  RowDefinition row;
  row.row = object.text("row");
  object.each("columns", [&](const JsonNode& column) { row.columns.push_back(column_of(column)); });
  object.each("words", [&](const JsonNode& node) {
    auto wording = node.object();
    row.words.push_back({wording.text("code"), wording.text("text")});
    wording.end();
  });
  row.shown_while_owned_by = object.maybe_text("shown_while_owned_by");
  row.handed_over_text = object.maybe_text("handed_over").value_or("");
  row.done_elsewhere_row = object.maybe_text("done_elsewhere_row");
  row.done_elsewhere_text = object.maybe_text("done_elsewhere").value_or("");
  row.reason = object.maybe_text("reason");
  object.end();
  return row;
}

template <class Read>
auto read_whole(std::string_view json, Read read) {
  base::Mistakes mistakes("figure");
  const auto file = base::JsonFile::parse(json, mistakes);
  if (!file) damaged(json);
  auto value = read(file->root().object());
  if (!mistakes.none()) damaged(json);
  return value;
}

}  // namespace

std::string definition_json(const Definition& definition) {
  JsonWriter json;
  json.begin_object().field("key", definition.key);
  write_said(json, "label", definition.label);
  json.field("measure", in_db(definition.measure));
  write_said(json, "attribute", definition.attribute);
  if (definition.measure == Measure::ratio) {
    json.field("upper", in_db(definition.upper)).field("lower", in_db(definition.lower));
  }
  json.key("records").begin_array();
  for (const auto& selection : definition.records) write_selection(json, selection);
  json.end_array();
  write_said(json, "unit", definition.unit);
  json.field("scale", definition.scale);
  if (definition.basis) json.field("basis", record::name_of(*definition.basis));
  if (definition.gross) json.field("gross", true);
  write_maybe(json, "part_of", definition.part_of);
  json.end_object();
  return json.take();
}

Definition definition_from_json(std::string_view json) {
  return read_whole(json, definition_of);
}

std::string row_json(const RowDefinition& row) {
  JsonWriter json;
  json.begin_object().field("row", row.row);
  json.key("columns").begin_array();
  for (const auto& column : row.columns) write_column(json, column);
  json.end_array();
  json.key("words").begin_array();
  for (const auto& [code, text] : row.words) {
    json.begin_object().field("code", code).field("text", text).end_object();
  }
  json.end_array();
  write_maybe(json, "shown_while_owned_by", row.shown_while_owned_by);
  write_said(json, "handed_over", row.handed_over_text);
  write_maybe(json, "done_elsewhere_row", row.done_elsewhere_row);
  write_said(json, "done_elsewhere", row.done_elsewhere_text);
  write_maybe(json, "reason", row.reason);
  json.end_object();
  return json.take();
}

RowDefinition row_from_json(std::string_view json) {
  return read_whole(json, row_of);
}

}  // namespace figure
