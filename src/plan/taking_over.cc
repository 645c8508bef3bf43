// The same stores as loading and adopting use, in the same order.
#include "plan/taking_over.h"

#include "figure/clock.h"
#include "plan/defining.h"
#include "plan/installing.h"
#include "plan/plan_search.h"
#include "plan/row_store.h"

namespace plan {

base::Result<Plan> whole_document(db::Read& tx, std::string_view municipality,
                                  std::string_view slug, base::Instant until) {
  auto document = store::head(tx, municipality, slug);
  if (!document) return base::refuse(unknown_plan, {{"slug", std::string(slug)}});
  store::read_description(tx, *document);
  document->rows = store::rows(tx, municipality, slug);
  store::read_cells(tx, *document, store::Eyes::visitor, until);
  store::read_ratings(tx, *document);
  document->documents = store::documents(tx, municipality, slug);
  return *std::move(document);
}

void read_printed(db::Read& tx, Plan& document, base::Instant until) {
  store::read_cells(tx, document, store::Eyes::visitor, until);
}

std::optional<Standing> standing(db::Read& tx, std::string_view municipality,
                                 std::string_view slug) {
  const auto deed = store::deed_of(tx, municipality, slug);
  if (!deed) return std::nullopt;
  return Standing{*deed, store::is_released(tx, municipality, slug).value_or(false)};
}

base::Result<void> may_be_new(db::Read& tx, const Plan& plan) {
  const auto new_slug = store::takes_new_slug(tx, plan);
  if (!new_slug) return std::unexpected(new_slug.error());
  if (store::deed_of(tx, plan.municipality, plan.slug))
    return base::refuse(slug_taken, {{"slug", plan.slug}, {"municipality", plan.municipality}});
  return {};
}

void enter_taking_over(db::Write& tx, std::string_view municipality) {
  figure::enter_alone(tx, municipality);
}

std::vector<store::AppendedCell> take_over(db::Write& tx, const base::Actor& actor,
                                           const store::Place& place, Plan document) {
  if (!store::owner_of_slug(tx, place.plan)) store::take_slug(tx, place.plan, place.municipality);
  // A plan loaded from a file stays that of its file.
  const auto file = store::file_hash(tx, place.municipality, place.plan);
  const std::string hash =
      file.value_or(std::string(store::kTakenOver) + std::to_string(place.deed));
  store::put_lines(tx, place, document, {hash, false});
  store::append_ratings(tx, place, document);
  store::put_documents(tx, place, document.documents);
  put_into_search(tx, document, {store::gone_rows(tx, place), store::gone_documents(tx, place)});
  const auto work = work_told(tx, document);
  auto cells = store::append_cells_spending(tx, place, document);
  store::sweep(tx, place);
  define_taken_over(tx, actor, document, work);
  return cells;
}

bool withdraw(db::Write& tx, const base::Actor& actor, const store::Place& place) {
  if (!store::withdraw(tx, place)) return false;
  undefine(tx, actor, place.municipality, place.plan);
  return true;
}

}  // namespace plan
