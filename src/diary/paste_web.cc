// A table from a spreadsheet, pasted or as a file: first shown as it was understood, then kept in
// one deed.
#include <algorithm>

#include "base/japanese_text.h"
#include "diary/diary_web.h"
#include "diary/diary_words.h"
#include "diary/paste_service.h"
#include "diary/paste_table.h"
#include "ui/diary/paste.h"

namespace diary::web {
namespace {

constexpr std::string_view kForm = "paste";
constexpr std::string_view kApply = "apply";
constexpr std::string_view kFile = "table_file";

std::string joined(const Headers& headers) {
  std::string names = headers.day.front();
  for (const auto& [column, called] : headers.fields) names += "\t" + called.front();
  for (const auto* list : {&headers.place, &headers.co_organisers, &headers.note})
    names += "\t" + list->front();
  return names;
}

struct PasteShown {
  Tried tried = {};
  std::string table = {};
  std::optional<Pasted> pasted = {};
};

std::string wrong_words(const http::Request& request, const PastedRow& row) {
  std::string text;
  for (const auto& one : row.wrong)
    text += (text.empty() ? "" : " ") + base::say(request.language, one);
  return text;
}

std::vector<PastedRowView> row_views(const http::Request& request, const Pasted& pasted) {
  std::vector<PastedRowView> views;
  for (const PastedRow& row : pasted.rows) {
    PastedRowView view;
    view.row = std::to_string(row.row);
    view.wrong = !row.wrong.empty();
    if (!view.wrong || !row.facts.empty())
      view.day = staff::web::day_words(request, row.days.first);
    view.what = facts_words(request.language, row.facts);
    view.place = row.texts.place;
    view.state = view.wrong          ? wrong_words(request, row)
                 : row.is_there      ? word(request, "diary_pages.row_there")
                 : row.is_other_year ? word(request, "diary_pages.row_other_year")
                                     : word(request, "diary_pages.row_new");
    views.push_back(std::move(view));
  }
  return views;
}

void note_wrong(const http::Request& request, const Pasted& pasted, Tried& tried) {
  const auto add = [&](std::string sentence) {
    tried.wrong.push_back({"table", std::move(sentence)});
  };
  for (const auto& refusal : pasted.wrong) add(base::say(request.language, refusal));
  constexpr std::size_t shown = 20;
  for (const PastedRow& row : pasted.rows)
    if (!row.wrong.empty() && tried.wrong.size() < shown)
      add(say(request, "diary_pages.row_wrong",
              {{"row", std::to_string(row.row)}, {"sentence", wrong_words(request, row)}}));
  if (tried.wrong.empty()) return;
  tried.form = kForm;
  tried.status = 400;
  tried.typed = request.form;
}

http::Response paste_page(const http::Request& request, const Visitor& visitor,
                          const Worked& worked, const PasteShown& shown) {
  visitor.looked.subject_kind = "diary";
  visitor.looked.subject_key = worked.programme.key;
  Tried tried = shown.tried;
  if (!shown.table.empty())  // what came as a file is shown to be corrected here
    for (auto& [name, value] : tried.typed)
      if (name == "table") value = shown.table;
  const Forms forms{request, &visitor.visit, tried, kWords};
  PastePage view;
  view.title = say(request, "diary_pages.paste_heading", {{"programme", worked.programme.name}});
  view.page =
      staff::web::frame(request, visitor.visit, view.title,
                        {{word(request, "diary_pages.diary_title"),
                          http::address(request.language, diary_path()), true},
                         {worked.programme.name,
                          http::address(request.language, programme_path(worked.programme.key))}});
  view.problems = staff::web::problems(forms);
  view.columns = joined(headers_of(request.language, worked));
  const std::string path = programme_path(worked.programme.key) + "/paste";
  if (shown.pasted) {
    view.rows = row_views(request, *shown.pasted);
    const auto there = std::ranges::count_if(shown.pasted->rows,
                                             [](const PastedRow& row) { return row.is_there; });
    const auto all = static_cast<std::ptrdiff_t>(shown.pasted->rows.size());
    const auto wrong = std::ranges::count_if(
        shown.pasted->rows, [](const PastedRow& row) { return !row.wrong.empty(); });
    view.summary = say(request,
                       wrong > 0      ? "diary_pages.paste_wrong"
                       : there == all ? "diary_pages.paste_all_there"
                                      : "diary_pages.paste_summary",
                       {{"count", std::to_string(all)},
                        {"new", std::to_string(all - there)},
                        {"wrong", std::to_string(wrong)},
                        {"there", std::to_string(there)}});
    if (shown.pasted->is_right()) {
      view.apply.push_back(staff::web::begin_form(forms, kApply, path, "diary_pages.paste_apply"));
      view.apply.front().hidden.push_back({"step", "apply"});
      view.apply.front().hidden.push_back({"table", shown.table});
      if (there > 0)
        view.asks.push_back(
            {"same", "apply-same", word(request, "diary_pages.ask_rows_same"), false});
      if (std::ranges::any_of(shown.pasted->rows,
                              [](const PastedRow& row) { return row.is_other_year; }))
        view.asks.push_back(
            {"other_year", "apply-other_year", word(request, "diary_pages.ask_other_year"), false});
    }
  }
  view.lead = word(request, "diary_pages.paste_lead");
  view.form = staff::web::begin_form(forms, kForm, path, "diary_pages.paste_preview");
  view.form.hidden.push_back({"step", "preview"});
  staff::web::add(forms, view.form, staff::FieldKind::lines,
                  {.name = "table", .value = shown.table});
  staff::web::add(forms, view.form, staff::FieldKind::file,
                  {.name = std::string(kFile), .accept = ".xlsx,.csv,.tsv,.txt"});
  return staff::web::page(pages::paste(view, request.language), tried.status);
}

base::Result<Worked> asked_programme(const Desk& desk, const http::Request& request,
                                     const Visitor& visitor) {
  return desk.database.read([&](db::Read& tx) {
    return worked(tx, visitor.actor, request.capture("programme"), fiscal_year_of(today()));
  });
}

const http::UploadedFile* file_in(const http::Request& request) {
  const auto file = std::ranges::find(request.files, kFile, &http::UploadedFile::field);
  return file == request.files.end() || file->bytes.empty() ? nullptr : &*file;
}

// The text of the table; empty with what is wrong.
std::string table_in(const http::Request& request, PasteShown& shown) {
  staff::web::FormReading typed(request, kForm, kWords);
  if (const http::UploadedFile* file = file_in(request)) {
    auto text = text_of_file(file->bytes);
    if (text && base::check_text(*text, base::Lines::many, staff::web::kTypedLinesCharactersMax))
      return *std::move(text);
    const base::Refusal refusal =
        text ? base::check_text(*text, base::Lines::many, staff::web::kTypedLinesCharactersMax)
                   .error()
             : text.error();
    shown.tried = staff::web::tried(request, kForm, refusal, kFile);
    return {};
  }
  std::string text = typed.lines("table");
  if (!typed.ok()) {
    shown.tried = typed.tried();
    text.clear();
  }
  return text;
}

}  // namespace

http::Response get_paste(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto worked = asked_programme(desk, request, visitor);
  if (!worked) return staff::web::refused(request, visitor.visit, worked.error());
  return paste_page(request, visitor, *worked, {});
}

http::Response post_paste(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto worked = asked_programme(desk, request, visitor);
  if (!worked) return staff::web::refused(request, visitor.visit, worked.error());
  PasteShown shown;
  shown.table = table_in(request, shown);
  if (!shown.tried.wrong.empty()) return paste_page(request, visitor, *worked, shown);
  const auto grid = table_of(shown.table);
  if (!grid) {
    shown.tried = staff::web::tried(request, kForm, grid.error(), "table");
    return paste_page(request, visitor, *worked, shown);
  }
  const CodeWords words = code_words();
  shown.pasted =
      read_table(*grid, headers_of(request.language, *worked),
                 {worked->lines, worked->programme.key, fiscal_year_of(today()), &words});
  desk.database.read([&](db::Read& tx) {
    check_rows(tx, visitor.actor, *worked, today(), *shown.pasted);
    return 0;
  });
  note_wrong(request, *shown.pasted, shown.tried);
  if (request.typed("step") != "apply" || !shown.pasted->is_right())
    return paste_page(request, visitor, *worked, shown);
  const Taking taking{request.typed("other_year") == "1", request.typed("same") == "1"};
  const Sheet sheet = sheet_of(*worked, *shown.pasted, taking, base::iso(today()));
  const auto saved =
      save(visitor.actor, desk.database, {request.typed(staff::web::kCommand).value_or(""), ""},
           sheet, {taking.other_year, taking.same});
  if (!saved) {
    shown.tried = staff::web::tried(request, kForm, saved.error(), "table");
    return paste_page(request, visitor, *worked, shown);
  }
  const base::Date last = std::ranges::max(sheet.days, {}, [](const DayWork& day) {
                            return day.days.first;
                          }).days.first;
  return done(request,
              month_path(sheet.programme, last.year(), last.month()) +
                  "?deed=" + std::to_string(saved->deed),
              "pasted");
}

}  // namespace diary::web
