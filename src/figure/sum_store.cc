// Every statement on figure_sum and figure_day that posts and tables run.
#include "figure/sum_store.h"

namespace figure::store {
namespace {

constexpr db::Statement kMoveDay{
    "figure.move_day",
    "INSERT INTO figure_day (municipality, figure, fiscal_year, recorded_day, month, confirmed, "
    "shard, records, value, singles, divisor) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
    "ON CONFLICT (municipality, figure, fiscal_year, recorded_day, month, confirmed, shard) "
    "DO UPDATE SET records = figure_day.records + excluded.records, "
    "value = figure_day.value + excluded.value, singles = figure_day.singles + excluded.singles, "
    "divisor = figure_day.divisor + excluded.divisor"};

constexpr db::Statement kMoveSum{
    "figure.move_sum",
    "INSERT INTO figure_sum (municipality, figure, fiscal_year, confirmed, shard, records, value, "
    "singles, divisor) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
    "ON CONFLICT (municipality, figure, fiscal_year, confirmed, shard) "
    "DO UPDATE SET records = figure_sum.records + excluded.records, "
    "value = figure_sum.value + excluded.value, singles = figure_sum.singles + excluded.singles, "
    "divisor = figure_sum.divisor + excluded.divisor"};

Sum to_sum(db::Row& row) {
  return {.records = row.integer("records"),
          .value = row.integer("value"),
          .singles = row.integer("singles"),
          .divisor = row.integer("divisor")};
}

SumRow to_sum_row(db::Row& row) {
  SumRow read;
  read.figure = row.integer("figure");
  read.fiscal_year = static_cast<int>(row.integer("fiscal_year"));
  read.confirmed = row.flag("confirmed");
  read.sum = to_sum(row);
  return read;
}

}  // namespace

void move_day(db::Write& tx, std::string_view municipality, int shard, const DayKey& key,
              const Sum& by) {
  tx.save(kMoveDay, municipality, key.figure, key.fiscal_year, key.day, key.month, key.confirmed,
          shard, by.records, by.value, by.singles, by.divisor);
}

void move_sum(db::Write& tx, std::string_view municipality, int shard, const SumRow& by) {
  tx.save(kMoveSum, municipality, by.figure, by.fiscal_year, by.confirmed, shard, by.sum.records,
          by.sum.value, by.sum.singles, by.sum.divisor);
}

namespace {
// sum() of BIGINT is NUMERIC on PostgreSQL: the cast makes it a whole number of 64 bits again.
constexpr db::Statement kSums{
    "figure.sums",
    "SELECT s.figure AS figure, s.fiscal_year AS fiscal_year, s.confirmed AS confirmed, "
    "CAST(sum(s.records) AS BIGINT) AS records, CAST(sum(s.value) AS BIGINT) AS value, "
    "CAST(sum(s.singles) AS BIGINT) AS singles, CAST(sum(s.divisor) AS BIGINT) AS divisor "
    "FROM figure f JOIN figure_sum s ON s.municipality = f.municipality AND s.figure = f.figure "
    "WHERE f.municipality = ?1 AND f.plan = ?2 AND f.state = 'current' "
    "GROUP BY s.figure, s.fiscal_year, s.confirmed"};
}  // namespace

std::vector<SumRow> sums(db::Read& tx, std::string_view municipality, std::string_view plan) {
  return tx.list<SumRow>(kSums, to_sum_row, municipality, plan);
}

namespace {
constexpr db::Statement kSumsOfRow{
    "figure.sums_of_row",
    "SELECT s.figure AS figure, s.fiscal_year AS fiscal_year, s.confirmed AS confirmed, "
    "CAST(sum(s.records) AS BIGINT) AS records, CAST(sum(s.value) AS BIGINT) AS value, "
    "CAST(sum(s.singles) AS BIGINT) AS singles, CAST(sum(s.divisor) AS BIGINT) AS divisor "
    "FROM figure f JOIN figure_sum s ON s.municipality = f.municipality AND s.figure = f.figure "
    "WHERE f.municipality = ?1 AND f.plan = ?2 AND f.row_key = ?3 AND f.state = 'current' "
    "GROUP BY s.figure, s.fiscal_year, s.confirmed"};
}  // namespace

std::vector<SumRow> sums_of_row(db::Read& tx, std::string_view municipality, std::string_view plan,
                                std::string_view row) {
  return tx.list<SumRow>(kSumsOfRow, to_sum_row, municipality, plan, row);
}

namespace {
constexpr db::Statement kSumsBefore{
    "figure.sums_before",
    "SELECT d.figure AS figure, d.fiscal_year AS fiscal_year, d.confirmed AS confirmed, "
    "CAST(sum(d.records) AS BIGINT) AS records, CAST(sum(d.value) AS BIGINT) AS value, "
    "CAST(sum(d.singles) AS BIGINT) AS singles, CAST(sum(d.divisor) AS BIGINT) AS divisor "
    "FROM figure f JOIN figure_day d ON d.municipality = f.municipality AND d.figure = f.figure "
    "WHERE f.municipality = ?1 AND f.plan = ?2 AND f.in_force_from <= ?4 "
    "AND (f.in_force_until IS NULL OR f.in_force_until > ?4) AND d.recorded_day < ?3 "
    "GROUP BY d.figure, d.fiscal_year, d.confirmed"};
}  // namespace

std::vector<SumRow> sums_before(db::Read& tx, std::string_view municipality, std::string_view plan,
                                int day, base::Instant at) {
  return tx.list<SumRow>(kSumsBefore, to_sum_row, municipality, plan, day, at);
}

namespace {
constexpr db::Statement kMonths{
    "figure.months",
    "SELECT month, confirmed, CAST(sum(records) AS BIGINT) AS records, "
    "CAST(sum(value) AS BIGINT) AS value, CAST(sum(singles) AS BIGINT) AS singles, "
    "CAST(sum(divisor) AS BIGINT) AS divisor FROM figure_day "
    "WHERE municipality = ?1 AND figure = ?2 AND fiscal_year = ?3 "
    "GROUP BY month, confirmed ORDER BY month, confirmed"};
}  // namespace

std::vector<MonthRow> months(db::Read& tx, std::string_view municipality, FigureId figure,
                             int fiscal_year) {
  const auto to_month = [](db::Row& row) {
    MonthRow read;
    read.month = static_cast<int>(row.integer("month"));
    read.confirmed = row.flag("confirmed");
    read.sum = to_sum(row);
    return read;
  };
  return tx.list<MonthRow>(kMonths, to_month, municipality, figure.value, fiscal_year);
}

namespace {
constexpr db::Statement kValuesByDay{
    "figure.values_by_day",
    "SELECT recorded_day, month, confirmed, CAST(sum(records) AS BIGINT) AS records, "
    "CAST(sum(value) AS BIGINT) AS value, CAST(sum(singles) AS BIGINT) AS singles, "
    "CAST(sum(divisor) AS BIGINT) AS divisor FROM figure_day "
    "WHERE municipality = ?1 AND figure = ?2 AND fiscal_year = ?3 "
    "GROUP BY recorded_day, month, confirmed ORDER BY recorded_day, month, confirmed"};
}  // namespace

std::vector<RecordedDay> days(db::Read& tx, std::string_view municipality, FigureId figure,
                              int fiscal_year) {
  const auto to_day = [](db::Row& row) {
    RecordedDay read;
    read.day = static_cast<int>(row.integer("recorded_day"));
    read.month = static_cast<int>(row.integer("month"));
    read.confirmed = row.flag("confirmed");
    read.sum = to_sum(row);
    return read;
  };
  return tx.list<RecordedDay>(kValuesByDay, to_day, municipality, figure.value, fiscal_year);
}

namespace {
constexpr db::Statement kSumsOf{
    "figure.sums_of",
    "SELECT figure, fiscal_year, confirmed, CAST(sum(records) AS BIGINT) AS records, "
    "CAST(sum(value) AS BIGINT) AS value, CAST(sum(singles) AS BIGINT) AS singles, "
    "CAST(sum(divisor) AS BIGINT) AS divisor FROM figure_sum "
    "WHERE municipality = ?1 AND figure = ?2 AND fiscal_year = ?3 "
    "GROUP BY figure, fiscal_year, confirmed"};
}  // namespace

std::vector<SumRow> sums_of(db::Read& tx, std::string_view municipality, FigureId figure,
                            int fiscal_year) {
  return tx.list<SumRow>(kSumsOf, to_sum_row, municipality, figure.value, fiscal_year);
}

}  // namespace figure::store
