// The API described for machines (OpenAPI 3.1), put together from the table of routes: every route
// under /api/ stands in it, with what is said about it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/http.h"

namespace http {

struct Parameter {
  std::string_view name;
  std::string_view meaning;
  std::string_view where = "query";  // or header
  bool required = false;
};

// What is said about one route. Texts are English, as the document is.
struct RouteDocument {
  std::string_view method;
  std::string_view path;  // as in the table of routes
  std::string_view name;  // operationId
  std::string_view summary;
  std::vector<Parameter> parameters;
  bool needs_token = false;
  std::string_view content_type = "application/json";
};

// The handler for the parameters that the document names: a query key that it does not name is
// refused, so that nobody takes a misspelt one for an answer.
inline constexpr base::RefusalKind unknown_parameter{"http.unknown_parameter", 400};
Handler knowing_parameters(const RouteDocument& document, Handler handler);

// Routes under /api/ without a document, and documents without a route: "GET /api/v1/…".
std::vector<std::string> openapi_gaps(std::span<const Route> routes,
                                      std::span<const RouteDocument> documents);

std::string openapi_json(std::span<const Route> routes, std::span<const RouteDocument> documents,
                         std::string_view version);

}  // namespace http
