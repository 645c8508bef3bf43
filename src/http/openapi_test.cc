// Routes and what is said about them: gaps on both sides are named, and the document holds both.
#include "http/openapi.h"

#include <doctest/doctest.h>

namespace {

TEST_CASE("every route under /api/ stands in the document") {
  const std::vector<http::Route> routes = {{"GET", "/", {}},
                                           {"GET", "/api/v1/a/{slug}/b/{row}", {}},
                                           {"POST", "/api/v1/a/{slug}/b/{row}", {}},
                                           {"GET", "/api/v1/new", {}}};
  const std::vector<http::RouteDocument> documents = {
      {"GET", "/api/v1/a/{slug}/b/{row}", "b", "A b.", {{"limit", "At most so many."}}},
      {"POST", "/api/v1/a/{slug}/b/{row}", "postB", "Adds a b.", {}, true},
      {"GET", "/api/v1/old", "old", "Is gone.", {}}};
  CHECK(http::openapi_gaps(routes, documents) ==
        std::vector<std::string>{"GET /api/v1/new", "GET /api/v1/old"});
  const std::string json = http::openapi_json(routes, documents, "1.2");
  const std::string parts[] = {
      R"("openapi":"3.1.0")",
      R"("version":"1.2")",
      R"("/api/v1/a/{slug}/b/{row}":{"get":{"operationId":"b")",
      R"("post":{"operationId":"postB")",
      R"({"name":"slug","in":"path","required":true)",
      R"({"name":"row","in":"path","required":true)",
      R"({"name":"limit","in":"query","required":false,"description":"At most so many.")",
      R"("security":[{"token":[]}])",
      R"("application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"})",
  };
  for (const std::string& part : parts) {
    CAPTURE(part);
    CHECK(json.find(part) != std::string::npos);
  }
  CHECK(json.find("\"/\":") == std::string::npos);
  CHECK(json.find("/api/v1/old") == std::string::npos);
}

}  // namespace
