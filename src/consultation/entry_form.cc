// Names of fields stand here once: the form, its reading and its refusals agree on them.
#include "consultation/entry_form.h"

#include <algorithm>
#include <charconv>

#include "base/japanese_text.h"
#include "base/words.h"

namespace consultation::web {
namespace {

using staff::FieldKind;
using staff::FieldView;
using staff::Option;
using staff::web::FormReading;
using staff::web::Forms;
using staff::web::say;
using staff::web::word;

constexpr int kCandidatesMax = 10;
constexpr std::string_view kNewCandidate = "new";

std::string code_word(const http::Request& request, std::string_view code) {
  return word(request, "record.code_" + std::string(code));
}

// add() puts a field into a form; this page has two places for them.
void put(const Forms& forms, std::vector<FieldView>& place, FieldKind kind, FieldView field) {
  staff::FormView form;
  form.id = kEntryForm;
  add(forms, form, kind, std::move(field));
  place.push_back(std::move(form.fields.front()));
}

void put_client(const Forms& forms, const Filling& filling, std::vector<FieldView>& place) {
  const http::Request& request = forms.request;
  const bool is_anonymous = filling.corrected && !filling.entry.client;
  std::vector<Option> kinds;
  for (const std::string_view kind : {"known", "business", "founder", "anonymous"})
    kinds.push_back({std::string(kind),
                     word(request, "consultation_pages.client_kind_" + std::string(kind)),
                     kind == (is_anonymous ? "anonymous" : "known")});
  put(forms, place, FieldKind::choice,
      {.name = "client_kind", .required = true, .options = std::move(kinds)});
  put(forms, place, FieldKind::text,
      {.name = "client",
       .value = filling.entry.client ? std::to_string(*filling.entry.client) : ""});
  if (!filling.candidates.empty()) {
    std::vector<Option> options = {{"", word(request, "consultation_pages.candidate_none"), false}};
    for (const auto& one : filling.candidates)
      options.push_back({std::to_string(one.id),
                         one.content.name + " " + one.content.address + " " + one.content.phone,
                         one.id == filling.entry.client});
    options.push_back(
        {std::string(kNewCandidate), word(request, "consultation_pages.candidate_new"), false});
    put(forms, place, FieldKind::choice, {.name = "candidate", .options = std::move(options)});
  }
  put(forms, place, FieldKind::text, {.name = "kana"});
  put(forms, place, FieldKind::text, {.name = "phone", .autocomplete = "off"});
}

std::string time_of(const std::optional<int>& minute) {
  return minute ? time_text(*minute) : std::string();
}

std::string day_of(const std::optional<base::Date>& day) {
  return day ? base::iso(*day) : std::string();
}

void put_when_and_what(const Forms& forms, const Filling& filling, std::vector<FieldView>& place) {
  const http::Request& request = forms.request;
  put(forms, place, FieldKind::day,
      {.name = "day", .required = true, .value = base::iso(filling.entry.day)});
  put(forms, place, FieldKind::text, {.name = "from", .value = time_of(filling.entry.from)});
  put(forms, place, FieldKind::text, {.name = "until", .value = time_of(filling.entry.until)});
  std::vector<Option> work;
  for (const WorkAtDesk& one : filling.work)
    work.push_back({one.programme + "/" + one.kind,
                    one.name + " " + word(request, "record.kind_" + one.kind),
                    one.programme == filling.entry.programme && one.kind == filling.entry.kind});
  put(forms, place, FieldKind::choice,
      {.name = "programme", .required = true, .options = std::move(work)});
  std::vector<Option> ways;
  for (const std::string_view channel : channels())
    ways.push_back(
        {std::string(channel), code_word(request, channel), channel == filling.entry.channel});
  put(forms, place, FieldKind::choice,
      {.name = "channel", .required = true, .options = std::move(ways)});
}

void put_topics(const Forms& forms, const Filling& filling, EntryPage& view) {
  const bool is_tried = forms.tried.form == kEntryForm;
  for (const std::string_view topic : topics()) {
    const bool was_typed =
        std::ranges::any_of(forms.tried.typed, [&](const http::Fields::value_type& field) {
          return field.first == "topics[]" && field.second == topic;
        });
    const bool was_said =
        std::ranges::find(filling.entry.topics, topic) != filling.entry.topics.end();
    view.topics.push_back({std::string(kEntryForm) + "-topic-" + std::string(topic),
                           std::string(topic), code_word(forms.request, topic),
                           is_tried ? was_typed : was_said});
  }
  for (const auto& wrong : forms.tried.wrong)
    if (wrong.field == "topics") view.topics_error = wrong.sentence;
}

void put_rest(const Forms& forms, const Filling& filling, std::vector<FieldView>& place) {
  const http::Request& request = forms.request;
  const Entry& entry = filling.entry;
  std::vector<Option> main = {{"", word(request, "consultation_pages.topic_first"), false}};
  for (const std::string_view topic : topics())
    main.push_back({std::string(topic), code_word(request, topic),
                    !entry.topics.empty() && entry.topics.front() == topic});
  put(forms, place, FieldKind::choice, {.name = "topic", .options = std::move(main)});
  std::vector<Option> secrecies;
  for (const Secrecy one : {Secrecy::ordinary, Secrecy::shared, Secrecy::secret})
    secrecies.push_back({std::string(in_db(one)),
                         word(request, "consultation_pages.secrecy_" + std::string(in_db(one))),
                         one == entry.secrecy});
  put(forms, place, FieldKind::choice,
      {.name = "secrecy", .required = true, .options = std::move(secrecies)});
  std::vector<Option> advisers;
  for (const auto& [person, name] : filling.advisers)
    advisers.push_back({std::to_string(person), name, person == entry.adviser});
  put(forms, place, FieldKind::choice,
      {.name = "adviser", .required = true, .options = std::move(advisers)});
  put(forms, place, FieldKind::lines,
      {.name = "content", .required = true, .value = entry.content});
  put(forms, place, FieldKind::lines, {.name = "advice", .value = entry.advice});
  put(forms, place, FieldKind::lines, {.name = "next_action", .value = entry.next_action});
  put(forms, place, FieldKind::day, {.name = "next_on", .value = day_of(entry.next_on)});
  std::vector<Option> referrals = {
      {"", word(request, "consultation_pages.referral_nothing"), false}};
  for (const auto& one : filling.programmes)
    referrals.push_back({one.key, one.name, one.key == entry.referral});
  put(forms, place, FieldKind::choice, {.name = "referral", .options = std::move(referrals)});
  put(forms, place, FieldKind::day, {.name = "follow_up_on", .value = day_of(entry.follow_up_on)});
  if (filling.corrected) put(forms, place, FieldKind::text, {.name = "reason", .required = true});
}

bool is_of_desk(const programme::Programme& one, std::string_view body, int year) {
  const auto type = programme::ProgrammeType::consultation;
  const bool is_advice = one.type == type || std::ranges::find(one.also, type) != one.also.end();
  const programme::Owner* owner = programme::owner_in(one, year);
  return is_advice && (owner == nullptr || owner->body == body);
}

std::optional<int> time_in(const http::Request& request, FormReading& typed,
                           std::string_view name) {
  const std::string text = typed.text(name);
  if (text.empty()) return std::nullopt;
  const auto minute = minute_of(name, text);
  if (minute) return *minute;
  typed.note(name, base::say(request.language, minute.error()));
  return std::nullopt;
}

std::int64_t whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ptr == text.data() + text.size() ? number : 0;
}

// May stay empty; how long it may be, the rules say.
std::string lines_in(const http::Request& request, std::string_view name) {
  std::string text = request.typed(name).value_or("");
  std::erase(text, '\r');
  return text;
}

// The topic that is counted stands first.
std::vector<std::string> topics_in(const http::Request& request, const std::string& first) {
  std::vector<std::string> chosen;
  if (!first.empty()) chosen.push_back(first);
  for (const auto& [name, value] : request.form)
    if (name == "topics[]") chosen.push_back(value);
  return chosen;
}

}  // namespace

std::vector<WorkAtDesk> work_at_desk(const std::vector<programme::Programme>& programmes,
                                     std::span<const figure::Selection> counted,
                                     std::string_view body, int fiscal_year) {
  std::vector<WorkAtDesk> advice, other, uncounted;
  for (const programme::Programme& one : programmes) {
    if (!is_of_desk(one, body, fiscal_year)) continue;
    bool is_counted = false;
    for (const std::string_view kind : kinds()) {
      const bool counts = std::ranges::any_of(counted, [&](const figure::Selection& part) {
        return part.kind == kind &&
               std::ranges::find(part.programmes, one.key) != part.programmes.end();
      });
      if (!counts) continue;
      is_counted = true;
      (kind == kinds().front() ? advice : other).push_back({one.key, one.name, std::string(kind)});
    }
    if (!is_counted) uncounted.push_back({one.key, one.name, std::string(kinds().front())});
  }
  advice.insert(advice.end(), other.begin(), other.end());
  advice.insert(advice.end(), uncounted.begin(), uncounted.end());
  return advice;
}

void fill_form(const Forms& forms, const Filling& filling, EntryPage& view) {
  put_client(forms, filling, view.first);
  put_when_and_what(forms, filling, view.first);
  put_topics(forms, filling, view);
  put_rest(forms, filling, view.rest);
}

Entry entry_in(const http::Request& request, FormReading& typed) {
  Entry entry;
  const std::string work = typed.needed("programme");
  const auto slash = work.find('/');
  entry.programme = work.substr(0, slash);
  if (slash != work.npos) entry.kind = work.substr(slash + 1);
  entry.day = typed.needed_day("day");
  entry.from = time_in(request, typed, "from");
  entry.until = time_in(request, typed, "until");
  entry.channel = typed.text("channel");
  entry.topics = topics_in(request, typed.text("topic"));
  const std::string secrecy = typed.text("secrecy");
  if (const auto read = secrecy_from(secrecy))
    entry.secrecy = *read;
  else
    typed.note("secrecy", say(request, unknown_secrecy.code, {{"secrecy", secrecy}}));
  entry.adviser = whole_number(typed.text("adviser"));
  entry.content = lines_in(request, "content");
  entry.advice = lines_in(request, "advice");
  entry.next_action = lines_in(request, "next_action");
  entry.next_on = typed.day("next_on");
  entry.referral = typed.text("referral");
  entry.follow_up_on = typed.day("follow_up_on");
  return entry;
}

Client client_in(db::Database& database, const staff::Who& who, const http::Request& request,
                 FormReading& typed) {
  Client client;
  const std::string kind = typed.text("client_kind"), text = typed.text("client");
  const std::string candidate = typed.text("candidate"), kana = typed.text("kana");
  const std::string phone = typed.text("phone");
  if (kind == "anonymous") {
    if (!text.empty()) typed.note("client", word(request, "consultation_pages.client_not_needed"));
    return client;
  }
  if (const std::int64_t chosen = whole_number(candidate); chosen > 0) {
    client.known = chosen;
    database.read([&](db::Read& tx) {
      if (auto found = business::find(tx, who.municipality, chosen))
        client.candidates = {*std::move(found)};
    });
    return client;
  }
  if (text.empty()) {
    typed.note("client", word(request, "consultation_pages.client_needed"));
    return client;
  }
  const bool is_new = candidate == kNewCandidate;
  if (kind != "known" || is_new) {
    NewClient fresh;
    fresh.content.kind = business::kind_from(kind).value_or(business::Kind::business);
    fresh.content.name = text;
    fresh.content.kana = kana;
    fresh.content.phone = phone;
    fresh.doubles = is_new ? business::Doubles::accept : business::Doubles::refuse;
    client.fresh = std::move(fresh);
    return client;
  }
  client.candidates = database.read([&](db::Read& tx) {
    return business::search(tx, who.municipality, text, "", kCandidatesMax).businesses;
  });
  if (client.candidates.size() == 1)
    client.known = client.candidates.front().id;
  else if (client.candidates.empty())
    typed.note("client", say(request, "consultation_pages.client_not_found", {{"text", text}}));
  else
    typed.note("candidate", say(request, "consultation_pages.candidate_some",
                                {{"count", std::to_string(client.candidates.size())}}));
  return client;
}

}  // namespace consultation::web
