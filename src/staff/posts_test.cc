// Posts, deputies, units and the transfer on both databases: one row per refusal, both sides of
// every day.
#include "staff/posts.h"

#include <doctest/doctest.h>

#include "db/testing.h"
#include "staff/people_test.h"

namespace staff {
namespace {

using db::testing::for_each_engine;
using namespace testing;

constexpr std::string_view kWard = "131202";

std::string_view code_of(const auto& result) {
  return result ? std::string_view() : result.error().code;
}

struct Office {
  explicit Office(db::Database& database_in) : database(database_in) {
    keep_towns(database);
    admin = somebody(database, hasher, "admin", "administrator").person;
    hanako = somebody(database, hasher, "hanako", "clerk").person;
    taro = somebody(database, hasher, "taro", "").person;
    for (const int year : {2025, 2026})
      add_unit(system(), database, kWard,
               {base::FiscalYear(year), "commerce", "商工係", "ward", std::nullopt})
          .value();
  }
  std::string_view give(const NewHolding& wanted) {
    return code_of(give_post(system(), database, kWard, wanted));
  }
  std::vector<PostHeld> on(std::int64_t person, base::Date day) {
    return database.read([&](db::Read& tx) { return posts_on(tx, kWard, person, day); });
  }
  std::int64_t held(std::int64_t person) {
    return database.read([&](db::Read& tx) { return posts_of(tx, kWard, person); }).front().held;
  }

  db::Database& database;
  Hasher hasher{kCheap};
  std::int64_t admin = 0, hanako = 0, taro = 0;
};

const base::Date kApril(2026, 4, 1);

TEST_CASE("units belong to a year, a body and one above") {
  for_each_engine([&](db::Database& database) {
    Office office(database);
    const auto add = [&](const Unit& unit) {
      return code_of(add_unit(system(), database, kWard, unit));
    };
    const base::FiscalYear year(2026);
    CHECK(add({year, "advice", "相談", "ward", "commerce"}) == "");
    CHECK(add({year, "advice", "相談", "ward", std::nullopt}) == unit_known.code);
    CHECK(add({year.next(), "advice", "相談", "ward", std::nullopt}) == "");
    CHECK(add({year, "x", "相談", "chamber", std::nullopt}) == unknown_body.code);
    CHECK(add({year, "x", "相談", "ward", "nowhere"}) == unknown_unit.code);
    CHECK(add({year, "X", "相談", "ward", std::nullopt}) == unit_unfit.code);
    CHECK(add({year, "", "相談", "ward", std::nullopt}) == unit_unfit.code);
    CHECK(add({year, "x", " ", "ward", std::nullopt}) == unit_unfit.code);
    CHECK(database.read([&](db::Read& tx) { return units(tx, kWard, year).size(); }) == 2);
  });
}

TEST_CASE("a post is given for days that fit, in a unit of that year, once") {
  for_each_engine([&](db::Database& database) {
    Office office(database);
    CHECK(office.give({.person = 99, .post = "chief", .from = kApril}) == unknown_person.code);
    CHECK(office.give({.person = office.taro, .post = "king", .from = kApril}) ==
          unknown_post.code);
    CHECK(office.give({.person = office.taro, .post = "chief", .unit = "x", .from = kApril}) ==
          unknown_unit.code);
    CHECK(office.give({.person = office.taro,
                       .post = "chief",
                       .unit = "commerce",
                       .from = base::Date(2027, 4, 1)}) == unknown_unit.code);
    CHECK(office.give({.person = office.taro,
                       .post = "chief",
                       .from = kApril,
                       .until = base::Date(2026, 3, 31)}) == days_reversed.code);
    CHECK(office.give({.person = office.taro,
                       .post = "chief",
                       .unit = "commerce",
                       .from = kApril,
                       .until = base::Date(2027, 3, 31)}) == "");
    CHECK(office.give({.person = office.taro,
                       .post = "chief",
                       .unit = "commerce",
                       .from = base::Date(2027, 3, 31)}) == post_held_already.code);
    CHECK(office.give({.person = office.taro, .post = "planner", .from = kApril}) == "");
    CHECK(office.on(office.taro, base::Date(2026, 3, 31)).empty());
    CHECK(office.on(office.taro, kApril).size() == 2);
    CHECK(office.on(office.taro, base::Date(2027, 4, 1)).size() == 1);
    end_person(system(), database, kWard, office.taro, "leaves").value();
    CHECK(office.give({.person = office.taro, .post = "clerk", .from = kApril}) ==
          person_ended.code);
  });
}

TEST_CASE("a deputy holds the other one's post for a time that ends") {
  for_each_engine([&](db::Database& database) {
    Office office(database);
    NewHolding deputy{.person = office.taro,
                      .post = "clerk",
                      .from = kApril,
                      .until = base::Date(2026, 4, 7),
                      .deputy_for = office.hanako};
    deputy.deputy_for = office.taro;
    CHECK(office.give(deputy) == deputy_of_oneself.code);
    deputy.deputy_for = office.hanako;
    deputy.until.reset();
    CHECK(office.give(deputy) == deputy_without_end.code);
    deputy.until = base::Date(2026, 4, 7);
    deputy.post = "director";
    CHECK(office.give(deputy) == deputy_without_post.code);
    deputy.post = "clerk";
    deputy.deputy_for = 99;
    CHECK(office.give(deputy) == unknown_person.code);
    deputy.deputy_for = office.hanako;
    CHECK(office.give(deputy) == "");
    CHECK(office.on(office.taro, kApril).front().deputy_for == office.hanako);
  });
}

TEST_CASE(
    "a post ends on a day, or is taken back before it began; the last administrator's stays") {
  for_each_engine([&](db::Database& database) {
    Office office(database);
    const auto end = [&](std::int64_t held, base::Date last) {
      return code_of(end_post(system(), database, kWard, held, last, "moves"));
    };
    const std::int64_t held = office.held(office.hanako);
    CHECK(code_of(end_post(system(), database, kWard, held, kApril, "")) == "staff.reason_missing");
    CHECK(end(99, kApril) == unknown_holding.code);
    CHECK(end(held, kApril) == "");
    CHECK(office.on(office.hanako, kApril).size() == 1);
    CHECK(office.on(office.hanako, base::add_days(kApril, 1)).empty());
    CHECK(end(held, base::add_days(kApril, 1)) == ends_already.code);
    CHECK(end(held, base::Date(2019, 1, 1)) == "");
    CHECK(office.on(office.hanako, base::Date(2020, 4, 1)).empty());
    CHECK(end(held, base::Date(2019, 1, 1)) == unknown_holding.code);
    CHECK(end(office.held(office.admin), kApril) == last_administrator.code);
    CHECK(office.on(office.admin, base::add_days(kApril, 1)).size() == 1);
    CHECK(office.give({.person = office.taro, .post = "administrator", .from = kApril}) == "");
    CHECK(end(office.held(office.admin), kApril) == "");
  });
}

TEST_CASE("the transfer of 1 April: what it would do, then all of it or nothing") {
  for_each_engine([&](db::Database& database) {
    Office office(database);
    const std::vector<Move> moves = {{"Hanako", "chief", "commerce"}, {"taro", "clerk", ""}};
    const auto preview =
        database.read([&](db::Read& tx) { return preview_transfer(tx, kWard, kApril, moves); });
    CHECK(preview.refused.empty());
    REQUIRE(preview.moves.size() == 2);
    CHECK(preview.moves[0].name == "練馬 hanako");
    CHECK(preview.moves[0].ending.size() == 1);
    CHECK(preview.moves[1].ending.empty());
    CHECK(transfer(system(), database, kWard, kApril, moves).value() == 2);
    CHECK(office.on(office.hanako, base::Date(2026, 3, 31)).front().post == Post::clerk);
    REQUIRE(office.on(office.hanako, kApril).size() == 1);
    CHECK(office.on(office.hanako, kApril).front().post == Post::chief);
    CHECK(office.on(office.taro, kApril).front().post == Post::clerk);
    // the same again changes nothing that holds: what began that day is taken back and given anew
    CHECK(transfer(system(), database, kWard, kApril, moves).value() == 2);
    CHECK(office.on(office.hanako, kApril).size() == 1);
  });
}

TEST_CASE("a transfer is refused as a whole, with the line that is wrong") {
  for_each_engine([&](db::Database& database) {
    Office office(database);
    struct Line {
      Move second;
      std::string_view code;
    };
    const Line lines[] = {{{"nobody", "chief", ""}, unknown_person.code},
                          {{"taro", "king", ""}, unknown_post.code},
                          {{"taro", "chief", "x"}, unknown_unit.code},
                          {{"HANAKO", "chief", ""}, moved_twice.code}};
    for (const Line& line : lines) {
      CAPTURE(line.code);
      const auto refused =
          transfer(system(), database, kWard, kApril, {{"hanako", "chief", ""}, line.second});
      REQUIRE(!refused.has_value());
      CHECK(refused.error().code == line.code);
      CHECK(refused.error().facts.back() == base::Fact{"line", "2"});
      CHECK(office.on(office.hanako, kApril).front().post == Post::clerk);
    }
    CHECK(code_of(transfer(system(), database, kWard, kApril, {{"admin", "", ""}})) ==
          last_administrator.code);
    CHECK(transfer(system(), database, kWard, kApril, {{"hanako", "", ""}}).value() == 1);
    CHECK(office.on(office.hanako, kApril).empty());
    CHECK(code_of(transfer(system(), database, kWard, kApril,
                           std::vector<Move>(5001, {"taro", "", ""}))) == too_many_moves.code);
  });
}

}  // namespace
}  // namespace staff
