// One form for both. Who the client is, is found while the form is read: by name or number in the
// register, chosen among several, written in anew, or nobody in particular.
#include "consultation/entry_web.h"

#include <algorithm>
#include <charconv>

#include "base/japanese_text.h"
#include "consultation/desk_words.h"
#include "consultation/entry_form.h"
#include "figure/figure_service.h"
#include "plan/plan_service.h"
#include "staff/unsent_web.h"
#include "ui/consultation/entry.h"

namespace consultation::web {
namespace {

using staff::FieldKind;
using staff::FormView;
using staff::web::FormReading;
using staff::web::Forms;
using staff::web::Tried;
using staff::web::tried;

constexpr std::string_view kNewPath = "/staff/consultations/new";

// Programmes of the body whose desk records consultations, with the kinds their figures count.
std::vector<WorkAtDesk> work_of(db::Read& tx, const base::Actor& actor, db::Database& database,
                                const Names& names, base::Date day) {
  std::vector<figure::Selection> counted;
  for (const auto& listed : plan::list(actor, database)) {
    if (listed.summary.municipality != actor.municipality) continue;
    for (const auto& held : figure::figures(tx, actor.municipality, listed.summary.slug))
      counted.insert(counted.end(), held.definition.records.begin(), held.definition.records.end());
  }
  return work_at_desk(names.programmes, counted, actor.body,
                      base::FiscalYear::containing(day).number());
}

struct Written {
  Names names;
  std::vector<WorkAtDesk> work;
  std::vector<business::Business> candidates;
};

Written written(const Desk& desk, const Visitor& visitor,
                std::vector<business::Business> candidates) {
  Written all;
  desk.database.read([&](db::Read& tx) {
    all.names = names(tx, visitor.visit.who);
    all.work = work_of(tx, visitor.actor, desk.database, all.names, today());
  });
  all.candidates = std::move(candidates);
  return all;
}

void put_unsent(const Desk& desk, const Forms& forms, const std::string& path, Tried& tried,
                EntryPage& view) {
  const auto kept =
      desk.database.read([&](db::Read& tx) { return staff::unsent(tx, forms.visit->who, path); });
  view.unsent_action = http::address(forms.request.language, staff::web::kUnsentPath);
  view.unsent_path = path;
  if (!kept || !tried.form.empty()) return;
  if (forms.request.parameter("unsent").value_or("") == "restore") {
    tried = {.form = std::string(kEntryForm), .typed = staff::web::unsent_fields(*kept)};
    view.restored = word(forms.request, "consultation_pages.unsent_restored");
    return;
  }
  UnsentLine line;
  line.sentence = say(forms.request, "consultation_pages.unsent_there",
                      {{"at", staff::web::moment_words(forms.request, kept->saved_at)}});
  line.restore_url = http::address(forms.request.language, path) + "?unsent=restore";
  FormView form =
      begin_form(forms, "discard", staff::web::kDiscardPath, "consultation_pages.unsent_discard");
  form.quiet = true;
  form.hidden.push_back({"path", path});
  line.discard.push_back(std::move(form));
  view.unsent.push_back(std::move(line));
}

http::Response entry_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                          Tried tried, const Entry& entry, const Consultation* corrected,
                          std::vector<business::Business> candidates) {
  EntryPage view;
  const std::string path = corrected ? path_of(corrected->id) + "/correct" : std::string(kNewPath);
  put_unsent(desk, {request, &visitor.visit, tried, kWords}, path, tried, view);
  const Forms forms{request, &visitor.visit, tried, kWords};
  view.title = word(
      request, corrected ? "consultation_pages.correct_title" : "consultation_pages.new_title");
  view.lead =
      word(request, corrected ? "consultation_pages.correct_lead" : "consultation_pages.new_lead");
  view.page = frame(request, visitor, view.title);
  view.problems = problems(forms);
  view.form = begin_form(
      forms, kEntryForm, path,
      corrected ? "consultation_pages.correct_button" : "consultation_pages.save_button");
  if (corrected != nullptr)
    view.form.hidden.push_back(
        {"version", request.typed("version").value_or(std::to_string(corrected->version))});
  const Written known = written(desk, visitor, std::move(candidates));
  for (const auto& one : known.candidates) visitor.looked.ids.push_back(std::to_string(one.id));
  fill_form(forms,
            {.entry = entry,
             .corrected = corrected != nullptr,
             .work = known.work,
             .advisers = known.names.own_people,
             .programmes = known.names.programmes,
             .candidates = known.candidates},
            view);
  return staff::web::page(pages::entry(view, request.language), tried.status);
}

// As the same person recorded the last one: the same programme, the same way of coming.
Entry fresh_entry(const Desk& desk, const Visitor& visitor) {
  Entry entry;
  entry.day = today();
  entry.adviser = visitor.visit.who.person;
  const Page last = desk.database.read([&](db::Read& tx) {
    return search(tx, eyes_of(visitor), {.adviser = entry.adviser, .limit = 1});
  });
  if (last.consultations.empty()) return entry;
  const Entry& before = last.consultations.front().consultation.entry;
  entry.programme = before.programme;
  entry.kind = before.kind;
  entry.channel = before.channel;
  return entry;
}

// The client that the address names: whoever comes from the client's own page.
std::vector<business::Business> named_client(const Desk& desk, const http::Request& request,
                                             const Visitor& visitor) {
  const std::string text = request.parameter("client").value_or("");
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  if (number == 0) return {};
  const auto found = desk.database.read(
      [&](db::Read& tx) { return business::find(tx, visitor.visit.who.municipality, number); });
  if (!found) return {};
  return {*found};
}

}  // namespace

http::Response get_new(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  Entry entry = fresh_entry(desk, visitor);
  auto client = named_client(desk, request, visitor);
  if (!client.empty()) entry.client = client.front().id;
  return entry_page(desk, request, visitor, {}, entry, nullptr, std::move(client));
}

http::Response post_new(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  FormReading typed(request, kEntryForm, kWords);
  Entry entry = entry_in(request, typed);
  if (entry.adviser == 0) entry.adviser = visitor.visit.who.person;
  Client client = client_in(desk.database, visitor.visit.who, request, typed);
  const auto again = [&](const Tried& wrong) {
    return entry_page(desk, request, visitor, wrong, entry, nullptr, client.candidates);
  };
  if (!typed.ok()) return again(typed.tried());
  entry.client = client.known;
  const std::string command = request.typed(staff::web::kCommand).value_or("");
  const auto held = hold(visitor.actor, desk.database, command.empty() ? "" : "desk." + command,
                         entry, client.fresh);
  if (!held) {
    if (held.error().code == business::known_already.code)
      client.candidates = desk.database.read([&](db::Read& tx) {
        return business::alike(tx, visitor.visit.who.municipality, client.fresh->content);
      });
    return again(tried(request, kEntryForm, held.error(), field_of(held.error())));
  }
  staff::drop_unsent(desk.database, visitor.visit.who, kNewPath);
  return staff::web::done(request, path_of(held->consultation), "held");
}

namespace {

struct ToCorrect {
  Consultation consultation;
  Entry entry;  // with its texts
  std::vector<business::Business> client;
};
base::Result<ToCorrect> to_correct(const Desk& desk, const http::Request& request,
                                   const Visitor& visitor) {
  const auto opened = desk.database.read(
      [&](db::Read& tx) { return open(tx, eyes_of(visitor), number_of(request, "consultation")); });
  if (!opened) return std::unexpected(opened.error());
  if (opened->sight != Sight::whole) return base::refuse(not_for_you);
  const staff::Who& who = visitor.visit.who;
  if (opened->consultation.body != who.body) return base::refuse(not_for_you);
  ToCorrect found{opened->consultation, opened->consultation.entry, {}};
  const Note& note = opened->notes.front();
  found.entry.content = note.content;
  found.entry.advice = note.advice;
  found.entry.next_action = note.next_action;
  if (opened->client) found.client.push_back(*opened->client);
  visitor.looked.subject_kind = "consultation";
  visitor.looked.subject_key = std::to_string(opened->consultation.id);
  return found;
}

}  // namespace

http::Response get_correct(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  auto found = to_correct(desk, request, visitor);
  if (!found) return staff::web::refused(request, visitor.visit, found.error());
  return entry_page(desk, request, visitor, {}, found->entry, &found->consultation,
                    std::move(found->client));
}

http::Response post_correct(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  const auto found = to_correct(desk, request, visitor);
  if (!found) return staff::web::refused(request, visitor.visit, found.error());
  FormReading typed(request, kEntryForm, kWords);
  Entry entry = entry_in(request, typed);
  if (entry.adviser == 0) entry.adviser = found->entry.adviser;
  const Client client = client_in(desk.database, visitor.visit.who, request, typed);
  const auto again = [&](const Tried& wrong) {
    return entry_page(desk, request, visitor, wrong, entry, &found->consultation,
                      client.candidates);
  };
  if (!typed.ok()) return again(typed.tried());
  entry.client = client.known;
  if (client.fresh) {
    const auto added =
        business::add(visitor.actor, desk.database, client.fresh->content, client.fresh->doubles);
    if (!added) return again(tried(request, kEntryForm, added.error(), "client"));
    entry.client = *added;
  }
  const auto version = correct(visitor.actor, eyes_of(visitor), desk.database,
                               {.consultation = found->consultation.id,
                                .seen_version = static_cast<int>(typed.number("version")),
                                .entry = entry,
                                .reason = typed.text("reason")});
  if (!version)
    return again(tried(request, kEntryForm, version.error(), field_of(version.error())));
  const std::string path = path_of(found->consultation.id);
  staff::drop_unsent(desk.database, visitor.visit.who, path + "/correct");
  return staff::web::done(request, path, "corrected");
}

}  // namespace consultation::web
