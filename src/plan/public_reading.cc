// Readings are composed as staff see them, from the values the public may see.
#include "plan/public_reading.h"

#include <algorithm>
#include <map>

#include "base/yen.h"
#include "figure/figure_text.h"
#include "plan/agreement.h"
#include "plan/computed.h"
#include "plan/source_store.h"
#include "programme/programme_service.h"

namespace plan {
namespace {

using figure::ColumnRule;
using release::PublicFigure;
using release::PublicRow;

// Where a value is kept back something stands all the same, so that its year is not taken for one
// without records.
figure::Value kept_back() {
  figure::Value value;
  value.sum.records = 1;
  return value;
}

// The figures of a row as one column takes them.
struct Taken {
  YearValues values;
  figure::Keys masked;
};

// The year that 計 repeats: the last of its years in which any figure of the row says something.
int latest_year(const PublicRow& row, const std::vector<int>& years) {
  int latest = years.back();
  for (auto year = years.rbegin(); year != years.rend(); ++year) {
    const bool says = std::ranges::any_of(row.figures, [&](const PublicFigure& figure) {
      const auto found = figure.years.find(*year);
      if (found == figure.years.end()) return false;
      const auto& value = found->second.value;
      return found->second.hidden || value.sum.records != 0 || value.sum.value != 0 ||
             value.milestone.has_value();
    });
    if (says) return *year;
  }
  return latest;
}

// A sum of which a year is kept back is told as a whole, in its first year, or not at all.
void take_sum(const PublicFigure& figure, const std::vector<int>& years, Taken& taken) {
  const std::string& key = figure.held.definition.key;
  const bool some_hidden = std::ranges::any_of(years, [&](int year) {
    const auto found = figure.years.find(year);
    return found != figure.years.end() && found->second.hidden;
  });
  const auto whole = figure.totals.find(years);
  if (whole == figure.totals.end() ? some_hidden : whole->second.hidden) {
    taken.masked.insert(key);
  } else if (some_hidden) {
    auto& by_year = taken.values[key];
    by_year.clear();
    by_year[years.front()] = whole->second.value;
  }
}

Taken taken(const PublicRow& row, const figure::ColumnDefinition& rule, std::vector<int> years) {
  Taken taken;
  std::ranges::sort(years);
  for (const PublicFigure& figure : row.figures) {
    auto& by_year = taken.values[figure.held.definition.key];
    for (const auto& [year, value] : figure.years)
      by_year[year] = value.hidden ? kept_back() : value.value;
  }
  if (years.empty()) return taken;
  const int year = rule.rule == ColumnRule::latest_of ? latest_year(row, years) : years.back();
  for (const PublicFigure& figure : row.figures) {
    if (rule.rule == ColumnRule::sum_of) {
      take_sum(figure, years, taken);
      continue;
    }
    const auto found = figure.years.find(year);
    if (found != figure.years.end() && found->second.hidden)
      taken.masked.insert(figure.held.definition.key);
  }
  return taken;
}

// Nothing was counted, and nothing is kept back.
bool is_of_no_records(const Computed& told, const figure::Keys& masked) {
  return told.basis == Basis::composed && masked.empty() &&
         std::ranges::none_of(told.figures, [](const CellFigure& one) {
           return one.value.sum.records != 0 || one.value.sum.value != 0 ||
                  one.value.milestone.has_value();
         });
}

// Gives the columns whose reading is of no records.
std::vector<std::string> show_row(Plan& plan, Row& row, const PublicRow& released,
                                  const Programmes& programmes) {
  std::vector<std::string> silent;
  for (const Column& column : plan.columns) {
    const auto* rule = figure::rule_of(released.definition, column.key);
    if (rule == nullptr || rule->rule == ColumnRule::not_computed) continue;
    const Taken values = taken(released, *rule, years_taken(*rule, column));
    const auto told =
        computed(released.definition, row, column, values.values, programmes, values.masked);
    if (!told.reading) continue;
    cell_at(plan, row, column.key).readings.push_back(*told.reading);
    if (is_of_no_records(told, values.masked)) silent.push_back(column.key);
  }
  return silent;
}

// Years from before the records: what was printed is not held against an empty book, unless the
// cell is declared to show the records.
void take_silent_away(Row& row, const std::vector<std::string>& columns) {
  for (Cell& cell : row.cells) {
    if (std::ranges::find(columns, cell.column) == columns.end() ||
        cell.declared == ReadingSource::computed ||
        find_reading(cell, ReadingSource::printed) == nullptr)
      continue;
    std::erase_if(cell.readings,
                  [](const Reading& one) { return one.source == ReadingSource::computed; });
  }
}

// What a line shows was declared by the moment its release speaks of.
class Declared {
 public:
  Declared(db::Read& tx, const Plan& plan) : tx_(tx), plan_(plan) {}

  void declare(Row& row, base::Instant until) {
    for (const auto& one : at(until)) {
      if (one.row != row.key || one.source == ReadingSource::entered) continue;
      const auto cell = std::ranges::find(row.cells, one.column, &Cell::column);
      // A source that the public does not have shows nothing in its place: what was there stays.
      if (cell != row.cells.end() && find_reading(*cell, one.source) != nullptr)
        cell->declared = one.source;
    }
  }

 private:
  const std::vector<store::DeclaredSource>& at(base::Instant until) {
    const auto found = known_.find(until);
    if (found != known_.end()) return found->second;
    return known_
        .emplace(until, store::declared_sources(tx_, plan_.municipality, plan_.slug, until))
        .first->second;
  }

  db::Read& tx_;
  const Plan& plan_;
  std::map<base::Instant, std::vector<store::DeclaredSource>> known_;
};

// Only what is the same kind of number can be taken one from the other.
std::string difference_of(const base::Quantity& printed, const base::Quantity& computed) {
  if (printed.unit != computed.unit || printed.value.denominator != 1 ||
      computed.value.denominator != 1 || printed.range || computed.range)
    return {};
  const std::int64_t by = computed.value.numerator - printed.value.numerator;
  const std::string sign = by < 0 ? "−" : "+";
  return sign + base::with_thousands(by < 0 ? -by : by) + computed.unit;
}

}  // namespace

void show_released(db::Read& tx, Plan& plan, const release::PublicPlan& seen) {
  if (seen.rows.empty()) return;
  Programmes programmes;
  for (auto& programme : programme::programmes(tx, plan.municipality))
    programmes.emplace(programme.key, std::move(programme));
  Declared declared(tx, plan);
  for (const PublicRow& released : seen.rows) {
    const auto row = std::ranges::find(plan.rows, released.definition.row, &Row::key);
    if (row == plan.rows.end()) continue;
    const auto silent = show_row(plan, *row, released, programmes);
    declared.declare(*row, released.release->kind == release::Kind::publication
                               ? released.release->mark
                               : seen.at);
    take_silent_away(*row, silent);
  }
}

std::shared_ptr<const release::PublicPlan> show_released(db::Read& tx, Plan& plan,
                                                         base::Instant at) {
  auto seen = std::make_shared<release::PublicPlan>(
      release::public_plan(tx, plan.municipality, plan.slug, at));
  if (seen->releases.empty()) return nullptr;
  show_released(tx, plan, *seen);
  return seen;
}

std::vector<Apart> apart(const Cell& cell) {
  std::vector<Apart> list;
  const Reading* printed = find_reading(cell, ReadingSource::printed);
  const Reading* computed = find_reading(cell, ReadingSource::computed);
  for (const Comparison& comparison : comparisons(cell)) {
    if (comparison.one != ReadingSource::printed || comparison.other != ReadingSource::computed ||
        comparison.agreement != Agreement::differs)
      continue;
    for (std::size_t i = 0; i < comparison.parts.size(); ++i) {
      const Disparity& part = comparison.parts[i];
      Apart one{part.one, part.other, ""};
      if (printed->quantities.size() == 1 && computed->quantities.size() == 1)
        one.difference = difference_of(printed->quantities.front(), computed->quantities.front());
      list.push_back(std::move(one));
    }
  }
  return list;
}

}  // namespace plan
