// Selections as SQL conditions. A condition that is unknown (NULL) counts as not met, as in the
// rules; only none_of is met by an attribute that is not there.
#include "figure/condition_store.h"

#include <algorithm>
#include <stdexcept>

#include "base/joined.h"

namespace figure::store {
namespace {

constexpr std::string_view kAlways = "1 = 1";
constexpr std::string_view kNever = "1 = 0";

bool names(const Selection& selection, const Work& work) {
  return selection.kind == work.kind &&
         std::ranges::find(selection.programmes, work.programme) != selection.programmes.end();
}

}  // namespace

std::string Values::place(Held value) {
  const auto [found, fresh] = places_.try_emplace(value, held_.size() + 1);
  if (fresh) held_.push_back(std::move(value));
  return "?" + std::to_string(found->second);
}

std::string Values::text(std::string_view value) {
  return place(std::string(value));
}

std::string Values::number(std::int64_t value) {
  return place(value);
}

std::vector<db::Value> Values::all() const {
  std::vector<db::Value> values;
  values.reserve(held_.size());
  for (const Held& held : held_) {
    if (const auto* number = std::get_if<std::int64_t>(&held))
      values.emplace_back(*number);
    else
      values.emplace_back(std::string_view(std::get<std::string>(held)));
  }
  return values;
}

RecordSql::RecordSql(db::Engine engine, const Work& work, Values& values)
    : engine_(engine), work_(work), values_(values) {}

std::string_view RecordSql::sign() {
  return "CASE WHEN r.reverses IS NULL THEN 1 ELSE -1 END";
}

// The name is the declared one, never the definition's own text.
std::string RecordSql::attribute(std::string_view name) {
  const record::RecordKind* kind = record::find_kind(work_.kind);
  const record::Attribute* declared = kind ? record::find_attribute(*kind, name) : nullptr;
  if (declared == nullptr) return "CAST(NULL AS TEXT)";
  const std::string known(declared->name);
  if (engine_ == db::Engine::sqlite)
    return "CAST(json_extract(r.attributes, '$." + known + "') AS TEXT)";
  return "(CAST(r.attributes AS jsonb) ->> '" + known + "')";
}

std::string RecordSql::holds(const Condition& condition) {
  const std::string value = attribute(condition.attribute);
  std::vector<std::string> places;
  for (const std::string& code : condition.values) places.push_back(values_.text(code));
  const std::string codes = "(" + base::joined(places, ", ") + ")";
  switch (condition.test) {
    case Test::one_of:
      return places.empty() ? std::string(kNever) : value + " IN " + codes;
    case Test::none_of:
      return places.empty() ? std::string(kAlways)
                            : "(" + value + " IS NULL OR " + value + " NOT IN " + codes + ")";
    case Test::at_least:
      return "CAST(" + value + " AS BIGINT) >= " + values_.number(condition.number);
    case Test::at_most:
      return "CAST(" + value + " AS BIGINT) <= " + values_.number(condition.number);
  }
  throw std::logic_error("figure: unknown test of a condition");
}

std::string RecordSql::selected(const Selection& selection) {
  std::vector<std::string> parts;
  if (selection.in_town) parts.push_back(*selection.in_town ? "r.in_town = 1" : "r.in_town = 0");
  if (selection.with_business)
    parts.push_back(*selection.with_business ? "r.business IS NOT NULL" : "r.business IS NULL");
  for (const Condition& condition : selection.where) parts.push_back(holds(condition));
  return parts.empty() ? std::string(kAlways) : "(" + base::joined(parts, " AND ") + ")";
}

std::string RecordSql::selections(const Definition& definition) {
  std::vector<std::string> parts;
  for (const Selection& selection : definition.records) {
    if (!names(selection, work_)) continue;
    std::string part = selected(selection);
    if (part == kAlways) return part;
    if (std::ranges::find(parts, part) == parts.end()) parts.push_back(std::move(part));
  }
  if (parts.empty()) return {};
  return parts.size() == 1 ? parts.front() : "(" + base::joined(parts, " OR ") + ")";
}

// A record without a business is none of the records behind a count of businesses.
std::string RecordSql::match(const Definition& definition) {
  std::string matched = selections(definition);
  if (!matched.empty() && definition.measure == Measure::distinct_businesses)
    matched += " AND r.business IS NOT NULL";
  return matched;
}

std::string RecordSql::added(Measure measure, std::string_view attribute_name) {
  const std::string sign_of(sign());
  switch (measure) {
    case Measure::count:
    case Measure::carried_out:
      return "r.count";
    case Measure::people:
      return "COALESCE(r.people, 0)";
    case Measure::yen:
      return "COALESCE(r.yen, 0)";
    case Measure::attribute:
      return "COALESCE(CAST(" + attribute(attribute_name) + " AS BIGINT), 0) * " + sign_of;
    case Measure::milestone:
      return sign_of;
    case Measure::distinct_businesses:
      return "CASE WHEN r.business IS NULL THEN 0 ELSE " + sign_of + " END";
    case Measure::ratio:
      break;
  }
  throw std::logic_error("figure: a ratio is two sums");
}

std::string RecordSql::value(const Definition& definition) {
  const bool ratio = definition.measure == Measure::ratio;
  return added(ratio ? definition.upper : definition.measure, definition.attribute);
}

std::string RecordSql::divisor(const Definition& definition) {
  if (definition.measure != Measure::ratio) return "0";
  return added(definition.lower, definition.attribute);
}

}  // namespace figure::store
