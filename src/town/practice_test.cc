// The tasks: what shows that one is done, and what does not; and the pages, with somebody who
// practises, somebody who works, hostile text and nothing at all.
#include "town/practice.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "base/words.h"
#include "db/testing.h"
#include "plan/plan_service.h"
#include "staff/hostile_test.h"
#include "staff/people_test.h"
#include "staff/practice.h"
#include "town/building.h"
#include "town/practice_view.h"
#include "town/practice_web.h"
#include "town/town_service.h"
#include "ui/town/practice.h"
#include "ui/town/town.h"

namespace town {
namespace {

using db::testing::for_each_engine;

history::PastDeed deed(std::int64_t second, std::string_view kind, std::string_view subject) {
  history::PastDeed deed;
  deed.at = {second * 1'000'000};
  deed.kind = kind;
  deed.subject_kind = subject;
  return deed;
}

TEST_CASE("what shows a task: a deed of its kind, about its subject, since practice began") {
  struct Row {
    std::string_view what;
    staff::Post post;
    std::string_view task;
    history::PastDeed deed;
    int times;
  };
  using staff::Post;
  const Row rows[] = {
      {"the deed itself", Post::clerk, "log", deed(100, "diary.log", "diary_entry"), 1},
      {"at the very moment", Post::clerk, "log", deed(50, "diary.log", "diary_entry"), 1},
      {"before practice began", Post::clerk, "log", deed(49, "diary.log", "diary_entry"), 0},
      {"another kind of the same room", Post::clerk, "log",
       deed(100, "diary.correct", "diary_entry"), 0},
      {"one of several kinds", Post::clerk, "correct",
       deed(100, "consultation.correct", "consultation"), 1},
      {"looking at a record", Post::auditor, "working", deed(100, "staff.view", "record"), 1},
      {"looking at something else", Post::auditor, "working", deed(100, "staff.view", "plan"), 0},
      {"a file of the history", Post::auditor, "export", deed(100, "staff.export", "trail"), 1},
      {"a file of something else", Post::auditor, "export", deed(100, "staff.export", "page"), 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const auto states = states_of(row.post, {&row.deed, 1}, {50'000'000});
    const auto found = std::ranges::find_if(
        states, [&](const TaskState& one) { return one.task->key == row.task; });
    REQUIRE(found != states.end());
    CHECK(found->times == row.times);
  }
}

TEST_CASE("the latest deed is told, and how often it was done") {
  const history::PastDeed deeds[] = {deed(300, "diary.log", "diary_entry"),
                                     deed(200, "diary.log", "diary_entry")};
  const auto states = states_of(staff::Post::clerk, deeds, {});
  CHECK(states.front().times == 2);
  CHECK(done_of(states) == 1);
  CHECK(states.front().latest->at.microseconds == 300'000'000);
}

TEST_CASE("every post has five different tasks, and words for each and for its deeds") {
  for (const staff::Post post : staff::kPosts) {
    std::set<std::string_view> keys;
    for (const Task& task : tasks_of(post)) {
      CAPTURE(task.key);
      CHECK(keys.insert(task.key).second);
      CHECK(base::has_words("town_pages.task_" + std::string(task.key)));
      CHECK(base::has_words("town_pages.how_" + std::string(task.key)));
      for (std::string kind : {std::string(task.deeds[0]), std::string(task.deeds[1])}) {
        std::ranges::replace(kind, '.', '_');
        CHECK((kind.empty() || base::has_words("history.kind_" + kind)));
      }
    }
  }
}

struct Office {
  explicit Office(db::Database& database) : desk{database, hasher} {
    const auto files = plan::read_plan_set({NIGIWAI_SOURCE_DIR "/plans/131202"});
    REQUIRE(plan::load(staff::testing::system(), database, files).has_value());
  }
  const staff::testing::Clock clock;
  staff::Hasher hasher{staff::testing::kCheap};
  staff::web::Desk desk;

  http::Response ask(const staff::Attempt& attempt, const staff::web::StaffRoute& route) {
    const auto entered = staff::sign_in(desk.database, hasher, attempt);
    REQUIRE(entered.has_value());
    http::Request request;
    request.method = "GET";
    request.path = route.path;
    request.headers["cookie"] = std::string(staff::web::kCookie) + "=" + entered->secret;
    return staff::web::staff_page(desk, route, request);
  }

  std::string page_of(std::string_view login, std::string_view password) {
    return ask(staff::testing::attempt(login, password), web::staff_routes().front()).body;
  }

  std::string town_page(base::Language language = base::Language::ja) {
    http::Request request;
    request.method = "GET";
    request.path = "/practice";
    request.language = language;
    return web::get_town(desk, request).body;
  }
};

TEST_CASE("somebody who practises sees the five tasks, and what was achieved") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    REQUIRE(staff::add_practice_people(database, office.hasher).has_value());
    const std::string before = office.page_of("demo-administrator", staff::kPracticePassword);
    CHECK(before.find("5つの課題のうち0つができました。") != std::string::npos);
    CHECK(before.find("/staff/people/new") != std::string::npos);
    const auto people = database.read(
        [](db::Read& tx) { return staff::persons(tx, "131202", "demo-administrator"); });
    base::Actor administrator{base::ActorKind::staff, people.front().person, "administrator",
                              "ward", "131202"};
    REQUIRE(staff::add_person(
                administrator, database,
                {.municipality = "131202", .login = "new", .name = "新しい人", .body = "ward"})
                .has_value());
    const std::string after = office.page_of("demo-administrator", staff::kPracticePassword);
    CHECK(after.find("5つの課題のうち1つができました。") != std::string::npos);
    CHECK(after.find("利用者の登録") != std::string::npos);
    CHECK(after.find("合わせて1回") != std::string::npos);
  });
}

TEST_CASE("people who work have no tasks, and nothing of them on their start page") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    staff::testing::somebody(database, office.hasher, "hanako", "clerk");
    const std::string page = office.page_of("hanako", staff::testing::kPassword);
    CHECK(page.find("実際の仕事の利用者には課題はありません") != std::string::npos);
    CHECK(page.find("日誌に1件書く") == std::string::npos);
  });
}

TEST_CASE("in the town: its people's work is not the learner's") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    base::release_clock();
    const auto files = plan::read_plan_set({NIGIWAI_SOURCE_DIR "/plans/131202"});
    Question question;
    question.years = {2014};
    REQUIRE(build(database, files, question).has_value());
    const auto of_town = [](std::string_view login) {
      auto attempt = staff::testing::attempt(login, staff::kPracticePassword);
      attempt.municipality = kTown;
      return attempt;
    };
    const auto tasks = office.ask(of_town("demo-corporation"), web::staff_routes().front());
    CHECK(tasks.body.find("5つの課題のうち0つができました。") != std::string::npos);
    CHECK(office.town_page().find("/plans/nerima-2011-practice/table") != std::string::npos);
    CHECK(office.town_page(base::Language::en).find("demo-corporation-chief") != std::string::npos);
  });
}

TEST_CASE("the page of the town follows its building") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const auto says = [&](std::string_view words) {
      return office.town_page().find(words) != std::string::npos;
    };
    CHECK(says("練習用の市はまだありません"));
    auto building = Building::begin(database, "nerima-2011-practice", 200);
    REQUIRE(building.has_value());
    CHECK(Building::begin(database, "nerima-2011-practice", 200).error().code == being_built.code);
    building->told(base::Date(2012, 5, 1), 50);
    base::fix_clock({1'780'000'000'000'000});
    CHECK(says("25％、市の中では2012-05-01まで進みました"));
    CHECK(says("<progress"));
    building->pouring();
    CHECK(says("データベースへ移しています"));
    building->fail("stopped");
    CHECK(says("途中で止まりました"));
    CHECK_FALSE(says("<progress"));
    // A program that went silent is gone on without. Moments never go back behind those written.
    const auto silent = Building::begin(database, "nerima-2011-practice", 10);
    REQUIRE(silent.has_value());
    base::fix_clock({1'900'000'000'000'000});
    CHECK(says("途中で止まりました"));
    CHECK(Building::begin(database, "nerima-2011-practice", 10).has_value());
  });
}

TEST_CASE("no practice town where real work is done") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    office.desk.practice_allowed = false;
    http::Request request;
    request.method = "GET";
    request.path = "/practice";
    const auto answer = web::get_town(office.desk, request);
    CHECK(answer.refusal->code == not_built.code);
  });
}

TEST_CASE("the pages, full of hostile text and empty") {
  using staff::testing::kEvilUrl;
  const std::string& h = staff::testing::kHostile;
  PracticePage tasks;
  tasks.page = staff::testing::frame();
  tasks.lead = h;
  tasks.town_url = kEvilUrl;
  tasks.posts = {{h, h, {{h, h, kEvilUrl, h, h}, {h, h, kEvilUrl, h, ""}}}};
  staff::testing::check_page(tasks, pages::practice);
  TownPage town;
  town.page = staff::testing::frame();
  town.state = town.plan_title = town.municipality = town.password = town.percent = h;
  town.is_building = true;
  town.again_url = town.plan_url = town.sign_in_url = kEvilUrl;
  town.people = {{h, h}};
  staff::testing::check_page(town, pages::town);
}

}  // namespace
}  // namespace town
