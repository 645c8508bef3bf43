// A post that reaches its own body alone sees the deeds done for that body.
#include "staff/audit_web.h"

#include <algorithm>
#include <charconv>

#include "history/changes.h"
#include "history/retention.h"
#include "history/seal.h"
#include "history/search.h"
#include "http/request.h"
#include "output/sheet.h"
#include "staff/audit_words.h"
#include "ui/staff/deed.h"
#include "ui/staff/deeds_of.h"
#include "ui/staff/trail.h"

namespace staff::web {
namespace {

constexpr std::string_view kSearch = "search";
constexpr int kOfSubjectOnPage = 25;
constexpr std::size_t kAtOnce = 1'000;  // lines of a file

// Empty: the whole municipality.
std::string body_reached(const Visitor& visitor) {
  const Who& who = visitor.visit.who;
  return may(who, visitor.deed, {who.municipality, ""}) ? std::string() : who.body;
}

std::optional<history::DeedId> number_of(const std::optional<std::string>& text) {
  if (!text || text->empty()) return std::nullopt;
  history::DeedId deed;
  const char* end = text->data() + text->size();
  const auto read = std::from_chars(text->data(), end, deed.value);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return deed;
}

// ---- the search

// The form is sent by GET: what is typed stands in the query.
http::Request as_form(const http::Request& request) {
  http::Request asked = request;
  asked.form = request.query;
  return asked;
}

struct AskedTrail {
  history::Question question;
  Tried tried;
  bool is_set = false;
};

AskedTrail read_question(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const http::Request form = as_form(request);
  FormReading typed(form, kSearch, kAuditWords);
  AskedTrail asked;
  history::Question& question = asked.question;
  const std::string login = typed.text("person");
  question.post = typed.text("post");
  question.kind = typed.text("kind");
  question.subject_kind = typed.text("subject_kind");
  question.subject_key = typed.text("subject_key");
  question.from = typed.day("from");
  question.until = typed.day("until");
  question.body = body_reached(visitor);
  asked.tried = typed.tried();
  asked.tried.form = kSearch;
  const bool some_text = !login.empty() || !question.post.empty() || !question.kind.empty() ||
                         !question.subject_kind.empty() || !question.subject_key.empty();
  asked.is_set = some_text || question.from || question.until || !typed.ok();
  if (login.empty()) return asked;
  const auto person = desk.database.read(
      [&](db::Read& tx) { return person_of_login(tx, visitor.visit.who.municipality, login); });
  if (person) {
    question.person = person->person;
  } else {
    asked.tried.wrong.push_back({"person", base::say(request.language, person.error())});
  }
  return asked;
}

std::vector<Option> with_any(const http::Request& request, std::vector<Option> options) {
  options.insert(options.begin(), {"", word(request, "audit_pages.any")});
  return options;
}

std::vector<Option> kind_options(db::Read& tx, const http::Request& request,
                                 std::string_view municipality) {
  std::vector<Option> options;
  for (const std::string& kind : history::kinds(tx, municipality))
    options.push_back({kind, kind_words(request, kind)});
  return with_any(request, std::move(options));
}

std::vector<FieldView> search_fields(db::Read& tx, const Forms& forms,
                                     std::string_view municipality) {
  FormView form;
  form.id = kSearch;
  add(forms, form, FieldKind::text, {.name = "person"});
  add(forms, form, FieldKind::choice,
      {.name = "post", .options = with_any(forms.request, post_options(forms.request))});
  add(forms, form, FieldKind::choice,
      {.name = "kind", .options = kind_options(tx, forms.request, municipality)});
  add(forms, form, FieldKind::text, {.name = "subject_kind"});
  add(forms, form, FieldKind::text, {.name = "subject_key"});
  add(forms, form, FieldKind::day, {.name = "from"});
  add(forms, form, FieldKind::day, {.name = "until"});
  return std::move(form.fields);
}

// The same question, from another place on.
std::string url_with(const http::Request& request, std::string_view path, std::string_view name,
                     const std::optional<history::DeedId>& place) {
  http::Fields query = request.query;
  std::erase_if(query, [&](const auto& field) { return field.first == name; });
  if (place) query.emplace_back(std::string(name), std::to_string(place->value));
  const std::string address = http::address(request.language, path);
  return query.empty() ? address : address + "?" + http::encode_fields(query);
}

TrailTable table_of(Trail& trail, const http::Request& request, const history::Found& found,
                    std::string_view path, std::string_view place_name, const Visitor& visitor) {
  TrailTable table;
  for (const history::PastDeed& deed : found.deeds) {
    table.lines.push_back(trail.line(deed));
    visitor.looked.ids.push_back(std::to_string(deed.id.value));
  }
  if (found.next) table.more_url = url_with(request, path, place_name, found.next);
  if (found.gave_up)
    table.gave_up =
        say(request, "audit_pages.gave_up", {{"count", std::to_string(history::kLookedAtMax)}});
  table.none = word(request, "audit_pages.none");
  return table;
}

std::vector<http::Link> below_trail(const http::Request& request) {
  return {{word(request, "audit_pages.trail_title"),
           http::address(request.language, "/staff/history"), true}};
}

// ---- one deed

std::string seal_words(const http::Request& request, db::Read& tx, std::string_view municipality,
                       const history::WholeDeed& whole) {
  const auto seal = history::seal_over(tx, municipality, whole);
  if (!seal) return word(request, "audit_pages.not_sealed");
  return say(
      request, "audit_pages.sealed",
      {{"seal", std::to_string(seal->number)}, {"at", moment_words(request, seal->sealed_at)}});
}

std::string retention_words(const http::Request& request, const history::WholeDeed& whole) {
  const auto retention = history::retention_from(whole.retention);
  const int years = retention ? history::years_of(*retention) : 0;
  if (years == 0) return word(request, "audit_pages.permanent");
  return say(request, "audit_pages.years", {{"years", std::to_string(years)}});
}

void add_fact(std::vector<FactLine>& facts, const http::Request& request, std::string_view name,
              std::string value, std::string url = {}) {
  if (value.empty()) return;
  facts.push_back({word(request, name), std::move(value), std::move(url)});
}

std::string value_words(Trail& trail, const http::Request& request, const history::Change& change,
                        const std::string& value) {
  if (change.field == "post" && post_from(value))
    return std::string(post_word(request, *post_from(value)));
  if (value == "true" || value == "false")
    return word(request, value == "true" ? "audit_pages.yes" : "audit_pages.no");
  if (change.field == "deputy_for" && !value.empty()) return trail.subject("person", value);
  return value;
}

void add_payload(DeedPage& view, Trail& trail, const http::Request& request,
                 const history::WholeDeed& whole) {
  const auto told = history::told(whole.payload);
  if (!told) return;
  for (const history::Change& change : told->changes) {
    view.changes.push_back({field_words(request, change.field),
                            value_words(trail, request, change, change.before),
                            value_words(trail, request, change, change.after)});
  }
  for (const history::Change& fact : told->facts) {
    if (fact.after.empty()) continue;
    view.payload.push_back(
        {field_words(request, fact.field), value_words(trail, request, fact, fact.after), {}});
  }
  const bool of_people = whole.deed.subject_kind == "people";
  const bool of_deeds = whole.deed.subject_kind == "deeds" || whole.deed.subject_kind == "deed" ||
                        whole.deed.subject_kind == "trail";
  for (const std::string& id : told->ids) {
    const std::string_view kind = of_people ? "person" : of_deeds ? "deed" : "";
    view.ids.push_back({{},
                        kind.empty() ? id : trail.subject(kind, id),
                        of_deeds ? http::address(request.language, "/staff/history/deeds/" + id)
                        : kind.empty() ? std::string()
                                       : http::address(request.language, subject_path(kind, id))});
  }
}

DeedPage deed_page(db::Read& tx, const http::Request& request, const Visitor& visitor,
                   const history::WholeDeed& whole) {
  const std::string& municipality = visitor.visit.who.municipality;
  Trail trail(tx, request, municipality);
  const history::PastDeed& deed = whole.deed;
  const TrailLine line = trail.line(deed);
  DeedPage view;
  view.heading = say(request, "audit_pages.deed_title", {{"kind", line.kind}, {"at", line.at}});
  view.page = frame(request, visitor.visit, view.heading, below_trail(request));
  add_fact(view.facts, request, "audit_pages.who", line.who, line.who_url);
  add_fact(view.facts, request, "audit_pages.in_post", line.post);
  add_fact(view.facts, request, "audit_pages.at", line.at);
  add_fact(view.facts, request, "audit_pages.origin", line.origin);
  add_fact(view.facts, request, "audit_pages.kind", line.kind);
  add_fact(view.facts, request, "audit_pages.subject", line.subject, line.subject_url);
  add_fact(view.facts, request, "audit_pages.reason", line.reason);
  if (deed.erased_by) {
    view.erased = word(request, "audit_pages.erased");
    view.erased_url = http::address(request.language, deed_path(*deed.erased_by));
  }
  add_payload(view, trail, request, whole);
  add_fact(view.proof, request, "audit_pages.number", line.id);
  add_fact(view.proof, request, "audit_pages.chain",
           say(request, "audit_pages.chain_place",
               {{"writer", std::to_string(whole.writer)},
                {"sequence", std::to_string(whole.sequence)}}));
  add_fact(view.proof, request, "audit_pages.digest", whole.digest);
  add_fact(view.proof, request, "audit_pages.seal", seal_words(request, tx, municipality, whole));
  add_fact(view.proof, request, "audit_pages.retention", retention_words(request, whole));
  for (const history::Review review : history::review_of(tx, municipality, deed.id).reasons)
    view.reviews.push_back(word(request, "history.review_" + std::string(history::in_db(review))));
  return view;
}

std::vector<std::string> csv_headers(const http::Request& request) {
  std::vector<std::string> headers;
  for (const std::string_view key :
       {"audit_pages.number", "audit_pages.at", "audit_pages.who", "audit_pages.in_post",
        "audit_pages.kind", "audit_pages.subject", "audit_pages.subject_code", "audit_pages.reason",
        "audit_pages.origin"})
    headers.push_back(word(request, key));
  return headers;
}

}  // namespace

http::Response get_trail(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const std::string& municipality = visitor.visit.who.municipality;
  const AskedTrail asked = read_question(desk, request, visitor);
  const http::Request form = as_form(request);
  const Forms forms{form, nullptr, asked.tried, kAuditWords};
  visitor.looked = {"trail", "search", {}};
  TrailPage view;
  view.page = frame(request, visitor.visit, word(request, "audit_pages.trail_title"));
  view.problems = problems(forms);
  view.action = http::address(request.language, "/staff/history");
  if (asked.is_set) view.clear_url = view.action;
  view.csv_url = url_with(request, "/staff/history.csv", "before", {});
  if (may(visitor.visit.who, Deed::mark_history, {municipality, visitor.visit.who.body}))
    view.review_url = http::address(request.language, "/staff/history/review");
  desk.database.read([&](db::Read& tx) {
    view.fields = search_fields(tx, forms, municipality);
    Trail trail(tx, request, municipality);
    history::Found found;
    if (asked.tried.wrong.empty())
      found = history::search(tx, municipality, asked.question,
                              number_of(request.parameter("before")), kLinesOnPage);
    view.found = table_of(trail, request, found, "/staff/history", "before", visitor);
    return 0;
  });
  return page(pages::trail(view, request.language), asked.tried.wrong.empty() ? 200 : 400);
}

std::string trail_file(db::Read& tx, const http::Request& request, std::string_view municipality,
                       const history::Question& question, std::optional<history::DeedId> before,
                       std::size_t lines_max) {
  output::Sheet sheet{.title = {}, .headers = csv_headers(request), .rows = {}};
  Trail trail(tx, request, std::string(municipality));
  // One search gives up after a while; the file goes on from there.
  do {
    const auto limit = static_cast<int>(std::min(kAtOnce, lines_max - sheet.rows.size()));
    const auto found = history::search(tx, municipality, question, before, limit);
    for (const history::PastDeed& deed : found.deeds) {
      const TrailLine line = trail.line(deed);
      sheet.rows.push_back({line.id, base::iso_japan(deed.at), line.who, line.post, line.kind,
                            line.subject, deed.subject_kind + " " + deed.subject_key, line.reason,
                            line.origin});
    }
    before = found.next;
  } while (before && sheet.rows.size() < lines_max);
  if (before) {
    sheet.rows.push_back(
        {say(request, "audit_pages.file_cut",
             {{"max", std::to_string(lines_max)},
              {"address", url_with(request, "/staff/history.csv", "before", before)}})});
  }
  return output::csv(sheet);
}

http::Response get_trail_csv(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  const std::string& municipality = visitor.visit.who.municipality;
  const AskedTrail asked = read_question(desk, request, visitor);
  if (!asked.tried.wrong.empty()) return get_trail(desk, request, visitor);
  visitor.looked = {"trail", "search", {}};
  http::Response response{200, "text/csv; charset=utf-8", {}, {}, {}};
  response.body = desk.database.read([&](db::Read& tx) {
    return trail_file(tx, request, municipality, asked.question,
                      number_of(request.parameter("before")));
  });
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"history.csv\"");
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

http::Response get_deed(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const std::string& municipality = visitor.visit.who.municipality;
  const std::string number = request.capture("deed");
  const auto id = number_of(number);
  const std::string body = body_reached(visitor);
  std::optional<std::string> shown;
  desk.database.read([&](db::Read& tx) {
    const auto whole = id ? history::whole(tx, municipality, *id) : std::nullopt;
    if (!whole || (!body.empty() && whole->deed.body != body)) return 0;
    visitor.looked = {"deed", number, {}};
    shown = pages::deed(deed_page(tx, request, visitor, *whole), request.language);
    return 0;
  });
  if (shown) return page(*std::move(shown));
  return refused(request, visitor.visit,
                 base::refuse(history::no_such_deed, {{"deed", number}}).error());
}

http::Response get_deeds_of(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  const std::string& municipality = visitor.visit.who.municipality;
  const std::string kind = request.parameter("kind").value_or("");
  const std::string key = request.parameter("key").value_or("");
  visitor.looked = {"trail", kind + " " + key, {}};
  SubjectPage view;
  desk.database.read([&](db::Read& tx) {
    Trail trail(tx, request, municipality);
    view.heading =
        say(request, "audit_pages.deeds_of_title", {{"subject", trail.subject(kind, key)}});
    view.page = frame(request, visitor.visit, view.heading, below_trail(request));
    history::Question question{
        .subject_kind = kind, .subject_key = key, .body = body_reached(visitor)};
    const auto ask = [&](history::Question::Reading reading, std::string_view place) {
      question.reading = reading;
      const auto found =
          kind.empty() || key.empty()
              ? history::Found{}
              : history::search(tx, municipality, question, number_of(request.parameter(place)),
                                kOfSubjectOnPage);
      return table_of(trail, request, found, "/staff/history/of", place, visitor);
    };
    view.done = ask(history::Question::Reading::without, "before");
    view.read = ask(history::Question::Reading::only, "read_before");
    return 0;
  });
  return page(pages::deeds_of(view, request.language));
}

}  // namespace staff::web
