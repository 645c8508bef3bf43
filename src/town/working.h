// 計算書: how an amount was come by, in words, kept beside the record it explains.
#pragma once

#include <cstdint>
#include <string>

#include "town/loan.h"

namespace town {

// Loan, schedule, every balance with its days, the product, the rate, the cut.
std::string interest_working(const Loan& loan, const Half& half);

// マル経: 30 % of the interest somebody paid, cut to yen.
std::string aid_working(std::int64_t yen);
// The least interest of which 30 %, cut to yen, is this amount.
std::int64_t interest_behind(std::int64_t aid_yen);

}  // namespace town
