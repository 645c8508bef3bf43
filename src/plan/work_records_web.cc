// The records behind a figure: a list that is filtered, sorted, paged and taken away.
#include <algorithm>

#include "base/yen.h"
#include "figure/facts_reading.h"
#include "figure/figure_api.h"
#include "figure/figure_sheet.h"
#include "figure/moved.h"
#include "figure/record_lines.h"
#include "figure/staff_question.h"
#include "http/request.h"
#include "plan/cell_words.h"
#include "plan/plan_words.h"
#include "plan/work_record_words.h"
#include "plan/work_view.h"
#include "plan/work_web.h"
#include "ui/plan/work_records.h"

namespace plan::web {
namespace {

using staff::web::say;
using staff::web::word;

struct AskedFigure {
  Worked worked;
  figure::Held held;
  figure::RowDefinition rule;
  int fiscal_year = 0;
};

std::string row_key(const http::Request& request) {
  const std::string row = request.capture("row");
  return row == "-" ? "" : row;
}

// A figure of several programmes is seen by whoever sees its line; a total by whoever sees all.
bool may_see(const staff::Who& who, const AskedFigure& asked) {
  const Plan& plan = asked.worked.table.plan;
  if (const Row* row = find_row(plan, asked.held.row)) return is_seen(who, asked.worked, *row);
  return std::ranges::all_of(leaves(plan),
                             [&](const Row* leaf) { return is_seen(who, asked.worked, *leaf); });
}

base::Result<AskedFigure> ask_figure(const staff::web::Desk& desk, const http::Request& request,
                                     const staff::web::Visitor& visitor) {
  const std::string slug = request.capture("slug");
  auto worked = open_work(desk, visitor.actor, slug);
  if (!worked) return std::unexpected(worked.error());
  const auto year = figure::whole_number("year", request.capture("year"));
  if (!year || !base::FiscalYear::of(static_cast<int>(*year)))
    return base::refuse(year_outside, {{"year", request.capture("year")}});
  AskedFigure asked{*std::move(worked), {}, {}, static_cast<int>(*year)};
  const auto found = desk.database.read([&](db::Read& tx) -> base::Result<void> {
    auto held = figure::find(tx, asked.worked.table.plan.municipality, slug, row_key(request),
                             request.capture("figure"));
    if (!held) return std::unexpected(held.error());
    asked.held = *std::move(held);
    asked.rule = figure::shown(tx, asked.worked.table.plan.municipality, slug).row_of(asked.held);
    return {};
  });
  if (!found) return std::unexpected(found.error());
  if (!may_see(visitor.visit.who, asked))
    return base::refuse(staff::not_permitted, {{"deed", std::string(code_of(visitor.deed))}});
  return asked;
}

constexpr std::string_view kStates[] = {"", "unconfirmed", "confirmed", "taken_back"};
constexpr std::string_view kSortKeys[] = {"oldest", "newest", "largest"};

base::Result<figure::Question> question_of(const http::Request& request) {
  const auto asked = [&](std::string_view name) { return request.parameter(name).value_or(""); };
  auto question = figure::read_question({"all", asked("sort"), asked("month"), asked("after"), 50});
  if (!question) return question;
  const std::string state = asked("state");
  if (std::ranges::find(kStates, state) == std::end(kStates))
    return base::refuse(unknown_filter, {{"filter", "state"}, {"value", state}});
  if (state == "unconfirmed") question->confirmed = false;
  if (state == "confirmed") question->confirmed = true;
  question->reversed_too = state == "taken_back";
  return question;
}

std::string query_of(const http::Request& request, const std::string& after) {
  http::Fields query;
  for (const std::string_view name : {"month", "state", "sort"}) {
    const std::string value = request.parameter(name).value_or("");
    if (!value.empty()) query.emplace_back(std::string(name), value);
  }
  if (!after.empty()) query.emplace_back("after", after);
  return query.empty() ? "" : "?" + http::encode_fields(query);
}

std::vector<OptionView> month_options(const http::Request& request, int fiscal_year) {
  const std::string chosen = request.parameter("month").value_or("");
  std::vector<OptionView> options{{"", word(request, "plan_work.whole_year"), chosen.empty()}};
  for (int i = 0; i < 12; ++i) {
    const int year = i < 9 ? fiscal_year : fiscal_year + 1;
    const int month = i < 9 ? 4 + i : i - 8;
    const std::string value =
        std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
    options.push_back({value, value, value == chosen});
  }
  return options;
}

template <std::size_t n>
std::vector<OptionView> options_of(const http::Request& request, std::string_view name,
                                   const std::string_view (&values)[n]) {
  const std::string chosen = request.parameter(name).value_or("");
  std::vector<OptionView> options;
  for (const auto value : values) {
    const std::string key =
        "plan_work." + std::string(name) + "_" + (value.empty() ? "any" : std::string(value));
    options.push_back({std::string(value), word(request, key), value == chosen});
  }
  return options;
}

const Column* column_of(const Plan& plan, int fiscal_year) {
  const auto found = std::ranges::find_if(plan.columns, [&](const Column& column) {
    return column.kind == ColumnKind::year &&
           std::ranges::find(column.fiscal_years, fiscal_year) != column.fiscal_years.end();
  });
  return found == plan.columns.end() ? nullptr : &*found;
}

RecordLine record_line(const http::Request& request, const AskedFigure& asked,
                       const figure::Counted& counted, bool taken_back) {
  const auto& record = counted.record;
  RecordLine line;
  line.url = http::address(request.language, work_record_path(record.id.value));
  line.day = staff::web::day_words(request, record.occurred_on);
  line.kind = word(request, "record.kind_" + record.kind);
  line.what = amounts(request, record);
  line.adds = figure::signed_text(counted.contribution.value) + " " + asked.held.definition.unit;
  line.state = state_of(request, record, taken_back);
  return line;
}

}  // namespace

http::Response get_work_records(const staff::web::Desk& desk, const http::Request& request,
                                const staff::web::Visitor& visitor) {
  const auto asked = ask_figure(desk, request, visitor);
  if (!asked) return staff::web::refused(request, visitor.visit, asked.error());
  const auto question = question_of(request);
  if (!question) return staff::web::refused(request, visitor.visit, question.error());
  const Plan& plan = asked->worked.table.plan;
  const auto page = desk.database.read([&](db::Read& tx) {
    return figure::records(tx, plan.municipality, asked->held, asked->fiscal_year, *question);
  });
  if (!page) return staff::web::refused(request, visitor.visit, page.error());
  const auto& definition = asked->held.definition;
  visitor.looked = {"figure", plan.slug + "/" + asked->held.row + "/" + definition.key, {}};
  WorkRecordsPage view;
  const Row* row = find_row(plan, asked->held.row);
  view.heading = row == nullptr ? plan.title : leaf_words(plan, *row);
  view.lead = say(request, "plan_work.records_lead",
                  {{"figure", definition.label.empty() ? definition.key : definition.label},
                   {"year", std::to_string(asked->fiscal_year)}});
  const std::string path = http::address(
      request.language,
      work_records_path(plan.slug, asked->held.row, definition.key, asked->fiscal_year));
  view.action = path;
  view.csv_url = path + "/records.csv" + query_of(request, "");
  const staff::Who& who = visitor.visit.who;
  if (staff::may(who, staff::Deed::mark_history, {who.municipality, who.body}))
    view.sample_url = http::address(
        request.language,
        work_sample_path(plan.slug, asked->held.row, definition.key, asked->fiscal_year));
  const Column* column = column_of(plan, asked->fiscal_year);
  view.cell_url =
      http::address(request.language, row == nullptr || column == nullptr
                                          ? work_table_path(plan.slug)
                                          : work_cell_path(plan.slug, row->key, column->key));
  view.page = staff::web::frame(
      request, visitor.visit, view.heading,
      {{plan.title, http::address(request.language, work_table_path(plan.slug)), true}});
  view.months = month_options(request, asked->fiscal_year);
  view.states = options_of(request, "state", kStates);
  view.sorts = options_of(request, "sort", kSortKeys);
  view.count = say(request, "plan_work.records_count",
                   {{"count", base::with_thousands(page->in_all)},
                    {"shown", std::to_string(page->records.size())}});
  for (const auto& counted : page->records) {
    const auto& record = counted.record;
    visitor.looked.ids.push_back(std::to_string(record.id.value));
    view.records.push_back(
        record_line(request, *asked, counted, page->taken_back.contains(record.id.value)));
  }
  if (!question->after.empty()) view.first_url = path + query_of(request, "");
  if (!page->next.empty()) view.next_url = path + query_of(request, page->next);
  return staff::web::page(pages::work_records(view, request.language));
}

http::Response get_work_records_csv(const staff::web::Desk& desk, const http::Request& request,
                                    const staff::web::Visitor& visitor) {
  const auto asked = ask_figure(desk, request, visitor);
  if (!asked) return staff::web::refused(request, visitor.visit, asked.error());
  const auto question = question_of(request);
  if (!question) return staff::web::refused(request, visitor.visit, question.error());
  const std::string& code = asked->worked.table.plan.municipality;
  visitor.looked = {
      "figure",
      asked->worked.table.plan.slug + "/" + asked->held.row + "/" + asked->held.definition.key,
      {}};
  std::string csv;
  const auto done = desk.database.read([&](db::Read& tx) -> base::Result<void> {
    const auto page = figure::records(tx, code, asked->held, asked->fiscal_year, *question);
    if (!page) return std::unexpected(page.error());
    if (page->in_all > figure::api::kCsvRecordsMax)
      return base::refuse(figure::api::csv_too_long,
                          {{"count", std::to_string(page->in_all)},
                           {"max", std::to_string(figure::api::kCsvRecordsMax)}});
    figure::records_csv(tx, code, asked->held, asked->fiscal_year, *question, request.language,
                        [&](std::string_view piece) { csv += piece; });
    return {};
  });
  if (!done) return staff::web::refused(request, visitor.visit, done.error());
  http::Response response{200, "text/csv; charset=utf-8", std::move(csv), {}, {}};
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"records.csv\"");
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace plan::web
