// For tests of every room's staff pages: somebody signed in asks through the rooms' own tables of
// routes, as a browser does, and the test reads what came back.
#pragma once

#include <doctest/doctest.h>

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "http/request.h"
#include "http/route.h"
#include "staff/people_test.h"
#include "staff/staff_page.h"

namespace staff::testing {

struct SignedIn {
  std::int64_t person = 0;
  std::string secret, token;
};

// Of an account that is there already.
inline SignedIn signed_in(const web::Desk& desk, std::string_view login) {
  const auto entered = sign_in(desk.database, desk.hasher, attempt(login)).value();
  const auto here = visit(desk.database, entered.secret);
  REQUIRE(here.has_value());
  return {here->who.person, entered.secret, here->form_token};
}

inline SignedIn somebody_signed_in(const web::Desk& desk, std::string_view login,
                                   std::string_view post, std::string_view body = "ward") {
  somebody(desk.database, desk.hasher, login, post, body);
  return signed_in(desk, login);
}

// The pages of some rooms, found as the server would find them.
struct Pages {
  const web::Desk& desk;
  std::vector<std::span<const web::StaffRoute>> tables;

  http::Response ask(const SignedIn& who, http::Request request) const {
    std::vector<http::Route> routes;
    for (const auto table : tables) {
      for (const web::StaffRoute& route : table)
        routes.push_back({route.method, route.path, [this, &route](const http::Request& asked) {
                            return web::staff_page(desk, route, asked);
                          }});
    }
    if (request.method == "POST") request.form.emplace_back("form_token", who.token);
    request.headers["cookie"] = std::string(web::kCookie) + "=" + who.secret;
    const http::RouteTable table(std::move(routes));
    const http::Match match = table.find(request);
    REQUIRE(match.route != nullptr);
    return match.route->handler(request);
  }

  // The path may carry its question behind it.
  http::Response ask(const SignedIn& who, std::string_view method, std::string path,
                     http::Fields form = {}, std::vector<http::UploadedFile> files = {}) const {
    http::Request request;
    request.method = method;
    if (const auto query = path.find('?'); query != path.npos) {
      request.query = *http::decode_fields(path.substr(query + 1));
      path.resize(query);
    }
    request.path = std::move(path);
    request.form = std::move(form);
    request.files = std::move(files);
    return ask(who, std::move(request));
  }
};

inline std::string header_of(const http::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

// Where the answer leads, without its query.
inline std::string place_of(const http::Response& response) {
  const std::string place = header_of(response, "Location");
  return place.substr(0, place.find('?'));
}

// What stands between `before` and the next quote.
inline std::string after(const std::string& text, std::string_view before) {
  const auto at = text.find(before);
  REQUIRE(at != text.npos);
  const auto from = at + before.size();
  return text.substr(from, text.find('"', from) - from);
}

}  // namespace staff::testing
