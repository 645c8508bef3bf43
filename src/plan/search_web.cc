// Searching the words of all plans.
#include "base/japanese_text.h"
#include "http/page_frame.h"
#include "plan/plan_search.h"
#include "plan/plan_service.h"
#include "plan/plan_web.h"
#include "plan/plan_words.h"
#include "ui/plan/search.h"

namespace plan::web {

namespace {

constexpr int kHitsShown = 50;
constexpr std::size_t kQueryCharactersMax = 200;

std::string hit_url(base::Language language, const Hit& hit) {
  if (hit.kind == kSearchRow) return row_url(language, hit.plan, hit.key);
  if (hit.kind == kSearchDocument) return document_url(language, hit.plan, hit.key);
  return plan_url(language, hit.plan);
}

SearchHit hit_view(base::Language language, const Hit& hit, const std::vector<Listed>& plans) {
  SearchHit view;
  view.title = hit.title;
  view.url = hit_url(language, hit);
  view.kind = base::words(language, "plan.search_" + hit.kind);
  for (const auto& piece : hit.snippet) view.snippet.push_back({piece.text, piece.hit});
  for (const auto& listed : plans) {
    if (listed.summary.slug != hit.plan) continue;
    view.plan = listed.summary.title + "　" + listed.summary.period.printed;
    view.municipality = listed.municipality.name;
  }
  return view;
}

}  // namespace

http::Response get_search(db::Database& database, const http::Request& request) {
  const auto language = request.language;
  SearchPage view;
  view.page =
      http::page_frame(request, std::string(base::words(language, "plan_pages.search_title")), {},
                       http::Area::search);
  view.query = request.parameter("q").value_or("");
  view.page.search_text = view.query;
  if (base::character_count(view.query) > kQueryCharactersMax) {
    view.problem =
        base::say(language, "plan.search_too_long", {{"max", std::to_string(kQueryCharactersMax)}});
  } else if (!view.query.empty()) {
    const auto actor = base::Actor::visitor();
    const auto plans = list(actor, database);
    const auto hits = search(actor, database, view.query, kHitsShown, 0);
    view.hit_count = static_cast<std::int64_t>(hits.page.size());
    view.is_cut = hits.more;
    for (const auto& hit : hits.page) view.hits.push_back(hit_view(language, hit, plans));
    if (view.hits.empty())
      view.problem = base::say(language, "plan.search_nothing", {{"query", view.query}});
  }
  return {.body = pages::search(view, language)};
}

}  // namespace plan::web
