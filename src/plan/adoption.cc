// Adopting writes everything again under one deed and sweeps what the deed did not write; targets
// and sums are versions, written where they changed.
#include "plan/adoption.h"

#include <algorithm>

#include "figure/clock.h"
#include "figure/definition_store.h"
#include "figure/drill_store.h"
#include "history/history.h"
#include "plan/adopted_figures.h"
#include "plan/installing.h"
#include "plan/plan_search.h"
#include "plan/plan_service.h"
#include "plan/row_store.h"
#include "plan/row_work_store.h"
#include "programme/programme_service.h"

namespace plan {
namespace {

constexpr std::string_view kAdopted = "adopted ";  // in the place of a file's hash

bool is_declared_in_file(db::Read& tx, const Plan& content) {
  return std::ranges::any_of(
      figure::store::standing_figures(tx, content.municipality, content.slug),
      [](const figure::store::Standing& one) { return !is_adopted_figure(one.key); });
}

std::vector<figure::Definition> defined_elsewhere(db::Read& tx, const Plan& content) {
  std::vector<figure::Definition> all;
  for (const std::string& plan : figure::store::plans_with_figures(tx, content.municipality)) {
    if (plan == content.slug) continue;
    for (figure::Held& held : figure::figures(tx, content.municipality, plan))
      if (!held.row.empty()) all.push_back(std::move(held.definition));
  }
  return all;
}

void define(db::Write& tx, const base::Actor& actor, const Plan& content,
            const std::vector<RowWork>& work) {
  if (is_declared_in_file(tx, content)) return;
  figure::install(tx, actor,
                  adopted_figures(content, work, programme::programmes(tx, content.municipality),
                                  defined_elsewhere(tx, content)));
}

}  // namespace

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
  store::put_lines(tx, place, content, {std::string(kAdopted) + std::to_string(deed), false});
  store::put_work(tx, place, work);
  put_into_search(tx, content, {store::gone_rows(tx, place), store::gone_documents(tx, place)});
  store::sweep(tx, place);
  store::sweep_work(tx, place);
  define(tx, actor, content, work);
  return deed;
}

std::vector<std::pair<std::string, std::string>> adopted_undefined(db::Read& tx) {
  std::vector<std::pair<std::string, std::string>> undefined;
  for (const store::Name& name : store::names(tx)) {
    const auto origin = store::file_hash(tx, name.municipality, name.slug);
    if (origin && origin->starts_with(kAdopted) &&
        figure::store::standing_rows(tx, name.municipality, name.slug).empty())
      undefined.emplace_back(name.municipality, name.slug);
  }
  return undefined;
}

int define_adopted(const base::Actor& actor, db::Database& database) {
  return database.write([&](db::Write& tx) {
    int plans = 0;
    for (const auto& [municipality, slug] : adopted_undefined(tx)) {
      const auto content = printed_plan(tx, municipality, slug);
      if (!content) continue;
      figure::enter_alone(tx, municipality);
      define(tx, actor, *content, store::row_work(tx, municipality, slug));
      ++plans;
    }
    return plans;
  });
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
