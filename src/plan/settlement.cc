// Both ends of the day are checked: after the year, and not in the future.
#include "plan/settlement.h"

#include "base/fiscal_year.h"
#include "base/japanese_text.h"

namespace plan {

namespace {
constexpr std::size_t kSettlementReasonCharactersMax = 500;
constexpr int kYearMin = 1950;
}  // namespace

SettledYears settled_years(std::span<const Settlement> versions) {
  std::map<int, const Settlement*> latest;
  for (const Settlement& one : versions) {
    const Settlement*& last = latest[one.fiscal_year];
    if (last == nullptr || one.version > last->version) last = &one;
  }
  SettledYears years;
  for (const auto& [year, last] : latest)
    if (last->council_on) years.emplace(year, *last->council_on);
  return years;
}

base::Result<void> check_settlement(const WantedSettlement& wanted, const Settlement* before,
                                    base::Date today) {
  const std::string year = std::to_string(wanted.fiscal_year);
  const int this_year = base::FiscalYear::containing(today).number();
  if (wanted.fiscal_year < kYearMin || wanted.fiscal_year > this_year)
    return base::refuse(settlement_year_unknown, {{"year", year}});
  if (wanted.council_on) {
    const base::Date ends = base::FiscalYear(wanted.fiscal_year).ends();
    if (*wanted.council_on <= ends)
      return base::refuse(settlement_too_early, {{"year", year}, {"day", base::iso(ends)}});
    if (*wanted.council_on > today)
      return base::refuse(settlement_to_come, {{"day", base::iso(*wanted.council_on)}});
  }
  if (base::is_blank(wanted.reason)) return base::refuse(settlement_reason_missing);
  const auto fit =
      base::check_text(wanted.reason, base::Lines::many, kSettlementReasonCharactersMax);
  if (!fit) return fit;
  const auto now = before == nullptr ? std::optional<base::Date>() : before->council_on;
  if (now == wanted.council_on) return base::refuse(settlement_unchanged, {{"year", year}});
  return {};
}

}  // namespace plan
