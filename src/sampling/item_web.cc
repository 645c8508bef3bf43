// One sampled record with everything that stands behind it, and the form in which the auditor says
// what was found. What is shown is what the record's own page shows; nothing can be changed here.
#include <algorithm>

#include "figure/moved.h"
#include "http/page_frame.h"
#include "plan/work_web.h"
#include "sampling/sampling_view.h"
#include "sampling/sampling_web.h"
#include "sampling/sampling_words.h"
#include "staff/account.h"
#include "ui/sampling/item.h"

namespace sampling::web {
namespace {

using staff::FieldKind;
using staff::web::Desk;
using staff::web::Forms;
using staff::web::say;
using staff::web::Tried;
using staff::web::Visitor;
using staff::web::word;

constexpr std::string_view kForm = "finding";
constexpr std::string_view kSeen = "seen[]";

struct Asked {
  Opened opened;
  Item item;
  std::vector<Finding> findings;
  figure::Definition definition;
};

base::Result<Asked> asked_of(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  const std::string& code = visitor.visit.who.municipality;
  const std::int64_t sample = number_in(request.capture("sample"));
  const std::int64_t number = number_in(request.capture("item"));
  return desk.database.read([&](db::Read& tx) -> base::Result<Asked> {
    auto opened = open(tx, code, sample);
    if (!opened) return std::unexpected(opened.error());
    const auto item = std::ranges::find(opened->items, number, &Item::number);
    if (item == opened->items.end())
      return base::refuse(unknown_item, {{"item", request.capture("item")}});
    const Sample& one = opened->sample;
    const auto held = figure::find(tx, code, one.plan, one.row, one.figure, one.mark);
    if (!held) return std::unexpected(held.error());
    auto all = findings(tx, code, sample, item->number);
    const Item found = *item;
    return Asked{*std::move(opened), found, std::move(all), held->definition};
  });
}

std::vector<Evidence> sent_seen(const http::Request& request) {
  std::vector<Evidence> seen;
  for (const auto& [name, value] : request.form)
    if (name == kSeen)
      if (const auto one = evidence_from(value)) seen.push_back(*one);
  return seen;
}

void add_form(const Forms& forms, const Asked& asked, ItemPage& view) {
  const http::Request& request = forms.request;
  const std::optional<Finding>& last = asked.item.finding;
  const bool is_tried = forms.tried.form == kForm;
  staff::FormView form =
      staff::web::begin_form(forms, kForm, item_path(asked.opened.sample.sample, asked.item.number),
                             "sampling_pages.finding_button");
  form.title = word(request, "sampling_pages.finding_title");
  std::vector<staff::Option> verdicts = {
      {"", word(request, "sampling_pages.choose_verdict"), false}};
  for (const Verdict verdict : {Verdict::verified, Verdict::exception})
    verdicts.push_back({std::string(in_db(verdict)), verdict_words(request, verdict),
                        last.has_value() && last->verdict == verdict});
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "verdict", .required = true, .options = std::move(verdicts)});
  staff::web::add(forms, form, FieldKind::lines,
                  {.name = "note", .value = last ? last->note : std::string()});
  const std::vector<Evidence> chosen =
      is_tried ? sent_seen(request) : (last ? last->seen : std::vector<Evidence>{});
  for (const Evidence one : kEvidence)
    view.seen.push_back({std::string(in_db(one)), evidence_words(request, std::array{one}),
                         std::ranges::find(chosen, one) != chosen.end()});
  for (const staff::web::Wrong& wrong : forms.tried.wrong)
    if (wrong.field == "seen") view.seen_error = wrong.sentence;
  view.form.push_back(std::move(form));
}

http::Response item_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                         const Tried& tried) {
  const auto asked = asked_of(desk, request, visitor);
  if (!asked) return staff::web::refused(request, visitor.visit, asked.error());
  const Sample& sample = asked->opened.sample;
  const Item& item = asked->item;
  auto shown = plan::web::shown_record(desk, request, visitor, record::RecordId{item.record});
  if (!shown) return staff::web::refused(request, visitor.visit, shown.error());
  visitor.looked = {"record", std::to_string(item.record), {}};
  const Forms forms{request, &visitor.visit, tried, kWords};
  const int in_all = static_cast<int>(asked->opened.items.size());
  ItemPage view;
  view.heading = say(request, "sampling_pages.item_title",
                     {{"item", std::to_string(item.number)}, {"all", std::to_string(in_all)}});
  view.sample_url = http::address(request.language, sample_path(sample.sample));
  view.page = frame(request, visitor, view.heading);
  view.done = done_words(request);
  view.problems = staff::web::problems(forms);
  const std::string adds = adds_words(asked->definition, item.adds);
  view.lead =
      say(request, adds.empty() ? "sampling_pages.item_lead" : "sampling_pages.item_lead_adds",
          {{"record", std::to_string(item.record)}, {"adds", adds}});
  if (shown->deeds.taken_back)
    view.since =
        say(request,
            shown->deeds.taken_back->at > sample.mark ? "sampling_pages.taken_back_later"
                                                      : "sampling_pages.taken_back_unconfirmed",
            {{"at", staff::web::moment_words(request, shown->deeds.taken_back->at)}});
  view.record_url = http::address(request.language, plan::web::work_record_path(item.record));
  const auto neighbour = [&](int number) {
    return number < 1 || number > in_all
               ? std::string()
               : http::address(request.language, item_path(sample.sample, number));
  };
  view.earlier_url = neighbour(item.number - 1);
  view.later_url = neighbour(item.number + 1);
  view.record = std::move(shown->view);
  desk.database.read([&](db::Read& tx) {
    for (const Finding& one : asked->findings) {
      const auto person = staff::person(tx, visitor.visit.who.municipality, one.person);
      view.findings.push_back({verdict_words(request, one.verdict),
                               evidence_words(request, one.seen), one.note,
                               staff::web::moment_words(request, one.recorded_at) + " " +
                                   (person ? person->name : std::to_string(one.person))});
    }
    return 0;
  });
  if (!asked->opened.is_concluded()) add_form(forms, *asked, view);
  return staff::web::page(pages::item(view, request.language), tried.status);
}

std::string_view field_of(std::string_view code) {
  if (code == unknown_verdict.code) return "verdict";
  if (code == nothing_seen.code) return "seen";
  if (code == exception_without_reason.code || code == note_too_long.code) return "note";
  return "";
}

// The next one that nobody has looked at, else the sample.
std::string next_path(const Desk& desk, const Visitor& visitor, std::int64_t sample) {
  const auto opened = desk.database.read(
      [&](db::Read& tx) { return open(tx, visitor.visit.who.municipality, sample); });
  if (opened)
    for (const Item& item : opened->items)
      if (!item.finding) return item_path(sample, item.number);
  return sample_path(sample);
}

}  // namespace

http::Response get_item(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return item_page(desk, request, visitor, {});
}

http::Response post_finding(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  staff::web::FormReading typed(request, kForm, kWords);
  NewFinding finding;
  finding.verdict = verdict_from(typed.text("verdict"));
  finding.seen = sent_seen(request);
  finding.note = typed.maybe_lines("note");
  if (!typed.ok()) return item_page(desk, request, visitor, typed.tried());
  const std::int64_t sample = number_in(request.capture("sample"));
  const auto done =
      note_finding(visitor.actor, desk.database, sample,
                   static_cast<int>(std::min<std::int64_t>(number_in(request.capture("item")),
                                                           kSizeMax + std::int64_t{1})),
                   finding, command_of(request));
  if (!done && done.error().http_status == 404)
    return staff::web::refused(request, visitor.visit, done.error());
  if (!done)
    return item_page(desk, request, visitor,
                     staff::web::tried(request, kForm, done.error(), field_of(done.error().code)));
  return staff::web::done(request, next_path(desk, visitor, sample), "found");
}

}  // namespace sampling::web
