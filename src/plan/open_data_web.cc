// What can be fetched as data: every plan as a table and as JSON, and what the codes in them mean.
#include "http/page_frame.h"
#include "plan/plan_service.h"
#include "plan/plan_web.h"
#include "plan/plan_words.h"
#include "ui/plan/open_data.h"

namespace plan::web {

http::Response get_open_data(db::Database& database, const http::Request& request) {
  const auto language = request.language;
  OpenDataPage view;
  view.page =
      http::page_frame(request, std::string(base::words(language, "plan_pages.open_data_title")));
  for (const auto& listed : list(base::Actor::visitor(), database)) {
    const auto& slug = listed.summary.slug;
    view.plans.push_back({.municipality = listed.municipality.name,
                          .title = listed.summary.title + "　" + listed.summary.period.printed,
                          .url = plan_url(language, slug),
                          .csv_url = csv_url(language, slug),
                          .json_url = json_url(slug)});
  }
  const auto add = [&](std::string_view what, const std::string& address) {
    view.api.push_back({std::string(base::words(language, what)), address, "", address});
  };
  add("plan_pages.open_data_api_plans", "/api/v1/plans");
  if (!view.plans.empty()) add("plan_pages.open_data_api_plan", view.plans.front().json_url);
  for (int i = 0; i <= static_cast<int>(CellState::unknown); ++i) {
    const auto state = static_cast<CellState>(i);
    view.states.push_back({std::string(in_db(state)), state_words(language, state), "", ""});
  }
  for (const auto source :
       {ReadingSource::printed, ReadingSource::entered, ReadingSource::computed}) {
    const std::string code(in_db(source));
    view.sources.push_back(
        {code, std::string(base::words(language, "plan.source_" + code)), "", ""});
  }
  return {.body = pages::open_data(view, language)};
}

}  // namespace plan::web
