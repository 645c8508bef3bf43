// Statements that read the years' books, each above its one function.
#include "record/book_store.h"

namespace record::store {
namespace {

YearRow to_row(db::Row& row) {
  YearRow year;
  year.fiscal_year = static_cast<int>(row.integer("fiscal_year"));
  year.closed = row.flag("closed");
  year.at.microseconds = row.integer("recorded_at");
  year.reason = row.text("reason");
  year.deed = row.integer("deed");
  return year;
}

constexpr db::Statement kYearRows{
    "record.year_rows",
    "SELECT y.fiscal_year AS fiscal_year, y.closed AS closed, y.recorded_at AS recorded_at, "
    "y.reason AS reason, y.deed AS deed FROM year_closing y WHERE y.municipality = ?1 "
    "AND y.version = (SELECT max(z.version) FROM year_closing z WHERE z.municipality = "
    "y.municipality AND z.fiscal_year = y.fiscal_year AND z.recorded_at <= ?2) "
    "ORDER BY y.fiscal_year"};

constexpr db::Statement kYearVersions{
    "record.year_versions",
    "SELECT fiscal_year, closed, recorded_at, reason, deed FROM year_closing "
    "WHERE municipality = ?1 ORDER BY recorded_at DESC, fiscal_year DESC, version DESC"};

}  // namespace

std::vector<YearRow> year_rows(db::Read& tx, std::string_view municipality, base::Instant until) {
  return tx.list<YearRow>(kYearRows, to_row, municipality, until);
}

std::vector<YearRow> year_versions(db::Read& tx, std::string_view municipality) {
  return tx.list<YearRow>(kYearVersions, to_row, municipality);
}

}  // namespace record::store
