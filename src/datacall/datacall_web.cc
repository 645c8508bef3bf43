// Every address with the deed that the permission table has to allow; and the start page.
#include "datacall/datacall_web.h"

#include "datacall/calls_web.h"
#include "datacall/sheet_web.h"
#include "datacall/sign_web.h"
#include "datacall/web_words.h"
#include "staff/municipality_service.h"

namespace datacall::web {
namespace {

using staff::Deed;
using staff::web::Shows;
using staff::web::StaffRoute;

// clang-format off
constexpr StaffRoute kRoutes[] = {
    {"GET",  "/staff/data-calls",                                  Deed::read_work,        get_calls, Shows::work},
    {"GET",  "/staff/data-calls/new",                              Deed::run_data_call,    get_new_call},
    {"POST", "/staff/data-calls/new",                              Deed::run_data_call,    post_new_call},
    {"GET",  "/staff/data-calls/{call}",                           Deed::read_work,        get_board, Shows::work},
    {"POST", "/staff/data-calls/{call}/assign",                    Deed::run_data_call,    post_assign},
    {"POST", "/staff/data-calls/{call}/close",                     Deed::run_data_call,    post_close},
    {"POST", "/staff/data-calls/{call}/reopen",                    Deed::run_data_call,    post_reopen},
    {"GET",  "/staff/data-calls/{call}/sheets/{sheet}",            Deed::read_work,        get_sheet, Shows::work},
    {"POST", "/staff/data-calls/{call}/sheets/{sheet}/contact",    Deed::run_data_call,    post_contact},
    {"POST", "/staff/data-calls/{call}/sheets/{sheet}/remind",     Deed::run_data_call,    post_remind},
    {"POST", "/staff/data-calls/{call}/sheets/{sheet}/link",       Deed::run_data_call,    post_link},
    {"POST", "/staff/data-calls/{call}/sheets/{sheet}/revoke",     Deed::run_data_call,    post_revoke},
    {"GET",  "/staff/data-calls/{call}/sheets/{sheet}/rows/{row}", Deed::read_work,        get_row, Shows::work},
    {"POST", "/staff/data-calls/{call}/sheets/{sheet}/rows/{row}", Deed::answer_data_call, post_row},
    {"GET",  "/staff/data-calls/{call}/sheets/{sheet}/sheet.xlsx", Deed::read_work,        get_excel_file, Shows::work},
    {"GET",  "/staff/data-calls/{call}/sheets/{sheet}/excel",      Deed::answer_data_call, get_excel, Shows::work},
    {"POST", "/staff/data-calls/{call}/sheets/{sheet}/excel",      Deed::answer_data_call, post_excel},
    {"GET",  "/staff/data-calls/{call}/sheets/{sheet}/confirm",    Deed::confirm_answer,   get_confirm, Shows::work},
    {"POST", "/staff/data-calls/{call}/sheets/{sheet}/confirm",    Deed::confirm_answer,   post_confirm},
    {"GET",  "/staff/data-calls/{call}/sheets/{sheet}/check",      Deed::check_answer,     get_check, Shows::work},
    {"POST", "/staff/data-calls/{call}/sheets/{sheet}/check",      Deed::check_answer,     post_check},
    {"GET",  "/staff/data-calls/{call}/sheets/{sheet}/approve",    Deed::approve_value,    get_approve, Shows::work},
    {"POST", "/staff/data-calls/{call}/sheets/{sheet}/approve",    Deed::approve_value,    post_approve},
};
// clang-format on

// What one sheet asks of somebody today; nothing for most.
void add_waiting(const http::Request& request, const staff::Who& who, const Opened& opened,
                 const Sheet& sheet, const std::vector<staff::Body>& bodies,
                 std::vector<staff::StartLink>& lines) {
  const Progress progress = opened.progress(sheet.number, today());
  const staff::Place place{who.municipality, body_of(sheet)};
  const std::string path = sheet_path({opened.call.id, sheet.number});
  const std::string owner = owner_words(request, bodies, sheet.body, sheet.department);
  const auto tell = [&](std::string_view what, int count, const std::string& end) {
    std::string about = say(request, what, {{"count", std::to_string(count)}});
    if (progress.late_days > 0)
      about +=
          say(request, "datacall_pages.late_line", {{"days", std::to_string(progress.late_days)}});
    lines.push_back({opened.call.title + " " + owner, http::address(request.language, path + end),
                     std::move(about),
                     progress.late_days > 0 ? staff::StartKind::late : staff::StartKind::waiting});
  };
  const int open = progress.rows - progress.answered;
  const bool takes = !opened.call.closed;  // signing goes on after the call is closed
  if (takes && open > 0 && staff::may(who, Deed::answer_data_call, place))
    tell("datacall_pages.start_open", open, "");
  const int unconfirmed = progress.answered - progress.confirmed;
  if (unconfirmed > 0 && staff::may(who, Deed::confirm_answer, place))
    tell("datacall_pages.start_unconfirmed", unconfirmed, "/confirm");
  const int unchecked = progress.confirmed - progress.checked;
  if (unchecked > 0 && staff::may(who, Deed::check_answer, place))
    tell("datacall_pages.start_unchecked", unchecked, "/check");
  const int unapproved = progress.checked - progress.approved;
  if (unapproved > 0 && staff::may(who, Deed::approve_value, place))
    tell("datacall_pages.start_unapproved", unapproved, "/approve");
  const bool runs = staff::may(who, Deed::run_data_call, place);
  if (runs && progress.late_days > 0) tell("datacall_pages.start_late", open, "");
  if (takes && runs && !sheet.body && progress.rows > 0)
    tell("datacall_pages.start_unowned", progress.rows, "");
}

}  // namespace

std::span<const StaffRoute> staff_routes() {
  return kRoutes;
}

std::vector<staff::StartSection> start_part(const staff::web::Desk& desk,
                                            const http::Request& request,
                                            const staff::Visit& visit) {
  const staff::Who& who = visit.who;
  if (!staff::may(who, Deed::read_work, {who.municipality, who.body})) return {};
  staff::StartSection section;
  section.title = word(request, "datacall_pages.calls_title");
  desk.database.read([&](db::Read& tx) {
    const auto bodies = staff::bodies(tx, who.municipality);
    for (const Call& call : calls(tx, who.municipality)) {
      const auto opened = open(tx, who.municipality, call.id);
      if (!opened) continue;
      for (const Sheet& sheet : opened->sheets)
        add_waiting(request, who, *opened, sheet, bodies, section.lines);
    }
    return 0;
  });
  section.lines.push_back({word(request, "datacall_pages.start_all"),
                           http::address(request.language, "/staff/data-calls"),
                           word(request, "datacall_pages.calls_lead")});
  return {section};
}

}  // namespace datacall::web
