// A call is shown by owner before it is opened. On the board everybody sees the sheets that their
// post reaches; the planner sees all.
#include "datacall/calls_web.h"

#include <algorithm>

#include "datacall/correction_service.h"
#include "datacall/reminder_service.h"
#include "datacall/web_words.h"
#include "figure/closed_years.h"
#include "plan/computed_service.h"
#include "plan/plan_service.h"
#include "plan/settlement_service.h"
#include "staff/municipality_service.h"
#include "staff/people_words.h"
#include "ui/datacall/board.h"
#include "ui/datacall/calls.h"
#include "ui/datacall/new_call.h"

namespace datacall::web {
namespace {

using staff::Deed;
using staff::FieldKind;
using staff::FormView;
using staff::web::FormReading;
using staff::web::Forms;
using staff::web::Tried;
using staff::web::tried;

constexpr std::string_view kNewForm = "new-call";
constexpr std::string_view kOpenForm = "open-call";
constexpr std::string_view kAssignForm = "assign";

CallLine call_line(const http::Request& request, const staff::Who& who, const Opened& opened,
                   const std::string& plan) {
  CallLine line;
  line.title = opened.call.title;
  line.url = http::address(request.language, call_path(opened.call.id));
  line.plan = plan;
  line.year = year_words(request, opened.call.fiscal_year);
  line.due = staff::web::day_words(request, opened.call.due);
  line.state = word(request, opened.call.closed ? "datacall_pages.closed" : "datacall_pages.open");
  int rows = 0, answered = 0;
  for (const Sheet& sheet : opened.sheets) {
    if (!may_read(who, sheet)) continue;
    const Progress progress = opened.progress(sheet.number, today());
    rows += progress.rows;
    answered += progress.answered;
  }
  line.answered = say(request, "datacall_pages.of",
                      {{"part", std::to_string(answered)}, {"all", std::to_string(rows)}});
  return line;
}

std::vector<plan::Listed> plans_of(const Desk& desk, const Visitor& visitor) {
  auto all = plan::list(visitor.actor, desk.database);
  std::erase_if(all, [&](const plan::Listed& one) {
    return one.summary.municipality != visitor.visit.who.municipality;
  });
  return all;
}

std::string plan_title(const std::vector<plan::Listed>& plans, std::string_view slug) {
  for (const auto& one : plans)
    if (one.summary.slug == slug) return one.summary.title;
  return std::string(slug);
}

// ---- a new call

void add_fields(const Forms& forms, FormView& form, const std::vector<plan::Listed>& plans) {
  std::vector<staff::Option> slugs;
  for (const auto& one : plans)
    slugs.push_back({one.summary.slug, one.summary.title + " (" + one.summary.slug + ")"});
  add(forms, form, FieldKind::choice,
      {.name = "plan", .required = true, .options = std::move(slugs)});
  const int last_year = base::FiscalYear::containing(today()).previous().number();
  add(forms, form, FieldKind::text,
      {.name = "fiscal_year", .required = true, .value = std::to_string(last_year)});
  add(forms, form, FieldKind::text, {.name = "title", .required = true});
  add(forms, form, FieldKind::day, {.name = "due", .required = true});
  add(forms, form, FieldKind::lines, {.name = "message"});
}

FormView new_form(const Forms& forms, const std::vector<plan::Listed>& plans) {
  FormView form = staff::web::begin_form(forms, kNewForm, "/staff/data-calls/new",
                                         "datacall_pages.preview_button");
  form.hidden.push_back({"step", "preview"});
  add_fields(forms, form, plans);
  return form;
}

// What was typed travels on with the button that opens the call.
FormView open_form(const Forms& forms) {
  FormView form = staff::web::begin_form(forms, kOpenForm, "/staff/data-calls/new",
                                         "datacall_pages.open_button");
  form.hidden.push_back({"step", "open"});
  for (const std::string_view name :
       {"plan", "fiscal_year", "title", "due_year", "due_month", "due_day", "message"}) {
    form.hidden.push_back({std::string(name), forms.request.typed(name).value_or("")});
  }
  return form;
}

http::Response new_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                        const Tried& tried, const std::optional<Preview>& shown = {}) {
  const Forms forms{request, &visitor.visit, tried, kWords};
  NewCallPage view;
  view.page = frame({request, &visitor.visit, {}}, word(request, "datacall_pages.new_title"), {});
  view.problems = problems(forms);
  if (shown) {
    std::size_t rows = 0;
    const auto bodies = desk.database.read(
        [&](db::Read& tx) { return staff::bodies(tx, visitor.visit.who.municipality); });
    for (const OwnerGroup& group : shown->groups) {
      GroupLine line;
      line.owner = owner_words(request, bodies, group.body, group.department);
      line.count = std::to_string(group.rows.size());
      for (const auto& row : group.rows) line.rows += (line.rows.empty() ? "" : " ") + row;
      rows += group.rows.size();
      view.groups.push_back(std::move(line));
    }
    view.summary = say(request, "datacall_pages.preview_summary",
                       {{"plan", shown->plan_title},
                        {"owners", std::to_string(shown->groups.size())},
                        {"rows", std::to_string(rows)}});
    view.forms.push_back(open_form(forms));
  }
  view.forms.push_back(new_form(forms, plans_of(desk, visitor)));
  view.forms.back().quiet = shown.has_value();
  return staff::web::page(pages::new_call(view, request.language), tried.status);
}

std::string_view field_of(std::string_view code) {
  if (code == no_column_of_year.code) return "fiscal_year";
  if (code == title_missing.code) return "title";
  if (code == due_before_today.code) return "due";
  if (code == plan::unknown_plan.code) return "plan";
  return "";
}

// ---- the board

BoardLine board_line(const http::Request& request, const Opened& opened, const Sheet& sheet,
                     const std::vector<staff::Body>& bodies) {
  const Progress progress = opened.progress(sheet.number, today());
  const auto of = [&](int part) {
    return say(request, "datacall_pages.of",
               {{"part", std::to_string(part)}, {"all", std::to_string(progress.rows)}});
  };
  BoardLine line;
  line.owner = owner_words(request, bodies, sheet.body, sheet.department);
  line.url = http::address(request.language, sheet_path({opened.call.id, sheet.number}));
  line.contact = sheet.contact.name;
  line.seen = sheet.seen_at ? staff::web::moment_words(request, *sheet.seen_at)
                            : word(request, "datacall_pages.not_seen");
  line.answered = of(progress.answered);
  line.confirmed = of(progress.confirmed);
  line.checked = of(progress.checked);
  line.approved = of(progress.approved);
  if (progress.late_days > 0)
    line.late =
        say(request, "datacall_pages.late_days", {{"days", std::to_string(progress.late_days)}});
  if (progress.reminders > 0) {
    line.reminded = say(request, "datacall_pages.reminded_times",
                        {{"count", std::to_string(progress.reminders)},
                         {"at", staff::web::moment_words(request, progress.reminded_at)}});
  }
  return line;
}

FormView assign_form(const Forms& forms, const Opened& opened, const std::vector<std::string>& rows,
                     const staff::web::Names& known) {
  FormView form = staff::web::begin_form(forms, kAssignForm, call_path(opened.call.id) + "/assign",
                                         "datacall_pages.assign_button");
  form.title = word(forms.request, "datacall_pages.assign_title");
  std::vector<staff::Option> options;
  for (const auto& row : rows) options.push_back({row, row});
  add(forms, form, FieldKind::choice,
      {.name = "row", .required = true, .options = std::move(options)});
  add(forms, form, FieldKind::choice,
      {.name = "body",
       .required = true,
       .options = staff::web::body_options(known, forms.visit->who.body)});
  add(forms, form, FieldKind::text, {.name = "department"});
  return form;
}

FormView state_form(const Forms& forms, const Opened& opened) {
  const bool closed = opened.call.closed;
  FormView form = staff::web::begin_form(
      forms, "state", call_path(opened.call.id) + (closed ? "/reopen" : "/close"),
      closed ? "datacall_pages.reopen_button" : "datacall_pages.close_button");
  form.quiet = true;
  return form;
}

// What the daily job prepared for this call, each with its two buttons.
void add_notices(const Desk& desk, const Forms& forms, const Opened& opened,
                 const std::vector<staff::Body>& bodies, BoardPage& view) {
  const http::Request& request = forms.request;
  for (const Notice& one :
       desk.database.read([&](db::Read& tx) { return notices_to_send(tx, opened); })) {
    const Sheet* sheet = opened.find_sheet(one.sheet);
    NoticeView notice;
    notice.owner = owner_words(request, bodies, sheet->body, sheet->department);
    notice.why = say(request, "datacall_pages.notice_" + std::string(in_db(one.rule.kind)),
                     {{"day", staff::web::day_words(request, one.rule.day)}});
    notice.contact = one.contact.name + (one.contact.mail.empty() ? "" : " " + one.contact.mail);
    notice.text = one.body;
    const std::string path =
        sheet_path({one.call, one.sheet}) + "/notices/" + base::iso(one.rule.day);
    for (const NoticeEnd end : {NoticeEnd::sent, NoticeEnd::dropped}) {
      const std::string code(in_db(end));
      FormView form =
          staff::web::begin_form(forms, "notice-" + code + "-" + std::to_string(one.sheet), path,
                                 end == NoticeEnd::sent ? "datacall_pages.notice_sent_button"
                                                        : "datacall_pages.notice_dropped_button");
      form.quiet = end == NoticeEnd::dropped;
      form.hidden.push_back({"end", code});
      notice.forms.push_back(std::move(form));
    }
    view.notices.push_back(std::move(notice));
  }
}

void add_planner_forms(const Forms& forms, const Opened& opened, const staff::web::Names& known,
                       BoardPage& view) {
  if (!opened.call.closed) {
    for (const Sheet& sheet : opened.sheets) {
      const auto rows = opened.rows_of(sheet.number);
      if (!sheet.body && !rows.empty())
        view.forms.push_back(assign_form(forms, opened, rows, known));
    }
  }
  view.forms.push_back(state_form(forms, opened));
}

// What waits for the planner: lines whose approved value somebody wants to correct.
void add_corrections(const Desk& desk, const http::Request& request, const Visitor& visitor,
                     const Opened& opened, const std::vector<staff::Body>& bodies,
                     BoardPage& view) {
  const auto asked = asked_corrections(opened);
  if (asked.empty()) return;
  const auto table = plan::open_table(base::Actor::system(visitor.visit.who.municipality),
                                      desk.database, opened.call.plan, {});
  for (const Correction& one : asked) {
    const Sheet* sheet = opened.find_sheet(opened.find_row(one.row)->sheet);
    if (!may_read(visitor.visit.who, *sheet)) continue;
    const plan::Row* row = table ? plan::find_row(table->plan, one.row) : nullptr;
    view.corrections.push_back(
        {row == nullptr ? one.row : plan::number_and_title(*row),
         http::address(request.language,
                       row_path(sheet_path({opened.call.id, sheet->number}), one.row)),
         owner_words(request, bodies, sheet->body, sheet->department),
         say(request, "datacall_pages.sign_line",
             {{"name", one.person_name}, {"at", staff::web::moment_words(request, one.at)}}),
         one.reason});
  }
}

http::Response board_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                          const Tried& tried) {
  const staff::Who& who = visitor.visit.who;
  const Forms forms{request, &visitor.visit, tried, kWords};
  const auto opened = desk.database.read(
      [&](db::Read& tx) { return open(tx, who.municipality, call_number(request)); });
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const auto known = desk.database.read(
      [&](db::Read& tx) { return staff::web::names(tx, who.municipality, today()); });
  visitor.looked.subject_kind = "data_call";
  visitor.looked.subject_key = std::to_string(opened->call.id);
  BoardPage view;
  view.title = opened->call.title;
  view.page = frame({request, &visitor.visit, {}}, view.title, {});
  view.done = done_words(request);
  view.problems = problems(forms);
  view.lead = say(request, "datacall_pages.board_lead",
                  {{"plan", plan_title(plans_of(desk, visitor), opened->call.plan)},
                   {"year", year_words(request, opened->call.fiscal_year)}});
  view.due = staff::web::day_words(request, opened->call.due);
  view.state = word(request, opened->call.closed ? "datacall_pages.closed" : "datacall_pages.open");
  const int year = opened->call.fiscal_year;
  view.label = label_words(request, year, desk.database.read([&](db::Read& tx) {
    YearState state;
    const auto closed = figure::closed_years(tx, who.municipality, base::now());
    state.is_closed = std::ranges::find(closed, year) != closed.end();
    const auto settled = plan::settled_years(tx, who.municipality);
    if (const auto found = settled.find(year); found != settled.end())
      state.council_on = found->second;
    return state;
  }));
  view.settled = {word(request, "datacall_pages.to_settled"),
                  http::address(request.language, "/staff/settled-years"), true};
  view.message = opened->call.message;
  for (const Sheet& sheet : opened->sheets) {
    if (!may_read(who, sheet) || opened->rows_of(sheet.number).empty()) continue;
    view.lines.push_back(board_line(request, *opened, sheet, known.bodies));
  }
  add_corrections(desk, request, visitor, *opened, known.bodies, view);
  if (staff::may(who, Deed::run_data_call, {who.municipality, ""})) {
    add_notices(desk, forms, *opened, known.bodies, view);
    add_planner_forms(forms, *opened, known, view);
  }
  return staff::web::page(pages::board(view, request.language), tried.status);
}

}  // namespace

http::Response get_calls(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const staff::Who& who = visitor.visit.who;
  CallsPage view;
  view.page =
      staff::web::frame(request, visitor.visit, word(request, "datacall_pages.calls_title"));
  view.may_open = staff::may(who, Deed::run_data_call, {who.municipality, ""});
  const auto plans = plans_of(desk, visitor);
  desk.database.read([&](db::Read& tx) {
    for (const Call& call : calls(tx, who.municipality)) {
      const auto opened = open(tx, who.municipality, call.id);
      if (!opened) continue;
      view.calls.push_back(call_line(request, who, *opened, plan_title(plans, call.plan)));
    }
    return 0;
  });
  return staff::web::page(pages::calls(view, request.language));
}

http::Response get_new_call(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  return new_page(desk, request, visitor, {});
}

http::Response post_new_call(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  FormReading typed(request, kNewForm, kWords);
  const NewCall wanted{.plan = typed.text("plan"),
                       .fiscal_year = static_cast<int>(typed.number("fiscal_year")),
                       .title = typed.needed("title"),
                       .message = request.typed("message").value_or(""),
                       .due = typed.needed_day("due")};
  if (!typed.ok()) return new_page(desk, request, visitor, typed.tried());
  if (request.typed("step").value_or("") != "open") {
    const auto shown = preview(visitor.actor, desk.database, wanted.plan, wanted.fiscal_year);
    if (!shown) {
      return new_page(desk, request, visitor,
                      tried(request, kNewForm, shown.error(), field_of(shown.error().code)));
    }
    return new_page(desk, request, visitor, {.form = std::string(kNewForm), .typed = request.form},
                    *shown);
  }
  const auto call = open_call(visitor.actor, desk.database, wanted, today());
  if (!call) {
    return new_page(desk, request, visitor,
                    tried(request, kNewForm, call.error(), field_of(call.error().code)));
  }
  return staff::web::done(request, call_path(*call), "opened");
}

http::Response get_board(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return board_page(desk, request, visitor, {});
}

http::Response post_assign(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  FormReading typed(request, kAssignForm, kWords);
  const std::string row = typed.text("row"), body = typed.text("body");
  const std::string department = typed.text("department");
  if (!typed.ok()) return board_page(desk, request, visitor, typed.tried());
  const auto assigned =
      assign(visitor.actor, desk.database, call_number(request), row, body, department);
  if (!assigned) {
    return board_page(desk, request, visitor, tried(request, kAssignForm, assigned.error(), "row"));
  }
  return staff::web::done(request, call_path(call_number(request)), "assigned");
}

http::Response post_notice(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto day = base::parse_date(request.capture("day"));
  const auto end = notice_end(request.typed("end").value_or(""));
  if (!day || !end)
    return staff::web::refused(request, visitor.visit, base::refuse(unknown_notice).error());
  const auto settled = settle_notice(visitor.actor, desk.database, call_number(request),
                                     sheet_number(request), *day, *end);
  if (!settled) return staff::web::refused(request, visitor.visit, settled.error());
  return staff::web::done(request, call_path(call_number(request)),
                          *end == NoticeEnd::sent ? "reminded" : "notice_dropped");
}

http::Response post_close(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto closed = close(visitor.actor, desk.database, call_number(request));
  if (!closed) return staff::web::refused(request, visitor.visit, closed.error());
  return staff::web::done(request, call_path(call_number(request)), "closed");
}

http::Response post_reopen(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto reopened = reopen(visitor.actor, desk.database, call_number(request));
  if (!reopened) return staff::web::refused(request, visitor.visit, reopened.error());
  return staff::web::done(request, call_path(call_number(request)), "reopened");
}

}  // namespace datacall::web
