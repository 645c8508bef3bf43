// 達成率: how far a year's result came towards its target, as an exact fraction with its working.
// With a baseline it is (actual − base) / (target − base), whichever way the value should go;
// without one actual / target upwards, and downwards met at the target or below. A value to be kept
// is compared with its tolerance, a milestone by words. What cannot be computed says why: no figure
// is ever made up.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/quantity.h"
#include "base/rate.h"
#include "plan/row_work.h"

namespace review {

enum class Formula {
  from_base,       // (actual − base) / (target − base)
  of_target,       // actual / target
  planned_fall,    // actual / target, because the plan itself lets the target fall below the base
  planned_rise,    // the same downwards: the plan lets the target rise above the base
  at_most_target,  // downwards without base: at the target or below
  target_over_actual,  // downwards without base: above it
  within_tolerance,
  outside_tolerance,
  milestone_reached,
  milestone_partly,
  milestone_missed,
};

enum class NotComputed {
  no_indicator,
  no_target,
  target_in_words,  // a number is needed and the text says none
  no_result,
  result_absent,  // the result is an absence: －, 未集計, 事務移管
  result_in_words,
  unit_differs,
  several_figures,  // more than one figure of the unit, and none bears the indicator's name
  not_one_number,   // a range, 10件以上
  year_missing,     // cumulative: a year before has no figure
  no_base,          // nothing to compare a value with that is to be kept
  no_tolerance,
  target_is_base,
  target_not_positive,
  words_unknown,  // a milestone whose words neither the target nor the rule knows
  too_large,
};

std::string_view in_db(Formula formula);
std::string_view in_db(NotComputed reason);

// What the rule in force says beside the indicator (scale_rule.h).
struct MilestoneWords {
  std::vector<std::string> reached = {};
  std::vector<std::string> partly = {};
  std::vector<std::string> missed = {};
};
struct Standard {
  std::optional<base::Rate> tolerance = {};  // of the base, where an indicator names none
  MilestoneWords words = {};
};

struct YearReading {
  int fiscal_year = 0;
  const plan::Reading* reading = nullptr;  // what the cell shows; nullptr: nothing
};

struct Question {
  plan::Indicator indicator = {};
  std::optional<plan::Target> target = {};  // of the year
  std::vector<YearReading> results = {};    // of the plan's years up to the year, ascending
  Standard standard = {};
};

struct Attainment {
  std::optional<base::Rate> rate = {};     // of a milestone 1, 1/2, 0
  std::optional<Formula> formula = {};     // with rate
  std::optional<NotComputed> reason = {};  // without
  int fiscal_year = 0;
  std::string indicator = {};
  std::string unit = {};
  std::string target_text = {};
  std::string result_text = {};
  std::optional<base::Number> base = {};
  std::optional<base::Number> target = {};
  std::optional<base::Number> actual = {};
  std::optional<base::Rate> tolerance = {};
  std::vector<std::pair<int, base::Number>> summed = {};  // the years of a cumulative result
};

Attainment attain(const Question& question);

// The numbers to compare, as people write them: 8.3, 1,058, 2/3.
std::string number_text(const base::Number& number);

// ---- what a plan says of a line in a year

// The column a year's result stands in: of that year alone, else the state at its end.
const plan::Column* result_column(const plan::Plan& plan, int fiscal_year);

// What a line is measured by: what was set for it here, otherwise its printed target as one
// indicator; none where the plan says nothing.
plan::RowWork measured_by(const plan::Plan& plan, const plan::Row& row,
                          std::span<const plan::RowWork> work);

// The question for one indicator in a year.
Question question_of(const plan::Plan& plan, const plan::Row& row, const plan::RowWork& measured,
                     const plan::Indicator& indicator, int fiscal_year, const Standard& standard);

// By the first indicator; no_indicator or no_target where nothing is aimed at.
Attainment attainment_of(const plan::Plan& plan, const plan::Row& row,
                         std::span<const plan::RowWork> work, int fiscal_year,
                         const Standard& standard);

}  // namespace review
