// Entering the day on which the council approved the accounts of a year, and reading what was
// entered.
#pragma once

#include <string_view>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "plan/settlement.h"

namespace plan {

// Asks check_answer of the permission table. Refusals: those of staff::permits, those of
// check_settlement, settlement_changed_meanwhile (at the same moment).
base::Result<void> settle_year(const base::Actor& actor, db::Database& database,
                               const WantedSettlement& wanted, base::Date today);

// All versions, the latest year first.
std::vector<Settlement> settlements(db::Read& tx, std::string_view municipality);
SettledYears settled_years(db::Read& tx, std::string_view municipality);

}  // namespace plan
