// A run of one quantity with its gaps, each gap in words.
#include "plan/series_view.h"

#include "plan/overview.h"
#include "plan/plan_words.h"

namespace plan {

namespace {

using base::Language;

constexpr int kValuesMin = 2;

// Why a year has no value of this quantity, short enough to stand under a drawing.
std::string gap_words(Language language, const Row& leaf, const Column& column) {
  const Cell* cell = find_cell(leaf, column.key);
  const Reading* reading = cell == nullptr ? nullptr : shown(*cell);
  if (reading == nullptr || reading->meaning.state == CellState::quantities) {
    return std::string(base::words(language, "plan.gap_not_said"));
  }
  if (reading->meaning.state == CellState::unassigned) {
    return std::string(base::words(language, "plan.gap_not_by_year"));
  }
  return state_words(language, reading->meaning.state);
}

std::string title_of(Language language, const base::Quantity& named) {
  const std::string qualifiers = qualifier_words(language, named);
  const std::string unit = named.unit + (qualifiers.empty() ? "" : " " + qualifiers);
  if (named.label.empty()) return unit;
  return base::say(language, "plan.series_title", {{"label", named.label}, {"unit", unit}});
}

SeriesView series_view(Language language, const Row& leaf, const QuantityRun& run) {
  SeriesView view;
  std::vector<output::Point> points;
  std::string sentence;
  for (std::size_t i = 0; i < run.columns.size(); ++i) {
    const base::Quantity* quantity = run.values[i];
    output::Point point{.label = run.columns[i]->header, .words = {}, .value = {}};
    std::string said;
    if (quantity == nullptr) {
      said = point.words = gap_words(language, leaf, *run.columns[i]);
    } else {
      point.words = grouped(quantity->value);
      point.value = output::Value{quantity->value.numerator, quantity->value.denominator};
      said = point.words + quantity->unit;
    }
    if (!sentence.empty()) sentence += base::words(language, "plan.list_comma");
    sentence += point.label + " " + said;
    view.values.push_back({point.label, said, "", ""});
    points.push_back(std::move(point));
  }
  view.chart = output::columns(title_of(language, *run.named), std::move(sentence), points);
  return view;
}

}  // namespace

std::vector<SeriesView> series_views(Language language, const Plan& plan, const Row& leaf) {
  std::vector<SeriesView> views;
  for (const auto& run : quantity_runs(plan, leaf)) {
    if (run.count >= kValuesMin) views.push_back(series_view(language, leaf, run));
  }
  return views;
}

}  // namespace plan
