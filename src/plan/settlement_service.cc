// One deed a version, in the transaction that reads the version before it.
#include "plan/settlement_service.h"

#include <algorithm>

#include "history/history.h"
#include "plan/cell_store.h"
#include "plan/settlement_store.h"
#include "staff/permission.h"

namespace plan {

base::Result<void> settle_year(const base::Actor& actor, db::Database& database,
                               const WantedSettlement& wanted, base::Date today) {
  const auto may =
      staff::permits(actor, staff::Deed::check_answer, {actor.municipality, actor.body});
  if (!may) return may;
  try {
    return database.write([&](db::Write& tx) -> base::Result<void> {
      const auto all = settlements(tx, actor.municipality);
      const auto before = std::ranges::find(all, wanted.fiscal_year, &Settlement::fiscal_year);
      const Settlement* last = before == all.end() ? nullptr : &*before;
      if (const auto fit = check_settlement(wanted, last, today); !fit) return fit;
      const std::int64_t deed =
          history::write(tx, actor,
                         {.kind = wanted.council_on ? "plan.settle_year" : "plan.unsettle_year",
                          .municipality = actor.municipality,
                          .subject_kind = "fiscal_year",
                          .subject_key = std::to_string(wanted.fiscal_year),
                          .reason = wanted.reason,
                          .payload_json = {}})
              .value;
      store::add_settlement(tx, actor.municipality,
                            {wanted.fiscal_year, last == nullptr ? 1 : last->version + 1,
                             wanted.council_on, wanted.reason, actor.id},
                            deed);
      return {};
    });
  } catch (const db::Fault& fault) {
    const bool is_race = fault.kind() == db::FaultKind::constraint &&
                         std::string_view(fault.what()).contains("year_settlement");
    if (!is_race) throw;
    return base::refuse(settlement_changed_meanwhile);
  }
}

std::vector<Settlement> settlements(db::Read& tx, std::string_view municipality) {
  return store::settlements(tx, municipality, store::kNow);
}

SettledYears settled_years(db::Read& tx, std::string_view municipality) {
  return settled_years(settlements(tx, municipality));
}

}  // namespace plan
