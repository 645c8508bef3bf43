// Who signs in has no session yet, so these forms rely on where the request comes from.
#include "staff/sign_in_web.h"

#include <array>

#include "staff/account.h"
#include "staff/municipality_service.h"
#include "staff/password.h"
#include "staff/practice.h"
#include "ui/staff/form_page.h"
#include "ui/staff/sign_in.h"

namespace staff::web {
namespace {

constexpr std::string_view kSignInForm = "sign-in";
constexpr std::string_view kCodeForm = "code";
constexpr std::string_view kInvitationForm = "invitation";

std::vector<Municipality> municipalities_of(const Desk& desk) {
  return desk.database.read([](db::Read& tx) { return municipalities(tx); });
}

std::string chosen_municipality(const Desk& desk, const http::Request& request) {
  const auto known = municipalities_of(desk);
  if (known.size() == 1) return known.front().code;
  return request.typed("municipality").value_or("");
}

std::string back_of(const http::Request& request) {
  const auto asked = request.method == "POST" ? request.typed("back") : request.parameter("back");
  return asked && is_local_path(*asked) ? *asked : http::address(request.language, "/staff");
}

http::Response foreign() {
  return http::refused(base::refuse(form_of_another_site).error());
}

void add_practice(const Desk& desk, const http::Request& request, SignInPage& view) {
  if (!desk.practice_allowed) return;
  const auto people = desk.database.read([](db::Read& tx) { return practice_people(tx); });
  for (const PracticePerson& one : people)
    view.practice.push_back({one.body_name + std::string(post_word(request, one.post)), one.login});
  if (!people.empty()) view.practice_password = kPracticePassword;
}

void add_municipalities(const Desk& desk, const Forms& forms, FormView& form) {
  const auto known = municipalities_of(desk);
  if (known.size() == 1) return;
  FieldView field{.name = "municipality", .required = true};
  for (const Municipality& one : known) {
    const bool is_english = forms.request.language == base::Language::en;
    field.options.push_back({.value = one.code,
                             .label = is_english ? one.name_en : one.name,
                             .selected = one.code == kPracticeMunicipality});
  }
  add(forms, form, FieldKind::choice, std::move(field));
}

struct SigningIn {
  Tried tried = {};
  KeptForm kept = {};
  std::string notice = {};
  int status = 200;
};

http::Response sign_in_page(const Desk& desk, const http::Request& request,
                            const SigningIn& asked) {
  const Forms forms{request, nullptr, asked.tried};
  SignInPage view;
  view.page =
      http::page_frame(request, word(request, "staff_pages.sign_in_title"), {}, http::Area::other);
  view.notice = asked.notice;
  view.keeps_typed = !asked.kept.path.empty();
  view.problems = problems(forms);
  view.form = begin_form(forms, kSignInForm, "/sign-in", "staff_pages.sign_in_button");
  view.form.hidden.push_back({"back", back_of(request)});
  keep_in(view.form, asked.kept);
  add_municipalities(desk, forms, view.form);
  add(forms, view.form, FieldKind::text,
      {.name = "login",
       .required = true,
       .value = asked.kept.written_by,
       .autocomplete = "username"});
  add(forms, view.form, FieldKind::password,
      {.name = "password", .required = true, .autocomplete = "current-password"});
  add_practice(desk, request, view);
  return page(pages::sign_in(view, request.language), asked.status);
}

http::Response code_page(const http::Request& request, const Tried& tried, const KeptForm& kept,
                         int status) {
  const Forms forms{request, nullptr, tried};
  FormPage view;
  view.heading = word(request, "staff_pages.code_title");
  view.lead = word(request, "staff_pages.code_lead");
  view.page = http::page_frame(request, view.heading, {}, http::Area::other);
  view.problems = problems(forms);
  view.form = begin_form(forms, kCodeForm, "/sign-in/code", "staff_pages.code_button");
  view.form.hidden.push_back({"back", back_of(request)});
  keep_in(view.form, kept);
  add(forms, view.form, FieldKind::text,
      {.name = "code", .required = true, .autocomplete = "one-time-code"});
  for (FieldView& field : view.form.fields) field.value.clear();
  return page(pages::form_page(view, request.language), status);
}

http::Response with_cookie(http::Response response, std::string cookie) {
  response.headers.emplace_back("Set-Cookie", std::move(cookie));
  return response;
}

http::Response no_store(http::Response response) {
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

// Signed in: to where they wanted to go, or to what they had typed.
http::Response arrived(const Desk& desk, const http::Request& request, const SignedIn& signed_in) {
  const KeptForm kept = kept_in(request);
  std::string cookie = session_cookie(signed_in.secret);
  if (kept.path.empty())
    return with_cookie(no_store(http::redirect(back_of(request))), std::move(cookie));
  const auto visiting = visit(desk.database, signed_in.secret);
  if (!visiting) return http::refused(visiting.error());
  return with_cookie(
      again(request, *visiting, kept, word(request, "staff_pages.again_after_sign_in"), 200),
      std::move(cookie));
}

std::vector<std::string> password_rules(const http::Request& request, const Person& person) {
  const std::size_t least = person.second_factor ? kPasswordMinBeside : kPasswordMin;
  return {say(request, "staff_pages.rule_length",
              {{"min", std::to_string(least)}, {"max", std::to_string(kPasswordMax)}}),
          word(request, "staff_pages.rule_any"), word(request, "staff_pages.rule_not")};
}

http::Response invitation_page(const http::Request& request, const Person& person,
                               const Tried& tried, int status) {
  const Forms forms{request, nullptr, tried};
  FormPage view;
  view.heading = word(request, "staff_pages.invitation_title");
  view.lead =
      say(request, "staff_pages.invitation_lead", {{"name", person.name}, {"login", person.login}});
  view.page = http::page_frame(request, view.heading, {}, http::Area::other);
  view.problems = problems(forms);
  view.rules = password_rules(request, person);
  view.form = begin_form(forms, kInvitationForm, "/invitation/" + request.capture("secret"),
                         "staff_pages.invitation_button");
  add(forms, view.form, FieldKind::password,
      {.name = "password", .required = true, .autocomplete = "new-password"});
  add(forms, view.form, FieldKind::password,
      {.name = "password_again", .required = true, .autocomplete = "new-password"});
  return page(pages::form_page(view, request.language), status);
}

base::Result<Person> invited_by(const Desk& desk, const http::Request& request) {
  return desk.database.read([&](db::Read& tx) { return invited(tx, request.capture("secret")); });
}

}  // namespace

http::Response sign_in_again(const Desk& desk, const http::Request& request,
                             const base::Refusal& refusal) {
  SigningIn asked;
  asked.kept = kept_form(request);
  asked.notice = base::say(request.language, refusal);
  asked.status = 401;
  return sign_in_page(desk, request, asked);
}

http::Response get_sign_in(const Desk& desk, const http::Request& request) {
  const std::string_view secret = http::cookie(request, kCookie);
  if (!secret.empty()) {
    const auto visiting = visit(desk.database, secret);
    if (visiting) return no_store(http::redirect(back_of(request)));
    if (visiting.error().code == session_over.code)
      return sign_in_page(desk, request, {.notice = base::say(request.language, visiting.error())});
  }
  return sign_in_page(desk, request, {.notice = done_words(request)});
}

http::Response post_sign_in(const Desk& desk, const http::Request& request) {
  if (is_foreign(request)) return foreign();
  FormReading typed(request, kSignInForm);
  Attempt attempt;
  attempt.municipality = chosen_municipality(desk, request);
  attempt.login = typed.needed("login");
  attempt.password = typed.password("password");
  attempt.remote = request.remote;
  attempt.agent = http::header_value(request, "user-agent");
  attempt.practice_allowed = desk.practice_allowed;
  SigningIn asked{.kept = kept_in(request)};
  if (!typed.ok()) {
    asked.tried = typed.tried();
    asked.status = 400;
    return sign_in_page(desk, request, asked);
  }
  const auto signed_in = sign_in(desk.database, desk.hasher, attempt);
  if (!signed_in) {
    asked.tried = tried(request, kSignInForm, signed_in.error());
    asked.status = signed_in.error().http_status;
    return sign_in_page(desk, request, asked);
  }
  if (const std::string_view before = http::cookie(request, kCookie); !before.empty())
    sign_out(desk.database, before);
  if (signed_in->half) {
    return with_cookie(code_page(request, {}, asked.kept, 200), session_cookie(signed_in->secret));
  }
  return arrived(desk, request, *signed_in);
}

http::Response get_code(const Desk& desk, const http::Request& request) {
  const auto visiting = visit(desk.database, http::cookie(request, kCookie));
  if (visiting) return no_store(http::redirect(back_of(request)));
  if (visiting.error().code == second_step_missing.code) return code_page(request, {}, {}, 200);
  return no_store(http::redirect(http::address(request.language, "/sign-in")));
}

http::Response post_code(const Desk& desk, const http::Request& request) {
  if (is_foreign(request)) return foreign();
  FormReading typed(request, kCodeForm);
  const std::string code = typed.needed("code");
  if (!typed.ok()) return code_page(request, typed.tried(), kept_in(request), 400);
  const auto signed_in = second_step(desk.database, http::cookie(request, kCookie), code);
  if (signed_in) return arrived(desk, request, *signed_in);
  const base::Refusal& refusal = signed_in.error();
  if (refusal.http_status == 401) {
    return sign_in_page(
        desk, request,
        {.kept = kept_in(request), .notice = base::say(request.language, refusal), .status = 401});
  }
  return code_page(request, tried(request, kCodeForm, refusal), kept_in(request),
                   refusal.http_status);
}

http::Response post_sign_out(const Desk& desk, const http::Request& request) {
  if (is_foreign(request)) return foreign();
  const std::string_view secret = http::cookie(request, kCookie);
  const auto visiting = visit(desk.database, secret);
  if (visiting && !is_form_token(*visiting, request.typed(kFormToken).value_or("")))
    return foreign();
  if (!secret.empty()) sign_out(desk.database, secret);
  return with_cookie(done(request, "/sign-in", "signed_out"), no_cookie());
}

http::Response get_invitation(const Desk& desk, const http::Request& request) {
  const auto person = invited_by(desk, request);
  if (!person) return no_store(http::refused(person.error()));
  return invitation_page(request, *person, {}, 200);
}

http::Response post_invitation(const Desk& desk, const http::Request& request) {
  if (is_foreign(request)) return foreign();
  const auto person = invited_by(desk, request);
  if (!person) return no_store(http::refused(person.error()));
  const std::string password = request.typed("password").value_or("");
  if (password != request.typed("password_again").value_or("")) {
    const Tried unequal{.form = std::string(kInvitationForm),
                        .wrong = {{"password_again", word(request, "staff_pages.not_twice")}}};
    return invitation_page(request, *person, unequal, 400);
  }
  const auto accepted = accept(desk.database, desk.hasher, request.capture("secret"), password);
  if (accepted) return done(request, "/sign-in", "password_set");
  return invitation_page(request, *person, tried(request, kInvitationForm, accepted.error()),
                         accepted.error().http_status);
}

}  // namespace staff::web
