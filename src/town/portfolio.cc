// Solved in the order of the years. Loans of a year count in it and in later ones, never before:
// so each year's sum is settled by its own loans, first roughly by their size, then by a few of
// them in steps of ten thousand yen, at last to the yen by two of them together.
#include "town/portfolio.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "base/fiscal_year.h"
#include "town/calendar.h"

namespace town {
namespace {

constexpr int kYearsBefore = 6;  // the longest term: nothing older is still owed
constexpr std::int64_t kStep = 10'000;
constexpr std::int64_t kPrincipalMin = 300'000;
constexpr std::int64_t kPrincipalMax = 40'000'000;
// Busy before the summer holidays, the end of the year and the end of the fiscal year.
constexpr std::array kMonths = {9, 8, 8, 9, 6, 8, 8, 10, 13, 6, 7, 8};

struct Terms {
  int payments;
  int grace;
};
constexpr std::array kTerms = {Terms{36, 0}, Terms{48, 3}, Terms{60, 6}, Terms{72, 6}};
constexpr std::array kTermWeights = {30, 20, 40, 10};
constexpr std::array kWardPerMille = {16, 15, 14, 18};
constexpr std::array kRateWeights = {55, 20, 15, 10};

Loan drawn_loan(int fiscal_year, Draw& draw) {
  const Terms terms = kTerms[draw.by_weight(kTermWeights)];
  // Many small ones, few large ones.
  const std::int64_t size = draw.between(10, 40) * draw.between(10, 40) * draw.between(10, 30);
  return {.number = 0,
          .lent_in = fiscal_year,
          .drawn = working_day_of(fiscal_year, kMonths, draw),
          .principal = size * 600,
          .payments = terms.payments,
          .grace = terms.grace,
          .ward = base::Rate(kWardPerMille[draw.by_weight(kRateWeights)], 1000),
          .borrower = base::Rate(draw.between(2, 6), 1000)};
}

std::int64_t in_year(const Loan& loan, int fiscal_year) {
  std::int64_t sum = 0;
  for (const int number : {1, 2}) {
    const Half half{fiscal_year, number};
    sum += interest_subsidy(loan, half.after(), half.until());
  }
  return sum;
}

std::int64_t rounded(double principal) {
  const auto steps = static_cast<std::int64_t>(std::llround(principal / kStep));
  return std::clamp(steps * kStep, kPrincipalMin, kPrincipalMax);
}

// One change of one loan and what it does to the year.
struct Change {
  std::size_t loan = 0;
  std::int64_t steps = 0;
  std::int64_t difference = 0;
};

class Solver {
 public:
  Solver(const std::map<int, LoanYear>& years, Draw draw) : years_(years), draw_(draw) {}

  std::optional<std::vector<Loan>> solve() {
    draw_loans();
    if (!size_all()) return std::nullopt;
    for (const auto& [year, wanted] : years_)
      if (!settle(year, wanted.interest_yen)) return std::nullopt;
    std::ranges::stable_sort(loans_, {}, &Loan::drawn);
    int number = 0;
    for (Loan& loan : loans_) loan.number = ++number;
    return std::move(loans_);
  }

 private:
  void draw_loans() {
    const auto first = years_.begin();
    for (int year = first->first - kYearsBefore; year < first->first; ++year)
      for (std::int64_t i = first->second.loans + draw_.between(-60, 60); i > 0; --i)
        loans_.push_back(drawn_loan(year, draw_));
    for (const auto& [year, wanted] : years_)
      for (std::int64_t i = 0; i < wanted.loans; ++i) loans_.push_back(drawn_loan(year, draw_));
    std::erase_if(loans_, [&](const Loan& loan) {
      return base::add_months(loan.drawn, loan.payments) < Half{first->first, 1}.after();
    });
  }

  // What the loans of one year (0: all before the first) bring in another, at their first size.
  double brought(int lent_in, int year) const {
    double sum = 0;
    for (const Loan& loan : loans_)
      if (vintage(loan) == lent_in) sum += static_cast<double>(in_year(loan, year));
    return sum;
  }

  int vintage(const Loan& loan) const {
    return loan.lent_in < years_.begin()->first ? 0 : loan.lent_in;
  }

  // The size of each year's loans, so that the sums are nearly met. Only sizes are found here, by
  // an approximation; what is paid is counted in whole yen.
  bool size_all() {
    std::map<int, std::map<int, double>> brought_in;
    for (const auto& [year, wanted] : years_) {
      brought_in[0][year] = brought(0, year);
      for (const auto& [lent, other] : years_)
        if (lent <= year) brought_in[lent][year] = brought(lent, year);
    }
    for (int percent = 100; percent >= 40; percent -= 5) {
      std::map<int, double> sizes;
      const int first = years_.begin()->first;
      sizes[0] = static_cast<double>(years_.begin()->second.interest_yen) /
                 (brought_in[0][first] + percent / 100.0 * brought_in[first][first]);
      bool sensible = sizes[0] > 0;
      for (const auto& [year, wanted] : years_) {
        auto left = static_cast<double>(wanted.interest_yen) - sizes[0] * brought_in[0][year];
        for (const auto& [lent, other] : years_)
          if (lent < year) left -= sizes[lent] * brought_in[lent][year];
        sizes[year] = left / brought_in[year][year];
        sensible = sensible && sizes[year] > 0.25 * sizes[0] && sizes[year] < 2 * sizes[0];
      }
      if (!sensible) continue;
      for (Loan& loan : loans_)
        loan.principal = rounded(static_cast<double>(loan.principal) * sizes[vintage(loan)]);
      return true;
    }
    return false;
  }

  Change changed(std::size_t place, std::int64_t steps, int year) const {
    Loan loan = loans_[place];
    const std::int64_t before = in_year(loan, year);
    loan.principal += steps * kStep;
    if (loan.principal < kPrincipalMin || loan.principal > kPrincipalMax) return {};
    return {place, steps, in_year(loan, year) - before};
  }

  void apply(const Change& change) { loans_[change.loan].principal += change.steps * kStep; }

  // The loans whose sums are this year's to settle: drawn in its first months, so that they weigh.
  std::vector<std::size_t> own_loans(int year) {
    std::vector<std::size_t> own;
    for (std::size_t i = 0; i < loans_.size(); ++i)
      if (loans_[i].lent_in == year && loans_[i].drawn < base::Date(year, 12, 1)) own.push_back(i);
    draw_.shuffle(own);
    return own;
  }

  bool settle(int year, std::int64_t wanted) {
    const auto own = own_loans(year);
    std::int64_t left = wanted - interest_of_year(loans_, year);
    for (int round = 0; round < 40 && std::abs(left) > 2'000; ++round) {
      for (const std::size_t place : own) {
        if (std::abs(left) <= 2'000) break;
        const auto change = changed(place, left > 0 ? 5 : -5, year);
        if (std::abs(left - change.difference) >= std::abs(left)) continue;
        apply(change);
        left -= change.difference;
      }
    }
    return left == 0 || settle_by_two(own, year, left);
  }

  // To the yen: two loans whose changes come to what is left.
  bool settle_by_two(const std::vector<std::size_t>& own, int year, std::int64_t left) {
    std::unordered_map<std::int64_t, Change> seen;
    for (const std::size_t place : own) {
      for (std::int64_t steps = -12; steps <= 12; ++steps) {
        const Change change = changed(place, steps, year);
        if (change.steps == 0) continue;
        const auto other = seen.find(left - change.difference);
        if (other != seen.end() && other->second.loan != place) {
          apply(other->second);
          apply(change);
          return true;
        }
        seen.try_emplace(change.difference, change);
      }
    }
    return false;
  }

  const std::map<int, LoanYear>& years_;
  Draw draw_;
  std::vector<Loan> loans_;
};

}  // namespace

std::optional<std::vector<Loan>> portfolio(const std::map<int, LoanYear>& years, Draw draw) {
  if (years.empty()) return std::vector<Loan>{};
  return Solver(years, draw).solve();
}

std::int64_t interest_of_year(const std::vector<Loan>& loans, int fiscal_year) {
  std::int64_t sum = 0;
  for (const Loan& loan : loans) sum += in_year(loan, fiscal_year);
  return sum;
}

}  // namespace town
