// Reading a Request and making the usual Responses.
#include "http/http.h"

#include <algorithm>
#include <stdexcept>

namespace http {

std::string Request::capture(std::string_view name) const {
  const auto found = captures.find(std::string(name));
  if (found == captures.end()) {
    throw std::logic_error("the route has no {" + std::string(name) + "}");
  }
  return found->second;
}

std::optional<std::string> Request::parameter(std::string_view name) const {
  const auto found = std::ranges::find(query, name, &Fields::value_type::first);
  return found == query.end() ? std::nullopt : std::optional(found->second);
}

Response redirect(std::string_view path) {
  Response response{303, "text/plain; charset=utf-8", "", {}, {}};
  response.headers.emplace_back("Location", path);
  return response;
}

Response json(int status, std::string body) {
  return {status, "application/json; charset=utf-8", std::move(body), {}, {}};
}

Response refused(base::Refusal refusal) {
  Response response;
  response.status = refusal.http_status;
  response.refusal = std::move(refusal);
  return response;
}

}  // namespace http
