// The order of a request: where it comes from, who sends it, whether the form is of this session,
// whether the post permits it, whether it was done already; then the page, and the deed of reading
// it, without which it does not leave.
#include "staff/staff_page.h"

#include <algorithm>

#include "base/municipality_code.h"
#include "base/sha256.h"
#include "history/history.h"
#include "http/request.h"
#include "staff/reading.h"
#include "staff/sign_in_web.h"
#include "ui/staff/again.h"
#include "ui/staff/refused.h"

namespace staff::web {
namespace {

constexpr std::string_view kKept = "kept.";
constexpr std::string_view kKeptPath = "kept_path";
constexpr std::string_view kKeptBy = "kept_by";

bool is_secret(std::string_view name) {
  return name.contains("password") || name.contains("secret") || name.contains("token") ||
         name == "code";
}

bool is_of_session(std::string_view name) {
  return name == kFormToken || name == kCommand || name == kWrittenBy;
}

http::Response to_sign_in(const http::Request& request) {
  std::string back = http::address(request.language, http::encode_path(request.path));
  if (!request.query.empty()) back += "?" + http::encode_fields(request.query);
  http::Response response = http::redirect(http::address(request.language, "/sign-in") + "?" +
                                           http::encode_fields({{"back", back}}));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

http::Response without_session(const Desk& desk, const http::Request& request,
                               const base::Refusal& refusal) {
  if (request.method == "POST") return sign_in_again(desk, request, refusal);
  if (refusal.code == second_step_missing.code)
    return http::redirect(http::address(request.language, "/sign-in/code"));
  return to_sign_in(request);
}

// What was typed stands there to be read; sending it from here would do what the other site wants.
http::Response foreign_page(const http::Request& request) {
  AgainPage view;
  view.page =
      http::page_frame(request, word(request, "staff_pages.again_title"), {}, http::Area::other);
  view.sentence = word(request, form_of_another_site.code);
  return page(pages::again(view, request.language), 403);
}

std::string content_hash(const http::Request& request) {
  http::Fields content = request.form;
  std::erase_if(content, [](const auto& field) { return is_of_session(field.first); });
  for (const auto& file : request.files)
    content.emplace_back(file.field, file.name + " " + base::sha256_hex(file.bytes));
  return base::sha256_hex(request.path + "?" + http::encode_fields(content));
}

bool is_command(std::string_view command) {
  return !command.empty() && command.size() <= 64 && std::ranges::all_of(command, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

std::string location_of(const http::Response& response) {
  for (const auto& [name, value] : response.headers)
    if (name == "Location") return value;
  return {};
}

// The same form sent twice (two clicks, a reload) is done once and leads to the same place.
http::Response once(const Desk& desk, const StaffRoute& route, const http::Request& request,
                    const Visitor& visitor) {
  const std::string command = request.typed(kCommand).value_or("");
  if (!is_command(command)) return route.handler(desk, request, visitor);
  const std::string& municipality = visitor.visit.who.municipality;
  const auto known = desk.database.write([&](db::Write& tx) {
    return history::command(tx, municipality, command, content_hash(request));
  });
  if (!known) {
    return again(request, visitor.visit, kept_form(request),
                 base::say(request.language, known.error()), 409);
  }
  if (known->repeated && !known->first_answer.empty()) return http::redirect(known->first_answer);
  http::Response response = route.handler(desk, request, visitor);
  if (const std::string to = location_of(response); !to.empty()) {
    desk.database.write([&](db::Write& tx) -> base::Result<void> {
      // The same form may have come and been answered while this one was under way.
      const auto now = history::command(tx, municipality, command, content_hash(request));
      if (now && now->first_answer.empty()) history::answer(tx, municipality, command, to);
      return {};
    });
  }
  return response;
}

std::vector<std::string> posts_that_may(const http::Request& request, std::string_view deed_code) {
  std::vector<std::string> posts;
  for (const Deed deed : kDeeds) {
    if (code_of(deed) != deed_code) continue;
    for (const Post post : kPosts)
      if (reach(post, deed) != Reach::none) posts.emplace_back(post_word(request, post));
  }
  return posts;
}

base::Refusal with_deed_word(const http::Request& request, base::Refusal refusal) {
  for (base::Fact& fact : refusal.facts) {
    const std::string key = "staff.deed_" + fact.value;
    if (fact.name == "deed" && base::has_words(key)) fact.value = word(request, key);
  }
  return refusal;
}

std::string deed_code_of(const base::Refusal& refusal) {
  const auto fact = std::ranges::find(refusal.facts, "deed", &base::Fact::name);
  return fact == refusal.facts.end() ? std::string() : fact->value;
}

// ---- what is kept of reading and of refusals

// Path and query, as they were asked for.
std::string address_of(const http::Request& request) {
  std::string address = request.path;
  http::Fields query = request.query;
  std::erase_if(query, [](const auto& field) { return is_secret(field.first); });
  if (!query.empty()) address += "?" + http::encode_fields(query);
  return address;
}

bool asks_for_words(const http::Request& request) {
  return !request.parameter("text").value_or("").empty() ||
         !request.parameter("q").value_or("").empty();
}

ReadingKind reading_kind(const http::Request& request, const http::Response& response) {
  if (response.content_type.starts_with("application/pdf")) return ReadingKind::print;
  if (!response.content_type.starts_with("text/html")) return ReadingKind::exported;
  return asks_for_words(request) ? ReadingKind::search : ReadingKind::view;
}

// The answer is let go when it is known who got it.
http::Response kept(const Desk& desk, const StaffRoute& route, const http::Request& request,
                    const Visitor& visitor, http::Response response) {
  if (response.status == 403) {
    note_refused(desk.database, visitor.actor, address_of(request), code_of(route.deed));
    return response;
  }
  if (route.shows == Shows::own || response.status >= 300) return response;
  note_reading(desk.database, visitor.actor,
               {.kind = reading_kind(request, response),
                .address = address_of(request),
                .subject_kind = visitor.looked.subject_kind,
                .subject_key = visitor.looked.subject_key,
                .ids = visitor.looked.ids});
  return response;
}

// Somebody whose posts permit nothing here, or who holds none.
base::Actor refused_actor(const Who& who) {
  base::Actor actor;
  actor.kind = base::ActorKind::staff;
  actor.id = who.person;
  actor.post = who.posts.empty() ? std::string() : std::string(in_db(who.posts.front().post));
  actor.body = who.body;
  actor.municipality = who.municipality;
  actor.origin = who.origin;
  return actor;
}

}  // namespace

std::string session_cookie(std::string_view secret) {
  return std::string(kCookie) + "=" + std::string(secret) +
         "; Path=/; Secure; HttpOnly; SameSite=Lax";
}

std::string no_cookie() {
  return session_cookie("") + "; Max-Age=0";
}

http::Response page(std::string body, int status) {
  http::Response response{.status = status, .body = std::move(body)};
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

http::PageFrame frame(const http::Request& request, const Visit& visit, std::string title,
                      std::vector<http::Link> crumbs) {
  if (request.path != "/staff") {
    crumbs.insert(crumbs.begin(), {word(request, "staff_pages.start_title"),
                                   http::address(request.language, "/staff"), true});
  }
  http::PageFrame frame =
      http::page_frame(request, std::move(title), std::move(crumbs), http::Area::other);
  frame.is_practice = base::is_practice_municipality(visit.who.municipality);
  frame.is_sample = !request.at_official_site && !frame.is_practice;
  frame.account = {visit.who.name, visit.form_token,
                   visit.who.municipality + "/" + visit.who.login};
  return frame;
}

http::Response done(const http::Request& request, std::string_view path, std::string_view done) {
  http::Response response =
      http::redirect(http::address(request.language, path) +
                     (path.contains('?') ? "&done=" : "?done=") + std::string(done));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

std::string done_words(const http::Request& request) {
  const std::string key = "staff_pages.done_" + request.parameter("done").value_or("");
  return base::has_words(key) ? word(request, key) : std::string();
}

http::Response refused(const http::Request& request, const Visit& visit,
                       const base::Refusal& refusal) {
  RefusedPage view;
  view.title = word(request, refusal.http_status == 404   ? "staff_pages.not_there_title"
                             : refusal.http_status == 403 ? "staff_pages.not_permitted_title"
                                                          : "staff_pages.not_done_title");
  view.sentence = base::say(request.language, with_deed_word(request, refusal));
  view.posts = posts_that_may(request, deed_code_of(refusal));
  view.posts_title = word(request, "staff_pages.posts_that_may");
  view.page = frame(request, visit, view.title);
  return page(pages::refused(view, request.language), refusal.http_status);
}

bool is_foreign(const http::Request& request) {
  const std::string_view site = http::header_value(request, "sec-fetch-site");
  if (!site.empty()) return site != "same-origin" && site != "none";
  const std::string_view origin = http::header_value(request, "origin");
  if (origin.empty()) return false;
  const auto authority = origin.find("://");
  return authority == origin.npos ||
         origin.substr(authority + 3) != http::header_value(request, "host");
}

bool is_local_path(std::string_view path) {
  const bool is_ours =
      path.starts_with('/') && !path.starts_with("//") && std::ranges::all_of(path, [](char c) {
        return c > ' ' && c < 0x7f && c != '\\' && c != '"';
      });
  return is_ours && !path.contains("/sign-");
}

KeptForm kept_form(const http::Request& request) {
  KeptForm kept;
  if (request.form.empty()) return kept;  // nothing of it was read
  kept.path = http::encode_path(request.path);
  if (!request.query.empty()) kept.path += "?" + http::encode_fields(request.query);
  kept.written_by = request.typed(kWrittenBy).value_or("");
  for (const auto& field : request.form)
    if (!is_secret(field.first) && !is_of_session(field.first)) kept.fields.push_back(field);
  return kept;
}

void keep_in(FormView& form, const KeptForm& kept) {
  if (kept.path.empty()) return;
  form.hidden.push_back({std::string(kKeptPath), kept.path});
  form.hidden.push_back({std::string(kKeptBy), kept.written_by});
  for (const auto& [name, value] : kept.fields)
    form.hidden.push_back({std::string(kKept) + name, value});
}

KeptForm kept_in(const http::Request& request) {
  KeptForm kept;
  kept.path = request.typed(kKeptPath).value_or("");
  if (!is_local_path(kept.path)) return {};
  kept.written_by = request.typed(kKeptBy).value_or("");
  for (const auto& [name, value] : request.form)
    if (name.starts_with(kKept)) kept.fields.emplace_back(name.substr(kKept.size()), value);
  return kept;
}

http::Response again(const http::Request& request, const Visit& visit, const KeptForm& kept,
                     std::string_view sentence, int status) {
  AgainPage view;
  view.page = frame(request, visit, word(request, "staff_pages.again_title"));
  view.sentence = sentence;
  if (!kept.written_by.empty() && kept.written_by != visit.who.login) {
    view.sentence = say(request, "staff_pages.again_of_another", {{"name", visit.who.name}});
    return page(pages::again(view, request.language), status);
  }
  FormView form = begin_form({request, &visit}, "again", kept.path, "staff_pages.again_send");
  for (const auto& [name, value] : kept.fields) {
    form.hidden.push_back({name, value});
    const std::string label = "staff_pages.field_" + name;
    if (!value.empty() && base::has_words(label))
      view.typed.push_back({word(request, label), value});
  }
  view.form.push_back(std::move(form));
  return page(pages::again(view, request.language), status);
}

std::string_view post_word(const http::Request& request, Post post) {
  return base::words(request.language, "staff.post_" + std::string(in_db(post)));
}

std::string_view deed_word(const http::Request& request, Deed deed) {
  return base::words(request.language, "staff.deed_" + std::string(code_of(deed)));
}

std::optional<http::Response> turn_stranger_away(const Desk& desk, const http::Request& request) {
  const auto visiting = visit(desk.database, http::cookie(request, kCookie));
  if (visiting) return std::nullopt;
  return without_session(desk, request, visiting.error());
}

http::Response staff_page(const Desk& desk, const StaffRoute& route, const http::Request& request) {
  const bool is_post = request.method == "POST";
  if (is_post && is_foreign(request)) return foreign_page(request);
  auto visiting = visit(desk.database, http::cookie(request, kCookie));
  if (!visiting) return without_session(desk, request, visiting.error());
  if (is_post && !is_form_token(*visiting, request.typed(kFormToken).value_or(""))) {
    return again(request, *visiting, kept_form(request),
                 word(request, form_of_another_session.code), 403);
  }
  visiting->who.origin = origin_of(request.remote, visiting->session.hash);
  const auto actor =
      permitted(visiting->who, route.deed, {visiting->who.municipality, visiting->who.body});
  if (!actor) {
    note_refused(desk.database, refused_actor(visiting->who), address_of(request),
                 code_of(route.deed));
    return refused(request, *visiting, actor.error());
  }
  Looked looked;
  const Visitor visitor{*visiting, *actor, route.deed, looked};
  return kept(
      desk, route, request, visitor,
      is_post ? once(desk, route, request, visitor) : route.handler(desk, request, visitor));
}

}  // namespace staff::web
