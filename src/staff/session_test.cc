// Signing in on both databases: the waits after wrong passwords, the second step, what ends a
// session, and that a login nobody has answers as a wrong password does.
#include "staff/session.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "db/testing.h"
#include "staff/people_test.h"
#include "staff/totp.h"

namespace staff {
namespace {

using db::testing::for_each_engine;
using namespace testing;

std::string_view code_of(const auto& result) {
  return result ? std::string_view() : result.error().code;
}

TEST_CASE("waits after failures: none up to four, then a minute, doubled up to an hour") {
  const std::pair<std::int64_t, std::int64_t> waits[] = {{0, 0},   {1, 0},   {4, 0},   {5, 1},
                                                         {6, 2},   {7, 4},   {8, 8},   {9, 16},
                                                         {10, 32}, {11, 60}, {12, 60}, {99, 60}};
  for (const auto& [failures, minutes] : waits) {
    CAPTURE(failures);
    CHECK(wait_after(failures) == minutes * kMinute);
  }
}

TEST_CASE("a login nobody has is counted and answered as a wrong password is") {
  for (const std::string_view login : {"hanako", "nobody"}) {
    for_each_engine([&](db::Database& database) {
      CAPTURE(login);
      Clock clock;
      keep_towns(database);
      Hasher hasher(kCheap);
      somebody(database, hasher, "hanako", "clerk");
      for (int i = 0; i < 5; ++i)
        CHECK(code_of(sign_in(database, hasher, attempt(login, "wrong"))) == sign_in_wrong.code);
      const auto waits = sign_in(database, hasher, attempt(login));
      REQUIRE(!waits.has_value());
      CHECK(waits.error().code == sign_in_waits.code);
      CHECK(waits.error().facts == std::vector<base::Fact>{{"minutes", "1"}});
      clock.set(kMinute - 1);
      CHECK(code_of(sign_in(database, hasher, attempt(login))) == sign_in_waits.code);
      clock.set(kMinute);
      CHECK(code_of(sign_in(database, hasher, attempt(login))) ==
            (login == "hanako" ? "" : sign_in_wrong.code));
    });
  }
}

TEST_CASE("a thousand wrong passwords: locked from the hundredth on until somebody unlocks") {
  for_each_engine([&](db::Database& database) {
    Clock clock;
    keep_towns(database);
    Hasher hasher(kCheap);
    const Person person = somebody(database, hasher, "hanako", "clerk");
    int wrong = 0, locked = 0;
    for (int i = 0; i < 1000; ++i) {
      clock.set(i * kHour);
      const auto answer = code_of(sign_in(database, hasher, attempt("HANAKO", "wrong")));
      wrong += answer == sign_in_wrong.code ? 1 : 0;
      locked += answer == sign_in_locked.code ? 1 : 0;
    }
    CHECK(wrong == 100);
    CHECK(locked == 900);
    CHECK(database.read([&](db::Read& tx) { return failures(tx, "131202", "hanako").count; }) ==
          100);
    CHECK(code_of(sign_in(database, hasher, attempt("hanako"))) == sign_in_locked.code);
    CHECK(unlock(system(), database, "131202", person.person).has_value());
    CHECK(sign_in(database, hasher, attempt("hanako")).has_value());
    CHECK(database.read([&](db::Read& tx) { return failures(tx, "131202", "hanako").count; }) == 0);
  });
}

TEST_CASE("what does not fit anybody is a wrong sign-in") {
  for_each_engine([&](db::Database& database) {
    keep_towns(database);
    Hasher hasher(kCheap);
    somebody(database, hasher, "hanako", "clerk");
    Attempt elsewhere = attempt("hanako");
    for (const std::string_view town : {"", "999999", "131211"}) {
      elsewhere.municipality = town;
      CHECK(code_of(sign_in(database, hasher, elsewhere)) == sign_in_wrong.code);
    }
    CHECK(code_of(sign_in(database, hasher, attempt("", ""))) == sign_in_wrong.code);
    CHECK(code_of(sign_in(database, hasher, attempt(std::string(5000, 'a'), "x"))) ==
          sign_in_wrong.code);
    const auto uninvited =
        add_person(system(), database,
                   {.municipality = "131202", .login = "new", .name = "N", .body = "ward"});
    REQUIRE(uninvited.has_value());
    CHECK(code_of(sign_in(database, hasher, attempt("new"))) == sign_in_wrong.code);
  });
}

TEST_CASE("people for practice stay out of production") {
  for_each_engine([&](db::Database& database) {
    keep_towns(database);
    Hasher hasher(kCheap);
    const auto person = add_person(system(), database,
                                   {.municipality = "131202",
                                    .login = "demo",
                                    .name = "練習",
                                    .body = "ward",
                                    .practice = true});
    REQUIRE(set_password(system(), database, hasher, "131202", person->person, kPassword));
    Attempt tried = attempt("demo");
    CHECK(sign_in(database, hasher, tried).has_value());
    tried.practice_allowed = false;
    CHECK(code_of(sign_in(database, hasher, tried)) == practice_refused.code);
  });
}

TEST_CASE("a session ends an hour after the last request and twelve hours after the first") {
  for_each_engine([&](db::Database& database) {
    Clock clock;
    keep_towns(database);
    Hasher hasher(kCheap);
    somebody(database, hasher, "hanako", "clerk");
    const auto cookie = sign_in(database, hasher, attempt("hanako")).value().secret;
    clock.set(kHour - 1);
    CHECK(visit(database, cookie).has_value());
    clock.set(2 * kHour - 2);
    CHECK(visit(database, cookie).has_value());
    clock.set(3 * kHour - 2);
    CHECK(code_of(visit(database, cookie)) == session_over.code);

    clock.set(0);
    const auto busy = sign_in(database, hasher, attempt("hanako")).value().secret;
    for (std::int64_t at = 0; at < 12 * kHour; at += 50 * kMinute) {
      clock.set(at);
      CHECK(visit(database, busy).has_value());
    }
    clock.set(12 * kHour - 1);
    CHECK(visit(database, busy).has_value());
    clock.set(12 * kHour);
    CHECK(code_of(visit(database, busy)) == session_over.code);
  });
}

TEST_CASE("a visit brings the person, the posts of the day and a token for forms") {
  for_each_engine([&](db::Database& database) {
    Clock clock;
    keep_towns(database);
    Hasher hasher(kCheap);
    const Person person = somebody(database, hasher, "hanako", "clerk", "corporation");
    give_post(system(), database, "131202",
              {.person = person.person, .post = "auditor", .from = base::Date(2099, 4, 1)})
        .value();
    const auto cookie = sign_in(database, hasher, attempt("hanako")).value().secret;
    const auto other = sign_in(database, hasher, attempt("hanako")).value().secret;
    const Visit here = visit(database, cookie).value();
    CHECK(here.who.person == person.person);
    CHECK(here.who.body == "corporation");
    REQUIRE(here.who.posts.size() == 1);
    CHECK(here.who.posts.front().post == Post::clerk);
    CHECK(here.session.remote == "127.0.0.1");
    CHECK(is_form_token(here, here.form_token));
    CHECK(!is_form_token(here, ""));
    CHECK(!is_form_token(here, visit(database, other).value().form_token));
    CHECK(code_of(visit(database, "")) == not_signed_in.code);
    CHECK(code_of(visit(database, "made up")) == session_over.code);
  });
}

TEST_CASE("one ends the own sessions, one by one, and no others") {
  for_each_engine([&](db::Database& database) {
    Clock clock;
    keep_towns(database);
    Hasher hasher(kCheap);
    somebody(database, hasher, "hanako", "clerk");
    somebody(database, hasher, "taro", "clerk");
    const auto here = sign_in(database, hasher, attempt("hanako")).value().secret;
    clock.set(1);
    const auto there = sign_in(database, hasher, attempt("hanako")).value().secret;
    const auto other = sign_in(database, hasher, attempt("taro")).value().secret;
    const Visit visited = visit(database, here).value();
    const auto listed = database.read([&](db::Read& tx) { return sessions(tx, visited.who); });
    REQUIRE(listed.size() == 2);
    const Visit others = visit(database, other).value();
    const auto start = [](const Session& session) { return session.hash.substr(0, 12); };
    CHECK(code_of(end_session(visited.who, database, start(others.session))) ==
          unknown_session.code);
    CHECK(code_of(end_session(visited.who, database, "")) == unknown_session.code);
    CHECK(end_session(visited.who, database, start(listed.front())).has_value());
    CHECK(code_of(visit(database, there)) == session_over.code);
    CHECK(visit(database, here).has_value());
    sign_out(database, here);
    sign_out(database, here);
    sign_out(database, "made up");
    CHECK(code_of(visit(database, here)) == session_over.code);
    CHECK(visit(database, other).has_value());
    CHECK(database.read([&](db::Read& tx) { return sign_ins(tx, visited.who, 10); }).size() == 2);
    CHECK(database.read([&](db::Read& tx) { return sign_ins(tx, visited.who, 1); }).size() == 1);
  });
}

// Somebody with a second factor, signed in by the password alone.
struct HalfWay {
  explicit HalfWay(db::Database& database, Hasher& hasher) {
    const Person person = somebody(database, hasher, "hanako", "clerk");
    const auto cookie = sign_in(database, hasher, attempt("hanako")).value().secret;
    const Who who = visit(database, cookie).value().who;
    secret = begin_second_factor(who, database).value();
    codes = confirm_second_factor(who, database, totp_code(secret, totp_step(base::now()))).value();
  }
  std::string code_now() const { return totp_code(secret, totp_step(base::now())); }
  std::string secret;
  std::vector<std::string> codes;
};

TEST_CASE("the second step takes a code of the app once, or a recovery code once") {
  for_each_engine([&](db::Database& database) {
    Clock clock;
    keep_towns(database);
    Hasher hasher(kCheap);
    const HalfWay half_way(database, hasher);
    clock.set(kMinute);
    const auto half = sign_in(database, hasher, attempt("hanako")).value();
    CHECK(half.half);
    CHECK(code_of(visit(database, half.secret)) == second_step_missing.code);
    CHECK(code_of(second_step(database, half.secret, "000000x")) == code_wrong.code);
    CHECK(code_of(second_step(database, "made up", half_way.code_now())) == session_over.code);
    const auto whole = second_step(database, half.secret, half_way.code_now());
    REQUIRE(whole.has_value());
    CHECK(!whole->half);
    CHECK(visit(database, whole->secret).has_value());
    CHECK(code_of(second_step(database, half.secret, half_way.code_now())) == session_over.code);

    const auto replay = sign_in(database, hasher, attempt("hanako")).value();
    CHECK(code_of(second_step(database, replay.secret, half_way.code_now())) == code_wrong.code);
    CHECK(second_step(database, replay.secret, half_way.codes.front()).has_value());
    const auto third = sign_in(database, hasher, attempt("hanako")).value();
    CHECK(code_of(second_step(database, third.secret, half_way.codes.front())) == code_wrong.code);
  });
}

TEST_CASE("the half way ends after ten minutes, and wrong codes are counted like passwords") {
  for_each_engine([&](db::Database& database) {
    Clock clock;
    keep_towns(database);
    Hasher hasher(kCheap);
    const HalfWay half_way(database, hasher);
    clock.set(kMinute);
    const auto late = sign_in(database, hasher, attempt("hanako")).value();
    clock.set(11 * kMinute);
    CHECK(code_of(second_step(database, late.secret, half_way.code_now())) == session_over.code);
    const auto half = sign_in(database, hasher, attempt("hanako")).value();
    for (int i = 0; i < 5; ++i)
      CHECK(code_of(second_step(database, half.secret, "wrong")) == code_wrong.code);
    CHECK(code_of(second_step(database, half.secret, half_way.code_now())) == sign_in_waits.code);
    CHECK(code_of(sign_in(database, hasher, attempt("hanako"))) == sign_in_waits.code);
  });
}

TEST_CASE("a full line is told at once") {
  Hasher hasher(kCheap, 0);
  CHECK(code_of(hasher.hash("x")) == sign_in_busy.code);
  CHECK(code_of(hasher.matches_nobody("x")) == sign_in_busy.code);
}

TEST_CASE("hashes are argon2id of the cost asked for, and of one password alone") {
  Hasher hasher({.memory_kib = 64, .passes = 2});
  const std::string hash = hasher.hash("が").value();
  CHECK(hash.starts_with("$argon2id$v=19$m=64,t=2,p=1$"));
  CHECK(hash != hasher.hash("が").value());
  CHECK(hasher.matches("か\u3099", hash).value());
  CHECK(!hasher.matches("か", hash).value());
  std::atomic<int> right = 0;
  std::vector<std::thread> many;
  for (int i = 0; i < 8; ++i)
    many.emplace_back([&] { right += hasher.matches("が", hash).value() ? 1 : 0; });
  for (std::thread& thread : many) thread.join();
  CHECK(right == 8);
}

}  // namespace
}  // namespace staff
