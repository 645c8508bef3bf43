// 融資と利子補給: what a loan of the practice town owes on each day, and what the town pays of its
// interest for a half-year. The rules are parameters of one procedure: equal instalments of the
// principal (元金均等) after a grace in which only interest is paid, days counted on one side
// (片端), 365 also in leap years, one cut to whole yen for each loan and half-year.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "base/date.h"
#include "base/rate.h"
#include "base/yen.h"

namespace town {

struct Loan {
  int number = 0;   // in the town, from 1
  int lent_in = 0;  // the fiscal year of the day it was drawn
  base::Date drawn{2011, 4, 1};
  std::int64_t principal = 0;  // whole ten thousands of yen
  int payments = 1;            // monthly, on the day of the month it was drawn on
  int grace = 0;               // the first of them pay interest alone
  base::Rate ward;             // what the town pays of the yearly interest
  base::Rate borrower;
};

// A stretch of days in which the balance stands: from the day after `after` to `until`.
struct Stretch {
  base::Date after{2011, 4, 1};
  base::Date until{2011, 4, 1};
  std::int64_t balance = 0;
  int days() const { return base::days_between(after, until); }
  std::int64_t product() const { return balance * days(); }
};
// The stretches of a loan in a period, in order; none once it is paid back. The day it is drawn is
// not counted, nor is the last day of the period before.
std::vector<Stretch> stretches(const Loan& loan, base::Date after, base::Date until);

// 積数: Σ balance × days.
std::int64_t product(const Loan& loan, base::Date after, base::Date until);
// Product × the town's rate ÷ 365, cut to yen once.
std::int64_t interest_subsidy(const Loan& loan, base::Date after, base::Date until);
std::int64_t interest_subsidy(std::int64_t product, base::Rate ward);

// 第1期 (January to June, paid in August) and 第2期 (July to December, paid in February): both are
// paid in the fiscal year that begins in April of the calendar year they lie in.
struct Half {
  int fiscal_year = 2011;
  int number = 1;  // 1, 2
  base::Date after() const;
  base::Date until() const;
};

}  // namespace town
