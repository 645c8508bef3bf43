// What a figure may say depends on what it adds up and on what its kinds of record carry.
#include "figure/figure_file_definition.h"

#include <algorithm>
#include <functional>
#include <set>

#include "base/japanese_text.h"
#include "base/words.h"
#include "programme/programme.h"

namespace figure {
namespace {

using base::JsonNode;
using base::JsonObject;
using record::Carries;
using record::RecordKind;
using record::YenBasis;

constexpr int kNumberMax = 999'999'999;
constexpr std::int64_t kThousand = 1000;

std::string_view unit_thousand_yen() {
  return base::words(base::Language::ja, "figure.unit_thousand_yen");
}

std::vector<std::string> read_values(const JsonNode& node, const record::Attribute& attribute) {
  std::vector<std::string> values;
  node.each([&](const JsonNode& item) {
    const std::string value = item.text();
    if (!item.present()) return;
    if (std::ranges::find(attribute.codes, value) == attribute.codes.end()) {
      item.mistake("figure.value_unknown",
                   {{"value", value}, {"attribute", std::string(attribute.name)}});
    } else if (std::ranges::find(values, value) != values.end()) {
      item.mistake("figure.twice", {{"key", value}});
    }
    values.push_back(value);
  });
  if (within(values.size(), kValuesMax, node) && values.empty()) node.mistake("figure.no_values");
  return values;
}

void read_test(Condition& condition, const JsonNode& node, const record::Attribute& attribute) {
  const bool compares_numbers = condition.test == Test::at_least || condition.test == Test::at_most;
  const bool has_numbers = attribute.type == record::AttributeType::whole_number;
  if (compares_numbers != has_numbers) {
    node.mistake(has_numbers ? "figure.attribute_is_number" : "figure.attribute_is_code",
                 {{"attribute", condition.attribute}});
  } else if (compares_numbers) {
    condition.number = node.integer_in(0, kNumberMax);
  } else {
    condition.values = read_values(node, attribute);
  }
}

Condition read_condition(const JsonNode& node, const RecordKind& kind) {
  auto object = node.object();
  Condition condition;
  const auto name = object.required("attribute");
  condition.attribute = name.text();
  const auto* attribute = record::find_attribute(kind, condition.attribute);
  if (name.present() && !attribute) {
    name.mistake("figure.attribute_undeclared",
                 {{"attribute", condition.attribute}, {"kind", std::string(kind.code)}});
  }
  int tests = 0;
  for (const auto test : {Test::one_of, Test::none_of, Test::at_least, Test::at_most}) {
    const auto said = object.optional(in_db(test));
    if (!said.present()) continue;
    ++tests;
    condition.test = test;
    if (attribute) read_test(condition, said, *attribute);
  }
  if (object.present() && tests != 1) node.mistake("figure.one_test");
  object.end();
  return condition;
}

// A condition in which a mistake was told already.
bool is_unread(const Condition& condition) {
  const bool codes = condition.test == Test::one_of || condition.test == Test::none_of;
  return codes && condition.values.empty();
}

const RecordKind* read_kind(const JsonNode& node, std::string& code) {
  code = node.text();
  const auto* kind = record::find_kind(code);
  if (node.present() && !kind) node.mistake("figure.unknown_kind", {{"kind", code}});
  return kind;
}

// Whether a value of the attribute, or a record without it, meets every condition on it.
bool may_be_met(const record::Attribute& attribute, const std::vector<Condition>& where) {
  std::vector<std::string_view> codes(attribute.codes.begin(), attribute.codes.end());
  bool may_be_absent = !attribute.required;
  std::int64_t least = 0;
  std::int64_t most = kNumberMax;
  for (const Condition& one : where) {
    if (one.attribute != attribute.name) continue;
    const auto is_named = [&](std::string_view code) {
      return std::ranges::find(one.values, code) != one.values.end();
    };
    if (one.test == Test::one_of) std::erase_if(codes, std::not_fn(is_named));
    if (one.test == Test::none_of) std::erase_if(codes, is_named);
    if (one.test == Test::at_least) least = std::max(least, one.number);
    if (one.test == Test::at_most) most = std::min(most, one.number);
    if (one.test != Test::none_of) may_be_absent = false;
  }
  if (may_be_absent) return true;
  return attribute.type == record::AttributeType::code ? !codes.empty() : least <= most;
}

// Conditions that no record can meet together.
void check_possible(const std::vector<Condition>& where, const RecordKind& kind,
                    const JsonNode& node) {
  for (const record::Attribute& attribute : kind.attributes) {
    if (may_be_met(attribute, where)) continue;
    if (std::ranges::find(where, attribute.name, &Condition::attribute) == where.end()) continue;
    node.mistake("figure.conditions_exclude", {{"attribute", std::string(attribute.name)}});
  }
}

// kind, programmes, where, in_town, with_business: of a figure itself, or of each entry of its
// `records`.
Selection read_selection(JsonObject& object, const std::vector<std::string>& programmes) {
  Selection selection;
  selection.programmes = read_programmes(object);
  if (selection.programmes.empty()) selection.programmes = programmes;
  if (object.present() && selection.programmes.empty()) {
    object.node().mistake("figure.no_programmes");
  }
  const auto* kind = read_kind(object.required("kind"), selection.kind);
  const auto where = object.optional("where");
  if (kind) {
    where.each(
        [&](const JsonNode& node) { selection.where.push_back(read_condition(node, *kind)); });
    within(selection.where.size(), kConditionsMax, where);
    if (std::ranges::none_of(selection.where, is_unread))
      check_possible(selection.where, *kind, where);
  }
  const auto in_town = object.optional("in_town");
  if (in_town.present()) {
    selection.in_town = in_town.flag();
    if (kind && kind->in_town == Carries::none) {
      in_town.mistake("figure.in_town_not_carried", {{"kind", selection.kind}});
    }
  }
  const auto with_business = object.optional("with_business");
  if (with_business.present()) {
    selection.with_business = with_business.flag();
    if (kind && kind->business == Carries::none) {
      with_business.mistake("figure.business_not_carried", {{"kind", selection.kind}});
    }
  }
  return selection;
}

void read_selections(Definition& definition, JsonObject& object,
                     const std::vector<std::string>& programmes) {
  const auto records = object.optional("records");
  if (!records.present()) {
    definition.records.push_back(read_selection(object, programmes));
    return;
  }
  for (const std::string_view alone : {"kind", "programmes", "where", "in_town", "with_business"}) {
    const auto said = object.optional(alone);
    if (said.present()) said.mistake("figure.beside_records", {{"key", std::string(alone)}});
  }
  records.each([&](const JsonNode& node) {
    auto entry = node.object();
    definition.records.push_back(read_selection(entry, programmes));
    entry.end();
  });
  if (definition.records.empty()) records.mistake("figure.no_records");
  within(definition.records.size(), kSelectionsMax, records);
}

bool adds(const Definition& definition, Measure measure) {
  if (definition.measure != Measure::ratio) return definition.measure == measure;
  return definition.upper == measure || definition.lower == measure;
}

bool has_unit(Measure measure) {
  return measure != Measure::milestone && measure != Measure::carried_out;
}

bool may_be_gross(Measure measure) {
  return measure == Measure::count || measure == Measure::people || measure == Measure::attribute;
}

// A key that this measure has no use for.
void refuse_key(const JsonNode& node, std::string_view key, Measure measure) {
  if (!node.present()) return;
  node.mistake("figure.key_not_for_measure",
               {{"key", std::string(key)}, {"measure", std::string(in_db(measure))}});
}

Measure read_measure(const JsonNode& node) {
  const std::string code = node.text();
  const auto measure = measure_from(code);
  if (node.present() && !measure) node.mistake("figure.unknown_measure", {{"measure", code}});
  return measure.value_or(Measure::count);
}

Measure read_part(const JsonNode& node, Measure otherwise) {
  const std::string code = node.text();
  if (!node.present()) return otherwise;
  using enum Measure;
  for (const auto part : {count, people, yen, attribute}) {
    if (in_db(part) == code) return part;
  }
  node.mistake("figure.ratio_part", {{"part", code}});
  return otherwise;
}

void read_ratio(Definition& definition, JsonObject& object) {
  if (definition.measure != Measure::ratio) {
    refuse_key(object.optional("upper"), "upper", definition.measure);
    refuse_key(object.optional("lower"), "lower", definition.measure);
    return;
  }
  const auto upper = object.required("upper");
  const auto lower = object.required("lower");
  definition.upper = read_part(upper, definition.upper);
  definition.lower = read_part(lower, definition.lower);
  if (upper.present() && lower.present() && upper.text() == lower.text()) {
    lower.mistake("figure.ratio_of_the_same", {{"part", lower.text()}});
  }
}

void read_attribute(Definition& definition, JsonObject& object) {
  if (!adds(definition, Measure::attribute)) {
    refuse_key(object.optional("attribute"), "attribute", definition.measure);
    return;
  }
  const auto node = object.required("attribute");
  definition.attribute = node.text();
  if (!node.present()) return;
  for (const auto& selection : definition.records) {
    const auto* kind = record::find_kind(selection.kind);
    const auto* attribute = kind ? record::find_attribute(*kind, definition.attribute) : nullptr;
    if (kind && (!attribute || attribute->type != record::AttributeType::whole_number)) {
      node.mistake("figure.attribute_not_number",
                   {{"attribute", definition.attribute}, {"kind", selection.kind}});
    }
  }
}

std::optional<YenBasis> basis_from(std::string_view code) {
  using enum YenBasis;
  for (const auto basis : {lent, decided, fixed, paid}) {
    if (record::name_of(basis) == code) return basis;
  }
  return std::nullopt;
}

void read_basis(Definition& definition, JsonObject& object) {
  if (!adds(definition, Measure::yen)) {
    refuse_key(object.optional("basis"), "basis", definition.measure);
    return;
  }
  const auto node = object.required("basis");
  const std::string code = node.text();
  definition.basis = basis_from(code);
  if (!node.present()) return;
  if (!definition.basis) return node.mistake("figure.unknown_basis", {{"basis", code}});
  for (const auto& selection : definition.records) {
    const auto* kind = record::find_kind(selection.kind);
    if (!kind || kind->yen == YenBasis::none || kind->yen == *definition.basis) continue;
    node.mistake("figure.basis_differs", {{"basis", code},
                                          {"kind", selection.kind},
                                          {"carried", std::string(record::name_of(kind->yen))}});
  }
}

// Money is shown in 円 or 千円 and nothing else is; a ratio of money in 円.
void read_unit(Definition& definition, JsonObject& object) {
  if (!has_unit(definition.measure)) {
    refuse_key(object.optional("unit"), "unit", definition.measure);
    return;
  }
  const auto node = object.required("unit");
  definition.unit = read_text(node);
  if (!node.present()) return;
  const bool ratio = definition.measure == Measure::ratio;
  const bool money =
      definition.measure == Measure::yen || (ratio && definition.upper == Measure::yen);
  const bool yen = definition.unit == money_unit();
  const bool thousand = definition.unit == unit_thousand_yen();
  if (money && !yen && (ratio || !thousand)) {
    node.mistake("figure.unit_for_money", {{"unit", definition.unit}});
  } else if (!money && (yen || thousand)) {
    node.mistake("figure.unit_money_only",
                 {{"unit", definition.unit}, {"measure", std::string(in_db(definition.measure))}});
  }
  definition.scale = thousand ? kThousand : 1;
}

// Does every kind carry what is to be added?
void check_carried(const Definition& definition, const JsonNode& node) {
  for (const auto& selection : definition.records) {
    const auto* kind = record::find_kind(selection.kind);
    if (!kind) continue;
    const std::vector<base::Fact> facts = {{"kind", selection.kind}};
    if (adds(definition, Measure::people) && kind->people == Carries::none) {
      node.mistake("figure.people_not_carried", facts);
    }
    if (adds(definition, Measure::yen) && kind->yen == YenBasis::none) {
      node.mistake("figure.yen_not_carried", facts);
    }
    if (!adds(definition, Measure::distinct_businesses)) continue;
    if (kind->business == Carries::none) {
      node.mistake("figure.business_not_carried", facts);
    } else if (selection.with_business == false) {
      node.mistake("figure.business_left_out");
    }
  }
}

}  // namespace

std::string_view money_unit() {
  return base::words(base::Language::ja, "figure.unit_yen");
}

bool within(std::size_t count, std::size_t max, const JsonNode& node) {
  if (count <= max) return true;
  node.mistake("figure.too_many", {{"count", std::to_string(count)}, {"max", std::to_string(max)}});
  return false;
}

bool is_figure_key(std::string_view key) {
  constexpr std::size_t characters_max = 40;
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !key.empty() && key.size() <= characters_max && key[0] >= 'a' && key[0] <= 'z' &&
         std::ranges::all_of(key, allowed);
}

std::string read_text(const JsonNode& node) {
  const std::string text = node.text();
  if (!node.present()) return text;
  if (text.empty()) node.mistake("figure.empty_text");
  const auto checked = base::check_text(text, base::Lines::one, kTextCharactersMax);
  if (!checked) node.mistake(checked.error().code, checked.error().facts);
  return text;
}

std::string read_programme(const JsonNode& node) {
  const std::string key = node.text();
  if (node.present() && !programme::is_key(key)) {
    node.mistake("figure.bad_programme_key", {{"programme", key}});
  }
  return key;
}

std::vector<std::string> read_programmes(JsonObject& object) {
  std::vector<std::string> programmes;
  const auto list = object.optional("programmes");
  list.each([&](const JsonNode& node) {
    const std::string key = read_programme(node);
    if (std::ranges::find(programmes, key) != programmes.end()) {
      node.mistake("figure.twice", {{"key", key}});
    }
    programmes.push_back(key);
  });
  within(programmes.size(), kValuesMax, list);
  return programmes;
}

Definition read_definition(const JsonNode& node, const std::vector<std::string>& programmes) {
  auto object = node.object();
  Definition definition;
  const auto key = object.required("key");
  definition.key = key.text();
  if (key.present() && !is_figure_key(definition.key)) {
    key.mistake("figure.bad_figure_key", {{"key", definition.key}});
  }
  const auto label = object.optional("label");
  if (label.present()) definition.label = read_text(label);
  definition.measure = read_measure(object.required("measure"));
  read_selections(definition, object, programmes);
  read_ratio(definition, object);
  read_attribute(definition, object);
  read_basis(definition, object);
  read_unit(definition, object);
  const auto gross = object.optional("gross");
  if (!may_be_gross(definition.measure)) refuse_key(gross, "gross", definition.measure);
  definition.gross = gross.present() && gross.flag();
  definition.part_of = object.maybe_text("part_of");
  check_carried(definition, node);
  object.end();
  return definition;
}

}  // namespace figure
