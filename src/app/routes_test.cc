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
  CHECK(http::openapi_gaps(app::routes(database), app::api_documents()).empty());
}

// Nobody mistakes the answer to another question for the answer to theirs.
TEST_CASE("a query key that an address of the API does not know is refused by its name") {
  auto database = place().open();
  const http::RouteTable table(app::routes(database));
  const auto ask = [&](std::string_view path, http::Fields query) {
    http::Request request;
    request.method = "GET";
    request.path = path;
    request.query = std::move(query);
    const http::Match match = table.find(request);
    REQUIRE(match.route != nullptr);
    return match.route->handler(request);
  };
  const std::string staff = "/api/v1/staff/plans/x/rows/1/figures/f/records";
  for (const auto& [path, key] :
       std::vector<std::pair<std::string, std::string>>{{"/api/v1/plans", "page"},
                                                        {"/api/v1/openapi.json", "v"},
                                                        {"/api/v1/staff/marks", "year"},
                                                        {"/api/v1/staff/plans/x/figures", "year"},
                                                        {staff, "years"}}) {
    CAPTURE(path);
    const http::Response refused = ask(path, {{key, "1"}});
    CHECK(refused.status == 400);
    REQUIRE(refused.refusal.has_value());
    CHECK(refused.refusal->code == "http.unknown_query");
    CHECK(refused.refusal->facts.front().value == key);
  }
  CHECK(ask("/api/v1/plans", {}).status == 200);
  // known keys come as far as the question for the token
  for (const std::string_view key :
       {"year", "month", "sort", "scope", "as_known", "limit", "after"})
    CHECK(ask(staff, {{std::string(key), "1"}}).status == 401);
}

TEST_CASE("the document of the API is at its address") {
  auto database = place().open();
  const http::RouteTable table(app::routes(database));
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
