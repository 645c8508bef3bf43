// No cookie takes part: a form of another site is refused by where it comes from, and without the
// secret it could not be sent here.
#include "datacall/link_web.h"

#include "datacall/correction_pages.h"
#include "datacall/excel_pages.h"
#include "staff/municipality_service.h"

namespace datacall::web {
namespace {

using staff::web::Desk;

http::Response refused(const base::Refusal& refusal) {
  http::Response response = http::refused(refusal);
  response.headers.emplace_back("Cache-Control", "no-store");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  return response;
}

struct Reached {
  Linked place;
  base::Actor actor;
  OpenedSheet opened;
};

base::Result<Reached> reached(const Desk& desk, const http::Request& request) {
  const auto place = desk.database.read(
      [&](db::Read& tx) { return linked(tx, request.capture("secret"), base::now()); });
  if (!place) return std::unexpected(place.error());
  base::Actor actor = base::Actor::visitor();
  actor.municipality = place->municipality;
  auto opened = open_sheet(actor, desk.database, {place->call, place->sheet});
  if (!opened) return std::unexpected(opened.error());
  actor.body = opened->sheet.body.value_or("");
  return Reached{*place, actor, *std::move(opened)};
}

Eyes eyes_of(const http::Request& request) {
  return {request, nullptr, "/answer/" + request.capture("secret"), true};
}

http::Response linked_row(const Desk& desk, const http::Request& request, const Reached& sheet,
                          const staff::web::Tried& tried) {
  const Eyes eyes = eyes_of(request);
  const std::string row = request.capture("row");
  const Opened& opened = sheet.opened.opened;
  RowExtras extras{.tried = tried};
  extras.versions = desk.database.read([&](db::Read& tx) { return versions_of(tx, opened, row); });
  const auto approved = opened.answer_of(row);
  const Correction* last =
      approved ? last_step(opened.corrections, row, approved->version) : nullptr;
  const bool is_asked = last != nullptr && last->kind == CorrectionKind::asked;
  if (opened.state_of_row(row) == ValueState::approved && !is_asked)
    extras.forms.push_back(ask_form({request, nullptr, tried, kWords}, eyes, row, "/correction"));
  return row_page(eyes, sheet.opened, row, extras);
}

}  // namespace

http::Response get_linked_sheet(const Desk& desk, const http::Request& request) {
  const auto sheet = reached(desk, request);
  if (!sheet) return refused(sheet.error());
  if (!sheet->opened.sheet.seen_at)
    note_seen(desk.database, sheet->place.municipality, sheet->place.call, sheet->place.sheet);
  const auto bodies = desk.database.read(
      [&](db::Read& tx) { return staff::bodies(tx, sheet->place.municipality); });
  const Eyes eyes = eyes_of(request);
  SheetExtras extras;
  const auto offer = [&](std::string_view name, std::string_view end) {
    extras.actions.push_back(
        {word(request, name), http::address(request.language, eyes.path + std::string(end)), true});
  };
  offer("datacall_pages.excel_take", "/sheet.xlsx");
  if (!sheet->opened.opened.call.closed) offer("datacall_pages.excel_title", "/excel");
  return sheet_page(eyes, sheet->opened, bodies, extras);
}

http::Response get_linked_row(const Desk& desk, const http::Request& request) {
  const auto sheet = reached(desk, request);
  if (!sheet) return refused(sheet.error());
  return linked_row(desk, request, *sheet, {});
}

http::Response get_linked_excel_file(const Desk& desk, const http::Request& request) {
  const auto sheet = reached(desk, request);
  if (!sheet) return refused(sheet.error());
  const auto bodies = desk.database.read(
      [&](db::Read& tx) { return staff::bodies(tx, sheet->place.municipality); });
  return excel_file(eyes_of(request), sheet->opened, bodies);
}

http::Response get_linked_excel(const Desk& desk, const http::Request& request) {
  const auto sheet = reached(desk, request);
  if (!sheet) return refused(sheet.error());
  return excel_page(eyes_of(request), sheet->opened);
}

http::Response post_linked_excel(const Desk& desk, const http::Request& request) {
  if (staff::web::is_foreign(request))
    return refused(base::refuse(staff::web::form_of_another_site).error());
  const auto sheet = reached(desk, request);
  if (!sheet) return refused(sheet.error());
  return take_excel(eyes_of(request), sheet->opened, desk.database, {sheet->actor, {}});
}

http::Response post_linked_row(const Desk& desk, const http::Request& request) {
  if (staff::web::is_foreign(request))
    return refused(base::refuse(staff::web::form_of_another_site).error());
  const auto sheet = reached(desk, request);
  if (!sheet) return refused(sheet.error());
  const Eyes eyes = eyes_of(request);
  staff::web::FormReading typed(request, kAnswerForm, kWords);
  const Given given = given_in(request, request.capture("row"), typed);
  const std::string name = typed.needed("name");
  if (!typed.ok()) return linked_row(desk, request, *sheet, typed.tried());
  const auto stored = answer({sheet->actor, name}, desk.database,
                             {sheet->place.call, sheet->place.sheet}, How::link, {given});
  const bool sent_twice = !stored && stored.error().code == nothing_changed.code;
  if (!stored && !sent_twice) {
    return linked_row(
        desk, request, *sheet,
        staff::web::tried(request, kAnswerForm, stored.error(), answer_field(stored.error().code)));
  }
  return staff::web::done(request, row_path(eyes.path, given.row), "answered");
}

http::Response post_linked_correction(const Desk& desk, const http::Request& request) {
  if (staff::web::is_foreign(request))
    return refused(base::refuse(staff::web::form_of_another_site).error());
  const auto sheet = reached(desk, request);
  if (!sheet) return refused(sheet.error());
  staff::web::FormReading typed(request, kAskForm, kWords);
  const std::string name = typed.needed("name");
  const std::string reason = typed.lines("correction_reason");
  if (!typed.ok()) return linked_row(desk, request, *sheet, typed.tried());
  const auto asked =
      ask_correction({sheet->actor, name}, desk.database, {sheet->place.call, sheet->place.sheet},
                     request.capture("row"), reason);
  if (!asked) {
    return linked_row(desk, request, *sheet,
                      staff::web::tried(request, kAskForm, asked.error(), "correction_reason"));
  }
  return staff::web::done(request, row_path(eyes_of(request).path, request.capture("row")),
                          "correction_asked");
}

}  // namespace datacall::web
