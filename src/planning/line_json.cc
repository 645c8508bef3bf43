// Written and read in the same order; absent members are not written.
#include "planning/line_json.h"

#include <stdexcept>

#include "base/json_file.h"
#include "base/json_text.h"

namespace planning {
namespace {

using base::JsonWriter;

void write_texts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  json.key(key).begin_array();
  for (const auto& text : texts) json.string(text);
  json.end_array();
}

void write_text(JsonWriter& json, std::string_view key, const std::string& text) {
  if (!text.empty()) json.field(key, text);
}

void write_number(JsonWriter& json, std::string_view key,
                  const std::optional<base::Number>& number) {
  if (!number) return;
  json.key(key).begin_array().integer(number->numerator).integer(number->denominator);
  json.integer(number->decimals).end_array();
}

void write_owners(JsonWriter& json, const std::vector<programme::Owner>& owners) {
  if (owners.empty()) return;
  json.key("owners").begin_array();
  for (const auto& owner : owners) {
    json.begin_object().field("from", owner.from);
    if (owner.to) json.field("to", *owner.to);
    json.field("body", owner.body);
    if (owner.department) json.field("department", *owner.department);
    if (owner.basis) json.field("basis", *owner.basis);
    json.end_object();
  }
  json.end_array();
}

void write_indicators(JsonWriter& json, const Line& line) {
  if (line.indicators_given > 0) json.field("indicators_given", line.indicators_given);
  if (line.indicators.empty()) return;
  json.key("indicators").begin_array();
  for (const auto& one : line.indicators) {
    json.begin_object().field("number", one.number).field("label", one.label);
    json.field("unit", one.unit).field("direction", plan::in_db(one.direction));
    json.field("nature", plan::in_db(one.nature));
    write_number(json, "tolerance", one.tolerance);
    write_number(json, "base", one.base);
    if (one.base_at) json.field("base_at", *one.base_at);
    json.end_object();
  }
  json.end_array();
}

void write_values(JsonWriter& json, const Line& line) {
  if (!line.targets.empty()) {
    json.key("targets").begin_array();
    for (const auto& target : line.targets) {
      json.begin_object().field("indicator", target.indicator).field("year", target.fiscal_year);
      json.field("text", target.text);
      write_number(json, "value", target.value);
      json.end_object();
    }
    json.end_array();
  }
  if (line.money.empty()) return;
  json.key("money").begin_array();
  for (const auto& money : line.money) {
    json.begin_object().field("year", money.fiscal_year).field("stage", plan::in_db(money.stage));
    json.field("yen", money.yen);
    if (money.note) json.field("note", *money.note);
    json.end_object();
  }
  json.end_array();
}

std::optional<base::Number> read_number(base::JsonObject& object, std::string_view key) {
  std::vector<std::int64_t> parts;
  object.each(key, [&](const base::JsonNode& node) { parts.push_back(node.integer()); });
  if (parts.size() != 3) return std::nullopt;
  return base::Number{parts[0], parts[1], static_cast<int>(parts[2])};
}

template <class Enum>
Enum code(std::string_view text, std::initializer_list<Enum> all) {
  for (const Enum one : all)
    if (plan::in_db(one) == text) return one;
  throw std::logic_error("planning: unknown code in the content of a line");
}

int whole(base::JsonObject& object, std::string_view key) {
  return static_cast<int>(object.integer(key));
}

plan::Indicator read_indicator(base::JsonObject one) {
  using plan::Direction;
  using plan::Nature;
  plan::Indicator read;
  read.number = whole(one, "number");
  read.label = one.text("label");
  read.unit = one.text("unit");
  read.direction = code(one.text("direction"), {Direction::up, Direction::down, Direction::maintain,
                                                Direction::milestone});
  read.nature = code(one.text("nature"), {Nature::flow, Nature::stock, Nature::cumulative});
  read.tolerance = read_number(one, "tolerance");
  read.base = read_number(one, "base");
  read.base_at = one.maybe_text("base_at");
  return read;
}

plan::Money read_money(base::JsonObject one) {
  using plan::MoneyStage;
  plan::Money money;
  money.fiscal_year = whole(one, "year");
  money.stage =
      code(one.text("stage"), {MoneyStage::planned, MoneyStage::budgeted, MoneyStage::executed});
  money.yen = one.integer("yen");
  money.note = one.maybe_text("note");
  return money;
}

void read_lists(base::JsonObject& object, Line& line) {
  object.each("owners", [&](const base::JsonNode& node) {
    auto one = node.object();
    programme::Owner owner;
    owner.from = whole(one, "from");
    owner.to = one.maybe_integer_in("to", 0, 9999);
    owner.body = one.text("body");
    owner.department = one.maybe_text("department");
    owner.basis = one.maybe_text("basis");
    line.owners.push_back(std::move(owner));
  });
  object.each("indicators", [&](const base::JsonNode& node) {
    line.indicators.push_back(read_indicator(node.object()));
  });
  object.each("targets", [&](const base::JsonNode& node) {
    auto one = node.object();
    plan::Target target;
    target.indicator = whole(one, "indicator");
    target.fiscal_year = whole(one, "year");
    target.text = one.text("text");
    target.value = read_number(one, "value");
    line.targets.push_back(std::move(target));
  });
  object.each("money",
              [&](const base::JsonNode& node) { line.money.push_back(read_money(node.object())); });
  object.each("came_from", [&](const base::JsonNode& node) {
    line.came_from.push_back(static_cast<int>(node.integer()));
  });
}

base::JsonFile parsed(std::string_view json, base::Mistakes& mistakes) {
  auto file = base::JsonFile::parse(json, mistakes);
  if (!file) throw std::logic_error("planning: content that is no JSON");
  return std::move(*file);
}

}  // namespace

std::string content_json(const Line& line) {
  JsonWriter json;
  json.begin_object();
  write_text(json, "description", line.description);
  write_text(json, "direction", line.direction);
  write_text(json, "years", line.years);
  write_texts(json, "departments", line.departments);
  write_texts(json, "programmes", line.programmes);
  write_texts(json, "legal_basis", line.legal_basis);
  write_texts(json, "funding", line.funding);
  write_texts(json, "related", line.related);
  write_owners(json, line.owners);
  write_indicators(json, line);
  write_values(json, line);
  if (!line.came_from.empty()) {
    json.key("came_from").begin_array();
    for (const int from : line.came_from) json.integer(from);
    json.end_array();
  }
  if (line.merged_into) json.field("merged_into", *line.merged_into);
  if (line.action) {
    json.key("action").begin_object().field("row", line.action->row);
    json.field("kind", line.action->kind).field("text", line.action->text);
    json.field("owner", line.action->owner).field("due", line.action->due).end_object();
  }
  return json.end_object().take();
}

void read_content(std::string_view json, Line& line) {
  base::Mistakes mistakes("draft_line_version.content");
  const auto file = parsed(json, mistakes);
  auto object = file.root().object();
  line.description = object.maybe_text("description").value_or("");
  line.direction = object.maybe_text("direction").value_or("");
  line.years = object.maybe_text("years").value_or("");
  line.departments = object.texts("departments");
  line.programmes = object.texts("programmes");
  line.legal_basis = object.texts("legal_basis");
  line.funding = object.texts("funding");
  line.related = object.texts("related");
  line.indicators_given = object.maybe_integer_in("indicators_given", 0, 1'000'000).value_or(0);
  line.merged_into = object.maybe_integer_in("merged_into", 0, 1'000'000'000);
  read_lists(object, line);
  if (const auto node = object.optional("action"); node.present()) {
    auto action = node.object();
    line.action = CarriedAction{action.text("row"), action.text("kind"), action.text("text"),
                                action.text("owner"), action.text("due")};
  }
}

std::string levels_json(const std::vector<Level>& levels) {
  JsonWriter json;
  json.begin_array();
  for (const Level& level : levels)
    json.begin_object().field("name", level.name).field("kind", in_db(level.kind)).end_object();
  return json.end_array().take();
}

std::vector<Level> read_levels(std::string_view json) {
  base::Mistakes mistakes("plan_draft_version.levels");
  const auto file = parsed(json, mistakes);
  std::vector<Level> levels;
  file.root().each([&](const base::JsonNode& node) {
    auto one = node.object();
    Level level;
    level.name = one.text("name");
    level.kind = kind_from(one.text("kind"));
    levels.push_back(std::move(level));
  });
  return levels;
}

std::string state_text(const Line& line) {
  JsonWriter json;
  json.begin_array().integer(line.parent.value_or(0)).integer(line.ordinal);
  json.string(line.number.value_or("")).string(line.title);
  json.boolean(line.lives()).string(line.ended.value_or(""));
  json.end_array();
  return json.take() + content_json(line);
}

}  // namespace planning
