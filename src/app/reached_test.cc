// Everything a visitor reaches from the home page and from the API, asked as the server asks it:
// each link answers, and both databases answer with the same bytes. PDFs are drawn by the program
// itself and are asked for in the stories.
#include "app/reached_test.h"

#include <algorithm>

#include "db/testing.h"
#include "plan/plan_files_test.h"
#include "plan/plan_service.h"

namespace {

using namespace app::testing;

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
