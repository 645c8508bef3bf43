// Searching the words of all plans, and the names in the registers of programmes.
#include <algorithm>
#include <sstream>

#include "base/japanese_text.h"
#include "base/municipality_code.h"
#include "http/page_frame.h"
#include "plan/plan_search.h"
#include "plan/plan_service.h"
#include "plan/plan_web.h"
#include "plan/plan_words.h"
#include "ui/plan/search.h"

namespace plan::web {

namespace {

constexpr std::int64_t kHitsShown = 50;

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

bool holds_all(std::string_view text, const std::vector<std::string>& words) {
  const std::string key = base::search_key(text);
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return key.find(word) != std::string::npos; });
}

std::vector<std::string> words_of(std::string_view query) {
  std::vector<std::string> words;
  std::istringstream text{base::search_key(query)};
  for (std::string word; text >> word;) words.push_back(word);
  return words;
}

// Programmes of the registers whose name holds all the words; `frame` learns whether a made-up
// municipality's are among them.
std::vector<SearchHit> programme_hits(base::Language language, db::Database& database,
                                      std::string_view query, http::PageFrame& frame) {
  const auto words = words_of(query);
  std::vector<SearchHit> hits;
  if (words.empty()) return hits;
  for (const auto& held : registers(base::Actor::visitor(), database)) {
    for (const auto& programme : held.programmes) {
      if (hits.size() >= static_cast<std::size_t>(kHitsShown)) return hits;
      if (!holds_all(programme.name, words)) continue;
      SearchHit view;
      view.title = programme.name;
      view.url = programme_url(language, held.municipality.code, programme.key);
      view.kind = type_words(language, programme.type);
      view.municipality = held.municipality.name;
      if (base::is_practice_municipality(held.municipality.code)) frame.has_practice = true;
      hits.push_back(std::move(view));
    }
  }
  return hits;
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
  if (view.query.empty()) return {.body = pages::search(view, language)};
  const auto actor = base::Actor::visitor();
  const auto hits = search(actor, database, {.words = view.query, .limit = kHitsShown});
  if (!hits) {
    view.problem = base::say(language, hits.error());
    return {.body = pages::search(view, language)};
  }
  const auto plans = list(actor, database);
  view.hit_count = static_cast<std::int64_t>(hits->page.size());
  view.is_cut = hits->more;
  for (const auto& hit : hits->page) {
    view.hits.push_back(hit_view(language, hit, plans));
    if (base::is_practice_municipality(hit.municipality)) view.page.has_practice = true;
  }
  view.programmes = programme_hits(language, database, view.query, view.page);
  if (view.hits.empty() && view.programmes.empty())
    view.problem = base::say(language, "plan.search_nothing", {{"query", view.query}});
  return {.body = pages::search(view, language)};
}

}  // namespace plan::web
