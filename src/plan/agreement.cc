// Compares readings pair by pair.
#include "plan/agreement.h"

#include <algorithm>
#include <optional>

#include "base/japanese_text.h"

namespace plan {

namespace {

bool says(const Reading* reading) {
  return reading != nullptr && reading->text.has_value();
}

bool equal_numbers(const base::Number& one, const base::Number& other) {
  return one.numerator == other.numerator && one.denominator == other.denominator;
}

bool equal_ranges(const base::Quantity& one, const base::Quantity& other) {
  if (one.range.has_value() != other.range.has_value()) return false;
  return !one.range || equal_numbers(one.range->high, other.range->high);
}

bool equal(const base::Quantity& one, const base::Quantity& other) {
  return base::search_key(one.label) == base::search_key(other.label) &&
         equal_numbers(one.value, other.value) && one.unit == other.unit && one.yen == other.yen &&
         one.per == other.per && one.qualifiers == other.qualifiers &&
         one.approximate == other.approximate && one.comparison == other.comparison &&
         equal_ranges(one, other);
}

const base::Quantity* quantity_at(const Reading& reading, std::size_t index) {
  return index < reading.quantities.size() ? &reading.quantities[index] : nullptr;
}

std::string words_of(const Reading& reading, const base::Quantity* quantity) {
  if (quantity == nullptr) return {};
  return reading.text->substr(quantity->span.begin, quantity->span.end - quantity->span.begin);
}

std::vector<Disparity> quantity_disparities(const Reading& one, const Reading& other) {
  std::vector<Disparity> parts;
  const std::size_t all = std::max(one.quantities.size(), other.quantities.size());
  for (std::size_t i = 0; i < all; ++i) {
    const auto* first = quantity_at(one, i);
    const auto* second = quantity_at(other, i);
    if (first && second && equal(*first, *second)) continue;
    const auto& named = first ? *first : *second;
    parts.push_back({named.label.empty() ? named.unit : named.label, words_of(one, first),
                     words_of(other, second)});
  }
  return parts;
}

bool is_plain_absence(CellState state) {
  return state == CellState::dash || state == CellState::not_carried_out;
}

bool counts(const Reading& reading) {
  return reading.meaning.state == CellState::quantities && !reading.quantities.empty();
}

std::vector<Disparity> disparities(const Reading& one, const Reading& other) {
  if (base::search_key(*one.text) == base::search_key(*other.text)) return {};
  if (counts(one) && counts(other)) return quantity_disparities(one, other);
  if (one.meaning.state == other.meaning.state && is_plain_absence(one.meaning.state)) return {};
  return {{"", *one.text, *other.text}};
}

std::optional<Comparison> compare(const Cell& cell, ReadingSource one, ReadingSource other) {
  const Reading* first = find_reading(cell, one);
  const Reading* second = find_reading(cell, other);
  Comparison comparison{one, other, Agreement::same, {}};
  if (!says(first) && !says(second)) return std::nullopt;
  if (!says(second)) {
    comparison.agreement = Agreement::only_one;
  } else if (!says(first)) {
    comparison.agreement = Agreement::only_other;
  } else {
    comparison.parts = disparities(*first, *second);
    if (!comparison.parts.empty()) comparison.agreement = Agreement::differs;
  }
  return comparison;
}

}  // namespace

std::vector<Comparison> comparisons(const Cell& cell) {
  using enum ReadingSource;
  std::vector<Comparison> list;
  const auto add = [&](ReadingSource one, ReadingSource other) {
    if (auto comparison = compare(cell, one, other)) list.push_back(*std::move(comparison));
  };
  add(printed, computed);
  if (says(find_reading(cell, entered))) {
    add(printed, entered);
    add(entered, computed);
  }
  return list;
}

std::string code_of(const Comparison& comparison) {
  switch (comparison.agreement) {
    case Agreement::same:
      return "same";
    case Agreement::differs:
      return "differs";
    case Agreement::only_one:
      return "only_" + std::string(in_db(comparison.one));
    case Agreement::only_other:
      return "only_" + std::string(in_db(comparison.other));
  }
  return {};
}

}  // namespace plan
