// The table as it is read by people who decide about it, and the questions asked of it.
#include "staff/permission.h"

#include <doctest/doctest.h>

#include <map>

namespace staff {
namespace {

Who somebody(std::vector<Post> posts) {
  Who who{.municipality = "131202", .person = 17, .login = "a", .name = "A", .body = "ward"};
  for (const Post post : posts) who.posts.push_back({.person = 17, .post = post});
  return who;
}

constexpr Place kOwn{"131202", "ward"};
constexpr Place kCorporation{"131202", "corporation"};
constexpr Place kElsewhere{"131211", "ward"};

TEST_CASE("every deed may be done by somebody, and has a name of its own") {
  std::map<std::string_view, int> names;
  for (const Deed deed : kDeeds) {
    CAPTURE(code_of(deed));
    ++names[code_of(deed)];
    int posts = 0;
    for (const Post post : kPosts) posts += reach(post, deed) != Reach::none ? 1 : 0;
    CHECK(posts > 0);
  }
  CHECK(names.size() == kDeeds.size());
}

TEST_CASE("nobody's post reaches into another municipality") {
  for (const Deed deed : kDeeds)
    for (const Post post : kPosts) CHECK(!may(somebody({post}), deed, kElsewhere));
}

TEST_CASE("the reach of a post is the work of the own body, or the whole municipality") {
  for (const Deed deed : kDeeds) {
    for (const Post post : kPosts) {
      CAPTURE(code_of(deed));
      CAPTURE(in_db(post));
      CHECK(may(somebody({post}), deed, kOwn) == (reach(post, deed) != Reach::none));
      CHECK(may(somebody({post}), deed, kCorporation) ==
            (reach(post, deed) == Reach::municipality));
    }
  }
}

TEST_CASE("who confirms is not who only records, who audits changes nothing") {
  CHECK(reach(Post::clerk, Deed::write_records) == Reach::own_body);
  CHECK(reach(Post::clerk, Deed::confirm_records) == Reach::none);
  CHECK(reach(Post::chief, Deed::confirm_records) == Reach::own_body);
  for (const Deed deed : {Deed::write_records, Deed::confirm_records, Deed::define_figures,
                          Deed::close_year, Deed::manage_people, Deed::give_posts})
    CHECK(reach(Post::auditor, deed) == Reach::none);
  CHECK(reach(Post::administrator, Deed::read_work) == Reach::none);
  CHECK(needs_two(Deed::close_year));
  CHECK(!needs_two(Deed::write_records));
}

TEST_CASE("somebody with two posts acts in the one that reaches no further than needed") {
  const Who both = somebody({Post::director, Post::chief});
  CHECK(permitted(both, Deed::read_work, kOwn)->post == "chief");
  CHECK(permitted(both, Deed::read_work, kCorporation)->post == "director");
  CHECK(permitted(both, Deed::confirm_records, kOwn)->post == "chief");
  const auto actor = permitted(both, Deed::read_work, kOwn);
  REQUIRE(actor.has_value());
  CHECK(actor->kind == base::ActorKind::staff);
  CHECK(actor->id == 17);
  CHECK(actor->body == "ward");
  CHECK(actor->municipality == "131202");
}

TEST_CASE("refusals say what is missing") {
  CHECK(permitted(somebody({}), Deed::use_own_account, kOwn).error().code == no_post_today.code);
  const auto refused = permitted(somebody({Post::clerk}), Deed::give_posts, kOwn);
  REQUIRE(!refused.has_value());
  CHECK(refused.error().code == not_permitted.code);
  CHECK(refused.error().facts == std::vector<base::Fact>{{"deed", "give_posts"}});
}

TEST_CASE("posts are written as they are read") {
  for (const Post post : kPosts) CHECK(post_from(in_db(post)) == post);
  CHECK(!post_from("king").has_value());
  CHECK(!post_from("").has_value());
}

TEST_CASE("a post is held from its first to its last day") {
  const base::Date from(2014, 4, 1), until(2015, 3, 31);
  const PostHeld held{.post = Post::clerk, .from = from, .until = until};
  CHECK(!held.holds_on(base::add_days(from, -1)));
  CHECK(held.holds_on(from));
  CHECK(held.holds_on(until));
  CHECK(!held.holds_on(base::add_days(until, 1)));
  CHECK(PostHeld{.post = Post::clerk, .from = from}.holds_on(base::Date(2100, 1, 1)));
}

base::Actor actor_in(std::string post, std::string body = "ward") {
  base::Actor actor;
  actor.kind = base::ActorKind::staff;
  actor.id = 17;
  actor.post = std::move(post);
  actor.body = std::move(body);
  actor.municipality = "131202";
  return actor;
}

std::string_view asked(const base::Actor& actor, Deed deed, const Place& place) {
  const auto may = permits(actor, deed, place);
  return may ? std::string_view() : may.error().code;
}

TEST_CASE("services ask the same table about the post somebody acts in") {
  for (const Deed deed : kDeeds) {
    for (const Post post : kPosts) {
      CAPTURE(code_of(deed));
      CAPTURE(in_db(post));
      const base::Actor actor = actor_in(std::string(in_db(post)));
      for (const Place& place : {kOwn, kCorporation, kElsewhere}) {
        CHECK(asked(actor, deed, place).empty() == may(somebody({post}), deed, place));
      }
    }
    CHECK(asked(base::Actor::system(), deed, kElsewhere).empty());
    CHECK(asked(base::Actor::visitor(), deed, kOwn) == post_may_not.code);
    CHECK(asked(actor_in("係員"), deed, kOwn) == post_not_in_table.code);
    CHECK(asked(actor_in(""), deed, kOwn) == post_not_in_table.code);
  }
}

TEST_CASE("an own post comes before standing in for somebody, and the deputy is named") {
  Who who = somebody({Post::chief});
  who.origin = "192.0.2.7 x";
  who.posts.front().deputy_for = 8;
  const auto deputy = permitted(who, Deed::confirm_records, kOwn);
  REQUIRE(deputy.has_value());
  CHECK(deputy->deputy_for == 8);
  CHECK(deputy->origin == "192.0.2.7 x");
  who.posts.push_back({.person = 17, .post = Post::manager});
  CHECK(permitted(who, Deed::confirm_records, kOwn)->deputy_for == 0);
}

}  // namespace
}  // namespace staff
