// Numbers become fractions and stay fractions; whatever no longer fits 64 bits is said and not
// computed.
#include "review/attainment.h"

#include <algorithm>
#include <expected>
#include <stdexcept>

#include "base/japanese_text.h"

namespace review {
namespace {

using base::Number;
using base::Quantity;
using base::Rate;
using plan::CellState;
using plan::Direction;
using plan::Nature;

template <class T>
using Computed = std::expected<T, NotComputed>;

std::unexpected<NotComputed> not_computed(NotComputed reason) {
  return std::unexpected(reason);
}

Rate rate_of(const Number& number) {
  return Rate(number.numerator, number.denominator);
}

Rate over(Rate above, Rate below) {
  return above * Rate(below.denominator(), below.numerator());
}

int decimals_of(std::int64_t denominator) {
  int decimals = 0;
  while (denominator > 1 && denominator % 10 == 0) denominator /= 10, ++decimals;
  return denominator == 1 ? decimals : 0;
}

// ---- the figure of a cell that the indicator speaks of

bool counts(const Quantity& quantity) {
  using base::Qualifier;
  const auto& has = quantity.qualifiers;
  return !quantity.part_of && !has.has(Qualifier::part_of) && !has.has(Qualifier::target) &&
         !has.has(Qualifier::planned) && !has.has(Qualifier::changed_from);
}

bool is_of_unit(const Quantity& quantity, const std::string& unit) {
  return unit.empty() || quantity.unit == unit || quantity.base_unit == unit;
}

Computed<Number> number_in(const Quantity& quantity, const std::string& unit) {
  if (quantity.range || quantity.comparison != base::Comparison::exactly)
    return not_computed(NotComputed::not_one_number);
  Number number = quantity.value;
  if (unit.empty() || quantity.unit == unit) return number;
  const Rate scaled = rate_of(number) * Rate(quantity.scale, 1);
  number = {scaled.numerator(), scaled.denominator(), decimals_of(scaled.denominator())};
  return number;
}

Computed<const Quantity*> chosen(const std::vector<Quantity>& quantities,
                                 const plan::Indicator& indicator) {
  std::vector<const Quantity*> fit;
  for (const Quantity& one : quantities)
    if (counts(one) && is_of_unit(one, indicator.unit)) fit.push_back(&one);
  if (fit.empty()) return not_computed(NotComputed::unit_differs);
  if (fit.size() == 1) return fit.front();
  const std::string name = base::search_key(indicator.label);
  std::vector<const Quantity*> named;
  for (const Quantity* one : fit)
    if (!name.empty() && base::search_key(one->label) == name) named.push_back(one);
  if (named.size() == 1) return named.front();
  return not_computed(NotComputed::several_figures);
}

Computed<const plan::Reading*> present(const plan::Reading* reading) {
  if (reading == nullptr || (!reading->text && reading->quantities.empty()))
    return not_computed(NotComputed::no_result);
  const CellState state = reading->meaning.state;
  if (state != CellState::quantities && state != CellState::words)
    return not_computed(NotComputed::result_absent);
  return reading;
}

struct Figure {
  Number number;
  bool cumulative = false;  // 累計45件
};

Computed<Figure> figure_of(const plan::Reading* shown, const plan::Indicator& indicator) {
  const auto reading = present(shown);
  if (!reading) return std::unexpected(reading.error());
  if ((*reading)->meaning.state == CellState::words || (*reading)->quantities.empty())
    return not_computed(NotComputed::result_in_words);
  const auto quantity = chosen((*reading)->quantities, indicator);
  if (!quantity) return std::unexpected(quantity.error());
  const auto number = number_in(**quantity, indicator.unit);
  if (!number) return std::unexpected(number.error());
  return Figure{*number, (*quantity)->qualifiers.has(base::Qualifier::cumulative)};
}

// Everything up to the year: as the cell says it itself, otherwise the sum of its years.
Computed<Number> cumulative(const Question& question, Attainment& into) {
  const auto last = figure_of(question.results.back().reading, question.indicator);
  if (!last) return std::unexpected(last.error());
  if (last->cumulative) return last->number;
  Rate sum;
  for (const YearReading& one : question.results) {
    const auto figure = figure_of(one.reading, question.indicator);
    if (!figure) {
      into.fiscal_year = one.fiscal_year;
      return not_computed(NotComputed::year_missing);
    }
    into.summed.emplace_back(one.fiscal_year, figure->number);
    sum = sum + rate_of(figure->number);
  }
  return Number{sum.numerator(), sum.denominator(), decimals_of(sum.denominator())};
}

Computed<Number> actual_of(const Question& question, Attainment& into) {
  if (question.results.empty()) return not_computed(NotComputed::no_result);
  if (question.indicator.nature == Nature::cumulative) return cumulative(question, into);
  const auto figure = figure_of(question.results.back().reading, question.indicator);
  if (!figure) return std::unexpected(figure.error());
  return figure->number;
}

// ---- the comparison

struct Compared {
  Rate rate;
  Formula formula;
};

Computed<Compared> by_share(Rate actual, Rate target, Formula formula) {
  if (target <= Rate()) return not_computed(NotComputed::target_not_positive);
  return Compared{over(actual, target), formula};
}

Computed<Compared> downwards(Rate actual, Rate target, Formula met) {
  if (actual <= target) return Compared{Rate(1, 1), met};
  if (target < Rate()) return not_computed(NotComputed::target_not_positive);
  return Compared{over(target, actual), Formula::target_over_actual};
}

Computed<Compared> from_base(Rate actual, Rate target, Rate base, Direction direction) {
  if (target == base) return not_computed(NotComputed::target_is_base);
  if (direction == Direction::up && target < base)
    return by_share(actual, target, Formula::planned_fall);
  if (direction == Direction::down && target > base)
    return downwards(actual, target, Formula::planned_rise);
  return Compared{over(actual - base, target - base), Formula::from_base};
}

Computed<Compared> kept(const Question& question, Rate actual, Attainment& into) {
  const auto& middle = into.target ? into.target : into.base;
  if (!middle) return not_computed(NotComputed::no_base);
  const Rate kept = rate_of(*middle);
  if (question.indicator.tolerance) {
    into.tolerance = rate_of(*question.indicator.tolerance);
  } else if (question.standard.tolerance) {
    into.tolerance = *question.standard.tolerance * (kept < Rate() ? Rate() - kept : kept);
  } else {
    return not_computed(NotComputed::no_tolerance);
  }
  const Rate off = actual < kept ? kept - actual : actual - kept;
  return off <= *into.tolerance ? Compared{Rate(1, 1), Formula::within_tolerance}
                                : Compared{Rate(), Formula::outside_tolerance};
}

Computed<Compared> by_numbers(const Question& question, Attainment& into) {
  const Direction direction = question.indicator.direction;
  if (direction != Direction::maintain && !into.target)
    return not_computed(NotComputed::target_in_words);
  const auto number = actual_of(question, into);
  if (!number) return std::unexpected(number.error());
  into.actual = *number;
  const Rate actual = rate_of(*number);
  if (direction == Direction::maintain) return kept(question, actual, into);
  const Rate target = rate_of(*into.target);
  if (into.base) return from_base(actual, target, rate_of(*into.base), direction);
  return direction == Direction::down ? downwards(actual, target, Formula::at_most_target)
                                      : by_share(actual, target, Formula::of_target);
}

bool says(const std::vector<std::string>& words, const std::string& key) {
  return std::ranges::any_of(
      words, [&](const std::string& word) { return base::search_key(word) == key; });
}

Computed<Compared> by_words(const Question& question) {
  constexpr Rate missed;
  if (question.results.empty()) return not_computed(NotComputed::no_result);
  const plan::Reading* shown = question.results.back().reading;
  if (shown != nullptr && shown->meaning.state == CellState::not_carried_out)
    return Compared{missed, Formula::milestone_missed};
  const auto reading = present(shown);
  if (!reading) return std::unexpected(reading.error());
  const std::string key = base::search_key((*reading)->text.value_or(""));
  const MilestoneWords& words = question.standard.words;
  if (says(words.missed, key)) return Compared{missed, Formula::milestone_missed};
  if (says(words.partly, key)) return Compared{Rate(1, 2), Formula::milestone_partly};
  if (says(words.reached, key) || key == base::search_key(question.target->text))
    return Compared{Rate(1, 1), Formula::milestone_reached};
  return not_computed(NotComputed::words_unknown);
}

Computed<Compared> compared(const Question& question, Attainment& into) {
  if (!question.target) return not_computed(NotComputed::no_target);
  try {
    if (question.indicator.direction == Direction::milestone) return by_words(question);
    return by_numbers(question, into);
  } catch (const std::overflow_error&) {
    return not_computed(NotComputed::too_large);
  }
}

const plan::Column* column_of(const plan::Plan& plan, plan::ColumnKind kind, int fiscal_year) {
  const auto found = std::ranges::find_if(plan.columns, [&](const plan::Column& column) {
    return column.kind == kind && column.fiscal_years == std::vector<int>{fiscal_year};
  });
  return found == plan.columns.end() ? nullptr : &*found;
}

// What the printed target speaks of: its only figure, or a milestone in words.
void add_printed(const plan::Plan& plan, const plan::Row& row, plan::RowWork& into) {
  for (const plan::Column& column : plan.columns) {
    if (column.kind != plan::ColumnKind::target || column.fiscal_years.empty()) continue;
    const plan::Cell* cell = plan::find_cell(row, column.key);
    const plan::Reading* reading = cell == nullptr ? nullptr : plan::shown(*cell);
    if (reading == nullptr || !reading->text) continue;
    plan::Target target{1, column.fiscal_years.back(), *reading->text};
    plan::Indicator indicator;
    indicator.label = column.header;
    indicator.direction = Direction::milestone;
    if (!reading->quantities.empty()) {
      const Quantity& first = reading->quantities.front();
      indicator.label = first.label;
      indicator.unit = first.unit;
      indicator.direction = Direction::up;
      const auto number = chosen(reading->quantities, indicator);
      if (number && number_in(**number, indicator.unit)) target.value = (*number)->value;
    }
    if (into.indicators.empty()) into.indicators.push_back(std::move(indicator));
    into.targets.push_back(std::move(target));
  }
}

}  // namespace

std::string number_text(const Number& number) {
  if (number.denominator == 1) return std::to_string(number.numerator);
  const int decimals = number.decimals > 0 ? number.decimals : decimals_of(number.denominator);
  if (decimals == 0) return base::format_fraction(rate_of(number));
  const bool negative = number.numerator < 0;
  std::string digits = std::to_string(number.numerator).substr(negative ? 1 : 0);
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  digits.insert(digits.size() - places, ".");
  return (negative ? "-" : "") + digits;
}

Attainment attain(const Question& question) {
  Attainment answer;
  answer.indicator = question.indicator.label;
  answer.unit = question.indicator.unit;
  answer.base = question.indicator.base;
  if (question.target) {
    answer.fiscal_year = question.target->fiscal_year;
    answer.target_text = question.target->text;
    answer.target = question.target->value;
  }
  if (!question.results.empty() && question.results.back().reading != nullptr)
    answer.result_text = question.results.back().reading->text.value_or("");
  const auto result = compared(question, answer);
  if (result) {
    answer.rate = result->rate;
    answer.formula = result->formula;
  } else {
    answer.reason = result.error();
  }
  return answer;
}

const plan::Column* result_column(const plan::Plan& plan, int fiscal_year) {
  const auto* year = column_of(plan, plan::ColumnKind::year, fiscal_year);
  return year != nullptr ? year : column_of(plan, plan::ColumnKind::state_at, fiscal_year);
}

plan::RowWork measured_by(const plan::Plan& plan, const plan::Row& row,
                          std::span<const plan::RowWork> work) {
  plan::RowWork measured{row.key};
  const plan::RowWork* found = plan::find_work(work, row.key);
  if (found != nullptr && !found->indicators.empty()) {
    measured = *found;
    std::ranges::sort(measured.indicators, {}, &plan::Indicator::number);
  } else {
    add_printed(plan, row, measured);
  }
  return measured;
}

Question question_of(const plan::Plan& plan, const plan::Row& row, const plan::RowWork& measured,
                     const plan::Indicator& indicator, int fiscal_year, const Standard& standard) {
  Question question{.indicator = indicator, .standard = standard};
  if (const auto* target = plan::find_target(measured, indicator.number, fiscal_year))
    question.target = *target;
  for (int year = plan.period.from; year <= fiscal_year; ++year) {
    const plan::Column* column = result_column(plan, year);
    const plan::Cell* cell = column == nullptr ? nullptr : plan::find_cell(row, column->key);
    question.results.push_back({year, cell == nullptr ? nullptr : plan::shown(*cell)});
  }
  return question;
}

Attainment attainment_of(const plan::Plan& plan, const plan::Row& row,
                         std::span<const plan::RowWork> work, int fiscal_year,
                         const Standard& standard) {
  const plan::RowWork measured = measured_by(plan, row, work);
  plan::Indicator none;
  const bool is_measured = !measured.indicators.empty();
  Attainment answer =
      attain(question_of(plan, row, measured, is_measured ? measured.indicators.front() : none,
                         fiscal_year, standard));
  if (!is_measured) answer.reason = NotComputed::no_indicator;
  if (answer.fiscal_year == 0) answer.fiscal_year = fiscal_year;
  return answer;
}

std::string_view in_db(Formula formula) {
  switch (formula) {
    case Formula::from_base:
      return "from_base";
    case Formula::of_target:
      return "of_target";
    case Formula::planned_fall:
      return "planned_fall";
    case Formula::planned_rise:
      return "planned_rise";
    case Formula::at_most_target:
      return "at_most_target";
    case Formula::target_over_actual:
      return "target_over_actual";
    case Formula::within_tolerance:
      return "within_tolerance";
    case Formula::outside_tolerance:
      return "outside_tolerance";
    case Formula::milestone_reached:
      return "milestone_reached";
    case Formula::milestone_partly:
      return "milestone_partly";
    case Formula::milestone_missed:
      return "milestone_missed";
  }
  throw std::logic_error("review: unknown formula");
}

std::string_view in_db(NotComputed reason) {
  switch (reason) {
    case NotComputed::no_indicator:
      return "no_indicator";
    case NotComputed::no_target:
      return "no_target";
    case NotComputed::target_in_words:
      return "target_in_words";
    case NotComputed::no_result:
      return "no_result";
    case NotComputed::result_absent:
      return "result_absent";
    case NotComputed::result_in_words:
      return "result_in_words";
    case NotComputed::unit_differs:
      return "unit_differs";
    case NotComputed::several_figures:
      return "several_figures";
    case NotComputed::not_one_number:
      return "not_one_number";
    case NotComputed::year_missing:
      return "year_missing";
    case NotComputed::no_base:
      return "no_base";
    case NotComputed::no_tolerance:
      return "no_tolerance";
    case NotComputed::target_is_base:
      return "target_is_base";
    case NotComputed::target_not_positive:
      return "target_not_positive";
    case NotComputed::words_unknown:
      return "words_unknown";
    case NotComputed::too_large:
      return "too_large";
  }
  throw std::logic_error("review: unknown reason");
}

}  // namespace review
