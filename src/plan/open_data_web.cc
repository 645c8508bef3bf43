// What can be fetched as data: every plan as a table and as JSON, and what the codes in them mean.
#include "base/municipality_code.h"
#include "http/page_frame.h"
#include "http/request.h"
#include "plan/open_figures_web.h"
#include "plan/plan_service.h"
#include "plan/plan_web.h"
#include "plan/plan_words.h"
#include "plan/value_stage.h"
#include "ui/plan/open_data.h"

namespace plan::web {

namespace {

// Every plan is there as JSON; what is a table, in every form of the table, too.
std::vector<FileView> files_of(base::Language language, const Listed& listed) {
  const auto& slug = listed.summary.slug;
  std::vector<FileView> files;
  if (listed.summary.rows > 0) files = table_files(language, slug, "");
  files.push_back({json_url(slug), std::string(base::words(language, "plan_pages.json"))});
  if (listed.has_figures) {
    for (auto& file : figure_files(language, slug)) files.push_back(std::move(file));
  }
  return files;
}

}  // namespace

http::Response get_open_data(db::Database& database, const http::Request& request) {
  const auto language = request.language;
  OpenDataPage view;
  view.page =
      http::page_frame(request, std::string(base::words(language, "plan_pages.open_data_title")));
  const auto listed = list(base::Actor::visitor(), database);
  for (const auto& entry : listed) {
    if (base::is_practice_municipality(entry.municipality.code)) view.page.has_practice = true;
    view.plans.push_back({.municipality = entry.municipality.name,
                          .title = entry.summary.title + "　" + entry.summary.period.printed,
                          .url = plan_url(language, entry.summary.slug),
                          .files = files_of(language, entry)});
  }
  const auto add = [&](std::string_view what, const std::string& address) {
    view.api.push_back({std::string(base::words(language, what)), address, "", address});
  };
  add("plan_pages.open_data_api_plans", "/api/v1/plans");
  if (!listed.empty()) {
    const std::string plan = json_url(listed.front().summary.slug);
    add("plan_pages.open_data_api_plan", plan);
    add("plan_pages.open_data_api_rows", plan + "/rows");
  }
  const std::string word(base::words(language, "plan_pages.open_data_api_search_word"));
  view.api.push_back({std::string(base::words(language, "plan_pages.open_data_api_search")),
                      "/api/v1/search?q=" + word, "",
                      "/api/v1/search?" + http::encode_fields({{"q", word}})});
  add("plan_pages.open_data_api_document", "/api/v1/openapi.json");
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
  for (const auto stage :
       {ValueStage::provisional, ValueStage::final, ValueStage::settled, ValueStage::published}) {
    const std::string code(in_db(stage));
    view.stages.push_back({code, std::string(base::words(language, "plan.stage_" + code)), "", ""});
  }
  return {.body = pages::open_data(view, language)};
}

}  // namespace plan::web
