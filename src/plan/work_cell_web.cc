// A cell taken apart: its readings beside each other, each figure with its months and its way to
// the records, how the text is put together, and the lines that count the same records.
#include <algorithm>

#include "figure/figure_text.h"
#include "figure/moved.h"
#include "plan/cell_words.h"
#include "plan/plan_words.h"
#include "plan/work_view.h"
#include "plan/work_web.h"
#include "ui/plan/work_cell.h"

namespace plan::web {
namespace {

using staff::web::say;
using staff::web::word;

std::string url_of(const http::Request& request, const std::string& path) {
  return http::address(request.language, path);
}

struct AskedCell {
  Worked worked;
  const Row* row = nullptr;
  const Column* column = nullptr;

  CellPlace place() const { return {row->key, column->key}; }
  const Plan& plan() const { return worked.table.plan; }
};

base::Result<AskedCell> ask_cell(const staff::web::Desk& desk, const http::Request& request,
                                 const staff::web::Visitor& visitor) {
  const std::string slug = request.capture("slug");
  auto worked = open_work(desk, visitor.actor, slug);
  if (!worked) return std::unexpected(worked.error());
  AskedCell asked{*std::move(worked)};
  const auto lines = leaves(asked.plan());
  const auto row = std::ranges::find_if(
      lines, [&](const Row* one) { return one->key == request.capture("row"); });
  if (row == lines.end())
    return base::refuse(unknown_row, {{"slug", slug}, {"row", request.capture("row")}});
  asked.row = *row;
  asked.column = find_column(asked.plan(), request.capture("column"));
  if (asked.column == nullptr)
    return base::refuse(unknown_column, {{"slug", slug}, {"column", request.capture("column")}});
  if (!is_seen(visitor.visit.who, asked.worked, *asked.row))
    return base::refuse(staff::not_permitted, {{"deed", std::string(code_of(visitor.deed))}});
  return asked;
}

std::vector<ReadingLine> reading_lines(const http::Request& request, const AskedCell& asked) {
  std::vector<ReadingLine> lines;
  const Cell* cell = find_cell(*asked.row, asked.column->key);
  if (cell == nullptr) return lines;
  const Reading* visible = shown(*cell);
  for (const auto& reading : cell->readings) {
    lines.push_back({source_words(request.language, reading.source),
                     said(request.language, reading),
                     stage_words(request.language, reading, *asked.column, asked.worked.table),
                     &reading == visible ? word(request, "plan_work.is_shown") : ""});
  }
  return lines;
}

std::string month_words(int month) {
  const int in_year = month % 100;
  return std::to_string(month / 100) + "-" + (in_year < 10 ? "0" : "") + std::to_string(in_year);
}

SeriesView months_view(const http::Request& request, const figure::Held& held, int fiscal_year,
                       const std::vector<figure::MonthValue>& months) {
  SeriesView view;
  std::vector<output::Point> points;
  std::string sentence;
  for (int i = 0; i < 12; ++i) {
    const int month = i < 9 ? fiscal_year * 100 + 4 + i : (fiscal_year + 1) * 100 + i - 8;
    const auto found = std::ranges::find(months, month, &figure::MonthValue::month);
    const std::int64_t value = found == months.end() ? 0 : found->sum.value;
    output::Point point{std::to_string(month % 100), grouped({value, 1}), output::Value{value, 1}};
    if (!sentence.empty()) sentence += base::words(request.language, "plan.list_comma");
    sentence += month_words(month) + " " + point.words;
    view.values.push_back({month_words(month), point.words + held.definition.unit, "", ""});
    points.push_back(std::move(point));
  }
  view.chart = output::columns(word(request, "plan_work.by_month"), std::move(sentence), points);
  return view;
}

std::string so_far_words(const http::Request& request, const figure::Held& held,
                         const figure::SoFar& so_far) {
  return say(request, "plan_work.so_far_value",
             {{"now", grouped({so_far.this_year.value, 1}) + held.definition.unit},
              {"then", grouped({so_far.last_year.value, 1}) + held.definition.unit},
              {"until", base::iso(so_far.last_until)}});
}

figure::Names names_of(const Worked& worked) {
  figure::Names names;
  for (const auto& programme : worked.owners.programmes)
    names.emplace(programme.key, programme.name);
  return names;
}

FigureLine figure_line(db::Read& tx, const http::Request& request, const AskedCell& asked,
                       const figure::Shown& known, const figure::Held& held, int fiscal_year) {
  const auto& definition = held.definition;
  const auto& rule = known.row_of(held);
  const std::string& code = asked.plan().municipality;
  const auto value_of = [&](figure::Scope scope) {
    const auto table = figure::table(tx, code, held.plan, scope);
    return figure::value_in(table, held, fiscal_year);
  };
  const auto all = value_of(figure::Scope::all);
  const auto sure = value_of(figure::Scope::confirmed);
  FigureLine line;
  line.label = say(request, "plan_work.figure_in_year",
                   {{"figure", definition.label.empty() ? definition.key : definition.label},
                    {"year", std::to_string(fiscal_year)}});
  line.value = figure::with_unit(definition, figure::shown_value(definition, all, rule));
  line.confirmed = figure::with_unit(definition, figure::shown_value(definition, sure, rule));
  line.records = say(request, "plan_work.to_records", {{"count", std::to_string(all.sum.records)}});
  line.url = url_of(request, work_records_path(held.plan, held.row, definition.key, fiscal_year));
  line.how = figure::explain(request.language, rule, definition, names_of(asked.worked));
  const bool is_whole = figure::is_sum(definition.measure) &&
                        definition.measure != figure::Measure::ratio && definition.scale == 1;
  if (is_whole && all.sum.records > 0) {
    line.months.push_back(
        months_view(request, held, fiscal_year,
                    figure::by_month(tx, code, held.id, fiscal_year, figure::Scope::all)));
  }
  const base::Date today = base::japan_date(base::now());
  if (is_whole && base::FiscalYear::containing(today).number() == fiscal_year)
    line.so_far = so_far_words(request, held, figure::so_far(tx, code, held, fiscal_year, today));
  return line;
}

std::vector<OverlapLine> overlap_lines(db::Read& tx, const http::Request& request,
                                       const AskedCell& asked) {
  std::vector<OverlapLine> lines;
  const Plan& plan = asked.plan();
  for (const auto& overlap : figure::overlaps(tx, plan.municipality, plan.slug)) {
    const bool is_one = overlap.one.row == asked.row->key;
    if (!is_one && overlap.other.row != asked.row->key) continue;
    if (std::ranges::find(asked.column->fiscal_years, overlap.fiscal_year) ==
        asked.column->fiscal_years.end())
      continue;
    const auto& other = is_one ? overlap.other : overlap.one;
    const Row* row = find_row(plan, other.row);
    if (row == nullptr) continue;
    lines.push_back(
        {say(request, "plan_work.overlap",
             {{"count", std::to_string(overlap.records)}, {"row", leaf_words(plan, *row)}}),
         url_of(request, work_cell_path(plan.slug, other.row, asked.column->key))});
  }
  return lines;
}

void add_figures(db::Read& tx, const http::Request& request, const AskedCell& asked,
                 WorkCellPage& view) {
  const Plan& plan = asked.plan();
  const auto known = figure::shown(tx, plan.municipality, plan.slug);
  for (const auto& held : known.figures) {
    if (held.row != asked.row->key) continue;
    for (const int year : asked.column->fiscal_years)
      view.figures.push_back(figure_line(tx, request, asked, known, held, year));
  }
  const auto rule = known.rows.find(asked.row->key);
  if (rule != known.rows.end())
    view.composed = figure::explain_cells(request.language, rule->second);
  view.overlaps = overlap_lines(tx, request, asked);
}

std::string printed_place_url(const staff::web::Desk& desk, db::Read& tx,
                              const http::Request& request, const AskedCell& asked) {
  if (desk.printed_places == nullptr) return {};
  for (const auto& place :
       desk.printed_places(tx, asked.plan().municipality, asked.plan().slug, asked.row->key,
                           staff::web::SourceEyes::staff)) {
    if (place.column == asked.column->key) return url_of(request, place.path);
  }
  return {};
}

}  // namespace

http::Response get_work_cell(const staff::web::Desk& desk, const http::Request& request,
                             const staff::web::Visitor& visitor) {
  const auto asked = ask_cell(desk, request, visitor);
  if (!asked) return staff::web::refused(request, visitor.visit, asked.error());
  const Plan& plan = asked->plan();
  const CellPlace place = asked->place();
  visitor.looked = {"cell", plan.slug + "/" + place.row + "/" + place.column, {}};
  WorkCellPage view;
  view.row = leaf_words(plan, *asked->row);
  view.column = asked->column->header;
  view.table_url = url_of(request, work_table_path(plan.slug));
  view.page = staff::web::frame(request, visitor.visit, view.row + " " + view.column,
                                {{plan.title, view.table_url, true}});
  const Cell* cell = find_cell(*asked->row, place.column);
  const Reading* visible = cell == nullptr ? nullptr : shown(*cell);
  view.shown = visible == nullptr ? word(request, "plan_work.nothing_yet")
                                  : said(request.language, *visible);
  if (const auto reason = asked->worked.table.reasons.find(place);
      reason != asked->worked.table.reasons.end())
    view.reason = reason->second;
  view.readings = reading_lines(request, *asked);
  view.differences = difference_lines(request.language, asked->worked.table, place);
  view.why = why_words(request.language, asked->worked.table, place);
  if (const auto computed = asked->worked.table.computed.find(place);
      computed != asked->worked.table.computed.end() &&
      computed->second.singles_percent.value_or(100) < 100) {
    view.singles = say(request, "plan.computed_singles_told",
                       {{"percent", std::to_string(*computed->second.singles_percent) + "%"}});
  }
  desk.database.read([&](db::Read& tx) {
    add_figures(tx, request, *asked, view);
    view.printed_place_url = printed_place_url(desk, tx, request, *asked);
    return 0;
  });
  return staff::web::page(pages::work_cell(view, request.language));
}

}  // namespace plan::web
