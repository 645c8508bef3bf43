// 訂正 as the public reads them: of every reversal that was confirmed since a line became public,
// what the figure said just before and just after.
#include <algorithm>
#include <limits>
#include <utility>

#include "figure/confirming.h"
#include "release/public_figures.h"

namespace release {
namespace {

using figure::Scope;

constexpr int kReversalsLookedAt = 200;
constexpr base::Instant kNow{std::numeric_limits<std::int64_t>::max()};

// Since when the public has seen the line; absent: not at all.
std::optional<base::Instant> public_since(const PublicPlan& plan, std::string_view row) {
  std::optional<base::Instant> since;
  for (const Release& one : plan.releases) {
    if (!one.covers(row)) continue;
    const base::Instant from = one.kind == Kind::publication ? one.mark : one.effective_at;
    if (!since || from < *since) since = from;
  }
  return since;
}

// What is shown of the year was known until then.
base::Instant known_until(const PublicRow& row, const PublicFigure& figure, int fiscal_year) {
  const auto year = figure.years.find(fiscal_year);
  if (year != figure.years.end() && year->second.known) return *year->second.known;
  return row.release->kind == Kind::publication ? row.release->mark : kNow;
}

figure::Value value_at(db::Read& tx, const PublicPlan& plan, const Correction& of,
                       base::Instant at) {
  const auto held = figure::find(tx, plan.municipality, plan.plan, of.row, of.figure, at);
  if (!held) return {};
  const auto table = figure::table(tx, plan.municipality, plan.plan, Scope::confirmed, at);
  const auto found = table.find({held->id.value, of.fiscal_year});
  return found == table.end() ? figure::Value{} : found->second;
}

figure::Because because_of(const figure::Definition& definition, int fiscal_year,
                           const std::optional<record::Record>& stands) {
  if (!stands) return figure::Because::reversed;
  const bool counts = stands->fiscal_year.number() == fiscal_year &&
                      figure::contribution(definition, *stands).has_value();
  return counts ? figure::Because::corrected : figure::Because::reclassified;
}

}  // namespace

std::vector<Correction> corrections(db::Read& tx, const PublicPlan& plan, std::size_t limit) {
  std::vector<Correction> list;
  std::optional<base::Instant> first;
  for (const PublicRow& row : plan.rows)
    if (const auto since = public_since(plan, row.definition.row);
        since && (!first || *since < *first))
      first = since;
  if (!first) return list;
  for (const record::Record& reversal :
       figure::confirmed_reversals(tx, plan.municipality, *first, kNow, kReversalsLookedAt)) {
    const auto stands = figure::replacement(tx, reversal);
    const base::Instant confirmed = *reversal.confirmed_at;
    const base::Instant done =
        stands && stands->confirmed_at ? std::max(confirmed, *stands->confirmed_at) : confirmed;
    const int year = reversal.fiscal_year.number();
    for (const PublicRow& row : plan.rows) {
      if (confirmed <= *public_since(plan, row.definition.row)) continue;
      for (const PublicFigure& figure : row.figures) {
        const figure::Definition& definition = figure.held.definition;
        if (!figure::contribution(definition, reversal) || done > known_until(row, figure, year))
          continue;
        Correction one{done,
                       row.definition.row,
                       definition.key,
                       year,
                       figure.sensitive,
                       {},
                       {},
                       because_of(definition, year, stands)};
        if (!one.hidden) {
          one.before = value_at(tx, plan, one, {confirmed.microseconds - 1});
          one.after = value_at(tx, plan, one, done);
          if (one.before == one.after) continue;
        }
        list.push_back(std::move(one));
        if (list.size() == limit) return list;
      }
    }
  }
  return list;
}

}  // namespace release
