// Rows from a spreadsheet: first shown as they were understood, then kept in one deed.
#include <algorithm>

#include "planning/bulk.h"
#include "planning/planning_web.h"
#include "sheet/csv.h"
#include "ui/planning/tables.h"

namespace planning::web {
namespace {

constexpr std::string_view kPaste = "paste";
constexpr std::string_view kApply = "apply";
constexpr std::string_view kFile = "workbook";

struct PasteShown {
  Tried tried = {};
  std::string table = {};
  std::string mode = "add";
  std::string parent = {};
  std::optional<Pasted> pasted = {};
};

base::Result<sheet::Grid> grid_of(const std::string& text) {
  const auto first_line = std::string_view(text).substr(0, text.find('\n'));
  return sheet::read_csv(text, first_line.find('\t') != first_line.npos ? '\t' : ',',
                         {.bytes_max = staff::web::kTypedLinesCharactersMax * 4});
}

const http::UploadedFile* file_in(const http::Request& request) {
  const auto file = std::ranges::find(request.files, kFile, &http::UploadedFile::field);
  return file == request.files.end() || file->bytes.empty() ? nullptr : &*file;
}

PasteMode mode_of(std::string_view mode) {
  return mode == "update" ? PasteMode::update : PasteMode::add;
}

staff::FormView paste_form(const Forms& forms, const Draft& draft, const PasteShown& shown) {
  staff::FormView form = begin_form(forms, kPaste, draft_path(draft.head.slug) + "/paste",
                                    "planning_pages.paste_preview");
  form.hint = word(forms.request, "planning_pages.paste_hint");
  form.hidden.push_back({"step", "preview"});
  using staff::FieldKind;
  add(forms, form, FieldKind::choice,
      {.name = "mode",
       .required = true,
       .options = {
           {"add", word(forms.request, "planning_pages.mode_add"), shown.mode == "add"},
           {"update", word(forms.request, "planning_pages.mode_update"), shown.mode == "update"}}});
  add(forms, form, FieldKind::choice,
      {.name = "parent",
       .options = parents(
           forms.request, draft, 0,
           shown.parent.empty() ? std::nullopt : std::optional(whole_number(shown.parent)))});
  add(forms, form, FieldKind::lines, {.name = "table", .value = shown.table});
  add(forms, form, FieldKind::file, {.name = std::string(kFile), .accept = ".xlsx"});
  return form;
}

staff::FormView apply_form(const Forms& forms, const Draft& draft, const PasteShown& shown) {
  staff::FormView form = begin_form(forms, kApply, draft_path(draft.head.slug) + "/paste",
                                    "planning_pages.paste_apply");
  form.title = say(forms.request, "planning_pages.paste_apply_title",
                   {{"count", std::to_string(shown.pasted->lines.size())}});
  form.hidden.push_back({"step", "apply"});
  form.hidden.push_back({"mode", shown.mode});
  form.hidden.push_back({"parent", shown.parent});
  form.hidden.push_back({"table", shown.table});
  return form;
}

TableView preview_table(const http::Request& request, const Pasted& pasted) {
  TableView table;
  table.title = word(request, "planning_pages.preview_title");
  table.headers = {
      word(request, "planning_pages.column_row"), word(request, "planning_pages.field_title"),
      word(request, "planning_pages.column_content"), word(request, "planning_pages.column_wrong")};
  for (const PastedLine& line : pasted.lines) {
    std::string content;
    for (const auto& [name, text] : line.content.fields)
      if (name != "title" && !text.empty())
        content += (content.empty() ? "" : "\n") + field_label(request, name) +
                   word(request, "planning_pages.colon") + field_value(request, name, text);
    std::string wrong;
    for (const auto& one : line.wrong)
      wrong += (wrong.empty() ? "" : "\n") + field_label(request, one.field) +
               word(request, "planning_pages.colon") + base::say(request.language, one.refusal);
    table.lines.push_back({{{table.headers[0], std::to_string(line.row + 1), {}, true},
                            {table.headers[1], field_of(line.content.fields, "title")},
                            {table.headers[2], std::move(content)},
                            {table.headers[3], std::move(wrong)}}});
  }
  return table;
}

http::Response paste_page(const http::Request& request, const Visitor& visitor, const Draft& draft,
                          const PasteShown& shown) {
  const Forms forms{request, &visitor.visit, shown.tried, kWords};
  visitor.looked.subject_kind = "draft";
  visitor.looked.subject_key = draft.head.slug;
  TablesPage view;
  view.heading = say(request, "planning_pages.paste_heading", {{"draft", draft.head.title}});
  view.page = draft_frame(request, visitor, draft, word(request, "planning_pages.link_paste"));
  view.problems = staff::web::problems(forms);
  if (shown.pasted) {
    view.notes.push_back(word(request, "planning_pages.nothing_kept_yet"));
    view.tables.push_back(preview_table(request, *shown.pasted));
    if (shown.pasted->is_right()) view.forms.push_back(apply_form(forms, draft, shown));
  }
  view.forms.push_back(paste_form(forms, draft, shown));
  return staff::web::page(pages::tables(view, request.language), shown.tried.status);
}

void note_wrong(const http::Request& request, const Pasted& pasted, Tried& tried) {
  for (const auto& refusal : pasted.wrong)
    tried.wrong.push_back({"table", base::say(request.language, refusal)});
  for (const auto& line : pasted.lines)
    for (const auto& wrong : line.wrong)
      tried.wrong.push_back(
          {"table", say(request, "planning_pages.row_wrong",
                        {{"row", std::to_string(line.row + 1)},
                         {"sentence", base::say(request.language, wrong.refusal)}})});
  if (!tried.wrong.empty()) {
    tried.form = kPaste;
    tried.status = 400;
    tried.typed = request.form;
  }
}

}  // namespace

http::Response get_paste(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const Where where = asked(request, visitor);
  const auto draft = desk.database.read([&](db::Read& tx) { return open_draft(tx, where); });
  if (!draft) return staff::web::refused(request, visitor.visit, draft.error());
  return paste_page(request, visitor, *draft, {});
}

http::Response post_paste(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const Where where = asked(request, visitor);
  const auto draft = desk.database.read([&](db::Read& tx) { return open_draft(tx, where); });
  if (!draft) return staff::web::refused(request, visitor.visit, draft.error());
  staff::web::FormReading typed(request, kPaste, kWords);
  PasteShown shown;
  shown.mode = typed.text("mode");
  shown.parent = typed.text("parent");
  if (const http::UploadedFile* file = file_in(request)) {
    auto text = text_of_file(file->bytes, staff::web::kTypedLinesCharactersMax);
    if (!text) {
      shown.tried = staff::web::tried(request, kPaste, text.error(), kFile);
      return paste_page(request, visitor, *draft, shown);
    }
    shown.table = *std::move(text);
  } else {
    shown.table = typed.lines("table");
  }
  if (!typed.ok()) {
    shown.tried = typed.tried();
    return paste_page(request, visitor, *draft, shown);
  }
  const auto grid = grid_of(shown.table);
  if (!grid) {
    shown.tried = staff::web::tried(request, kPaste, grid.error(), "table");
    return paste_page(request, visitor, *draft, shown);
  }
  const Known known_here =
      desk.database.read([&](db::Read& tx) { return known(tx, where.municipality); });
  shown.pasted = read_paste(*draft, known_here, *grid, mode_of(shown.mode));
  note_wrong(request, *shown.pasted, shown.tried);
  if (request.typed("step").value_or("") != "apply" || !shown.pasted->is_right())
    return paste_page(request, visitor, *draft, shown);
  std::vector<PastedRow> rows;
  for (const auto& line : shown.pasted->lines) rows.push_back(line.content);
  std::vector<std::pair<std::size_t, WrongField>> wrong;
  const auto kept = paste(
      visitor.actor, desk.database, where,
      shown.parent.empty() ? std::nullopt : std::optional(whole_number(shown.parent)), rows, wrong);
  if (!kept) {
    for (auto& [row, one] : wrong) shown.pasted->lines.at(row).wrong.push_back(std::move(one));
    note_wrong(request, *shown.pasted, shown.tried);
    if (shown.tried.wrong.empty())
      shown.tried = staff::web::tried(request, kPaste, kept.error(), "table");
    return paste_page(request, visitor, *draft, shown);
  }
  return done(request, draft_path(where.draft) + "?deed=" + std::to_string(kept->deed), "pasted");
}

}  // namespace planning::web
