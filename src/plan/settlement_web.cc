// The years whose accounts are settled: everybody of the staff reads them, planning enters them.
#include <algorithm>

#include "base/fiscal_year.h"
#include "plan/plan_words.h"
#include "plan/settlement_service.h"
#include "plan/settlement_view.h"
#include "plan/work_web.h"
#include "staff/staff_form.h"
#include "ui/plan/settlements.h"

namespace plan::web {
namespace {

using staff::FieldKind;
using staff::web::Forms;
using staff::web::Tried;
using staff::web::word;

constexpr std::string_view kPath = "/staff/settled-years";
constexpr std::string_view kForm = "settle";
constexpr std::string_view kWords = "plan_work";

staff::FormView settle_form(const Forms& forms, base::Date today) {
  staff::FormView form = staff::web::begin_form(forms, kForm, kPath, "plan_work.settle_button");
  form.title = word(forms.request, "plan_work.settle_title");
  const int last_year = base::FiscalYear::containing(today).previous().number();
  staff::web::add(forms, form, FieldKind::text,
                  {.name = "settled_year", .required = true, .value = std::to_string(last_year)});
  staff::web::add(forms, form, FieldKind::day, {.name = "council_on"});
  staff::web::add(forms, form, FieldKind::lines, {.name = "settle_reason", .required = true});
  return form;
}

http::Response show(const staff::web::Desk& desk, const http::Request& request,
                    const staff::web::Visitor& visitor, const Tried& tried) {
  const staff::Who& who = visitor.visit.who;
  const Forms forms{request, &visitor.visit, tried, kWords};
  SettlementsPage view;
  view.page = staff::web::frame(request, visitor.visit, word(request, "plan_work.settled_title"));
  const std::string done = "plan_work.done_" + request.parameter("done").value_or("");
  if (base::has_words(done)) view.done = word(request, done);
  view.problems = staff::web::problems(forms);
  int year = 0;
  for (const Settlement& one :
       desk.database.read([&](db::Read& tx) { return settlements(tx, who.municipality); })) {
    view.lines.push_back({years_words(request.language, {one.fiscal_year}),
                          one.council_on ? staff::web::day_words(request, *one.council_on)
                                         : word(request, "plan_work.settled_taken_back"),
                          one.reason, staff::web::moment_words(request, one.at),
                          one.fiscal_year == year});
    year = one.fiscal_year;
  }
  if (staff::may(who, staff::Deed::check_answer, {who.municipality, who.body}))
    view.forms.push_back(settle_form(forms, base::japan_date(base::now())));
  view.years = {word(request, "plan_work.years_to_years"),
                http::address(request.language, "/staff/years"), true};
  return staff::web::page(pages::settlements(view, request.language), tried.status);
}

std::string_view field_of(std::string_view code) {
  if (code == settlement_too_early.code || code == settlement_to_come.code ||
      code == settlement_unchanged.code)
    return "council_on";
  return code == settlement_year_unknown.code ? "settled_year" : "settle_reason";
}

}  // namespace

http::Response get_settlements(const staff::web::Desk& desk, const http::Request& request,
                               const staff::web::Visitor& visitor) {
  return show(desk, request, visitor, {});
}

http::Response post_settlement(const staff::web::Desk& desk, const http::Request& request,
                               const staff::web::Visitor& visitor) {
  staff::web::FormReading typed(request, kForm, kWords);
  typed.needed("settled_year");
  const auto year = std::clamp<std::int64_t>(typed.number("settled_year"), 0, 9999);
  const WantedSettlement wanted{static_cast<int>(year), typed.day("council_on"),
                                typed.maybe_lines("settle_reason")};
  if (!typed.ok()) return show(desk, request, visitor, typed.tried());
  const auto settled =
      settle_year(visitor.actor, desk.database, wanted, base::japan_date(base::now()));
  if (!settled) {
    return show(desk, request, visitor,
                staff::web::tried(request, kForm, settled.error(), field_of(settled.error().code)));
  }
  return staff::web::done(request, kPath, wanted.council_on ? "settled" : "unsettled");
}

}  // namespace plan::web
