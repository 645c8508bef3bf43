// Names are compared as a search compares them; of a line's results the latest year speaks.
#include "plan/told_lines.h"

#include <algorithm>
#include <tuple>

#include "base/japanese_text.h"

namespace plan {
namespace {

using base::Qualifier;

// The column of the latest year in which the line prints quantities: results before aims, years
// before sums over several.
const Reading* latest_result(const Plan& plan, const Row& leaf) {
  const Reading* latest = nullptr;
  std::tuple<bool, bool, int> best;
  for (const Column& column : plan.columns) {
    const Cell* cell = find_cell(leaf, column.key);
    const Reading* printed =
        cell == nullptr ? nullptr : find_reading(*cell, ReadingSource::printed);
    if (printed == nullptr || printed->quantities.empty()) continue;
    const std::tuple place(column.kind != ColumnKind::target, column.kind != ColumnKind::total,
                           column.fiscal_years.empty() ? 0 : column.fiscal_years.back());
    if (latest != nullptr && place < best) continue;
    latest = printed;
    best = place;
  }
  return latest;
}

// A rate, a change, a part of the number before it say something about a number; they are none that
// records are counted to.
bool is_counted(const base::Quantity& quantity) {
  constexpr Qualifier kAbout[] = {
      Qualifier::each,     Qualifier::part_of,      Qualifier::average,    Qualifier::increase,
      Qualifier::decrease, Qualifier::changed_from, Qualifier::changed_to, Qualifier::times};
  return !quantity.part_of && quantity.per.empty() && !quantity.range && !quantity.unit.empty() &&
         std::ranges::none_of(kAbout, [&](Qualifier one) { return quantity.qualifiers.has(one); });
}

bool is_known(const Indicator& indicator, std::span<const figure::Definition> elsewhere) {
  return !indicator.label.empty() &&
         std::ranges::any_of(elsewhere, [&](const figure::Definition& one) {
           return one.unit == indicator.unit &&
                  base::search_key(one.label) == base::search_key(indicator.label);
         });
}

std::vector<Indicator> measures_of(const Reading& reading,
                                   std::span<const figure::Definition> elsewhere) {
  std::vector<Indicator> all;
  for (const base::Quantity& quantity : reading.quantities) {
    if (!is_counted(quantity)) continue;
    Indicator indicator;
    indicator.label = quantity.label;
    indicator.unit = quantity.unit;
    all.push_back(std::move(indicator));
  }
  std::vector<Indicator> told;
  for (const Indicator& one : all) {
    const bool alone = std::ranges::count(all, one.unit, &Indicator::unit) == 1;
    if (!alone && !is_known(one, elsewhere)) continue;
    told.push_back(one);
    told.back().number = static_cast<int>(told.size());
  }
  return told;
}

const std::vector<std::string>& programmes_of(const Plan& plan, const Row& leaf) {
  return leaf.programmes.empty() ? programme_row(plan, leaf).programmes : leaf.programmes;
}

}  // namespace

void KnownWork::add(ByName& names, std::string_view name,
                    const std::vector<std::string>& programmes) {
  std::string key = base::search_key(name);
  if (key.empty() || programmes.empty()) return;
  const auto [known, fresh] = names.emplace(std::move(key), programmes);
  if (!fresh && known->second != programmes) known->second.clear();
}

void KnownWork::add_line(std::string_view title, const std::vector<std::string>& programmes) {
  auto sorted = programmes;
  std::ranges::sort(sorted);
  add(lines_, title, sorted);
}

void KnownWork::add_programme(std::string_view name, const std::string& key) {
  add(register_, name, {key});
}

std::vector<std::string> KnownWork::programmes_of(std::string_view title) const {
  const std::string key = base::search_key(title);
  for (const ByName* names : {&lines_, &register_})
    if (const auto found = names->find(key); found != names->end()) return found->second;
  return {};
}

int link_programmes(Plan& plan, const KnownWork& known) {
  int linked = 0;
  for (Row& row : plan.rows) {
    if (!row.programmes.empty() || row.title_reason) continue;
    row.programmes = known.programmes_of(row.title);
    if (!row.programmes.empty()) ++linked;
  }
  return linked;
}

std::vector<RowWork> told_measures(const Plan& plan,
                                   std::span<const figure::Definition> elsewhere) {
  std::vector<RowWork> work;
  for (const Row* leaf : leaves(plan)) {
    if (programmes_of(plan, *leaf).empty()) continue;
    const Reading* latest = latest_result(plan, *leaf);
    if (latest == nullptr) continue;
    auto measures = measures_of(*latest, elsewhere);
    if (measures.empty()) continue;
    work.push_back({.row = leaf->key, .indicators = std::move(measures)});
  }
  return work;
}

}  // namespace plan
