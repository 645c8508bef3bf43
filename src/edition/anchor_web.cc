// The page of the anchor: made by a deed, shown to be printed.
#include "edition/anchor_service.h"
#include "edition/work_pages.h"
#include "staff/staff_form.h"
#include "ui/edition/anchor.h"

namespace edition::web {
namespace {

using staff::web::word;

constexpr std::string_view kPath = "/staff/edition-anchor";

AnchorPage empty_page(const http::Request& request, const staff::web::Visitor& visitor,
                      const staff::web::Tried& tried) {
  const staff::web::Forms forms{request, &visitor.visit, tried, "edition_pages"};
  AnchorPage view;
  view.page = staff::web::frame(request, visitor.visit, word(request, "edition_pages.anchor_title"),
                                {{word(request, "edition_pages.work_title"),
                                  http::address(request.language, "/staff/editions"), true}});
  view.problems = staff::web::problems(forms);
  view.forms.push_back(
      staff::web::begin_form(forms, "anchor", kPath, "edition_pages.anchor_button"));
  return view;
}

}  // namespace

http::Response get_anchor(const staff::web::Desk&, const http::Request& request,
                          const staff::web::Visitor& visitor) {
  return staff::web::page(pages::anchor(empty_page(request, visitor, {}), request.language));
}

http::Response post_anchor(const staff::web::Desk& desk, const http::Request& request,
                           const staff::web::Visitor& visitor) {
  const auto made = make_anchor(visitor.actor, desk.database, visitor.visit.who.municipality);
  if (!made) {
    const auto tried = staff::web::tried(request, "anchor", made.error(), "");
    return staff::web::page(pages::anchor(empty_page(request, visitor, tried), request.language),
                            tried.status);
  }
  AnchorPage view = empty_page(request, visitor, {});
  view.forms.clear();
  view.text = write(*made);
  return staff::web::page(pages::anchor(view, request.language));
}

}  // namespace edition::web
