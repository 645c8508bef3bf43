// What the OpenAPI document says about each route of the API. A route without its line here fails
// the tests.
#pragma once

#include <span>
#include <vector>

#include "http/openapi.h"

namespace app {

std::span<const http::RouteDocument> api_documents();

// Every route of the API refuses query keys that its document does not name.
void refuse_unknown_parameters(std::vector<http::Route>& routes);

// GET /api/v1/openapi.json over these routes and itself.
http::Route openapi_route(std::span<const http::Route> routes);

}  // namespace app
