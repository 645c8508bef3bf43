// Who writes the summary in plain Japanese, what is refused, and that it stands on the plan's page.
#include "plan/summary_service.h"

#include <doctest/doctest.h>

#include "db/testing.h"
#include "plan/plan_files_test.h"
#include "plan/plan_service.h"
#include "plan/plan_web.h"

namespace plan {
namespace {

using db::testing::for_each_engine;

base::Actor by(std::string post) {
  return {base::ActorKind::staff, 19, std::move(post), "nerima", "131202"};
}

TEST_CASE("the summary in plain Japanese: versions, refusals, and the plan's page") {
  for_each_engine([](db::Database& database) {
    REQUIRE(load(base::Actor::system(), database, testing::nerima_2011()).has_value());
    struct Row {
      base::Actor actor;
      std::string plan;
      std::string text;
      std::string code;
    };
    for (const Row& row : std::vector<Row>{
             {by("clerk"), "nerima-2011", "みせを たすけます。", "staff.post_may_not"},
             {by("planner"), "nowhere", "みせを たすけます。", "plan.unknown_plan"},
             {by("planner"), "nerima-2011", std::string(601, 'a'), "plan.summary_too_long"},
             {by("planner"), "nerima-2011", "", "plan.summary_unchanged"},
             {by("planner"), "nerima-2011", std::string(600, 'a'), ""},
             {by("planner"), "nerima-2011", "みせを <b>たすけます。", ""},
             {by("planner"), "nerima-2011", "みせを <b>たすけます。", "plan.summary_unchanged"}}) {
      const auto written = write_summary(row.actor, database, row.plan, row.text);
      CHECK((written ? std::string() : std::string(written.error().code)) == row.code);
    }
    http::Request request;
    request.method = "GET";
    request.captures = {{"slug", "nerima-2011"}};
    CHECK(web::get_plan(database, request).body.find("みせを &lt;b&gt;たすけます。") !=
          std::string::npos);
    CHECK(write_summary(by("planner"), database, "nerima-2011", "").value() == 3);
    CHECK(web::get_plan(database, request).body.find("たすけます") == std::string::npos);
  });
}

}  // namespace
}  // namespace plan
