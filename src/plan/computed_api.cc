// Translates staff requests; the JSON itself is computed_json's.
#include "plan/computed_api.h"

#include "plan/computed_json.h"
#include "plan/computed_service.h"
#include "staff/staff_api.h"

namespace plan::api {

http::Response get_staff_table(db::Database& database, const http::Request& request) {
  const auto actor = staff::api::actor_of(database, request, staff::May::read);
  if (!actor) return staff::api::refused(actor.error());
  http::Response response = get_table_as_known(*actor, database, request);
  if (response.refusal) return staff::api::finished(std::move(response));
  staff::note_reading(database, *actor,
                      {.address = staff::api::address_of(request),
                       .subject_kind = "plan",
                       .subject_key = request.capture("slug")});
  return staff::api::finished(std::move(response));
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
