// What the overview of a plan tells: marks by objective, lines that moved, lines handed over, and
// which quantities make a run through the years.
#include "plan/overview.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "plan/plan_files_test.h"

namespace plan {
namespace {

using testing::real_plan;

// A plan of one leaf with two years, each with one quantity.
Plan two_years(const base::Quantity& first, const base::Quantity& second) {
  Plan plan;
  plan.columns = {{"1", "1年度", ColumnKind::year, {2011}},
                  {"2", "2年度", ColumnKind::year, {2012}}};
  const auto cell = [](const char* column, const base::Quantity& quantity) {
    Reading reading;
    reading.text = "x";
    reading.kind = CellKind::quantity;
    reading.meaning.state = CellState::quantities;
    reading.quantities = {quantity};
    return Cell{column, {reading}};
  };
  Row row;
  row.key = "1";
  row.cells = {cell("1", first), cell("2", second)};
  plan.rows = {row};
  return plan;
}

base::Quantity quantity(std::int64_t numerator, std::int64_t denominator = 1) {
  base::Quantity made;
  made.value = {numerator, denominator, 0};
  made.unit = "件";
  return made;
}

TEST_CASE("the marks under the objectives are all marks of the plan") {
  const Plan& plan = real_plan("nerima-2011");
  int total = 0;
  std::vector<std::pair<std::string, int>> sums = {{"A", 0}, {"B", 0}, {"C", 0}};
  for (const auto& objective : objective_marks(plan)) {
    CHECK_FALSE(objective.objective->parent.has_value());
    REQUIRE(objective.marks.size() == 3);
    int here = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(objective.marks[i].first == sums[i].first);
      sums[i].second += objective.marks[i].second;
      here += objective.marks[i].second;
    }
    CHECK(here == objective.total);
    total += here;
  }
  CHECK(total == 56);
  CHECK(sums == mark_counts(plan));
  CHECK(objective_marks(real_plan("adachi-2021")).empty());
}

TEST_CASE("a line moved when its first quantity differs by more than a tenth") {
  struct {
    base::Quantity before, after;
    bool moved;
    std::optional<std::int64_t> percent;
  } const table[] = {
      {quantity(100), quantity(110), false, {}},  {quantity(100), quantity(111), true, 11},
      {quantity(100), quantity(90), false, {}},   {quantity(100), quantity(89), true, -11},
      {quantity(1000), quantity(1101), true, 10}, {quantity(3), quantity(1), true, -67},
      {quantity(1, 3), quantity(1, 2), true, 50}, {quantity(0), quantity(1), true, {}},
      {quantity(0), quantity(0), false, {}},      {quantity(200), quantity(0), true, -100},
  };
  for (const auto& row : table) {
    CAPTURE(row.before.value.numerator);
    CAPTURE(row.after.value.numerator);
    const Plan plan = two_years(row.before, row.after);
    const auto change = change_of(plan, plan.rows[0]);
    CHECK(change.has_value() == row.moved);
    if (change) CHECK(change->percent == row.percent);
    CHECK(changes(plan).size() == (row.moved ? 1u : 0u));
  }
}

TEST_CASE("different things are not compared") {
  base::Quantity other_unit = quantity(500);
  other_unit.unit = "円";
  base::Quantity other_label = quantity(500);
  other_label.label = "相談";
  base::Quantity gross = quantity(500);
  gross.qualifiers.add(base::Qualifier::gross);
  base::Quantity range = quantity(500);
  range.range = {{500, 1, 0}, {600, 1, 0}};
  for (const auto& other : {other_unit, other_label, gross, range}) {
    const Plan plan = two_years(quantity(100), other);
    CHECK_FALSE(change_of(plan, plan.rows[0]).has_value());
    for (const auto& run : quantity_runs(plan, plan.rows[0])) CHECK(run.count == 1);
  }
}

TEST_CASE("the runs of the real table: two quantities of one line, none where years are merged") {
  const Plan& plan = real_plan("nerima-2011");
  const auto loans = quantity_runs(plan, *find_row(plan, "13"));
  REQUIRE(loans.size() >= 2);
  CHECK(loans[0].named->unit == "件");
  CHECK(loans[1].named->unit == "円");
  for (const auto& run : loans) CHECK(run.values.size() == 4);
  for (const auto& run : quantity_runs(plan, *find_row(plan, "42"))) {
    CHECK(run.values.back() == nullptr);  // 26年度 is not yet counted
  }
  CHECK(quantity_runs(plan, *find_row(plan, "28")).empty());
}

TEST_CASE("the lines that were handed over") {
  const Plan& plan = real_plan("nerima-2011");
  const auto handed = handed_over(plan);
  const auto is_there = [&](const char* key) {
    return std::any_of(handed.begin(), handed.end(),
                       [&](const HandOver& one) { return one.leaf->key == key; });
  };
  CHECK(is_there("28"));
  CHECK_FALSE(is_there("42"));
  for (const auto& one : handed) {
    CHECK(one.text.find("移管") != std::string::npos);
    REQUIRE(one.column != nullptr);
  }
}

}  // namespace
}  // namespace plan
