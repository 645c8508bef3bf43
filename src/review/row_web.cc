// One line of a review: who may propose, decide, look again and say what comes next sees the form
// for it, on the body that owns the line.
#include <algorithm>

#include "paper/paper_web.h"
#include "review/note_pages.h"
#include "review/review_web.h"
#include "review/review_words.h"
#include "staff/staff_form.h"
#include "ui/review/row.h"

namespace review::web {
namespace {

using staff::Deed;
using staff::FieldKind;
using staff::FormView;
using staff::web::Forms;
using staff::web::say;
using staff::web::Tried;
using staff::web::word;

struct Shown {
  const Opened& opened;
  const Line& line;
};

std::vector<staff::Option> mark_options(const http::Request& request, const Opened& opened,
                                        const std::string& chosen) {
  std::vector<staff::Option> options = {{"", word(request, "review_pages.rate_choose")}};
  for (const std::string& mark : marks_of(opened.bench)) {
    const std::string words = opened.bench.rule ? words_of(*opened.bench.rule, mark) : "";
    options.push_back({mark, words.empty() ? mark : mark + " " + words, mark == chosen});
  }
  return options;
}

FormView mark_form(const Forms& forms, const Shown& shown, std::string_view id,
                   std::string_view title, std::string_view button, const std::string& chosen) {
  FormView form = staff::web::begin_form(
      forms, id, row_path(shown.opened.review, shown.line.row->key) + "/" + std::string(id),
      button);
  form.title = word(forms.request, title);
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "mark",
                   .required = true,
                   .options = mark_options(forms.request, shown.opened, chosen)});
  staff::web::add(forms, form, FieldKind::text, {.name = "reason"});
  return form;
}

template <class Enum, std::size_t n>
std::vector<staff::Option> code_options(const http::Request& request,
                                        const std::array<Enum, n>& all, std::string_view prefix) {
  std::vector<staff::Option> options;
  for (const Enum one : all)
    options.push_back(
        {std::string(in_db(one)), word(request, std::string(prefix) + std::string(in_db(one)))});
  return options;
}

FormView action_form(const Forms& forms, const Shown& shown) {
  const NextAction* now = shown.line.action;
  FormView form = staff::web::begin_form(
      forms, "action", row_path(shown.opened.review, shown.line.row->key) + "/action",
      "review_pages.action_button");
  form.title = word(forms.request, "review_pages.action_form");
  form.quiet = true;
  auto directions = code_options(forms.request, kDirections, "review_pages.direction_");
  for (auto& one : directions) one.selected = now != nullptr && one.value == in_db(now->direction);
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "direction", .required = true, .options = std::move(directions)});
  staff::web::add(forms, form, FieldKind::lines,
                  {.name = "action_text", .required = true, .value = now ? now->text : ""});
  std::vector<staff::Option> bodies;
  const std::string owner = now ? now->owner_body : std::string(shown.line.body());
  for (const auto& body : shown.opened.bench.bodies)
    bodies.push_back({body.key, body.name, body.key == owner});
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "owner_body", .required = true, .options = std::move(bodies)});
  staff::web::add(
      forms, form, FieldKind::day,
      {.name = "due", .value = now && now->due_on ? staff::web::day_value(*now->due_on) : ""});
  return form;
}

FormView follow_form(const Forms& forms, const Shown& shown) {
  const FollowedAction* now = shown.line.followed;
  FormView form = staff::web::begin_form(
      forms, "followed", row_path(shown.opened.review, shown.line.row->key) + "/followed",
      "review_pages.follow_button");
  form.title = word(forms.request, "review_pages.follow_form");
  form.quiet = true;
  auto states = code_options(forms.request, kFollowed, "review_pages.followed_");
  for (auto& one : states) one.selected = now != nullptr && one.value == in_db(now->state);
  staff::web::add(forms, form, FieldKind::choice,
                  {.name = "followed", .required = true, .options = std::move(states)});
  staff::web::add(forms, form, FieldKind::lines,
                  {.name = "followed_text", .required = true, .value = now ? now->text : ""});
  return form;
}

std::vector<FormView> forms_of(const Forms& forms, const Shown& shown) {
  std::vector<FormView> list;
  if (shown.opened.review.state != State::open) return list;
  const staff::Who& who = forms.visit->who;
  const Line& line = shown.line;
  const auto may = [&](Deed deed) {
    return staff::may(who, deed, {who.municipality, line.body()});
  };
  if (may(Deed::propose_rating))
    list.push_back(mark_form(forms, shown, "proposal", "review_pages.propose_form",
                             "review_pages.propose_button", line.proposal.mark.value_or("")));
  if (may(Deed::decide_rating) && line.proposed != nullptr && line.proposed->person != who.person)
    list.push_back(mark_form(forms, shown, "decision", "review_pages.decide_form",
                             "review_pages.decide_button", line.proposed->mark));
  if (may(Deed::decide_rating) && line.decided != nullptr && line.decided->person != who.person)
    list.push_back(mark_form(forms, shown, "second-look", "review_pages.second_form",
                             "review_pages.second_button", line.decided->mark));
  for (FormView& form : note_forms(forms, shown.opened, line)) list.push_back(std::move(form));
  if (may(Deed::write_next_action)) {
    list.push_back(action_form(forms, shown));
    if (line.action_before != nullptr) list.push_back(follow_form(forms, shown));
  }
  return list;
}

bool may_add_papers(const staff::Who& who, const Opened& opened, const Line& line) {
  return opened.review.state == State::open &&
         staff::may(who, Deed::propose_rating, {who.municipality, line.body()});
}

std::string name_of(const Opened& opened, std::int64_t person) {
  const auto found = opened.names.find(person);
  return found == opened.names.end() ? std::string() : found->second;
}

SaidLine said_line(const http::Request& request, const Opened& opened, const RowRating& one) {
  SaidLine line;
  line.text = say(request, "review_pages.history_line",
                  {{"day", staff::web::moment_words(request, one.at)},
                   {"name", name_of(opened, one.person)},
                   {"kind", word(request, "review_pages.kind_" + std::string(in_db(one.kind)))},
                   {"mark", one.mark}});
  if (one.rule_mark)
    line.text += say(request, "review_pages.history_rule", {{"mark", *one.rule_mark}});
  line.reason = one.reason;
  return line;
}

std::vector<Fact> results_of(const http::Request& request, const Opened& opened,
                             const plan::Row& row) {
  std::vector<Fact> facts;
  for (int year = opened.bench.plan.period.from; year <= opened.review.to_year; ++year) {
    const auto* column = result_column(opened.bench.plan, year);
    const auto* cell = column == nullptr ? nullptr : plan::find_cell(row, column->key);
    const auto* reading = cell == nullptr ? nullptr : plan::shown(*cell);
    if (const std::string text = result_words(request.language, reading); !text.empty())
      facts.push_back(
          {say(request, "review_pages.year_of", {{"year", std::to_string(year)}}), text});
  }
  return facts;
}

void fill(RowPage& view, const http::Request& request, const Shown& shown) {
  const auto& [opened, line] = shown;
  const auto language = request.language;
  view.facts = {
      {word(request, "review_pages.owner"), owner_words(language, opened.bench, line.owner)},
      {word(request, "review_pages.decided"),
       line.decided ? line.decided->mark : word(request, "review_pages.none")}};
  view.results = results_of(request, opened, *line.row);
  view.working = working_words(language, line.attainment);
  view.proposal = proposal_words(language, line.proposal);
  for (const RowRating& one : opened.ratings)
    if (one.row == line.row->key) view.history.push_back(said_line(request, opened, one));
  view.notes = note_views(request, opened, line.row->key);
  if (line.action_before)
    view.actions.push_back({say(request, "review_pages.said_before",
                                {{"period", period_words(language, *opened.before)}}),
                            action_words(language, opened.bench, line.action_before)});
  if (line.followed)
    view.actions.push_back(
        {word(request, "review_pages.did"), followed_words(language, line.followed)});
  if (line.action)
    view.actions.push_back({word(request, "review_pages.said_now"),
                            action_words(language, opened.bench, line.action)});
  view.links = {{word(request, "review_pages.sheet_link"),
                 http::address(language, row_path(opened.review, line.row->key) + "/sheet"), true}};
}

std::string here(const http::Request& request) {
  return "/staff/reviews/" + request.capture("plan") + "/" + request.capture("period") + "/rows/" +
         request.capture("row");
}

}  // namespace

http::Response row_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                        const Tried& tried) {
  const auto opened = asked(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const auto line = line_of(*opened, visitor.visit.who, request.capture("row"));
  if (!line) return staff::web::refused(request, visitor.visit, line.error());
  const Forms forms{request, &visitor.visit, tried, kWords};
  RowPage view;
  view.heading =
      say(request, "review_pages.row_title", {{"row", line_title(opened->bench.plan, *line->row)}});
  view.page = frame(request, visitor, view.heading, &*opened);
  view.done = done_words(request);
  view.problems = staff::web::problems(forms);
  fill(view, request, {*opened, *line});
  view.papers = paper::web::section(desk, request, visitor,
                                    {.subject = paper_subject(opened->review, *line),
                                     .path = row_path(opened->review, line->row->key),
                                     .may_add = may_add_papers(visitor.visit.who, *opened, *line)},
                                    tried);
  view.forms = forms_of(forms, {*opened, *line});
  return staff::web::page(pages::row(view, request.language), tried.status);
}

http::Response answer(const Desk& desk, const http::Request& request, const Visitor& visitor,
                      const Sent& sent, const std::optional<base::Refusal>& refusal) {
  if (!refusal) return staff::web::done(request, here(request), sent.done);
  if (refusal->http_status == 404 || refusal->http_status == 403)
    return staff::web::refused(request, visitor.visit, *refusal);
  return row_page(desk, request, visitor,
                  staff::web::tried(request, sent.form, *refusal, sent.field));
}

namespace {

http::Response post_mark(const Desk& desk, const http::Request& request, const Visitor& visitor,
                         std::string_view form, RatingKind kind) {
  staff::web::FormReading typed(request, form, kWords);
  const WantedRating wanted{kind, request.capture("row"), typed.needed("mark"),
                            typed.text("reason")};
  if (!typed.ok()) return row_page(desk, request, visitor, typed.tried());
  const auto rated = rate(visitor.visit.who, desk.database, request.capture("plan"),
                          request.capture("period"), {wanted});
  std::optional<base::Refusal> refusal;
  if (!rated) refusal = rated.error().front().refusal;
  const bool is_about_reason =
      refusal && (refusal->code == reason_missing.code || refusal->code == reason_too_long.code);
  return answer(desk, request, visitor,
                {std::string(form), is_about_reason ? "reason" : "mark", "rated"}, refusal);
}

template <class T>
std::optional<base::Refusal> refusal_of(const base::Result<T>& result) {
  return result ? std::nullopt : std::optional(result.error());
}

}  // namespace

http::Response get_row(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return row_page(desk, request, visitor, {});
}

http::Response post_proposal(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  return post_mark(desk, request, visitor, "proposal", RatingKind::proposed);
}

http::Response post_decision(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  return post_mark(desk, request, visitor, "decision", RatingKind::decided);
}

http::Response post_second_look(const Desk& desk, const http::Request& request,
                                const Visitor& visitor) {
  return post_mark(desk, request, visitor, "second-look", RatingKind::second_look);
}

http::Response post_action(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  staff::web::FormReading typed(request, "action", kWords);
  const WantedAction wanted{.row = request.capture("row"),
                            .direction = typed.text("direction"),
                            .text = typed.lines("action_text"),
                            .owner_body = typed.text("owner_body"),
                            .due_on = typed.day("due")};
  if (!typed.ok()) return row_page(desk, request, visitor, typed.tried());
  const auto written = write_action(visitor.visit.who, desk.database, request.capture("plan"),
                                    request.capture("period"), wanted);
  const auto refusal = refusal_of(written);
  const std::string field = !refusal                                  ? ""
                            : refusal->code == direction_unknown.code ? "direction"
                            : refusal->code == owner_unknown.code     ? "owner_body"
                                                                      : "action_text";
  return answer(desk, request, visitor, {"action", field, "action"}, refusal);
}

http::Response post_followed(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  staff::web::FormReading typed(request, "followed", kWords);
  const std::string state = typed.text("followed");
  const std::string text = typed.lines("followed_text");
  if (!typed.ok()) return row_page(desk, request, visitor, typed.tried());
  const auto refusal =
      refusal_of(follow_action(visitor.visit.who, desk.database, request.capture("plan"),
                               request.capture("period"), request.capture("row"), state, text));
  const std::string field =
      refusal && refusal->code == outcome_unknown.code ? "followed" : "followed_text";
  return answer(desk, request, visitor, {"followed", field, "followed"}, refusal);
}

http::Response post_row_papers(const Desk& desk, const http::Request& request,
                               const Visitor& visitor) {
  const auto opened = asked(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const auto line = line_of(*opened, visitor.visit.who, request.capture("row"));
  if (!line) return staff::web::refused(request, visitor.visit, line.error());
  const auto refuse = [&](const base::Refusal& refusal) {
    return row_page(desk, request, visitor, paper::web::tried_upload(request, refusal));
  };
  if (opened->review.state != State::open)
    return refuse(base::refuse(review_closed, {{"period", opened->review.period}}).error());
  if (!may_add_papers(visitor.visit.who, *opened, *line)) {
    const auto refused =
        base::refuse(staff::not_permitted, {{"deed", std::string(code_of(visitor.deed))}});
    return staff::web::refused(request, visitor.visit, refused.error());
  }
  const auto attached =
      paper::web::attach_sent(desk, request, visitor, paper_subject(opened->review, *line));
  if (!attached) return refuse(attached.error());
  return staff::web::done(request, here(request), "paper_attached");
}

}  // namespace review::web
