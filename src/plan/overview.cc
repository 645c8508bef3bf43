// Counting marks and comparing years. Numbers are fractions and are compared as such.
#include "plan/overview.h"

#include <algorithm>

#include "plan/table.h"

namespace plan {

namespace {

__extension__ typedef __int128 Wide;

// Two years can be compared when they count the same thing in the same way.
bool is_same_thing(const base::Quantity& a, const base::Quantity& b) {
  return a.label == b.label && a.unit == b.unit && a.qualifiers == b.qualifiers && a.per == b.per &&
         a.comparison == b.comparison && !a.range && !b.range;
}

// A cell whose texts cannot be told apart by year, or that stands for several columns, is no value
// of one year.
const Reading* reading_of_year(const Plan& plan, const Row& leaf, const Column& column) {
  const Cell* cell = find_cell(leaf, column.key);
  const Reading* reading = cell == nullptr ? nullptr : shown(*cell);
  if (reading == nullptr || reading->meaning.state != CellState::quantities) return nullptr;
  const MergedCell* merged = reading->merged ? find_merged(plan, *reading->merged) : nullptr;
  if (merged != nullptr && (merged->unassigned || merged->columns.size() > 1)) return nullptr;
  return reading;
}

bool is_over_a_tenth(const base::Number& before, const base::Number& after) {
  const Wide b = Wide(before.numerator) * after.denominator;
  const Wide a = Wide(after.numerator) * before.denominator;
  const Wide difference = a > b ? a - b : b - a;
  return difference * 10 > (b < 0 ? -b : b);
}

std::optional<std::int64_t> percent_of(const base::Number& before, const base::Number& after) {
  const Wide b = Wide(before.numerator) * after.denominator;
  const Wide a = Wide(after.numerator) * before.denominator;
  if (b <= 0) return std::nullopt;
  const Wide scaled = (a - b) * 200;
  const Wide rounded = (scaled + (scaled < 0 ? -b : b)) / (b * 2);
  if (rounded > 1'000'000 || rounded < -1'000'000) return std::nullopt;
  return static_cast<std::int64_t>(rounded);
}

// Products of three such numbers stay within 128 bits.
bool is_comparable(const base::Number& number) {
  constexpr std::int64_t kMost = 1'000'000'000'000'000;
  return number.denominator > 0 && number.denominator <= kMost && number.numerator <= kMost &&
         number.numerator >= -kMost;
}

}  // namespace

std::vector<ObjectiveMarks> objective_marks(const Plan& plan) {
  const auto scale = mark_counts(plan);
  std::vector<ObjectiveMarks> list;
  for (const auto& node : plan.nodes) {
    if (node.parent) continue;
    ObjectiveMarks marks{.objective = &node, .marks = {}, .total = 0};
    for (const auto& [mark, count] : scale) marks.marks.emplace_back(mark, 0);
    for (const auto& row : plan.rows) {
      if (!row.rating) continue;
      const auto places = place_of(plan, row);
      if (places.empty() || places.front() != &node) continue;
      const auto counted = std::find_if(marks.marks.begin(), marks.marks.end(),
                                        [&](const auto& m) { return m.first == row.rating->mark; });
      if (counted == marks.marks.end()) continue;
      ++counted->second;
      ++marks.total;
    }
    if (marks.total > 0) list.push_back(std::move(marks));
  }
  return list;
}

std::vector<QuantityRun> quantity_runs(const Plan& plan, const Row& leaf) {
  std::vector<const Column*> years;
  for (const auto& column : plan.columns) {
    if (column.kind == ColumnKind::year) years.push_back(&column);
  }
  std::vector<QuantityRun> runs;
  for (std::size_t year = 0; year < years.size(); ++year) {
    const Reading* reading = reading_of_year(plan, leaf, *years[year]);
    if (reading == nullptr) continue;
    for (const auto& quantity : reading->quantities) {
      if (quantity.range || !is_comparable(quantity.value)) continue;
      auto run = std::find_if(runs.begin(), runs.end(), [&](const QuantityRun& r) {
        return is_same_thing(*r.named, quantity) && r.values[year] == nullptr;
      });
      if (run == runs.end()) {
        runs.push_back({&quantity, years, std::vector<const base::Quantity*>(years.size()), 0});
        run = runs.end() - 1;
      }
      run->values[year] = &quantity;
      ++run->count;
    }
  }
  return runs;
}

std::optional<Change> change_of(const Plan& plan, const Row& leaf) {
  for (const auto& run : quantity_runs(plan, leaf)) {
    Change change{.leaf = &leaf};
    for (std::size_t i = 0; i < run.values.size(); ++i) {
      if (run.values[i] == nullptr) continue;
      if (change.before == nullptr) {
        change.before = run.values[i];
        change.from = run.columns[i];
      }
      change.after = run.values[i];
      change.to = run.columns[i];
    }
    if (change.from == change.to) return std::nullopt;
    if (!is_over_a_tenth(change.before->value, change.after->value)) return std::nullopt;
    change.percent = percent_of(change.before->value, change.after->value);
    return change;  // the first quantity of the line, and no other
  }
  return std::nullopt;
}

std::vector<Change> changes(const Plan& plan) {
  std::vector<Change> list;
  for (const auto* leaf : leaves(plan)) {
    if (auto change = change_of(plan, *leaf)) list.push_back(*change);
  }
  return list;
}

std::vector<HandOver> handed_over(const Plan& plan) {
  std::vector<HandOver> list;
  for (const auto* leaf : leaves(plan)) {
    for (const auto& cell : leaf->cells) {
      const Reading* reading = shown(cell);
      if (reading == nullptr || reading->meaning.state != CellState::handed_over) continue;
      list.push_back({leaf, find_column(plan, cell.column), reading->text.value_or("")});
      break;
    }
  }
  return list;
}

}  // namespace plan
