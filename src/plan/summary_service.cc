// One deed a version; the plan is entered alone, so that two who write get two versions.
#include "plan/summary_service.h"

#include "base/japanese_text.h"
#include "figure/clock.h"
#include "history/history.h"
#include "plan/plan.h"
#include "plan/plan_store.h"
#include "plan/summary_store.h"
#include "staff/permission.h"

namespace plan {

base::Result<int> write_summary(const base::Actor& actor, db::Database& database,
                                std::string_view plan, std::string_view text) {
  if (const auto may =
          staff::permits(actor, staff::Deed::edit_plan, {actor.municipality, actor.body});
      !may)
    return std::unexpected(may.error());
  return database.write([&](db::Write& tx) -> base::Result<int> {
    if (store::owner_of_slug(tx, plan) != actor.municipality)
      return base::refuse(unknown_plan, {{"slug", std::string(plan)}});
    if (!base::check_text(text, base::Lines::many, kSummaryCharactersMax))
      return base::refuse(summary_too_long, {{"max", std::to_string(kSummaryCharactersMax)}});
    figure::enter_alone(tx, actor.municipality);
    const auto before = store::summary(tx, actor.municipality, plan);
    if (text == (before ? before->text : std::string())) return base::refuse(summary_unchanged);
    const Summarised written{before ? before->version + 1 : 1, std::string(text), actor.id};
    const auto deed = history::write(tx, actor,
                                     {.kind = "plan.write_summary",
                                      .municipality = actor.municipality,
                                      .subject_kind = "plan",
                                      .subject_key = std::string(plan),
                                      .reason = std::string(text),
                                      .payload_json = {}});
    store::add_summary(tx, actor.municipality, plan, written, deed.value);
    return written.version;
  });
}

std::string summary_of(db::Read& tx, std::string_view municipality, std::string_view plan) {
  const auto known = store::summary(tx, municipality, plan);
  return known ? known->text : std::string();
}

}  // namespace plan
