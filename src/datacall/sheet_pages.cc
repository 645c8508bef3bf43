// From nouns to the words of the two pages; the same for staff and for the holder of a link.
#include "datacall/sheet_pages.h"

#include <algorithm>
#include <charconv>

#include "base/yen.h"
#include "datacall/correction_pages.h"
#include "plan/plan_words.h"
#include "ui/datacall/row.h"
#include "ui/datacall/sheet.h"

namespace datacall::web {
namespace {

using staff::FieldKind;
using staff::FormView;
using staff::web::Forms;

std::string version_text(const OwedLine& line) {
  return std::to_string(line.answer ? line.answer->version : 0);
}

const OwedLine* find_line(const OpenedSheet& opened, std::string_view row) {
  const auto found = std::ranges::find(opened.lines, row, &OwedLine::row);
  return found == opened.lines.end() ? nullptr : &*found;
}

std::string title_of(const Eyes& eyes, const OpenedSheet& opened,
                     const std::vector<staff::Body>& bodies) {
  return say(
      eyes.request, "datacall_pages.sheet_title",
      {{"title", opened.opened.call.title},
       {"owner", owner_words(eyes.request, bodies, opened.sheet.body, opened.sheet.department)}});
}

std::string due_words(const Eyes& eyes, const OpenedSheet& opened) {
  const Progress progress = opened.opened.progress(opened.sheet.number, today());
  std::string text = say(eyes.request, "datacall_pages.due_line",
                         {{"day", staff::web::day_words(eyes.request, opened.opened.call.due)}});
  if (opened.opened.call.closed) return text + word(eyes.request, "datacall_pages.closed_line");
  if (progress.late_days == 0) return text;
  return text + say(eyes.request, "datacall_pages.late_line",
                    {{"days", std::to_string(progress.late_days)}});
}

void add_fact(std::vector<Fact>& facts, std::string name, std::string value) {
  if (!value.empty()) facts.push_back({std::move(name), std::move(value)});
}

std::vector<Fact> known_facts(const http::Request& request, const OwedLine& line) {
  std::vector<Fact> facts;
  add_fact(facts, word(request, "datacall_pages.target"), line.target);
  add_fact(facts, word(request, "datacall_pages.next_target"), line.next_target);
  add_fact(facts, word(request, "datacall_pages.last_year"), line.last_year);
  add_fact(facts, word(request, "datacall_pages.now_shown"), line.now_shown);
  add_fact(facts, word(request, "datacall_pages.from_records"), line.from_records);
  add_fact(facts, word(request, "datacall_pages.why_no_records"), line.why_no_records);
  return facts;
}

std::vector<Fact> answer_facts(const http::Request& request, const OwedLine& line) {
  std::vector<Fact> facts;
  if (!line.answer) return facts;
  const Answer& answer = *line.answer;
  add_fact(facts, word(request, "datacall_pages.result"), answer_words(request, answer.given));
  add_fact(facts, word(request, "datacall_pages.understood"),
           understood_words(request, answer.given));
  if (line.differs_from_records)
    add_fact(facts, word(request, "datacall_pages.difference"),
             say(request, "datacall_pages.differs", {{"records", line.from_records}}));
  add_fact(facts, word(request, "datacall_pages.field_note"), answer.given.note);
  if (answer.given.executed_yen)
    add_fact(facts, word(request, "datacall_pages.field_executed_yen"),
             yen_words(request, *answer.given.executed_yen));
  add_fact(facts, word(request, "datacall_pages.answered_by"),
           say(request, "datacall_pages.by_line",
               {{"name", answer.person_name},
                {"at", staff::web::moment_words(request, answer.at)},
                {"how", word(request, "datacall_pages.how_" + std::string(in_db(answer.how)))}}));
  return facts;
}

std::vector<Fact> sign_facts(const http::Request& request, const OwedLine& line) {
  std::vector<Fact> facts;
  for (const Signed& sign : line.signs) {
    std::string text =
        say(request, "datacall_pages.sign_line",
            {{"name", sign.person_name}, {"at", staff::web::moment_words(request, sign.at)}});
    if (!sign.reason.empty()) text += "\n" + sign.reason;
    add_fact(facts, word(request, "datacall_pages.sign_" + std::string(in_db(sign.sign))), text);
  }
  return facts;
}

std::vector<staff::Option> absence_options(const http::Request& request, const Given& given) {
  std::vector<staff::Option> options = {{"", word(request, "datacall_pages.absence_none"), false}};
  for (const plan::CellState one : absences()) {
    const std::string code(plan::in_db(one));
    options.push_back({code, plan::state_words(request.language, one), given.absence == code});
  }
  return options;
}

void add_hidden(FormView& form, const OwedLine& line) {
  form.hidden.push_back({"version", version_text(line)});
}

// Who answers by a link is asked for the name, since nobody signed in.
void add_name(const Forms& forms, FormView& form) {
  if (forms.visit == nullptr)
    add(forms, form, FieldKind::text, {.name = "name", .required = true, .autocomplete = "name"});
}

FormView answer_form(const Eyes& eyes, const Forms& forms, const OwedLine& line) {
  FormView form = staff::web::begin_form(forms, kAnswerForm, row_path(eyes.path, line.row),
                                         "datacall_pages.answer_button");
  form.title = word(eyes.request, line.answer ? "datacall_pages.answer_again_title"
                                              : "datacall_pages.answer_title");
  add_hidden(form, line);
  const Given given = line.answer ? line.answer->given : Given{};
  add_name(forms, form);
  add(forms, form, FieldKind::text, {.name = "text", .value = given.text});
  add(forms, form, FieldKind::choice,
      {.name = "absence", .options = absence_options(eyes.request, given)});
  add(forms, form, FieldKind::text, {.name = "through", .value = given.through});
  add(forms, form, FieldKind::text, {.name = "note", .value = given.note});
  add(forms, form, FieldKind::text,
      {.name = "executed_yen",
       .value = given.executed_yen ? base::with_thousands(*given.executed_yen) : std::string()});
  return form;
}

// One click takes what the records say; it is a person's answer like any other.
FormView records_form(const Eyes& eyes, const Forms& forms, const OwedLine& line) {
  FormView form = staff::web::begin_form(forms, "records", row_path(eyes.path, line.row),
                                         "datacall_pages.records_button");
  form.title = say(eyes.request, "datacall_pages.records_title", {{"text", line.from_records}});
  form.quiet = true;
  add_hidden(form, line);
  form.hidden.push_back({"text", line.from_records});
  add_name(forms, form);
  return form;
}

bool is_records_answer(const OwedLine& line) {
  return line.answer && line.answer->given.text == line.from_records;
}

http::Link next_line(const Eyes& eyes, const OpenedSheet& opened, const OwedLine& line) {
  const auto here = std::ranges::find(opened.lines, line.row, &OwedLine::row);
  const auto is_open = [](const OwedLine& one) {
    return one.state == ValueState::open || one.state == ValueState::returned ||
           one.state == ValueState::reopened;
  };
  auto next = std::ranges::find_if(here + 1, opened.lines.end(), is_open);
  if (next == opened.lines.end()) next = std::ranges::find_if(opened.lines.begin(), here, is_open);
  if (next == opened.lines.end() || next == here) return {};
  return {say(eyes.request, "datacall_pages.next_row", {{"title", next->title}}),
          http::address(eyes.request.language, row_path(eyes.path, next->row)), true};
}

std::string notice_of(const Eyes& eyes, const OpenedSheet& opened, const OwedLine& line) {
  if (!opened.sheet.body) return word(eyes.request, "datacall_pages.unowned_notice");
  if (line.state == ValueState::approved)
    return word(eyes.request, "datacall_pages.approved_notice");
  if (opened.opened.call.closed && !opened.opened.is_in_correction(line.row))
    return word(eyes.request, "datacall_pages.closed_notice");
  if (!eyes.may_answer) return word(eyes.request, "datacall_pages.read_only_notice");
  return {};
}

}  // namespace

http::Response sheet_page(const Eyes& eyes, const OpenedSheet& opened,
                          const std::vector<staff::Body>& bodies, const SheetExtras& extras) {
  const http::Request& request = eyes.request;
  const Call& call = opened.opened.call;
  const Forms forms{request, eyes.visit, extras.tried, kWords};
  SheetPage view;
  view.title = title_of(eyes, opened, bodies);
  std::vector<http::Link> crumbs;
  if (eyes.visit != nullptr)
    crumbs.push_back({call.title, http::address(request.language, call_path(call.id))});
  view.page = frame(eyes, view.title, std::move(crumbs));
  view.done = done_words(request);
  view.problems = problems(forms);
  view.link = extras.link;
  view.link_until = extras.link_until;
  view.lead = say(request, "datacall_pages.board_lead",
                  {{"plan", opened.plan_title}, {"year", year_words(request, call.fiscal_year)}});
  view.due = due_words(eyes, opened) +
             label_words(request, call.fiscal_year, {opened.is_year_closed, opened.council_on});
  view.message = call.message;
  const Progress progress = opened.opened.progress(opened.sheet.number, today());
  view.count = say(request, "datacall_pages.sheet_count",
                   {{"answered", std::to_string(progress.answered)},
                    {"all", std::to_string(progress.rows)},
                    {"returned", std::to_string(progress.returned)}});
  view.actions = extras.actions;
  view.reminder = extras.reminder;
  view.forms = extras.forms;
  for (const OwedLine& line : opened.lines) {
    view.lines.push_back({line.title,
                          http::address(request.language, row_path(eyes.path, line.row)),
                          line.target, line.last_year, line.from_records,
                          line.answer ? answer_words(request, line.answer->given) : std::string(),
                          state_words(request, line.state)});
  }
  return page(eyes, pages::sheet(view, request.language), extras.tried.status);
}

http::Response row_page(const Eyes& eyes, const OpenedSheet& opened, std::string_view row,
                        const RowExtras& extras) {
  const http::Request& request = eyes.request;
  const OwedLine* line = find_line(opened, row);
  if (line == nullptr) {
    const base::Refusal refusal = base::refuse(unknown_row, {{"row", std::string(row)}}).error();
    if (eyes.visit != nullptr) return staff::web::refused(request, *eyes.visit, refusal);
    return http::refused(refusal);
  }
  const Forms forms{request, eyes.visit, extras.tried, kWords};
  const Call& call = opened.opened.call;
  RowPage view;
  view.title = line->title;
  view.back = {word(request, "datacall_pages.back_to_sheet"),
               http::address(request.language, eyes.path), true};
  std::vector<http::Link> crumbs;
  if (eyes.visit != nullptr)
    crumbs.push_back({call.title, http::address(request.language, call_path(call.id))});
  crumbs.push_back({word(request, "datacall_pages.sheet"), view.back.url, true});
  view.page = frame(eyes, view.title, std::move(crumbs));
  view.done = done_words(request);
  view.problems = problems(forms);
  view.state = state_words(request, line->state);
  view.known = known_facts(request, *line);
  view.answer = answer_facts(request, *line);
  view.signs = sign_facts(request, *line);
  view.corrections = correction_facts(request, extras.versions);
  view.versions = version_facts(request, extras.versions);
  view.notice = notice_of(eyes, opened, *line);
  view.next = next_line(eyes, opened, *line);
  if (view.notice.empty()) {
    if (!line->from_records.empty() && !is_records_answer(*line))
      view.forms.push_back(records_form(eyes, forms, *line));
    view.forms.push_back(answer_form(eyes, forms, *line));
  }
  view.forms.insert(view.forms.end(), extras.forms.begin(), extras.forms.end());
  view.papers = extras.papers;
  return page(eyes, pages::row(view, request.language), extras.tried.status);
}

Given given_in(const http::Request& request, std::string_view row, staff::web::FormReading& typed) {
  Given given;
  given.row = row;
  given.text = typed.text("text");
  given.absence = typed.text("absence");
  given.note = typed.text("note");
  given.through = typed.text("through");
  const std::string yen = typed.text("executed_yen");
  if (!yen.empty()) {
    const auto read = base::parse_yen(yen);
    if (read) given.executed_yen = read->count();
    if (!read) typed.note("executed_yen", base::say(request.language, read.error()));
  }
  const std::string version = typed.text("version");
  std::from_chars(version.data(), version.data() + version.size(), given.seen_version);
  return given;
}

std::string_view answer_field(std::string_view code) {
  if (code == answer_missing.code || code == answer_twice.code) return "text";
  if (code == unknown_absence.code) return "absence";
  if (code == note_missing.code) return "note";
  if (code == through_without_reason.code || code == through_unknown.code) return "through";
  if (code == yen_negative.code) return "executed_yen";
  if (code == name_missing.code) return "name";
  return "text";
}

}  // namespace datacall::web
