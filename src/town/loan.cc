// The schedule is walked month by month; nothing is stored twice.
#include "town/loan.h"

#include <algorithm>

namespace town {
namespace {

constexpr int kDaysOfYear = 365;

// What is still owed after so many payments.
std::int64_t balance_after(const Loan& loan, int payment) {
  if (payment >= loan.payments) return 0;
  const int repaid = std::max(0, payment - loan.grace);
  return loan.principal - loan.principal / (loan.payments - loan.grace) * repaid;
}

}  // namespace

std::vector<Stretch> stretches(const Loan& loan, base::Date after, base::Date until) {
  std::vector<Stretch> all;
  if (until <= loan.drawn) return all;
  base::Date begun = loan.drawn;
  for (int payment = 0; payment < loan.payments && begun < until; ++payment) {
    const base::Date due = base::add_months(loan.drawn, payment + 1);
    const Stretch one{std::max(begun, after), std::min(due, until), balance_after(loan, payment)};
    begun = due;
    if (one.until <= one.after) continue;
    if (!all.empty() && all.back().balance == one.balance)
      all.back().until = one.until;
    else
      all.push_back(one);
  }
  return all;
}

std::int64_t product(const Loan& loan, base::Date after, base::Date until) {
  std::int64_t sum = 0;
  for (const Stretch& one : stretches(loan, after, until)) sum += one.product();
  return sum;
}

std::int64_t interest_subsidy(std::int64_t product, base::Rate ward) {
  return product * ward.numerator() / (ward.denominator() * kDaysOfYear);
}

std::int64_t interest_subsidy(const Loan& loan, base::Date after, base::Date until) {
  return interest_subsidy(product(loan, after, until), loan.ward);
}

base::Date Half::after() const {
  return number == 1 ? base::Date(fiscal_year - 1, 12, 31) : base::Date(fiscal_year, 6, 30);
}

base::Date Half::until() const {
  return number == 1 ? base::Date(fiscal_year, 6, 30) : base::Date(fiscal_year, 12, 31);
}

}  // namespace town
