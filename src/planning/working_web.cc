// The adopted plan as staff work with it: who owns each line this year, what is aimed at, what the
// records and answers say so far.
#include <algorithm>

#include "base/fiscal_year.h"
#include "plan/adoption.h"
#include "plan/computed_service.h"
#include "plan/work_web.h"
#include "planning/planning_web.h"
#include "staff/municipality_service.h"
#include "ui/planning/tables.h"

namespace planning::web {
namespace {

struct Working {
  const plan::OpenedTable& table;
  std::vector<plan::RowWork> work;
  std::vector<programme::Programme> programmes;
  std::vector<staff::Body> bodies;
  int year = 0;
};

int year_shown(const http::Request& request, const plan::Plan& plan) {
  const int asked = whole_number(request.parameter("year").value_or(""));
  const int today = base::FiscalYear::containing(base::japan_date(base::now())).number();
  const int year = asked != 0 ? asked : today;
  return plan.period.from == 0 ? year : std::clamp(year, plan.period.from, plan.period.to);
}

std::string owner_words(const http::Request& request, const Working& working,
                        const plan::Row& row) {
  const auto* owner =
      plan::owner_of(working.table.plan, row, working.year, working.work, working.programmes);
  if (owner == nullptr) return word(request, "planning_pages.owner_nobody");
  const auto body = std::ranges::find(working.bodies, owner->body, &staff::Body::key);
  return (body == working.bodies.end() ? owner->body : body->name) + " " +
         owner->department.value_or("");
}

std::string owner_body(const Working& working, const plan::Row& row) {
  const auto* owner =
      plan::owner_of(working.table.plan, row, working.year, working.work, working.programmes);
  return owner == nullptr ? std::string() : owner->body;
}

std::string target_words(const Working& working, const plan::Row& row) {
  const auto* work = plan::find_work(working.work, row.key);
  if (work == nullptr) return {};
  std::string all;
  for (const auto& indicator : work->indicators) {
    const auto* target = plan::find_target(*work, indicator.number, working.year);
    if (target != nullptr) all += (all.empty() ? "" : "\n") + indicator.label + " " + target->text;
  }
  return all;
}

std::string result_words(const Working& working, const plan::Row& row) {
  const auto columns = plan::columns_of(working.table.plan, {working.year});
  if (!columns) return {};
  std::string all;
  for (const auto* column : *columns) {
    const plan::Cell* cell = plan::find_cell(row, column->key);
    const plan::Reading* reading = cell == nullptr ? nullptr : plan::shown(*cell);
    if (reading == nullptr && cell != nullptr)
      reading = plan::find_reading(*cell, plan::ReadingSource::entered);
    if (reading != nullptr && reading->text) all += (all.empty() ? "" : "\n") + *reading->text;
  }
  return all;
}

// Where the result of the year comes from; a line above others has none of its own.
std::string cell_url(const http::Request& request, const Working& working, const plan::Row& row) {
  const plan::Plan& shown = working.table.plan;
  const auto lines = plan::leaves(shown);
  const auto column = std::ranges::find_if(shown.columns, [&](const plan::Column& one) {
    return std::ranges::find(one.fiscal_years, working.year) != one.fiscal_years.end();
  });
  const bool is_leaf =
      std::ranges::any_of(lines, [&](const plan::Row* leaf) { return leaf->key == row.key; });
  if (!is_leaf || column == shown.columns.end()) return {};
  return http::address(request.language,
                       plan::web::work_cell_path(shown.slug, row.key, column->key));
}

TableView rows_table(const http::Request& request, const Visitor& visitor, const Working& working) {
  TableView table;
  table.title = word(request, "planning_pages.working_rows");
  table.headers = {
      word(request, "planning_pages.column_line"), word(request, "planning_pages.column_place"),
      say(request, "planning_pages.column_owner_in", {{"year", year_word(working.year)}}),
      say(request, "planning_pages.column_target_in", {{"year", year_word(working.year)}}),
      say(request, "planning_pages.column_result_in", {{"year", year_word(working.year)}})};
  const staff::Who& who = visitor.visit.who;
  for (const auto& row : working.table.plan.rows) {
    const std::string body = owner_body(working, row);
    if (!staff::may(who, visitor.deed, {who.municipality, body.empty() ? who.body : body}))
      continue;
    std::string place;
    for (const auto* node : plan::place_of(working.table.plan, row))
      place += (place.empty() ? "" : "\n") + node->name.value_or(node->code.value_or(""));
    table.lines.push_back(
        {{{table.headers[0], plan::number_and_title(row), cell_url(request, working, row), true},
          {table.headers[1], std::move(place)},
          {table.headers[2], owner_words(request, working, row)},
          {table.headers[3], target_words(working, row)},
          {table.headers[4], result_words(working, row)}}});
  }
  table.nothing = word(request, "planning_pages.working_none");
  return table;
}

}  // namespace

http::Response get_working(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const Where where = asked(request, visitor);
  const auto opened = plan::open_table(visitor.actor, desk.database, where.draft, {});
  const std::string& municipality = visitor.visit.who.municipality;
  if (!opened || opened->plan.municipality != municipality) {
    return staff::web::refused(request, visitor.visit,
                               {plan::unknown_plan.code,
                                plan::unknown_plan.http_status,
                                {{"slug", std::string(where.draft)}}});
  }
  visitor.looked.subject_kind = "plan";
  visitor.looked.subject_key = opened->plan.slug;
  Working working{*opened, {}, {}, {}, year_shown(request, opened->plan)};
  desk.database.read([&](db::Read& tx) {
    working.work = plan::row_work(tx, municipality, where.draft);
    working.programmes = programme::programmes(tx, municipality);
    working.bodies = staff::bodies(tx, municipality);
    return 0;
  });
  TablesPage view;
  view.heading = opened->plan.title;
  view.page = staff::web::frame(request, visitor.visit, view.heading,
                                {{word(request, "planning_pages.drafts_title"),
                                  http::address(request.language, drafts_path()), true}});
  view.lead = opened->plan.period.printed;
  const std::string path = http::address(request.language, "/staff/plans/" + opened->plan.slug);
  for (int year = opened->plan.period.from; year != 0 && year <= opened->plan.period.to; ++year)
    if (year != working.year)
      view.links.push_back({year_word(year), path + "?year=" + std::to_string(year)});
  const bool has_draft =
      desk.database.read([&](db::Read& tx) { return open_draft(tx, where).has_value(); });
  if (has_draft && staff::may(visitor.visit.who, staff::Deed::comment_plan,
                              {municipality, visitor.visit.who.body}))
    view.links.push_back({word(request, "planning_pages.link_draft"),
                          http::address(request.language, draft_path(where.draft))});
  view.tables.push_back(rows_table(request, visitor, working));
  return staff::web::page(pages::tables(view, request.language));
}

}  // namespace planning::web
