// The mark of the practice town: every address the program answers is asked about the town and
// about a real municipality, by everybody, in both languages, with things that are there and things
// that are not. Whatever shows the town says so, errors and file names too; nothing of a real
// municipality does. What stands inside the files is looked at in tests/browser/practice_walk.mjs.
#include "app/practice_mark.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/reached_test.h"
#include "app/staff_tables.h"
#include "base/practice_mark.h"
#include "datacall/call_service.h"
#include "db/testing.h"
#include "plan/plan_folder.h"
#include "plan/plan_service.h"
#include "staff/people_test.h"
#include "staff/practice.h"
#include "staff/staff_page.h"
#include "staff/token.h"
#include "town/town_service.h"
#include "town/twin.h"

namespace {

using namespace app::testing;

constexpr std::string_view kWhole = "data-practice=\"whole\"";
constexpr std::string_view kAmong = "data-practice=\"among\"";
constexpr std::string_view kAny = "data-practice=";

// One municipality and somebody of it.
struct Side {
  std::string code;
  std::string plan;
  bool is_practice = false;
  std::map<std::string, std::string> cookies;  // by login
  std::map<std::string, std::string> tokens;
  std::string link;  // of an answer
  std::string invitation;
};

struct Place {
  explicit Place(db::Engine engine)
      : place(engine, db::testing::TemporaryDatabase::Schema::current), database(place.open()) {
    const auto files = plan::read_plan_set({NIGIWAI_SOURCE_DIR "/plans/131202"});
    plan::load(base::Actor::system(), database, files).value();
    figure::build(database, base::Actor::system());
    staff::add_practice_people(database, hasher).value();
    town::Question question;
    question.years = {2014};
    town::build(database, files, question).value();
    fill(town_side);
    fill(real_side);
  }

  void fill(Side& side) {
    const base::Actor system = base::Actor::system(side.code);
    for (const std::string login :
         {"demo-clerk", "demo-chief", "demo-manager", "demo-director", "demo-planner",
          "demo-auditor", "demo-administrator", "demo-corporation"}) {
      const auto entered = staff::sign_in(database, hasher,
                                          {.municipality = side.code,
                                           .login = login,
                                           .password = std::string(staff::kPracticePassword),
                                           .remote = "127.0.0.1",
                                           .agent = "test"});
      REQUIRE(entered.has_value());
      side.cookies[login] = std::string(staff::web::kCookie) + "=" + entered->secret;
      const auto who = staff::visit(database, entered->secret)->who;
      side.tokens[login] = staff::issue(system, database,
                                        {.municipality = side.code,
                                         .person = who.person,
                                         .name = login,
                                         .post = std::string(staff::in_db(who.posts.front().post)),
                                         .body = who.body})
                               ->secret;
    }
    const auto planner =
        staff::visit(database,
                     side.cookies.at("demo-planner").substr(staff::web::kCookie.size() + 1))
            ->who;
    const base::Actor actor{base::ActorKind::staff, planner.person, "planner", planner.body,
                            side.code};
    const base::Date today = base::japan_date(base::now());
    const auto call = datacall::open_call(
        actor, database, {side.plan, 2014, "照会", "お願いします。", base::add_days(today, 20)},
        today);
    REQUIRE(call.has_value());
    side.link = datacall::issue_link(actor, database, *call, 1).value();
    const auto person =
        staff::add_person(system, database,
                          {.municipality = side.code, .login = "new", .name = "新", .body = "ward"})
            .value();
    side.invitation = staff::invite(system, database, side.code, person.person).value();
  }

  db::testing::TemporaryDatabase place;
  db::Database database;
  staff::Hasher hasher{staff::testing::kCheap};
  db::testing::TemporaryFolder papers;
  Side town_side{std::string(town::kTown), town::twin_slug("nerima-2011"), true, {}, {}, {}, {}};
  Side real_side{"131202", "nerima-2011", false, {}, {}, {}, {}};
};

// The address with what is there of this municipality; what is not there is asked for as "17".
std::string filled(const Side& side, std::string path) {
  const std::map<std::string, std::string> known = {
      {"slug", side.plan}, {"plan", side.plan},        {"municipality", side.code},
      {"row", "17"},       {"year", "2014"},           {"period", "2014"},
      {"column", "2014"},  {"figure", "consultations"}};
  for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) {
    const auto close = path.find('}', open);
    const std::string name = path.substr(open + 1, close - open - 1);
    std::string value = known.contains(name) ? known.at(name) : "17";
    if (name == "secret") value = path.starts_with("/answer/") ? side.link : side.invitation;
    path.replace(open, close - open + 1, value);
  }
  return path;
}

bool is_of_staff(std::string_view path) {
  return path.starts_with("/staff") || path.starts_with("/account");
}

// Whose page it is stands in the address or in the session. All others are nobody's: they tell of
// many municipalities, or of none.
bool is_of_somebody(std::string_view path) {
  return is_of_staff(path) || path.contains("{slug}") || path.contains("{plan}") ||
         path.starts_with("/programmes/") || path.starts_with("/answer/") ||
         path.starts_with("/invitation/") || path.starts_with("/api/v1/staff/");
}

std::string header_of(const http::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

// Drawn in a child of the program itself, which no test is.
bool is_drawn(std::string_view path) {
  return path.ends_with(".pdf");
}

struct Asked {
  const http::Site& site;
  const Side& side;
  std::size_t pages = 0;
  std::size_t files = 0;

  http::Response get(const std::string& login, const std::string& target) const {
    http::Request request;
    request.method = "GET";
    if (!login.empty()) {
      request.headers["cookie"] = side.cookies.at(login);
      request.headers["authorization"] = "Bearer " + side.tokens.at(login);
    }
    auto read = http::read_request(std::move(request), target);
    REQUIRE(read.has_value());
    return site.answer(std::move(*read)).response;
  }

  void look(const std::string& login, const std::string& target) {
    CAPTURE(login);
    CAPTURE(target);
    const http::Response response = get(login, target);
    CHECK(response.status < 500);
    CHECK(header_of(response, http::kPracticeHeader) == (side.is_practice ? "?1" : ""));
    if (const auto name = header_of(response, "Content-Disposition"); !name.empty()) {
      ++files;
      CHECK(name.contains("practice") == side.is_practice);
    }
    if (!response.content_type.starts_with("text/html") || response.status / 100 == 3) return;
    ++pages;
    CHECK(response.body.contains(kWhole) == side.is_practice);
    CHECK_FALSE(response.body.contains(kAmong));
  }
};

http::Site site_of(const staff::web::Desk& desk) {
  const auto mark = std::make_shared<app::PracticeMark>(desk.database);
  return {app::routes(desk),
          {.status_of_fault = {},
           .report_fault = {},
           .is_practice = [mark](const http::Request& request) { return mark->is_on(request); }}};
}

TEST_CASE("every page, file and error of the practice town says so, and none of a real one does") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    Place place(engine);
    const staff::web::Desk desk{.database = place.database,
                                .hasher = place.hasher,
                                .start = app::start_parts(),
                                .papers = place.papers.path(),
                                .sources = app::record_sources(),
                                .printed_places = app::printed_places()};
    const auto routes = app::routes(desk);
    const http::Site site = site_of(desk);
    for (const Side* side : {&place.town_side, &place.real_side}) {
      Asked asked{site, *side};
      for (const http::Route& route : routes) {
        const std::string path(route.path);
        if (route.method != "GET" || is_drawn(path) || !is_of_somebody(path)) continue;
        const std::string target = filled(*side, path);
        for (const std::string language : {"", "/en"}) {
          if (!is_of_staff(path) && !path.starts_with("/api/v1/staff/")) {
            asked.look("", language + target);
            asked.look("", language + target + "/no-such-thing");
            continue;
          }
          for (const auto& [login, cookie] : side->cookies) asked.look(login, language + target);
        }
      }
      asked.look("demo-clerk", "/staff/no-such-page");
      CHECK(asked.pages > 1000);
      CHECK(asked.files > 20);
    }
  }
}

TEST_CASE("lists of many municipalities say that the town is among them; others say nothing") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    Place place(engine);
    const staff::web::Desk desk{place.database, place.hasher};
    const http::Site site = site_of(desk);
    // Signed in or not: these pages are not of whoever reads them.
    for (const std::string login : {"", "demo-clerk"}) {
      const Asked asked{site, place.town_side};
      for (const std::string target : {"/", "/en/", "/open-data", "/compare", "/en/compare",
                                       "/search?q=%E7%B7%B4%E7%BF%92%E7%94%A8"}) {
        CAPTURE(target);
        const auto body = asked.get(login, target).body;
        CHECK(body.contains(kAmong));
        CHECK_FALSE(body.contains(kWhole));
      }
      for (const std::string target :
           {"/about", "/licence", "/no-such-page", "/sign-in", "/search", "/editions/verify",
            "/search?q=%E7%9F%B3%E7%A5%9E%E4%BA%95%E5%85%AC%E5%9C%92"}) {
        CAPTURE(target);
        CHECK_FALSE(asked.get(login, target).body.contains(kAny));
      }
      CHECK(asked.get(login, "/practice").body.contains(kWhole));
    }
    town::reset(place.database).value();
    for (const std::string target : {"/", "/compare", "/open-data"})
      CHECK_FALSE(Asked{site, place.real_side}.get("", target).body.contains(kAny));
  }
}

TEST_CASE("what a form answers says so, too; and a page while the database is away is not marked") {
  Place place(db::Engine::sqlite);
  const staff::web::Desk desk{place.database, place.hasher};
  const http::Site site = site_of(desk);
  for (const Side* side : {&place.town_side, &place.real_side}) {
    for (const http::Route& route : app::routes(desk)) {
      if (route.method != "POST" || !is_of_staff(route.path)) continue;
      CAPTURE(route.path);
      http::Request request;
      request.method = "POST";
      request.headers["cookie"] = side->cookies.at("demo-administrator");
      auto read = http::read_request(std::move(request), filled(*side, std::string(route.path)));
      REQUIRE(read.has_value());
      const auto response = site.answer(std::move(*read)).response;
      // Without the form's token: shown again with what was typed.
      CHECK(response.status == 403);
      CHECK(response.body.contains(kWhole) == side->is_practice);
    }
  }
  const http::Site away(
      app::routes(desk),
      {.status_of_fault = {}, .report_fault = {}, .is_practice = [](const http::Request&) -> bool {
         throw std::runtime_error("the database is away");
       }});
  CHECK(Asked{away, place.real_side}.get("", "/about").status == 200);
}

TEST_CASE("what is printed of a made-up municipality says so, of a real one nothing") {
  CHECK(base::practice_mark(base::Language::ja, "990019").contains("練習用"));
  CHECK(base::practice_mark(base::Language::en, "990019").contains("made-up"));
  for (const char* code : {"131202", "099001", ""})
    CHECK(base::practice_mark(base::Language::ja, code).empty());
}

}  // namespace
