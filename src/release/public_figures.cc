// Which release holds for a line, as known when, and then which cells are kept back: in this order,
// so that nothing is shown that was not looked at by all three.
#include "release/public_figures.h"

#include <algorithm>
#include <utility>

#include "figure/confirming.h"
#include "figure/known_at.h"
#include "figure/moves.h"
#include "release/release_store.h"
#include "release/suppression.h"

namespace release {
namespace {

using figure::Held;
using figure::Scope;
using figure::Value;

// What was known at one moment: definitions, figures and values.
struct Knowledge {
  std::vector<figure::RowDefinition> rows;
  std::vector<Held> figures;
  figure::Table table;

  const Held* find(std::string_view row, std::string_view key) const {
    const auto found = std::ranges::find_if(
        figures, [&](const Held& one) { return one.row == row && one.definition.key == key; });
    return found == figures.end() ? nullptr : &*found;
  }
};

class Reading {
 public:
  Reading(db::Read& tx, PublicPlan& plan) : tx_(tx), plan_(plan) {}

  void read() {
    std::set<std::string> seen;
    for (const Release* release : in_force()) {
      const bool frozen = release->kind == Kind::publication;
      for (const auto& definition : at(frozen ? std::optional(release->mark) : std::nullopt).rows) {
        if (governing(plan_.releases, definition.row, plan_.at) != release) continue;
        if (seen.insert(definition.row).second) plan_.rows.push_back(row(*release, definition));
      }
    }
  }

  // Of a publication that is not kept yet.
  void hold_back(std::int64_t release, store::HeldBack held) {
    held_release_ = release;
    held_ = std::move(held);
  }

  const Knowledge& at(std::optional<base::Instant> moment) {
    const auto found = known_.find(moment);
    if (found != known_.end()) return found->second;
    Knowledge known;
    known.rows = figure::rows(tx_, plan_.municipality, plan_.plan, moment);
    known.figures = figure::figures(tx_, plan_.municipality, plan_.plan, moment);
    known.table = figure::table(tx_, plan_.municipality, plan_.plan, Scope::confirmed, moment);
    return known_.emplace(moment, std::move(known)).first->second;
  }

 private:
  // Those that may govern a line: a publication covers every line, so only the last one counts.
  std::vector<const Release*> in_force() const {
    std::vector<Release> publications;
    for (const Release& one : plan_.releases)
      if (one.kind == Kind::publication) publications.push_back(one);
    const Release* last = governing(publications, "", plan_.at);
    std::vector<const Release*> list;
    for (const Release& one : plan_.releases) {
      const bool may_govern =
          one.kind == Kind::continuous || (last != nullptr && one.id == last->id);
      if (may_govern && one.in_force(plan_.at)) list.push_back(&one);
    }
    return list;
  }

  PublicRow row(const Release& release, const figure::RowDefinition& definition) {
    const bool frozen = release.kind == Kind::publication;
    const auto moment = frozen ? std::optional(release.mark) : std::nullopt;
    const Knowledge& known = at(moment);
    PublicRow row{&release, definition, {}};
    for (const Held& held : known.figures) {
      if (held.row != definition.row) continue;
      PublicFigure figure{held, is_sensitive(held.definition), {}, {}};
      for (auto at = known.table.lower_bound({held.id.value, 0});
           at != known.table.end() && at->first.figure == held.id.value; ++at)
        figure.years[at->first.fiscal_year] = {at->second, false, moment};
      if (figure.sensitive) {
        if (frozen) {
          hold(release, figure);
        } else {
          step(release, figure);
        }
      }
      row.figures.push_back(std::move(figure));
    }
    fill(row, moment);
    return row;
  }

  // A year in which the row has any records is a year of all its figures: nothing is a value too,
  // and is kept back where it would tell something.
  static void fill(PublicRow& row, std::optional<base::Instant> moment) {
    std::set<int> years;
    for (const PublicFigure& figure : row.figures)
      for (const auto& [year, value] : figure.years) years.insert(year);
    for (PublicFigure& figure : row.figures)
      for (const int year : years) figure.years.try_emplace(year, PublicValue{{}, false, moment});
  }

  // Figures of a publication that changed too little stay as they were told before.
  void hold(const Release& release, PublicFigure& figure) {
    if (!held_release_ || held_release_ != release.id) {
      held_ = store::held_back(tx_, plan_.municipality, release.id);
      held_release_ = release.id;
    }
    for (auto& [year, value] : figure.years) {
      const auto found = held_.find({figure.held.row, figure.held.definition.key, year});
      if (found != held_.end()) value = known_value(figure.held, year, found->second);
    }
  }

  // A continuous figure begins as known when it was opened, and moves at the end of a day on which
  // enough records have gathered since it last moved.
  void step(const Release& release, PublicFigure& figure) {
    const int today = figure::day_of(plan_.at);
    const int opened = figure::day_of(release.mark);
    for (auto& [year, value] : figure.years) {
      PublicValue shown = known_value(figure.held, year, release.mark);
      figure::Sum so_far;
      int day_before = 0;
      int moved_on = 0;
      const auto end_day = [&](int day) {
        if (day < opened || day >= today || !may_move(shown.value.sum, so_far)) return;
        if (so_far == shown.value.sum) return;
        shown.value.sum = so_far;
        moved_on = day;
      };
      for (const auto& day :
           figure::by_day(tx_, plan_.municipality, figure.held.id, year, Scope::confirmed)) {
        if (day.day != day_before && day_before != 0) end_day(day_before);
        day_before = day.day;
        so_far += day.sum;
      }
      if (day_before != 0) end_day(day_before);
      if (moved_on != 0) shown.known = figure::end_of(day_from(moved_on));
      value = std::move(shown);
    }
  }

  PublicValue known_value(const Held& held, int year, base::Instant moment) {
    const Knowledge& known = at(moment);
    const Held* then = known.find(held.row, held.definition.key);
    PublicValue value{{}, false, moment};
    if (then == nullptr) return value;
    const auto found = known.table.find({then->id.value, year});
    if (found != known.table.end()) value.value = found->second;
    return value;
  }

  static base::Date day_from(int days) { return base::add_days(base::Date(1970, 1, 1), days); }

  db::Read& tx_;
  PublicPlan& plan_;
  std::map<std::optional<base::Instant>, Knowledge> known_;
  std::optional<std::int64_t> held_release_;
  store::HeldBack held_;
};

// ---- what is kept back

bool overlap(const figure::Definition& one, const figure::Definition& other) {
  for (const auto& a : one.records)
    for (const auto& b : other.records)
      if (a.kind == b.kind && std::ranges::any_of(a.programmes, [&](const std::string& programme) {
            return std::ranges::find(b.programmes, programme) != b.programmes.end();
          }))
        return true;
  return false;
}

// The cells of the public figures as one problem: years, sums of years, parts of wholes, figures
// over the same records.
class Keeping {
 public:
  explicit Keeping(PublicPlan& plan) {
    for (PublicRow& row : plan.rows)
      for (PublicFigure& figure : row.figures) lines_.push_back({&row, &figure, {}, {}});
  }

  void keep_back() {
    for (Line& line : lines_) add_cells(line);
    for (Line& line : lines_) add_part(line);
    for (std::size_t i = 0; i < lines_.size(); ++i)
      for (std::size_t j = i + 1; j < lines_.size(); ++j) add_pair(lines_[i], lines_[j]);
    const auto hidden = suppressed(problem_);
    for (Line& line : lines_) {
      for (const auto& [year, cell] : line.years) {
        if (!hidden[cell]) continue;
        PublicValue& value = line.figure->years[year];
        value.value = {};
        value.hidden = true;
      }
      for (const auto& [years, cell] : line.totals)
        if (hidden[cell]) line.figure->totals[years] = {{}, true, {}};
    }
  }

 private:
  struct Line {
    PublicRow* row;
    PublicFigure* figure;
    std::map<int, std::size_t> years;
    std::map<std::vector<int>, std::size_t> totals;
  };

  std::size_t add_cell(const PublicFigure& figure, const figure::Sum& sum, bool shown = true) {
    problem_.cells.push_back({contributors(figure.held.definition, sum), figure.sensitive, shown});
    return problem_.cells.size() - 1;
  }

  void add_cells(Line& line) {
    if (!line.figure->sensitive) return;
    for (const auto& [year, value] : line.figure->years)
      line.years[year] = add_cell(*line.figure, value.value.sum);
    for (const auto& column : line.row->definition.columns) {
      if (column.rule != figure::ColumnRule::sum_of || line.totals.contains(column.fiscal_years))
        continue;
      figure::Sum sum;
      Sum total;
      for (const int year : column.fiscal_years) {
        const auto found = line.years.find(year);
        if (found == line.years.end()) continue;
        sum += line.figure->years[year].value.sum;
        total.parts.push_back(found->second);
      }
      total.total = add_cell(*line.figure, sum);
      line.figure->totals[column.fiscal_years] = {{sum, {}}, false, {}};
      line.totals[column.fiscal_years] = total.total;
      problem_.sums.push_back(std::move(total));
    }
  }

  // うち: the rest of the whole can be worked out.
  void add_part(Line& line) {
    const auto& of = line.figure->held.definition.part_of;
    if (!of || !line.figure->sensitive) return;
    const auto whole = std::ranges::find_if(lines_, [&](const Line& other) {
      return other.row == line.row && other.figure->held.definition.key == *of;
    });
    if (whole == lines_.end()) return;
    add_rest(*whole, line);
  }

  void add_rest(const Line& whole, const Line& part) {
    for (const auto& [year, cell] : part.years) {
      const auto found = whole.years.find(year);
      if (found == whole.years.end()) continue;
      figure::Sum rest = whole.figure->years.at(year).value.sum;
      const figure::Sum& less = part.figure->years.at(year).value.sum;
      rest.records -= less.records;
      rest.value -= less.value;
      const std::size_t difference = add_cell(*part.figure, rest, false);
      problem_.sums.push_back({found->second, {cell, difference}});
    }
  }

  // Two figures over the same work. Of one row, they count the same cases in other units: both are
  // kept back or none. The same measure in two rows, one wider than the other: the difference can
  // be worked out.
  void add_pair(Line& one, Line& other) {
    const auto& a = one.figure->held.definition;
    const auto& b = other.figure->held.definition;
    if (!one.figure->sensitive || !other.figure->sensitive || !overlap(a, b)) return;
    if (a.records == b.records) {
      for (const auto& [year, cell] : one.years)
        if (const auto found = other.years.find(year); found != other.years.end())
          problem_.together.push_back({cell, found->second});
      return;
    }
    if (a.measure != b.measure || a.part_of == b.key || b.part_of == a.key) return;
    for (const auto& [year, cell] : one.years) {
      const auto found = other.years.find(year);
      if (found == other.years.end()) continue;
      const bool wider =
          problem_.cells[cell].contributors >= problem_.cells[found->second].contributors;
      add_difference(wider ? cell : found->second, wider ? found->second : cell);
    }
  }

  void add_difference(std::size_t wide, std::size_t narrow) {
    problem_.cells.push_back(
        {problem_.cells[wide].contributors - problem_.cells[narrow].contributors, true, false});
    problem_.sums.push_back({wide, {narrow, problem_.cells.size() - 1}});
  }

  std::vector<Line> lines_;
  Problem problem_;
};

bool has_months(const figure::Definition& definition) {
  return definition.measure != figure::Measure::distinct_businesses &&
         definition.measure != figure::Measure::milestone;
}

std::vector<figure::MonthValue> months_known(db::Read& tx, const PublicPlan& plan,
                                             const PublicFigure& figure, int year) {
  const auto found = figure.years.find(year);
  if (found == figure.years.end()) return {};
  if (found->second.known)
    return figure::by_month(tx, plan.municipality, figure.held, year, Scope::confirmed,
                            *found->second.known);
  return figure::by_month(tx, plan.municipality, figure.held.id, year, Scope::confirmed);
}

// The year's cells are settled; among its months enough are kept back that none can be worked out.
void keep_months_back(const PublicRow& row, int year,
                      std::map<std::string, std::vector<PublicMonth>, std::less<>>& months) {
  Problem problem;
  std::map<std::pair<std::string, int>, std::size_t> cells;
  for (const auto& [key, list] : months) {
    const PublicFigure& figure = *row.find(key);
    if (!figure.sensitive) continue;
    const PublicValue& whole = figure.years.at(year);
    figure::Sum all;
    Sum total;
    for (const PublicMonth& one : list) {
      all += one.sum;
      problem.cells.push_back({contributors(figure.held.definition, one.sum), true, true});
      cells[{key, one.month}] = problem.cells.size() - 1;
      total.parts.push_back(problem.cells.size() - 1);
      if (whole.hidden) problem.hidden.push_back(problem.cells.size() - 1);
    }
    problem.cells.push_back({contributors(figure.held.definition, all), true, true});
    total.total = problem.cells.size() - 1;
    if (whole.hidden) problem.hidden.push_back(total.total);
    problem.sums.push_back(std::move(total));
  }
  for (const auto& [place, cell] : cells) {
    const PublicFigure& figure = *row.find(place.first);
    for (const auto& [other, other_cell] : cells) {
      if (other.second != place.second || other.first == place.first) continue;
      const PublicFigure& beside = *row.find(other.first);
      if (figure.held.definition.records == beside.held.definition.records) {
        problem.together.push_back({cell, other_cell});
      } else if (figure.held.definition.part_of == other.first) {
        problem.cells.push_back(
            {problem.cells[other_cell].contributors - problem.cells[cell].contributors, true,
             false});
        problem.sums.push_back({other_cell, {cell, problem.cells.size() - 1}});
      }
    }
  }
  const auto hidden = suppressed(problem);
  for (const auto& [place, cell] : cells) {
    if (!hidden[cell]) continue;
    for (PublicMonth& one : months.find(place.first)->second)
      if (one.month == place.second) one = {one.month, {}, true};
  }
}

// Whatever a continuous line shows may have changed with the last confirmation.
std::optional<base::Instant> last_change(db::Read& tx, const PublicPlan& plan) {
  std::optional<base::Instant> last;
  const auto take = [&](base::Instant at) {
    if (at <= plan.at && (!last || *last < at)) last = at;
  };
  bool follows = false;
  for (const Release& one : plan.releases) {
    take(one.effective_at);
    if (one.withdrawn) take(one.withdrawn->at);
    follows = follows || (one.kind == Kind::continuous && one.in_force(plan.at));
  }
  if (follows)
    if (const auto confirmed = figure::last_confirmation(tx, plan.municipality))
      take(std::min(*confirmed, plan.at));
  return last;
}

}  // namespace

const PublicFigure* PublicRow::find(std::string_view key) const {
  const auto found = std::ranges::find_if(
      figures, [&](const PublicFigure& one) { return one.held.definition.key == key; });
  return found == figures.end() ? nullptr : &*found;
}

const PublicRow* PublicPlan::find(std::string_view row) const {
  const auto found =
      std::ranges::find_if(rows, [&](const PublicRow& one) { return one.definition.row == row; });
  return found == rows.end() ? nullptr : &*found;
}

PublicPlan public_plan(db::Read& tx, std::string_view municipality, std::string_view plan,
                       base::Instant at, const Release* further) {
  PublicPlan seen;
  seen.municipality = municipality;
  seen.plan = plan;
  seen.at = at;
  for (Release& one : store::of_plan(tx, municipality, plan))
    if (one.was_public(at)) seen.releases.push_back(std::move(one));
  if (further != nullptr) seen.releases.push_back(*further);
  if (seen.releases.empty()) return seen;
  Reading(tx, seen).read();
  Keeping(seen).keep_back();
  seen.changed_at = last_change(tx, seen);
  return seen;
}

PublicPlan as_published(db::Read& tx, const Release& publication) {
  Release here = publication;
  here.effective_at = publication.mark;
  PublicPlan seen;
  seen.municipality = here.municipality;
  seen.plan = here.plan;
  seen.at = here.mark;
  const PublicPlan before = public_plan(tx, here.municipality, here.plan, here.mark);
  store::HeldBack held;
  for (const HeldValue& one : too_close(tx, before, here.mark))
    held[{one.row, one.figure, one.fiscal_year}] = one.known;
  seen.releases = before.releases;
  seen.releases.push_back(here);
  Reading reading(tx, seen);
  reading.hold_back(here.id, std::move(held));
  reading.read();
  Keeping(seen).keep_back();
  return seen;
}

bool is_public(db::Read& tx, std::string_view municipality, std::string_view plan,
               base::Instant at) {
  return std::ranges::any_of(store::of_plan(tx, municipality, plan),
                             [&](const Release& one) { return one.in_force(at); });
}

std::map<std::string, std::vector<PublicMonth>, std::less<>> public_months(db::Read& tx,
                                                                           const PublicPlan& plan,
                                                                           const PublicRow& row,
                                                                           int fiscal_year) {
  std::map<std::string, std::vector<PublicMonth>, std::less<>> months;
  for (const PublicFigure& figure : row.figures) {
    if (!has_months(figure.held.definition) || !figure.years.contains(fiscal_year)) continue;
    auto& list = months[figure.held.definition.key];
    for (int i = 0; i < 12; ++i) {
      const int month = 4 + i <= 12 ? fiscal_year * 100 + 4 + i : (fiscal_year + 1) * 100 + i - 8;
      list.push_back({month, {}, false});
    }
    for (const auto& known : months_known(tx, plan, figure, fiscal_year)) {
      const auto place = std::ranges::find(list, known.month, &PublicMonth::month);
      // Belongs to the year as stated, and happened outside it: it stands with the last month.
      (place == list.end() ? list.back() : *place).sum += known.sum;
    }
    const base::Instant until = figure.years.at(fiscal_year).known.value_or(plan.at);
    const int last = figure::month_of(base::japan_date(until));
    while (!list.empty() && list.back().month > last && list.back().sum == figure::Sum{})
      list.pop_back();
  }
  keep_months_back(row, fiscal_year, months);
  return months;
}

std::vector<HeldValue> too_close(db::Read& tx, const PublicPlan& before, base::Instant mark) {
  std::vector<HeldValue> held;
  const auto figures = figure::figures(tx, before.municipality, before.plan, mark);
  const auto table = figure::table(tx, before.municipality, before.plan, Scope::confirmed, mark);
  PublicPlan unhidden;  // the values themselves are compared, kept back or not
  unhidden.municipality = before.municipality;
  unhidden.plan = before.plan;
  unhidden.at = before.at;
  unhidden.releases = before.releases;
  Reading(tx, unhidden).read();
  for (const auto& [key, value] : table) {
    const auto now =
        std::ranges::find_if(figures, [&](const Held& one) { return one.id.value == key.figure; });
    if (now == figures.end() || !is_sensitive(now->definition)) continue;
    const PublicRow* row = unhidden.find(now->row);
    const PublicFigure* figure = row == nullptr ? nullptr : row->find(now->definition.key);
    if (figure == nullptr || figure->held.definition != now->definition) continue;
    const auto shown = figure->years.find(key.fiscal_year);
    if (shown == figure->years.end() || may_move(shown->second.value.sum, value.sum)) continue;
    held.push_back(
        {now->row, now->definition.key, key.fiscal_year, shown->second.known.value_or(before.at)});
  }
  return held;
}

}  // namespace release
