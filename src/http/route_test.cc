// The table of routes.
#include "http/route.h"

#include <doctest/doctest.h>

#include <stdexcept>

namespace {

http::Route route(std::string_view method, std::string_view path) {
  return {method, path, [](const http::Request&) { return http::Response{}; }};
}

TEST_CASE("the first route that fits wins") {
  const http::RouteTable table({route("GET", "/"), route("GET", "/plans/{slug}"),
                                route("GET", "/plans/{slug}/table"),
                                route("GET", "/plans/{slug}/rows/{row}"),
                                route("POST", "/plans/{slug}"), route("POST", "/import")});
  struct Row {
    std::string method;
    std::string path;
    std::string fits;   // the route's path; empty: none
    std::string allow;  // what a 405 says
  };
  const Row rows[] = {
      {"GET", "/", "/", ""},
      {"HEAD", "/", "/", ""},
      {"POST", "/", "", "GET, HEAD"},
      {"GET", "/plans", "", ""},
      {"GET", "/plans/a", "/plans/{slug}", ""},
      {"POST", "/plans/a", "/plans/{slug}", ""},
      {"PUT", "/plans/a", "", "GET, HEAD, POST"},
      {"GET", "/import", "", "POST"},
      {"GET", "/plans/a/table", "/plans/{slug}/table", ""},
      {"GET", "/plans/a/rows/42", "/plans/{slug}/rows/{row}", ""},
      {"GET", "/plans/a/rows/42/x", "", ""},
      {"GET", "/plans/a/rows", "", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.method);
    CAPTURE(row.path);
    http::Request request;
    request.method = row.method;
    request.path = row.path;
    const http::Match match = table.find(request);
    CHECK((match.route ? std::string(match.route->path) : "") == row.fits);
    CHECK(match.allow == row.allow);
  }
}

TEST_CASE("captures") {
  const http::RouteTable table({route("GET", "/plans/{slug}/rows/{row}")});
  http::Request request;
  request.method = "GET";
  request.path = "/plans/nerima-2011/rows/13-1 (2)";
  REQUIRE(table.find(request).route != nullptr);
  CHECK(request.capture("slug") == "nerima-2011");
  CHECK(request.capture("row") == "13-1 (2)");
  CHECK_THROWS_AS(request.capture("plan"), std::logic_error);
}

TEST_CASE("a bad table is a bug") {
  for (const char* path : {"", "plans", "/plans/", "/a//b", "/a{b}", "/{b}c", "/{}", "/a}"}) {
    CAPTURE(path);
    CHECK_THROWS_AS(http::RouteTable({route("GET", path)}), std::logic_error);
  }
  CHECK_THROWS_AS(http::RouteTable({route("GET", "/a"), route("GET", "/a")}), std::logic_error);
  CHECK_NOTHROW(http::RouteTable({route("GET", "/a"), route("POST", "/a")}));
}

}  // namespace
