// The table of pages, the list of imports, and how one begins.
#include "importer/importer_web.h"

#include <algorithm>

#include "paper/paper_web.h"
#include "plan/plan_service.h"
#include "plan/work_web.h"
#include "ui/importer/imports.h"
#include "ui/importer/row_source.h"

namespace importer::web {
namespace {

using staff::Deed;
using staff::FieldKind;
using staff::FormView;
using staff::web::Forms;
using staff::web::Shows;
using staff::web::StaffRoute;
using staff::web::Tried;

constexpr std::string_view kNewForm = "new-import";
constexpr std::string_view kFile = "table_file";
constexpr std::string_view kPasted = "pasted";

// Handlers that read a table: what a large one needed of memory goes back with the answer.
template <auto kHandler>
http::Response tables(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const MemoryGivenBack given_back;
  return kHandler(desk, request, visitor);
}

// clang-format off
constexpr StaffRoute kRoutes[] = {
    {"GET",  "/staff/imports",                  Deed::import_tables, get_imports, Shows::work},
    {"GET",  "/staff/imports/new",              Deed::import_tables, get_new},
    {"POST", "/staff/imports/new",              Deed::import_tables, tables<post_new>, Shows::own, paper::web::kUploadBytesMax},
    {"GET",  "/staff/imports/{import}",         Deed::import_tables, tables<get_import>, Shows::work},
    {"POST", "/staff/imports/{import}/table",   Deed::import_tables, tables<post_table>},
    {"POST", "/staff/imports/{import}/offer",   Deed::import_tables, tables<post_offer>},
    {"POST", "/staff/imports/{import}/header",  Deed::import_tables, tables<post_header>},
    {"POST", "/staff/imports/{import}/columns", Deed::import_tables, tables<post_columns>},
    {"POST", "/staff/imports/{import}/ratings", Deed::import_tables, tables<post_ratings>},
    {"POST", "/staff/imports/{import}/plan",    Deed::import_tables, tables<post_target>},
    {"POST", "/staff/imports/{import}/lines",   Deed::import_tables, tables<post_rows>},
    {"GET",  "/staff/imports/{import}/take",    Deed::import_tables, tables<get_take>, Shows::work},
    {"POST", "/staff/imports/{import}/take",    Deed::import_tables, tables<post_take>},
    {"POST", "/staff/imports/{import}/undo",    Deed::import_tables, tables<post_undo>},
    {"POST", "/staff/imports/{import}/again",   Deed::import_tables, tables<post_again>, Shows::own, paper::web::kUploadBytesMax},
    {"POST", "/staff/imports/{import}/drop",    Deed::import_tables, post_drop},
    {"GET",  "/staff/imports/{import}/source",  Deed::read_work,     tables<get_source>, Shows::work},
};
// clang-format on

ImportLine line_of(db::Read& tx, const http::Request& request, const Import& one) {
  ImportLine line;
  line.name = one.name;
  line.url = url_of(request, import_path(one.id));
  line.state = state_words(request, one.state);
  line.plan = one.wanted.title.empty() ? one.wanted.plan : one.wanted.title;
  if (one.state == State::committed)
    line.plan_url = url_of(request, plan::web::work_table_path(one.wanted.plan));
  line.when = staff::web::moment_words(request, one.changed_at);
  line.who = who_words(tx, request, one.municipality, one.person);
  return line;
}

http::Response new_page(const http::Request& request, const Visitor& visitor, const Tried& tried) {
  const Forms forms{request, &visitor.visit, tried, kWords};
  ImportsPage view;
  view.heading = word(request, "importer_pages.new_title");
  view.lead = word(request, "importer_pages.new_lead");
  view.page = frame(request, visitor, view.heading);
  view.problems = staff::web::problems(forms);
  FormView form =
      staff::web::begin_form(forms, kNewForm, "/staff/imports/new", "importer_pages.new_button");
  add_file_fields(forms, form, true);
  view.forms.push_back(std::move(form));
  return staff::web::page(pages::imports(view, request.language), tried.status);
}

}  // namespace

std::span<const StaffRoute> staff_routes() {
  return kRoutes;
}

std::vector<staff::StartSection> start_part(const Desk& desk, const http::Request& request,
                                            const staff::Visit& visit) {
  const staff::Who& who = visit.who;
  if (!staff::may(who, Deed::import_tables, {who.municipality, who.body})) return {};
  staff::StartSection section;
  section.title = word(request, "importer_pages.imports_title");
  const int drafts =
      desk.database.read([&](db::Read& tx) { return store::count_drafts(tx, who.municipality); });
  if (drafts > 0)
    section.lines.push_back(
        {say(request, "importer_pages.start_drafts", {{"count", std::to_string(drafts)}}),
         url_of(request, "/staff/imports"), "", staff::StartKind::waiting});
  section.lines.push_back({word(request, "importer_pages.new_title"),
                           url_of(request, "/staff/imports/new"),
                           word(request, "importer_pages.new_lead")});
  section.lines.push_back({word(request, "importer_pages.start_all"),
                           url_of(request, "/staff/imports"),
                           word(request, "importer_pages.imports_lead")});
  return {section};
}

void add_file_fields(const Forms& forms, FormView& form, bool with_paste) {
  add(forms, form, FieldKind::file,
      {.name = std::string(kFile),
       .required = !with_paste,
       .accept = ".xlsx,.csv,.tsv,.txt,.html,.htm,.pdf"});
  if (with_paste) add(forms, form, FieldKind::lines, {.name = std::string(kPasted)});
}

base::Result<ImportId> begin_sent(const Desk& desk, const http::Request& request,
                                  const Visitor& visitor, std::optional<ImportId> corrects) {
  const auto file = std::ranges::find(request.files, kFile, &http::UploadedFile::field);
  const bool has_file = file != request.files.end() && !(file->name.empty() && file->bytes.empty());
  const std::string pasted = request.typed(kPasted).value_or("");
  const bool has_paste = pasted.find_first_not_of(" \t\r\n") != pasted.npos;
  if (has_file && has_paste) return base::refuse(file_and_paste);
  if (!has_file && !has_paste) return base::refuse(no_file_chosen);
  const std::string name = has_file ? file->name
                                    : say(request, "importer_pages.pasted_name",
                                          {{"at", staff::web::moment_words(request, base::now())}});
  const std::string command = request.typed(staff::web::kCommand).value_or("");
  return begin(visitor.actor, shop_of(desk),
               {.name = name,
                .bytes = has_file ? std::string_view(file->bytes) : std::string_view(pasted),
                .pasted = !has_file,
                .corrects = corrects,
                .command_id = command.empty() ? command : command + ".begin"});
}

std::string_view file_field_of(std::string_view refusal) {
  return refusal == nothing_pasted.code ? kPasted : kFile;
}

http::Response get_imports(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  ImportsPage view;
  view.heading = word(request, "importer_pages.imports_title");
  view.lead = word(request, "importer_pages.imports_lead");
  view.page = frame(request, visitor, view.heading, false);
  view.done = done_words(request);
  view.actions.push_back(
      {word(request, "importer_pages.new_title"), url_of(request, "/staff/imports/new"), true});
  ImportId before;
  const std::string asked = request.parameter("before").value_or("");
  if (!asked.empty() && asked.size() < 20 &&
      std::ranges::all_of(asked, [](char c) { return c >= '0' && c <= '9'; }))
    before.value = std::stoll(asked);
  visitor.looked = {"import", "list", {}};
  desk.database.read([&](db::Read& tx) {
    const auto all = imports(tx, visitor.visit.who.municipality, before);
    for (const Import& one : all) {
      view.imports.push_back(line_of(tx, request, one));
      visitor.looked.ids.push_back(std::to_string(one.id.value));
    }
    if (all.size() == static_cast<std::size_t>(kImportsAtOnce))
      view.earlier_url =
          url_of(request, "/staff/imports?before=" + std::to_string(all.back().id.value));
    return 0;
  });
  if (view.imports.empty()) view.nothing = word(request, "importer_pages.imports_none");
  return staff::web::page(pages::imports(view, request.language));
}

http::Response get_new(const Desk&, const http::Request& request, const Visitor& visitor) {
  return new_page(request, visitor, {});
}

http::Response post_new(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto begun = begin_sent(desk, request, visitor, {});
  if (!begun)
    return new_page(
        request, visitor,
        staff::web::tried(request, kNewForm, begun.error(), file_field_of(begun.error().code)));
  return staff::web::done(request, import_path(*begun), "import_begun");
}

std::vector<staff::web::PrintedPlace> printed_places(db::Read& tx, std::string_view municipality,
                                                     std::string_view plan, std::string_view row,
                                                     staff::web::SourceEyes eyes) {
  std::vector<staff::web::PrintedPlace> places;
  for (const store::CellPlace& place : store::places_of_row(tx, municipality, plan, row)) {
    std::string path = eyes == staff::web::SourceEyes::staff
                           ? source_path(place.taken_by, place.grid_row, place.grid_column)
                           : row_source_path(plan, row) + "#cell-" + place.column;
    // The latest import that says it: they come in their order.
    const auto known = std::ranges::find(places, place.column, &staff::web::PrintedPlace::column);
    if (known == places.end())
      places.push_back({place.column, std::move(path)});
    else
      known->path = std::move(path);
  }
  return places;
}

// The file itself is the staff's; what it says in the cells of a public line is public with them.
http::Response get_row_source(const Desk& desk, const http::Request& request) {
  const std::string row = request.capture("row");
  const auto opened =
      plan::open_row_alone(base::Actor::visitor(), desk.database, request.capture("slug"), row);
  if (!opened) return http::refused(opened.error());
  const plan::Plan& document = opened->plan;
  RowSourcePage view;
  view.row = row_words(document, row);
  view.row_url = url_of(request, "/plans/" + document.slug + "/rows/" + row);
  view.lead = word(request, "importer_pages.row_source_lead");
  desk.database.read([&](db::Read& tx) {
    for (const auto& place : store::places_of_row(tx, document.municipality, document.slug, row)) {
      if (plan::find_column(document, place.column) == nullptr && place.column != "title" &&
          place.column != "rating")
        continue;
      const auto taken = store::find(tx, document.municipality, place.taken_by);
      view.cells.push_back({"cell-" + place.column, column_words(request, document, place.column),
                            place.text, place.address, taken ? taken->name : ""});
    }
    return 0;
  });
  if (view.cells.empty())
    return http::refused(
        base::refuse(no_such_cell, {{"row", row}, {"slug", document.slug}}).error());
  view.page = http::page_frame(request, word(request, "importer_pages.row_source_title"),
                               {{view.row, view.row_url}});
  return {.body = pages::row_source(view, request.language)};
}

}  // namespace importer::web
