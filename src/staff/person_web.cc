// One person: every deed of an administrator is a form of its own on one page, and a refusal brings
// the page back with that form as it was typed.
#include <algorithm>
#include <charconv>

#include "http/page_frame.h"
#include "http/request.h"
#include "staff/account.h"
#include "staff/audit_words.h"
#include "staff/people_web.h"
#include "staff/people_words.h"
#include "staff/session.h"
#include "ui/staff/person.h"

namespace staff::web {
namespace {

constexpr std::string_view kInvite = "invite";
constexpr std::string_view kUnlock = "unlock";
constexpr std::string_view kReset = "reset";
constexpr std::string_view kEnd = "end";
constexpr std::string_view kRestore = "restore";
constexpr std::string_view kGive = "give";

std::string path_of(const Person& person, std::string_view below = {}) {
  return "/staff/people/" + std::to_string(person.person) + std::string(below);
}

std::string end_post_form(std::int64_t held) {
  return "end-post-" + std::to_string(held);
}

struct Shown {
  Tried tried = {};
  std::string link = {};  // of an invitation, once
};

FormView deed_form(const Forms& forms, const Person& person, std::string_view id,
                   std::string_view below, std::string_view button) {
  FormView form = begin_form(forms, id, path_of(person, below), button);
  form.title = form.button;
  form.quiet = true;
  form.is_part = true;
  return form;
}

FormView with_reason(const Forms& forms, FormView form) {
  add(forms, form, FieldKind::text, {.name = "reason", .required = true});
  return form;
}

std::string failures_words(const http::Request& request, const Failures& failed) {
  if (failed.count == 0) return word(request, "staff_pages.failures_none");
  std::string text =
      say(request, "staff_pages.failures", {{"count", std::to_string(failed.count)}});
  if (failed.count >= kFailuresLock) {
    text += word(request, "staff_pages.failures_locked");
  } else if (failed.wait_until > base::now()) {
    text += say(request, "staff_pages.failures_wait",
                {{"at", moment_words(request, failed.wait_until)}});
  }
  return text;
}

std::vector<FormView> account_forms(const Forms& forms, const Person& person,
                                    const Failures& failed) {
  if (person.ended_at) {
    return {with_reason(
        forms, deed_form(forms, person, kRestore, "/restore", "staff_pages.restore_person"))};
  }
  FormView invitation =
      deed_form(forms, person, kInvite, "/invitation",
                person.has_password ? "staff_pages.invite_again" : "staff_pages.invite");
  invitation.hint = word(forms.request, "staff_pages.invite_hint");
  invitation.quiet = person.has_password;
  FormView unlocking = deed_form(forms, person, kUnlock, "/unlock", "staff_pages.unlock");
  unlocking.hint =
      failures_words(forms.request, failed) + " " + word(forms.request, "staff_pages.unlock_hint");
  std::vector<FormView> all = {std::move(invitation), std::move(unlocking)};
  if (person.second_factor) {
    all.push_back(with_reason(forms, deed_form(forms, person, kReset, "/reset-second-factor",
                                               "staff_pages.reset_second_factor")));
  }
  all.push_back(
      with_reason(forms, deed_form(forms, person, kEnd, "/end", "staff_pages.end_person")));
  return all;
}

FormView give_form(const Forms& forms, const Person& person, const Names& known) {
  FormView form = begin_form(forms, kGive, path_of(person, "/posts"), "staff_pages.give_button");
  form.title = word(forms.request, "staff_pages.give_title");
  form.is_part = true;
  add(forms, form, FieldKind::choice,
      {.name = "post", .required = true, .options = post_options(forms.request)});
  add(forms, form, FieldKind::choice,
      {.name = "unit", .required = true, .options = unit_options(forms.request, known)});
  add(forms, form, FieldKind::day,
      {.name = "from", .required = true, .value = day_value(base::today())});
  add(forms, form, FieldKind::day, {.name = "until"});
  add(forms, form, FieldKind::text, {.name = "deputy_for"});
  return form;
}

FormView end_form(const Forms& forms, const Person& person, const PostHeld& held) {
  FormView form = deed_form(forms, person, end_post_form(held.held),
                            "/posts/" + std::to_string(held.held) + "/end", "staff_pages.end_post");
  form.title.clear();
  add(forms, form, FieldKind::day,
      {.name = "last", .required = true, .value = day_value(base::today())});
  return with_reason(forms, std::move(form));
}

void add_posts(db::Read& tx, const Forms& forms, const Person& person, const Names& known,
               bool may_give, PersonPage& view) {
  for (const PostHeld& held : posts_of(tx, person.municipality, person.person)) {
    PostLine line = post_line(tx, forms.request, person.municipality, known, held);
    const bool is_over = held.ended || (held.until && *held.until < base::today());
    if (held.ended) line.note += word(forms.request, "staff_pages.post_taken_back");
    if (may_give && !is_over && !person.ended_at)
      line.forms.push_back(end_form(forms, person, held));
    (is_over ? view.past : view.posts).push_back(std::move(line));
  }
}

std::string state_words(const http::Request& request, const Person& person) {
  std::string text = word(request, person.ended_at        ? "staff_pages.person_left"
                                   : !person.has_password ? "staff_pages.person_without_password"
                                                          : "staff_pages.person_active");
  if (person.practice)
    text += word(request, "staff_pages.comma") + word(request, "staff_pages.person_practice");
  if (person.second_factor)
    text += word(request, "staff_pages.comma") + word(request, "staff_pages.second_factor_is_on");
  return text;
}

http::Response person_page(const Desk& desk, const http::Request& request, const Visit& visit,
                           const Person& person, const Shown& shown) {
  const Forms forms{request, &visit, shown.tried};
  const Place place{person.municipality, person.body};
  const bool may_give = may(visit.who, Deed::give_posts, place);
  PersonPage view;
  view.page = frame(request, visit, person.name,
                    {{word(request, "staff_pages.people_title"),
                      http::address(request.language, "/staff/people"), true}});
  view.done = done_words(request);
  view.link = shown.link;
  view.link_until = say(request, "staff_pages.link_until",
                        {{"hours", std::to_string(kInvitationHours)}, {"name", person.name}});
  view.problems = problems(forms);
  view.name = person.name;
  view.login = person.login;
  view.state = state_words(request, person);
  desk.database.read([&](db::Read& tx) {
    const Names known = names(tx, person.municipality, base::today());
    view.body = known.body(person.body);
    add_posts(tx, forms, person, known, may_give, view);
    if (may(visit.who, Deed::read_history, place)) {
      view.deeds_url = http::address(forms.request.language, "/staff/history") + "?" +
                       http::encode_fields({{"person", person.login}});
      view.history_url = http::address(forms.request.language,
                                       subject_path("person", std::to_string(person.person)));
    }
    if (may_give && !person.ended_at) view.give.push_back(give_form(forms, person, known));
    if (may(visit.who, Deed::manage_people, place))
      view.account = account_forms(forms, person, failures(tx, person.municipality, person.login));
    return 0;
  });
  return page(pages::person(view, request.language), shown.tried.status);
}

std::int64_t number_of(const std::string& text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ptr == text.data() + text.size() ? number : 0;
}

base::Result<Person> asked_person(const Desk& desk, const http::Request& request,
                                  const Visitor& visitor) {
  const Who& who = visitor.visit.who;
  const auto found = desk.database.read([&](db::Read& tx) {
    return person(tx, who.municipality, number_of(request.capture("person")));
  });
  if (!found) return std::unexpected(found.error());
  const auto allowed = permitted(who, visitor.deed, {found->municipality, found->body});
  if (!allowed) return std::unexpected(allowed.error());
  return found;
}

// Loads the person, does the deed, and goes back to the page that says so, or shows the form again.
// work(person) -> base::Result<…>
template <class Work>
http::Response do_with_person(const Desk& desk, const http::Request& request,
                              const Visitor& visitor, std::string_view form, std::string_view says,
                              Work work) {
  const auto person = asked_person(desk, request, visitor);
  if (!person) return refused(request, visitor.visit, person.error());
  const auto result = work(*person);
  if (result) return done(request, path_of(*person), says);
  return person_page(desk, request, visitor.visit, *person,
                     {.tried = tried(request, form, result.error())});
}

// The same for a deed that wants a reason. work(person, reason)
template <class Work>
http::Response do_with_reason(const Desk& desk, const http::Request& request,
                              const Visitor& visitor, std::string_view form, std::string_view says,
                              Work work) {
  FormReading typed(request, form);
  const std::string reason = typed.needed("reason");
  if (typed.ok()) {
    return do_with_person(desk, request, visitor, form, says,
                          [&](const Person& person) { return work(person, reason); });
  }
  const auto person = asked_person(desk, request, visitor);
  if (!person) return refused(request, visitor.visit, person.error());
  return person_page(desk, request, visitor.visit, *person, {.tried = typed.tried()});
}

// Scheme and host are those of the page the button stood on.
std::string link_of(const http::Request& request, const std::string& secret) {
  return std::string(http::header_value(request, "origin")) +
         http::address(request.language, "/invitation/" + secret);
}

base::Result<std::optional<std::int64_t>> deputy_of(const Desk& desk, const Person& person,
                                                    const std::string& login) {
  if (login.empty()) return std::optional<std::int64_t>();
  const auto other = desk.database.read(
      [&](db::Read& tx) { return person_of_login(tx, person.municipality, login); });
  if (!other) return std::unexpected(other.error());
  return std::optional(other->person);
}

}  // namespace

http::Response get_person(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto person = asked_person(desk, request, visitor);
  if (!person) return refused(request, visitor.visit, person.error());
  visitor.looked = {"person", std::to_string(person->person), {}};
  return person_page(desk, request, visitor.visit, *person, {});
}

http::Response post_invite(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto person = asked_person(desk, request, visitor);
  if (!person) return refused(request, visitor.visit, person.error());
  const auto secret = invite(visitor.actor, desk.database, person->municipality, person->person);
  if (!secret) {
    return person_page(desk, request, visitor.visit, *person,
                       {.tried = tried(request, kInvite, secret.error())});
  }
  return person_page(desk, request, visitor.visit, *person, {.link = link_of(request, *secret)});
}

http::Response post_end_person(const Desk& desk, const http::Request& request,
                               const Visitor& visitor) {
  return do_with_reason(desk, request, visitor, kEnd, "person_ended",
                        [&](const Person& person, const std::string& reason) {
                          return end_person(visitor.actor, desk.database, person.municipality,
                                            person.person, reason);
                        });
}

http::Response post_restore_person(const Desk& desk, const http::Request& request,
                                   const Visitor& visitor) {
  return do_with_reason(desk, request, visitor, kRestore, "person_restored",
                        [&](const Person& person, const std::string& reason) {
                          return restore_person(visitor.actor, desk.database, person.municipality,
                                                person.person, reason);
                        });
}

http::Response post_unlock(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return do_with_person(desk, request, visitor, kUnlock, "unlocked", [&](const Person& person) {
    return unlock(visitor.actor, desk.database, person.municipality, person.person);
  });
}

http::Response post_reset_second_factor(const Desk& desk, const http::Request& request,
                                        const Visitor& visitor) {
  return do_with_reason(desk, request, visitor, kReset, "second_factor_reset",
                        [&](const Person& person, const std::string& reason) {
                          return reset_second_factor(visitor.actor, desk.database,
                                                     person.municipality, person.person, reason);
                        });
}

http::Response post_give_post(const Desk& desk, const http::Request& request,
                              const Visitor& visitor) {
  const auto person = asked_person(desk, request, visitor);
  if (!person) return refused(request, visitor.visit, person.error());
  FormReading typed(request, kGive);
  NewHolding wanted{.person = person->person,
                    .post = typed.needed("post"),
                    .unit = typed.text("unit"),
                    .from = typed.needed_day("from"),
                    .until = typed.day("until"),
                    .deputy_for = {}};
  const std::string deputy_for = typed.text("deputy_for");
  if (!typed.ok())
    return person_page(desk, request, visitor.visit, *person, {.tried = typed.tried()});
  const auto deputy = deputy_of(desk, *person, deputy_for);
  if (!deputy) {
    Tried unknown = tried(request, kGive, deputy.error());
    unknown.wrong.front().field = "deputy_for";
    return person_page(desk, request, visitor.visit, *person, {.tried = std::move(unknown)});
  }
  wanted.deputy_for = *deputy;
  return do_with_person(desk, request, visitor, kGive, "post_given", [&](const Person& one) {
    return give_post(visitor.actor, desk.database, one.municipality, wanted);
  });
}

http::Response post_end_post(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  const std::int64_t held = number_of(request.capture("held"));
  const std::string form = end_post_form(held);
  FormReading typed(request, form);
  const base::Date last = typed.needed_day("last");
  const std::string reason = typed.needed("reason");
  if (!typed.ok()) {
    const auto person = asked_person(desk, request, visitor);
    if (!person) return refused(request, visitor.visit, person.error());
    return person_page(desk, request, visitor.visit, *person, {.tried = typed.tried()});
  }
  return do_with_person(
      desk, request, visitor, form, "post_ended",
      [&](const Person& person) -> base::Result<PostHeld> {
        const auto posts = desk.database.read(
            [&](db::Read& tx) { return posts_of(tx, person.municipality, person.person); });
        if (std::ranges::find(posts, held, &PostHeld::held) == posts.end())
          return base::refuse(unknown_holding, {{"held", request.capture("held")}});
        return end_post(visitor.actor, desk.database, person.municipality, held, last, reason);
      });
}

}  // namespace staff::web
