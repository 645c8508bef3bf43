// One row of plan.json: what it is, where it stands, its years, cells, rating and sub-activities.
#include "plan/plan_file_row.h"

#include <utility>

#include "plan/plan_reading.h"

namespace plan {

namespace {

using base::JsonNode;
using base::JsonObject;

Certainty read_certainty_as(JsonObject& object, std::string_view confidence_key,
                            std::string_view reason_key) {
  Certainty certainty;
  const JsonNode confidence = object.optional(confidence_key);
  if (confidence.present()) certainty.confidence = read_code<Confidence>(confidence);
  certainty.reason = object.maybe_text(reason_key);
  return certainty;
}

std::optional<Description> read_description(const JsonNode& node) {
  if (!node.present()) return std::nullopt;
  auto object = node.object();
  Description description;
  description.text = object.text("text");
  description.certainty = read_certainty(object);
  object.end();
  return description;
}

Years read_printed_years(const JsonNode& node) {
  auto object = node.object();
  Years years;
  years.printed = object.maybe_text("printed");
  years.fiscal_years = read_years(object.optional("fiscal_years"));
  object.end();
  return years;
}

void read_rating_period(const JsonNode& node, Rating& rating) {
  if (!node.present()) return;
  const auto period = read_years(node);
  if (period.size() != 2) return node.mistake("plan.rating_period_needs_two_years");
  rating.from = period.front();
  rating.to = period.back();
  if (*rating.from > *rating.to) {
    node.mistake("programme.years_reversed",
                 {{"from", std::to_string(*rating.from)}, {"to", std::to_string(*rating.to)}});
  }
}

std::optional<Rating> read_rating(const JsonNode& node) {
  if (!node.present()) return std::nullopt;
  auto object = node.object();
  Rating rating;
  rating.scale = object.text("scale");
  rating.mark = object.text("mark");
  rating.printed = object.text("printed");
  read_rating_period(object.optional("period"), rating);
  rating.scope = read_code<RatingScope>(object.required("scope"));
  rating.over_rows = object.texts("over_rows");
  rating.certainty = read_certainty(object);
  object.end();
  return rating;
}

std::optional<Meaning> read_meaning(const JsonNode& node) {
  if (!node.present()) return std::nullopt;
  auto object = node.object();
  Meaning meaning;
  meaning.state = read_code<CellState>(object.required("state"));
  meaning.body = object.maybe_text("body");
  meaning.row = object.maybe_text("row");
  meaning.by = object.maybe_text("by");
  meaning.reason = object.maybe_text("reason");
  object.end();
  return meaning;
}

Reading read_reading(const JsonNode& node) {
  auto object = node.object();
  Reading reading;
  reading.text = object.maybe_text("text");
  reading.kind = read_code<CellKind>(object.required("kind"));
  reading.merged = object.maybe_text("merged");
  reading.certainty = read_certainty(object);
  const JsonNode state = object.optional("state");
  std::optional<CellState> stated;
  if (state.present()) stated = read_code<CellState>(state);
  const auto meaning = read_meaning(object.optional("meaning"));
  object.end();
  if (const auto mistake = interpret(reading, stated, meaning)) {
    node.mistake(mistake->code, mistake->facts);
  }
  return reading;
}

void read_cells(const JsonNode& node, const Plan& plan, Row& row) {
  auto object = node.object();
  std::vector<std::pair<std::string, Reading>> found;
  object.each_member([&](std::string_view column, const JsonNode& cell) {
    if (find_column(plan, column) == nullptr) {
      cell.mistake("plan.unknown_column", {{"column", std::string(column)}});
    }
    found.emplace_back(std::string(column), read_reading(cell));
  });
  for (const auto& column : plan.columns) {
    for (auto& [key, reading] : found) {
      if (key == column.key) row.cells.push_back({key, {std::move(reading)}});
    }
  }
}

std::vector<Neighbour> read_related(JsonObject& object) {
  std::vector<Neighbour> related;
  object.each("related", [&](const JsonNode& node) {
    auto relation = node.object();
    related.push_back({relation.text("row"), relation.text("kind"), relation.maybe_text("note")});
    relation.end();
  });
  return related;
}

Provenance read_provenance(const JsonNode& node) {
  auto object = node.object();
  Provenance provenance;
  provenance.source = object.text("source");
  constexpr int page_max = 100'000;
  provenance.page = object.maybe_integer_in("page", 1, page_max);
  provenance.certainty = read_certainty(object);
  object.end();
  return provenance;
}

}  // namespace

Certainty read_certainty(JsonObject& object) {
  return read_certainty_as(object, "confidence", "reason");
}

int read_year(const JsonNode& node) {
  const auto number = node.integer();
  if (!node.is_integer()) return 0;
  constexpr int first_year = 1873, last_year = 2199;
  if (number >= first_year && number <= last_year) return static_cast<int>(number);
  node.mistake("plan.bad_fiscal_year", {{"year", std::to_string(number)}});
  return 0;
}

std::vector<int> read_years(const JsonNode& node) {
  std::vector<int> years;
  node.each([&](const JsonNode& year) {
    if (const int number = read_year(year); number != 0) years.push_back(number);
  });
  return years;
}

void read_row(const JsonNode& node, const std::optional<std::string>& parent, Plan& plan) {
  auto object = node.object();
  Row row;
  row.key = object.text("key");
  row.number = object.maybe_text("number");
  row.level = object.text("level");
  row.parent = parent;
  row.node = object.maybe_text("node");
  row.node_certainty = read_certainty_as(object, "node_confidence", "node_reason");
  row.title = object.text("title");
  row.title_reason = object.maybe_text("title_reason");
  row.description = read_description(object.optional("description"));
  row.programmes = object.texts("programmes");
  row.departments = object.texts("departments");
  row.parties = object.texts("parties");
  row.star = object.flag_or("star", false);
  const JsonNode years = object.optional("years");
  if (years.present()) row.years = read_printed_years(years);
  const JsonNode cells = object.optional("cells");
  if (cells.present()) read_cells(cells, plan, row);
  row.rating = read_rating(object.optional("rating"));
  row.notes = object.texts("notes");
  row.related = read_related(object);
  row.provenance = read_provenance(object.required("provenance"));
  const std::string key = row.key;
  plan.rows.push_back(std::move(row));
  object.each("sub_activities", [&](const JsonNode& child) { read_row(child, key, plan); });
  object.end();
}

}  // namespace plan
