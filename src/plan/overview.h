// What a reader wants to see of a plan first: how the marks fall under each objective, which lines
// grew or shrank by more than a tenth, which were handed over. And the runs of one quantity through
// the years, which are what grows or shrinks. Pure.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plan/plan.h"

namespace plan {

// The marks given under one place at the top of the tree, in the order of the scale, each mark
// named even when it was never given there. A mark printed over several lines counts once.
struct ObjectiveMarks {
  const Node* objective = nullptr;
  std::vector<std::pair<std::string, int>> marks;
  int total = 0;
};
std::vector<ObjectiveMarks> objective_marks(const Plan& plan);

// One quantity through the columns that are years: the same label, unit and conditions in each.
// nullptr where a year does not say it, or where nobody can tell whose year it is.
struct QuantityRun {
  const base::Quantity* named = nullptr;  // the first: label, unit, conditions
  std::vector<const Column*> columns;
  std::vector<const base::Quantity*> values;  // as long as columns
  int count = 0;                              // of values that are there
};
std::vector<QuantityRun> quantity_runs(const Plan& plan, const Row& leaf);

// A leaf whose first quantity differs by more than a tenth between the first and the last year that
// say it.
struct Change {
  const Row* leaf = nullptr;
  const base::Quantity* before = nullptr;
  const base::Quantity* after = nullptr;
  const Column* from = nullptr;
  const Column* to = nullptr;
  std::optional<std::int64_t> percent{};  // whole, half away from zero; none where before is 0
};
std::optional<Change> change_of(const Plan& plan, const Row& leaf);
std::vector<Change> changes(const Plan& plan);

// Leaves of which a year says that the work was handed over, with that column and what it says.
struct HandOver {
  const Row* leaf = nullptr;
  const Column* column = nullptr;
  std::string text;
};
std::vector<HandOver> handed_over(const Plan& plan);

}  // namespace plan
