// Sentences of the catalogue, in Japanese as records are.
#include "town/working.h"

#include "base/words.h"

namespace town {
namespace {

using base::Language;

constexpr std::int64_t kAidTenths = 3;  // of ten

// 16/1000 as 1.6
std::string percent(base::Rate rate) {
  const std::int64_t tenths = rate.numerator() * 1000 / rate.denominator();
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string yen(std::int64_t amount) {
  return base::with_thousands(amount);
}

}  // namespace

std::string interest_working(const Loan& loan, const Half& half) {
  std::string lines;
  for (const Stretch& one : stretches(loan, half.after(), half.until()))
    lines += base::say(Language::ja, "town.working_line",
                       {{"until", base::iso(one.until)},
                        {"balance", yen(one.balance)},
                        {"days", std::to_string(one.days())},
                        {"product", yen(one.product())}}) +
             "\n";
  const std::int64_t sum = product(loan, half.after(), half.until());
  return base::say(Language::ja, "town.working",
                   {{"number", std::to_string(loan.number)},
                    {"drawn", base::iso(loan.drawn)},
                    {"principal", yen(loan.principal)},
                    {"payments", std::to_string(loan.payments)},
                    {"grace", std::to_string(loan.grace)},
                    {"contract", percent(loan.ward + loan.borrower)},
                    {"ward", percent(loan.ward)},
                    {"borrower", percent(loan.borrower)},
                    {"after", base::iso(half.after())},
                    {"until", base::iso(half.until())},
                    {"lines", lines},
                    {"product", yen(sum)},
                    {"yen", yen(interest_subsidy(sum, loan.ward))}});
}

std::int64_t interest_behind(std::int64_t aid_yen) {
  return (aid_yen * 10 + kAidTenths - 1) / kAidTenths;
}

std::string aid_working(std::int64_t aid_yen) {
  return base::say(Language::ja, "town.aid_working",
                   {{"interest", yen(interest_behind(aid_yen))}, {"yen", yen(aid_yen)}});
}

}  // namespace town
