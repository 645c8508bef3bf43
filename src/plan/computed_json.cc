// Member by member; numbers of records, deeds and figures never leave.
#include "plan/computed_json.h"

#include "base/json_text.h"
#include "figure/figure_text.h"
#include "plan/plan_json.h"
#include "plan/value_stage.h"

namespace plan {

namespace {

using base::JsonWriter;

void maybe(JsonWriter& json, std::string_view name, const std::optional<std::string>& text) {
  json.key(name);
  if (text) {
    json.string(*text);
  } else {
    json.null();
  }
}

void write_figure(JsonWriter& json, const CellFigure& cell_figure) {
  const auto& [definition, value] = cell_figure;
  json.begin_object().field("figure", definition.key).field("label", definition.label);
  json.field("measure", figure::in_db(definition.measure)).field("unit", definition.unit);
  json.field("records", value.sum.records).field("value", value.sum.value);
  json.field("singles", value.sum.singles).field("divisor", value.sum.divisor);
  json.key("milestone");
  if (value.milestone) {
    json.begin_object().field("code", value.milestone->code);
    json.field("occurred_on", value.milestone->occurred_on).end_object();
  } else {
    json.null();
  }
  json.end_object();
}

void write_computed(JsonWriter& json, const Computed& computed) {
  json.begin_object().field("basis", in_db(computed.basis));
  maybe(json, "reason",
        computed.reason.empty() ? std::nullopt : std::optional<std::string>(computed.reason));
  json.key("singles_percent");
  if (computed.singles_percent) {
    json.integer(*computed.singles_percent);
  } else {
    json.null();
  }
  json.key("figures").begin_array();
  for (const auto& one : computed.figures) write_figure(json, one);
  json.end_array().end_object();
}

void write_comparison(JsonWriter& json, const Comparison& comparison) {
  json.begin_object().key("between").begin_array();
  json.string(in_db(comparison.one)).string(in_db(comparison.other)).end_array();
  json.field("agreement", code_of(comparison)).key("parts").begin_array();
  for (const auto& part : comparison.parts) {
    json.begin_object().field("what", part.what).key("texts").begin_array();
    json.string(part.one).string(part.other).end_array().end_object();
  }
  json.end_array().end_object();
}

class TableJson {
 public:
  TableJson(const OpenedTable& opened, const std::vector<const Column*>& columns)
      : opened_(opened), columns_(columns) {}

  std::string make() {
    json_.begin_object().field("slug", opened_.plan.slug);
    write_municipality(json_, opened_.municipality);
    json_.field("title", opened_.plan.title);
    json_.field("scope", opened_.scope == figure::Scope::all ? "all" : "confirmed");
    write_moment();
    write_columns();
    json_.key("rows").begin_array();
    for (const auto* leaf : leaves(opened_.plan)) write_row(*leaf);
    json_.end_array().end_object();
    return json_.take();
  }

 private:
  void write_moment() {
    const auto& at = opened_.as_known;
    maybe(json_, "as_known", at ? std::optional(base::iso_japan(*at)) : std::nullopt);
    maybe(json_, "as_known_microseconds",
          at ? std::optional(std::to_string(at->microseconds)) : std::nullopt);
  }

  void write_columns() {
    json_.key("columns").begin_array();
    for (const auto* column : columns_) {
      json_.begin_object().field("key", column->key).field("header", column->header);
      json_.field("kind", in_db(column->kind)).key("fiscal_years").begin_array();
      for (const int year : column->fiscal_years) json_.integer(year);
      json_.end_array().end_object();
    }
    json_.end_array();
  }

  void write_row(const Row& row) {
    json_.begin_object().field("key", row.key);
    maybe(json_, "number", programme_row(opened_.plan, row).number);
    maybe(json_, "parent", row.parent);
    json_.field("title", row.title).key("cells").begin_array();
    for (const auto* column : columns_) write_cell(row, *column);
    json_.end_array().end_object();
  }

  void write_cell(const Row& row, const Column& column) {
    static const Cell nothing;
    const Cell* found = find_cell(row, column.key);
    const Cell& cell = found == nullptr ? nothing : *found;
    const CellPlace place{row.key, column.key};
    const Reading* visible = shown(cell);
    json_.begin_object().field("column", column.key);
    maybe(json_, "shown",
          visible ? std::optional<std::string>(in_db(visible->source)) : std::nullopt);
    write_declared(cell, place);
    json_.key("readings").begin_array();
    for (const auto& reading : cell.readings) {
      json_.begin_object();
      write_reading(json_, reading);
      const auto stage = stage_of(reading, column, opened_.closed_years, opened_.settled_years);
      json_.field("stage", in_db(stage));
      if (const auto day = settled_on(column, opened_.settled_years);
          day && stage == ValueStage::settled)
        json_.field("settled_on", base::iso(*day));
      json_.end_object();
    }
    json_.end_array().key("computed");
    const auto computed = opened_.computed.find(place);
    if (computed == opened_.computed.end()) {
      json_.null();
    } else {
      write_computed(json_, computed->second);
    }
    json_.key("differences").begin_array();
    const auto compared = opened_.comparisons.find(place);
    if (compared != opened_.comparisons.end()) {
      for (const auto& comparison : compared->second) write_comparison(json_, comparison);
    }
    json_.end_array().end_object();
  }

  void write_declared(const Cell& cell, const CellPlace& place) {
    json_.key("declared");
    if (!cell.declared) {
      json_.null();
      return;
    }
    const auto reason = opened_.reasons.find(place);
    json_.begin_object().field("source", in_db(*cell.declared));
    json_.field("reason", reason == opened_.reasons.end() ? "" : reason->second).end_object();
  }

  const OpenedTable& opened_;
  const std::vector<const Column*>& columns_;
  JsonWriter json_;
};

}  // namespace

std::string table_json(const OpenedTable& opened, const std::vector<const Column*>& columns) {
  return TableJson(opened, columns).make();
}

}  // namespace plan
