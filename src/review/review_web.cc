// The list of reviews and one review as a whole; papers print the same lines.
#include "review/review_web.h"

#include <algorithm>

#include "http/request.h"
#include "plan/plan_service.h"
#include "review/review_words.h"
#include "staff/staff_form.h"
#include "ui/review/actions.h"
#include "ui/review/review.h"
#include "ui/review/reviews.h"

namespace review::web {
namespace {

using staff::Deed;
using staff::FieldKind;
using staff::FormView;
using staff::web::Forms;
using staff::web::say;
using staff::web::Tried;
using staff::web::word;

constexpr std::string_view kBeginForm = "begin";
constexpr std::string_view kApprovalForm = "approval";
constexpr std::string_view kPath = "/staff/reviews";

bool may(const Visitor& visitor, Deed deed) {
  const staff::Who& who = visitor.visit.who;
  return staff::may(who, deed, {who.municipality, who.body});
}

// Plans of the municipality that have lines with columns.
std::vector<plan::store::Summary> plans_of(const Desk& desk, const Visitor& visitor) {
  std::vector<plan::store::Summary> plans;
  for (auto& listed : plan::list(visitor.actor, desk.database))
    if (listed.summary.municipality == visitor.visit.who.municipality)
      plans.push_back(std::move(listed.summary));
  return plans;
}

std::string rule_line(const http::Request& request, const std::optional<ScaleRule>& rule) {
  if (!rule) return word(request, "review_pages.rule_none");
  return say(request, "review_pages.rule_of_plan",
             {{"name", rule->name},
              {"version", std::to_string(rule->version)},
              {"day", day_words(request.language, rule->published_on)}});
}

std::string state_word(const http::Request& request, State state) {
  return word(request, "review_pages.state_" + std::string(in_db(state)));
}

PlanReviews plan_reviews(const Desk& desk, const http::Request& request,
                         const plan::store::Summary& plan) {
  PlanReviews part;
  part.title = plan.title;
  std::optional<ScaleRule> rule;
  std::vector<Review> reviews;
  desk.database.read([&](db::Read& tx) {
    rule = latest_rule(tx, plan.municipality, plan.slug);
    reviews = reviews_of(tx, plan.municipality, plan.slug);
    return 0;
  });
  part.rule = rule_line(request, rule);
  for (const Review& one : reviews)
    part.reviews.push_back({period_words(request.language, one),
                            http::address(request.language, path_of(one)),
                            state_word(request, one.state)});
  part.links = {{word(request, "review_pages.rule_link"),
                 http::address(request.language, "/staff/rating-rules/" + plan.slug), true},
                {word(request, "review_pages.gaps_link"),
                 http::address(request.language, "/staff/reviews/gaps?plan=" + plan.slug), true}};
  return part;
}

FormView begin_form(const Forms& forms, const std::vector<plan::store::Summary>& plans) {
  FormView form = staff::web::begin_form(forms, kBeginForm, kPath, "review_pages.begin_button");
  form.title = word(forms.request, "review_pages.begin_title");
  std::vector<staff::Option> options;
  for (const auto& plan : plans) options.push_back({plan.slug, plan.title});
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "plan", .required = true, .options = std::move(options)});
  for (const std::string name : {"from_year", "to_year"})
    staff::web::add(forms, form, FieldKind::text, {.name = name, .required = true});
  return form;
}

http::Response reviews_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                            const Tried& tried) {
  const Forms forms{request, &visitor.visit, tried, kWords};
  const auto plans = plans_of(desk, visitor);
  ReviewsPage view;
  view.page = frame(request, visitor, word(request, "review_pages.title"), nullptr);
  view.done = done_words(request);
  view.problems = staff::web::problems(forms);
  for (const auto& plan : plans) view.plans.push_back(plan_reviews(desk, request, plan));
  if (may(visitor, Deed::check_answer) && !plans.empty())
    view.forms.push_back(begin_form(forms, plans));
  return staff::web::page(pages::reviews(view, request.language), tried.status);
}

// ---- one review

std::vector<staff::Option> signing_posts(const http::Request& request) {
  std::vector<staff::Option> options;
  for (const staff::Post post : staff::kPosts)
    if (staff::reach(post, Deed::sign_approval) != staff::Reach::none)
      options.push_back(
          {std::string(staff::in_db(post)), std::string(staff::web::post_word(request, post))});
  return options;
}

FormView approval_form(const Forms& forms, const Opened& opened) {
  const http::Request& request = forms.request;
  FormView form = staff::web::begin_form(forms, kApprovalForm, path_of(opened.review) + "/approval",
                                         "review_pages.approval_button");
  form.title = word(request, "review_pages.approval_form");
  staff::web::add(forms, form, FieldKind::text,
                  {.name = "paper_title",
                   .required = true,
                   .value = say(request, "review_pages.approval_default_title",
                                {{"plan", opened.bench.plan.title},
                                 {"period", period_words(request.language, opened.review)}})});
  staff::web::add(forms, form, FieldKind::lines,
                  {.name = "paper_text",
                   .required = true,
                   .value = word(request, "review_pages.approval_default_text")});
  std::vector<staff::Option> co_sign = signing_posts(request);
  co_sign.insert(co_sign.begin(), {"", word(request, "review_pages.post_none")});
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "co_sign", .options = std::move(co_sign)});
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "decide", .required = true, .options = signing_posts(request)});
  return form;
}

FormView one_button(const Forms& forms, std::string_view id, const std::string& path,
                    std::string_view title, std::string_view button) {
  FormView form = staff::web::begin_form(forms, id, path, button);
  form.title = word(forms.request, title);
  return form;
}

std::vector<FormView> review_forms(const Forms& forms, const Visitor& visitor,
                                   const Opened& opened) {
  std::vector<FormView> shown;
  if (!may(visitor, Deed::draft_approval)) return shown;
  const std::string path = path_of(opened.review);
  if (opened.review.state == State::open) shown.push_back(approval_form(forms, opened));
  if (opened.review.state != State::in_approval || !opened.approval) return shown;
  if (opened.approval->state == approval::State::approved)
    shown.push_back(one_button(forms, "close", path + "/close", "review_pages.close_form",
                               "review_pages.close_button"));
  else if (opened.approval->state != approval::State::open)
    shown.push_back(one_button(forms, "reopen", path + "/reopen", "review_pages.reopen_form",
                               "review_pages.reopen_button"));
  return shown;
}

std::string progress_words(const http::Request& request, const std::vector<Line>& lines) {
  const auto count = [&](const RowRating* Line::* kind) {
    return std::to_string(
        std::ranges::count_if(lines, [&](const Line& line) { return line.*kind != nullptr; }));
  };
  return say(request, "review_pages.progress",
             {{"count", std::to_string(lines.size())},
              {"proposed", count(&Line::proposed)},
              {"decided", count(&Line::decided)},
              {"looked", count(&Line::second_look)}});
}

std::vector<http::Link> review_links(const http::Request& request, const Visitor& visitor,
                                     const Opened& opened) {
  std::vector<http::Link> links;
  const auto add = [&](std::string_view key, const std::string& path) {
    links.push_back({word(request, key), http::address(request.language, path), true});
  };
  const std::string path = path_of(opened.review);
  const bool is_open = opened.review.state == State::open;
  if (is_open && may(visitor, Deed::propose_rating)) add("review_pages.to_rate", path + "/rate");
  if (is_open && may(visitor, Deed::decide_rating)) add("review_pages.to_decide", path + "/decide");
  add("review_pages.to_actions", path + "/actions");
  add("review_pages.to_papers", path + "/papers");
  add("review_pages.to_gaps", "/staff/reviews/gaps?plan=" + opened.review.plan +
                                  "&year=" + std::to_string(opened.review.to_year));
  if (opened.approval)
    links.push_back(
        {say(request, "review_pages.approval_about", {{"title", opened.approval->title}}),
         http::address(request.language,
                       "/staff/approvals/" + std::to_string(opened.approval->approval)),
         true});
  return links;
}

http::Response review_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                           const Tried& tried) {
  const auto opened = asked(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const Forms forms{request, &visitor.visit, tried, kWords};
  ReviewPage view;
  view.heading = heading_of(request, *opened);
  view.page = frame(request, visitor, view.heading, nullptr);
  view.done = done_words(request);
  view.problems = staff::web::problems(forms);
  view.rule = rule_words(request.language, *opened);
  view.state = state_word(request, opened->review.state);
  const auto lines = lines_of(*opened, visitor.visit.who);
  view.progress = progress_words(request, lines);
  view.links = review_links(request, visitor, *opened);
  for (const Line& line : lines) {
    const std::string name =
        objective_name(request.language, objective_of(opened->bench.plan, *line.row));
    if (view.groups.empty() || view.groups.back().name != name) view.groups.push_back({name, {}});
    view.groups.back().lines.push_back(row_line(request, *opened, line));
  }
  view.forms = review_forms(forms, visitor, *opened);
  return staff::web::page(pages::review(view, request.language), tried.status);
}

std::optional<approval::NewStep> step_of(approval::StepKind kind, const std::string& post) {
  const auto known = staff::post_from(post);
  return known ? std::optional(approval::NewStep{kind, *known}) : std::nullopt;
}

template <class Act>
http::Response settle(const Desk& desk, const http::Request& request, const Visitor& visitor,
                      std::string_view form, std::string_view done, Act what) {
  const std::string plan = request.capture("plan");
  const std::string period = request.capture("period");
  const auto changed = what(visitor.visit.who, desk.database, plan, period);
  if (!changed && changed.error().http_status == 404)
    return staff::web::refused(request, visitor.visit, changed.error());
  if (!changed)
    return review_page(desk, request, visitor,
                       staff::web::tried(request, form, changed.error(), ""));
  return staff::web::done(request, std::string(kPath) + "/" + plan + "/" + period, done);
}

}  // namespace

std::string path_of(const Review& review) {
  return std::string(kPath) + "/" + review.plan + "/" + review.period;
}

std::string row_path(const Review& review, std::string_view row) {
  return path_of(review) + "/rows/" + std::string(row);
}

std::string done_words(const http::Request& request) {
  const std::string key = "review_pages.done_" + request.parameter("done").value_or("");
  return base::has_words(key) ? word(request, key) : staff::web::done_words(request);
}

base::Result<Opened> asked(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  auto opened = open_review(visitor.visit.who, desk.database, request.capture("plan"),
                            request.capture("period"));
  if (opened) {
    visitor.looked.subject_kind = "review";
    visitor.looked.subject_key = opened->review.plan + "/" + opened->review.period;
    if (request.captures.contains("row")) visitor.looked.ids = {request.capture("row")};
  }
  return opened;
}

std::string heading_of(const http::Request& request, const Opened& opened) {
  return say(request, "review_pages.review_title",
             {{"plan", opened.bench.plan.title},
              {"period", period_words(request.language, opened.review)}});
}

http::PageFrame frame(const http::Request& request, const Visitor& visitor, std::string title,
                      const Opened* opened) {
  std::vector<http::Link> crumbs;
  if (request.path != kPath)
    crumbs.push_back(
        {word(request, "review_pages.title"), http::address(request.language, kPath), true});
  if (opened != nullptr)
    crumbs.push_back({heading_of(request, *opened),
                      http::address(request.language, path_of(opened->review)), true});
  return staff::web::frame(request, visitor.visit, std::move(title), std::move(crumbs));
}

RowLine row_line(const http::Request& request, const Opened& opened, const Line& line) {
  RowLine shown;
  shown.title = line_title(opened.bench.plan, *line.row);
  shown.url = http::address(request.language, row_path(opened.review, line.row->key));
  shown.owner = owner_words(request.language, opened.bench, line.owner);
  shown.target = line.attainment.target_text;
  shown.result = line.attainment.result_text;
  shown.attainment = attainment_words(request.language, line.attainment);
  shown.rule_mark = line.proposal.mark.value_or("");
  shown.proposed = mark_words(line.proposed);
  shown.decided = mark_words(line.decided);
  shown.second_look = mark_words(line.second_look);
  shown.action = action_words(request.language, opened.bench, line.action);
  shown.notes = printed_notes(request.language, line);
  return shown;
}

http::Response get_reviews(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return reviews_page(desk, request, visitor, {});
}

http::Response post_review(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  staff::web::FormReading typed(request, kBeginForm, kWords);
  const std::string plan = typed.needed("plan");
  typed.needed("from_year");
  typed.needed("to_year");
  const auto from = static_cast<int>(std::clamp<std::int64_t>(typed.number("from_year"), 0, 9999));
  const auto to = static_cast<int>(std::clamp<std::int64_t>(typed.number("to_year"), 0, 9999));
  if (!typed.ok()) return reviews_page(desk, request, visitor, typed.tried());
  const auto begun = begin_review(visitor.actor, desk.database, plan, from, to);
  if (!begun)
    return reviews_page(desk, request, visitor,
                        staff::web::tried(request, kBeginForm, begun.error(), "from_year"));
  return staff::web::done(request, path_of(*begun), "begun");
}

http::Response get_review(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return review_page(desk, request, visitor, {});
}

http::Response post_approval(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  staff::web::FormReading typed(request, kApprovalForm, kWords);
  approval::NewApproval paper;
  paper.title = typed.needed("paper_title");
  paper.text = typed.lines("paper_text");
  if (const auto step = step_of(approval::StepKind::co_sign, typed.text("co_sign")))
    paper.route.push_back(*step);
  if (const auto step = step_of(approval::StepKind::decide, typed.needed("decide")))
    paper.route.push_back(*step);
  if (!typed.ok()) return review_page(desk, request, visitor, typed.tried());
  const auto drafted = draft_approval(visitor.visit.who, desk.database, request.capture("plan"),
                                      request.capture("period"), paper);
  if (!drafted && drafted.error().http_status == 404)
    return staff::web::refused(request, visitor.visit, drafted.error());
  if (!drafted)
    return review_page(desk, request, visitor,
                       staff::web::tried(request, kApprovalForm, drafted.error(), "paper_title"));
  return staff::web::done(request, "/staff/approvals/" + std::to_string(*drafted), "drafted");
}

http::Response post_close(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return settle(desk, request, visitor, "close", "closed", close_review);
}

http::Response post_reopen(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return settle(desk, request, visitor, "reopen", "reopened", reopen_review);
}

http::Response get_actions(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto opened = asked(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  ActionsPage view;
  view.heading = word(request, "review_pages.actions_title");
  view.page = frame(request, visitor, view.heading, &*opened);
  view.before_label =
      say(request, "review_pages.said_before",
          {{"period", opened->before ? period_words(request.language, *opened->before)
                                     : word(request, "review_pages.none")}});
  for (const Line& line : lines_of(*opened, visitor.visit.who))
    view.lines.push_back({line_title(opened->bench.plan, *line.row),
                          http::address(request.language, row_path(opened->review, line.row->key)),
                          action_words(request.language, opened->bench, line.action_before),
                          followed_words(request.language, line.followed),
                          action_words(request.language, opened->bench, line.action)});
  return staff::web::page(pages::actions(view, request.language));
}

}  // namespace review::web
