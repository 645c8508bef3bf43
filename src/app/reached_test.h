// For tests: everything a visitor reaches, following links from some doors on.
#pragma once

#include <doctest/doctest.h>

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/routes.h"
#include "base/instant.h"
#include "http/request.h"
#include "http/site.h"

namespace app::testing {

// Files that say when they were made say the same on both databases.
struct FixedClock {
  explicit FixedClock(std::string_view at) { base::fix_clock(*base::parse_japan(at)); }
  ~FixedClock() { base::release_clock(); }
  FixedClock(const FixedClock&) = delete;
  FixedClock& operator=(const FixedClock&) = delete;
};

using Bodies = std::map<std::string, std::string>;  // by address

inline http::Response answer_to(const http::Site& site, const std::string& target) {
  http::Request request;
  request.method = "GET";
  auto read = http::read_request(std::move(request), target);
  REQUIRE(read.has_value());
  return site.answer(std::move(*read)).response;
}

// What stands between `begin` and the next quotation mark, everywhere.
inline void take_links(const std::string& body, std::string_view begin,
                       std::vector<std::string>& links) {
  for (auto at = body.find(begin); at != std::string::npos; at = body.find(begin, at + 1)) {
    const auto from = at + begin.size();
    std::string link = body.substr(from, body.find_first_of("\"#", from) - from);
    for (auto amp = link.find("&amp;"); amp != std::string::npos; amp = link.find("&amp;", amp)) {
      link.erase(amp + 1, 4);
    }
    links.push_back(std::move(link));
  }
}

inline std::vector<std::string> links_of(const http::Response& response) {
  std::vector<std::string> links;
  if (response.content_type.starts_with("text/html")) take_links(response.body, "href=\"/", links);
  if (response.content_type.starts_with("application/json"))
    take_links(response.body, "\"url\":\"/", links);
  for (const auto& [name, value] : response.headers) {
    if (name == "Link") links.push_back(value.substr(2, value.find('>') - 2));
  }
  for (auto& link : links) link.insert(link.begin(), '/');
  return links;
}

// The feed speaks of moments and deeds, which no two databases share.
inline bool is_passed_over(const std::string& link) {
  return link.starts_with("/assets/") || link.starts_with("/en") || link == "/feed.atom" ||
         link.find("table.pdf") != std::string::npos;
}

inline Bodies reached(db::Database& database, const std::vector<std::string>& from) {
  staff::Hasher hasher;
  const staff::web::Desk desk{database, hasher};
  const http::Site site(app::routes(desk), {});
  Bodies bodies;
  std::set<std::string> known(from.begin(), from.end());
  std::deque<std::string> waiting(from.begin(), from.end());
  for (; !waiting.empty(); waiting.pop_front()) {
    const std::string target = waiting.front();
    CAPTURE(target);
    const http::Response response = answer_to(site, target);
    CHECK((response.status == 200 || response.status == 303));
    bodies[target] = response.body;
    for (auto& link : links_of(response)) {
      if (!is_passed_over(link) && known.insert(link).second) waiting.push_back(std::move(link));
    }
  }
  return bodies;
}

}  // namespace app::testing
