// Whose lines somebody sees: a post that reaches only the own body sees its lines and those nobody
// owns yet; what a field is called.
#include "planning/planning_web.h"

#include <doctest/doctest.h>

namespace planning::web {
namespace {

staff::Who who(std::string body, staff::Post post) {
  staff::Who one{.municipality = "131202", .person = 1, .login = "x", .name = "x", .body = body};
  staff::PostHeld held;
  held.post = post;
  one.posts.push_back(held);
  return one;
}

Draft owned_by(std::string body) {
  Draft draft;
  draft.head = {"131202", "next", "次の計画", "平成27～30年度", 2015, 2018};
  draft.lines.push_back({.line = 1, .kind = Kind::row});
  if (!body.empty()) draft.lines[0].owners = {{2015, {}, body, {}, {}}};
  return draft;
}

bool sees(const staff::Who& one, const Draft& draft) {
  return may_see(one, staff::Deed::comment_plan, draft, draft.lines[0]);
}

}  // namespace

TEST_CASE("a clerk of the corporation sees its lines, a planner sees all") {
  const auto clerk = who("corporation", staff::Post::clerk);
  const auto planner = who("ward", staff::Post::planner);
  CHECK(sees(clerk, owned_by("corporation")));
  CHECK(sees(clerk, owned_by("")));
  CHECK_FALSE(sees(clerk, owned_by("ward")));
  CHECK(sees(planner, owned_by("ward")));
  CHECK(sees(planner, owned_by("corporation")));
  CHECK_FALSE(sees(who("ward", staff::Post::auditor), owned_by("ward")));
}

TEST_CASE("every field of a form has a name people know") {
  http::Request request;
  CHECK(field_label(request, "title") == "名称");
  CHECK(field_label(request, "owner_2_from") == "担当の始まり（年度）（2）");
  CHECK(field_label(request, "target_1_2015") == "平成27年度の目標（指標1）");
  CHECK(field_label(request, "money_budgeted_2016") == "平成28年度の予算額");
  CHECK(field_value(request, "indicator_1_direction", "down") == "減らす");
}

TEST_CASE("every route that shows a draft says so to the history") {
  for (const auto& route : staff_routes()) {
    CAPTURE(route.path);
    if (route.method == "GET") CHECK(route.shows == staff::web::Shows::work);
  }
}

}  // namespace planning::web
