// From hand to hand: in review, asked for, adopted by another person, opened again for a revision.
#include <algorithm>

#include "history/history.h"
#include "planning/planning_web.h"
#include "ui/planning/tables.h"

namespace planning::web {
namespace {

struct Way {
  State from;
  State to;
  std::string_view form;  // its button is button_<form>
};
constexpr Way kWays[] = {{State::draft, State::in_review, "to_review"},
                         {State::in_review, State::proposed, "to_proposed"},
                         {State::in_review, State::draft, "back_from_review"},
                         {State::proposed, State::draft, "back_from_proposed"},
                         {State::adopted, State::draft, "revise"}};
constexpr std::string_view kAdopt = "adopt";

TableView steps_table(db::Read& tx, const http::Request& request, const Where& where) {
  TableView table;
  table.title = word(request, "planning_pages.steps_title");
  for (const std::string_view header :
       {"planning_pages.column_state", "planning_pages.column_when", "planning_pages.column_who",
        "planning_pages.column_reason"})
    table.headers.push_back(word(request, header));
  People people;
  for (const DraftStep& one : steps(tx, where)) {
    const auto deed = history::find(tx, where.municipality, history::DeedId{one.deed});
    table.lines.push_back(
        {{{table.headers[0], state_word(request, one.state), {}, true},
          {table.headers[1], staff::web::moment_words(request, one.at)},
          {table.headers[2], person_name(tx, where.municipality, one.person, people)},
          {table.headers[3], deed && one.step > 1 ? deed->reason.value_or("") : std::string()}}});
  }
  return table;
}

TableView comments_table(db::Read& tx, const http::Request& request, const Where& where,
                         const Draft& draft, const staff::Who& who) {
  TableView table;
  table.title = word(request, "planning_pages.comments_title");
  table.nothing = word(request, "planning_pages.comments_none");
  for (const std::string_view header :
       {"planning_pages.column_line", "planning_pages.column_comment", "planning_pages.column_who",
        "planning_pages.column_answer"})
    table.headers.push_back(word(request, header));
  People people;
  for (const Comment& comment : comments(tx, where)) {
    const Line* line = find(draft.lines, comment.line);
    if (line == nullptr || !may_see(who, staff::Deed::comment_plan, draft, *line)) continue;
    table.lines.push_back(
        {{{table.headers[0], number_and_title(*line),
           http::address(request.language, line_path(where.draft, comment.line)) + "#comments",
           true},
          {table.headers[1], comment.text},
          {table.headers[2], person_name(tx, where.municipality, comment.person, people)},
          {table.headers[3],
           comment.answer.value_or(word(request, "planning_pages.not_answered"))}}});
  }
  return table;
}

staff::FormView way_form(const Forms& forms, const Where& where, const Way& way) {
  const std::string name(way.form);
  staff::FormView form = begin_form(forms, way.form, draft_path(where.draft) + "/steps",
                                    "planning_pages.button_" + name);
  form.title = form.button;
  form.quiet = way.to == State::draft;
  form.hidden.push_back({"way", name});
  add(forms, form, staff::FieldKind::text, {.name = "reason", .required = way.to == State::draft});
  return form;
}

http::Response steps_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                          const Tried& tried) {
  const Where where = asked(request, visitor);
  const staff::Who& who = visitor.visit.who;
  const Forms forms{request, &visitor.visit, tried, kWords};
  const staff::Place here{who.municipality, who.body};
  return desk.database.read([&](db::Read& tx) {
    const auto draft = open_draft(tx, where);
    if (!draft) return staff::web::refused(request, visitor.visit, draft.error());
    visitor.looked.subject_kind = "draft";
    visitor.looked.subject_key = draft->head.slug;
    TablesPage view;
    view.heading = say(request, "planning_pages.steps_heading", {{"draft", draft->head.title}});
    view.page = draft_frame(request, visitor, *draft, word(request, "planning_pages.link_steps"));
    view.done = done_words(request);
    view.problems = staff::web::problems(forms);
    view.lead = say(request, "planning_pages.state_sentence",
                    {{"state", state_word(request, draft->state)}});
    const std::size_t missing = gaps(*draft, {}).size();
    view.notes.push_back(missing == 0 ? word(request, "planning_pages.gaps_none")
                                      : say(request, "planning_pages.gaps_count",
                                            {{"count", std::to_string(missing)}}));
    view.links.push_back({word(request, "planning_pages.link_draft"),
                          http::address(request.language, draft_path(where.draft))});
    view.tables.push_back(steps_table(tx, request, where));
    view.tables.push_back(comments_table(tx, request, where, *draft, who));
    if (draft->state == State::proposed && staff::may(who, staff::Deed::adopt_plan, here)) {
      staff::FormView form = begin_form(forms, kAdopt, draft_path(where.draft) + "/adopt",
                                        "planning_pages.button_adopt");
      form.title = form.button;
      form.hint = word(request, "planning_pages.adopt_hint");
      add(forms, form, staff::FieldKind::text, {.name = "reason", .required = true});
      view.forms.push_back(std::move(form));
    }
    if (staff::may(who, staff::Deed::edit_plan, here))
      for (const Way& way : kWays)
        if (way.from == draft->state) view.forms.push_back(way_form(forms, where, way));
    return staff::web::page(pages::tables(view, request.language), tried.status);
  });
}

http::Response refused_here(const Desk& desk, const http::Request& request, const Visitor& visitor,
                            std::string_view form, const base::Refusal& refusal) {
  if (refusal.code == unknown_draft.code)
    return staff::web::refused(request, visitor.visit, refusal);
  return steps_page(desk, request, visitor, staff::web::tried(request, form, refusal, "reason"));
}

}  // namespace

http::Response get_steps(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return steps_page(desk, request, visitor, {});
}

http::Response post_hand_on(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  const Where where = asked(request, visitor);
  const std::string name = request.typed("way").value_or("");
  const auto way = std::ranges::find(kWays, name, &Way::form);
  if (way == std::end(kWays))
    return refused_here(desk, request, visitor, kAdopt,
                        {unknown_choice.code, unknown_choice.http_status, {{"text", name}}});
  const auto handed = hand_on(visitor.actor, desk.database, where, way->from, way->to,
                              request.typed("reason").value_or(""));
  if (!handed) return refused_here(desk, request, visitor, way->form, handed.error());
  return done(request, draft_path(where.draft) + "/steps", "handed_on");
}

http::Response post_adopt(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const Where where = asked(request, visitor);
  const auto adopted = adopt(
      visitor.actor, desk.database, where, request.typed("reason").value_or(""),
      word(request, "planning_pages.source_title"), word(request, "planning_pages.ended_note"));
  if (!adopted) return refused_here(desk, request, visitor, kAdopt, adopted.error());
  return done(request, draft_path(where.draft) + "/steps", "adopted");
}

std::vector<staff::StartSection> start_part(const Desk& desk, const http::Request& request,
                                            const staff::Visit& visit) {
  const staff::Who& who = visit.who;
  const staff::Place here{who.municipality, who.body};
  if (!staff::may(who, staff::Deed::read_work, here)) return {};
  staff::StartSection section;
  section.title = word(request, "planning_pages.drafts_title");
  section.lines.push_back({word(request, "planning_pages.drafts_title"),
                           http::address(request.language, drafts_path()),
                           word(request, "planning_pages.drafts_about")});
  const bool may_comment = staff::may(who, staff::Deed::comment_plan, here);
  const bool may_adopt = staff::may(who, staff::Deed::adopt_plan, here);
  const auto all = desk.database.read([&](db::Read& tx) { return drafts(tx, who.municipality); });
  for (const Listed& one : all) {
    const bool waits = (one.state == State::in_review && may_comment) ||
                       (one.state == State::proposed && may_adopt);
    if (!waits) continue;
    section.lines.push_back(
        {one.title,
         http::address(request.language,
                       draft_path(one.slug) + (one.state == State::proposed ? "/steps" : "")),
         state_word(request, one.state), staff::StartKind::waiting});
  }
  return {section};
}

}  // namespace planning::web
