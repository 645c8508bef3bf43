// The body of the sheet decides who sees and fills it; buttons ask the same table as the deeds.
#include "datacall/sheet_web.h"

#include <algorithm>

#include "datacall/correction_pages.h"
#include "datacall/excel_pages.h"
#include "datacall/reminder_service.h"
#include "paper/paper_web.h"
#include "staff/municipality_service.h"

namespace datacall::web {
namespace {

using staff::Deed;
using staff::FieldKind;
using staff::FormView;
using staff::web::FormReading;
using staff::web::Forms;
using staff::web::Tried;
using staff::web::tried;

constexpr std::string_view kContactForm = "contact";

Place place_of(const http::Request& request) {
  return {call_number(request), sheet_number(request)};
}

bool may(const Visitor& visitor, Deed deed, const Sheet& sheet) {
  const staff::Who& who = visitor.visit.who;
  return staff::may(who, deed, {who.municipality, body_of(sheet)});
}

// The sheet, when the deed of the route reaches its body.
base::Result<OpenedSheet> asked_sheet(const Desk& desk, const http::Request& request,
                                      const Visitor& visitor) {
  auto opened = open_sheet(visitor.actor, desk.database, place_of(request));
  if (!opened) return opened;
  const auto by = by_for(visitor, opened->sheet);
  const bool reads = visitor.deed == Deed::read_work && may_read(visitor.visit.who, opened->sheet);
  if (!by && !reads) return std::unexpected(by.error());
  visitor.looked.subject_kind = "call_sheet";
  visitor.looked.subject_key =
      std::to_string(opened->opened.call.id) + "/" + std::to_string(opened->sheet.number);
  return opened;
}

Eyes eyes_of(const http::Request& request, const Visitor& visitor, const OpenedSheet& opened) {
  return {request, &visitor.visit, sheet_path({opened.opened.call.id, opened.sheet.number}),
          may(visitor, Deed::answer_data_call, opened.sheet)};
}

std::vector<staff::Body> bodies_of(const Desk& desk, const Visitor& visitor) {
  return desk.database.read(
      [&](db::Read& tx) { return staff::bodies(tx, visitor.visit.who.municipality); });
}

// ---- what the planner does

FormView simple_form(const Forms& forms, std::string_view id, const std::string& path,
                     std::string_view button) {
  FormView form = staff::web::begin_form(forms, id, path, button);
  form.quiet = true;
  return form;
}

std::vector<FormView> planner_forms(const Forms& forms, const Eyes& eyes,
                                    const OpenedSheet& opened) {
  std::vector<FormView> all;
  FormView contact =
      simple_form(forms, kContactForm, eyes.path + "/contact", "datacall_pages.contact_button");
  contact.title = word(forms.request, "datacall_pages.contact_title");
  add(forms, contact, FieldKind::text,
      {.name = "contact_name", .value = opened.sheet.contact.name});
  add(forms, contact, FieldKind::text,
      {.name = "contact_mail", .value = opened.sheet.contact.mail});
  all.push_back(
      simple_form(forms, "remind", eyes.path + "/remind", "datacall_pages.remind_button"));
  FormView link = simple_form(forms, "link", eyes.path + "/link", "datacall_pages.link_button");
  link.title = word(forms.request, "datacall_pages.link_title");
  link.hint = opened.sheet.link_until
                  ? say(forms.request, "datacall_pages.link_out",
                        {{"at", staff::web::moment_words(forms.request, *opened.sheet.link_until)}})
                  : word(forms.request, "datacall_pages.link_none");
  all.push_back(std::move(link));
  if (opened.sheet.link_until)
    all.push_back(
        simple_form(forms, "revoke", eyes.path + "/revoke", "datacall_pages.revoke_button"));
  all.push_back(std::move(contact));
  return all;
}

std::vector<http::Link> actions_of(const http::Request& request, const Visitor& visitor,
                                   const Eyes& eyes, const OpenedSheet& opened) {
  std::vector<http::Link> actions;
  const auto offer = [&](Deed deed, std::string_view name, std::string_view end) {
    if (may(visitor, deed, opened.sheet))
      actions.push_back({word(request, name),
                         http::address(request.language, eyes.path + std::string(end)), true});
  };
  if (!opened.sheet.body) return actions;
  offer(Deed::read_work, "datacall_pages.excel_take", "/sheet.xlsx");
  if (!opened.opened.call.closed)
    offer(Deed::answer_data_call, "datacall_pages.excel_title", "/excel");
  offer(Deed::confirm_answer, "datacall_pages.confirm_title", "/confirm");
  offer(Deed::check_answer, "datacall_pages.check_title", "/check");
  offer(Deed::approve_value, "datacall_pages.approve_title", "/approve");
  return actions;
}

http::Response show_sheet(const Desk& desk, const http::Request& request, const Visitor& visitor,
                          const Tried& tried, const std::string& link = {}) {
  const auto opened = asked_sheet(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const Eyes eyes = eyes_of(request, visitor, *opened);
  SheetExtras extras{.tried = tried, .link = link};
  extras.actions = actions_of(request, visitor, eyes, *opened);
  const bool runs = may(visitor, Deed::run_data_call, opened->sheet);
  if (runs && opened->sheet.body && !opened->opened.call.closed) {
    const Forms forms{request, &visitor.visit, tried, kWords};
    extras.forms = planner_forms(forms, eyes, *opened);
    extras.reminder = reminder_body(opened->opened, opened->sheet, today(), request.language);
    if (!link.empty() && opened->sheet.link_until) {
      extras.link_until =
          say(request, "datacall_pages.link_issued",
              {{"at", staff::web::moment_words(request, *opened->sheet.link_until)}});
    }
  }
  return sheet_page(eyes, *opened, bodies_of(desk, visitor), extras);
}

// ---- one line

// Who may ask that an approved value be answered again, and who may settle it: each by the deed of
// their own.
std::vector<FormView> correction_forms(const Forms& forms, const Visitor& visitor, const Eyes& eyes,
                                       const OpenedSheet& opened, const std::string& row) {
  std::vector<FormView> all;
  if (opened.opened.state_of_row(row) != ValueState::approved) return all;
  const auto approved = opened.opened.answer_of(row);
  const Correction* last = last_step(opened.opened.corrections, row, approved->version);
  const bool runs = may(visitor, Deed::run_data_call, opened.sheet);
  if (last != nullptr && last->kind == CorrectionKind::asked) {
    if (last->person == visitor.visit.who.person) return all;
    if (runs)
      all.push_back(settle_form(forms, eyes, row, "/reopen"));
    else if (may(visitor, Deed::approve_value, opened.sheet))
      all.push_back(settle_form(forms, eyes, row, "/reopen-as-approver"));
    return all;
  }
  if (runs)
    all.push_back(ask_form(forms, eyes, row, "/correction-by-planning"));
  else if (may(visitor, Deed::answer_data_call, opened.sheet))
    all.push_back(ask_form(forms, eyes, row, "/correction"));
  return all;
}

bool may_add_papers(const Visitor& visitor, const OpenedSheet& opened, std::string_view row) {
  return may(visitor, Deed::answer_data_call, opened.sheet) &&
         opened.opened.state_of_row(row) != ValueState::approved;
}

http::Response show_row(const Desk& desk, const http::Request& request, const Visitor& visitor,
                        const OpenedSheet& opened, const Tried& tried) {
  const Eyes eyes = eyes_of(request, visitor, opened);
  const std::string row = request.capture("row");
  const Forms forms{request, &visitor.visit, tried, kWords};
  RowExtras extras{.tried = tried};
  extras.versions =
      desk.database.read([&](db::Read& tx) { return versions_of(tx, opened.opened, row); });
  extras.forms = correction_forms(forms, visitor, eyes, opened, row);
  extras.papers.push_back(
      paper::web::section(desk, request, visitor,
                          {.subject = paper_subject(opened.opened.call, opened.sheet, row),
                           .path = row_path(eyes.path, row),
                           .may_add = may_add_papers(visitor, opened, row)},
                          tried));
  return row_page(eyes, opened, row, extras);
}

}  // namespace

http::Response get_sheet(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto response = show_sheet(desk, request, visitor, {});
  const Place place = place_of(request);
  const bool is_owner = desk.database.read([&](db::Read& tx) {
    const auto opened = open(tx, visitor.visit.who.municipality, place.call);
    const Sheet* sheet = opened ? opened->find_sheet(place.sheet) : nullptr;
    return sheet != nullptr && !sheet->seen_at && sheet->body == visitor.visit.who.body &&
           may(visitor, Deed::answer_data_call, *sheet);
  });
  if (is_owner && response.status == 200)
    note_seen(desk.database, visitor.visit.who.municipality, place.call, place.sheet);
  return response;
}

http::Response get_row(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto opened = asked_sheet(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  return show_row(desk, request, visitor, *opened, {});
}

http::Response post_row(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto opened = asked_sheet(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const auto by = by_for(visitor, opened->sheet);
  const Eyes eyes = eyes_of(request, visitor, *opened);
  FormReading typed(request, kAnswerForm, kWords);
  const Given given = given_in(request, request.capture("row"), typed);
  if (!typed.ok()) return show_row(desk, request, visitor, *opened, typed.tried());
  const auto stored = answer(*by, desk.database, place_of(request), How::form, {given});
  if (!stored) {
    return show_row(desk, request, visitor, *opened,
                    tried(request, kAnswerForm, stored.error(), answer_field(stored.error().code)));
  }
  return staff::web::done(request, row_path(eyes.path, given.row), "answered");
}

http::Response post_row_papers(const Desk& desk, const http::Request& request,
                               const Visitor& visitor) {
  const auto opened = asked_sheet(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const std::string row = request.capture("row");
  const auto rows = opened->opened.rows_of(opened->sheet.number);
  if (std::ranges::find(rows, row) == rows.end())
    return show_row(desk, request, visitor, *opened, {});  // which says that there is no such line
  if (opened->opened.state_of_row(row) == ValueState::approved) {
    const auto settled = base::refuse(approved_already, {{"row", row}});
    return show_row(desk, request, visitor, *opened,
                    paper::web::tried_upload(request, settled.error()));
  }
  const auto attached = paper::web::attach_sent(
      desk, request, visitor, paper_subject(opened->opened.call, opened->sheet, row));
  if (!attached) {
    return show_row(desk, request, visitor, *opened,
                    paper::web::tried_upload(request, attached.error()));
  }
  return staff::web::done(request, row_path(sheet_path(place_of(request)), row), "paper_attached");
}

http::Response post_correction(const Desk& desk, const http::Request& request,
                               const Visitor& visitor) {
  const auto opened = asked_sheet(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const auto by = by_for(visitor, opened->sheet);
  FormReading typed(request, kAskForm, kWords);
  const std::string reason = typed.lines("correction_reason");
  const auto asked =
      ask_correction(*by, desk.database, place_of(request), request.capture("row"), reason);
  if (!asked) {
    return show_row(desk, request, visitor, *opened,
                    tried(request, kAskForm, asked.error(), "correction_reason"));
  }
  return staff::web::done(request, row_path(sheet_path(place_of(request)), request.capture("row")),
                          "correction_asked");
}

http::Response post_reopen_row(const Desk& desk, const http::Request& request,
                               const Visitor& visitor) {
  const auto opened = asked_sheet(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const auto by = by_for(visitor, opened->sheet);
  FormReading typed(request, kSettleForm, kWords);
  const auto kind = correction_kind(typed.needed("settle_as"));
  const std::string reason = typed.lines("settle_reason");
  if (!kind || *kind == CorrectionKind::asked)
    typed.note("settle_as", word(request, "datacall_pages.settle_choose"));
  if (!typed.ok()) return show_row(desk, request, visitor, *opened, typed.tried());
  const auto settled = settle_correction(*by, desk.database, place_of(request),
                                         request.capture("row"), *kind, reason);
  if (!settled) {
    return show_row(desk, request, visitor, *opened,
                    tried(request, kSettleForm, settled.error(), "settle_reason"));
  }
  return staff::web::done(
      request, row_path(sheet_path(place_of(request)), request.capture("row")),
      *kind == CorrectionKind::reopened ? "correction_reopened" : "correction_declined");
}

http::Response get_excel_file(const Desk& desk, const http::Request& request,
                              const Visitor& visitor) {
  const auto opened = asked_sheet(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  return excel_file(eyes_of(request, visitor, *opened), *opened, bodies_of(desk, visitor));
}

http::Response get_excel(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto opened = asked_sheet(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  return excel_page(eyes_of(request, visitor, *opened), *opened);
}

http::Response post_excel(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto opened = asked_sheet(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const auto by = by_for(visitor, opened->sheet);
  return take_excel(eyes_of(request, visitor, *opened), *opened, desk.database, *by);
}

http::Response post_contact(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  FormReading typed(request, kContactForm, kWords);
  const Contact contact{typed.text("contact_name"), typed.text("contact_mail")};
  if (!typed.ok()) return show_sheet(desk, request, visitor, typed.tried());
  const Place place = place_of(request);
  const auto set = set_contact(visitor.actor, desk.database, place.call, place.sheet, contact);
  if (!set) return staff::web::refused(request, visitor.visit, set.error());
  return staff::web::done(request, sheet_path(place), "contact_set");
}

http::Response post_remind(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const Place place = place_of(request);
  const auto reminded = remind(visitor.actor, desk.database, place.call, place.sheet);
  if (!reminded) return staff::web::refused(request, visitor.visit, reminded.error());
  return staff::web::done(request, sheet_path(place), "reminded");
}

// Scheme and host are those of the page the button stood on; the secret is shown this once.
http::Response post_link(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const Place place = place_of(request);
  const auto secret = issue_link(visitor.actor, desk.database, place.call, place.sheet);
  if (!secret) return staff::web::refused(request, visitor.visit, secret.error());
  return show_sheet(desk, request, visitor, {},
                    std::string(http::header_value(request, "origin")) +
                        http::address(request.language, "/answer/" + *secret));
}

http::Response post_revoke(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const Place place = place_of(request);
  const auto revoked = revoke_link(visitor.actor, desk.database, place.call, place.sheet);
  if (!revoked) return staff::web::refused(request, visitor.visit, revoked.error());
  return staff::web::done(request, sheet_path(place), "link_revoked");
}

}  // namespace datacall::web
