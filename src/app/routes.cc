// Every address the program answers. An address, once given, stays.
#include "app/routes.h"

#include "app/api_documents.h"
#include "app/staff_tables.h"
#include "consultation/consultation_api.h"
#include "datacall/link_web.h"
#include "diary/diary_api.h"
#include "edition/edition_web.h"
#include "figure/figure_api.h"
#include "http/page_frame.h"
#include "importer/importer_api.h"
#include "importer/importer_web.h"
#include "paper/paper_web.h"
#include "plan/computed_api.h"
#include "plan/feed_web.h"
#include "plan/open_figures_web.h"
#include "plan/plan_api.h"
#include "plan/plan_web.h"
#include "staff/sign_in_web.h"
#include "staff/staff_api.h"
#include "staff/staff_page.h"
#include "town/practice_web.h"
#include "ui/site/about.h"
#include "ui/site/accessibility.h"
#include "ui/site/licence.h"

namespace app {

namespace {

// A page that says the same to everybody: its template and the word that is its title.
http::Handler plain(std::string_view title,
                    std::string (*write)(const http::PlainPage&, base::Language)) {
  return [title, write](const http::Request& request) {
    const http::PlainPage view{
        http::page_frame(request, std::string(base::words(request.language, title)))};
    return http::Response{.body = write(view, request.language)};
  };
}

// Whoever cuts an address short arrives at the list of plans.
http::Response get_plans(db::Database&, const http::Request& request) {
  return http::redirect(http::address(request.language, "/"));
}

template <class Handler>
http::Handler with(db::Database& database, Handler handler) {
  return [&database, handler](const http::Request& request) { return handler(database, request); };
}

// The table of a plan as files.
std::vector<http::Route> table_files(db::Database& database) {
  using plan::ReportFormat;
  using plan::web::get_table_file;
  const auto to = [&database](auto handler) { return with(database, handler); };
  return {
      {"GET", "/plans/{slug}/table.csv", to(get_table_file<ReportFormat::csv>)},
      {"GET", "/plans/{slug}/table.xlsx", to(get_table_file<ReportFormat::xlsx>)},
      {"GET", "/plans/{slug}/table.pdf", to(get_table_file<ReportFormat::pdf>)},
      {"GET", "/plans/{slug}/table.json", to(get_table_file<ReportFormat::json>)},
      {"GET", "/plans/{slug}/table-long.csv", to(get_table_file<ReportFormat::csv_long>)},
      {"GET", "/plans/{slug}/table-long-definitions.csv",
       to(get_table_file<ReportFormat::csv_definitions>)},
      {"GET", "/plans/{slug}/table-long.xlsx", to(get_table_file<ReportFormat::xlsx_long>)},
  };
}

// The pages of somebody signed in, each behind the permission table; and how one signs in.
void add_pages_of_staff(const staff::web::Desk& desk, std::vector<http::Route>& all) {
  namespace web = staff::web;
  const auto open = [&desk](auto handler) -> http::Handler {
    return [&desk, handler](const http::Request& request) { return handler(desk, request); };
  };
  all.push_back({"GET", "/sign-in", open(web::get_sign_in)});
  all.push_back({"POST", "/sign-in", open(web::post_sign_in)});
  all.push_back({"GET", "/sign-in/code", open(web::get_code)});
  all.push_back({"POST", "/sign-in/code", open(web::post_code)});
  all.push_back({"POST", "/sign-out", open(web::post_sign_out)});
  all.push_back({"GET", "/invitation/{secret}", open(web::get_invitation)});
  all.push_back({"POST", "/invitation/{secret}", open(web::post_invitation)});
  all.push_back({"GET", "/answer/{secret}", open(datacall::web::get_linked_sheet)});
  all.push_back({"GET", "/answer/{secret}/rows/{row}", open(datacall::web::get_linked_row)});
  all.push_back({"GET", "/answer/{secret}/sheet.xlsx", open(datacall::web::get_linked_excel_file)});
  all.push_back({"GET", "/answer/{secret}/excel", open(datacall::web::get_linked_excel)});
  all.push_back({"POST", "/answer/{secret}/excel", open(datacall::web::post_linked_excel)});
  all.push_back({"POST", "/answer/{secret}/rows/{row}", open(datacall::web::post_linked_row)});
  all.push_back({"POST", "/answer/{secret}/rows/{row}/correction",
                 open(datacall::web::post_linked_correction)});
  for (const web::StaffRoute* route : all_staff_routes()) {
    all.push_back(
        {route->method, route->path,
         [&desk, route](const http::Request& request) {
           return web::staff_page(desk, *route, request);
         },
         route->body_bytes_max,
         [&desk](const http::Request& request) { return web::turn_stranger_away(desk, request); }});
  }
}

// Published tables, each at an address that stays; the keys, and the check of a file.
std::vector<http::Route> edition_routes(db::Database& database) {
  namespace web = edition::web;
  using web::FileKind;
  const auto to = [&database](auto handler) { return with(database, handler); };
  return {
      {"GET", "/plans/{slug}/editions", to(web::get_editions)},
      {"GET", "/plans/{slug}/editions/latest", to(web::get_latest)},
      {"GET", "/plans/{slug}/editions/feed.atom", to(web::get_feed)},
      {"GET", "/plans/{slug}/editions/{number}", to(web::get_edition)},
      {"GET", "/plans/{slug}/editions/{number}/changes", to(web::get_changes)},
      {"GET", "/plans/{slug}/editions/{number}/clocks", to(web::get_clocks)},
      {"GET", "/plans/{slug}/editions/{number}/edition.json", to(web::get_file<FileKind::json>)},
      {"GET", "/plans/{slug}/editions/{number}/edition.csv", to(web::get_file<FileKind::csv>)},
      {"GET", "/plans/{slug}/editions/{number}/edition.xlsx", to(web::get_file<FileKind::xlsx>)},
      {"GET", "/plans/{slug}/editions/{number}/edition.pdf", to(web::get_file<FileKind::pdf>)},
      {"GET", "/plans/{slug}/editions/{number}/errata/{erratum}", to(web::get_erratum_file)},
      {"GET", "/editions/feed.atom", to(web::get_feed)},
      {"GET", "/editions/keys", to(web::get_keys)},
      {"GET", "/editions/keys/{key}", to(web::get_key)},
      {"GET", "/editions/verify", to(web::get_check)},
      {"POST", "/editions/verify", to(web::post_check)},
  };
}

// Of an address for programs of the staff: whoever brings no valid token.
std::optional<http::Response> turn_token_away(const staff::web::Desk& desk,
                                              const http::Request& request) {
  const auto actor = staff::api::actor_of(desk.database, request, staff::May::read);
  if (actor) return std::nullopt;
  return staff::api::refused(actor.error());
}

// What people with a token do.
std::vector<http::Route> staff_routes(db::Database& database) {
  namespace api = figure::api;
  const auto to = [&database](auto handler) { return with(database, handler); };
  return {
      {"GET", "/api/v1/staff/plans/{slug}/table", to(plan::api::get_staff_table)},
      {"GET", "/api/v1/staff/plans/{slug}/figures", to(api::get_figures)},
      {"GET", "/api/v1/staff/plans/{slug}/rows/{row}/figures/{figure}", to(api::get_figure)},
      {"GET", "/api/v1/staff/plans/{slug}/rows/{row}/figures/{figure}/records",
       to(api::get_records)},
      {"GET", "/api/v1/staff/plans/{slug}/rows/{row}/figures/{figure}/records.csv",
       to(api::get_records_csv)},
      {"GET", "/api/v1/staff/plans/{slug}/rows/{row}/figures/{figure}/series", to(api::get_series)},
      {"GET", "/api/v1/staff/plans/{slug}/rows/{row}/figures/{figure}/difference",
       to(api::get_difference)},
      {"GET", "/api/v1/staff/records/{record}", to(api::get_record)},
      {"POST", "/api/v1/staff/records", to(api::post_record)},
      {"POST", "/api/v1/staff/records/{record}/reversal", to(api::post_reversal)},
      {"POST", "/api/v1/staff/records/{record}/correction", to(api::post_correction)},
      {"POST", "/api/v1/staff/records/{record}/confirmation", to(api::post_confirmation)},
      {"GET", "/api/v1/staff/marks", to(api::get_marks)},
      {"POST", "/api/v1/staff/marks", to(api::post_mark)},
      {"GET", "/api/v1/staff/consultations", to(consultation::api::get_consultations)},
      {.method = "POST",
       .path = "/api/v1/staff/consultations",
       .handler = to(consultation::api::post_consultation),
       .is_short_write = true},
      {"GET", "/api/v1/staff/consultations/{consultation}",
       to(consultation::api::get_consultation)},
      {"POST", "/api/v1/staff/consultations/{consultation}/correction",
       to(consultation::api::post_correction)},
      {"POST", "/api/v1/staff/consultations/{consultation}/withdrawal",
       to(consultation::api::post_withdrawal)},
      {"GET", "/api/v1/staff/diary/programmes", to(diary::api::get_programmes)},
      {"GET", "/api/v1/staff/diary/programmes/{programme}", to(diary::api::get_programme)},
      {"GET", "/api/v1/staff/diary/entries", to(diary::api::get_entries)},
      {"POST", "/api/v1/staff/diary/entries", to(diary::api::post_entry)},
      {"GET", "/api/v1/staff/diary/entries/{entry}", to(diary::api::get_entry)},
      {"POST", "/api/v1/staff/diary/entries/{entry}/correction", to(diary::api::post_correction)},
      {"POST", "/api/v1/staff/diary/entries/{entry}/taking-back", to(diary::api::post_taking_back)},
  };
}

// Tables of other places, for programs: two of the addresses take files.
void add_import_api(const staff::web::Desk& desk, std::vector<http::Route>& all) {
  namespace api = importer::api;
  const auto to = [&desk](auto handler) -> http::Handler {
    return [&desk, handler](const http::Request& request) { return handler(desk, request); };
  };
  const auto add_taking_files = [&](std::string_view path, auto handler) {
    all.push_back(
        {"POST", path, to(handler), paper::web::kUploadBytesMax,
         [&desk](const http::Request& request) { return api::turn_stranger_away(desk, request); }});
  };
  add_taking_files("/api/v1/staff/imports/understanding", api::post_understanding);
  add_taking_files("/api/v1/staff/imports", api::post_import);
  all.push_back({"GET", "/api/v1/staff/imports", to(api::get_imports)});
  all.push_back({"GET", "/api/v1/staff/imports/{import}", to(api::get_import)});
  all.push_back({"GET", "/api/v1/staff/imports/{import}/proposal", to(api::get_proposal)});
  all.push_back({"POST", "/api/v1/staff/imports/{import}/taking-over", to(api::post_taking)});
  all.push_back({"POST", "/api/v1/staff/imports/{import}/undoing", to(api::post_undoing)});
  all.push_back({"POST", "/api/v1/staff/imports/{import}/dropping", to(api::post_dropping)});
}

}  // namespace

std::vector<http::Route> routes(const staff::web::Desk& desk) {
  db::Database& database = desk.database;
  const auto to = [&database](auto handler) { return with(database, handler); };
  const auto with_desk = [&desk](auto handler) -> http::Handler {
    return [&desk, handler](const http::Request& request) { return handler(desk, request); };
  };
  std::vector<http::Route> all = {
      {"GET", "/", to(plan::web::get_home)},
      {"GET", "/plans", to(get_plans)},
      {"GET", "/practice", with_desk(town::web::get_town)},
      {"GET", "/plans/{slug}", to(plan::web::get_plan)},
      {"GET", "/plans/{slug}/table", to(plan::web::get_table)},
      {"GET", "/plans/{slug}/rows/{row}", with_desk(plan::web::get_row_with_places)},
      {"GET", "/plans/{slug}/rows/{row}/source", with_desk(importer::web::get_row_source)},
      {"GET", "/plans/{slug}/documents/{document}", to(plan::web::get_document)},
      {"GET", "/plans/{slug}/figures", to(plan::web::get_figures)},
      {"GET", "/plans/{slug}/figures.csv", to(plan::web::get_figures_csv)},
      {"GET", "/plans/{slug}/rows/{row}/figures/{figure}", to(plan::web::get_figure)},
      {"GET", "/search", to(plan::web::get_search)},
      {"GET", "/feed.atom", to([](db::Database& one, const http::Request& request) {
         return plan::web::get_feed(one, request, edition::web::feed_entries);
       })},
      {"GET", "/programmes/{municipality}/{key}", to(plan::web::get_programme)},
      {"GET", "/compare", to(plan::web::get_compare)},
      {"GET", "/open-data", to(plan::web::get_open_data)},
      {"GET", "/open-data/catalog.jsonld", to(plan::web::get_catalog)},
      {"GET", "/about", plain("site_pages.about_title", site::pages::about)},
      {"GET", "/accessibility",
       plain("site_pages.accessibility_title", site::pages::accessibility)},
      {"GET", "/licence", plain("site_pages.licence_title", site::pages::licence)},
      {"GET", "/api/v1/plans", to(plan::api::get_plans)},
      {"GET", "/api/v1/plans/{slug}", to(plan::api::get_plan)},
      {"GET", "/api/v1/plans/{slug}/rows", to(plan::api::get_rows)},
      {"GET", "/api/v1/plans/{slug}/rows/{row}", to(plan::api::get_row)},
      {"GET", "/api/v1/plans/{slug}/figures", to(plan::api::get_open_figures)},
      {"GET", "/api/v1/plans/{slug}/rows/{row}/figures/{figure}", to(plan::api::get_open_figure)},
      {"GET", "/api/v1/search", to(plan::api::get_search)},
  };
  for (http::Route& route : table_files(database)) all.push_back(std::move(route));
  for (http::Route& route : edition_routes(database)) all.push_back(std::move(route));
  for (http::Route& route : staff_routes(database)) all.push_back(std::move(route));
  add_import_api(desk, all);
  add_pages_of_staff(desk, all);
  all.push_back(openapi_route(all));
  for (http::Route& route : all) {
    if (!route.turn_away && route.path.starts_with("/api/v1/staff/"))
      route.turn_away = [&desk](const http::Request& request) {
        return turn_token_away(desk, request);
      };
    const auto* document = http::document_of(route, api_documents());
    if (document != nullptr) route = http::with_known_query(std::move(route), *document);
  }
  return all;
}

}  // namespace app
