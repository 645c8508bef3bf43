// Periods, counted from the first day of the fiscal year by whole months.
#include "base/period.h"

#include <algorithm>
#include <stdexcept>

namespace base {
namespace {

Period months_from(Date first, int months) {
  return Period(first, add_days(add_months(first, months), -1));
}

int fiscal_month(Date date) {
  return (static_cast<int>(date.month()) + 8) % 12;
}  // April: 0

}  // namespace

Period::Period(Date first, Date last) : first_(first), last_(last) {
  if (last < first) throw std::out_of_range("a period ends before it begins: " + iso(first));
}

Result<Period> Period::of(Date first, Date last) {
  if (last < first) return refuse(period_reversed, {{"first", iso(first)}, {"last", iso(last)}});
  return Period(first, last);
}

std::optional<Period> Period::common_with(const Period& other) const {
  const Date first = std::max(first_, other.first_);
  const Date last = std::min(last_, other.last_);
  return last < first ? std::nullopt : std::optional(Period(first, last));
}

Period period_of(FiscalYear year) {
  return Period(year.starts(), year.ends());
}

Period period_of(FiscalYear year, Quarter quarter) {
  return months_from(add_months(year.starts(), 3 * (static_cast<int>(quarter) - 1)), 3);
}

Period period_of(FiscalYear year, Half half) {
  return months_from(add_months(year.starts(), 6 * (static_cast<int>(half) - 1)), 6);
}

Period calendar_half(int year, Half half) {
  if (half == Half::first) return Period(Date(year, 1, 1), Date(year, 6, 30));
  return Period(Date(year, 7, 1), Date(year, 12, 31));
}

Quarter quarter_of(Date date) {
  return static_cast<Quarter>(fiscal_month(date) / 3 + 1);
}

Half half_of(Date date) {
  return static_cast<Half>(fiscal_month(date) / 6 + 1);
}

int months_between(Date from, Date to) {
  int months = (to.year() - from.year()) * 12 + static_cast<int>(to.month()) -
               static_cast<int>(from.month());
  if (add_months(from, months) > to) --months;
  return months;
}

}  // namespace base
