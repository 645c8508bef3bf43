// Years gathered by the column's rule, text composed, text read.
#include "plan/computed.h"

#include <algorithm>

#include "figure/pattern.h"
#include "plan/plan_reading.h"

namespace plan {

namespace {

using figure::ColumnRule;
using figure::Value;

bool says_something(const Value& value) {
  return value.sum.records != 0 || value.sum.value != 0 || value.milestone.has_value();
}

bool later(const figure::Milestone& one, const figure::Milestone& other) {
  return std::pair(one.occurred_on, one.record) > std::pair(other.occurred_on, other.record);
}

void take_milestone(Value& value, const std::optional<figure::Milestone>& milestone) {
  if (milestone && (!value.milestone || later(*milestone, *value.milestone))) {
    value.milestone = milestone;
  }
}

// The years of a column and the row's values in them.
class Gathering {
 public:
  Gathering(const std::vector<int>& years, const YearValues& values)
      : years_(years), values_(values) {
    std::ranges::sort(years_);
  }

  figure::Values gathered(ColumnRule rule) const {
    if (years_.empty()) return {};
    switch (rule) {
      case ColumnRule::year:
        return of_year(years_.back());
      case ColumnRule::up_to:
        return up_to(years_.back());
      case ColumnRule::latest_of:
        return of_year(latest());
      case ColumnRule::sum_of:
        return sums();
      case ColumnRule::not_computed:
        return {};
    }
    return {};
  }

 private:
  figure::Values of_year(int year) const {
    figure::Values gathered;
    for (const auto& [key, by_year] : values_) {
      const auto found = by_year.find(year);
      if (found != by_year.end()) gathered.emplace(key, found->second);
    }
    return gathered;
  }

  figure::Values up_to(int last) const {
    figure::Values gathered = of_year(last);
    for (const auto& [key, by_year] : values_) {
      for (const auto& [year, value] : by_year) {
        if (year <= last && value.milestone) take_milestone(gathered[key], value.milestone);
      }
    }
    return gathered;
  }

  int latest() const {
    for (auto year = years_.rbegin(); year != years_.rend(); ++year) {
      if (std::ranges::any_of(of_year(*year),
                              [](const auto& entry) { return says_something(entry.second); })) {
        return *year;
      }
    }
    return years_.back();
  }

  figure::Values sums() const {
    figure::Values gathered;
    for (const int year : years_) {
      for (const auto& [key, value] : of_year(year)) {
        gathered[key].sum += value.sum;
        take_milestone(gathered[key], value.milestone);
      }
    }
    return gathered;
  }

  std::vector<int> years_;
  const YearValues& values_;
};

// The other body that owns every programme of the row in that year; nullopt while one of them is
// still the plan's own, or nobody's.
std::optional<std::string> other_owner(const figure::RowDefinition& definition, const Row& row,
                                       int fiscal_year, const Programmes& programmes) {
  if (!definition.shown_while_owned_by || row.programmes.empty()) return std::nullopt;
  std::optional<std::string> body;
  for (const auto& key : row.programmes) {
    const auto found = programmes.find(key);
    const auto* owner =
        found == programmes.end() ? nullptr : programme::owner_in(found->second, fiscal_year);
    if (owner == nullptr || owner->body == *definition.shown_while_owned_by) return std::nullopt;
    if (!body) body = owner->body;
  }
  return body;
}

// A pattern that names a figure nobody can read yet would leave a hole in the text.
bool all_built(const figure::RowDefinition& definition, const std::string& pattern) {
  const auto pieces = figure::cut_pattern(pattern);
  return pieces && std::ranges::all_of(*pieces, [&](const figure::PatternPiece& piece) {
           return !piece.is_figure || std::ranges::any_of(definition.figures, [&](const auto& one) {
             return one.key == piece.text;
           });
         });
}

int whole_percent(std::int64_t part, std::int64_t whole) {
  constexpr std::int64_t exact_below = 10'000'000'000'000'000;
  if (part >= whole) return 100;
  if (part <= 0) return 0;
  const std::int64_t percent = whole < exact_below ? part * 100 / whole : part / (whole / 100);
  return static_cast<int>(std::min<std::int64_t>(percent, 99));
}

std::optional<int> least_singles(const std::vector<CellFigure>& figures) {
  std::optional<int> least;
  for (const auto& [definition, value] : figures) {
    if (!figure::is_sum(definition.measure) || value.sum.value <= 0) continue;
    const int percent = whole_percent(value.sum.singles, value.sum.value);
    if (!least || percent < *least) least = percent;
  }
  return least;
}

std::vector<CellFigure> parts(const figure::RowDefinition& definition, const figure::Values& values,
                              const figure::Keys& masked) {
  std::vector<CellFigure> figures;
  for (const auto& one : definition.figures) {
    const auto found = masked.contains(one.key) ? values.end() : values.find(one.key);
    figures.push_back({one, found == values.end() ? Value{} : found->second});
  }
  return figures;
}

Meaning meaning_of(const figure::Composed& composed, const figure::RowDefinition& definition) {
  Meaning meaning;
  meaning.state = from_db<CellState>(composed.state).value_or(CellState::words);
  if (meaning.state == CellState::done_elsewhere) meaning.row = definition.done_elsewhere_row;
  return meaning;
}

Computed without_reading(Basis basis, std::string reason = {}) {
  Computed computed;
  computed.basis = basis;
  computed.reason = std::move(reason);
  return computed;
}

Computed handed_over_to(std::string body, const std::string& text) {
  Meaning meaning;
  meaning.state = CellState::handed_over;
  meaning.body = std::move(body);
  Computed computed;
  computed.basis = Basis::handed_over;
  computed.reading = read_as(ReadingSource::computed, text, meaning);
  return computed;
}

}  // namespace

std::string_view in_db(Basis basis) {
  switch (basis) {
    case Basis::composed:
      return "composed";
    case Basis::handed_over:
      return "handed_over";
    case Basis::no_records:
      return "no_records";
    case Basis::not_computed:
      return "not_computed";
    case Basis::building:
      return "building";
  }
  return {};
}

std::vector<int> years_taken(const figure::ColumnDefinition& rule, const Column& column) {
  return rule.fiscal_years.empty() ? column.fiscal_years : rule.fiscal_years;
}

Computed computed(const figure::RowDefinition& definition, const Row& row, const Column& column,
                  const YearValues& values, const Programmes& programmes,
                  const figure::Keys& masked) {
  if (definition.reason) return without_reading(Basis::not_computed, *definition.reason);
  const auto* rule = figure::rule_of(definition, column.key);
  if (rule == nullptr) return without_reading(Basis::not_computed);
  if (rule->rule == ColumnRule::not_computed) {
    return without_reading(Basis::not_computed, rule->reason.value_or(""));
  }
  const auto years = years_taken(*rule, column);
  if (!years.empty()) {
    if (auto body = other_owner(definition, row, *std::ranges::max_element(years), programmes)) {
      return handed_over_to(*std::move(body), definition.handed_over_text);
    }
  }
  if (!all_built(definition, rule->text) || !all_built(definition, rule->none)) {
    return without_reading(Basis::building);
  }
  const figure::Values gathered = Gathering(years, values).gathered(rule->rule);
  const auto composed = figure::compose(definition, *rule, gathered, masked);
  Computed computed;
  computed.figures = parts(definition, gathered, masked);
  computed.singles_percent = least_singles(computed.figures);
  if (composed.state == "none") {
    computed.basis = Basis::no_records;
  } else {
    computed.reading =
        read_as(ReadingSource::computed, composed.text, meaning_of(composed, definition));
  }
  return computed;
}

Cell& cell_at(const Plan& plan, Row& row, const std::string& column) {
  const auto place = [&](const std::string& key) {
    return std::ranges::find(plan.columns, key, &Column::key) - plan.columns.begin();
  };
  const auto after = std::ranges::find_if(
      row.cells, [&](const Cell& cell) { return place(cell.column) >= place(column); });
  if (after != row.cells.end() && after->column == column) return *after;
  return *row.cells.insert(after, Cell{column, {}});
}

}  // namespace plan
