// Pages of what open_figures puts together. A value that is kept back has no height in a drawing.
#include "plan/open_figures_web.h"

#include <charconv>

#include "base/instant.h"
#include "base/json_text.h"
#include "figure/moved.h"
#include "http/page_frame.h"
#include "http/request.h"
#include "plan/open_figures.h"
#include "plan/open_figures_view.h"
#include "plan/plan_words.h"
#include "plan/released_words.h"
#include "ui/plan/open_figure.h"
#include "ui/plan/open_figures.h"

namespace plan::web {
namespace {

using base::Language;
using base::say;

std::string word(Language language, std::string_view key) {
  return std::string(base::words(language, key));
}

std::string figure_url(Language language, std::string_view slug, const OpenFigure& figure) {
  return http::address(
      language, http::encode_path("/plans/" + std::string(slug) + "/rows/" + figure.line->key +
                                  "/figures/" + figure.definition().key));
}

std::string with_unit(const OpenFigure& figure, const OpenValue& value) {
  if (value.hidden) return value.text;
  return figure::with_unit(figure.definition(), value.text);
}

OpenRowView row_view(Language language, const OpenFigures& open, const OpenFigure& first) {
  OpenRowView view;
  const Plan& plan = open.opened.plan;
  const Row& programme = programme_row(plan, *first.line);
  view.anchor = "row-" + first.line->key;
  view.number = programme.number.value_or("");
  view.title = first.line->title;
  view.url = row_url(language, plan.slug, programme.key);
  view.released = released_sentence(language, *first.row);
  return view;
}

std::vector<FactView> correction_facts(Language language, const OpenFigures& open,
                                       const OpenFigure* only) {
  std::vector<FactView> facts;
  for (const auto& one : open.corrections) {
    if (only != nullptr && (one.row != only->line->key || one.figure != only->definition().key))
      continue;
    facts.push_back(correction_fact(language, *open.opened.released, one));
  }
  return facts;
}

output::Point point_of(std::string label, const OpenFigure& figure, const OpenValue& value) {
  output::Point point{.label = std::move(label), .words = with_unit(figure, value), .value = {}};
  if (!value.number.empty()) {
    std::int64_t number = 0;
    std::from_chars(value.number.data(), value.number.data() + value.number.size(), number);
    point.value = output::Value{number, 1};
  }
  return point;
}

// Drawn, and the same in a table.
SeriesView series(Language language, std::string title, std::vector<output::Point> points) {
  SeriesView view;
  std::string sentence;
  for (const output::Point& point : points) {
    if (!sentence.empty()) sentence += word(language, "plan.list_comma");
    sentence += point.label + " " + point.words;
    view.values.push_back({point.label, point.words, "", ""});
  }
  view.chart = output::columns(std::move(title), std::move(sentence), points);
  return view;
}

std::string month_label(Language language, int month) {
  return say(language, "release_pages.month", {{"month", std::to_string(month % 100)}});
}

OpenYearView year_view(Language language, const OpenFigure& figure, const OpenYear& year) {
  OpenYearView view;
  view.title = years_words(language, {year.fiscal_year});
  view.value = with_unit(figure, year.value);
  if (year.known)
    view.known =
        say(language, "release_pages.known_at", {{"at", moment_words(language, *year.known)}});
  if (year.months.empty()) return view;
  std::vector<output::Point> points;
  for (const OpenMonth& month : year.months)
    points.push_back(point_of(month_label(language, month.month), figure, month.value));
  view.months.push_back(series(language, word(language, "release_pages.by_month"), points));
  return view;
}

http::Response file(const OpenFigures& open, std::string body, std::string content_type,
                    const std::string& name) {
  http::Response response;
  response.content_type = std::move(content_type);
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
  response.body = std::move(body);
  response.changed_at = open.opened.changed_at;
  return response;
}

base::Result<OpenFigures> asked(db::Database& database, const http::Request& request) {
  return open_figures(base::Actor::visitor(), database, request.capture("slug"), request.language);
}

std::unexpected<base::Refusal> unknown(const http::Request& request) {
  return base::refuse(unknown_open_figure,
                      {{"row", request.capture("row")}, {"figure", request.capture("figure")}});
}

// The first year of which anything is told.
std::string since_words(Language language, const OpenFigure& figure) {
  if (figure.years.empty()) return word(language, "release_pages.since_nothing");
  return say(language, "release_pages.since",
             {{"year", years_words(language, {figure.years.front().fiscal_year})}});
}

}  // namespace

http::Response get_figures(db::Database& database, const http::Request& request) {
  const auto language = request.language;
  const auto open = asked(database, request);
  if (!open) return http::refused(open.error());
  const Plan& plan = open->opened.plan;
  OpenFiguresPage view;
  view.page = http::page_frame(request, word(language, "release_pages.figures_title"),
                               {{plan.title, plan_url(language, plan.slug)}});
  view.municipality = open->opened.municipality.name;
  view.plan_title = plan.title;
  view.plan_url = plan_url(language, plan.slug);
  for (const OpenFigure& one : open->figures) {
    if (view.rows.empty() || view.rows.back().anchor != "row-" + one.line->key)
      view.rows.push_back(row_view(language, *open, one));
    OpenFigureLine line{one.label, figure_url(language, plan.slug, one), {}};
    for (const OpenYear& year : one.years)
      line.years.push_back(
          {years_words(language, {year.fiscal_year}), with_unit(one, year.value), "", ""});
    view.rows.back().figures.push_back(std::move(line));
  }
  if (open->opened.released) {
    view.withdrawn = withdrawn_sentences(language, *open->opened.released);
    view.corrections = correction_facts(language, *open, nullptr);
  }
  if (open->has_hidden()) view.legend = word(language, "release_pages.legend");
  if (!view.rows.empty()) {
    view.files = figure_files(language, plan.slug);
  }
  return {.body = pages::open_figures(view, language)};
}

std::vector<FileView> figure_files(Language language, std::string_view slug) {
  return {{http::address(language, figures_path(slug) + ".csv"),
           word(language, "release_pages.file_csv")},
          {"/api/v1" + figures_path(slug), word(language, "release_pages.file_json")}};
}

http::Response get_figures_csv(db::Database& database, const http::Request& request) {
  const auto open = asked(database, request);
  if (!open) return http::refused(open.error());
  return file(*open, output::csv(figures_sheet(*open)), "text/csv; charset=utf-8",
              open->opened.plan.slug + "-figures.csv");
}

http::Response get_figure(db::Database& database, const http::Request& request) {
  const auto language = request.language;
  const auto open = asked(database, request);
  if (!open) return http::refused(open.error());
  const OpenFigure* figure = open->find(request.capture("row"), request.capture("figure"));
  if (figure == nullptr) return http::refused(unknown(request).error());
  const Plan& plan = open->opened.plan;
  OpenFigurePage view;
  const std::string title = number_and_title(*figure->line) + "　" + figure->label;
  view.page = http::page_frame(request, title,
                               {{plan.title, plan_url(language, plan.slug)},
                                {word(language, "release_pages.figures_title"),
                                 http::address(language, figures_path(plan.slug)), true}});
  view.municipality = open->opened.municipality.name;
  view.plan_title = plan.title;
  view.plan_url = plan_url(language, plan.slug);
  view.row = number_and_title(*figure->line);
  view.row_url = row_url(language, plan.slug, programme_row(plan, *figure->line).key);
  view.label = figure->label;
  view.released = released_sentence(language, *figure->row);
  view.since = since_words(language, *figure);
  view.counted = figure->counted;
  std::vector<output::Point> points;
  for (const OpenYear& year : figure->years)
    points.push_back(point_of(years_words(language, {year.fiscal_year}), *figure, year.value));
  if (points.size() > 1)
    view.years.push_back(series(language, word(language, "release_pages.by_year"), points));
  for (const OpenYear& year : figure->years)
    view.each_year.push_back(year_view(language, *figure, year));
  view.corrections = correction_facts(language, *open, figure);
  if (open->has_hidden()) view.legend = word(language, "release_pages.legend");
  view.json_url = http::encode_path("/api/v1/plans/" + plan.slug + "/rows/" + figure->line->key +
                                    "/figures/" + figure->definition().key);
  view.all_url = http::address(language, figures_path(plan.slug));
  return {.body = pages::open_figure(view, language)};
}

namespace {

constexpr std::string_view kFileType = "https://www.iana.org/assignments/media-types/";

void write_distribution(base::JsonWriter& json, std::string_view title, const std::string& address,
                        std::string_view type) {
  json.begin_object().field("@type", "dcat:Distribution").field("dct:title", title);
  json.field("dcat:downloadURL", address);
  json.field("dcat:mediaType", std::string(kFileType) + std::string(type)).end_object();
}

void write_dataset(base::JsonWriter& json, db::Database& database, Language language,
                   const Listed& listed) {
  const auto& slug = listed.summary.slug;
  const auto opened = open(base::Actor::visitor(), database, slug);
  if (!opened) return;
  json.begin_object().field("@type", "dcat:Dataset").field("@id", "/plans/" + slug);
  json.field("dct:title", listed.summary.title + " " + listed.summary.period.printed);
  json.field("dct:publisher", listed.municipality.name);
  json.field("dct:modified", base::iso_japan(opened->changed_at));
  json.field("dcat:landingPage", plan_url(language, slug));
  json.key("dcat:distribution").begin_array();
  if (listed.summary.rows > 0)
    write_distribution(json, "table-long.csv", "/plans/" + slug + "/table-long.csv", "text/csv");
  write_distribution(json, "plan.json", "/api/v1/plans/" + slug, "application/json");
  if (listed.has_figures) {
    write_distribution(json, "figures.csv", figures_path(slug) + ".csv", "text/csv");
    write_distribution(json, "figures.json", "/api/v1" + figures_path(slug), "application/json");
  }
  json.end_array().end_object();
}

}  // namespace

http::Response get_catalog(db::Database& database, const http::Request& request) {
  base::JsonWriter json;
  json.begin_object().key("@context").begin_object();
  json.field("dcat", "http://www.w3.org/ns/dcat#").field("dct", "http://purl.org/dc/terms/");
  json.end_object();
  json.field("@type", "dcat:Catalog").field("@id", "/open-data");
  json.field("dct:title", word(request.language, "plan_pages.open_data_title"));
  json.key("dcat:dataset").begin_array();
  for (const Listed& listed : list(base::Actor::visitor(), database))
    write_dataset(json, database, request.language, listed);
  json.end_array().end_object();
  return {.content_type = "application/ld+json", .body = json.take()};
}

}  // namespace plan::web

namespace plan::api {

http::Response get_open_figures(db::Database& database, const http::Request& request) {
  const auto open = web::asked(database, request);
  if (!open) return http::refused(open.error());
  return http::json(200, figures_json(*open));
}

http::Response get_open_figure(db::Database& database, const http::Request& request) {
  const auto open = web::asked(database, request);
  if (!open) return http::refused(open.error());
  const OpenFigure* figure = open->find(request.capture("row"), request.capture("figure"));
  if (figure == nullptr) return http::refused(web::unknown(request).error());
  return http::json(200, figure_json(*open, *figure));
}

}  // namespace plan::api
