// 決定: a plan that was made here and not printed elsewhere takes its place beside the loaded ones,
// with owners, indicators, targets and money. Staff work with it from now on; the public sees it
// when it is released. Adopted again (改定), its lines follow; cells and ratings stay.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "base/result.h"
#include "db/db.h"
#include "plan/row_work.h"

namespace plan {

// In the caller's transaction; gives the number of its deed. Its figures are defined with it
// (defining.h), unless a file declares others. Refusals: municipality_missing,
// programme_missing, slug_taken.
base::Result<std::int64_t> adopt(db::Write& tx, const base::Actor& actor, const Plan& content,
                                 const std::vector<RowWork>& work, std::string_view reason);

// Of every line that has any, in printed order.
std::vector<RowWork> row_work(db::Read& tx, std::string_view municipality, std::string_view plan);

// A further version of a target or of a sum outside an adoption (予算が議決された, 決算が出た);
// the caller has written the deed.
void set_target(db::Write& tx, std::string_view municipality, std::string_view plan,
                std::string_view row, const Target& target, std::int64_t deed);
void set_money(db::Write& tx, std::string_view municipality, std::string_view plan,
               std::string_view row, const Money& money, std::int64_t deed);

}  // namespace plan
