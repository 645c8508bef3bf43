// All samples, the form that draws one, and what waits for an auditor on the start page.
#include "sampling/sampling_web.h"

#include <array>
#include <charconv>

#include "base/japanese_text.h"
#include "base/yen.h"
#include "figure/facts_reading.h"
#include "http/page_frame.h"
#include "plan/cell_words.h"
#include "plan/plan_service.h"
#include "plan/work_web.h"
#include "sampling/sampling_view.h"
#include "sampling/sampling_words.h"
#include "ui/sampling/draw.h"
#include "ui/sampling/samples.h"

namespace sampling::web {

using staff::Deed;
using staff::FieldKind;
using staff::web::Desk;
using staff::web::Forms;
using staff::web::say;
using staff::web::Shows;
using staff::web::StaffRoute;
using staff::web::Tried;
using staff::web::Visitor;
using staff::web::word;

std::string sample_path(std::int64_t sample) {
  return std::string(kPath) + "/" + std::to_string(sample);
}

std::string item_path(std::int64_t sample, int item) {
  return sample_path(sample) + "/items/" + std::to_string(item);
}

std::int64_t number_in(const std::string& text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end ? number : 0;
}

std::string command_of(const http::Request& request) {
  const auto typed = request.typed(staff::web::kCommand);
  return typed && !typed->empty() ? *typed + "/deed" : std::string();
}

std::string done_words(const http::Request& request) {
  const std::string key = "sampling_pages.done_" + request.parameter("done").value_or("");
  return base::has_words(key) ? word(request, key) : std::string();
}

http::PageFrame frame(const http::Request& request, const Visitor& visitor, std::string title,
                      std::vector<http::Link> crumbs) {
  crumbs.insert(crumbs.begin(), {word(request, "sampling_pages.samples_title"),
                                 http::address(request.language, kPath), true});
  return staff::web::frame(request, visitor.visit, std::move(title), std::move(crumbs));
}

namespace {

std::string of_words(const http::Request& request, const Sample& one) {
  return say(request, "sampling_pages.of",
             {{"plan", one.plan},
              {"row", one.row},
              {"figure", one.figure},
              {"year", std::to_string(one.fiscal_year)}});
}

std::string state_words(const http::Request& request, bool is_concluded) {
  return word(request, is_concluded ? "sampling_pages.is_concluded" : "sampling_pages.is_open");
}

}  // namespace

http::Response get_samples(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  visitor.looked = {"samples", "", {}};
  SamplesPage view;
  view.page =
      staff::web::frame(request, visitor.visit, word(request, "sampling_pages.samples_title"));
  view.plans_url = http::address(request.language, "/staff");
  desk.database.read([&](db::Read& tx) {
    for (const Line& line : samples(tx, visitor.visit.who.municipality)) {
      const Sample& one = line.sample;
      visitor.looked.ids.push_back(std::to_string(one.sample));
      view.samples.push_back({one.title, http::address(request.language, sample_path(one.sample)),
                              of_words(request, one),
                              say(request, "sampling_pages.size_of",
                                  {{"size", std::to_string(one.size)},
                                   {"population", base::with_thousands(one.population)}}),
                              progress_words(request, line.tally),
                              state_words(request, line.is_concluded)});
    }
    return 0;
  });
  return staff::web::page(pages::samples(view, request.language));
}

// ---- drawing

namespace {

base::Result<Source> source_in(const http::Request& request) {
  const auto year = figure::whole_number("year", request.capture("year"));
  if (!year || !base::FiscalYear::of(static_cast<int>(*year)))
    return base::refuse(plan::year_outside, {{"year", request.capture("year")}});
  const std::string row = request.capture("row");
  return Source{request.capture("slug"), row == "-" ? "" : row, request.capture("figure"),
                static_cast<int>(*year), false};
}

std::vector<staff::Option> method_options(const http::Request& request) {
  std::vector<staff::Option> options;
  for (const Method method : kMethods)
    options.push_back({std::string(in_db(method)), method_words(request, method), false});
  return options;
}

staff::FormView draw_form(const Forms& forms, const std::string& path) {
  const http::Request& request = forms.request;
  staff::FormView form = staff::web::begin_form(forms, "draw", path, "sampling_pages.draw_button");
  form.hint = word(request, "sampling_pages.draw_hint");
  staff::web::add(forms, form, FieldKind::text, {.name = "title", .required = true});
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "scope",
                   .required = true,
                   .options = {{"all", word(request, "sampling.scope_all"), false},
                               {"confirmed", word(request, "sampling.scope_confirmed"), false}}});
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "method", .required = true, .options = method_options(request)});
  staff::web::add(forms, form, FieldKind::text,
                  {.name = "size", .required = true, .is_number = true});
  staff::web::add(forms, form, FieldKind::text,
                  {.name = "seed", .required = true, .is_number = true});
  return form;
}

http::Response draw_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                         const Tried& tried) {
  const auto source = source_in(request);
  if (!source) return staff::web::refused(request, visitor.visit, source.error());
  const std::string& code = visitor.visit.who.municipality;
  visitor.looked = {"figure", source->plan + "/" + source->row + "/" + source->figure, {}};
  const Forms forms{request, &visitor.visit, tried, kWords};
  DrawPage view;
  const auto found = desk.database.read([&](db::Read& tx) -> base::Result<void> {
    const auto size = size_of(tx, code, *source);
    if (!size) return std::unexpected(size.error());
    const auto plan = plan::open(tx, visitor.actor, source->plan);
    if (!plan) return std::unexpected(plan.error());
    const auto* row = plan::find_row(plan->plan, source->row);
    view.heading = word(request, "sampling_pages.draw_title");
    const auto& definition = size->figure.definition;
    view.lead =
        say(request, "sampling_pages.draw_lead",
            {{"row", row == nullptr ? plan->plan.title : plan::leaf_words(plan->plan, *row)},
             {"figure", definition.label.empty() ? definition.key : definition.label},
             {"year", std::to_string(source->fiscal_year)},
             {"count", base::with_thousands(size->records)}});
    return {};
  });
  if (!found) return staff::web::refused(request, visitor.visit, found.error());
  view.page = frame(request, visitor, view.heading);
  view.problems = staff::web::problems(forms);
  view.records_url = http::address(
      request.language,
      plan::web::work_records_path(source->plan, source->row, source->figure, source->fiscal_year));
  view.forms.push_back(draw_form(
      forms,
      plan::web::work_sample_path(source->plan, source->row, source->figure, source->fiscal_year)));
  return staff::web::page(pages::draw(view, request.language), tried.status);
}

std::string_view field_of(std::string_view code) {
  if (code == title_missing.code || code == title_unusable.code ||
      code == figure::mark_name_unusable.code)
    return "title";
  if (code == seed_unusable.code) return "seed";
  if (code == size_out_of_range.code || code == size_over_population.code) return "size";
  if (code == unknown_method.code) return "method";
  return "";
}

}  // namespace

http::Response get_draw(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return draw_page(desk, request, visitor, {});
}

http::Response post_draw(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto source = source_in(request);
  if (!source) return staff::web::refused(request, visitor.visit, source.error());
  staff::web::FormReading typed(request, "draw", kWords);
  NewSample wanted{.source = *source};
  wanted.title = typed.needed("title");
  wanted.source.confirmed_only = typed.text("scope") == "confirmed";
  const auto method = method_from(typed.text("method"));
  wanted.size = static_cast<int>(std::min<std::int64_t>(
      number_in(base::fold_width(typed.needed("size"))), kSizeMax + std::int64_t{1}));
  wanted.seed = typed.needed("seed");
  if (!typed.ok()) return draw_page(desk, request, visitor, typed.tried());
  const auto refused = [&](const base::Refusal& refusal) {
    return draw_page(desk, request, visitor,
                     staff::web::tried(request, "draw", refusal, field_of(refusal.code)));
  };
  if (!method)
    return refused(base::refuse(unknown_method, {{"method", typed.text("method")}}).error());
  wanted.method = *method;
  const auto drawn = draw(visitor.actor, desk.database, wanted, command_of(request));
  if (!drawn) return refused(drawn.error());
  return staff::web::done(request, sample_path(drawn->sample), "drawn");
}

// ---- the table of contents

namespace {

#define FIGURE "/staff/plans/{slug}/rows/{row}/figures/{figure}/{year}/sample"
#define SAMPLE "/staff/samples/{sample}"
// clang-format off
constexpr std::array kRoutes = {
    StaffRoute{"GET",  "/staff/samples",          Deed::mark_history, get_samples,        Shows::work},
    StaffRoute{"GET",  FIGURE,                    Deed::mark_history, get_draw,           Shows::work},
    StaffRoute{"POST", FIGURE,                    Deed::mark_history, post_draw},
    StaffRoute{"GET",  SAMPLE,                    Deed::mark_history, get_sample,         Shows::people},
    StaffRoute{"POST", SAMPLE "/conclusion",      Deed::mark_history, post_conclusion},
    StaffRoute{"POST", SAMPLE "/reopening",       Deed::mark_history, post_reopening},
    StaffRoute{"GET",  SAMPLE "/items/{item}",    Deed::mark_history, get_item,           Shows::people},
    StaffRoute{"POST", SAMPLE "/items/{item}",    Deed::mark_history, post_finding},
    StaffRoute{"GET",  SAMPLE "/paper.pdf",       Deed::mark_history, get_paper_pdf,      Shows::people},
    StaffRoute{"GET",  SAMPLE "/paper.xlsx",      Deed::mark_history, get_paper_xlsx,     Shows::people},
    StaffRoute{"GET",  SAMPLE "/paper.csv",       Deed::mark_history, get_paper_csv,      Shows::people},
    StaffRoute{"GET",  SAMPLE "/population.csv",  Deed::mark_history, get_population_csv, Shows::work},
};
// clang-format on
#undef FIGURE
#undef SAMPLE

}  // namespace

std::span<const StaffRoute> staff_routes() {
  return kRoutes;
}

std::vector<staff::StartSection> start_part(const Desk& desk, const http::Request& request,
                                            const staff::Visit& visit) {
  const staff::Who& who = visit.who;
  if (!staff::may(who, Deed::mark_history, {who.municipality, who.body})) return {};
  staff::StartSection part{word(request, "sampling_pages.samples_title"), {}};
  const auto lines =
      desk.database.read([&](db::Read& tx) { return samples(tx, who.municipality); });
  for (const Line& line : lines) {
    if (line.is_concluded || line.sample.drawn_by != who.person) continue;
    part.lines.push_back({line.sample.title,
                          http::address(request.language, sample_path(line.sample.sample)),
                          progress_words(request, line.tally), staff::StartKind::waiting});
  }
  part.lines.push_back({word(request, "sampling_pages.start_all"),
                        http::address(request.language, kPath),
                        word(request, "sampling_pages.start_all_about")});
  return {part};
}

}  // namespace sampling::web
