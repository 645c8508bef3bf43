// The records' own table of years says it, and the deeds say who.
#include "figure/closed_years.h"

#include <algorithm>

#include "base/fiscal_year.h"
#include "base/json_file.h"
#include "history/history.h"
#include "staff/account.h"

namespace figure {
namespace {

std::string name_of(db::Read& tx, std::string_view municipality, std::int64_t person) {
  const auto known = staff::person(tx, municipality, person);
  return known ? known->name : std::to_string(person);
}

// Both who signed; the second stands in what the deed holds.
std::string signed_by(db::Read& tx, std::string_view municipality, std::int64_t deed) {
  const auto whole = history::whole(tx, municipality, {deed});
  if (!whole) return {};
  std::string by = name_of(tx, municipality, whole->deed.actor);
  base::Mistakes mistakes("deed");
  const auto file = base::JsonFile::parse(whole->payload, mistakes);
  if (!file) return by;
  const std::int64_t second = file->root().object().integer("second");
  return mistakes.none() ? by + ", " + name_of(tx, municipality, second) : by;
}

}  // namespace

record::YearMove move_of(db::Read& tx, std::string_view municipality,
                         const record::store::YearRow& year) {
  return {year.fiscal_year, year.closed, year.at, signed_by(tx, municipality, year.deed),
          year.reason};
}

record::Books books(db::Read& tx, std::string_view municipality, base::Instant at) {
  record::Books books;
  // The first 年度締め ends the taking over of what was kept elsewhere: from the year in which it
  // was done the calendar binds.
  for (const auto& version : record::store::year_versions(tx, municipality))
    if (version.at <= at)
      books.kept_from = base::FiscalYear::containing(base::japan_date(version.at)).number();
  for (const auto& year : record::store::year_rows(tx, municipality, at))
    books.moves.push_back(move_of(tx, municipality, year));
  return books;
}

std::vector<int> closed_years(db::Read& tx, std::string_view municipality, base::Instant at) {
  const base::Date day = base::japan_date(std::min(at, base::now()));
  const auto closed = record::closed_years(books(tx, municipality, at), day);
  return {closed.begin(), closed.end()};
}

}  // namespace figure
