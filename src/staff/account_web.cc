// What one sees and changes of oneself. Passwords are never written back into a form.
#include "staff/account_web.h"

#include <algorithm>
#include <charconv>

#include "history/review.h"
#include "history/search.h"
#include "staff/account.h"
#include "staff/audit_words.h"
#include "staff/people_words.h"
#include "staff/qr_square.h"
#include "staff/totp.h"
#include "ui/staff/account.h"
#include "ui/staff/second_factor.h"
#include "ui/staff/start.h"

namespace staff::web {
namespace {

constexpr std::string_view kPasswordForm = "password";
constexpr std::string_view kBeginForm = "begin";
constexpr std::string_view kConfirmForm = "confirm";
constexpr std::string_view kRemoveForm = "remove";
constexpr int kDeedsShown = 50;
constexpr std::size_t kSignInsShown = 10;

SessionLine sign_in_line(const http::Request& request, const Visit& visit, const Session& session) {
  SessionLine line;
  line.started = moment_words(request, session.started_at);
  line.seen = moment_words(request, session.seen_at);
  line.remote = session.remote;
  line.agent = session.agent;
  line.is_own = session.hash == visit.session.hash;
  if (!session.alive_at(base::now())) line.state = word(request, "staff_pages.session_over");
  return line;
}

SessionLine session_line(const Forms& forms, const Visit& visit, const Session& session) {
  SessionLine line = sign_in_line(forms.request, visit, session);
  if (line.is_own) return line;
  const std::string name = session.hash.substr(0, kShortHash);
  FormView end = begin_form(forms, "end-" + name, "/account/sessions/" + name + "/end",
                            "staff_pages.session_end");
  end.quiet = true;
  line.forms.push_back(std::move(end));
  return line;
}

// Where the list of one's own deeds goes on.
std::optional<history::DeedId> deeds_before(const http::Request& request) {
  const auto text = request.method == "POST" ? std::nullopt : request.parameter("before");
  if (!text) return std::nullopt;
  history::DeedId before;
  std::from_chars(text->data(), text->data() + text->size(), before.value);
  return before;
}

FormView password_form(const Forms& forms) {
  FormView form =
      begin_form(forms, kPasswordForm, "/account/password", "staff_pages.password_button");
  add(forms, form, FieldKind::password,
      {.name = "old_password", .required = true, .autocomplete = "current-password"});
  add(forms, form, FieldKind::password,
      {.name = "password", .required = true, .autocomplete = "new-password"});
  add(forms, form, FieldKind::password,
      {.name = "password_again", .required = true, .autocomplete = "new-password"});
  return form;
}

http::Response account_page(const Desk& desk, const http::Request& request, const Visit& visit,
                            const Tried& tried) {
  const Forms forms{request, &visit, tried};
  AccountPage view;
  view.page = frame(request, visit, word(request, "staff_pages.account_title"));
  view.done = done_words(request);
  view.problems = problems(forms);
  view.login = visit.who.login;
  view.name = visit.who.name;
  desk.database.read([&](db::Read& tx) {
    const std::string& municipality = visit.who.municipality;
    const Names known = names(tx, municipality, base::today());
    Trail trail(tx, request, municipality);
    view.body = known.body(visit.who.body);
    for (const PostHeld& held : visit.who.posts)
      view.posts.push_back(post_line(tx, request, municipality, known, held));
    const auto self = person(tx, municipality, visit.who.person);
    view.has_second_factor = self && self->second_factor;
    for (const Session& session : sessions(tx, visit.who))
      view.sessions.push_back(session_line(forms, visit, session));
    for (const Session& session : sign_ins(tx, visit.who, kSignInsShown))
      view.sign_ins.push_back(sign_in_line(request, visit, session));
    const auto found = history::search(tx, municipality, {.person = visit.who.person},
                                       deeds_before(request), kDeedsShown);
    if (found.next) {
      view.earlier_deeds_url = http::address(request.language, "/account") +
                               "?before=" + std::to_string(found.next->value);
    }
    for (const history::PastDeed& deed : found.deeds) {
      const TrailLine line = trail.line(deed);
      view.deeds.push_back({line.at, line.kind, line.subject, line.reason});
    }
    return 0;
  });
  view.password = password_form(forms);
  return page(pages::account(view, request.language), tried.status);
}

// ---- the second factor

struct SecondFactor {
  Tried tried = {};
  std::vector<std::string> recovery_codes = {};
};

FormView confirm_form(const Forms& forms) {
  FormView form = begin_form(forms, kConfirmForm, "/account/second-factor",
                             "staff_pages.second_factor_confirm");
  form.hidden.push_back({"step", "confirm"});
  add(forms, form, FieldKind::text,
      {.name = "code",
       .required = true,
       .autocomplete = "one-time-code",
       .hint = word(forms.request, "staff_pages.code_of_app")});
  return form;
}

FormView begin_factor_form(const Forms& forms, bool is_begun) {
  FormView form =
      begin_form(forms, kBeginForm, "/account/second-factor",
                 is_begun ? "staff_pages.second_factor_anew" : "staff_pages.second_factor_begin");
  form.hidden.push_back({"step", "begin"});
  form.quiet = is_begun;
  return form;
}

FormView remove_form(const Forms& forms) {
  FormView form =
      begin_form(forms, kRemoveForm, "/account/second-factor", "staff_pages.second_factor_remove");
  form.title = word(forms.request, "staff_pages.second_factor_remove_title");
  form.hidden.push_back({"step", "remove"});
  form.quiet = true;
  add(forms, form, FieldKind::password,
      {.name = "old_password", .required = true, .autocomplete = "current-password"});
  return form;
}

void show_secret(const Visit& visit, const std::string& issuer, const std::string& secret,
                 SecondFactorPage& view) {
  for (std::size_t at = 0; at < secret.size(); at += 4)
    view.secret += (at == 0 ? "" : " ") + secret.substr(at, 4);
  const QrSquare square = qr_square(totp_uri(secret, issuer, visit.who.login));
  view.square = square.path;
  view.square_size = square.size;
}

http::Response second_factor_page(const Desk& desk, const http::Request& request,
                                  const Visit& visit, const SecondFactor& shown) {
  const Forms forms{request, &visit, shown.tried};
  SecondFactorPage view;
  view.page = frame(request, visit, word(request, "staff_pages.second_factor"),
                    {{word(request, "staff_pages.account_title"),
                      http::address(request.language, "/account"), true}});
  view.done = done_words(request);
  view.problems = problems(forms);
  view.recovery_codes = shown.recovery_codes;
  std::optional<std::string> begun;
  desk.database.read([&](db::Read& tx) {
    const auto self = person(tx, visit.who.municipality, visit.who.person);
    view.is_on = self && self->second_factor;
    begun = begun_second_factor(tx, visit.who);
    return 0;
  });
  if (view.is_on) {
    view.forms.push_back(remove_form(forms));
  } else {
    if (begun) show_secret(visit, word(request, "site.brand"), *begun, view);
    if (begun) view.forms.push_back(confirm_form(forms));
    view.forms.push_back(begin_factor_form(forms, begun.has_value()));
  }
  return page(pages::second_factor(view, request.language), shown.tried.status);
}

http::Response confirm(const Desk& desk, const http::Request& request, const Visit& visit) {
  FormReading typed(request, kConfirmForm);
  const std::string code = typed.needed("code");
  if (!typed.ok()) return second_factor_page(desk, request, visit, {typed.tried()});
  const auto codes = confirm_second_factor(visit.who, desk.database, code);
  if (!codes) {
    return second_factor_page(desk, request, visit, {tried(request, kConfirmForm, codes.error())});
  }
  return second_factor_page(desk, request, visit, {{}, *codes});
}

http::Response remove(const Desk& desk, const http::Request& request, const Visit& visit) {
  const auto removed = remove_second_factor(visit.who, desk.database, desk.hasher,
                                            request.typed("old_password").value_or(""));
  if (removed) return done(request, "/account/second-factor", "second_factor_removed");
  return second_factor_page(desk, request, visit, {tried(request, kRemoveForm, removed.error())});
}

http::Response begin(const Desk& desk, const http::Request& request, const Visit& visit) {
  const auto begun = begin_second_factor(visit.who, desk.database);
  if (begun) return done(request, "/account/second-factor", "second_factor_begun");
  return second_factor_page(desk, request, visit, {tried(request, kBeginForm, begun.error())});
}

// ---- the start page

struct StartItem {
  Deed deed;
  std::string_view path;
  std::string_view text;
  std::string_view about;
};
constexpr std::array kStart = {
    StartItem{Deed::use_own_account, "/account", "staff_pages.account_title",
              "staff_pages.account_about"},
    StartItem{Deed::read_people, "/staff/people", "staff_pages.people_title",
              "staff_pages.people_about"},
    StartItem{Deed::manage_people, "/staff/people/new", "staff_pages.new_person_title",
              "staff_pages.new_person_about"},
    StartItem{Deed::read_people, "/staff/units", "staff_pages.units_title",
              "staff_pages.units_about"},
    StartItem{Deed::give_posts, "/staff/transfer", "staff_pages.transfer_title",
              "staff_pages.transfer_about"},
    StartItem{Deed::read_history, "/staff/history", "audit_pages.trail_title",
              "audit_pages.trail_about"},
    StartItem{Deed::mark_history, "/staff/history/review", "audit_pages.review_title",
              "audit_pages.review_about"},
    StartItem{Deed::erase_history, "/staff/history/retention", "audit_pages.retention_title",
              "audit_pages.retention_about"},
    StartItem{Deed::use_own_account, "/staff/permissions", "staff_pages.permissions_title",
              "staff_pages.permissions_about"},
};

}  // namespace

namespace {

// 点検: how much waits for whoever marks.
std::optional<StartSection> review_section(const Desk& desk, const http::Request& request,
                                           const Who& who) {
  if (!may(who, Deed::mark_history, {who.municipality, who.body})) return std::nullopt;
  const auto unseen =
      desk.database.read([&](db::Read& tx) { return history::unseen_count(tx, who.municipality); });
  StartSection section{.title = word(request, "audit_pages.review_title"), .lines = {}};
  if (unseen > 0) {
    section.lines.push_back(
        {say(request, "audit_pages.unseen_count", {{"count", std::to_string(unseen)}}),
         http::address(request.language, "/staff/history/review"),
         {},
         StartKind::waiting});
  }
  return section;
}

StartList list_of(const http::Request& request, const std::vector<StartSection>& sections,
                  StartKind kind, std::string_view title, std::string_view nothing) {
  StartList list{word(request, title), {}, word(request, nothing)};
  for (const auto& section : sections) {
    for (const auto& line : section.lines) {
      if (line.kind == kind) list.tasks.push_back({line.text, line.url, line.about, section.title});
    }
  }
  return list;
}

// The pages of each room; rooms without one, which only told what waits, are left out.
std::vector<StartSection> rooms_of(std::vector<StartSection> sections) {
  for (auto& section : sections)
    std::erase_if(section.lines,
                  [](const StartLink& line) { return line.kind != StartKind::page; });
  std::erase_if(sections, [](const StartSection& section) { return section.lines.empty(); });
  return sections;
}

}  // namespace

http::Response get_start(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const Who& who = visitor.visit.who;
  StartPage view;
  view.page = frame(request, visitor.visit, word(request, "staff_pages.start_title"));
  const Names known =
      desk.database.read([&](db::Read& tx) { return names(tx, who.municipality, base::today()); });
  view.posts = say(request, "staff_pages.start_lead",
                   {{"name", who.name}, {"posts", posts_in_words(request, known, who.posts)}});
  std::vector<StartSection> sections;
  for (const StartPart part : desk.start) {
    for (auto& section : part(desk, request, visitor.visit)) sections.push_back(std::move(section));
  }
  if (auto waiting = review_section(desk, request, who)) sections.push_back(*std::move(waiting));
  StartSection own{word(request, "staff_pages.start_more"), {}};
  for (const StartItem& item : kStart) {
    if (!may(who, item.deed, {who.municipality, who.body})) continue;
    own.lines.push_back({word(request, item.text), http::address(request.language, item.path),
                         word(request, item.about)});
  }
  sections.push_back(std::move(own));
  view.lists = {list_of(request, sections, StartKind::waiting, "staff_pages.start_waiting",
                        "staff_pages.start_nothing_waits"),
                list_of(request, sections, StartKind::late, "staff_pages.start_late",
                        "staff_pages.start_nothing_late"),
                list_of(request, sections, StartKind::changed, "staff_pages.start_changed",
                        "staff_pages.start_nothing_changed")};
  view.rooms = rooms_of(std::move(sections));
  return page(pages::start(view, request.language));
}

http::Response get_account(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return account_page(desk, request, visitor.visit, {});
}

http::Response post_password(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  const FormReading typed(request, kPasswordForm);
  if (typed.password("password") != typed.password("password_again")) {
    const Tried unequal{.form = std::string(kPasswordForm),
                        .wrong = {{"password_again", word(request, "staff_pages.not_twice")}},
                        .status = 400};
    return account_page(desk, request, visitor.visit, unequal);
  }
  const auto changed =
      change_password(visitor.visit.who, desk.database, desk.hasher, typed.password("old_password"),
                      typed.password("password"), visitor.visit.session.hash);
  if (changed) return done(request, "/account", "password_changed");
  return account_page(desk, request, visitor.visit, tried(request, kPasswordForm, changed.error()));
}

http::Response get_second_factor(const Desk& desk, const http::Request& request,
                                 const Visitor& visitor) {
  return second_factor_page(desk, request, visitor.visit, {});
}

http::Response post_second_factor(const Desk& desk, const http::Request& request,
                                  const Visitor& visitor) {
  const std::string step = request.typed("step").value_or("");
  if (step == "confirm") return confirm(desk, request, visitor.visit);
  if (step == "remove") return remove(desk, request, visitor.visit);
  return begin(desk, request, visitor.visit);
}

http::Response post_end_session(const Desk& desk, const http::Request& request,
                                const Visitor& visitor) {
  const auto ended = end_session(visitor.visit.who, desk.database, request.capture("session"));
  if (ended) return done(request, "/account", "session_ended");
  return refused(request, visitor.visit, ended.error());
}

}  // namespace staff::web
