// One sample: its cover, its records, what is said in the end, and the working paper to take away.
#include <algorithm>

#include "base/yen.h"
#include "output/pdf.h"
#include "output/sheet.h"
#include "sampling/sampling_sheet.h"
#include "sampling/sampling_view.h"
#include "sampling/sampling_web.h"
#include "sampling/sampling_words.h"
#include "ui/sampling/sample.h"

namespace sampling::web {
namespace {

using staff::FieldKind;
using staff::web::Desk;
using staff::web::Forms;
using staff::web::say;
using staff::web::Tried;
using staff::web::Visitor;
using staff::web::word;

constexpr std::string_view kWorkbook =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

base::Result<Told> asked(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const std::int64_t sample = number_in(request.capture("sample"));
  auto all = desk.database.read(
      [&](db::Read& tx) { return told(tx, request, visitor.visit.who.municipality, sample); });
  if (!all) return all;
  visitor.looked = {std::string(kSubject), std::to_string(sample), {}};
  for (const Item& item : all->opened.items)
    visitor.looked.ids.push_back(std::to_string(item.record));
  return all;
}

ItemLine item_line(const http::Request& request, const Told& all, const ToldItem& one) {
  return {std::to_string(one.item.number),
          http::address(request.language, item_path(all.opened.sample.sample, one.item.number)),
          one.day + " " + one.what,
          one.stratum,
          one.adds,
          one.since,
          one.verdict.empty() ? word(request, "sampling.not_seen_yet") : one.verdict,
          one.item.finding ? one.item.finding->note : std::string()};
}

staff::FormView end_form(const Forms& forms, const Told& all) {
  const std::string path = sample_path(all.opened.sample.sample);
  const bool is_concluded = all.opened.is_concluded();
  staff::FormView form = is_concluded
                             ? staff::web::begin_form(forms, "reopen", path + "/reopening",
                                                      "sampling_pages.reopen_button")
                             : staff::web::begin_form(forms, "conclude", path + "/conclusion",
                                                      "sampling_pages.conclude_button");
  form.quiet = is_concluded;
  form.title = word(forms.request,
                    is_concluded ? "sampling_pages.reopen_title" : "sampling_pages.conclude_title");
  form.hint = word(forms.request,
                   is_concluded ? "sampling_pages.reopen_hint" : "sampling_pages.conclude_hint");
  staff::web::add(forms, form, FieldKind::lines,
                  {.name = is_concluded ? "reason" : "conclusion", .required = true});
  return form;
}

std::string redraw_command(const Sample& sample) {
  std::string command = "nigiwai audit redraw population.csv --seed " + sample.seed + " --size " +
                        std::to_string(sample.size);
  if (sample.method != Method::simple) command += " --stratified";
  return command;
}

http::Response sample_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                           const Tried& tried) {
  const auto all = asked(desk, request, visitor);
  if (!all) return staff::web::refused(request, visitor.visit, all.error());
  const Sample& sample = all->opened.sample;
  const Forms forms{request, &visitor.visit, tried, kWords};
  SamplePage view;
  view.title = sample.title;
  view.page = frame(request, visitor, sample.title);
  view.done = done_words(request);
  view.problems = staff::web::problems(forms);
  view.progress = progress_words(request, tally(all->opened.items));
  view.state = word(request, all->opened.is_concluded() ? "sampling_pages.is_concluded"
                                                        : "sampling_pages.is_open");
  const auto open_item = std::ranges::find_if(
      all->opened.items, [](const Item& item) { return !item.finding.has_value(); });
  if (open_item != all->opened.items.end() && !all->opened.is_concluded())
    view.next_url = http::address(request.language, item_path(sample.sample, open_item->number));
  for (const Fact& fact : cover(request, *all)) view.facts.push_back({fact.label, fact.value});
  if (sample.method != Method::simple)
    for (const Stratum& one : all->opened.strata)
      view.strata.push_back({all->strata.at(one.name), base::with_thousands(one.population),
                             std::to_string(one.size)});
  for (const ToldItem& one : all->items) view.items.push_back(item_line(request, *all, one));
  for (const Conclusion& one : all->opened.conclusions)
    view.said.push_back(
        {word(request, one.is_concluded ? "sampling.concluded" : "sampling.reopened") + " " +
             staff::web::moment_words(request, one.recorded_at),
         one.text});
  view.redraw = how_to_redraw(request, sample);
  view.redraw_command = redraw_command(sample);
  const std::string path = http::address(request.language, sample_path(sample.sample));
  view.files = {{word(request, "sampling_pages.paper_pdf"), path + "/paper.pdf", true},
                {word(request, "sampling_pages.paper_xlsx"), path + "/paper.xlsx", true},
                {word(request, "sampling_pages.paper_csv"), path + "/paper.csv", true},
                {word(request, "sampling_pages.population_csv"), path + "/population.csv", true}};
  view.forms.push_back(end_form(forms, *all));
  return staff::web::page(pages::sample(view, request.language), tried.status);
}

http::Response ended(const Desk& desk, const http::Request& request, const Visitor& visitor,
                     std::string_view form, const std::string& field,
                     base::Result<void> (*deed)(const base::Actor&, db::Database&, std::int64_t,
                                                std::string_view, std::string_view)) {
  staff::web::FormReading typed(request, form, kWords);
  const std::string text = typed.lines(field);
  if (!typed.ok()) return sample_page(desk, request, visitor, typed.tried());
  const std::int64_t sample = number_in(request.capture("sample"));
  const auto done = deed(visitor.actor, desk.database, sample, text, command_of(request));
  if (!done && done.error().http_status == 404)
    return staff::web::refused(request, visitor.visit, done.error());
  if (!done)
    return sample_page(desk, request, visitor,
                       staff::web::tried(request, form, done.error(), field));
  return staff::web::done(request, sample_path(sample), form);
}

http::Response file(std::string bytes, std::string_view type, const std::string& name) {
  http::Response response = staff::web::page(std::move(bytes));
  response.content_type = type;
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return response;
}

std::string file_name(const Sample& sample, std::string_view ending) {
  return "audit-" + sample.plan + "-" + std::to_string(sample.sample) + std::string(ending);
}

}  // namespace

http::Response get_sample(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return sample_page(desk, request, visitor, {});
}

http::Response post_conclusion(const Desk& desk, const http::Request& request,
                               const Visitor& visitor) {
  return ended(desk, request, visitor, "conclude", "conclusion", conclude);
}

http::Response post_reopening(const Desk& desk, const http::Request& request,
                              const Visitor& visitor) {
  return ended(desk, request, visitor, "reopen", "reason", reopen);
}

http::Response get_paper_pdf(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  const auto all = asked(desk, request, visitor);
  if (!all) return staff::web::refused(request, visitor.visit, all.error());
  auto bytes = output::pdf(table_of(request, *all), {.paper = output::Paper::a4});
  if (!bytes) return staff::web::refused(request, visitor.visit, bytes.error());
  return file(*std::move(bytes), "application/pdf", file_name(all->opened.sample, ".pdf"));
}

http::Response get_paper_xlsx(const Desk& desk, const http::Request& request,
                              const Visitor& visitor) {
  const auto all = asked(desk, request, visitor);
  if (!all) return staff::web::refused(request, visitor.visit, all.error());
  return file(output::xlsx(workbook_of(request, *all)), kWorkbook,
              file_name(all->opened.sample, ".xlsx"));
}

http::Response get_paper_csv(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  const auto all = asked(desk, request, visitor);
  if (!all) return staff::web::refused(request, visitor.visit, all.error());
  return file(output::csv(sheet_of(request, *all)), "text/csv; charset=utf-8",
              file_name(all->opened.sample, ".csv"));
}

http::Response get_population_csv(const Desk& desk, const http::Request& request,
                                  const Visitor& visitor) {
  const auto all = asked(desk, request, visitor);
  if (!all) return staff::web::refused(request, visitor.visit, all.error());
  const auto list =
      desk.database.read([&](db::Read& tx) { return population(tx, all->opened.sample); });
  if (!list) return staff::web::refused(request, visitor.visit, list.error());
  return file(output::csv(population_sheet(request, *all, *list)), "text/csv; charset=utf-8",
              file_name(all->opened.sample, "-population.csv"));
}

}  // namespace sampling::web
