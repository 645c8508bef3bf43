// 融資の台帳: the loans of the practice town, those made before its four years and those made in
// them, chosen so that what the town pays of their interest comes to the very yen of the published
// table. Principals, days and terms are solved for; there is no record of a difference.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "town/draw.h"
#include "town/loan.h"

namespace town {

// What the table says of one fiscal year.
struct LoanYear {
  std::int64_t loans = 0;         // drawn in it
  std::int64_t interest_yen = 0;  // paid in it
};

// By number. nullopt: no loans of a sensible size come to these sums (a total of nothing from
// thousands of loans, say).
std::optional<std::vector<Loan>> portfolio(const std::map<int, LoanYear>& years, Draw draw);

// What the town pays for these loans in a fiscal year.
std::int64_t interest_of_year(const std::vector<Loan>& loans, int fiscal_year);

}  // namespace town
