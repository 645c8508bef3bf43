// Periods: both ends counted, quarters and halves of the fiscal year, whole months between dates.
#include "base/period.h"

#include <doctest/doctest.h>

#include <stdexcept>

namespace base {
namespace {

TEST_CASE("both ends belong to a period") {
  const Period period(Date(2024, 6, 10), Date(2025, 3, 31));
  CHECK(period.days() == 295);
  CHECK(period.contains(Date(2024, 6, 10)));
  CHECK(period.contains(Date(2025, 3, 31)));
  CHECK_FALSE(period.contains(Date(2024, 6, 9)));
  CHECK_FALSE(period.contains(Date(2025, 4, 1)));
  CHECK(Period(Date(2024, 6, 10), Date(2024, 6, 10)).days() == 1);
  CHECK_THROWS_AS(Period(Date(2024, 6, 10), Date(2024, 6, 9)), std::out_of_range);
  CHECK(Period::of(Date(2024, 6, 10), Date(2024, 6, 9)).error().code == period_reversed.code);
  CHECK(Period::of(Date(2024, 6, 10), Date(2024, 6, 10)));
}

TEST_CASE("what two periods have in common") {
  const Period april(Date(2024, 4, 1), Date(2024, 4, 30));
  CHECK(april.common_with(Period(Date(2024, 4, 30), Date(2024, 5, 31))) ==
        Period(Date(2024, 4, 30), Date(2024, 4, 30)));
  CHECK_FALSE(april.common_with(Period(Date(2024, 5, 1), Date(2024, 5, 31))));
  CHECK(april.common_with(period_of(FiscalYear(2024))) == april);
}

TEST_CASE("years, quarters and halves") {
  const FiscalYear year(2023);
  struct Row {
    Period period;
    Date first, last;
    int days;
  };
  const Row rows[] = {
      {period_of(year), Date(2023, 4, 1), Date(2024, 3, 31), 366},
      {period_of(year, Quarter::first), Date(2023, 4, 1), Date(2023, 6, 30), 91},
      {period_of(year, Quarter::third), Date(2023, 10, 1), Date(2023, 12, 31), 92},
      {period_of(year, Quarter::fourth), Date(2024, 1, 1), Date(2024, 3, 31), 91},
      {period_of(year, Half::first), Date(2023, 4, 1), Date(2023, 9, 30), 183},
      {period_of(year, Half::second), Date(2023, 10, 1), Date(2024, 3, 31), 183},
      {calendar_half(2024, Half::first), Date(2024, 1, 1), Date(2024, 6, 30), 182},
      {calendar_half(2025, Half::first), Date(2025, 1, 1), Date(2025, 6, 30), 181},
      {calendar_half(2024, Half::second), Date(2024, 7, 1), Date(2024, 12, 31), 184},
  };
  for (const Row& row : rows) {
    CAPTURE(iso(row.first));
    CHECK(row.period.first() == row.first);
    CHECK(row.period.last() == row.last);
    CHECK(row.period.days() == row.days);
  }
  CHECK(quarter_of(Date(2023, 4, 1)) == Quarter::first);
  CHECK(quarter_of(Date(2023, 12, 31)) == Quarter::third);
  CHECK(quarter_of(Date(2024, 1, 1)) == Quarter::fourth);
  CHECK(quarter_of(Date(2024, 3, 31)) == Quarter::fourth);
  CHECK(half_of(Date(2023, 9, 30)) == Half::first);
  CHECK(half_of(Date(2023, 10, 1)) == Half::second);
}

TEST_CASE("whole months between two dates") {
  struct Row {
    Date from, to;
    int months;
  };
  const Row rows[] = {
      {Date(2023, 1, 19), Date(2023, 9, 19), 8},  {Date(2023, 1, 19), Date(2023, 9, 18), 7},
      {Date(2023, 10, 31), Date(2024, 2, 29), 4}, {Date(2023, 10, 31), Date(2024, 2, 28), 3},
      {Date(2024, 2, 29), Date(2025, 2, 28), 12}, {Date(2024, 5, 1), Date(2024, 5, 31), 0},
      {Date(2024, 5, 1), Date(2024, 4, 30), -1},  {Date(2024, 5, 1), Date(2024, 4, 1), -1},
  };
  for (const Row& row : rows) {
    CAPTURE(iso(row.from));
    CAPTURE(iso(row.to));
    CHECK(months_between(row.from, row.to) == row.months);
  }
}

}  // namespace
}  // namespace base
