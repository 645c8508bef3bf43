// Accounts on both databases: how one begins, what is refused and in which order, what ends with a
// person, and that no deed holds what proves who somebody is.
#include "staff/account.h"

#include <doctest/doctest.h>

#include "base/japanese_text.h"
#include "base/sha256.h"
#include "db/testing.h"
#include "history/history.h"
#include "staff/people_test.h"
#include "staff/posts.h"
#include "staff/session.h"
#include "staff/totp.h"

namespace staff {
namespace {

using db::testing::for_each_engine;
using namespace testing;

std::string_view code_of(const auto& result) {
  return result ? std::string_view() : result.error().code;
}

NewPerson hanako() {
  return {.municipality = "131202", .login = "Hanako.Nerima", .name = "練馬 花子", .body = "ward"};
}

TEST_CASE("a person begins with a login, a name and a body") {
  struct Line {
    std::string_view name;
    void (*change)(NewPerson&);
    std::string_view code;
  };
  const Line lines[] = {
      {"as it is", [](NewPerson&) {}, ""},
      {"another town", [](NewPerson& p) { p.municipality = "999999"; }, unknown_municipality.code},
      {"another body", [](NewPerson& p) { p.body = "chamber"; }, unknown_body.code},
      {"no login", [](NewPerson& p) { p.login = " "; }, login_unfit.code},
      {"a space in it", [](NewPerson& p) { p.login = "a/b"; }, login_unfit.code},
      {"Japanese", [](NewPerson& p) { p.login = "花子"; }, login_unfit.code},
      {"64 letters", [](NewPerson& p) { p.login = std::string(64, 'a'); }, ""},
      {"65 letters", [](NewPerson& p) { p.login = std::string(65, 'a'); }, login_unfit.code},
      {"no name", [](NewPerson& p) { p.name = "　"; }, person_name_missing.code},
      {"100 letters", [](NewPerson& p) { p.name = std::string(100, 'a'); }, ""},
      {"101 letters", [](NewPerson& p) { p.name = std::string(101, 'a'); },
       base::text_too_long.code},
  };
  for_each_engine([&](db::Database& database) {
    for (const Line& line : lines) {
      CAPTURE(line.name);
      keep_towns(database);
      NewPerson wanted = hanako();
      wanted.login += std::to_string(&line - lines);
      line.change(wanted);
      CHECK(code_of(add_person(system(), database, wanted)) == line.code);
    }
  });
}

TEST_CASE("a login is one whatever its case and width, and of its own municipality") {
  for_each_engine([&](db::Database& database) {
    keep_towns(database);
    const auto first = add_person(system(), database, hanako());
    REQUIRE(first.has_value());
    CHECK(first->login == "hanako.nerima");
    NewPerson again = hanako();
    again.login = "ＨＡＮＡＫＯ．nerima";
    CHECK(code_of(add_person(system(), database, again)) == login_taken.code);
    again.municipality = "131211";
    CHECK(add_person(system(), database, again).has_value());
    database.read([&](db::Read& tx) {
      CHECK(person_of_login(tx, "131202", "HANAKO.Nerima")->person == first->person);
      CHECK(code_of(person_of_login(tx, "131202", "taro")) == unknown_person.code);
      CHECK(code_of(person(tx, "131211", first->person)) == unknown_person.code);
      CHECK(persons(tx, "131202", "").size() == 1);
      CHECK(persons(tx, "131202", "花子").size() == 1);
      CHECK(persons(tx, "131202", "hanako").size() == 1);
      CHECK(persons(tx, "131202", "太郎").empty());
    });
  });
}

TEST_CASE("a link sets the password once, within 72 hours, and the newer one alone") {
  for_each_engine([&](db::Database& database) {
    Clock clock;
    keep_towns(database);
    Hasher hasher(kCheap);
    const auto who = add_person(system(), database, hanako()).value();
    const auto first = invite(system(), database, "131202", who.person).value();
    const auto second = invite(system(), database, "131202", who.person).value();
    CHECK(code_of(accept(database, hasher, first, kPassword)) == invitation_over.code);
    CHECK(code_of(accept(database, hasher, "made up", kPassword)) == invitation_over.code);
    CHECK(code_of(accept(database, hasher, second, "short")) == "staff.password_too_short");
    CHECK(code_of(accept(database, hasher, second, "hanako.nerima00")) ==
          "staff.password_of_own_words");
    clock.set(72 * kHour);
    CHECK(code_of(accept(database, hasher, second, kPassword)) == invitation_over.code);
    clock.set(72 * kHour - 1);
    CHECK(accept(database, hasher, second, kPassword)->has_password);
    CHECK(code_of(accept(database, hasher, second, kPassword)) == invitation_over.code);
  });
}

TEST_CASE("who leaves is out at once, stays in the list, and may come back") {
  for_each_engine([&](db::Database& database) {
    keep_towns(database);
    Hasher hasher(kCheap);
    const Person who = somebody(database, hasher, "hanako", "clerk");
    somebody(database, hasher, "admin", "administrator");
    const auto cookie = sign_in(database, hasher, attempt("hanako")).value().secret;
    REQUIRE(visit(database, cookie).has_value());
    CHECK(code_of(end_person(system(), database, "131202", who.person, " ")) ==
          "staff.reason_missing");
    base::Actor oneself = system();
    oneself.id = who.person;
    CHECK(code_of(end_person(oneself, database, "131202", who.person, "leaves")) ==
          ends_oneself.code);
    CHECK(end_person(system(), database, "131202", who.person, "leaves").has_value());
    CHECK(code_of(end_person(system(), database, "131202", who.person, "leaves")) ==
          person_ended.code);
    CHECK(code_of(visit(database, cookie)) == session_over.code);
    CHECK(code_of(sign_in(database, hasher, attempt("hanako"))) == sign_in_wrong.code);
    CHECK(code_of(invite(system(), database, "131202", who.person)) == person_ended.code);
    database.read([&](db::Read& tx) { CHECK(persons(tx, "131202", "hanako").size() == 1); });
    CHECK(restore_person(system(), database, "131202", who.person, "is back").has_value());
    CHECK(code_of(restore_person(system(), database, "131202", who.person, "is back")) ==
          person_not_ended.code);
    CHECK(sign_in(database, hasher, attempt("hanako")).has_value());
  });
}

TEST_CASE("the last administrator stays") {
  for_each_engine([&](db::Database& database) {
    keep_towns(database);
    Hasher hasher(kCheap);
    const Person one = somebody(database, hasher, "one", "administrator");
    CHECK(code_of(end_person(system(), database, "131202", one.person, "leaves")) ==
          last_administrator.code);
    const Person two = somebody(database, hasher, "two", "administrator");
    CHECK(end_person(system(), database, "131202", one.person, "leaves").has_value());
    CHECK(code_of(end_person(system(), database, "131202", two.person, "leaves")) ==
          last_administrator.code);
  });
}

TEST_CASE("a new password needs the old one, and ends the other sessions") {
  for_each_engine([&](db::Database& database) {
    keep_towns(database);
    Hasher hasher(kCheap);
    somebody(database, hasher, "hanako", "clerk");
    const auto here = sign_in(database, hasher, attempt("hanako")).value().secret;
    const auto there = sign_in(database, hasher, attempt("hanako")).value().secret;
    const auto visited = visit(database, here).value();
    const std::string fresh = "umi to sora to kaze";
    const auto change = [&](std::string_view old_one, std::string_view new_one) {
      return code_of(
          change_password(visited.who, database, hasher, old_one, new_one, visited.session.hash));
    };
    CHECK(change("wrong", fresh) == password_wrong.code);
    CHECK(change(kPassword, "short") == "staff.password_too_short");
    CHECK(change(kPassword, fresh) == "");
    CHECK(visit(database, here).has_value());
    CHECK(code_of(visit(database, there)) == session_over.code);
    CHECK(code_of(sign_in(database, hasher, attempt("hanako"))) == sign_in_wrong.code);
    CHECK(sign_in(database, hasher, attempt("hanako", fresh)).has_value());
    const auto who = visited.who.person;
    CHECK(set_password(system(), database, hasher, "131202", who, kPassword).has_value());
    CHECK(code_of(set_password(system(), database, hasher, "131202", who, "short")) ==
          "staff.password_too_short");
    CHECK(code_of(visit(database, here)) == session_over.code);
  });
}

TEST_CASE("the second factor counts from its first right code, and can be taken off again") {
  for_each_engine([&](db::Database& database) {
    Clock clock;
    keep_towns(database);
    Hasher hasher(kCheap);
    const Person person = somebody(database, hasher, "hanako", "clerk");
    const auto cookie = sign_in(database, hasher, attempt("hanako")).value().secret;
    const Who who = visit(database, cookie).value().who;
    const auto begun = [&] {
      return database.read([&](db::Read& tx) { return begun_second_factor(tx, who); });
    };
    CHECK(!begun());
    CHECK(code_of(confirm_second_factor(who, database, "123456")) == second_factor_not_begun.code);
    CHECK(code_of(remove_second_factor(who, database, hasher, kPassword)) ==
          second_factor_off.code);
    const auto secret = begin_second_factor(who, database).value();
    CHECK(begun() == secret);
    CHECK(code_of(confirm_second_factor(who, database, "no code")) == code_wrong.code);
    CHECK(!sign_in(database, hasher, attempt("hanako"))->half);
    const auto code = totp_code(secret, totp_step(base::now()));
    CHECK(confirm_second_factor(who, database, code)->size() == 10);
    CHECK(!begun());
    CHECK(code_of(begin_second_factor(who, database)) == second_factor_on.code);
    CHECK(code_of(confirm_second_factor(who, database, code)) == second_factor_on.code);
    CHECK(sign_in(database, hasher, attempt("hanako"))->half);
    CHECK(code_of(remove_second_factor(who, database, hasher, "wrong")) == password_wrong.code);
    CHECK(remove_second_factor(who, database, hasher, kPassword).has_value());
    CHECK(!sign_in(database, hasher, attempt("hanako"))->half);
    CHECK(code_of(reset_second_factor(system(), database, "131202", person.person, "lost")) ==
          second_factor_off.code);
    const auto again = begin_second_factor(who, database).value();
    CHECK(
        confirm_second_factor(who, database, totp_code(again, totp_step(base::now()))).has_value());
    CHECK(reset_second_factor(system(), database, "131202", person.person, "lost").has_value());
    CHECK(!sign_in(database, hasher, attempt("hanako"))->half);
  });
}

TEST_CASE("a password that was short beside a code has to be longer without it") {
  for_each_engine([&](db::Database& database) {
    Clock clock;
    keep_towns(database);
    Hasher hasher(kCheap);
    const Person person = somebody(database, hasher, "hanako", "clerk");
    const auto cookie = sign_in(database, hasher, attempt("hanako")).value().secret;
    const Who who = visit(database, cookie).value().who;
    const auto secret = begin_second_factor(who, database).value();
    REQUIRE(confirm_second_factor(who, database, totp_code(secret, totp_step(base::now()))));
    const std::string brief = "kz4-yume";
    CHECK(set_password(system(), database, hasher, "131202", person.person, brief).has_value());
    CHECK(code_of(remove_second_factor(who, database, hasher, brief)) ==
          "staff.password_too_short");
  });
}

TEST_CASE("no deed holds a password, a secret or a code") {
  for_each_engine([&](db::Database& database) {
    Clock clock;
    keep_towns(database);
    Hasher hasher(kCheap);
    const Person person = somebody(database, hasher, "hanako", "clerk");
    const auto cookie = sign_in(database, hasher, attempt("hanako")).value().secret;
    const Who who = visit(database, cookie).value().who;
    const auto secret = begin_second_factor(who, database).value();
    const auto codes =
        confirm_second_factor(who, database, totp_code(secret, totp_step(base::now()))).value();
    const auto link = invite(system(), database, "131202", person.person).value();
    constexpr db::Statement payloads{"staff_test.payloads", "SELECT payload FROM deed_payload"};
    std::string all;
    database.read([&](db::Read& tx) {
      tx.each(payloads, [&](db::Row& row) { all += row.text("payload"); });
    });
    CHECK(all.contains("hanako"));
    for (const std::string& hidden : {std::string(kPassword), cookie, secret, codes.front(), link,
                                      base::sha256_hex(cookie), base::sha256_hex(link)})
      CHECK(!all.contains(hidden));
    CHECK(history::verify(database).empty());
  });
}

}  // namespace
}  // namespace staff
