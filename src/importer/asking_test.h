// For tests of the pages: somebody signed in asks through the table of routes, as a browser does.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "http/request.h"
#include "http/route.h"
#include "importer/importer_web.h"
#include "staff/people_test.h"

namespace importer::testing {

struct Who {
  std::string secret, token;
};

inline Who somebody(const staff::web::Desk& desk, std::string_view login, std::string_view post) {
  staff::testing::somebody(desk.database, desk.hasher, login, post);
  const auto entered =
      staff::sign_in(desk.database, desk.hasher, staff::testing::attempt(login)).value();
  return {entered.secret, staff::visit(desk.database, entered.secret)->form_token};
}

inline http::Response ask(const staff::web::Desk& desk, const Who& who, std::string_view method,
                          std::string path, http::Fields form = {},
                          std::vector<http::UploadedFile> files = {}) {
  std::vector<http::Route> routes;
  for (const auto& route : web::staff_routes()) {
    routes.push_back({route.method, route.path, [&desk, &route](const http::Request& request) {
                        return staff::web::staff_page(desk, route, request);
                      }});
  }
  http::Request request;
  request.method = method;
  if (const auto query = path.find('?'); query != path.npos) {
    request.query = *http::decode_fields(path.substr(query + 1));
    path.resize(query);
  }
  request.path = path;
  request.form = std::move(form);
  request.files = std::move(files);
  if (method == "POST") request.form.emplace_back("form_token", who.token);
  request.headers["cookie"] = std::string(staff::web::kCookie) + "=" + who.secret;
  const http::RouteTable table(std::move(routes));
  const http::Match match = table.find(request);
  REQUIRE(match.route != nullptr);
  return match.route->handler(request);
}

// What stands between `before` and the next quote.
inline std::string after(const std::string& text, std::string_view before) {
  const auto at = text.find(before);
  REQUIRE(at != text.npos);
  const auto from = at + before.size();
  return text.substr(from, text.find('"', from) - from);
}

// Where the answer leads, without its query.
inline std::string place_of(const http::Response& response) {
  for (const auto& [name, value] : response.headers)
    if (name == "Location") return value.substr(0, value.find('?'));
  return {};
}

}  // namespace importer::testing
