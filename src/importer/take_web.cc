// What taking a table over would do, said before it is done; taking over, undoing, a corrected
// file; and the source of a cell.
#include <algorithm>
#include <charconv>
#include <span>

#include "importer/importer_web.h"
#include "plan/taking_over.h"
#include "plan/work_web.h"
#include "staff/municipality_service.h"
#include "ui/importer/source.h"
#include "ui/importer/take.h"

namespace importer::web {
namespace {

using staff::FieldKind;
using staff::FormView;
using staff::web::FormReading;
using staff::web::Forms;
using staff::web::Tried;
using staff::web::tried;

constexpr std::string_view kTakeForm = "take";
constexpr std::string_view kStanding = "standing";
constexpr std::size_t kChangesShown = 300;
constexpr std::size_t kLinesAround = 8;

std::int64_t number_of(const http::Request& request, std::string_view name) {
  const std::string text = request.typed(name).value_or("");
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// The page itself keeps the number as it came.
std::string command_of(const http::Request& request, std::string_view what) {
  const std::string command = request.typed(staff::web::kCommand).value_or("");
  return command.empty() ? command : command + "." + std::string(what);
}

std::string take_path(ImportId id) {
  return import_path(id) + "/take";
}

ChangeLine change_line(const http::Request& request, const Proposed& proposed,
                       const plan::Plan& before, const Change& change) {
  const plan::Plan& after = proposed.proposal.after;
  ChangeLine line;
  line.row = plan::find_row(after, change.row) == nullptr ? row_words(before, change.row)
                                                          : row_words(after, change.row);
  line.column = plan::find_column(after, change.column) == nullptr
                    ? column_words(request, before, change.column)
                    : column_words(request, after, change.column);
  const std::string none = word(request, "importer_pages.nothing_there");
  line.before = change.before.value_or(none);
  line.after = change.after.value_or(none);
  if (change.grid_row && change.grid_column) {
    line.place = proposed.kept.source().address(*change.grid_row, *change.grid_column);
    line.place_url =
        url_of(request, source_path(proposed.draft.id, *change.grid_row, *change.grid_column));
  }
  return line;
}

void add_facts(const http::Request& request, const Proposed& proposed, TakePage& view) {
  const plan::Plan& after = proposed.proposal.after;
  const auto add = [&](std::string_view key, std::string value) {
    view.facts.push_back({word(request, key), std::move(value)});
  };
  add("importer_pages.plan", after.title);
  add("importer_pages.field_slug", after.slug);
  if (proposed.standing == 0)
    add("importer_pages.will_make", say(request, "importer_pages.will_make_value",
                                        {{"rows", std::to_string(after.rows.size())},
                                         {"columns", std::to_string(after.columns.size())},
                                         {"cells", std::to_string(proposed.cells)}}));
  else
    add("importer_pages.cells", std::to_string(proposed.cells));
  std::string columns;
  for (const std::string& key : proposed.proposal.columns_added)
    columns += (columns.empty() ? "" : word(request, "plan.list_comma")) +
               plan::find_column(after, key)->header;
  if (!columns.empty()) add("importer_pages.columns_added", columns);
  if (proposed.draft.wanted.target == Target::later_year) return;
  const auto linked = std::ranges::count_if(
      after.rows, [](const plan::Row& row) { return !row.programmes.empty(); });
  add("importer_pages.linked", linked == 0 ? word(request, "importer_pages.linked_none")
                                           : say(request, "importer_pages.linked_value",
                                                 {{"rows", std::to_string(linked)}}));
  for (const plan::RatingScale& scale : after.rating_scales) {
    std::string marks;
    for (const plan::Mark& mark : scale.marks)
      marks += (marks.empty() ? "" : word(request, "plan.list_comma")) + mark.printed;
    add("importer_pages.scale", marks);
  }
}

FormView take_form(const Forms& forms, const Proposed& proposed) {
  FormView form = staff::web::begin_form(forms, kTakeForm, take_path(proposed.draft.id),
                                         "importer_pages.take_button");
  form.hidden.push_back({std::string(kVersion), std::to_string(proposed.draft.version)});
  form.hidden.push_back({std::string(kStanding), std::to_string(proposed.standing)});
  if (proposed.is_public)
    add(forms, form, FieldKind::choice,
        {.name = "publish",
         .required = true,
         .options = {{"", word(forms.request, "importer_pages.publish_choose"), true},
                     {"yes", word(forms.request, "importer_pages.publish_yes"), false}}});
  return form;
}

http::Response take_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                         const Proposed& proposed, const Tried& tried) {
  const Forms forms{request, &visitor.visit, tried, kWords};
  TakePage view;
  view.heading = word(request, "importer_pages.take_title");
  view.lead = word(request, proposed.standing == 0 ? "importer_pages.take_lead_new"
                                                   : "importer_pages.take_lead_changes");
  view.page = frame(request, visitor, view.heading);
  view.page.crumbs.push_back(
      {proposed.draft.name, url_of(request, import_path(proposed.draft.id)), false});
  view.problems = staff::web::problems(forms);
  add_facts(request, proposed, view);
  if (const std::size_t flags = proposed.kept.understanding->flags.size(); flags > 0)
    view.notices.push_back(
        say(request, "importer_pages.take_flags", {{"count", std::to_string(flags)}}));
  if (proposed.is_public) view.notices.push_back(word(request, "importer_pages.take_public"));
  if (proposed.standing != 0) {
    const auto before = desk.database.read([&](db::Read& tx) {
      return plan::whole_document(tx, proposed.draft.municipality, proposed.draft.wanted.plan);
    });
    const auto& changes = proposed.proposal.changes;
    view.changes_title = changes.empty() ? word(request, "importer_pages.changes_none")
                                         : say(request, "importer_pages.changes_title",
                                               {{"count", std::to_string(changes.size())}});
    for (std::size_t i = 0; before && i < changes.size() && i < kChangesShown; ++i)
      view.changes.push_back(change_line(request, proposed, *before, changes[i]));
    if (changes.size() > kChangesShown)
      view.more_changes = say(request, "importer_pages.changes_more",
                              {{"count", std::to_string(changes.size() - kChangesShown)}});
  }
  const auto& unmatched = proposed.proposal.unmatched;
  for (const Unmatched& one : std::span(unmatched).first(std::min(unmatched.size(), kChangesShown)))
    view.unmatched.push_back(
        say(request, "importer_pages.unmatched_line",
            {{"line", std::to_string(one.grid_row + 1)},
             {"title", one.number.empty() ? one.title : one.number + " " + one.title}}));
  if (!view.unmatched.empty())
    view.unmatched_title = say(request, "importer_pages.unmatched_title",
                               {{"count", std::to_string(unmatched.size())}});
  if (unmatched.size() > kChangesShown)
    view.unmatched.push_back(say(request, "importer_pages.unmatched_more",
                                 {{"count", std::to_string(unmatched.size() - kChangesShown)}}));
  if (proposed.standing == 0 || !proposed.proposal.changes.empty())
    view.forms.push_back(take_form(forms, proposed));
  view.back = {word(request, "importer_pages.back_to_draft"),
               url_of(request, import_path(proposed.draft.id)), true};
  visitor.looked = {"import", std::to_string(proposed.draft.id.value), {}};
  return staff::web::page(pages::take(view, request.language), tried.status);
}

// Where on the page of the draft the refusal is put right.
std::pair<std::string_view, std::string_view> form_of(std::string_view refusal) {
  for (const auto* of_plan : {&slug_unfit, &slug_in_use, &plan_unknown})
    if (refusal == of_plan->code) return {"plan", "slug"};
  if (refusal == title_missing.code || refusal == text_too_long.code) return {"plan", "plan_title"};
  if (refusal == years_unfit.code) return {"plan", "from_year"};
  return {"columns", ""};
}

http::Response refused_take(const Desk& desk, const http::Request& request, const Visitor& visitor,
                            const base::Refusal& refusal) {
  if (refusal.code == unknown_import.code)
    return staff::web::refused(request, visitor.visit, refusal);
  const auto [form, field] = form_of(refusal.code);
  return show_import(desk, request, visitor, tried(request, form, refusal, field));
}

void add_source_facts(db::Read& tx, const http::Request& request, const Import& one,
                      const KeptTable& kept, std::size_t row, std::size_t column,
                      SourcePage& view) {
  const auto add = [&](std::string_view key, std::string value, std::string url = {}) {
    if (!value.empty())
      view.facts.push_back({word(request, key), std::move(value), std::move(url)});
  };
  add("importer_pages.text_there", view.lead);
  add("importer_pages.place", kept.source().address(row, column));
  add("importer_pages.table", kept.source().name);
  add("importer_pages.file", one.name);
  add("importer_pages.state", state_words(request, one.state));
  const auto document = plan::whole_document(tx, one.municipality, one.wanted.plan);
  if (!document) return;
  for (const auto& cell : store::cells_at(tx, one.municipality, one.id, row, column)) {
    const std::string words =
        row_words(*document, cell.row) + "　" + column_words(request, *document, cell.column);
    const std::string path =
        plan::find_column(*document, cell.column) == nullptr
            ? plan::web::work_table_path(one.wanted.plan)
            : plan::web::work_cell_path(one.wanted.plan, cell.row, cell.column);
    if (std::ranges::find(view.plan_cells, words, &http::Link::text) == view.plan_cells.end())
      view.plan_cells.push_back({words, url_of(request, path)});
  }
}

}  // namespace

http::Response get_take(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto proposed = propose(visitor.actor, shop_of(desk), import_number(request));
  if (!proposed) return refused_take(desk, request, visitor, proposed.error());
  if (proposed->draft.state != State::draft)
    return http::redirect(url_of(request, import_path(proposed->draft.id)));
  return take_page(desk, request, visitor, *proposed, {});
}

http::Response post_take(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const ImportId id = import_number(request);
  const std::string command = command_of(request, "take");
  const auto done = commit(visitor.actor, shop_of(desk), id,
                           {.version = static_cast<int>(number_of(request, kVersion)),
                            .standing = number_of(request, kStanding),
                            .publish = request.typed("publish") == "yes",
                            .command_id = command});
  if (done) return staff::web::done(request, import_path(id), "import_taken");
  const base::Refusal& refusal = done.error();
  if (refusal.code != public_not_confirmed.code && refusal.code != draft_changed.code &&
      refusal.code != plan_changed.code)
    return refused_take(desk, request, visitor, refusal);
  const auto proposed = propose(visitor.actor, shop_of(desk), id);
  if (!proposed) return refused_take(desk, request, visitor, proposed.error());
  return take_page(desk, request, visitor, *proposed,
                   tried(request, kTakeForm, refusal,
                         refusal.code == public_not_confirmed.code ? "publish" : ""));
}

http::Response post_undo(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  FormReading typed(request, "undo", kWords);
  const std::string reason = typed.maybe_lines("reason");
  if (!typed.ok()) return show_import(desk, request, visitor, typed.tried());
  const ImportId id = import_number(request);
  const auto undone = undo(visitor.actor, shop_of(desk), id, reason, command_of(request, "undo"));
  if (!undone && undone.error().code == unknown_import.code)
    return staff::web::refused(request, visitor.visit, undone.error());
  if (!undone)
    return show_import(desk, request, visitor, tried(request, "undo", undone.error(), "reason"));
  return staff::web::done(request, import_path(id), "import_undone");
}

http::Response post_again(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto begun = begin_sent(desk, request, visitor, import_number(request));
  if (!begun && begun.error().code == unknown_import.code)
    return staff::web::refused(request, visitor.visit, begun.error());
  if (!begun)
    return show_import(desk, request, visitor,
                       tried(request, "again", begun.error(), file_field_of(begun.error().code)));
  return staff::web::done(request, import_path(*begun), "import_begun");
}

http::Response post_drop(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto dropped = drop(visitor.actor, shop_of(desk), import_number(request));
  if (!dropped) return staff::web::refused(request, visitor.visit, dropped.error());
  return staff::web::done(request, "/staff/imports", "import_dropped");
}

http::Response get_source(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto one = desk.database.read([&](db::Read& tx) {
    return find(tx, visitor.visit.who.municipality, import_number(request));
  });
  if (!one) return staff::web::refused(request, visitor.visit, one.error());
  const auto kept = kept_table(desk.papers, *one);
  if (!kept) return staff::web::refused(request, visitor.visit, kept.error());
  const std::size_t lines = lines_of(*kept);
  const int line = number_in(request, "line");
  const int column = number_in(request, "column");
  if (line < 1 || column < 1 || static_cast<std::size_t>(line) > lines)
    return staff::web::refused(request, visitor.visit, base::refuse(no_such_cell).error());
  const auto row = static_cast<std::size_t>(line - 1);
  const auto at = static_cast<std::size_t>(column - 1);
  SourcePage view;
  view.heading = word(request, "importer_pages.source_title");
  view.lead = kept->source().grid.at(row, at);
  view.page = frame(request, visitor, view.heading);
  view.grid = grid_view(request, *kept,
                        {.first = row > kLinesAround ? row - kLinesAround : 0,
                         .last = std::min(lines, row + kLinesAround + 1),
                         .may_choose = false,
                         .marked = std::pair(row, at)});
  desk.database.read([&](db::Read& tx) {
    add_source_facts(tx, request, *one, *kept, row, at, view);
    return 0;
  });
  view.back = {word(request, "importer_pages.back_to_import"),
               url_of(request, import_path(one->id)), true};
  visitor.looked = {"import", std::to_string(one->id.value), {}};
  return staff::web::page(pages::source(view, request.language));
}

}  // namespace importer::web
