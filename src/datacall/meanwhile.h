// Two persons who answer, sign or settle the same line at the same time on PostgreSQL: the second
// is told instead of meeting a fault.
#pragma once

#include <string_view>
#include <type_traits>

#include "datacall/datacall.h"
#include "db/db.h"

namespace datacall {

// `act` gives a result; refused by signed_meanwhile.
template <class Act>
auto write_meanwhile(db::Database& database, Act&& act) -> std::invoke_result_t<Act, db::Write&> {
  try {
    return database.write(act);
  } catch (const db::Fault& fault) {
    const std::string_view what = fault.what();
    const bool is_race = fault.kind() == db::FaultKind::constraint &&
                         (what.contains("call_answer") || what.contains("value_sign") ||
                          what.contains("value_correction") || what.contains("call_notice") ||
                          what.contains("cell_reading") || what.contains("cell_source") ||
                          what.contains("plan_money"));
    if (!is_race) throw;
    return base::refuse(signed_meanwhile);
  }
}

}  // namespace datacall
