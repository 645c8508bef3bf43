// The plans that are held say whose site it can be.
#include "app/own_site.h"

#include <algorithm>

#include "base/municipality_code.h"
#include "plan/plan_service.h"

namespace app {

base::Result<void> own_site(db::Database& database, std::string_view text) {
  const auto read = base::MunicipalityCode::of(text);
  if (!read) return std::unexpected(read.error());
  const std::string& code = read->text();
  const std::vector<base::Fact> named = {{"code", code}};
  const auto registers = plan::registers(base::Actor::visitor(), database);
  const bool is_known = std::ranges::any_of(
      registers, [&](const auto& held) { return held.municipality.code == code; });
  if (!is_known) return base::refuse(own_unknown, named);
  const auto plans = plan::list(base::Actor::visitor(), database);
  const bool has_plan = std::ranges::any_of(
      plans, [&](const auto& listed) { return listed.municipality.code == code; });
  if (!has_plan) return base::refuse(own_without_plan, named);
  const auto other = std::ranges::find_if(
      plans, [&](const auto& listed) { return listed.municipality.code != code; });
  if (other == plans.end()) return {};
  return base::refuse(
      own_with_others,
      {{"code", code}, {"other", other->municipality.name}, {"slug", other->summary.slug}});
}

}  // namespace app
