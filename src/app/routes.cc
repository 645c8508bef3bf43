// Every address the program answers. An address, once given, stays.
#include "app/routes.h"

#include "http/page_frame.h"
#include "plan/plan_api.h"
#include "plan/plan_web.h"

namespace app {

namespace {

http::Response get_healthz(db::Database& database, const http::Request&) {
  database.read([](db::Read& tx) { return tx.engine(); });
  return {.content_type = "text/plain; charset=utf-8", .body = "ok\n"};
}

// Whoever cuts an address short arrives at the list of plans.
http::Response get_plans(db::Database&, const http::Request& request) {
  return http::redirect(http::address(request.language, "/"));
}

}  // namespace

std::vector<http::Route> routes(db::Database& database) {
  const auto with = [&database](auto handler) {
    return
        [&database, handler](const http::Request& request) { return handler(database, request); };
  };
  return {
      {"GET", "/", with(plan::web::get_home)},
      {"GET", "/plans", with(get_plans)},
      {"GET", "/plans/{slug}", with(plan::web::get_plan)},
      {"GET", "/plans/{slug}/table", with(plan::web::get_table)},
      {"GET", "/plans/{slug}/table.csv", with(plan::web::get_table_csv)},
      {"GET", "/plans/{slug}/rows/{row}", with(plan::web::get_row)},
      {"GET", "/plans/{slug}/documents/{document}", with(plan::web::get_document)},
      {"GET", "/search", with(plan::web::get_search)},
      {"GET", "/api/v1/plans", with(plan::api::get_plans)},
      {"GET", "/api/v1/plans/{slug}", with(plan::api::get_plan)},
      {"GET", "/api/v1/plans/{slug}/rows/{row}", with(plan::api::get_row)},
      {"GET", "/healthz", with(get_healthz)},
  };
}

}  // namespace app
