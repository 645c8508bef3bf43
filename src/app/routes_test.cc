// The table of contents of the web against what is written about it.
#include "app/routes.h"

#include <doctest/doctest.h>

#include "app/api_documents.h"
#include "db/testing.h"
#include "http/route.h"

namespace {

const db::testing::TemporaryDatabase& place() {
  static const db::testing::TemporaryDatabase kPlace(
      db::Engine::sqlite, db::testing::TemporaryDatabase::Schema::current);
  return kPlace;
}

TEST_CASE("every route of the API is described, and nothing else") {
  auto database = place().open();
  CHECK(http::openapi_gaps(app::routes(desk), app::api_documents()).empty());
}

TEST_CASE("the document of the API is at its address") {
  auto database = place().open();
  const http::RouteTable table(app::routes(desk));
  http::Request request;
  request.method = "GET";
  request.path = "/api/v1/openapi.json";
  const http::Match match = table.find(request);
  REQUIRE(match.route != nullptr);
  const http::Response response = match.route->handler(request);
  CHECK(response.content_type == "application/json; charset=utf-8");
  CHECK(response.body.find("\"/api/v1/openapi.json\":{\"get\":") != std::string::npos);
  CHECK(response.body.find("\"/api/v1/plans/{slug}/rows/{row}\"") != std::string::npos);
}

}  // namespace
