// One page for the three signs; what differs stands in one table.
#include "datacall/sign_web.h"

#include <algorithm>
#include <charconv>

#include "datacall/web_words.h"
#include "staff/staff_form.h"
#include "ui/datacall/sign.h"

namespace datacall::web {
namespace {

using staff::web::Tried;
using staff::web::tried;

struct Step {
  Sign sign;
  std::optional<Sign> back;  // what sending back is called in this step
  ValueState waits;
  std::string_view path;
  std::string_view title;
  std::string_view lead;
  std::string_view button;
  std::string_view done;
};
constexpr Step kConfirm{Sign::confirmed,
                        Sign::returned,
                        ValueState::entered,
                        "/confirm",
                        "datacall_pages.confirm_title",
                        "datacall_pages.confirm_lead",
                        "datacall_pages.confirm_button",
                        "confirmed"};
constexpr Step kCheck{Sign::checked,
                      Sign::questioned,
                      ValueState::confirmed,
                      "/check",
                      "datacall_pages.check_title",
                      "datacall_pages.check_lead",
                      "datacall_pages.check_button",
                      "checked"};
constexpr Step kApprove{Sign::approved,
                        std::nullopt,
                        ValueState::checked,
                        "/approve",
                        "datacall_pages.approve_title",
                        "datacall_pages.approve_lead",
                        "datacall_pages.approve_button",
                        "approved"};

// Version and row, in one value: 2 13-1(2)
std::string line_value(const Answer& answer) {
  return std::to_string(answer.version) + " " + answer.row;
}

std::vector<Line> ticked(const http::Request& request) {
  std::vector<Line> lines;
  for (const auto& [name, value] : request.form) {
    if (name != "line[]") continue;
    Line line;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), line.version);
    line.row = value.substr(
        std::min<std::size_t>(value.size(), static_cast<std::size_t>(read.ptr - value.data()) + 1));
    lines.push_back(std::move(line));
  }
  return lines;
}

// Whose own work a line is, so that somebody else has to sign it.
bool is_own(const Step& step, const OwedLine& line, std::int64_t person) {
  if (step.sign == Sign::confirmed) return line.answer->person == person;
  if (step.sign != Sign::approved) return false;
  const Signed* checked = find_sign(line.signs, line.row, line.answer->version, Sign::checked);
  return checked != nullptr && checked->person == person;
}

SignLine sign_line(const http::Request& request, const Step& step, const std::string& path,
                   const OwedLine& line, std::int64_t person, std::size_t number) {
  const Answer& answer = *line.answer;
  SignLine view;
  view.id = "sign-line-" + std::to_string(number);
  view.value = line_value(answer);
  view.title = line.title;
  view.url = http::address(request.language, row_path(path, line.row));
  view.last_year = line.last_year;
  view.from_records = line.from_records;
  view.answer = answer_words(request, answer.given);
  view.note = answer.given.note;
  view.by = answer.person_name;
  if (line.differs_from_records) view.differs = word(request, "datacall_pages.difference");
  view.own = is_own(step, line, person);
  view.selected = std::ranges::any_of(request.form, [&](const auto& field) {
    return field.first == "line[]" && field.second == view.value;
  });
  return view;
}

http::Response sign_page(const Step& step, const Desk& desk, const http::Request& request,
                         const Visitor& visitor, const Tried& tried) {
  const Place place{call_number(request), sheet_number(request)};
  const auto opened = open_sheet(visitor.actor, desk.database, place);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  if (const auto by = by_for(visitor, opened->sheet); !by)
    return staff::web::refused(request, visitor.visit, by.error());
  visitor.looked.subject_kind = "call_sheet";
  visitor.looked.subject_key = std::to_string(place.call) + "/" + std::to_string(place.sheet);
  const std::string path = sheet_path(place);
  const staff::web::Forms forms{request, &visitor.visit, tried, kWords};
  SignPage view;
  view.title = word(request, step.title);
  view.back = {word(request, "datacall_pages.back_to_sheet"), http::address(request.language, path),
               true};
  view.page = frame({request, &visitor.visit, path}, view.title,
                    {{word(request, "datacall_pages.sheet"), view.back.url, true}});
  view.done = done_words(request);
  view.problems = problems(forms);
  view.lead = say(request, step.lead, {{"title", opened->opened.call.title}});
  view.action = http::address(request.language, path + std::string(step.path));
  view.button = word(request, step.button);
  if (step.back) view.back_button = word(request, "datacall_pages.return_button");
  view.reason = request.typed("reason").value_or("");
  for (const auto& wrong : tried.wrong)
    if (wrong.field == "reason") view.reason_error = wrong.sentence;
  view.hidden = staff::web::begin_form(forms, "sign", path, "datacall_pages.confirm_button").hidden;
  for (const OwedLine& line : opened->lines) {
    if (line.state != step.waits) continue;
    view.lines.push_back(
        sign_line(request, step, path, line, visitor.actor.id, view.lines.size() + 1));
  }
  return staff::web::page(pages::sign(view, request.language), tried.status);
}

http::Response post_sign(const Step& step, const Desk& desk, const http::Request& request,
                         const Visitor& visitor) {
  const Place place{call_number(request), sheet_number(request)};
  const auto opened = desk.database.read(
      [&](db::Read& tx) { return open(tx, visitor.visit.who.municipality, place.call); });
  const Sheet* sheet = opened ? opened->find_sheet(place.sheet) : nullptr;
  if (sheet == nullptr) {
    return staff::web::refused(request, visitor.visit,
                               opened ? base::refuse(unknown_sheet).error() : opened.error());
  }
  const auto by = by_for(visitor, *sheet);
  if (!by) return staff::web::refused(request, visitor.visit, by.error());
  const auto lines = ticked(request);
  if (lines.empty()) {
    return sign_page(step, desk, request, visitor,
                     {.form = "sign",
                      .typed = request.form,
                      .wrong = {{"", word(request, "datacall_pages.nothing_ticked")}},
                      .status = 400});
  }
  const bool sends_back = step.back && request.typed("step").value_or("") == "return";
  const auto signed_lines = sign(*by, desk.database, place, sends_back ? *step.back : step.sign,
                                 lines, sends_back ? request.typed("reason").value_or("") : "");
  if (!signed_lines) {
    const bool is_reason = signed_lines.error().code == reason_missing.code;
    return sign_page(step, desk, request, visitor,
                     tried(request, "sign", signed_lines.error(), is_reason ? "reason" : ""));
  }
  return staff::web::done(request, sheet_path(place) + std::string(step.path),
                          sends_back ? "returned" : step.done);
}

}  // namespace

http::Response get_confirm(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return sign_page(kConfirm, desk, request, visitor, {});
}
http::Response post_confirm(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  return post_sign(kConfirm, desk, request, visitor);
}
http::Response get_check(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return sign_page(kCheck, desk, request, visitor, {});
}
http::Response post_check(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return post_sign(kCheck, desk, request, visitor);
}
http::Response get_approve(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return sign_page(kApprove, desk, request, visitor, {});
}
http::Response post_approve(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  return post_sign(kApprove, desk, request, visitor);
}

}  // namespace datacall::web
