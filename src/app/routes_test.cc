// The table of contents of the web against what is written about it, and the staff pages against
// the permission table.
#include "app/routes.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "app/api_documents.h"
#include "app/staff_tables.h"
#include "db/testing.h"
#include "http/route.h"
#include "staff/hasher.h"
#include "staff/people_test.h"
#include "staff/posts.h"
#include "staff/session.h"
#include "staff/staff_page.h"
#include "staff/towns_test.h"

namespace {

using staff::Post;

struct Place {
  db::testing::TemporaryDatabase database{db::Engine::sqlite,
                                          db::testing::TemporaryDatabase::Schema::current};
  db::Database open = database.open();
  staff::Hasher hasher{staff::testing::kCheap};
  staff::web::Desk desk{open, hasher};
};

TEST_CASE("every route of the API is described, and nothing else") {
  const Place place;
  CHECK(http::openapi_gaps(app::routes(place.desk), app::api_documents()).empty());
}

// Nobody mistakes the answer to another question for the answer to theirs.
TEST_CASE("a query key that an address of the API does not know is refused by its name") {
  const Place place;
  const http::RouteTable table(app::routes(place.desk));
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
  const Place place;
  const http::RouteTable table(app::routes(place.desk));
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

// Few bodies are large ones at a time: none of the places is a stranger's.
TEST_CASE("every address that takes large files asks who sends them before it takes any") {
  const Place place;
  int takes_files = 0;
  for (const http::Route& route : app::routes(place.desk)) {
    if (route.body_bytes_max == 0) continue;
    ++takes_files;
    CAPTURE(route.path);
    REQUIRE(route.turn_away);
    http::Request request;
    request.method = route.method;
    request.path = route.path;
    const auto answer = route.turn_away(request);
    REQUIRE(answer.has_value());
    CHECK(answer->status == 401);
  }
  CHECK(takes_files >= 2);
}

// ---- the staff pages: every route × every post

constexpr std::string_view kNotPermitted = "この操作はできません";

http::Request request_of(const staff::web::StaffRoute& route, std::int64_t person) {
  http::Request request;
  request.method = route.method;
  request.path = route.path;
  const auto fill = [&](std::string_view slot, const std::string& with) {
    const auto at = request.path.find(slot);
    if (at != std::string::npos) request.path.replace(at, slot.size(), with);
  };
  fill("{person}", std::to_string(person));
  fill("{held}", "1");
  fill("{session}", "0123456789ab");
  fill("{deed}", "1");
  fill("{class}", "years_5");
  fill("{call}", "1");
  fill("{sheet}", "1");
  fill("{row}", "42");
  fill("{slug}", "no-such-draft");
  fill("{line}", "1");
  fill("{approval}", "1");
  fill("{plan}", "nerima-2018");
  fill("{period}", "2019");
  fill("{row}", "13-4");
  fill("{business}", "1");
  fill("{consultation}", "1");
  fill("{record}", "1");
  fill("{draft}", "1");
  fill("{number}", "1");
  fill("{proposal}", "1");
  fill("{import}", "1");
  fill("{sample}", "1");
  fill("{item}", "1");
  return request;
}

struct SignedIn {
  std::int64_t person = 0;
  std::string secret;
  std::string form_token;
};

SignedIn signed_in(const Place& place, Post post) {
  const std::string code(staff::in_db(post));
  db::Database& database = place.desk.database;
  const staff::Person person =
      staff::testing::somebody(database, place.desk.hasher, "is-" + code, code);
  const auto entered =
      staff::sign_in(database, place.desk.hasher, staff::testing::attempt("is-" + code));
  REQUIRE(entered.has_value());
  const auto visit = staff::visit(database, entered->secret);
  REQUIRE(visit.has_value());
  return {person.person, entered->secret, visit->form_token};
}

http::Response answer(const http::RouteTable& table, http::Request request) {
  const http::Match match = table.find(request);
  REQUIRE(match.route != nullptr);
  return match.route->handler(request);
}

std::string header_of(const http::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

TEST_CASE("every staff route answers each post as the permission table says") {
  const Place place;
  staff::testing::keep_towns(place.desk.database);
  const http::RouteTable table(app::routes(place.desk));
  for (const Post post : staff::kPosts) {
    const SignedIn who = signed_in(place, post);
    for (const auto* const one_route : app::all_staff_routes()) {
      const staff::web::StaffRoute& route = *one_route;
      CAPTURE(staff::in_db(post));
      CAPTURE(route.method);
      CAPTURE(route.path);
      http::Request request = request_of(route, who.person);
      request.headers["cookie"] = std::string(staff::web::kCookie) + "=" + who.secret;
      if (route.method == "POST") request.form = {{"form_token", who.form_token}};
      const http::Response response = answer(table, request);
      const bool is_refused =
          response.status == 403 && response.body.find(kNotPermitted) != std::string::npos;
      CHECK(is_refused == (staff::reach(post, route.deed) == staff::Reach::none));
      CHECK(header_of(response, "Cache-Control") == "no-store");
    }
  }
}

TEST_CASE("without a session a page leads to signing in, and a form keeps what was typed") {
  const Place place;
  staff::testing::keep_towns(place.desk.database);
  const http::RouteTable table(app::routes(place.desk));
  for (const auto* const one_route : app::all_staff_routes()) {
    const staff::web::StaffRoute& route = *one_route;
    CAPTURE(route.method);
    CAPTURE(route.path);
    http::Request request = request_of(route, 17);
    if (route.method == "POST") request.form = {{"reason", "決めた理由"}, {"password", "秘密"}};
    const http::Response response = answer(table, request);
    CHECK(header_of(response, "Cache-Control") == "no-store");
    if (route.method == "GET") {
      CHECK(response.status == 303);
      CHECK(header_of(response, "Location").starts_with("/sign-in?back=%2F"));
    } else {
      CHECK(response.status == 401);
      CHECK(response.body.find("決めた理由") != std::string::npos);
      CHECK(response.body.find("秘密") == std::string::npos);
    }
  }
}

TEST_CASE("nothing answers below the addresses of the staff but what stands in their table") {
  const Place place;
  const auto known = app::all_staff_routes();
  for (const http::Route& route : app::routes(place.desk)) {
    if (!route.path.starts_with("/staff") && !route.path.starts_with("/account")) continue;
    CAPTURE(route.path);
    CHECK(std::ranges::any_of(known, [&](const staff::web::StaffRoute* one) {
      return one->method == route.method && one->path == route.path;
    }));
  }
}

}  // namespace
