// Every statement on plan_summary, each above its one function.
#include "plan/summary_store.h"

namespace plan::store {
namespace {

constexpr db::Statement kAddSummary{
    "plan.add_summary",
    "INSERT INTO plan_summary (municipality, plan, version, text, person, deed, recorded_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};
constexpr db::Statement kSummary{
    "plan.summary",
    "SELECT version, text, person FROM plan_summary WHERE municipality = ?1 AND plan = ?2 "
    "ORDER BY version DESC LIMIT 1"};

}  // namespace

void add_summary(db::Write& tx, std::string_view municipality, std::string_view plan,
                 const Summarised& summary, std::int64_t deed) {
  tx.save(kAddSummary, municipality, plan, summary.version, summary.text, summary.person, deed,
          tx.recorded_at());
}

std::optional<Summarised> summary(db::Read& tx, std::string_view municipality,
                                  std::string_view plan) {
  return tx.one<Summarised>(
      kSummary,
      [](db::Row& row) {
        const int version = static_cast<int>(row.integer("version"));
        std::string text = row.text("text");
        return Summarised{version, std::move(text), row.integer("person")};
      },
      municipality, plan);
}

}  // namespace plan::store
