// Adopting writes everything again under one deed and sweeps what the deed did not write; targets
// and sums are versions, written where they changed.
#include "plan/adoption.h"

#include "figure/clock.h"
#include "history/history.h"
#include "plan/defining.h"
#include "plan/installing.h"
#include "plan/plan_search.h"
#include "plan/row_store.h"
#include "plan/row_work_store.h"

namespace plan {

base::Result<std::int64_t> adopt(db::Write& tx, const base::Actor& actor, const Plan& content,
                                 const std::vector<RowWork>& work, std::string_view reason) {
  const auto new_slug = store::takes_new_slug(tx, content);
  if (!new_slug) return std::unexpected(new_slug.error());
  figure::enter_alone(tx, content.municipality);
  if (*new_slug) store::take_slug(tx, content.slug, content.municipality);
  const std::int64_t deed = history::write(tx, actor,
                                           {.kind = "plan.adopt",
                                            .municipality = content.municipality,
                                            .subject_kind = "plan",
                                            .subject_key = content.slug,
                                            .reason = std::string(reason),
                                            .payload_json = ""})
                                .value;
  const store::Place place{content.municipality, content.slug, deed};
  store::put_lines(tx, place, content,
                   {std::string(store::kAdopted) + std::to_string(deed), false});
  store::put_work(tx, place, work);
  put_into_search(tx, content, {store::gone_rows(tx, place), store::gone_documents(tx, place)});
  store::sweep(tx, place);
  store::sweep_work(tx, place);
  define_adopted(tx, actor, content, work);
  return deed;
}

std::vector<RowWork> row_work(db::Read& tx, std::string_view municipality, std::string_view plan) {
  return store::row_work(tx, municipality, plan);
}

void set_target(db::Write& tx, std::string_view municipality, std::string_view plan,
                std::string_view row, const Target& target, std::int64_t deed) {
  store::append_target(tx, {municipality, plan, deed}, row, target);
}

void set_money(db::Write& tx, std::string_view municipality, std::string_view plan,
               std::string_view row, const Money& money, std::int64_t deed) {
  store::append_money(tx, {municipality, plan, deed}, row, money);
}

}  // namespace plan
