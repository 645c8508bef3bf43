// Lines without owner, target, result or rating: the page, its CSV and the planner's start page.
#include <algorithm>
#include <charconv>

#include "output/sheet.h"
#include "plan/plan_service.h"
#include "review/review_web.h"
#include "review/review_words.h"
#include "ui/review/gaps.h"

namespace review::web {
namespace {

using staff::web::say;
using staff::web::word;

base::Date today() {
  return base::japan_date(base::now());
}

// Of the address, otherwise the last year that is over, within the plan.
int year_of(const http::Request& request, const plan::Plan& plan) {
  const std::string text = request.parameter("year").value_or("");
  int year = base::FiscalYear::containing(today()).number() - 1;
  std::from_chars(text.data(), text.data() + text.size(), year);
  return std::clamp(year, plan.period.from, plan.period.to);
}

struct Found {
  Bench bench;
  int year = 0;
  std::vector<Review> reviews;  // of that year, or of a period that ends in it
  std::vector<Missing> missing;
};

std::vector<RowRating> ratings_of(const Desk& desk, const staff::Who& who,
                                  const std::vector<Review>& reviews) {
  std::vector<RowRating> all;
  for (const Review& one : reviews) {
    const auto opened = open_review(who, desk.database, one.plan, one.period);
    if (opened) all.insert(all.end(), opened->ratings.begin(), opened->ratings.end());
  }
  return all;
}

base::Result<Found> found(const Desk& desk, const http::Request& request, const staff::Who& who,
                          std::string_view plan) {
  auto bench = open_bench(who, desk.database, plan);
  if (!bench) return std::unexpected(bench.error());
  Found answer{.bench = *std::move(bench), .reviews = {}, .missing = {}};
  answer.year = year_of(request, answer.bench.plan);
  answer.reviews = desk.database.read(
      [&](db::Read& tx) { return reviews_of(tx, who.municipality, answer.bench.plan.slug); });
  std::erase_if(answer.reviews, [&](const Review& one) { return one.to_year != answer.year; });
  answer.missing =
      gaps(answer.bench, ratings_of(desk, who, answer.reviews), who, answer.year, today());
  return answer;
}

std::string owner_of(const http::Request& request, const Found& found, const Missing& one) {
  if (one.body.empty()) return word(request, "review_pages.owner_none");
  const std::string body = body_name(found.bench, one.body);
  return one.department.empty() ? body : body + " " + one.department;
}

std::string query_of(const Found& found, int year) {
  return "?plan=" + found.bench.plan.slug + "&year=" + std::to_string(year);
}

// The plan of the address, otherwise the first of the municipality with columns.
std::string plan_of(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const std::string asked = request.parameter("plan").value_or("");
  if (!asked.empty()) return asked;
  for (const auto& listed : plan::list(visitor.actor, desk.database))
    if (listed.summary.municipality == visitor.visit.who.municipality) return listed.summary.slug;
  return {};
}

output::Sheet sheet_of(const http::Request& request, const Found& found) {
  output::Sheet sheet;
  sheet.title = found.bench.plan.title;
  for (const std::string_view key :
       {"review_pages.row", "review_pages.gap", "review_pages.owner", "review_pages.since"})
    sheet.headers.push_back(word(request, key));
  for (const Missing& one : found.missing)
    sheet.rows.push_back({one.title,
                          word(request, "review_pages.gap_" + std::string(in_db(one.gap))),
                          owner_of(request, found, one), base::iso(one.since)});
  return sheet;
}

staff::StartLink start_line(const http::Request& request, const Found& found) {
  const auto count = [&](Gap gap) {
    return std::to_string(std::ranges::count(found.missing, gap, &Missing::gap));
  };
  const auto oldest = std::ranges::min_element(found.missing, {}, &Missing::since);
  return {say(request, "review_pages.start_line",
              {{"plan", found.bench.plan.title},
               {"year", std::to_string(found.year)},
               {"owner", count(Gap::owner)},
               {"target", count(Gap::target)},
               {"result", count(Gap::result)},
               {"rating", count(Gap::rating)}}),
          http::address(request.language, "/staff/reviews/gaps" + query_of(found, found.year)),
          say(request, "review_pages.start_since",
              {{"since", day_words(request.language, oldest->since)},
               {"row", oldest->title},
               {"body", owner_of(request, found, *oldest)}}),
          staff::StartKind::late};
}

}  // namespace

http::Response get_gaps(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto all = found(desk, request, visitor.visit.who, plan_of(desk, request, visitor));
  if (!all) return staff::web::refused(request, visitor.visit, all.error());
  GapsPage view;
  view.heading = all->bench.plan.title + " " +
                 say(request, "review_pages.gaps_title", {{"year", std::to_string(all->year)}});
  view.page = frame(request, visitor, view.heading, nullptr);
  view.count =
      say(request, "review_pages.gaps_count", {{"count", std::to_string(all->missing.size())}});
  view.csv_url =
      http::address(request.language, "/staff/reviews/gaps.csv" + query_of(*all, all->year));
  for (int year = all->bench.plan.period.from; year <= all->bench.plan.period.to; ++year)
    view.years.push_back(
        {say(request, "review_pages.other_year", {{"year", std::to_string(year)}}),
         http::address(request.language, "/staff/reviews/gaps" + query_of(*all, year)), true});
  for (const Missing& one : all->missing)
    view.lines.push_back(
        {one.title,
         http::address(request.language, all->reviews.empty()
                                             ? std::string("/staff/reviews")
                                             : row_path(all->reviews.front(), one.row)),
         word(request, "review_pages.gap_" + std::string(in_db(one.gap))),
         owner_of(request, *all, one), day_words(request.language, one.since)});
  visitor.looked.subject_kind = "plan";
  visitor.looked.subject_key = all->bench.plan.slug;
  return staff::web::page(pages::gaps(view, request.language));
}

http::Response get_gaps_csv(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  const auto all = found(desk, request, visitor.visit.who, plan_of(desk, request, visitor));
  if (!all) return staff::web::refused(request, visitor.visit, all.error());
  visitor.looked.subject_kind = "plan";
  visitor.looked.subject_key = all->bench.plan.slug;
  http::Response response = staff::web::page(output::csv(sheet_of(request, *all)));
  response.content_type = "text/csv; charset=utf-8";
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"gaps-" +
                                                           all->bench.plan.slug + "-" +
                                                           std::to_string(all->year) + ".csv\"");
  return response;
}

std::vector<staff::StartSection> start_part(const Desk& desk, const http::Request& request,
                                            const staff::Visit& visit) {
  const staff::Who& who = visit.who;
  if (!staff::may(who, staff::Deed::read_work, {who.municipality, who.body})) return {};
  staff::StartSection part{word(request, "review_pages.start_title"), {}};
  const int year = base::FiscalYear::containing(today()).number();
  if (staff::may(who, staff::Deed::check_answer, {who.municipality, who.body})) {
    base::Actor actor;
    actor.kind = base::ActorKind::staff;
    actor.municipality = who.municipality;
    for (const auto& listed : plan::list(actor, desk.database)) {
      const auto& plan = listed.summary;
      // Plans whose years are long over are nobody's duty any more.
      if (plan.municipality != who.municipality || plan.period.to + 1 < year) continue;
      const auto all = found(desk, request, who, plan.slug);
      if (all && !all->missing.empty()) part.lines.push_back(start_line(request, *all));
    }
  }
  part.lines.push_back({word(request, "review_pages.start_reviews"),
                        http::address(request.language, "/staff/reviews"),
                        word(request, "review_pages.start_reviews_about")});
  return {part};
}

}  // namespace review::web
