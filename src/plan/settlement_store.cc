// Every statement on year_settlement, each above its one function.
#include "plan/settlement_store.h"

namespace plan::store {

constexpr db::Statement kAddSettlement{
    "plan.add_settlement",
    "INSERT INTO year_settlement (municipality, fiscal_year, version, council_on, reason, person, "
    "deed, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};

void add_settlement(db::Write& tx, std::string_view municipality, const Settlement& settlement,
                    std::int64_t deed) {
  const auto day =
      settlement.council_on ? std::optional(base::iso(*settlement.council_on)) : std::nullopt;
  tx.run(kAddSettlement, municipality, settlement.fiscal_year, settlement.version, day,
         settlement.reason, settlement.person, deed, tx.recorded_at());
}

constexpr db::Statement kSettlements{
    "plan.settlements",
    "SELECT fiscal_year, version, council_on, reason, person, recorded_at FROM year_settlement "
    "WHERE municipality = ?1 AND recorded_at <= ?2 ORDER BY fiscal_year DESC, version DESC"};

std::vector<Settlement> settlements(db::Read& tx, std::string_view municipality,
                                    base::Instant until) {
  const auto to_settlement = [](db::Row& row) {
    Settlement one;
    one.fiscal_year = static_cast<int>(row.integer("fiscal_year"));
    one.version = static_cast<int>(row.integer("version"));
    if (const auto day = row.maybe_text("council_on"))
      one.council_on = base::parse_date(*day).value();
    one.reason = row.text("reason");
    one.person = row.integer("person");
    one.at = {row.integer("recorded_at")};
    return one;
  };
  return tx.list<Settlement>(kSettlements, to_settlement, municipality, until);
}

}  // namespace plan::store
