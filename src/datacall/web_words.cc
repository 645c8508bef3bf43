// Words and addresses; nothing is decided here.
#include "datacall/web_words.h"

#include <algorithm>
#include <charconv>

#include "base/yen.h"
#include "http/request.h"
#include "plan/plan_words.h"
#include "staff/permission.h"

namespace datacall::web {
namespace {

template <class Number>
Number number_in(const std::string& text) {
  Number number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ptr == text.data() + text.size() && read.ec == std::errc() ? number : Number{0};
}

}  // namespace

std::int64_t call_number(const http::Request& request) {
  return number_in<std::int64_t>(request.capture("call"));
}

int sheet_number(const http::Request& request) {
  return number_in<int>(request.capture("sheet"));
}

std::string call_path(std::int64_t call) {
  return "/staff/data-calls/" + std::to_string(call);
}

std::string sheet_path(const Place& place) {
  return call_path(place.call) + "/sheets/" + std::to_string(place.sheet);
}

std::string row_path(std::string_view sheet_path, std::string_view row) {
  return std::string(sheet_path) + "/rows/" + http::encode_path(row);
}

base::Date today() {
  return base::japan_date(base::now());
}

std::string done_words(const http::Request& request) {
  const std::string key = "datacall_pages.done_" + request.parameter("done").value_or("");
  return base::has_words(key) ? word(request, key) : staff::web::done_words(request);
}

std::string year_words(const http::Request& request, int year) {
  return plan::years_words(request.language, {year});
}

std::string owner_words(const http::Request& request, const std::vector<staff::Body>& bodies,
                        const std::optional<std::string>& body, std::string_view department) {
  if (!body) return word(request, "datacall_pages.no_owner");
  const auto found = std::ranges::find(bodies, *body, &staff::Body::key);
  const std::string name = found == bodies.end() ? *body : found->name;
  if (department.empty()) return name;
  return say(request, "datacall_pages.owner_with_department",
             {{"body", name}, {"department", std::string(department)}});
}

std::string answer_words(const http::Request& request, const Given& given) {
  if (given.absence.empty()) return given.text;
  const auto absence = absence_from(given.absence);
  const std::string text = absence ? plan::state_words(request.language, *absence) : given.absence;
  return given.through.empty() ? text : text + " → " + given.through;
}

std::string state_words(const http::Request& request, ValueState state) {
  return word(request, "datacall_pages.state_" + std::string(code_of(state)));
}

std::string label_words(const http::Request& request, int year, const YearState& state) {
  const Label label = label_of(year, today(), state.is_closed, state.council_on);
  std::vector<base::Fact> day;
  if (label.day) day = {{"day", staff::web::day_words(request, *label.day)}};
  switch (label.kind) {
    case LabelKind::provisional:
      return say(request,
                 label.day ? "datacall_pages.label_provisional" : "datacall_pages.label_open", day);
    case LabelKind::final:
      return say(request, "datacall_pages.label_final", day);
    case LabelKind::settled:
      return say(request, "datacall_pages.label_settled", day);
  }
  return {};
}

std::string understood_words(const http::Request& request, const Given& given) {
  std::string lines;
  for (const auto& one : reading_of(given).quantities) {
    std::string line = plan::qualifier_words(request.language, one);
    line += plan::grouped(one.value) + one.unit;
    if (!one.label.empty())
      line =
          say(request, "datacall_pages.understood_line", {{"label", one.label}, {"value", line}});
    lines += (lines.empty() ? "" : "\n") + line;
  }
  return lines;
}

std::string yen_words(const http::Request& request, std::int64_t yen) {
  return say(request, "datacall_pages.yen", {{"yen", base::with_thousands(yen)}});
}

std::string_view body_of(const Sheet& sheet) {
  return sheet.body ? std::string_view(*sheet.body) : std::string_view();
}

bool may_read(const staff::Who& who, const Sheet& sheet) {
  const staff::Place place{who.municipality, body_of(sheet)};
  return staff::may(who, staff::Deed::read_work, place) ||
         staff::may(who, staff::Deed::approve_value, place);
}

base::Result<By> by_for(const staff::web::Visitor& visitor, const Sheet& sheet) {
  const staff::Who& who = visitor.visit.who;
  const auto actor = staff::permitted(who, visitor.deed, {who.municipality, body_of(sheet)});
  if (!actor) return std::unexpected(actor.error());
  return By{*actor, who.name};
}

http::PageFrame frame(const Eyes& eyes, std::string title, std::vector<http::Link> crumbs) {
  if (eyes.visit != nullptr) {
    crumbs.insert(crumbs.begin(),
                  {word(eyes.request, "datacall_pages.calls_title"),
                   http::address(eyes.request.language, "/staff/data-calls"), true});
    return staff::web::frame(eyes.request, *eyes.visit, std::move(title), std::move(crumbs));
  }
  return http::page_frame(eyes.request, std::move(title), std::move(crumbs), http::Area::other);
}

http::Response page(const Eyes& eyes, std::string body, int status) {
  http::Response response = staff::web::page(std::move(body), status);
  if (eyes.visit == nullptr) response.headers.emplace_back("Referrer-Policy", "no-referrer");
  return response;
}

}  // namespace datacall::web
