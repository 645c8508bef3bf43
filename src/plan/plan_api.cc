// Translates API requests; the JSON itself is plan_json's.
#include "plan/plan_api.h"

#include "plan/plan_json.h"
#include "plan/plan_service.h"

namespace plan::api {

http::Response get_plans(db::Database& database, const http::Request&) {
  return http::json(200, plans_json(list(base::Actor::visitor(), database)));
}

http::Response get_plan(db::Database& database, const http::Request& request) {
  const auto opened = open(base::Actor::visitor(), database, request.capture("slug"));
  if (!opened) return http::refused(opened.error());
  return http::json(200, plan_json(*opened));
}

http::Response get_row(db::Database& database, const http::Request& request) {
  const std::string row = request.capture("row");
  const auto opened =
      open_row_alone(base::Actor::visitor(), database, request.capture("slug"), row);
  if (!opened) return http::refused(opened.error());
  return http::json(200, row_json(*opened, *find_row(opened->plan, row)));
}

}  // namespace plan::api
