// Which database may be served as whose own site, refusal by refusal; and what its pages no longer
// say: that they are a demonstration, or that a city is a ward.
#include "app/own_site.h"

#include <doctest/doctest.h>

#include "app/routes.h"
#include "base/words.h"
#include "db/testing.h"
#include "http/request.h"
#include "http/site.h"
#include "plan/plan_files_test.h"
#include "plan/plan_service.h"

namespace {

using db::testing::for_each_engine;

constexpr const char* kHamura = "132276";

plan::PlanSet of_municipality(std::string_view code) {
  plan::PlanSet set = plan::testing::real_plans();
  std::erase_if(set.registers, [&](const auto& f) { return f.content.municipality.code != code; });
  std::erase_if(set.plans, [&](const auto& f) { return f.content.municipality != code; });
  return set;
}

void load(db::Database& database, const plan::PlanSet& set) {
  REQUIRE(plan::load(base::Actor::system(), database, set).has_value());
}

std::string_view code_of(const base::Result<void>& result) {
  return result ? "" : result.error().code;
}

std::string page(const http::Site& site, const std::string& target) {
  http::Request request;
  request.method = "GET";
  auto read = http::read_request(std::move(request), target);
  REQUIRE(read.has_value());
  return site.answer(std::move(*read)).response.body;
}

TEST_CASE("a database that holds a municipality's plans and no others is its own site") {
  for_each_engine([](db::Database& database) {
    CHECK(code_of(app::own_site(database, "13227")) == app::own_unknown.code);
    CHECK(code_of(app::own_site(database, "")) == "base.municipality_code_unreadable");
    CHECK(code_of(app::own_site(database, "132277")) == "base.municipality_code_wrong_check_digit");
    plan::PlanSet without_plan = of_municipality(kHamura);
    without_plan.plans.clear();
    load(database, without_plan);
    CHECK(code_of(app::own_site(database, kHamura)) == app::own_without_plan.code);
    load(database, of_municipality(kHamura));
    CHECK(code_of(app::own_site(database, kHamura)) == "");
    CHECK(code_of(app::own_site(database, "13227")) == "");  // the form with five digits
    CHECK(code_of(app::own_site(database, "131202")) == app::own_unknown.code);
    load(database, of_municipality("131202"));
    const auto others = app::own_site(database, kHamura);
    CHECK(code_of(others) == app::own_with_others.code);
    CHECK(base::say(base::Language::ja, others.error()).find("練馬区") != std::string::npos);
  });
}

TEST_CASE("an official site has no band, on pages and on errors") {
  for_each_engine([](db::Database& database) {
    load(database, of_municipality(kHamura));
    staff::Hasher hasher;
    const staff::web::Desk desk{database, hasher};
    const http::Site sample(app::routes(desk), {});
    const http::Site official(app::routes(desk),
                              {.status_of_fault = {}, .report_fault = {}, .is_official = true});
    for (const char* target :
         {"/", "/en/", "/about", "/en/about", "/compare", "/no-such-page", "/search?q=%E5%95%86"}) {
      CAPTURE(target);
      CHECK(page(sample, target).find("ng-band") != std::string::npos);
      CHECK(page(official, target).find("ng-band") == std::string::npos);
      CHECK(page(official, target).find("公式サイトではありません") == std::string::npos);
    }
    CHECK(sample.error(400).body.find("ng-band") != std::string::npos);
    CHECK(official.error(400).body.find("ng-band") == std::string::npos);
    CHECK(page(official, "/").find("羽村市の産業振興計画") != std::string::npos);
  });
}

}  // namespace
