// Which records a figure counts and what each of them adds. Asked once for every figure and record,
// so it compares and never copies.
#include "figure/figure.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace figure {
namespace {

constexpr std::array<std::pair<Measure, std::string_view>, 8> kMeasures = {{
    {Measure::count, "count"},
    {Measure::people, "people"},
    {Measure::yen, "yen"},
    {Measure::attribute, "attribute"},
    {Measure::distinct_businesses, "distinct_businesses"},
    {Measure::milestone, "milestone"},
    {Measure::carried_out, "carried_out"},
    {Measure::ratio, "ratio"},
}};

constexpr std::array<std::pair<Test, std::string_view>, 4> kTests = {{
    {Test::one_of, "one_of"},
    {Test::none_of, "none_of"},
    {Test::at_least, "at_least"},
    {Test::at_most, "at_most"},
}};

constexpr std::array<std::pair<ColumnRule, std::string_view>, 5> kRules = {{
    {ColumnRule::year, "year"},
    {ColumnRule::up_to, "up_to"},
    {ColumnRule::latest_of, "latest_of"},
    {ColumnRule::sum_of, "sum_of"},
    {ColumnRule::not_computed, "not_computed"},
}};

template <class Table, class Enum>
std::string_view code_in(const Table& table, Enum value) {
  return std::ranges::find(table, value, &Table::value_type::first)->second;
}

template <class Enum, class Table>
std::optional<Enum> value_in(const Table& table, std::string_view code) {
  const auto found = std::ranges::find(table, code, &Table::value_type::second);
  if (found == table.end()) return std::nullopt;
  return found->first;
}

// Attributes are checked when the record is written: digits are a number.
std::int64_t whole_number(std::string_view digits) {
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool holds(const Condition& condition, const record::Record& record) {
  const std::string* value = record::attribute(record, condition.attribute);
  switch (condition.test) {
    case Test::one_of:
      return value && std::ranges::find(condition.values, *value) != condition.values.end();
    case Test::none_of:
      return !value || std::ranges::find(condition.values, *value) == condition.values.end();
    case Test::at_least:
      return value && whole_number(*value) >= condition.number;
    case Test::at_most:
      return value && whole_number(*value) <= condition.number;
  }
  return false;
}

// An attribute is stored in a reversal as in the record it takes back: the sign is given here.
std::int64_t added(Measure measure, std::string_view attribute, const record::Record& record) {
  const std::int64_t sign = record.reverses ? -1 : 1;
  switch (measure) {
    case Measure::count:
    case Measure::carried_out:
      return record.count;
    case Measure::people:
      return record.people.value_or(0);
    case Measure::yen:
      return record.yen.value_or(0);
    case Measure::attribute: {
      const std::string* value = record::attribute(record, attribute);
      return value ? sign * whole_number(*value) : 0;
    }
    case Measure::distinct_businesses:
      return record.business ? sign : 0;
    case Measure::milestone:
      return sign;
    case Measure::ratio:
      break;
  }
  throw std::logic_error("a ratio is two sums");
}

std::int64_t checked_sum(std::int64_t left, std::int64_t right) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(left, right, &sum)) throw std::overflow_error("sum beyond 64 bits");
  return sum;
}

}  // namespace

bool counts(const Selection& selection, const record::Record& record) {
  if (record.kind != selection.kind) return false;
  if (std::ranges::find(selection.programmes, record.programme) == selection.programmes.end()) {
    return false;
  }
  if (selection.in_town && record.in_town != selection.in_town) return false;
  if (selection.with_business && record.business.has_value() != *selection.with_business)
    return false;
  return std::ranges::all_of(selection.where,
                             [&](const Condition& where) { return holds(where, record); });
}

std::optional<Contribution> contribution(const Definition& definition,
                                         const record::Record& record) {
  if (std::ranges::none_of(definition.records,
                           [&](const Selection& selection) { return counts(selection, record); })) {
    return std::nullopt;
  }
  if (definition.measure == Measure::distinct_businesses && !record.business) return std::nullopt;
  if (definition.measure != Measure::ratio) {
    return Contribution{added(definition.measure, definition.attribute, record), 0};
  }
  return Contribution{added(definition.upper, definition.attribute, record),
                      added(definition.lower, definition.attribute, record)};
}

std::string_view milestone_of(const record::Record& record) {
  const std::string* milestone = record::attribute(record, "milestone");
  return milestone ? std::string_view(*milestone) : kCarriedOut;
}

bool is_sum(Measure measure) {
  return measure != Measure::distinct_businesses && measure != Measure::milestone;
}

Sum& Sum::operator+=(const Sum& other) {
  records = checked_sum(records, other.records);
  value = checked_sum(value, other.value);
  singles = checked_sum(singles, other.singles);
  divisor = checked_sum(divisor, other.divisor);
  return *this;
}

std::string_view in_db(Measure measure) {
  return code_in(kMeasures, measure);
}

std::optional<Measure> measure_from(std::string_view code) {
  return value_in<Measure>(kMeasures, code);
}

std::string_view in_db(Test test) {
  return code_in(kTests, test);
}

std::optional<Test> test_from(std::string_view code) {
  return value_in<Test>(kTests, code);
}

std::string_view in_db(ColumnRule rule) {
  return code_in(kRules, rule);
}

std::optional<ColumnRule> rule_from(std::string_view code) {
  return value_in<ColumnRule>(kRules, code);
}

}  // namespace figure
