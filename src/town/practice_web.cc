// Somebody with several posts has the tasks of each.
#include "town/practice_web.h"

#include <algorithm>

#include "history/history.h"
#include "http/page_frame.h"
#include "plan/plan_service.h"
#include "staff/account.h"
#include "staff/audit_words.h"
#include "staff/practice.h"
#include "town/building.h"
#include "town/practice.h"
#include "town/practice_view.h"
#include "town/town_service.h"
#include "ui/town/practice.h"
#include "ui/town/town.h"

namespace town::web {
namespace {

using staff::web::Desk;
using staff::web::say;
using staff::web::StaffRoute;
using staff::web::Visitor;
using staff::web::word;

// Whoever practises does not do more than this in one go.
constexpr int kDeedsRead = 1000;
constexpr std::string_view kAddress = "/staff/practice";

// What the town's people did while it was built is not the learner's.
base::Instant practice_begins(db::Read& tx, std::string_view municipality) {
  if (municipality != kTown) return {};
  const BuildingNow built = building_now(tx);
  return built.state == BuildingState::done ? built.changed_at : base::Instant{};
}

std::vector<staff::Post> posts_of(const staff::Who& who) {
  std::vector<staff::Post> posts;
  for (const staff::PostHeld& held : who.posts)
    if (std::ranges::find(posts, held.post) == posts.end()) posts.push_back(held.post);
  return posts;
}

std::vector<TaskState> states(db::Read& tx, const staff::Who& who, staff::Post post) {
  const auto deeds = history::of_person(tx, who.municipality, who.person, kDeedsRead);
  return states_of(post, deeds, practice_begins(tx, who.municipality));
}

std::string count_words(const http::Request& request, const std::vector<TaskState>& list) {
  return say(request, "town_pages.count",
             {{"done", std::to_string(done_of(list))}, {"all", std::to_string(list.size())}});
}

std::string achieved(const http::Request& request, staff::web::Trail& trail,
                     const TaskState& state) {
  if (!state.latest) return {};
  const staff::TrailLine line = trail.line(*state.latest);
  return say(request, "town_pages.achieved",
             {{"at", line.at},
              {"deed", line.kind},
              {"subject", line.subject},
              {"times", std::to_string(state.times)}});
}

TaskLine task_line(const http::Request& request, staff::web::Trail& trail, const TaskState& state) {
  const std::string key(state.task->key);
  return {
      .title = word(request, "town_pages.task_" + key),
      .how = word(request, "town_pages.how_" + key),
      .url = http::address(request.language, state.task->path),
      .link = say(request, "town_pages.go", {{"task", word(request, "town_pages.task_" + key)}}),
      .achieved = achieved(request, trail, state)};
}

http::Response get_practice(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  const staff::Who& who = visitor.visit.who;
  PracticePage view;
  view.page = staff::web::frame(request, visitor.visit, word(request, "town_pages.title"));
  view.town_url = http::address(request.language, "/practice");
  view.lead = word(request, who.practice ? "town_pages.lead" : "town_pages.not_for_practice");
  if (who.practice) {
    desk.database.read([&](db::Read& tx) {
      staff::web::Trail trail(tx, request, who.municipality);
      for (const staff::Post post : posts_of(who)) {
        const auto list = states(tx, who, post);
        PostTasks tasks{
            std::string(staff::web::post_word(request, post)), count_words(request, list), {}};
        for (const TaskState& state : list) tasks.tasks.push_back(task_line(request, trail, state));
        view.posts.push_back(std::move(tasks));
      }
      return 0;
    });
  }
  return staff::web::page(pages::practice(view, request.language));
}

std::string state_words(const http::Request& request, const BuildingNow& now, bool stands) {
  if (stands) return word(request, "town_pages.state_done");
  switch (now.state) {
    case BuildingState::under_way:
      return say(request, "town_pages.state_under_way",
                 {{"percent", std::to_string(now.percent)}, {"day", now.day}});
    case BuildingState::pouring:
      return word(request, "town_pages.state_pouring");
    case BuildingState::stopped:
    case BuildingState::failed:
      return word(request, "town_pages.state_stopped");
    case BuildingState::none:
    case BuildingState::done:
      break;
  }
  return word(request, "town_pages.state_none");
}

void show_town(db::Read& tx, const http::Request& request, TownPage& view) {
  for (const staff::Person& person : staff::persons(tx, kTown, {})) {
    if (!person.practice || !person.has_password || person.ended_at) continue;
    view.people.push_back({person.name, person.login});
  }
  view.sign_in_url = http::address(request.language, "/sign-in");
  view.municipality = kTown;
  view.password = staff::kPracticePassword;
}

}  // namespace

http::Response get_town(const Desk& desk, const http::Request& request) {
  if (!desk.practice_allowed) return http::refused(base::refuse(not_built).error());
  TownPage view;
  view.page =
      http::page_frame(request, word(request, "town_pages.town_title"), {}, http::Area::other);
  desk.database.read([&](db::Read& tx) {
    const bool stands = !standing(tx).empty();
    const BuildingNow now = building_now(tx);
    view.state = state_words(request, now, stands);
    view.is_building =
        !stands && (now.state == BuildingState::under_way || now.state == BuildingState::pouring);
    if (view.is_building) view.percent = std::to_string(now.percent);
    view.again_url = http::address(request.language, "/practice");
    if (stands) show_town(tx, request, view);
    return 0;
  });
  for (const plan::Listed& one : plan::list(base::Actor::visitor(), desk.database)) {
    if (one.summary.municipality != kTown) continue;
    view.plan_title = one.summary.title;
    view.plan_url = http::address(request.language, "/plans/" + one.summary.slug + "/table");
  }
  return staff::web::page(pages::town(view, request.language));
}

std::span<const StaffRoute> staff_routes() {
  static constexpr std::array kRoutes = {
      StaffRoute{"GET", kAddress, staff::Deed::use_own_account, get_practice}};
  return kRoutes;
}

std::vector<staff::StartSection> start_part(const Desk& desk, const http::Request& request,
                                            const staff::Visit& visit) {
  if (!visit.who.practice || visit.who.posts.empty()) return {};
  const staff::Post post = visit.who.posts.front().post;
  const auto list = desk.database.read([&](db::Read& tx) { return states(tx, visit.who, post); });
  return {{word(request, "town_pages.title"),
           {{word(request, "town_pages.title"), http::address(request.language, kAddress),
             count_words(request, list)}}}};
}

}  // namespace town::web
