// Editions as the people who make them work with them: drafts on their way, issuing, errata,
// withdrawals.
#include <algorithm>
#include <charconv>

#include "base/japanese_text.h"
#include "edition/edition_service.h"
#include "edition/edition_web.h"
#include "edition/edition_words.h"
#include "edition/key_file.h"
#include "edition/work_pages.h"
#include "plan/plan_service.h"
#include "plan/summary_service.h"
#include "release/release.h"
#include "staff/account.h"
#include "staff/people_words.h"
#include "staff/staff_form.h"
#include "ui/edition/work.h"

namespace edition::web {
namespace {

using staff::Deed;
using staff::FieldKind;
using staff::FormView;
using staff::web::Desk;
using staff::web::FormReading;
using staff::web::Forms;
using staff::web::say;
using staff::web::StaffRoute;
using staff::web::Tried;
using staff::web::Visitor;
using staff::web::word;

constexpr std::string_view kWords = "edition_pages";
constexpr std::string_view kPath = "/staff/editions";

std::int64_t whole(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string draft_path(std::int64_t draft) {
  return std::string(kPath) + "/" + std::to_string(draft);
}
std::string work_path(const std::string& plan, int number) {
  return "/staff/plans/" + plan + "/editions/" + std::to_string(number);
}

http::PageFrame frame(const http::Request& request, const Visitor& visitor, std::string title,
                      bool below) {
  std::vector<http::Link> crumbs;
  if (below)
    crumbs.push_back(
        {word(request, "edition_pages.work_title"), http::address(request.language, kPath), true});
  return staff::web::frame(request, visitor.visit, std::move(title), std::move(crumbs));
}

std::string done_words(const http::Request& request) {
  const std::string key = "edition_pages.done_" + request.parameter("done").value_or("");
  return base::has_words(key) ? word(request, key) : std::string();
}

// The form's own id is that of the page's answer; the deed has one beside it.
std::string command_of(const http::Request& request) {
  for (const auto& [name, value] : request.form)
    if (name == staff::web::kCommand && !value.empty()) return value + "/deed";
  return {};
}

std::string person_name(db::Read& tx, std::string_view municipality, std::int64_t number) {
  const auto person = staff::person(tx, municipality, number);
  return person ? person->name : std::string();
}

std::string key_warning(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto key = read_key(desk.keys, visitor.visit.who.municipality);
  return key ? std::string() : base::say(request.language, key.error());
}

std::string draft_state(const http::Request& request, const OpenedDraft& one) {
  if (one.draft.number)
    return say(request, "edition_pages.state_issued",
               {{"number", std::to_string(*one.draft.number)}});
  return word(request, "approval_pages.state_" + std::string(approval::in_db(one.approval.state)));
}

std::string edition_state(const http::Request& request, const Edition& one) {
  std::string text = number_words(request.language, one.number) + " " +
                     staff::web::moment_words(request, one.released_at);
  if (one.withdrawn) return text + " " + word(request, "edition_pages.state_withdrawn");
  if (!one.is_public(base::now())) text += " " + word(request, "edition_pages.state_planned");
  if (!one.errata.empty())
    text += " " + say(request, "edition_pages.has_errata",
                      {{"count", std::to_string(one.errata.size())}});
  return text;
}

// ---- all of them

std::vector<staff::Option> posts_that_sign(const http::Request& request, bool may_be_none) {
  std::vector<staff::Option> options;
  if (may_be_none) options.push_back({"", word(request, "edition_pages.no_co_sign"), false});
  for (const staff::Post post : {staff::Post::chief, staff::Post::manager, staff::Post::director})
    options.push_back({std::string(staff::in_db(post)),
                       std::string(staff::web::post_word(request, post)), false});
  return options;
}

FormView draft_form(const Forms& forms, const Desk& desk, const Visitor& visitor) {
  FormView form = staff::web::begin_form(forms, "draft", kPath, "edition_pages.draft_button");
  form.title = word(forms.request, "edition_pages.draft_title");
  form.hint = word(forms.request, "edition_pages.draft_hint");
  std::vector<staff::Option> plans;
  for (const auto& one : plan::list(visitor.actor, desk.database))
    if (one.summary.municipality == visitor.visit.who.municipality && one.summary.rows > 0)
      plans.push_back({one.summary.slug, one.summary.title,
                       forms.request.parameter("plan") == one.summary.slug});
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "plan", .required = true, .options = std::move(plans)});
  staff::web::add(forms, form, FieldKind::text, {.name = "edition_title", .required = true});
  staff::web::add(forms, form, FieldKind::lines, {.name = "paper_text", .required = true});
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "co_sign", .options = posts_that_sign(forms.request, true)});
  staff::web::add(
      forms, form, FieldKind::choice,
      {.name = "decide", .required = true, .options = posts_that_sign(forms.request, false)});
  return form;
}

constexpr std::string_view kSummaryPath = "/staff/plan-summaries";

FormView summary_form(const Forms& forms, const Desk& desk, const Visitor& visitor) {
  FormView form =
      staff::web::begin_form(forms, "summary", kSummaryPath, "edition_pages.summary_button");
  form.title = word(forms.request, "edition_pages.summary_title");
  form.hint = word(forms.request, "edition_pages.summary_hint");
  form.quiet = true;
  std::vector<staff::Option> plans;
  for (const auto& one : plan::list(visitor.actor, desk.database))
    if (one.summary.municipality == visitor.visit.who.municipality)
      plans.push_back({one.summary.slug, one.summary.title, false});
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "summary_plan", .required = true, .options = std::move(plans)});
  staff::web::add(forms, form, FieldKind::lines, {.name = "summary_text"});
  return form;
}

http::Response work_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                         const Tried& tried) {
  const Forms forms{request, &visitor.visit, tried, kWords};
  const std::string& code = visitor.visit.who.municipality;
  WorkPage view;
  view.heading = word(request, "edition_pages.work_title");
  view.page = frame(request, visitor, view.heading, false);
  view.lead = word(request, "edition_pages.work_lead");
  view.done = done_words(request);
  view.problems = staff::web::problems(forms);
  view.key_warning = key_warning(desk, request, visitor);
  visitor.looked = {"editions", "", {}};
  desk.database.read([&](db::Read& tx) {
    for (const OpenedDraft& one : drafts(tx, code))
      view.drafts.push_back({one.draft.title,
                             http::address(request.language, draft_path(one.draft.draft)),
                             one.draft.plan, draft_state(request, one)});
    for (const Edition& one : editions(tx, code, Eyes::staff))
      view.editions.push_back({one.title,
                               http::address(request.language, work_path(one.plan, one.number)),
                               one.plan, edition_state(request, one)});
    for (const Proposal& one : waiting(tx, code))
      view.proposals.push_back(
          {word(request, "edition_pages.proposal_" + std::string(in_db(one.kind))),
           http::address(request.language, work_path(one.plan, one.number)), one.plan,
           say(request, "edition_pages.proposed_by",
               {{"name", person_name(tx, code, one.proposed_by)}, {"reason", one.reason}})});
    return 0;
  });
  view.links = {{word(request, "edition_pages.to_anchor"),
                 http::address(request.language, "/staff/edition-anchor"), true},
                {word(request, "edition_pages.keys_title"),
                 http::address(request.language, "/editions/keys"), true}};
  view.forms.push_back(draft_form(forms, desk, visitor));
  const staff::Who& who = visitor.visit.who;
  if (staff::may(who, Deed::edit_plan, {who.municipality, who.body}))
    view.forms.push_back(summary_form(forms, desk, visitor));
  return staff::web::page(pages::work(view, request.language), tried.status);
}

http::Response get_work(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return work_page(desk, request, visitor, {});
}

std::string_view field_of(std::string_view code) {
  if (code == title_missing.code || code == title_too_long.code) return "edition_title";
  if (code == plan::unknown_plan.code) return "plan";
  if (code == release::in_the_past.code || code == release::too_far_ahead.code) return "released";
  if (code == committee_after_release.code) return "committee";
  if (code == reason_missing.code || code == reason_too_long.code) return "reason";
  if (code == unknown_cell.code) return "row";
  if (code == nothing_corrected.code || code == text_too_long.code) return "new_text";
  return "";
}

http::Response post_draft(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  FormReading typed(request, "draft", kWords);
  NewDraft wanted;
  wanted.plan = typed.needed("plan");
  wanted.title = typed.needed("edition_title");
  wanted.text = typed.lines("paper_text");
  if (const auto post = staff::post_from(typed.text("co_sign")))
    wanted.route.push_back({approval::StepKind::co_sign, *post});
  if (const auto post = staff::post_from(typed.needed("decide")))
    wanted.route.push_back({approval::StepKind::decide, *post});
  if (!typed.ok()) return work_page(desk, request, visitor, typed.tried());
  const auto made = draft(visitor.actor, desk.database, wanted, command_of(request));
  if (!made)
    return work_page(
        desk, request, visitor,
        staff::web::tried(request, "draft", made.error(), field_of(made.error().code)));
  return staff::web::done(request, draft_path(made->draft), "drafted");
}

http::Response post_summary(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  FormReading typed(request, "summary", kWords);
  const std::string plan = typed.needed("summary_plan");
  const std::string text = typed.maybe_lines("summary_text");
  if (!typed.ok()) return work_page(desk, request, visitor, typed.tried());
  const auto written = plan::write_summary(visitor.actor, desk.database, plan, text);
  if (!written)
    return work_page(desk, request, visitor,
                     staff::web::tried(request, "summary", written.error(), "summary_text"));
  return staff::web::done(request, kPath, "summarised");
}

// ---- one draft

FormView issue_form(const Forms& forms, std::int64_t draft) {
  FormView form = staff::web::begin_form(forms, "issue", draft_path(draft) + "/issue",
                                         "edition_pages.issue_button");
  form.title = word(forms.request, "edition_pages.issue_title");
  form.hint = word(forms.request, "edition_pages.issue_hint");
  staff::web::add(forms, form, FieldKind::day, {.name = "committee"});
  staff::web::add(forms, form, FieldKind::day, {.name = "released"});
  staff::web::add(forms, form, FieldKind::text, {.name = "time"});
  return form;
}

http::Response draft_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                          const Tried& tried) {
  const Forms forms{request, &visitor.visit, tried, kWords};
  const std::string& code = visitor.visit.who.municipality;
  const std::int64_t number = whole(request.capture("draft"));
  WorkPage view;
  const auto opened = desk.database.read([&](db::Read& tx) -> base::Result<OpenedDraft> {
    auto found = open_draft(tx, code, number);
    if (found)
      view.facts = {{word(request, "edition_pages.fact_state"), draft_state(request, *found)},
                    {word(request, "edition_pages.fact_drafter"),
                     person_name(tx, code, found->draft.drafted_by)}};
    return found;
  });
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  view.heading = opened->draft.title;
  view.page = frame(request, visitor, view.heading, true);
  view.done = done_words(request);
  view.problems = staff::web::problems(forms);
  visitor.looked = {"edition", std::to_string(number), {}};
  view.facts.push_back({word(request, "edition_pages.fact_plan"), opened->content.plan_title});
  view.facts.push_back({word(request, "edition_pages.fact_known"),
                        staff::web::moment_words(request, opened->draft.mark)});
  if (opened->draft.with_figures)
    view.facts.push_back(
        {word(request, "edition_pages.fact_figures"), word(request, "edition_pages.with_figures")});
  view.links.push_back({word(request, "edition_pages.to_approval"),
                        http::address(request.language,
                                      "/staff/approvals/" + std::to_string(opened->draft.approval)),
                        true});
  if (opened->draft.number) {
    view.links.push_back(
        {word(request, "edition_pages.to_issued"),
         http::address(request.language, work_path(opened->draft.plan, *opened->draft.number)),
         true});
  } else if (opened->approval.state == approval::State::approved) {
    view.key_warning = key_warning(desk, request, visitor);
    if (opened->draft.drafted_by == visitor.visit.who.person)
      view.lead = word(request, "edition_pages.another_issues");
    else
      view.forms.push_back(issue_form(forms, number));
  }
  view.table = table_view(request.language, opened->content, {});
  view.source = say_source_once(request.language, view.table);
  return staff::web::page(pages::work(view, request.language), tried.status);
}

http::Response get_draft(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return draft_page(desk, request, visitor, {});
}

// 10:00 and 9:30, in letters of either width.
std::string time_in(const std::string& typed) {
  std::string time = base::fold_width(typed);
  if (time.empty()) return "00:00";
  return time.size() == 4 ? "0" + time : time;
}

http::Response post_issue(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  FormReading typed(request, "issue", kWords);
  Issue wanted{.draft = whole(request.capture("draft"))};
  wanted.committee_on = typed.day("committee");
  const auto day = typed.day("released");
  const std::string time = typed.text("time");
  if (day) {
    const auto at = base::parse_japan(base::iso(*day) + "T" + time_in(time));
    if (at)
      wanted.released_at = *at;
    else
      typed.note("time", base::say(request.language, at.error()));
  }
  if (!typed.ok()) return draft_page(desk, request, visitor, typed.tried());
  const auto issued = issue(visitor.actor, desk.database, desk.keys, wanted, command_of(request));
  if (!issued && issued.error().http_status == 404)
    return staff::web::refused(request, visitor.visit, issued.error());
  if (!issued)
    return draft_page(
        desk, request, visitor,
        staff::web::tried(request, "issue", issued.error(), field_of(issued.error().code)));
  return staff::web::done(request, work_path(issued->plan, issued->number), "issued");
}

// ---- one edition

FormView erratum_form(const Forms& forms, const std::string& path, const Content& content) {
  FormView form =
      staff::web::begin_form(forms, "erratum", path + "/proposals", "edition_pages.propose_button");
  form.title = word(forms.request, "edition_pages.erratum_title");
  form.hint = word(forms.request, "edition_pages.erratum_hint");
  form.hidden.push_back({"kind", "erratum"});
  std::vector<staff::Option> rows;
  for (const Line& line : content.lines) rows.push_back({line.row, name_of(line), false});
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "row", .required = true, .options = std::move(rows)});
  std::vector<staff::Option> columns;
  for (const Column& column : content.columns)
    columns.push_back({column.key, column.header, false});
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "column", .required = true, .options = std::move(columns)});
  staff::web::add(forms, form, FieldKind::text, {.name = "new_text"});
  staff::web::add(forms, form, FieldKind::lines, {.name = "reason", .required = true});
  return form;
}

FormView withdrawal_form(const Forms& forms, const std::string& path) {
  FormView form = staff::web::begin_form(forms, "withdrawal", path + "/proposals",
                                         "edition_pages.propose_button");
  form.title = word(forms.request, "edition_pages.withdrawal_title");
  form.hint = word(forms.request, "edition_pages.withdrawal_hint");
  form.quiet = true;
  form.hidden.push_back({"kind", "withdrawal"});
  staff::web::add(forms, form, FieldKind::lines, {.name = "withdrawal_reason", .required = true});
  return form;
}

void add_proposal(const Forms& forms, db::Read& tx, const std::string& path, const Content& content,
                  const Proposal& one, WorkPage& view) {
  const std::string name = std::to_string(one.proposal);
  const Line* line = find_line(content, one.row);
  std::string text = one.reason;
  if (one.kind == ProposalKind::erratum)
    text = (line == nullptr ? one.row : name_of(*line)) + " " + header_of(content, one.column) +
           ": " + one.new_text + " \u2014 " + text;
  view.proposals.push_back(
      {word(forms.request, "edition_pages.proposal_" + std::string(in_db(one.kind))), "", "",
       say(forms.request, "edition_pages.proposed_by",
           {{"name", person_name(tx, one.municipality, one.proposed_by)}, {"reason", text}})});
  const bool is_own = one.proposed_by == forms.visit->who.person;
  if (!is_own) {
    view.forms.push_back(staff::web::begin_form(forms, "confirm-" + name,
                                                path + "/proposals/" + name + "/confirm",
                                                "edition_pages.confirm_button"));
    view.forms.back().title = say(forms.request, "edition_pages.confirm_title", {{"text", text}});
  }
  view.forms.push_back(staff::web::begin_form(forms, "reject-" + name,
                                              path + "/proposals/" + name + "/reject",
                                              "edition_pages.reject_button"));
  view.forms.back().quiet = true;
}

http::Response one_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                        const Tried& tried) {
  const Forms forms{request, &visitor.visit, tried, kWords};
  const std::string& code = visitor.visit.who.municipality;
  const std::string slug = request.capture("slug");
  WorkPage view;
  const auto done = desk.database.read([&](db::Read& tx) -> base::Result<void> {
    const auto one = open_edition(tx, code, slug,
                                  static_cast<int>(whole(request.capture("number"))), Eyes::staff);
    if (!one) return std::unexpected(one.error());
    const Content content = read_content(one->file.content).value_or(Content{});
    const std::string path = work_path(slug, one->number);
    view.heading = one->title + " " + number_words(request.language, one->number);
    view.lead = withdrawn_words(request.language, *one);
    view.facts = facts_of(request.language, *one, content);
    for (const Erratum& erratum : one->errata)
      view.facts.push_back(
          {say(request, "edition_pages.erratum", {{"number", std::to_string(erratum.erratum)}}),
           erratum_words(request.language, content, erratum)});
    view.links.push_back(
        {word(request, one->is_public(base::now()) ? "edition_pages.to_public"
                                                   : "edition_pages.to_public_later"),
         http::address(request.language, path_of(slug, one->number)), true});
    view.links.push_back({word(request, "edition_pages.to_clocks"),
                          http::address(request.language, path + "/clocks"), true});
    for (const Proposal& proposal : waiting(tx, code))
      if (proposal.plan == slug && proposal.number == one->number)
        add_proposal(forms, tx, path, content, proposal, view);
    if (!one->withdrawn) {
      view.forms.push_back(erratum_form(forms, path, content));
      view.forms.push_back(withdrawal_form(forms, path));
    }
    return {};
  });
  if (!done) return staff::web::refused(request, visitor.visit, done.error());
  view.page = frame(request, visitor, view.heading, true);
  view.done = done_words(request);
  view.problems = staff::web::problems(forms);
  view.key_warning = key_warning(desk, request, visitor);
  visitor.looked = {"edition", slug + "/" + request.capture("number"), {}};
  return staff::web::page(pages::work(view, request.language), tried.status);
}

http::Response get_one(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return one_page(desk, request, visitor, {});
}

http::Response post_proposal(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  const bool is_erratum = request.typed("kind") != "withdrawal";
  const std::string_view form = is_erratum ? "erratum" : "withdrawal";
  FormReading typed(request, form, kWords);
  NewProposal wanted;
  wanted.plan = request.capture("slug");
  wanted.number = static_cast<int>(whole(request.capture("number")));
  wanted.kind = is_erratum ? ProposalKind::erratum : ProposalKind::withdrawal;
  if (is_erratum) {
    wanted.row = typed.needed("row");
    wanted.column = typed.needed("column");
    wanted.new_text = typed.text("new_text");
    wanted.reason = typed.lines("reason");
  } else {
    wanted.reason = typed.lines("withdrawal_reason");
  }
  if (!typed.ok()) return one_page(desk, request, visitor, typed.tried());
  const auto made = propose(visitor.actor, desk.database, wanted, command_of(request));
  if (!made && made.error().http_status == 404)
    return staff::web::refused(request, visitor.visit, made.error());
  if (!made)
    return one_page(desk, request, visitor,
                    staff::web::tried(request, form, made.error(),
                                      is_erratum ? field_of(made.error().code)
                                                 : std::string_view("withdrawal_reason")));
  return staff::web::done(request, work_path(wanted.plan, wanted.number), "proposed");
}

http::Response ended(const Desk& desk, const http::Request& request, const Visitor& visitor,
                     std::string_view form, const base::Result<void>& result,
                     std::string_view done) {
  if (!result && result.error().http_status == 404)
    return staff::web::refused(request, visitor.visit, result.error());
  if (!result)
    return one_page(desk, request, visitor, staff::web::tried(request, form, result.error(), ""));
  return staff::web::done(
      request,
      work_path(request.capture("slug"), static_cast<int>(whole(request.capture("number")))), done);
}

http::Response post_confirm(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  const std::string name = request.capture("proposal");
  return ended(desk, request, visitor, "confirm-" + name,
               confirm(visitor.actor, desk.database, desk.keys, whole(name), command_of(request)),
               "confirmed");
}

http::Response post_reject(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const std::string name = request.capture("proposal");
  return ended(desk, request, visitor, "reject-" + name,
               reject(visitor.actor, desk.database, whole(name)), "rejected");
}

// clang-format off
constexpr std::array kRoutes = {
    StaffRoute{"GET",  "/staff/editions",               Deed::publish_editions, get_work,   staff::web::Shows::work},
    StaffRoute{"POST", "/staff/editions",               Deed::publish_editions, post_draft},
    StaffRoute{"POST", "/staff/plan-summaries",         Deed::edit_plan,        post_summary},
    StaffRoute{"GET",  "/staff/editions/{draft}",       Deed::read_work,        get_draft,  staff::web::Shows::work},
    StaffRoute{"POST", "/staff/editions/{draft}/issue", Deed::publish_editions, post_issue},
    StaffRoute{"GET",  "/staff/plans/{slug}/editions/{number}",           Deed::publish_editions, get_one, staff::web::Shows::work},
    StaffRoute{"GET",  "/staff/plans/{slug}/editions/{number}/clocks",    Deed::publish_editions, get_work_clocks, staff::web::Shows::work},
    StaffRoute{"GET",  "/staff/edition-anchor",         Deed::publish_editions, get_anchor, staff::web::Shows::work},
    StaffRoute{"POST", "/staff/edition-anchor",         Deed::publish_editions, post_anchor, staff::web::Shows::work},
    StaffRoute{"POST", "/staff/plans/{slug}/editions/{number}/proposals", Deed::publish_editions, post_proposal},
    StaffRoute{"POST", "/staff/plans/{slug}/editions/{number}/proposals/{proposal}/confirm", Deed::publish_editions, post_confirm},
    StaffRoute{"POST", "/staff/plans/{slug}/editions/{number}/proposals/{proposal}/reject",  Deed::publish_editions, post_reject},
};
// clang-format on

}  // namespace

std::span<const StaffRoute> staff_routes() {
  return kRoutes;
}

std::vector<staff::StartSection> start_part(const Desk& desk, const http::Request& request,
                                            const staff::Visit& visit) {
  const staff::Who& who = visit.who;
  if (!staff::may(who, Deed::publish_editions, {who.municipality, who.body})) return {};
  staff::StartSection part{word(request, "edition_pages.work_title"), {}};
  desk.database.read([&](db::Read& tx) {
    for (const OpenedDraft& one : drafts(tx, who.municipality)) {
      const bool is_waiting = !one.draft.number &&
                              one.approval.state == approval::State::approved &&
                              one.draft.drafted_by != who.person;
      if (is_waiting)
        part.lines.push_back(
            {one.draft.title, http::address(request.language, draft_path(one.draft.draft)),
             word(request, "edition_pages.start_issue"), staff::StartKind::waiting});
    }
    for (const Proposal& one : waiting(tx, who.municipality))
      if (one.proposed_by != who.person)
        part.lines.push_back(
            {word(request, "edition_pages.proposal_" + std::string(in_db(one.kind))),
             http::address(request.language, work_path(one.plan, one.number)), one.reason,
             staff::StartKind::waiting});
    return 0;
  });
  part.lines.push_back({word(request, "edition_pages.start_all"),
                        http::address(request.language, kPath),
                        word(request, "edition_pages.start_all_about")});
  return {part};
}

}  // namespace edition::web
