// Translates API requests; the JSON itself is plan_json's.
#include "plan/plan_api.h"

#include <span>

#include "http/paging.h"
#include "plan/plan_json.h"
#include "plan/plan_service.h"

namespace plan::api {

namespace {

template <class Entry>
std::span<const Entry> entries(const std::vector<Entry>& list, const http::PagePart& part) {
  return std::span(list).subspan(part.begin, part.end - part.begin);
}

}  // namespace

http::Response get_plans(db::Database& database, const http::Request& request) {
  const auto asked = http::paging(request);
  if (!asked) return http::refused(asked.error());
  const auto plans = list(base::Actor::visitor(), database);
  const auto part =
      http::page_part(plans, *asked, [](const Listed& listed) { return listed.summary.slug; });
  if (!part) return http::refused(part.error());
  return http::page_json(
      request, plans_json(entries(plans, *part), {.total = plans.size(), .next = part->next}),
      part->next);
}

http::Response get_plan(db::Database& database, const http::Request& request) {
  const auto opened = open(base::Actor::visitor(), database, request.capture("slug"));
  if (!opened) return http::refused(opened.error());
  return http::json(200, plan_json(*opened));
}

http::Response get_rows(db::Database& database, const http::Request& request) {
  const auto asked = http::paging(request);
  if (!asked) return http::refused(asked.error());
  const auto opened = open(base::Actor::visitor(), database, request.capture("slug"));
  if (!opened) return http::refused(opened.error());
  const auto& rows = opened->plan.rows;
  const auto part = http::page_part(rows, *asked, [](const Row& row) { return row.key; });
  if (!part) return http::refused(part.error());
  return http::page_json(
      request, rows_json(*opened, entries(rows, *part), {.total = rows.size(), .next = part->next}),
      part->next);
}

http::Response get_row(db::Database& database, const http::Request& request) {
  const std::string row = request.capture("row");
  const auto opened =
      open_row_alone(base::Actor::visitor(), database, request.capture("slug"), row);
  if (!opened) return http::refused(opened.error());
  return http::json(200, row_json(*opened, *find_row(opened->plan, row)));
}

http::Response get_search(db::Database& database, const http::Request& request) {
  const auto asked = http::paging(request);
  if (!asked) return http::refused(asked.error());
  const std::string words = request.parameter("q").value_or("");
  if (words.empty()) return http::refused(base::refuse(search_words_missing).error());
  SearchQuestion question{.words = words, .limit = static_cast<std::int64_t>(asked->limit)};
  if (!asked->after.empty()) {
    question.after = position_from(asked->after);
    if (!question.after)
      return http::refused(base::refuse(http::unknown_after, {{"value", asked->after}}).error());
  }
  const auto hits = search(base::Actor::visitor(), database, question);
  if (!hits) return http::refused(hits.error());
  const std::string next = hits->more ? position_text(hits->page.back()) : "";
  return http::page_json(
      request,
      hits_json(words, *hits, {.total = static_cast<std::size_t>(hits->total), .next = next}),
      next);
}

}  // namespace plan::api
