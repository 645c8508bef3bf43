// Quantities are compared by the rule that compares any two readings of a cell.
#include "town/compare.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/japanese_text.h"
#include "figure/closed_years.h"
#include "plan/computed_service.h"
#include "town/town_service.h"

namespace town {
namespace {

using plan::Reading;
using plan::ReadingSource;

About about_of(const Reading& printed) {
  if (printed.kind == plan::CellKind::quantity) return About::numbers;
  const bool says = printed.kind == plan::CellKind::status &&
                    (printed.meaning.state == plan::CellState::words ||
                     printed.meaning.state == plan::CellState::quantities);
  return says ? About::words : About::absence;
}

std::string text_of(const Reading* reading) {
  return reading == nullptr ? std::string() : reading->text.value_or("");
}

bool says_the_same(const Reading& printed, const Reading* computed) {
  return base::search_key(renamed(text_of(&printed))) == base::search_key(text_of(computed));
}

bool numbers_agree(const Reading& printed, const Reading& computed) {
  plan::Cell both{.column = {}, .readings = {printed, computed}};
  both.readings.front().source = ReadingSource::printed;
  both.readings.back().source = ReadingSource::computed;
  const auto list = plan::comparisons(both);
  return list.size() == 1 && list.front().agreement == plan::Agreement::same;
}

// Each kind of record that the cell's figures count, once.
std::int64_t records_behind(const plan::Computed& computed) {
  std::set<std::pair<std::string, std::string>> seen;
  std::int64_t records = 0;
  for (const plan::CellFigure& figure : computed.figures) {
    const auto& selection = figure.definition.records.front();
    std::string conditions;
    for (const auto& condition : selection.where) conditions += condition.values.front() + " ";
    if (!selection.in_town && seen.emplace(selection.kind, conditions).second)
      records += figure.value.sum.records;
  }
  return records;
}

class Comparing {
 public:
  Comparing(const Published& original, const plan::OpenedTable& town, std::set<int> closed_years)
      : original_(original), town_(town), closed_years_(std::move(closed_years)) {}

  Compared compare() {
    const plan::Plan& plan = original_.plan.content;
    for (const plan::Row* leaf : plan::leaves(plan))
      for (const plan::Column& column : plan.columns) compare_cell(*leaf, column);
    std::vector<std::int64_t> records;
    for (const ComparedCell& cell : compared_.cells)
      if (cell.about == About::numbers) records.push_back(cell.records);
    std::ranges::sort(records);
    if (!records.empty()) {
      compared_.records_min = records.front();
      compared_.records_median = records[records.size() / 2];
      compared_.records_max = records.back();
    }
    return std::move(compared_);
  }

 private:
  void compare_cell(const plan::Row& leaf, const plan::Column& column) {
    const plan::Cell* cell = plan::find_cell(leaf, column.key);
    const Reading* printed = cell ? plan::find_reading(*cell, ReadingSource::printed) : nullptr;
    if (printed == nullptr) return;
    if (printed->kind == plan::CellKind::unassigned) {
      compared_.left_out.push_back({leaf.key, column.key, printed->merged.value_or("")});
      return;
    }
    const plan::Row* own = plan::find_row(town_.plan, leaf.key);
    const plan::Cell* own_cell = own ? plan::find_cell(*own, column.key) : nullptr;
    const Reading* computed =
        own_cell ? plan::find_reading(*own_cell, ReadingSource::computed) : nullptr;
    ComparedCell one{.row = leaf.key,
                     .column = column.key,
                     .about = about_of(*printed),
                     .verdict = Verdict::equal,
                     .published = text_of(printed),
                     .computed = text_of(computed),
                     .reason = {},
                     .records = 0};
    const auto how = town_.computed.find({leaf.key, column.key});
    if (how != town_.computed.end()) one.records = records_behind(how->second);
    judge(one, *printed, computed, how == town_.computed.end() ? nullptr : &how->second);
    if (one.verdict == Verdict::differing && is_left_blank(one, *printed, computed, column))
      one.verdict = Verdict::equal;
    compared_.cells.push_back(std::move(one));
  }

  // A blank says the same as what the town shows where nothing was done: 未集計, while nobody has
  // closed the year's books, whatever the town says of a year so far; and a year outside the
  // row's, as a dash.
  bool is_left_blank(const ComparedCell& one, const Reading& printed, const Reading* computed,
                     const plan::Column& column) const {
    if (printed.kind != plan::CellKind::absent || one.records != 0) return false;
    if (printed.meaning.state == plan::CellState::outside_years)
      return computed != nullptr && computed->kind == plan::CellKind::dash;
    return printed.meaning.state == plan::CellState::not_yet_counted &&
           std::ranges::none_of(column.fiscal_years,
                                [&](int year) { return closed_years_.contains(year); });
  }

  static void judge(ComparedCell& one, const Reading& printed, const Reading* computed,
                    const plan::Computed* how) {
    if (one.about != About::numbers) {
      if (!says_the_same(printed, computed)) one.verdict = Verdict::differing;
    } else if (computed == nullptr) {
      one.verdict = Verdict::not_computable;
      one.reason = how == nullptr ? "not_computed" : plan::in_db(how->basis);
    } else if (!numbers_agree(printed, *computed)) {
      one.verdict = Verdict::differing;
    }
  }

  const Published& original_;
  const plan::OpenedTable& town_;
  const std::set<int> closed_years_;
  Compared compared_;
};

// By two persons. What the calendar has ended since then the published table knew nothing of.
std::set<int> years_closed(db::Database& database) {
  const auto books = database.read([](db::Read& tx) { return figure::books(tx, kTown); });
  std::set<int> closed;
  for (const record::YearMove& move : books.moves)
    if (move.closed) closed.insert(move.fiscal_year);
  return closed;
}

}  // namespace

std::string_view code_of(About about) {
  switch (about) {
    case About::numbers:
      return "numbers";
    case About::words:
      return "words";
    case About::absence:
      return "absence";
  }
  return {};
}

std::string_view code_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::equal:
      return "equal";
    case Verdict::differing:
      return "differing";
    case Verdict::not_computable:
      return "not_computable";
  }
  return {};
}

Tally Compared::tally(About about) const {
  Tally tally;
  for (const ComparedCell& cell : cells) {
    if (cell.about != about) continue;
    ++(cell.verdict == Verdict::equal       ? tally.equal
       : cell.verdict == Verdict::differing ? tally.differing
                                            : tally.not_computable);
  }
  return tally;
}

bool Compared::holds() const {
  const Tally numbers = tally(About::numbers);
  return numbers.equal > 0 && numbers.differing == 0 && numbers.not_computable == 0;
}

base::Result<Compared> compare(db::Database& database, const plan::PlanSet& files,
                               std::string_view plan) {
  if (!files.mistakes.empty())
    return base::refuse(files_wrong, {{"count", std::to_string(files.mistakes.size())}});
  const auto original = published(files, plan);
  if (!original) return std::unexpected(original.error());
  const auto town = plan::open_table(base::Actor::system(), database, twin_slug(plan), {});
  if (!town) return base::refuse(not_built);
  if (is_scaled(town->plan)) return base::refuse(scaled);
  return Comparing(*original, *town, years_closed(database)).compare();
}

}  // namespace town
