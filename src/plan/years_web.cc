// The years' books: everybody of the staff reads them; who may close a year asks, another signs.
#include <algorithm>
#include <charconv>
#include <functional>

#include "figure/closed_years.h"
#include "figure/year_request.h"
#include "plan/plan_words.h"
#include "plan/work_web.h"
#include "plan/years_view.h"
#include "staff/account.h"
#include "staff/staff_form.h"
#include "ui/plan/years.h"

namespace plan::web {
namespace {

using staff::Deed;
using staff::FieldKind;
using staff::FormView;
using staff::web::Forms;
using staff::web::say;
using staff::web::Tried;
using staff::web::word;

constexpr std::string_view kPath = "/staff/years";
constexpr std::string_view kForm = "ask-year";
constexpr std::string_view kWords = "plan_work";
constexpr int kYearsAlways = 3;  // this one and the two before

std::string moved_words(const http::Request& request, const record::YearMove& move) {
  return say(request, move.closed ? "plan_work.years_closed_by" : "plan_work.years_reopened_by",
             {{"day", staff::web::day_words(request, base::japan_date(move.at))},
              {"by", move.by},
              {"reason", move.reason}});
}

std::vector<YearLine> lines_of(const http::Request& request, const record::Books& books,
                               base::Date today) {
  std::set<int, std::greater<>> years;
  const int this_year = base::FiscalYear::containing(today).number();
  for (int i = 0; i < kYearsAlways; ++i) years.insert(this_year - i);
  for (const int year : record::open_years(books, today)) years.insert(year);
  for (const int year : record::closed_years(books, today)) years.insert(year);
  std::vector<YearLine> lines;
  for (const int year : years) {
    const auto state = record::state_of(books, year, today);
    const auto until = record::open_until(books, year, today);
    const auto* move = record::last_move(books, year);
    lines.push_back({years_words(request.language, {year}),
                     word(request, "record.books_" + std::string(record::in_db(state))),
                     until ? staff::web::day_words(request, *until) : "",
                     move == nullptr ? "" : moved_words(request, *move)});
  }
  return lines;
}

FormView ask_form(const Forms& forms, base::Date today) {
  FormView form = staff::web::begin_form(forms, kForm, std::string(kPath) + "/requests",
                                         "plan_work.years_button");
  form.title = word(forms.request, "plan_work.years_form");
  form.hint = word(forms.request, "plan_work.years_form_hint");
  const int last_year = base::FiscalYear::containing(today).previous().number();
  staff::web::add(
      forms, form, FieldKind::choice,
      {.name = "year_deed",
       .required = true,
       .options = {{"close", word(forms.request, "plan_work.years_deed_close"), false},
                   {"reopen", word(forms.request, "plan_work.years_deed_reopen"), false}}});
  staff::web::add(forms, form, FieldKind::text,
                  {.name = "books_year", .required = true, .value = std::to_string(last_year)});
  staff::web::add(forms, form, FieldKind::lines, {.name = "books_reason", .required = true});
  return form;
}

YearRequestView request_view(const Forms& forms, db::Read& tx, const figure::YearRequest& one,
                             bool may_sign) {
  const std::string municipality = forms.visit->who.municipality;
  const auto person = staff::person(tx, municipality, one.asked_by);
  YearRequestView view;
  view.what =
      say(forms.request, one.closes ? "plan_work.years_ask_close" : "plan_work.years_ask_reopen",
          {{"year", std::to_string(one.fiscal_year)}});
  view.asked = say(forms.request, "plan_work.years_asked_by",
                   {{"name", person ? person->name : std::to_string(one.asked_by)},
                    {"at", staff::web::moment_words(forms.request, one.asked_at)},
                    {"reason", one.reason}});
  if (!may_sign) return view;
  const std::string name = std::to_string(one.request);
  const std::string path = std::string(kPath) + "/requests/" + name;
  if (one.asked_by != forms.visit->who.person)
    view.forms.push_back(staff::web::begin_form(forms, "sign-" + name, path + "/sign",
                                                "plan_work.years_sign_button"));
  view.forms.push_back(staff::web::begin_form(forms, "turn-down-" + name, path + "/turn-down",
                                              "plan_work.years_turn_down_button"));
  view.forms.back().quiet = true;
  return view;
}

http::Response show(const staff::web::Desk& desk, const http::Request& request,
                    const staff::web::Visitor& visitor, const Tried& tried) {
  const staff::Who& who = visitor.visit.who;
  const Forms forms{request, &visitor.visit, tried, kWords};
  const base::Date today = base::japan_date(base::now());
  const bool may_sign = staff::may(who, Deed::close_year, {who.municipality, who.body});
  YearsPage view;
  view.page = staff::web::frame(request, visitor.visit, word(request, "plan_work.years_title"));
  const std::string done = "plan_work.done_" + request.parameter("done").value_or("");
  if (base::has_words(done)) view.done = word(request, done);
  view.problems = staff::web::problems(forms);
  desk.database.read([&](db::Read& tx) {
    const auto books = figure::books(tx, who.municipality);
    if (books.kept_from)
      view.kept_from =
          say(request, "plan_work.years_kept_from", {{"year", std::to_string(*books.kept_from)}});
    view.lines = lines_of(request, books, today);
    for (const auto& one : figure::waiting_year_requests(tx, who.municipality))
      view.requests.push_back(request_view(forms, tx, one, may_sign));
    for (const auto& move : figure::year_moves(tx, who.municipality))
      view.moves.push_back(years_words(request.language, {move.fiscal_year}) + " " +
                           moved_words(request, move));
    return 0;
  });
  if (may_sign) view.forms.push_back(ask_form(forms, today));
  view.settled = {word(request, "plan_work.years_to_settled"),
                  http::address(request.language, "/staff/settled-years"), true};
  return staff::web::page(pages::years(view, request.language), tried.status);
}

std::string_view field_of(std::string_view code) {
  return code == record::reason_missing.code || code == figure::year_reason_too_long.code
             ? "books_reason"
             : "books_year";
}

std::int64_t asked(const http::Request& request) {
  const std::string text = request.capture("request");
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

http::Response ended(const staff::web::Desk& desk, const http::Request& request,
                     const staff::web::Visitor& visitor, const base::Result<void>& result,
                     std::string_view done) {
  if (result) return staff::web::done(request, kPath, done);
  if (result.error().http_status == 404)
    return staff::web::refused(request, visitor.visit, result.error());
  return show(desk, request, visitor,
              staff::web::tried(request, "sign-" + request.capture("request"), result.error(), ""));
}

}  // namespace

http::Response get_years(const staff::web::Desk& desk, const http::Request& request,
                         const staff::web::Visitor& visitor) {
  return show(desk, request, visitor, {});
}

http::Response post_year_request(const staff::web::Desk& desk, const http::Request& request,
                                 const staff::web::Visitor& visitor) {
  staff::web::FormReading typed(request, kForm, kWords);
  figure::YearRequest wanted;
  wanted.closes = typed.needed("year_deed") != "reopen";
  typed.needed("books_year");
  wanted.fiscal_year =
      static_cast<int>(std::clamp<std::int64_t>(typed.number("books_year"), 0, 9999));
  wanted.reason = typed.lines("books_reason");
  if (!typed.ok()) return show(desk, request, visitor, typed.tried());
  std::string command;
  for (const auto& [name, value] : request.form)
    if (name == staff::web::kCommand && !value.empty()) command = value + "/deed";
  const auto made = figure::ask_year(visitor.actor, desk.database, wanted, command);
  if (!made)
    return show(desk, request, visitor,
                staff::web::tried(request, kForm, made.error(), field_of(made.error().code)));
  return staff::web::done(request, kPath, "year_asked");
}

http::Response post_year_signature(const staff::web::Desk& desk, const http::Request& request,
                                   const staff::web::Visitor& visitor) {
  return ended(desk, request, visitor,
               figure::sign_year(visitor.actor, desk.database, asked(request)), "year_signed");
}

http::Response post_year_refusal(const staff::web::Desk& desk, const http::Request& request,
                                 const staff::web::Visitor& visitor) {
  return ended(desk, request, visitor,
               figure::turn_down_year(visitor.actor, desk.database, asked(request)),
               "year_turned_down");
}

}  // namespace plan::web
