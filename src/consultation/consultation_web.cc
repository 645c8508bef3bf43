// One consultation, one client's history, and every address of the room with its deed.
#include "consultation/consultation_web.h"

#include <algorithm>
#include <charconv>

#include "consultation/desk_web.h"
#include "consultation/desk_words.h"
#include "consultation/entry_web.h"
#include "figure/figure_service.h"
#include "http/request.h"
#include "plan/plan_service.h"
#include "ui/consultation/client.h"
#include "ui/consultation/consultation.h"
#include "ui/consultation/merge.h"

namespace consultation::web {
namespace {

using staff::Deed;
using staff::FieldKind;
using staff::FormView;
using staff::web::FormReading;
using staff::web::Forms;
using staff::web::Shows;
using staff::web::StaffRoute;
using staff::web::Tried;
using staff::web::tried;

constexpr std::string_view kWithdrawForm = "withdraw";
constexpr std::string_view kMergeForm = "merge";

bool may_hold(const staff::Who& who, std::string_view body) {
  return staff::may(who, Deed::hold_consultation, {who.municipality, body});
}

// ---- one consultation

void add_fact(const http::Request& request, std::vector<Fact>& facts, std::string_view name,
              std::string value, std::string url = {}) {
  if (value.empty()) return;
  facts.push_back(
      {word(request, "consultation_pages." + std::string(name)), std::move(value), std::move(url)});
}

std::string minutes_words(const http::Request& request, const Entry& entry) {
  if (!entry.from) return {};
  return say(request, "consultation_pages.minutes",
             {{"from", time_text(*entry.from)},
              {"until", time_text(*entry.until)},
              {"minutes", std::to_string(*entry.until - *entry.from)}});
}

std::string day_words(const http::Request& request, const std::optional<base::Date>& day) {
  return day ? staff::web::day_words(request, *day) : std::string();
}

void put_facts(const http::Request& request, const Names& names, const Opened& opened,
               ConsultationPage& view) {
  const Entry& entry = opened.consultation.entry;
  const ConsultationLine line = line_of(request, names, opened);
  add_fact(request, view.facts, "field_day", line.day);
  add_fact(request, view.facts, "client", line.client, line.client_url);
  add_fact(request, view.facts, "field_programme", line.programme);
  add_fact(request, view.facts, "field_channel", line.channel);
  add_fact(request, view.facts, "field_topics", line.topics);
  add_fact(request, view.facts, "field_time", minutes_words(request, entry));
  add_fact(request, view.facts, "field_adviser", line.adviser);
  add_fact(request, view.facts, "field_secrecy",
           word(request, "consultation_pages.secrecy_" + std::string(in_db(entry.secrecy))));
  add_fact(request, view.facts, "field_next_on", day_words(request, entry.next_on));
  if (!entry.referral.empty())
    add_fact(request, view.facts, "field_referral",
             names.programme(entry.referral) + " " +
                 word(request, "consultation_pages.referral_" +
                                   std::string(in_db(opened.consultation.referral_state))));
  add_fact(request, view.facts, "field_follow_up_on", day_words(request, entry.follow_up_on));
}

// The record and every cell it counts in.
void put_counted(db::Read& tx, const http::Request& request, const Consultation& one,
                 ConsultationPage& view) {
  const auto opened = figure::open_record(tx, one.municipality, one.record);
  if (!opened) return;
  const std::string record = std::to_string(one.record.value);
  view.counted.push_back({say(request, "consultation_pages.counted_record", {{"record", record}}),
                          http::address(request.language, "/staff/records/" + record), true});
  if (one.withdrawn_by || opened->reversal) {
    view.counted_lead = word(request, one.withdrawn_by ? "consultation_pages.counted_withdrawn"
                                                       : "consultation_pages.counted_reversed");
    return;
  }
  view.counted_lead = say(request, "consultation_pages.counted_lead",
                          {{"year", std::to_string(opened->record.fiscal_year.number())}});
  for (const figure::Place& place : opened->places) {
    const std::string path = "/staff/plans/" + place.plan + "/rows/" + place.row + "/figures/" +
                             place.figure + "/" + std::to_string(place.fiscal_year);
    view.counted.push_back({say(request, "consultation_pages.counted_cell",
                                {{"plan", plan::title_of(tx, one.municipality, place.plan)},
                                 {"row", place.row},
                                 {"label", place.label},
                                 {"year", std::to_string(place.fiscal_year)}}),
                            http::address(request.language, path), true});
  }
}

void put_versions(const http::Request& request, const Opened& opened, ConsultationPage& view) {
  for (std::size_t i = 1; i < opened.notes.size(); ++i) {
    const Note& note = opened.notes[i];
    std::string text;
    for (const Fact& fact : texts_of(request, note))
      text += (text.empty() ? "" : "\n") + fact.name + ": " + fact.value;
    view.versions.push_back({say(request, "consultation_pages.version_title",
                                 {{"version", std::to_string(note.version)},
                                  {"at", staff::web::moment_words(request, note.recorded_at)}}),
                             std::move(text),
                             {}});
  }
}

FormView step_form(const Forms& forms, const Consultation& one, StepKind kind) {
  const std::string code(in_db(kind));
  FormView form = staff::web::begin_form(forms, "step-" + code, path_of(one.id) + "/step",
                                         "consultation_pages.step_" + code + "_button");
  form.quiet = true;
  form.title = word(forms.request, "consultation_pages.step_" + code);
  form.hidden.push_back({"step", code});
  add(forms, form, FieldKind::lines, {.name = "note"});
  if (kind == StepKind::followed_up) add(forms, form, FieldKind::day, {.name = "again_on"});
  return form;
}

FormView referral_form(const Forms& forms, const Consultation& one) {
  FormView form = staff::web::begin_form(forms, "step-referral", path_of(one.id) + "/step",
                                         "consultation_pages.step_referral_button");
  form.quiet = true;
  form.title = word(forms.request, "consultation_pages.step_referral_title");
  std::vector<staff::Option> options;
  for (const StepKind kind : {StepKind::referral_followed, StepKind::referral_not_followed}) {
    const std::string code(in_db(kind));
    options.push_back({code, word(forms.request, "consultation_pages.step_" + code), false});
  }
  add(forms, form, FieldKind::choice,
      {.name = "step", .required = true, .options = std::move(options)});
  add(forms, form, FieldKind::lines, {.name = "note"});
  return form;
}

FormView withdraw_form(const Forms& forms, const Consultation& one) {
  FormView form = staff::web::begin_form(forms, kWithdrawForm, path_of(one.id) + "/withdraw",
                                         "consultation_pages.withdraw_button");
  form.quiet = true;
  form.title = word(forms.request, "consultation_pages.withdraw_title");
  add(forms, form, FieldKind::text, {.name = "reason", .required = true});
  return form;
}

void put_deeds(const Forms& forms, const staff::Who& who, const Opened& opened,
               ConsultationPage& view) {
  const http::Request& request = forms.request;
  const Consultation& one = opened.consultation;
  const auto link = [&](std::string_view text, const std::string& path) {
    view.actions.push_back({word(request, text), http::address(request.language, path), true});
  };
  if (opened.client) link("consultation_pages.client_link", client_path(opened.client->id));
  if (opened.sight != Sight::whole || one.withdrawn_by || !may_hold(who, one.body)) return;
  link("consultation_pages.correct_link", path_of(one.id) + "/correct");
  if (one.entry.next_on) view.forms.push_back(step_form(forms, one, StepKind::next_done));
  if (one.entry.follow_up_on) view.forms.push_back(step_form(forms, one, StepKind::followed_up));
  if (one.referral_state != Referral::none) view.forms.push_back(referral_form(forms, one));
  view.forms.push_back(withdraw_form(forms, one));
}

http::Response consultation_page(const Desk& desk, const http::Request& request,
                                 const Visitor& visitor, const Tried& tried) {
  const staff::Who& who = visitor.visit.who;
  const Eyes eyes = eyes_of(visitor);
  const Forms forms{request, &visitor.visit, tried, kWords};
  ConsultationPage view;
  const auto opened = desk.database.read([&](db::Read& tx) -> base::Result<Opened> {
    auto found = open(tx, eyes, number_of(request, "consultation"));
    if (!found) return found;
    const Names known = names(tx, who);
    put_facts(request, known, *found, view);
    put_counted(tx, request, found->consultation, view);
    view.steps = steps_of(request, known, found->steps);
    if (found->sight == Sight::closed)
      view.notice = word(request, "consultation_pages.closed_notice");
    else if (found->consultation.body != who.body)
      view.notice = say(request, "consultation_pages.other_body_notice",
                        {{"body", known.body(found->consultation.body)}});
    return found;
  });
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  visitor.looked.subject_kind = "consultation";
  visitor.looked.subject_key = std::to_string(opened->consultation.id);
  const ConsultationLine line = line_of(request, {}, *opened);
  view.title = line.day + " " + line.client;
  view.state = line.state;
  view.page = frame(request, visitor, view.title);
  view.done = done_words(request);
  view.problems = problems(forms);
  if (!opened->notes.empty()) view.texts = texts_of(request, opened->notes.front());
  put_versions(request, *opened, view);
  put_deeds(forms, who, *opened, view);
  return staff::web::page(pages::consultation(view, request.language), tried.status);
}

http::Response get_consultation(const Desk& desk, const http::Request& request,
                                const Visitor& visitor) {
  return consultation_page(desk, request, visitor, {});
}

http::Response post_withdraw(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  FormReading typed(request, kWithdrawForm, kWords);
  const std::int64_t id = number_of(request, "consultation");
  const std::string reason = typed.needed("reason");
  if (!typed.ok()) return consultation_page(desk, request, visitor, typed.tried());
  const auto done = withdraw(visitor.actor, eyes_of(visitor), desk.database, id, reason);
  if (!done && done.error().http_status == 403)
    return staff::web::refused(request, visitor.visit, done.error());
  if (!done)
    return consultation_page(desk, request, visitor,
                             tried(request, kWithdrawForm, done.error(), field_of(done.error())));
  return staff::web::done(request, path_of(id), "withdrawn");
}

http::Response post_step(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const std::string code = request.typed("step").value_or("");
  const std::string form =
      "step-" + (code.starts_with("referral") ? std::string("referral") : code);
  FormReading typed(request, form, kWords);
  const std::int64_t id = number_of(request, "consultation");
  const auto kind = step_from(code);
  if (!kind) return staff::web::refused(request, visitor.visit, base::refuse(unknown_step).error());
  const StepTaken step{*kind, request.typed("note").value_or(""), typed.day("again_on")};
  if (!typed.ok()) return consultation_page(desk, request, visitor, typed.tried());
  const auto done = take_step(visitor.actor, eyes_of(visitor), desk.database, id, step);
  if (!done && done.error().http_status == 403)
    return staff::web::refused(request, visitor.visit, done.error());
  if (!done)
    return consultation_page(desk, request, visitor,
                             tried(request, form, done.error(), field_of(done.error())));
  return staff::web::done(request, path_of(id), "step");
}

// From a record to the consultation it counts.
http::Response get_of_record(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  const auto found = desk.database.read([&](db::Read& tx) {
    return of_record(tx, visitor.visit.who.municipality, number_of(request, "record"));
  });
  if (!found) return staff::web::refused(request, visitor.visit, found.error());
  return http::redirect(http::address(request.language, path_of(*found)));
}

// ---- one client

void put_entries(const http::Request& request, const Names& names, const Page& page,
                 ClientPage& view) {
  for (const Opened& one : page.consultations) {
    HistoryEntry entry;
    entry.line = line_of(request, names, one);
    if (one.sight == Sight::whole && !one.notes.empty())
      entry.texts = texts_of(request, one.notes.front());
    if (!one.consultation.entry.referral.empty())
      add_fact(request, entry.texts, "field_referral",
               names.programme(one.consultation.entry.referral) + " " +
                   word(request, "consultation_pages.referral_" +
                                     std::string(in_db(one.consultation.referral_state))));
    add_fact(request, entry.texts, "field_next_on",
             day_words(request, one.consultation.entry.next_on));
    add_fact(request, entry.texts, "field_follow_up_on",
             day_words(request, one.consultation.entry.follow_up_on));
    entry.steps = steps_of(request, names, one.steps);
    view.entries.push_back(std::move(entry));
  }
}

// Of an address that this page wrote itself; anything else is 0.
int count_in(const http::Request& request, std::string_view name) {
  const std::string text = request.parameter(name).value_or("");
  int count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return std::max(count, 0);
}

std::string merged_words(const http::Request& request, std::string_view key, const Merged& merged) {
  return say(
      request, key,
      {{"moved", std::to_string(merged.handed_over)}, {"left", std::to_string(merged.left)}});
}

http::Response get_client(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const staff::Who& who = visitor.visit.who;
  const Eyes eyes = eyes_of(visitor);
  ClientPage view;
  const auto client = desk.database.read([&](db::Read& tx) -> base::Result<business::Business> {
    auto found = business::find(tx, who.municipality, number_of(request, "business"));
    if (!found) return found;
    const Place before = place_from(request.parameter("before").value_or("")).value_or(Place{});
    const Page page = history_of(tx, eyes, *found, before);
    put_entries(request, names(tx, who), page, view);
    for (const Opened& one : page.consultations)
      visitor.looked.ids.push_back(std::to_string(one.consultation.id));
    if (!page.next.empty())
      view.next_url =
          http::address(request.language, client_path(found->id)) + "?before=" + page.next;
    return found;
  });
  if (!client) return staff::web::refused(request, visitor.visit, client.error());
  visitor.looked.subject_kind = "business";
  visitor.looked.subject_key = std::to_string(client->id);
  view.title = say(request, "consultation_pages.history_title", {{"name", client->content.name}});
  view.page = frame(request, visitor, view.title);
  view.done = done_words(request);
  if (request.parameter("done") == "merged")
    view.done += merged_words(request, "consultation_pages.merged_counts",
                              {count_in(request, "moved"), count_in(request, "left")});
  view.kind = word(request, "business_pages.kind_" + std::string(in_db(client->content.kind)));
  view.consent = word(request, client->shares() ? "consultation_pages.consent_share_yes"
                                                : "consultation_pages.consent_share_no");
  const auto link = [&](std::string_view text, const std::string& path) {
    view.actions.push_back({word(request, text), http::address(request.language, path), true});
  };
  if (may_hold(who, who.body))
    link("business_pages.hold_consultation",
         "/staff/consultations/new?client=" + std::to_string(client->id));
  link("consultation_pages.register_link", "/staff/businesses/" + std::to_string(client->id));
  return staff::web::page(pages::client(view, request.language));
}

http::Response merge_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                          const Tried& tried) {
  const std::int64_t id = number_of(request, "business");
  Merged forecast;
  const auto found = desk.database.read([&](db::Read& tx) {
    forecast = merge_forecast(tx, visitor.actor, id);
    return business::find_entry(tx, visitor.visit.who.municipality, id);
  });
  if (!found) return staff::web::refused(request, visitor.visit, found.error());
  visitor.looked.subject_kind = "business";
  visitor.looked.subject_key = std::to_string(id);
  const Forms forms{request, &visitor.visit, tried, kWords};
  MergePage view;
  view.title = word(request, "consultation_pages.merge_title");
  view.page = frame(request, visitor, view.title);
  view.problems = problems(forms);
  view.lead = say(request, "consultation_pages.merge_lead",
                  {{"name", found->content.name}, {"business", std::to_string(id)}});
  view.forecast = merged_words(request, "consultation_pages.merge_forecast", forecast);
  if (forecast.handed_over == kHandedOverMax)
    view.forecast +=
        say(request, "consultation_pages.merge_at_most", {{"max", std::to_string(kHandedOverMax)}});
  FormView form = staff::web::begin_form(forms, kMergeForm, client_path(id) + "/merge",
                                         "consultation_pages.merge_button");
  add(forms, form, FieldKind::text, {.name = "into", .required = true});
  add(forms, form, FieldKind::text, {.name = "reason", .required = true});
  view.forms.push_back(std::move(form));
  return staff::web::page(pages::merge(view, request.language), tried.status);
}

http::Response get_merge(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return merge_page(desk, request, visitor, {});
}

http::Response post_merge(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  FormReading typed(request, kMergeForm, kWords);
  const std::int64_t into = typed.number("into");
  const std::string reason = typed.needed("reason");
  if (!typed.ok()) return merge_page(desk, request, visitor, typed.tried());
  const auto merged =
      merge_clients(visitor.actor, desk.database, number_of(request, "business"), into, reason);
  if (!merged)
    return merge_page(
        desk, request, visitor,
        tried(request, kMergeForm, merged.error(),
              merged.error().code == business::reason_missing.code ? "reason" : "into"));
  const Merged left = desk.database.read([&](db::Read& tx) {
    return merge_forecast(tx, visitor.actor, number_of(request, "business"));
  });
  const http::Fields counts = {{"moved", std::to_string(merged->handed_over)},
                               {"left", std::to_string(left.handed_over + left.left)}};
  return staff::web::done(request, client_path(into) + "?" + http::encode_fields(counts), "merged");
}

// clang-format off
constexpr StaffRoute kRoutes[] = {
    {"GET",  "/staff/consultations",                         Deed::read_consultations, get_desk,         Shows::people},
    {"GET",  "/staff/consultations/list",                    Deed::read_consultations, get_list,         Shows::people},
    {"GET",  "/staff/consultations/list.csv",                Deed::read_consultations, get_list_csv,     Shows::people},
    {"GET",  "/staff/consultations/new",                     Deed::hold_consultation,  get_new,          Shows::people},
    {"POST", "/staff/consultations/new",                     Deed::hold_consultation,  post_new,         Shows::people},
    {"GET",  "/staff/consultations/{consultation}",          Deed::read_consultations, get_consultation, Shows::people},
    {"GET",  "/staff/consultations/{consultation}/correct",  Deed::hold_consultation,  get_correct,      Shows::people},
    {"POST", "/staff/consultations/{consultation}/correct",  Deed::hold_consultation,  post_correct,     Shows::people},
    {"POST", "/staff/consultations/{consultation}/withdraw", Deed::hold_consultation,  post_withdraw,    Shows::people},
    {"POST", "/staff/consultations/{consultation}/step",     Deed::hold_consultation,  post_step,        Shows::people},
    {"GET",  "/staff/records/{record}/consultation",         Deed::read_consultations, get_of_record},
    {"GET",  "/staff/clients/{business}",                    Deed::read_consultations, get_client,       Shows::people},
    {"GET",  "/staff/clients/{business}/merge",              Deed::write_businesses,   get_merge,        Shows::people},
    {"POST", "/staff/clients/{business}/merge",              Deed::write_businesses,   post_merge,       Shows::people},
};
// clang-format on

}  // namespace

std::span<const StaffRoute> staff_routes() {
  return kRoutes;
}

std::optional<http::Link> record_source(const staff::web::Desk& desk, const http::Request& request,
                                        const staff::Visit& visit, std::int64_t record) {
  if (!consultation::eyes_of(visit.who)) return std::nullopt;
  const auto found = desk.database.read(
      [&](db::Read& tx) { return of_record(tx, visit.who.municipality, record); });
  if (!found) return std::nullopt;
  return http::Link{word(request, "consultation_pages.of_record"),
                    http::address(request.language, path_of(*found)), true};
}

std::vector<staff::StartSection> start_part(const staff::web::Desk& desk,
                                            const http::Request& request,
                                            const staff::Visit& visit) {
  const staff::Who& who = visit.who;
  const auto eyes = consultation::eyes_of(who);
  if (!eyes) return {};
  staff::StartSection section;
  section.title = word(request, "consultation_pages.title");
  const DueCount count =
      desk.database.read([&](db::Read& tx) { return due_count(tx, *eyes, today()); });
  section.lines.push_back({count.due == 0 ? word(request, "consultation_pages.due_mine_none")
                                          : say(request, "consultation_pages.start_due",
                                                {{"due", std::to_string(count.due)},
                                                 {"late", std::to_string(count.late)}}),
                           http::address(request.language, "/staff/consultations"),
                           word(request, "consultation_pages.start_about")});
  if (may_hold(who, who.body))
    section.lines.push_back({word(request, "consultation_pages.new_title"),
                             http::address(request.language, "/staff/consultations/new"),
                             word(request, "consultation_pages.start_new_about")});
  return {section};
}

}  // namespace consultation::web
