// A form of the register becomes a command; what looks alike is shown before a second entry is
// made.
#include "business/business_web.h"

#include <charconv>

#include "business/business_service.h"
#include "http/request.h"
#include "output/sheet.h"
#include "staff/staff_form.h"
#include "ui/business/business.h"
#include "ui/business/businesses.h"
#include "ui/business/form.h"

namespace business::web {
namespace {

using staff::Deed;
using staff::FieldKind;
using staff::FormView;
using staff::web::Desk;
using staff::web::FormReading;
using staff::web::Forms;
using staff::web::say;
using staff::web::Shows;
using staff::web::StaffRoute;
using staff::web::Tried;
using staff::web::tried;
using staff::web::Visitor;
using staff::web::word;

constexpr std::string_view kWords = "business_pages";
constexpr std::string_view kNewForm = "new-business";
constexpr std::string_view kCorrectForm = "correct-business";

std::string path_of(std::int64_t business) {
  return "/staff/businesses/" + std::to_string(business);
}

std::int64_t number_of(const http::Request& request) {
  const std::string text = request.capture("business");
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ptr == text.data() + text.size() && read.ec == std::errc() ? number : 0;
}

http::PageFrame frame(const http::Request& request, const Visitor& visitor, std::string title,
                      bool in_list = false) {
  std::vector<http::Link> crumbs;
  if (!in_list)
    crumbs.push_back({word(request, "business_pages.title"),
                      http::address(request.language, "/staff/businesses"), true});
  return staff::web::frame(request, visitor.visit, std::move(title), std::move(crumbs));
}

std::string kind_word(const http::Request& request, Kind kind) {
  return word(request, "business_pages.kind_" + std::string(in_db(kind)));
}

BusinessLine line_of(const http::Request& request, const Business& one) {
  return {one.content.name,
          http::address(request.language, path_of(one.id)),
          kind_word(request, one.content.kind),
          one.content.corporate_number,
          one.content.address,
          one.content.phone};
}

bool may_write(const Visitor& visitor) {
  const staff::Who& who = visitor.visit.who;
  return staff::may(who, Deed::write_businesses, {who.municipality, who.body});
}

void look_at(const Visitor& visitor, const std::vector<Business>& all) {
  for (const Business& one : all) visitor.looked.ids.push_back(std::to_string(one.id));
}

// ---- the list

http::Response get_businesses(const Desk& desk, const http::Request& request,
                              const Visitor& visitor) {
  BusinessesPage view;
  view.text = request.parameter("q").value_or("");
  const std::string after = request.parameter("after").value_or("");
  const std::string& municipality = visitor.visit.who.municipality;
  const Page page =
      desk.database.read([&](db::Read& tx) { return search(tx, municipality, view.text, after); });
  view.page = frame(request, visitor, word(request, "business_pages.title"), true);
  view.may_write = may_write(visitor);
  view.count =
      say(request, "business_pages.count", {{"count", std::to_string(page.businesses.size())}});
  for (const Business& one : page.businesses) view.businesses.push_back(line_of(request, one));
  const auto url = [&](std::string_view path, http::Fields query) {
    if (!view.text.empty()) query.insert(query.begin(), {"q", view.text});
    return http::address(request.language, path) +
           (query.empty() ? "" : "?" + http::encode_fields(query));
  };
  if (!page.next.empty()) view.next_url = url("/staff/businesses", {{"after", page.next}});
  view.csv_url = url("/staff/businesses.csv", {});
  look_at(visitor, page.businesses);
  return staff::web::page(pages::businesses(view, request.language));
}

std::vector<std::string> headers(const http::Request& request) {
  std::vector<std::string> all;
  for (const std::string_view name :
       {"id", "kind", "name", "kana", "corporate_number", "address", "trade", "contact_person",
        "phone", "mail", "contact", "share"})
    all.push_back(word(request, "business_pages.field_" + std::string(name)));
  return all;
}

std::string consent_words(const http::Request& request, const std::optional<Consent>& consent) {
  if (!consent) return word(request, "business_pages.consent_unasked");
  return say(request,
             consent->given ? "business_pages.consent_given" : "business_pages.consent_refused",
             {{"day", staff::web::day_words(request, consent->on)}});
}

std::vector<std::string> cells_of(const http::Request& request, const Business& one) {
  const Content& content = one.content;
  return {std::to_string(one.id),
          kind_word(request, content.kind),
          content.name,
          content.kana,
          content.corporate_number,
          content.address,
          content.trade,
          content.contact_person,
          content.phone,
          content.mail,
          consent_words(request, content.contact),
          consent_words(request, content.share)};
}

http::Response get_businesses_csv(const Desk& desk, const http::Request& request,
                                  const Visitor& visitor) {
  const std::string text = request.parameter("q").value_or("");
  output::Sheet sheet{.title = {}, .headers = headers(request), .rows = {}};
  const auto all = desk.database.read(
      [&](db::Read& tx) { return search_all(tx, visitor.visit.who.municipality, text); });
  if (!all) return staff::web::refused(request, visitor.visit, all.error());
  for (const Business& one : *all) sheet.rows.push_back(cells_of(request, one));
  look_at(visitor, *all);
  http::Response response = staff::web::page(output::csv(sheet));
  response.content_type = "text/csv; charset=utf-8";
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"businesses.csv\"");
  return response;
}

// ---- one entry

std::string fields_words(const http::Request& request, const std::vector<std::string>& fields) {
  std::string text;
  for (const std::string& field : fields)
    text += (text.empty() ? "" : word(request, "business_pages.and")) +
            word(request, "business_pages.field_" + field);
  return text;
}

void add_versions(const http::Request& request, const std::vector<Business>& versions,
                  BusinessPage& view) {
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const Business& one = versions[i];
    const bool is_first = i + 1 == versions.size();
    view.versions.push_back(
        {std::to_string(one.version), staff::web::moment_words(request, one.recorded_at),
         is_first ? word(request, "business_pages.first_version")
                  : fields_words(request, differing(versions[i + 1].content, one.content))});
  }
}

void add_actions(const http::Request& request, const Visitor& visitor, const Business& one,
                 BusinessPage& view) {
  const staff::Who& who = visitor.visit.who;
  const auto add = [&](std::string_view what, const std::string& path) {
    view.actions.push_back({word(request, what), http::address(request.language, path), true});
  };
  if (staff::may(who, Deed::read_consultations, {who.municipality, who.body}))
    add("business_pages.see_consultations", "/staff/clients/" + std::to_string(one.id));
  if (one.merged_into) return;
  if (staff::may(who, Deed::hold_consultation, {who.municipality, who.body}))
    add("business_pages.hold_consultation",
        "/staff/consultations/new?client=" + std::to_string(one.id));
  if (!may_write(visitor)) return;
  add("business_pages.correct_title", path_of(one.id) + "/correct");
  if (staff::may(who, Deed::hold_consultation, {who.municipality, who.body}))
    add("business_pages.merge_title", "/staff/clients/" + std::to_string(one.id) + "/merge");
}

http::Response get_business(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  const std::string& municipality = visitor.visit.who.municipality;
  std::vector<Business> all;
  const auto found = desk.database.read([&](db::Read& tx) {
    all = versions(tx, municipality, number_of(request));
    return find_entry(tx, municipality, number_of(request));
  });
  if (!found) return staff::web::refused(request, visitor.visit, found.error());
  visitor.looked.subject_kind = "business";
  visitor.looked.subject_key = std::to_string(found->id);
  BusinessPage view;
  view.title = found->content.name;
  view.kind = kind_word(request, found->content.kind);
  view.page = frame(request, visitor, view.title);
  const std::string done = "business_pages.done_" + request.parameter("done").value_or("");
  if (base::has_words(done)) view.done = word(request, done);
  if (found->merged_into) {
    view.notice = word(request, "business_pages.merged_notice");
    view.other = {std::to_string(*found->merged_into),
                  http::address(request.language, path_of(*found->merged_into)), true};
  }
  const auto names = headers(request);
  const auto cells = cells_of(request, *found);
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!cells[i].empty()) view.facts.push_back({names[i], cells[i]});
  add_actions(request, visitor, *found, view);
  add_versions(request, all, view);
  return staff::web::page(pages::business(view, request.language));
}

// ---- forms

std::vector<staff::Option> kind_options(const http::Request& request, Kind chosen) {
  std::vector<staff::Option> options;
  for (const Kind kind : {Kind::business, Kind::founder})
    options.push_back({std::string(in_db(kind)), kind_word(request, kind), kind == chosen});
  return options;
}

std::vector<staff::Option> consent_options(const http::Request& request,
                                           const std::optional<Consent>& consent) {
  return {{"", word(request, "business_pages.consent_unasked"), !consent},
          {"given", word(request, "business_pages.consent_yes"), consent && consent->given},
          {"refused", word(request, "business_pages.consent_no"), consent && !consent->given}};
}

void add_fields(const Forms& forms, FormView& form, const Content& content) {
  const http::Request& request = forms.request;
  add(forms, form, FieldKind::choice,
      {.name = "kind", .required = true, .options = kind_options(request, content.kind)});
  const auto text = [&](std::string_view name, const std::string& value, bool required = false) {
    add(forms, form, FieldKind::text,
        {.name = std::string(name), .required = required, .value = value});
  };
  text("name", content.name, true);
  text("kana", content.kana);
  text("corporate_number", content.corporate_number);
  text("address", content.address);
  text("trade", content.trade);
  text("contact_person", content.contact_person);
  text("phone", content.phone);
  text("mail", content.mail);
  const auto consent = [&](const std::string& name, const std::optional<Consent>& given) {
    add(forms, form, FieldKind::choice, {.name = name, .options = consent_options(request, given)});
    add(forms, form, FieldKind::day,
        {.name = name + "_on", .value = given ? base::iso(given->on) : ""});
  };
  consent("contact", content.contact);
  consent("share", content.share);
}

// Without a day it was asked today.
std::optional<Consent> consent_in(FormReading& typed, const std::string& name) {
  const std::string said = typed.text(name);
  const auto on = typed.day(name + "_on");
  if (said != "given" && said != "refused") return std::nullopt;
  return Consent{said == "given", on.value_or(base::today())};
}

Content content_in(FormReading& typed) {
  Content content;
  content.kind = kind_from(typed.text("kind")).value_or(Kind::business);
  content.name = typed.text("name");
  content.kana = typed.text("kana");
  content.corporate_number = typed.text("corporate_number");
  content.address = typed.text("address");
  content.trade = typed.text("trade");
  content.contact_person = typed.text("contact_person");
  content.phone = typed.text("phone");
  content.mail = typed.text("mail");
  content.contact = consent_in(typed, "contact");
  content.share = consent_in(typed, "share");
  return content;
}

Tried refused_at(const http::Request& request, std::string_view form,
                 const base::Refusal& refusal) {
  std::string field;
  for (const base::Fact& fact : refusal.facts)
    if (fact.name == "field") field = fact.value;
  if (refusal.code == reason_missing.code) field = "reason";
  return tried(request, form, refusal, field);
}

http::Response form_page(const http::Request& request, const Visitor& visitor, const Tried& tried,
                         std::string title, FormView form, std::vector<BusinessLine> alike = {}) {
  BusinessFormPage view;
  view.title = std::move(title);
  view.page = frame(request, visitor, view.title);
  view.problems = problems(Forms{request, &visitor.visit, tried, kWords});
  view.alike = std::move(alike);
  if (!view.alike.empty()) view.lead = word(request, "business_pages.alike_lead");
  view.forms.push_back(std::move(form));
  return staff::web::page(pages::form(view, request.language), tried.status);
}

http::Response new_page(const http::Request& request, const Visitor& visitor, const Tried& tried,
                        const std::vector<Business>& alike = {}) {
  const Forms forms{request, &visitor.visit, tried, kWords};
  FormView form = staff::web::begin_form(
      forms, kNewForm, "/staff/businesses/new",
      alike.empty() ? "business_pages.add_button" : "business_pages.add_anyway");
  if (!alike.empty()) form.hidden.push_back({"doubles", "accept"});
  add_fields(forms, form, {});
  std::vector<BusinessLine> lines;
  for (const Business& one : alike) lines.push_back(line_of(request, one));
  look_at(visitor, alike);
  return form_page(request, visitor, tried, word(request, "business_pages.new_title"),
                   std::move(form), std::move(lines));
}

http::Response get_new(const Desk&, const http::Request& request, const Visitor& visitor) {
  return new_page(request, visitor, {});
}

http::Response post_new(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  FormReading typed(request, kNewForm, kWords);
  const Content content = content_in(typed);
  const bool is_double = request.typed("doubles").value_or("") == "accept";
  if (!typed.ok()) return new_page(request, visitor, typed.tried());
  const auto added =
      add(visitor.actor, desk.database, content, is_double ? Doubles::accept : Doubles::refuse);
  if (added) return staff::web::done(request, path_of(*added), "added");
  std::vector<Business> same;
  if (added.error().code == known_already.code)
    same = desk.database.read(
        [&](db::Read& tx) { return alike(tx, visitor.visit.who.municipality, content); });
  return new_page(request, visitor, refused_at(request, kNewForm, added.error()), same);
}

http::Response correct_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                            const Tried& tried) {
  const auto found = desk.database.read([&](db::Read& tx) {
    return find_entry(tx, visitor.visit.who.municipality, number_of(request));
  });
  if (!found) return staff::web::refused(request, visitor.visit, found.error());
  visitor.looked.subject_kind = "business";
  visitor.looked.subject_key = std::to_string(found->id);
  const Forms forms{request, &visitor.visit, tried, kWords};
  FormView form = staff::web::begin_form(forms, kCorrectForm, path_of(found->id) + "/correct",
                                         "business_pages.correct_button");
  form.hidden.push_back(
      {"version", request.typed("version").value_or(std::to_string(found->version))});
  add_fields(forms, form, found->content);
  add(forms, form, FieldKind::text, {.name = "reason", .required = true});
  return form_page(request, visitor, tried, word(request, "business_pages.correct_title"),
                   std::move(form));
}

http::Response get_correct(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return correct_page(desk, request, visitor, {});
}

http::Response post_correct(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  FormReading typed(request, kCorrectForm, kWords);
  const Correction correction{.business = number_of(request),
                              .seen_version = static_cast<int>(typed.number("version")),
                              .content = content_in(typed),
                              .reason = typed.text("reason")};
  if (!typed.ok()) return correct_page(desk, request, visitor, typed.tried());
  const auto version = correct(visitor.actor, desk.database, correction);
  if (!version)
    return correct_page(desk, request, visitor, refused_at(request, kCorrectForm, version.error()));
  return staff::web::done(request, path_of(correction.business), "corrected");
}

// clang-format off
constexpr StaffRoute kRoutes[] = {
    {"GET",  "/staff/businesses",                    Deed::read_businesses,  get_businesses,     Shows::people},
    {"GET",  "/staff/businesses.csv",                Deed::read_businesses,  get_businesses_csv, Shows::people},
    {"GET",  "/staff/businesses/new",                Deed::write_businesses, get_new},
    {"POST", "/staff/businesses/new",                Deed::write_businesses, post_new,           Shows::people},
    {"GET",  "/staff/businesses/{business}",         Deed::read_businesses,  get_business,       Shows::people},
    {"GET",  "/staff/businesses/{business}/correct", Deed::write_businesses, get_correct,        Shows::people},
    {"POST", "/staff/businesses/{business}/correct", Deed::write_businesses, post_correct},
};
// clang-format on

}  // namespace

std::span<const StaffRoute> staff_routes() {
  return kRoutes;
}

}  // namespace business::web
