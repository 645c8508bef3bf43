// Everything a visitor reaches from the home page and from the API, asked as the server asks it:
// each link answers, and both databases answer with the same bytes. PDFs are drawn by the program
// itself and are asked for in the stories.
#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/routes.h"
#include "base/instant.h"
#include "db/testing.h"
#include "http/request.h"
#include "http/site.h"
#include "plan/plan_files_test.h"
#include "plan/plan_service.h"

namespace {

// Files that say when they were made say the same on both databases.
struct FixedClock {
  explicit FixedClock(std::string_view at) { base::fix_clock(*base::parse_japan(at)); }
  ~FixedClock() { base::release_clock(); }
  FixedClock(const FixedClock&) = delete;
  FixedClock& operator=(const FixedClock&) = delete;
};

using Bodies = std::map<std::string, std::string>;  // by address

http::Response answer_to(const http::Site& site, const std::string& target) {
  http::Request request;
  request.method = "GET";
  auto read = http::read_request(std::move(request), target);
  REQUIRE(read.has_value());
  return site.answer(std::move(*read)).response;
}

// What stands between `begin` and the next quotation mark, everywhere.
void take_links(const std::string& body, std::string_view begin, std::vector<std::string>& links) {
  for (auto at = body.find(begin); at != std::string::npos; at = body.find(begin, at + 1)) {
    const auto from = at + begin.size();
    std::string link = body.substr(from, body.find_first_of("\"#", from) - from);
    for (auto amp = link.find("&amp;"); amp != std::string::npos; amp = link.find("&amp;", amp)) {
      link.erase(amp + 1, 4);
    }
    links.push_back(std::move(link));
  }
}

std::vector<std::string> links_of(const http::Response& response) {
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
bool is_passed_over(const std::string& link) {
  return link.starts_with("/assets/") || link.starts_with("/en") || link == "/feed.atom" ||
         link.find("table.pdf") != std::string::npos;
}

Bodies reached(db::Database& database, const std::vector<std::string>& from) {
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

TEST_CASE("both databases give a visitor the same bytes, behind every link") {
  const FixedClock clock("2026-04-01T09:00");
  const std::vector<std::string> doors = {"/",
                                          "/en/",
                                          "/open-data",
                                          "/api/v1/plans?limit=2",
                                          "/api/v1/plans/nerima-2011/rows?limit=20",
                                          "/api/v1/search?q=%E7%94%A3%E6%A5%AD&limit=5",
                                          "/api/v1/search?q=%E9%A7%85",
                                          "/api/v1/openapi.json"};
  Bodies first;
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const db::testing::TemporaryDatabase place(engine,
                                               db::testing::TemporaryDatabase::Schema::current);
    auto database = place.open();
    REQUIRE(plan::load(base::Actor::system(), database, plan::testing::real_plans()).has_value());
    Bodies bodies = reached(database, doors);
    const auto of_api = std::ranges::count_if(
        bodies, [](const auto& entry) { return entry.first.starts_with("/api/v1/"); });
    CHECK(of_api > 30);
    CHECK(bodies.size() > 300);
    if (first.empty()) {
      first = std::move(bodies);
      continue;
    }
    CHECK(bodies.size() == first.size());
    for (const auto& [target, body] : bodies) {
      CAPTURE(target);
      CHECK(first[target] == body);
    }
  }
}

// What stands in the files of a plan stays as it was printed; the pages' own words are a city's.
TEST_CASE("no page about a city speaks of a ward") {
  const db::testing::TemporaryDatabase place(db::Engine::sqlite,
                                             db::testing::TemporaryDatabase::Schema::current);
  auto database = place.open();
  plan::PlanSet cities = plan::testing::real_plans();
  const auto is_ward = [](const std::string& code) { return code != "132276" && code != "132098"; };
  std::erase_if(cities.registers,
                [&](const auto& f) { return is_ward(f.content.municipality.code); });
  std::erase_if(cities.plans, [&](const auto& f) { return is_ward(f.content.municipality); });
  REQUIRE(plan::load(base::Actor::system(), database, cities).has_value());
  const Bodies bodies = reached(database, {"/", "/en/", "/open-data"});
  CHECK(bodies.size() > 40);
  for (const auto& [target, body] : bodies) {
    CAPTURE(target);
    for (const char* words : {"区内", "区外", "この区", "区が", "当区"}) {
      CAPTURE(words);
      CHECK(body.find(words) == std::string::npos);
    }
  }
}

}  // namespace
