// The page of a thing that is decided on stands under /staff/<kind>s/<key>: this room knows no more
// of it.
#include "approval/approval_web.h"

#include <algorithm>
#include <charconv>

#include "approval/approval_service.h"
#include "approval/approval_view.h"
#include "staff/account.h"
#include "staff/people_words.h"
#include "ui/approval/approval.h"
#include "ui/approval/approvals.h"

namespace approval::web {
namespace {

using staff::Deed;
using staff::FieldKind;
using staff::FormView;
using staff::Visit;
using staff::web::Desk;
using staff::web::Forms;
using staff::web::say;
using staff::web::StaffRoute;
using staff::web::Tried;
using staff::web::Visitor;
using staff::web::word;

constexpr std::string_view kWords = "approval_pages";

std::string path_of(std::int64_t number) {
  return "/staff/approvals/" + std::to_string(number);
}

std::string name_of(db::Read& tx, std::string_view municipality, std::int64_t number) {
  const auto person = staff::person(tx, municipality, number);
  return person ? person->name : std::string();
}

std::string state_word(const http::Request& request, State state) {
  return word(request, "approval_pages.state_" + std::string(in_db(state)));
}

std::string day_of(const http::Request& request, base::Instant at) {
  return staff::web::day_words(request, base::japan_date(at));
}

std::string done_words(const http::Request& request) {
  const std::string key = "approval_pages.done_" + request.parameter("done").value_or("");
  return base::has_words(key) ? word(request, key) : std::string();
}

PaperLine link_to(db::Read& tx, const http::Request& request, const Approval& paper) {
  return {paper.title, http::address(request.language, path_of(paper.approval)),
          say(request, "approval_pages.line_about",
              {{"day", day_of(request, paper.drafted_at)},
               {"name", name_of(tx, paper.municipality, paper.drafted_by)},
               {"state", state_word(request, paper.state)}})};
}

PaperList list_of(db::Read& tx, const http::Request& request, std::string_view title,
                  std::string_view nothing, const std::vector<Approval>& papers) {
  PaperList list{word(request, title), {}, word(request, nothing)};
  for (const Approval& paper : papers) list.papers.push_back(link_to(tx, request, paper));
  return list;
}

http::Response get_approvals(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  ApprovalsPage view;
  view.page = staff::web::frame(request, visitor.visit, word(request, "approval_pages.title"));
  view.done = done_words(request);
  const staff::Who& who = visitor.visit.who;
  view.lists = desk.database.read([&](db::Read& tx) {
    return std::vector{list_of(tx, request, "approval_pages.waiting", "approval_pages.waiting_none",
                               waiting_for(tx, who)),
                       list_of(tx, request, "approval_pages.drafted", "approval_pages.drafted_none",
                               drafted_by(tx, who)),
                       list_of(tx, request, "approval_pages.over", "approval_pages.over_none",
                               done_with(tx, who))};
  });
  return staff::web::page(pages::approvals(view, request.language));
}

std::int64_t asked(const http::Request& request) {
  const std::string text = request.capture("approval");
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

StepLine step_line(db::Read& tx, const http::Request& request, const Approval& paper,
                   const Step& step) {
  StepLine line;
  line.kind = word(request, "approval_pages.kind_" + std::string(in_db(step.kind)));
  line.post = staff::web::post_word(request, step.post);
  line.comment = step.comment;
  if (!step.outcome) {
    line.outcome = word(request, open_step(paper) == &step ? "approval_pages.waits_here"
                                                           : "approval_pages.not_yet");
    return line;
  }
  line.outcome = word(request, "approval_pages.outcome_" + std::string(in_db(*step.outcome)));
  line.name = name_of(tx, paper.municipality, step.signed_by.value_or(0));
  if (step.signed_at) line.day = day_of(request, *step.signed_at);
  if (step.deputy_for) {
    line.note = say(request, "approval_pages.deputy",
                    {{"name", name_of(tx, paper.municipality, *step.deputy_for)}});
    if (step.looked_after_at) line.note += " " + word(request, "approval_pages.looked_after");
  }
  return line;
}

FormView form_of(const Forms& forms, std::string_view id, std::string_view path,
                 std::string_view title, std::string_view button, std::string_view field,
                 bool required) {
  FormView form = staff::web::begin_form(forms, id, path, button);
  form.title = word(forms.request, title);
  if (!field.empty())
    staff::web::add(forms, form, FieldKind::text,
                    {.name = std::string(field), .required = required});
  return form;
}

std::vector<FormView> forms_of(db::Read& tx, const Forms& forms, const Approval& paper) {
  const staff::Who& who = forms.visit->who;
  const std::string path = path_of(paper.approval);
  std::vector<FormView> shown;
  if (const auto held = signing_post(paper, who)) {
    shown.push_back(form_of(forms, "sign", path + "/sign", "approval_pages.sign_title",
                            "approval_pages.sign_button", "comment", false));
    if (held->deputy_for)
      shown.back().hint = say(forms.request, "approval_pages.sign_as_deputy",
                              {{"name", name_of(tx, paper.municipality, *held->deputy_for)}});
    shown.push_back(form_of(forms, "back", path + "/return", "approval_pages.back_title",
                            "approval_pages.back_button", "reason", true));
    shown.back().quiet = true;
  }
  if (paper.state == State::open && paper.drafted_by == who.person) {
    shown.push_back(form_of(forms, "withdraw", path + "/withdraw", "approval_pages.withdraw_title",
                            "approval_pages.withdraw_button", "reason", true));
    shown.back().quiet = true;
  }
  if (to_look_after(paper, who.person) != nullptr)
    shown.push_back(form_of(forms, "look-after", path + "/look-after",
                            "approval_pages.look_after_title", "approval_pages.look_after_button",
                            "", false));
  return shown;
}

void fill(ApprovalPage& view, db::Read& tx, const Forms& forms, const Approval& paper) {
  const http::Request& request = forms.request;
  view.number = std::to_string(paper.approval);
  view.title = paper.title;
  view.state = state_word(request, paper.state);
  const auto post = staff::post_from(paper.drafted_post);
  view.drafted_by = say(
      request, "approval_pages.name_and_post",
      {{"name", name_of(tx, paper.municipality, paper.drafted_by)},
       {"post", post ? std::string(staff::web::post_word(request, *post)) : paper.drafted_post}});
  view.drafted_on = day_of(request, paper.drafted_at);
  if (paper.closed_at) view.closed_on = day_of(request, *paper.closed_at);
  view.comment = paper.comment;
  view.subject_url =
      http::address(request.language, "/staff/" + paper.subject_kind + "s/" + paper.subject_key);
  view.paragraphs = {paper.text};
  for (const Step& step : paper.steps) view.steps.push_back(step_line(tx, request, paper, step));
  view.forms = forms_of(tx, forms, paper);
}

http::Response approval_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                             const Tried& tried) {
  const Forms forms{request, &visitor.visit, tried, kWords};
  const auto paper = desk.database.read(
      [&](db::Read& tx) { return find(tx, visitor.visit.who.municipality, asked(request)); });
  if (!paper) return staff::web::refused(request, visitor.visit, paper.error());
  ApprovalPage view;
  view.page = staff::web::frame(request, visitor.visit, paper->title,
                                {{word(request, "approval_pages.title"),
                                  http::address(request.language, "/staff/approvals"), true}});
  view.done = done_words(request);
  view.problems = staff::web::problems(forms);
  desk.database.read([&](db::Read& tx) {
    fill(view, tx, forms, *paper);
    return 0;
  });
  visitor.looked.subject_kind = "approval";
  visitor.looked.subject_key = std::to_string(paper->approval);
  return staff::web::page(pages::approval(view, request.language), tried.status);
}

http::Response get_approval(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  return approval_page(desk, request, visitor, {});
}

// Does it and leads back to the paper, or shows the form again.
template <class Act>
http::Response act(const Desk& desk, const http::Request& request, const Visitor& visitor,
                   std::string_view form, std::string_view field, std::string_view done, Act what) {
  staff::web::FormReading typed(request, form, kWords);
  const std::string text = field.empty() ? std::string() : typed.text(field);
  if (!typed.ok()) return approval_page(desk, request, visitor, typed.tried());
  const auto changed = desk.database.write([&](db::Write& tx) { return what(tx, text); });
  if (!changed && changed.error().http_status == 404)
    return staff::web::refused(request, visitor.visit, changed.error());
  if (!changed) {
    const bool of_field = changed.error().http_status == 400;
    return approval_page(
        desk, request, visitor,
        staff::web::tried(request, form, changed.error(), of_field ? field : std::string_view()));
  }
  return staff::web::done(request, path_of(changed->approval), done);
}

http::Response post_sign(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return act(desk, request, visitor, "sign", "comment", "signed",
             [&](db::Write& tx, const std::string& text) {
               return sign(tx, visitor.visit.who, asked(request), text);
             });
}

http::Response post_return(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return act(desk, request, visitor, "back", "reason", "returned",
             [&](db::Write& tx, const std::string& text) {
               return send_back(tx, visitor.visit.who, asked(request), text);
             });
}

http::Response post_withdraw(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  return act(desk, request, visitor, "withdraw", "reason", "withdrawn",
             [&](db::Write& tx, const std::string& text) {
               return withdraw(tx, visitor.actor, asked(request), text);
             });
}

http::Response post_look_after(const Desk& desk, const http::Request& request,
                               const Visitor& visitor) {
  return act(desk, request, visitor, "look-after", "", "looked_after",
             [&](db::Write& tx, const std::string&) {
               return look_after(tx, visitor.actor, asked(request));
             });
}

// clang-format off
constexpr std::array kRoutes = {
    StaffRoute{"GET",  "/staff/approvals",                       Deed::use_own_account, get_approvals,   staff::web::Shows::work},
    StaffRoute{"GET",  "/staff/approvals/{approval}",            Deed::read_work,       get_approval,    staff::web::Shows::work},
    StaffRoute{"POST", "/staff/approvals/{approval}/sign",       Deed::sign_approval,   post_sign},
    StaffRoute{"POST", "/staff/approvals/{approval}/return",     Deed::sign_approval,   post_return},
    StaffRoute{"POST", "/staff/approvals/{approval}/withdraw",   Deed::draft_approval,  post_withdraw},
    StaffRoute{"POST", "/staff/approvals/{approval}/look-after", Deed::use_own_account, post_look_after},
};
// clang-format on

}  // namespace

std::span<const StaffRoute> staff_routes() {
  return kRoutes;
}

std::vector<staff::StartSection> start_part(const Desk& desk, const http::Request& request,
                                            const Visit& visit) {
  staff::StartSection part{word(request, "approval_pages.title"), {}};
  desk.database.read([&](db::Read& tx) {
    for (const Approval& paper : waiting_for(tx, visit.who)) {
      const PaperLine line = link_to(tx, request, paper);
      part.lines.push_back({line.title, line.url, line.about, staff::StartKind::waiting});
    }
    return 0;
  });
  part.lines.push_back({word(request, "approval_pages.start_all"),
                        http::address(request.language, "/staff/approvals"),
                        word(request, "approval_pages.start_all_about")});
  return {part};
}

}  // namespace approval::web
