// Translates staff requests; the JSON itself is computed_json's.
#include "plan/computed_api.h"

#include "http/request.h"
#include "plan/computed_json.h"
#include "plan/computed_service.h"
#include "staff/reading.h"
#include "staff/token.h"

namespace plan::api {

namespace {

http::Response finished(http::Response response) {
  if (response.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

http::Response get_staff_table(db::Database& database, const http::Request& request) {
  const auto bearer = database.read([&](db::Read& tx) {
    return staff::bearer(tx, http::bearer_secret(request), staff::May::read, request.remote);
  });
  if (!bearer) return finished(http::refused(bearer.error()));
  http::Response response = get_table_as_known(bearer->actor, database, request);
  if (response.refusal) return finished(std::move(response));
  std::string address = request.path;
  if (!request.query.empty()) address += "?" + http::encode_fields(request.query);
  staff::note_reading(database, bearer->actor,
                      {.address = std::move(address),
                       .subject_kind = "plan",
                       .subject_key = request.capture("slug")});
  return finished(std::move(response));
}

http::Response get_table_as_known(const base::Actor& actor, db::Database& database,
                                  const http::Request& request) {
  const std::string scope = request.parameter("scope").value_or("all");
  const auto known = scope_from(scope);
  if (!known) return http::refused(known.error());
  const TableQuestion question{*known, request.parameter("as_known").value_or("")};
  const auto opened = open_table(actor, database, request.capture("slug"), question);
  if (!opened) return http::refused(opened.error());
  const auto columns = columns_of(opened->plan, {});
  if (!columns) return http::refused(columns.error());
  return http::json(200, table_json(*opened, *columns));
}

}  // namespace plan::api
