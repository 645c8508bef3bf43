// 重なり: one record may count in several rows (a seminar's participants stand in two of them).
// Which rows, and how many records, so that nobody adds the rows up; totals count such a record
// once.
#include <map>
#include <utility>

#include "figure/drill_store.h"
#include "figure/figure_service.h"

namespace figure {
namespace {

using Works = std::vector<Work>;

Works common(const Works& left, const Works& right) {
  Works both;
  for (const Work& work : left)
    for (const Work& other : right)
      if (work == other) both.push_back(work);
  return both;
}

void add_pair(std::vector<Overlap>& overlaps, db::Read& tx, std::string_view municipality,
              const std::pair<const Held&, const Held&>& pair, const Works& works) {
  std::map<int, std::int64_t> years;
  for (const Work& work : works)
    for (const store::Shared& year :
         store::shared(tx, municipality, work, pair.first.definition, pair.second.definition))
      years[year.fiscal_year] += year.records;
  for (const auto& [fiscal_year, records] : years)
    if (records != 0) overlaps.push_back({pair.first, pair.second, fiscal_year, records});
}

}  // namespace

std::vector<Overlap> overlaps(db::Read& tx, std::string_view municipality, std::string_view plan) {
  const std::vector<Held> held = figures(tx, municipality, plan);
  std::vector<Works> works;
  works.reserve(held.size());
  for (const Held& figure : held) works.push_back(works_of(figure.definition));
  std::vector<Overlap> found;
  for (std::size_t one = 0; one < held.size(); ++one) {
    for (std::size_t other = one + 1; other < held.size(); ++other) {
      // Row "" holds the totals, which are made of rows.
      if (held[one].row == held[other].row || held[one].row.empty() || held[other].row.empty())
        continue;
      const Works both = common(works[one], works[other]);
      if (!both.empty()) add_pair(found, tx, municipality, {held[one], held[other]}, both);
    }
  }
  return found;
}

}  // namespace figure
