// A day is typed as year, month and day; the year may be one of an era. Which field a refusal is
// about stands in one table.
#include "staff/staff_form.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/era.h"
#include "base/japanese_text.h"
#include "base/secret.h"
#include "http/page_frame.h"
#include "staff/password.h"
#include "staff/posts.h"

namespace staff::web {
namespace {

using base::RefusalKind;

struct About {
  std::string_view code;
  std::string_view field;
};
constexpr std::array kAbout = {
    About{login_unfit.code, "login"},
    About{login_taken.code, "login"},
    About{person_name_missing.code, "name"},
    About{"staff.unknown_body", "body"},
    About{password_too_short.code, "password"},
    About{password_too_long.code, "password"},
    About{password_of_own_words.code, "password"},
    About{password_repeats.code, "password"},
    About{password_is_a_run.code, "password"},
    About{password_is_common.code, "password"},
    About{password_wrong.code, "old_password"},
    About{code_wrong.code, "code"},
    About{sign_in_wrong.code, "login"},
    About{unknown_post.code, "post"},
    About{unknown_unit.code, "unit"},
    About{days_reversed.code, "until"},
    About{deputy_of_oneself.code, "deputy_for"},
    About{deputy_without_post.code, "deputy_for"},
    About{deputy_without_end.code, "until"},
    About{"staff.ends_already", "last"},
    About{"staff.reason_missing", "reason"},
    About{unit_unfit.code, "unit"},
    About{unit_known.code, "unit"},
};

std::string_view field_of(std::string_view code) {
  const auto found = std::ranges::find(kAbout, code, &About::code);
  return found == kAbout.end() ? std::string_view() : found->field;
}

std::string trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return std::string(text);
}

std::string typed_of(const http::Fields& typed, std::string_view name) {
  const auto found = std::ranges::find(typed, name, &http::Fields::value_type::first);
  return found == typed.end() ? std::string() : found->second;
}

std::string part(std::string_view name, std::string_view part) {
  return std::string(name) + "_" + std::string(part);
}

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(number)
                                                                         : std::nullopt;
}

// 2026, R8 and 令和8, each also with the word of a year behind it.
std::optional<int> year_of(const std::string& typed) {
  const std::string folded = base::fold_width(typed);
  std::string_view rest = folded;
  const auto year = base::take_era_year(rest);
  if (!year) return std::nullopt;
  const bool is_all =
      rest.empty() || rest == base::words(base::Language::ja, "staff_pages.day_year");
  return is_all ? std::optional(year->year) : std::nullopt;
}

void fill_day(const Forms& forms, FieldView& field, bool is_tried) {
  if (is_tried) {
    field.year = typed_of(forms.tried.typed, part(field.name, "year"));
    field.month = typed_of(forms.tried.typed, part(field.name, "month"));
    field.day = typed_of(forms.tried.typed, part(field.name, "day"));
  } else if (const auto day = base::parse_date(field.value)) {
    field.year = std::to_string(day->year());
    field.month = std::to_string(day->month());
    field.day = std::to_string(day->day());
  }
}

void fill_from_tried(const Forms& forms, FieldView& field) {
  for (const Wrong& wrong : forms.tried.wrong)
    if (wrong.field == field.name) field.error += (field.error.empty() ? "" : " ") + wrong.sentence;
  if (field.is_password || field.is_day || field.is_file) return;
  field.value = typed_of(forms.tried.typed, field.name);
  for (Option& option : field.options) option.selected = option.value == field.value;
}

}  // namespace

std::string word(const http::Request& request, std::string_view key) {
  return std::string(base::words(request.language, key));
}

std::string say(const http::Request& request, std::string_view key,
                const std::vector<base::Fact>& facts) {
  return base::say(request.language, key, facts);
}

std::string day_words(const http::Request& request, base::Date day) {
  return say(request, "staff_pages.day",
             {{"year", std::to_string(day.year())},
              {"month", std::to_string(day.month())},
              {"day", std::to_string(day.day())},
              {"iso", base::iso(day)}});
}

std::string moment_words(const http::Request& request, base::Instant at) {
  return day_words(request, base::japan_date(at)) + " " + base::iso_japan(at).substr(11, 5);
}

std::string day_value(base::Date day) {
  return base::iso(day);
}

Tried tried(const http::Request& request, std::string_view form, const base::Refusal& refusal) {
  return {.form = std::string(form),
          .typed = request.form,
          .wrong = {{std::string(field_of(refusal.code)), base::say(request.language, refusal)}},
          .status = refusal.http_status};
}

Tried tried(const http::Request& request, std::string_view form, const base::Refusal& refusal,
            std::string_view field) {
  return {.form = std::string(form),
          .typed = request.form,
          .wrong = {{std::string(field), base::say(request.language, refusal)}},
          .status = refusal.http_status};
}

FormView begin_form(const Forms& forms, std::string_view id, std::string_view path,
                    std::string_view button) {
  FormView form;
  form.id = id;
  form.action = http::address(forms.request.language, path);
  form.button = word(forms.request, button);
  if (forms.visit != nullptr) {
    form.hidden.push_back({std::string(kFormToken), forms.visit->form_token});
    form.hidden.push_back({std::string(kCommand), base::new_secret()});
    form.hidden.push_back({std::string(kWrittenBy), forms.visit->who.login});
  }
  return form;
}

void add(const Forms& forms, FormView& form, FieldKind kind, FieldView field) {
  field.id = form.id + "-" + field.name;
  const std::string words(forms.words);
  field.label = word(forms.request, words + ".field_" + field.name);
  if (const std::string hint = words + ".hint_" + field.name;
      field.hint.empty() && base::has_words(hint))
    field.hint = word(forms.request, hint);
  field.is_password = kind == FieldKind::password;
  field.is_choice = kind == FieldKind::choice;
  field.is_lines = kind == FieldKind::lines;
  field.is_day = kind == FieldKind::day;
  field.is_file = kind == FieldKind::file;
  if (field.is_file) form.is_upload = true;
  const bool is_tried = forms.tried.form == form.id;
  if (is_tried) fill_from_tried(forms, field);
  if (field.is_day) fill_day(forms, field, is_tried);
  if (!field.error.empty()) field.described_by = field.id + "-error";
  if (!field.hint.empty())
    field.described_by += (field.described_by.empty() ? "" : " ") + field.id + "-hint";
  form.fields.push_back(std::move(field));
}

ProblemsView problems(const Forms& forms) {
  ProblemsView view;
  if (forms.tried.wrong.empty()) return view;
  view.title = say(forms.request, "staff_pages.problems",
                   {{"count", std::to_string(forms.tried.wrong.size())}});
  for (const Wrong& wrong : forms.tried.wrong) {
    const std::string place =
        wrong.field.empty() ? forms.tried.form : forms.tried.form + "-" + wrong.field;
    view.lines.push_back({wrong.sentence, "#" + place});
  }
  return view;
}

FormReading::FormReading(const http::Request& request, std::string_view form,
                         std::string_view words)
    : request_(request), words_(words) {
  tried_.form = form;
  tried_.typed = request.form;
  tried_.status = 400;
}

void FormReading::note(std::string_view name, std::string sentence) {
  tried_.wrong.push_back({std::string(name), std::move(sentence)});
}

std::string FormReading::text(std::string_view name) {
  const std::string typed = trimmed(typed_of(request_.form, name));
  const auto fit = base::check_text(typed, base::Lines::one, kTypedCharactersMax);
  if (!fit) note(name, base::say(request_.language, fit.error()));
  return typed;
}

std::string FormReading::maybe_lines(std::string_view name) {
  std::string typed = typed_of(request_.form, name);
  std::erase(typed, '\r');
  const auto fit = base::check_text(typed, base::Lines::many, kTypedLinesCharactersMax);
  if (!fit) note(name, base::say(request_.language, fit.error()));
  return typed;
}

std::string FormReading::lines(std::string_view name) {
  std::string typed = maybe_lines(name);
  if (trimmed(typed).empty()) note(name, word(request_, "staff_pages.field_empty"));
  return typed;
}

std::string FormReading::password(std::string_view name) const {
  return typed_of(request_.form, name);
}

std::string FormReading::needed(std::string_view name) {
  std::string typed = text(name);
  if (typed.empty()) {
    note(name,
         say(request_, "staff_pages.field_missing",
             {{"field", word(request_, std::string(words_) + ".field_" + std::string(name))}}));
  }
  return typed;
}

std::optional<base::Date> FormReading::day(std::string_view name) {
  const std::string year = text(part(name, "year"));
  const std::string month = text(part(name, "month"));
  const std::string day = text(part(name, "day"));
  if (year.empty() && month.empty() && day.empty()) return std::nullopt;
  const auto in_year = year_of(year);
  const auto in_month = whole_number(base::fold_width(month));
  const auto on_day = whole_number(base::fold_width(day));
  if (!in_year || !in_month || !on_day || *in_month < 1 || *on_day < 1) {
    note(name, word(request_, "staff_pages.day_incomplete"));
    return std::nullopt;
  }
  const auto date =
      base::Date::of(*in_year, static_cast<unsigned>(*in_month), static_cast<unsigned>(*on_day));
  if (!date) {
    note(name, base::say(request_.language, date.error()));
    return std::nullopt;
  }
  return *date;
}

base::Date FormReading::needed_day(std::string_view name) {
  const std::size_t before = tried_.wrong.size();
  const auto typed = day(name);
  if (typed) return *typed;
  if (tried_.wrong.size() == before) note(name, word(request_, "staff_pages.day_incomplete"));
  return base::japan_date(base::now());
}

std::int64_t FormReading::number(std::string_view name) {
  const std::string typed = text(name);
  std::int64_t number = 0;
  std::from_chars(typed.data(), typed.data() + typed.size(), number);
  return number;
}

}  // namespace staff::web
