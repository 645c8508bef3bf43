// The formulas against the worked examples of the field: Loan A, 6,000,000 yen drawn on 2025-04-10,
// 60 payments, 6 months of grace, 1.6 % of 2.0 % paid by the town.
#include "town/loan.h"

#include <doctest/doctest.h>

namespace town {
namespace {

Loan loan_a() {
  return {.number = 1,
          .lent_in = 2025,
          .drawn = base::Date(2025, 4, 10),
          .principal = 6'000'000,
          .payments = 60,
          .grace = 6,
          .ward = base::Rate(16, 1000),
          .borrower = base::Rate(4, 1000)};
}

struct Case {
  const char* what;
  base::Date after;
  base::Date until;
  std::int64_t product;
  std::int64_t yen;
};

TEST_CASE("interest subsidy: one cut for each loan and period, days on one side, 365") {
  for (const Case& one : {
           Case{"the first 30 days", {2025, 4, 10}, {2025, 5, 10}, 180'000'000, 7'890},
           Case{"five due dates", {2025, 4, 10}, {2025, 9, 10}, 918'000'000, 40'241},
           Case{"six due dates", {2025, 9, 10}, {2026, 3, 10}, 1'053'000'033, 46'158},
           Case{"accrued to 30 September", {2025, 3, 31}, {2025, 9, 30}, 1'038'000'000, 45'501},
           Case{"accrued to 31 March", {2025, 9, 30}, {2026, 3, 31}, 1'047'333'378, 45'910},
           Case{"before it is drawn", {2024, 9, 30}, {2025, 4, 10}, 0, 0},
           Case{"the day after it is drawn", {2024, 9, 30}, {2025, 4, 11}, 6'000'000, 263},
           Case{"after the last payment", {2030, 4, 10}, {2030, 9, 30}, 0, 0},
           Case{"the last month", {2030, 3, 10}, {2030, 4, 10}, 31 * 111'117, 150},
       }) {
    CAPTURE(one.what);
    CHECK(product(loan_a(), one.after, one.until) == one.product);
    CHECK(interest_subsidy(loan_a(), one.after, one.until) == one.yen);
  }
}

TEST_CASE("a leap day is a day, and the year still has 365") {
  Loan loan = loan_a();
  loan.drawn = base::Date(2024, 1, 31);
  loan.principal = 3'000'000;
  CHECK(interest_subsidy(loan, base::Date(2024, 1, 31), base::Date(2024, 2, 29)) == 3'813);
}

TEST_CASE("half-years: January to June and July to December, without a gap") {
  CHECK(base::iso(Half{2011, 1}.after()) == "2010-12-31");
  CHECK(base::iso(Half{2011, 1}.until()) == "2011-06-30");
  CHECK(Half{2011, 2}.after() == Half{2011, 1}.until());
  CHECK(Half{2012, 1}.after() == Half{2011, 2}.until());
}

}  // namespace
}  // namespace town
