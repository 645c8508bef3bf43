// Translation only: nothing here is kept by anybody on the way, and no token is ever told.
#include "staff/staff_api.h"

#include "http/request.h"

namespace staff::api {

http::Response finished(http::Response response) {
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

http::Response refused(base::Refusal refusal) {
  const bool is_unknown_person = refusal.http_status == 401;
  http::Response response = http::refused(std::move(refusal));
  if (is_unknown_person) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return finished(std::move(response));
}

http::Response refused_for(db::Database& database, const http::Request& request,
                           const base::Actor& actor, const base::Refusal& refusal, Deed deed) {
  if (refusal.http_status == 403) note_refused(database, actor, address_of(request), code_of(deed));
  return refused(refusal);
}

base::Result<base::Actor> actor_of(db::Database& database, const http::Request& request, May may) {
  const auto found = database.read(
      [&](db::Read& tx) { return bearer(tx, http::bearer_secret(request), may, request.remote); });
  if (!found) return std::unexpected(found.error());
  return found->actor;
}

std::string address_of(const http::Request& request) {
  std::string address = request.path;
  if (!request.query.empty()) address += "?" + http::encode_fields(request.query);
  return address;
}

std::string command_id(const http::Request& request) {
  return std::string(http::header_value(request, "idempotency-key"));
}

std::string told(const base::Mistakes& mistakes, base::Language language) {
  std::string text;
  for (const base::Mistake& mistake : mistakes.list()) {
    if (!text.empty()) text += " / ";
    if (!mistake.path.empty()) text += mistake.path + ": ";
    text += base::say(language, mistake.code, mistake.facts);
  }
  return text;
}

}  // namespace staff::api
