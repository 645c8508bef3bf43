// A paper on its way: who may sign what, that two persons are two persons, deputies and their later
// look, and one row for each refusal.
#include <doctest/doctest.h>

#include "approval/approval_service.h"
#include "base/words.h"
#include "db/testing.h"
#include "staff/people_test.h"

namespace approval {
namespace {

using db::testing::for_each_engine;
using staff::Post;

NewApproval paper() {
  return {"review",
          "next/2015",
          "平成27年度の点検について",
          "別紙のとおり決定してよろしいか。",
          {{StepKind::co_sign, Post::chief}, {StepKind::decide, Post::manager}}};
}

std::string_view code_of(const NewApproval& wanted) {
  const auto checked = check_new(wanted);
  return checked ? "" : checked.error().code;
}

TEST_CASE("a paper without a title or with a route that decides nothing is refused") {
  CHECK(code_of(paper()) == "");
  NewApproval wanted = paper();
  wanted.title = " ";
  CHECK(code_of(wanted) == title_missing.code);
  for (std::size_t i = 0; i < kTitleCharactersMax + 1; ++i) wanted.title += "長";
  CHECK(code_of(wanted) == title_too_long.code);
  wanted = paper();
  wanted.text = std::string(kTextCharactersMax + 1, 'x');
  CHECK(code_of(wanted) == text_too_long.code);
  wanted = paper();
  wanted.route.clear();
  CHECK(code_of(wanted) == route_empty.code);
  wanted.route.assign(kStepsMax + 1, {StepKind::decide, Post::manager});
  CHECK(code_of(wanted) == route_too_long.code);
  wanted.route = {{StepKind::co_sign, Post::manager}};
  CHECK(code_of(wanted) == route_not_decided.code);
  wanted.route = {{StepKind::decide, Post::manager}, {StepKind::co_sign, Post::chief}};
  CHECK(code_of(wanted) == route_not_decided.code);
  wanted.route = {{StepKind::decide, Post::manager}, {StepKind::decide, Post::director}};
  CHECK(code_of(wanted) == route_not_decided.code);
  wanted.route = {{StepKind::decide, Post::planner}};
  CHECK(code_of(wanted) == post_cannot_sign.code);
}

TEST_CASE("every refusal has its sentence") {
  for (const auto* refusal : kRefusals) {
    CAPTURE(refusal->code);
    CHECK(base::has_words(refusal->code));
  }
}

// People of the ward and of its corporation, and a paper the planner drafted.
struct Office {
  explicit Office(db::Database& at) : database(at) {
    staff::testing::keep_towns(database);
    planner = who("planner", "planner");
    chief = who("chief", "chief");
    manager = who("manager", "manager");
    stranger = who("stranger", "chief", "corporation");
  }

  staff::Who who(std::string_view login, std::string_view post, std::string_view body = "ward") {
    staff::Hasher hasher(staff::testing::kCheap);
    const auto person = staff::testing::somebody(database, hasher, login, post, body);
    return again({"131202", person.person, person.login, person.name, person.body});
  }
  staff::Who again(staff::Who who) {
    who.posts = database.read([&](db::Read& tx) {
      return staff::posts_on(tx, "131202", who.person, base::japan_date(base::now()));
    });
    return who;
  }
  base::Actor actor(const staff::Who& who) const {
    return {base::ActorKind::staff, who.person, "planner", who.body, "131202"};
  }
  base::Result<std::int64_t> draft() {
    return database.write([&](db::Write& tx) { return begin(tx, actor(planner), paper()); });
  }
  template <class Act>
  std::string_view act(Act what) {
    const auto done = database.write([&](db::Write& tx) { return what(tx); });
    return done ? "" : done.error().code;
  }
  std::string_view signs(const staff::Who& who, std::int64_t number) {
    return act([&](db::Write& tx) { return sign(tx, who, number, ""); });
  }
  Approval now(std::int64_t number) {
    return database.read([&](db::Read& tx) { return find(tx, "131202", number).value(); });
  }
  std::size_t waits_for(const staff::Who& who) {
    return database.read([&](db::Read& tx) { return waiting_for(tx, who).size(); });
  }

  db::Database& database;
  staff::Who planner, chief, manager, stranger;
};

TEST_CASE("drafted, co-signed, decided: in the order of the route") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const std::int64_t number = office.draft().value();
    CHECK(office.draft().error().code == open_already.code);
    CHECK(office.waits_for(office.chief) == 1);
    CHECK(office.waits_for(office.manager) == 0);
    CHECK(office.signs(office.manager, number) == post_not_held.code);
    CHECK(office.signs(office.planner, number) == drafter_signs.code);
    CHECK(office.signs(office.stranger, number) == post_not_held.code);
    CHECK(office.signs(office.chief, number) == "");
    CHECK(office.waits_for(office.chief) == 0);
    CHECK(office.signs(office.manager, number) == "");
    const Approval done = office.now(number);
    CHECK(done.state == State::approved);
    CHECK(done.closed_at.has_value());
    CHECK(done.steps[1].signed_by == office.manager.person);
    CHECK(office.signs(office.manager, number) == not_open.code);
    CHECK(database.read([&](db::Read& tx) { return done_with(tx, office.chief).size(); }) == 1);
    CHECK(database.read([&](db::Read& tx) { return drafted_by(tx, office.planner).empty(); }));
    CHECK(database
              .read([](db::Read& tx) {
                return latest_of_subject(tx, "131202", "review", "next/2015");
              })
              ->approval == number);
    CHECK(office.draft().has_value());  // another one, after the first is over
  });
}

TEST_CASE("two posts are not two persons") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const std::int64_t number = office.draft().value();
    staff::give_post(
        staff::testing::system(), database, "131202",
        {.person = office.chief.person, .post = "manager", .from = base::Date(2020, 4, 1)})
        .value();
    const staff::Who both = office.again(office.chief);
    CHECK(office.signs(both, number) == "");
    CHECK(office.signs(both, number) == signs_twice.code);
    // The drafter who holds the post as well signs nothing either.
    staff::give_post(
        staff::testing::system(), database, "131202",
        {.person = office.planner.person, .post = "manager", .from = base::Date(2020, 4, 1)})
        .value();
    CHECK(office.signs(office.again(office.planner), number) == drafter_signs.code);
  });
}

TEST_CASE("a deputy signs, and the person stood in for looks at it later") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const std::int64_t number = office.draft().value();
    CHECK(office.signs(office.chief, number) == "");
    const staff::Who deputy = office.who("deputy", "clerk");
    staff::give_post(staff::testing::system(), database, "131202",
                     {.person = deputy.person,
                      .post = "manager",
                      .from = base::Date(2020, 4, 1),
                      .until = base::Date(2199, 3, 31),
                      .deputy_for = office.manager.person})
        .value();
    CHECK(office.signs(office.again(deputy), number) == "");
    const Approval done = office.now(number);
    CHECK(done.state == State::approved);
    CHECK(done.steps[1].deputy_for == office.manager.person);
    CHECK(office.waits_for(office.manager) == 1);
    const auto looks = [&](const staff::Who& who) {
      return office.act([&](db::Write& tx) { return look_after(tx, office.actor(who), number); });
    };
    CHECK(looks(deputy) == nothing_to_look_after.code);
    CHECK(looks(office.manager) == "");
    CHECK(looks(office.manager) == nothing_to_look_after.code);
    CHECK(office.waits_for(office.manager) == 0);
  });
}

TEST_CASE("sent back by who could sign, withdrawn by who drafted, each with a comment") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const std::int64_t first = office.draft().value();
    const auto back = [&](const staff::Who& who, std::string_view why) {
      return office.act([&](db::Write& tx) { return send_back(tx, who, first, why); });
    };
    CHECK(back(office.manager, "数字が違う") == post_not_held.code);
    CHECK(back(office.chief, " ") == comment_missing.code);
    CHECK(back(office.chief, std::string(kCommentCharactersMax + 1, 'x')) == comment_too_long.code);
    CHECK(back(office.chief, "数字が違う") == "");
    CHECK(office.now(first).state == State::returned);
    CHECK(office.now(first).steps[0].comment == "数字が違う");
    const std::int64_t second = office.draft().value();
    CHECK(database.read([&](db::Read& tx) { return drafted_by(tx, office.planner).size(); }) == 1);
    const auto pull = [&](const staff::Who& who, std::string_view why) {
      return office.act(
          [&](db::Write& tx) { return withdraw(tx, office.actor(who), second, why); });
    };
    CHECK(pull(office.chief, "やめる") == not_the_drafter.code);
    CHECK(pull(office.planner, "") == comment_missing.code);
    CHECK(pull(office.planner, "書き直す") == "");
    CHECK(pull(office.planner, "書き直す") == not_open.code);
    CHECK(office.now(second).comment == "書き直す");
    CHECK(office.signs(office.chief, 1) == unknown_approval.code);
    staff::Who elsewhere = office.chief;
    elsewhere.municipality = "131211";
    CHECK(office.signs(elsewhere, second) == unknown_approval.code);
  });
}

}  // namespace
}  // namespace approval
