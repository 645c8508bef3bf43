// The page of the municipality's own form: upload, what was recognised, take it filled, keep it.
#include <algorithm>
#include <charconv>
#include <set>

#include "output/form_fill.h"
#include "review/form_values.h"
#include "review/own_form.h"
#include "review/review_web.h"
#include "review/review_words.h"
#include "staff/staff_form.h"
#include "ui/review/own_form.h"

namespace review::web {
namespace {

using staff::Deed;
using staff::FieldKind;
using staff::web::Forms;
using staff::web::say;
using staff::web::Tried;
using staff::web::word;

constexpr std::string_view kUploadForm = "own-form";
constexpr std::string_view kWorkbook =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::string page_path(const Review& review) {
  return path_of(review) + "/own-form";
}

std::vector<OwnForm> forms_of(const Desk& desk, const Visitor& visitor) {
  return desk.database.read([&](db::Read& tx) {
    return own_forms(tx, visitor.visit.who.municipality, visitor.visit.who.person);
  });
}

output::FormValues values_of(const Opened& opened, const Visitor& visitor) {
  return form_values(opened, lines_of(opened, visitor.visit.who), base::japan_date(base::now()));
}

// Known to the program under this name, whatever stands in its place.
bool is_known(const output::FormValues& values, const std::string& name) {
  return name == values.row_mark || values.once.contains(name) ||
         (!values.rows.empty() && values.rows.front().contains(name));
}

// 目標:2014 asks for 目標.
std::string without_year(const std::string& name) {
  return name.substr(0, name.find(':'));
}

void sort_names(const http::Request& request, const output::FormValues& values,
                const std::vector<output::FormName>& names, OwnFormCard& card) {
  std::set<std::string> asked;
  for (const output::FormName& one : names) {
    asked.insert(without_year(one.name));
    (is_known(values, one.name) ? card.known : card.unknown).push_back({one.cell, one.name});
  }
  for (const std::string& name : form_names(request.language))
    if (!asked.contains(name)) card.not_asked += (card.not_asked.empty() ? "" : " / ") + name;
}

OwnFormCard card_of(const Forms& forms, const Opened& opened, const output::FormValues& values,
                    const OwnForm& form, bool may_keep) {
  const http::Request& request = forms.request;
  OwnFormCard card;
  card.title =
      word(request, form.kept ? "review_pages.own_form_kept" : "review_pages.own_form_tried");
  card.name =
      say(request, "review_pages.own_form_file",
          {{"name", form.name}, {"at", staff::web::moment_words(request, form.uploaded_at)}});
  const auto names = output::form_names(form.bytes);
  if (!names) {
    card.refusal = base::say(request.language, names.error());
  } else {
    sort_names(request, values, *names, card);
    if (const auto filled = output::fill_form(form.bytes, values); !filled)
      card.refusal = base::say(request.language, filled.error());
  }
  if (card.refusal.empty())
    card.fill = {word(request, "review_pages.own_form_fill"),
                 http::address(request.language, page_path(opened.review) + "/" +
                                                     std::to_string(form.id) + "/filled.xlsx"),
                 true};
  if (may_keep && !form.kept && card.refusal.empty()) {
    staff::FormView keep = staff::web::begin_form(
        forms, "keep-form", page_path(opened.review) + "/keep", "review_pages.own_form_keep");
    keep.quiet = true;
    keep.hidden.push_back({"form", std::to_string(form.id)});
    card.forms.push_back(std::move(keep));
  }
  return card;
}

http::Response show(const Desk& desk, const http::Request& request, const Visitor& visitor,
                    const Tried& tried) {
  const auto opened = asked(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const staff::Who& who = visitor.visit.who;
  const bool may_keep = staff::may(who, Deed::check_answer, {who.municipality, who.body});
  const Forms forms{request, &visitor.visit, tried, kWords};
  OwnFormPage view;
  view.heading = word(request, "review_pages.own_form_title");
  view.page = frame(request, visitor, view.heading, &*opened);
  view.done = done_words(request);
  view.problems = staff::web::problems(forms);
  const auto values = values_of(*opened, visitor);
  for (const OwnForm& one : forms_of(desk, visitor))
    view.cards.push_back(card_of(forms, *opened, values, one, may_keep));
  if (may_keep) {
    staff::FormView form = staff::web::begin_form(forms, kUploadForm, page_path(opened->review),
                                                  "review_pages.own_form_upload");
    form.title = word(request, "review_pages.own_form_upload_title");
    staff::web::add(forms, form, FieldKind::file,
                    {.name = "own_form_file", .required = true, .accept = ".xlsx"});
    view.forms.push_back(std::move(form));
  }
  return staff::web::page(pages::own_form(view, request.language), tried.status);
}

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

http::Response get_own_form(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  return show(desk, request, visitor, {});
}

http::Response post_own_form(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  const auto opened = asked(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const auto file = std::ranges::find(request.files, "own_form_file", &http::UploadedFile::field);
  if (file == request.files.end() || file->bytes.empty()) {
    return show(desk, request, visitor,
                {.form = std::string(kUploadForm),
                 .wrong = {{"own_form_file", word(request, "review_pages.own_form_missing")}},
                 .status = 400});
  }
  const auto names = output::form_names(file->bytes);
  if (!names)
    return show(desk, request, visitor,
                staff::web::tried(request, kUploadForm, names.error(), "own_form_file"));
  const auto stored = upload_own_form(visitor.actor, desk.database, file->name, file->bytes);
  if (!stored)
    return show(desk, request, visitor,
                staff::web::tried(request, kUploadForm, stored.error(), "own_form_file"));
  return staff::web::done(request, page_path(opened->review), "own_form_read");
}

http::Response post_own_form_keep(const Desk& desk, const http::Request& request,
                                  const Visitor& visitor) {
  const auto opened = asked(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const auto kept =
      keep_own_form(visitor.actor, desk.database, number_in(request.typed("form").value_or("")));
  if (!kept) return staff::web::refused(request, visitor.visit, kept.error());
  return staff::web::done(request, page_path(opened->review), "own_form_kept");
}

http::Response get_own_form_file(const Desk& desk, const http::Request& request,
                                 const Visitor& visitor) {
  const auto opened = asked(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const auto all = forms_of(desk, visitor);
  const auto found = std::ranges::find(all, number_in(request.capture("form")), &OwnForm::id);
  if (found == all.end())
    return staff::web::refused(request, visitor.visit, base::refuse(own_form_unknown).error());
  auto filled = output::fill_form(found->bytes, values_of(*opened, visitor));
  if (!filled) return staff::web::refused(request, visitor.visit, filled.error());
  http::Response response = staff::web::page(*std::move(filled));
  response.content_type = kWorkbook;
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"form-" +
                                                           opened->review.plan + "-" +
                                                           opened->review.period + ".xlsx\"");
  return response;
}

}  // namespace review::web
