// The list of plans a municipality works on, and how a draft begins: from nothing, from its
// predecessor, or from a file.
#include "planning/planning_web.h"

#include "base/japanese_text.h"
#include "plan/plan_service.h"
#include "ui/planning/tables.h"

namespace planning::web {
namespace {

constexpr std::string_view kNew = "new";

std::vector<Level> levels_typed(const std::string& text) {
  std::vector<Level> levels;
  std::string name;
  const auto take = [&] {
    while (!name.empty() && (name.back() == ' ' || name.back() == '\r')) name.pop_back();
    // ＊ in front marks a level of rows.
    const std::string folded = base::fold_width(name);
    if (!folded.empty())
      levels.push_back(folded.front() == '*' ? Level{folded.substr(1), Kind::row}
                                             : Level{name, Kind::node});
    name.clear();
  };
  for (const char c : text)
    if (c == '\n')
      take();
    else
      name += c;
  take();
  return levels;
}

staff::FormView new_form(const Forms& forms, const std::vector<plan::Listed>& plans) {
  staff::FormView form = begin_form(forms, kNew, drafts_path(), "planning_pages.new_button");
  form.title = word(forms.request, "planning_pages.new_title");
  form.hint = word(forms.request, "planning_pages.new_hint");
  using staff::FieldKind;
  add(forms, form, FieldKind::text, {.name = "slug", .required = true});
  add(forms, form, FieldKind::text, {.name = "plan_title", .required = true});
  add(forms, form, FieldKind::text, {.name = "period", .required = true});
  std::vector<staff::Option> before = {
      {"", word(forms.request, "planning_pages.predecessor_none")}};
  for (const auto& one : plans)
    if (one.summary.municipality == forms.visit->who.municipality)
      before.push_back({one.summary.slug, one.summary.title});
  add(forms, form, FieldKind::choice, {.name = "predecessor", .options = std::move(before)});
  add(forms, form, FieldKind::lines,
      {.name = "levels", .value = word(forms.request, "planning_pages.levels_example")});
  add(forms, form, FieldKind::lines, {.name = "file"});
  return form;
}

TableView drafts_table(const http::Request& request, const std::vector<Listed>& all) {
  TableView table;
  table.title = word(request, "planning_pages.drafts_being_made");
  table.nothing = word(request, "planning_pages.drafts_none");
  for (const std::string_view header :
       {"planning_pages.field_plan_title", "planning_pages.field_period",
        "planning_pages.column_state", "planning_pages.column_lines",
        "planning_pages.column_changed"})
    table.headers.push_back(word(request, header));
  for (const Listed& one : all) {
    table.lines.push_back(
        {{{table.headers[0], one.title, http::address(request.language, draft_path(one.slug)),
           true},
          {table.headers[1], one.period},
          {table.headers[2], state_word(request, one.state)},
          {table.headers[3], std::to_string(one.lines)},
          {table.headers[4], staff::web::moment_words(request, one.changed_at)}}});
  }
  return table;
}

TableView plans_table(const http::Request& request, const std::vector<plan::Listed>& all,
                      std::string_view municipality) {
  TableView table;
  table.title = word(request, "planning_pages.plans_at_work");
  table.nothing = word(request, "planning_pages.plans_none");
  for (const std::string_view header :
       {"planning_pages.field_plan_title", "planning_pages.field_period",
        "planning_pages.column_state"})
    table.headers.push_back(word(request, header));
  for (const auto& one : all) {
    if (one.summary.municipality != municipality) continue;
    table.lines.push_back(
        {{{table.headers[0], one.summary.title,
           http::address(request.language, "/staff/plans/" + one.summary.slug), true},
          {table.headers[1], one.summary.period.printed},
          {table.headers[2], word(request, one.is_public ? "planning_pages.plan_released"
                                                         : "planning_pages.plan_not_released")}}});
  }
  return table;
}

http::Response drafts_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                           const Tried& tried) {
  const staff::Who& who = visitor.visit.who;
  const Forms forms{request, &visitor.visit, tried, kWords};
  TablesPage view;
  view.heading = word(request, "planning_pages.drafts_title");
  view.page = staff::web::frame(request, visitor.visit, view.heading);
  view.done = done_words(request);
  view.problems = staff::web::problems(forms);
  const auto plans = plan::list(visitor.actor, desk.database);
  const auto all = desk.database.read([&](db::Read& tx) { return drafts(tx, who.municipality); });
  if (staff::may(who, staff::Deed::comment_plan, {who.municipality, who.body}))
    view.tables.push_back(drafts_table(request, all));
  view.tables.push_back(plans_table(request, plans, who.municipality));
  if (staff::may(who, staff::Deed::edit_plan, {who.municipality, who.body}))
    view.forms.push_back(new_form(forms, plans));
  for (const Listed& one : all) visitor.looked.ids.push_back(one.slug);
  visitor.looked.subject_kind = "draft";
  return staff::web::page(pages::tables(view, request.language), tried.status);
}

std::string_view field_of_refusal(std::string_view code) {
  if (code == slug_unfit.code || code == slug_taken.code) return "slug";
  if (code == draft_title_missing.code) return "plan_title";
  if (code == years_unfit.code) return "period";
  if (code == levels_unfit.code) return "levels";
  if (code == file_unfit.code || code == unknown_programme.code) return "file";
  if (code == plan::unknown_plan.code) return "predecessor";
  return "plan_title";
}

}  // namespace

http::Response get_drafts(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  return drafts_page(desk, request, visitor, {});
}

http::Response post_new_draft(const Desk& desk, const http::Request& request,
                              const Visitor& visitor) {
  staff::web::FormReading typed(request, kNew, kWords);
  NewDraft wanted{.slug = typed.text("slug"),
                  .title = typed.text("plan_title"),
                  .period = typed.text("period")};
  const std::string predecessor = typed.text("predecessor");
  const std::string file = request.typed("file").value_or("");
  if (!typed.ok()) return drafts_page(desk, request, visitor, typed.tried());
  const bool is_from_nothing = predecessor.empty() && file.empty();
  if (is_from_nothing) wanted.levels = levels_typed(request.typed("levels").value_or(""));
  const auto made = !file.empty()     ? create_from_file(visitor.actor, desk.database, wanted, file)
                    : is_from_nothing ? create(visitor.actor, desk.database, wanted)
                                      : create_from_predecessor(visitor.actor, desk.database,
                                                                wanted, predecessor);
  if (!made) {
    return drafts_page(
        desk, request, visitor,
        staff::web::tried(request, kNew, made.error(), field_of_refusal(made.error().code)));
  }
  if (wanted.slug.empty()) return done(request, drafts_path(), "draft_made");
  return done(request, draft_path(wanted.slug), "draft_made");
}

}  // namespace planning::web
