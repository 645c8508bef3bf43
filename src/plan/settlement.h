// 決算: the accounts of a fiscal year are settled on the day the council approves them
// (議会の認定). Until then its values are 速報 or 確定; from then on they are 決算, and the day
// stands beside them. Planning enters the day; a mistake is corrected by a further version, never
// overwritten.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/instant.h"
#include "base/result.h"

namespace plan {

inline constexpr base::RefusalKind settlement_year_unknown{"plan.settlement_year_unknown", 400};
inline constexpr base::RefusalKind settlement_too_early{"plan.settlement_too_early", 400};
inline constexpr base::RefusalKind settlement_to_come{"plan.settlement_to_come", 400};
inline constexpr base::RefusalKind settlement_reason_missing{"plan.settlement_reason_missing", 400};
inline constexpr base::RefusalKind settlement_unchanged{"plan.settlement_unchanged", 409};
inline constexpr base::RefusalKind settlement_changed_meanwhile{"plan.settlement_changed_meanwhile",
                                                                409};

// In the order in which the rules check.
inline constexpr const base::RefusalKind* kSettlementRefusals[] = {
    &settlement_year_unknown,   &settlement_too_early, &settlement_to_come,
    &settlement_reason_missing, &settlement_unchanged, &settlement_changed_meanwhile};

struct Settlement {
  int fiscal_year = 0;
  int version = 1;
  std::optional<base::Date> council_on = {};  // none: taken back
  std::string reason;
  std::int64_t person = 0;
  base::Instant at = {};
};

struct WantedSettlement {
  int fiscal_year = 0;
  std::optional<base::Date> council_on = {};
  std::string reason;
};

// Years that are settled, each with its day.
using SettledYears = std::map<int, base::Date>;
// The latest version of each year counts.
SettledYears settled_years(std::span<const Settlement> versions);

// The council approves a year after its end, and what is to come is not entered. `before`: the
// latest version of the year. Refusals: settlement_year_unknown, settlement_too_early,
// settlement_to_come, settlement_reason_missing, those of base::check_text, settlement_unchanged.
base::Result<void> check_settlement(const WantedSettlement& wanted, const Settlement* before,
                                    base::Date today);

}  // namespace plan
