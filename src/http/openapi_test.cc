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

TEST_CASE("a route takes the keys that its document names, once each, and no others") {
  const http::Route plain{"GET", "/api/v1/a",
                          [](const http::Request&) { return http::json(200, "{}"); }};
  const http::RouteDocument document{
      "GET", "/api/v1/a", "a", "An a.", {{"limit", "At most."}, {"Key", "A header.", "header"}}};
  const auto route = http::with_known_query(plain, document);
  struct Row {
    http::Fields query;
    std::string_view code;  // empty: taken
  };
  const Row rows[] = {
      {{}, ""},
      {{{"limit", "1"}}, ""},
      {{{"limit", ""}}, ""},
      {{{"limt", "1"}}, "http.unknown_query"},
      {{{"Limit", "1"}}, "http.unknown_query"},
      {{{"Key", "1"}}, "http.unknown_query"},
      {{{"", ""}}, "http.unknown_query"},
      {{{"limit", "1"}, {"limit", "1"}}, "http.query_twice"},
      {{{"limit", "1"}, {"more", "1"}}, "http.unknown_query"},
  };
  for (const Row& row : rows) {
    http::Request request;
    request.query = row.query;
    const http::Response response = route.handler(request);
    CHECK(response.status == (row.code.empty() ? 200 : 400));
    CHECK(response.refusal.has_value() == !row.code.empty());
    if (response.refusal) CHECK(response.refusal->code == row.code);
  }
}

}  // namespace
