// Owners, bases and indicators of lines, stamped with the deed that wrote them; targets and sums
// version by version, appended only where they changed.
#pragma once

#include <string_view>
#include <vector>

#include "plan/plan_store.h"
#include "plan/row_work.h"

namespace plan::store {

// A target or sum that stands no longer in `work` is taken away by a further version.
void put_work(db::Write& tx, const Place& place, const std::vector<RowWork>& work);
void sweep_work(db::Write& tx, const Place& place);
// Only of rows that stand in the plan, in printed order.
std::vector<RowWork> row_work(db::Read& tx, std::string_view municipality, std::string_view plan);

void append_target(db::Write& tx, const Place& place, std::string_view row, const Target& target);
void append_money(db::Write& tx, const Place& place, std::string_view row, const Money& money);

}  // namespace plan::store
