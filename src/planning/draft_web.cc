// The whole tree on one page. Every line has its buttons in one form; after a step the page comes
// back at the line that was moved, with the same button ready to be pressed again.
#include "planning/planning_web.h"

#include <algorithm>

#include "staff/municipality_service.h"
#include "ui/planning/draft.h"

namespace planning::web {
namespace {

constexpr std::string_view kAdd = "add";
constexpr std::string_view kRename = "rename";
constexpr std::string_view kUndo = "undo";
constexpr std::string_view kMove = "move";
constexpr std::int64_t kDeepest = 6;

struct StepName {
  Step step;
  std::string_view name;
};
constexpr StepName kSteps[] = {
    {Step::up, "up"}, {Step::down, "down"}, {Step::out, "out"}, {Step::in, "in"}};

struct Shown {
  const Draft& draft;
  std::vector<Comment> comments;
  std::vector<staff::Body> bodies;
};

std::string body_name(const Shown& shown, const std::string& key) {
  const auto found = std::ranges::find(shown.bodies, key, &staff::Body::key);
  return found == shown.bodies.end() ? key : found->name;
}

std::string owner_words(const Shown& shown, const Line& line) {
  for (const auto& owner : line.owners)
    if (owner.from <= shown.draft.head.from && (!owner.to || shown.draft.head.from <= *owner.to))
      return body_name(shown, owner.body) + " " + owner.department.value_or("");
  const std::string body = body_of(shown.draft, line, shown.draft.head.from);
  return body.empty() ? std::string() : body_name(shown, body);
}

std::string gap_words(const http::Request& request, const Gap& gap) {
  switch (gap.kind) {
    case GapKind::no_owner:
      return say(request, "planning_pages.gap_no_owner", {{"year", year_word(gap.fiscal_year)}});
    case GapKind::no_indicator:
      return word(request, "planning_pages.gap_no_indicator");
    case GapKind::no_target:
      return say(request, "planning_pages.gap_no_target", {{"year", year_word(gap.fiscal_year)}});
    case GapKind::no_description:
      return word(request, "planning_pages.gap_no_description");
    case GapKind::empty_place:
      return word(request, "planning_pages.gap_empty_place");
    case GapKind::open_comments:
      return word(request, "planning_pages.gap_open_comments");
  }
  return {};
}

std::vector<int> open_lines(const std::vector<Comment>& comments) {
  std::vector<int> lines;
  for (const Comment& comment : comments)
    if (!comment.answer) lines.push_back(comment.line);
  return lines;
}

TreeLine tree_line(const http::Request& request, const Shown& shown, const Placed& placed,
                   bool may_move) {
  const Line& line = *placed.line;
  TreeLine view;
  view.line = line.line;
  view.depth = std::min<std::int64_t>(placed.depth, kDeepest);
  view.level = level_name(shown.draft, line);
  view.name = number_and_title(line);
  view.url = http::address(request.language, line_path(shown.draft.head.slug, line.line));
  view.is_row = line.kind == Kind::row;
  if (view.is_row) view.owner = owner_words(shown, line);
  if (!may_move) return view;
  const std::string pressed = request.parameter("at").value_or("");
  for (const StepName& step : kSteps) {
    const std::string value = std::to_string(line.line) + "." + std::string(step.name);
    view.buttons.push_back(
        {value, word(request, "planning_pages.step_sign_" + std::string(step.name)),
         say(request, "planning_pages.step_" + std::string(step.name), {{"line", view.name}}),
         value == pressed});
  }
  return view;
}

TableView gaps_table(const http::Request& request, const Shown& shown, const staff::Who& who) {
  TableView table;
  table.title = word(request, "planning_pages.gaps_title");
  table.headers = {word(request, "planning_pages.column_line"),
                   word(request, "planning_pages.column_gap")};
  for (const Gap& gap : gaps(shown.draft, open_lines(shown.comments))) {
    const Line& line = *find(shown.draft.lines, gap.line);
    if (!may_see(who, staff::Deed::comment_plan, shown.draft, line)) continue;
    table.lines.push_back(
        {{{table.headers[0], number_and_title(line),
           http::address(request.language, line_path(shown.draft.head.slug, gap.line)), true},
          {table.headers[1], gap_words(request, gap)}}});
  }
  table.nothing = word(request, "planning_pages.gaps_none");
  return table;
}

TableView ended_table(const http::Request& request, const Shown& shown, const staff::Who& who) {
  TableView table;
  table.headers = {word(request, "planning_pages.column_line"),
                   word(request, "planning_pages.column_ended")};
  for (const Line& line : shown.draft.lines) {
    if (line.lives() || !may_see(who, staff::Deed::comment_plan, shown.draft, line)) continue;
    table.lines.push_back(
        {{{table.headers[0], number_and_title(line),
           http::address(request.language, line_path(shown.draft.head.slug, line.line)), true},
          {table.headers[1], *line.ended}}});
  }
  if (!table.lines.empty()) table.title = word(request, "planning_pages.ended_title");
  return table;
}

staff::FormView add_form(const Forms& forms, const Draft& draft) {
  staff::FormView form =
      begin_form(forms, kAdd, draft_path(draft.head.slug) + "/lines", "planning_pages.add_button");
  form.title = word(forms.request, "planning_pages.add_title");
  using staff::FieldKind;
  std::vector<staff::Option> kinds = {{"row", word(forms.request, "planning_pages.kind_row")}};
  if (std::ranges::find(draft.head.levels, Kind::node, &Level::kind) != draft.head.levels.end())
    kinds.push_back({"node", word(forms.request, "planning_pages.kind_node")});
  add(forms, form, FieldKind::choice,
      {.name = "kind", .required = true, .options = std::move(kinds)});
  add(forms, form, FieldKind::choice, {.name = "parent", .options = parents(forms.request, draft)});
  add(forms, form, FieldKind::text, {.name = "number"});
  add(forms, form, FieldKind::text, {.name = "line_title", .required = true});
  return form;
}

staff::FormView rename_form(const Forms& forms, const Draft& draft) {
  staff::FormView form = begin_form(forms, kRename, draft_path(draft.head.slug) + "/rename",
                                    "planning_pages.rename_button");
  form.title = word(forms.request, "planning_pages.rename_title");
  form.quiet = true;
  using staff::FieldKind;
  add(forms, form, FieldKind::text,
      {.name = "plan_title", .required = true, .value = draft.head.title});
  add(forms, form, FieldKind::text,
      {.name = "period", .required = true, .value = draft.head.period});
  std::string names;
  for (const Level& level : draft.head.levels) names += level.name + "\n";
  add(forms, form, FieldKind::lines,
      {.name = "level_names", .required = true, .value = std::move(names)});
  return form;
}

std::vector<http::Link> links_of(const http::Request& request, const Draft& draft, bool may_write) {
  const std::string path = http::address(request.language, draft_path(draft.head.slug));
  std::vector<http::Link> links;
  if (may_write) links.push_back({word(request, "planning_pages.link_paste"), path + "/paste"});
  links.push_back({word(request, "planning_pages.link_compare"), path + "/compare"});
  links.push_back({word(request, "planning_pages.link_steps"), path + "/steps"});
  if (draft.adoptions > 0)
    links.push_back({word(request, "planning_pages.link_working"),
                     http::address(request.language, "/staff/plans/" + draft.head.slug)});
  return links;
}

staff::FormView undo_form(const Forms& forms, const Draft& draft, const std::string& deed) {
  staff::FormView form =
      begin_form(forms, kUndo, draft_path(draft.head.slug) + "/undo", "planning_pages.undo_button");
  form.quiet = true;
  form.hidden.push_back({"deed", deed});
  return form;
}

http::Response draft_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                          const Tried& tried) {
  const Where where = asked(request, visitor);
  const Forms forms{request, &visitor.visit, tried, kWords};
  const staff::Who& who = visitor.visit.who;
  const bool is_writer = staff::may(who, staff::Deed::edit_plan, {who.municipality, who.body});
  return desk.database.read([&](db::Read& tx) {
    const auto draft = open_draft(tx, where);
    if (!draft) return staff::web::refused(request, visitor.visit, draft.error());
    visitor.looked.subject_kind = "draft";
    visitor.looked.subject_key = draft->head.slug;
    const Shown shown{*draft, comments(tx, where), staff::bodies(tx, who.municipality)};
    const bool may_write = is_writer && draft->state == State::draft;
    DraftPage view;
    view.page = draft_frame(request, visitor, *draft);
    view.done = done_words(request);
    view.problems = staff::web::problems(forms);
    view.heading = draft->head.title;
    view.lead = draft->head.period;
    view.state = say(request, "planning_pages.state_sentence",
                     {{"state", state_word(request, draft->state)}});
    view.links = links_of(request, *draft, may_write);
    if (const std::string deed = request.parameter("deed").value_or("");
        may_write && !view.done.empty() && !deed.empty())
      view.undo.push_back(undo_form(forms, *draft, deed));
    const staff::FormView moving = begin_form(forms, kMove, draft_path(draft->head.slug) + "/move",
                                              "planning_pages.undo_button");
    view.tree_action = moving.action;
    view.tree_hidden = moving.hidden;
    for (const Placed& placed : in_order(*draft))
      if (may_see(who, staff::Deed::comment_plan, *draft, *placed.line))
        view.lines.push_back(tree_line(request, shown, placed, may_write));
    view.gaps = gaps_table(request, shown, who);
    view.ended = ended_table(request, shown, who);
    if (may_write) {
      view.forms.push_back(add_form(forms, *draft));
      view.more_forms.push_back(rename_form(forms, *draft));
    }
    return staff::web::page(pages::draft(view, request.language), tried.status);
  });
}

http::Response refused_here(const Desk& desk, const http::Request& request, const Visitor& visitor,
                            std::string_view form, const base::Refusal& refusal,
                            std::string_view field = {}) {
  if (refusal.code == unknown_draft.code)
    return staff::web::refused(request, visitor.visit, refusal);
  return draft_page(desk, request, visitor, staff::web::tried(request, form, refusal, field));
}

}  // namespace

std::vector<staff::Option> parents(const http::Request& request, const Draft& draft, int except,
                                   std::optional<int> chosen) {
  std::vector<staff::Option> options = {{"", word(request, "planning_pages.parent_top"), !chosen}};
  for (const Placed& placed : in_order(draft)) {
    const Line& line = *placed.line;
    if (line.line == except) continue;
    std::string indent;
    for (int i = 0; i < placed.depth; ++i) indent += word(request, "planning_pages.indent");
    options.push_back(
        {std::to_string(line.line), indent + number_and_title(line), chosen == line.line});
  }
  return options;
}

http::Response get_draft(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return draft_page(desk, request, visitor, {});
}

http::Response post_move(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const Where where = asked(request, visitor);
  const std::string pressed = request.typed("step").value_or("");
  const auto dot = pressed.find('.');
  const int line = whole_number(std::string_view(pressed).substr(0, dot));
  const std::string name = dot == pressed.npos ? std::string() : pressed.substr(dot + 1);
  const auto step = std::ranges::find(kSteps, name, &StepName::name);
  if (step == std::end(kSteps))
    return refused_here(desk, request, visitor, kMove,
                        {unknown_choice.code, unknown_choice.http_status, {{"text", pressed}}});
  const auto moved = move(visitor.actor, desk.database, where, line, step->step);
  if (!moved) return refused_here(desk, request, visitor, kMove, moved.error());
  return done(request,
              draft_path(where.draft) + "?at=" + pressed + "&deed=" + std::to_string(moved->deed),
              "line_moved");
}

http::Response post_add(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const Where where = asked(request, visitor);
  staff::web::FormReading typed(request, kAdd, kWords);
  NewLine wanted;
  wanted.kind = kind_from(typed.text("kind"));
  if (const std::string parent = typed.text("parent"); !parent.empty())
    wanted.parent = whole_number(parent);
  if (const std::string number = typed.text("number"); !number.empty()) wanted.number = number;
  wanted.title = request.typed("line_title").value_or("");
  const auto added = add(visitor.actor, desk.database, where, wanted);
  if (added)
    return done(request, draft_path(where.draft) + "?deed=" + std::to_string(added->deed),
                "line_added", "line-" + std::to_string(added->line));
  const auto& code = added.error().code;
  const bool of_number = code == number_taken.code;
  const bool of_place = code == unknown_line.code || code == parent_ended.code ||
                        code == node_below_row.code || code == too_deep.code;
  return refused_here(desk, request, visitor, kAdd, added.error(),
                      of_number  ? "number"
                      : of_place ? "parent"
                                 : "line_title");
}

http::Response post_rename(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const Where where = asked(request, visitor);
  const auto draft = desk.database.read([&](db::Read& tx) { return open_draft(tx, where); });
  if (!draft) return staff::web::refused(request, visitor.visit, draft.error());
  staff::web::FormReading typed(request, kRename, kWords);
  NewDraft wanted{.slug = {}, .title = typed.text("plan_title"), .period = typed.text("period")};
  const auto names = lines_typed(request.typed("level_names").value_or(""));
  for (std::size_t i = 0; i < names.size(); ++i)
    wanted.levels.push_back(
        {names[i], i < draft->head.levels.size() ? draft->head.levels[i].kind : Kind::row});
  if (!typed.ok()) return draft_page(desk, request, visitor, typed.tried());
  const auto renamed = rename_draft(visitor.actor, desk.database, where, wanted);
  if (renamed) return done(request, draft_path(where.draft), "draft_renamed");
  const auto& code = renamed.error().code;
  return refused_here(desk, request, visitor, kRename, renamed.error(),
                      code == years_unfit.code    ? "period"
                      : code == levels_unfit.code ? "level_names"
                                                  : "plan_title");
}

http::Response post_undo(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const Where where = asked(request, visitor);
  staff::web::FormReading typed(request, kUndo, kWords);
  const auto undone = undo(visitor.actor, desk.database, where, typed.number("deed"),
                           word(request, "planning_pages.undone_reason"));
  if (!undone) return refused_here(desk, request, visitor, kUndo, undone.error());
  return done(request, draft_path(where.draft), "undone", "line-" + std::to_string(undone->line));
}

std::vector<std::string> lines_typed(const std::string& text) {
  std::vector<std::string> lines;
  std::string line;
  for (const char c : text + "\n") {
    if (c == '\r') continue;
    if (c != '\n') {
      line += c;
      continue;
    }
    if (!line.empty()) lines.push_back(line);
    line.clear();
  }
  return lines;
}

}  // namespace planning::web
