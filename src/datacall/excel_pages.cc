// What a file would change travels through the preview in hidden fields, so that what is stored is
// what was shown.
#include "datacall/excel_pages.h"

#include <algorithm>
#include <charconv>

#include "base/yen.h"
#include "datacall/answer_sheet.h"
#include "ui/datacall/filled.h"

namespace datacall::web {
namespace {

using staff::FieldKind;
using staff::FormView;
using staff::web::Forms;
using staff::web::Tried;

constexpr std::string_view kFileForm = "filled";
constexpr std::string_view kApplyForm = "apply";

std::string title_of(const OpenedSheet& opened, std::string_view row) {
  const auto found = std::ranges::find(opened.lines, row, &OwedLine::row);
  return found == opened.lines.end() ? std::string(row) : found->title;
}

std::string path_of(const Eyes& eyes) {
  return eyes.path + "/excel";
}

FormView file_form(const Eyes& eyes, const Forms& forms, bool quiet) {
  FormView form =
      staff::web::begin_form(forms, kFileForm, path_of(eyes), "datacall_pages.read_button");
  form.title = word(eyes.request, "datacall_pages.file_title");
  form.quiet = quiet;
  form.hidden.push_back({"step", "preview"});
  add(forms, form, FieldKind::file, {.name = "file", .required = true, .accept = ".xlsx"});
  return form;
}

void add_given(FormView& form, const Given& given, std::size_t number) {
  const std::string end = "." + std::to_string(number);
  form.hidden.push_back({"row" + end, given.row});
  form.hidden.push_back({"version" + end, std::to_string(given.seen_version)});
  form.hidden.push_back({"text" + end, given.text});
  form.hidden.push_back({"absence" + end, given.absence});
  form.hidden.push_back({"note" + end, given.note});
  form.hidden.push_back({"through" + end, given.through});
  if (given.executed_yen) form.hidden.push_back({"yen" + end, std::to_string(*given.executed_yen)});
}

std::int64_t number_in(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::vector<Given> givens_in(const http::Request& request) {
  std::vector<Given> all;
  for (std::size_t number = 1; number <= kFilledRowsMax; ++number) {
    const std::string end = "." + std::to_string(number);
    const auto row = request.typed("row" + end);
    if (!row) break;
    Given given{.row = *row,
                .text = request.typed("text" + end).value_or(""),
                .absence = request.typed("absence" + end).value_or(""),
                .note = request.typed("note" + end).value_or(""),
                .executed_yen = {},
                .seen_version = number_in(request.typed("version" + end).value_or("")),
                .through = request.typed("through" + end).value_or("")};
    if (const auto yen = request.typed("yen" + end)) given.executed_yen = number_in(*yen);
    all.push_back(std::move(given));
  }
  return all;
}

FormView apply_form(const Eyes& eyes, const Forms& forms, const std::vector<Given>& given) {
  FormView form =
      staff::web::begin_form(forms, kApplyForm, path_of(eyes), "datacall_pages.apply_button");
  form.hidden.push_back({"step", "apply"});
  std::size_t number = 0;
  for (const Given& one : given) add_given(form, one, ++number);
  if (forms.visit == nullptr)
    add(forms, form, FieldKind::text, {.name = "name", .required = true, .autocomplete = "name"});
  return form;
}

void add_changes(const http::Request& request, const OpenedSheet& opened, const FilledLine& line,
                 std::vector<CellChange>& changes) {
  const auto change = [&](std::string_view what, const std::string& before,
                          const std::string& after) {
    if (before == after) return;
    changes.push_back(
        {line.address, title_of(opened, line.given.row), word(request, what), before, after});
  };
  const auto yen = [&](const Given& given) {
    return given.executed_yen ? yen_words(request, *given.executed_yen) : std::string();
  };
  change("datacall_pages.result", answer_words(request, line.before),
         answer_words(request, line.given));
  change("datacall_pages.field_note", line.before.note, line.given.note);
  change("datacall_pages.field_executed_yen", yen(line.before), yen(line.given));
}

FilledPage begin_page(const Eyes& eyes, const Forms& forms) {
  FilledPage view;
  view.title = word(eyes.request, "datacall_pages.excel_title");
  view.sheet = {word(eyes.request, "datacall_pages.back_to_sheet"),
                http::address(eyes.request.language, eyes.path), true};
  view.page =
      frame(eyes, view.title, {{word(eyes.request, "datacall_pages.sheet"), view.sheet.url, true}});
  view.problems = problems(forms);
  view.summary = word(eyes.request, "datacall_pages.excel_lead");
  return view;
}

http::Response show(const Eyes& eyes, const Tried& tried) {
  const Forms forms{eyes.request, eyes.visit, tried, kWords};
  FilledPage view = begin_page(eyes, forms);
  view.forms.push_back(file_form(eyes, forms, false));
  return page(eyes, pages::filled(view, eyes.request.language), tried.status);
}

http::Response preview_page(const Eyes& eyes, const OpenedSheet& opened, const Filled& filled) {
  const http::Request& request = eyes.request;
  Tried tried{.form = std::string(kFileForm)};
  for (const CellProblem& one : filled.problems) {
    tried.wrong.push_back({"file", say(request, "datacall_pages.cell_problem",
                                       {{"address", one.address},
                                        {"sentence", base::say(request.language, one.refusal)}})});
  }
  if (!tried.wrong.empty()) tried.status = 400;
  const Forms forms{request, eyes.visit, tried, kWords};
  FilledPage view = begin_page(eyes, forms);
  view.summary = say(request, "datacall_pages.excel_summary",
                     {{"changed", std::to_string(filled.changed.size())},
                      {"wrong", std::to_string(filled.problems.size())}});
  std::vector<Given> given;
  for (const FilledLine& line : filled.changed) {
    add_changes(request, opened, line, view.changes);
    given.push_back(line.given);
  }
  for (const std::string& row : filled.missing)
    view.notices.push_back(
        say(request, "datacall_pages.row_missing", {{"title", title_of(opened, row)}}));
  const bool is_good = filled.problems.empty() && !given.empty();
  if (is_good) view.forms.push_back(apply_form(eyes, forms, given));
  view.forms.push_back(file_form(eyes, forms, is_good));
  return page(eyes, pages::filled(view, request.language), tried.status);
}

http::Response apply(const Eyes& eyes, db::Database& database, const OpenedSheet& opened, By by) {
  const http::Request& request = eyes.request;
  const auto given = givens_in(request);
  if (eyes.visit == nullptr) by.name = request.typed("name").value_or("");
  const auto stored =
      answer(by, database, {opened.opened.call.id, opened.sheet.number}, How::excel, given);
  if (stored) return staff::web::done(request, eyes.path, "excel_stored");
  Tried refused = staff::web::tried(request, kApplyForm, stored.error(),
                                    stored.error().code == name_missing.code ? "name" : "");
  const Forms forms{request, eyes.visit, refused, kWords};
  FilledPage view = begin_page(eyes, forms);
  for (const Given& one : given) add_changes(request, opened, {one, {}, {}}, view.changes);
  view.forms.push_back(apply_form(eyes, forms, given));
  return page(eyes, pages::filled(view, request.language), refused.status);
}

}  // namespace

http::Response excel_file(const Eyes& eyes, const OpenedSheet& opened,
                          const std::vector<staff::Body>& bodies) {
  const std::string owner =
      owner_words(eyes.request, bodies, opened.sheet.body, opened.sheet.department);
  http::Response response = page(eyes, answer_sheet(opened, owner, eyes.request.language), 200);
  response.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename=\"answers-" +
                                    std::to_string(opened.opened.call.fiscal_year) + "-" +
                                    std::to_string(opened.sheet.number) + ".xlsx\"");
  return response;
}

http::Response excel_page(const Eyes& eyes, const OpenedSheet&) {
  return show(eyes, {});
}

http::Response take_excel(const Eyes& eyes, const OpenedSheet& opened, db::Database& database,
                          By by) {
  const http::Request& request = eyes.request;
  if (request.typed("step").value_or("") == "apply")
    return apply(eyes, database, opened, std::move(by));
  const auto file = std::ranges::find(request.files, "file", &http::UploadedFile::field);
  if (file == request.files.end()) {
    return show(eyes, {.form = std::string(kFileForm),
                       .wrong = {{"file", word(request, "datacall_pages.file_missing")}},
                       .status = 400});
  }
  const auto filled = read_filled(file->bytes, opened);
  if (!filled) return show(eyes, staff::web::tried(request, kFileForm, filled.error(), "file"));
  return preview_page(eyes, opened, *filled);
}

}  // namespace datacall::web
