// The register as people work with it, on both databases.
#include "business/business_service.h"

#include <doctest/doctest.h>

#include "db/search.h"
#include "db/testing.h"
#include "history/history.h"
#include "staff/municipality_service.h"
#include "staff/permission.h"
#include "staff/towns_test.h"

namespace business {
namespace {

using db::testing::for_each_engine;
constexpr std::string_view kWard = "131202";

base::Actor somebody(std::string post = "clerk", std::string body = "ward",
                     std::string municipality = "131202") {
  return {base::ActorKind::staff, 7, std::move(post), std::move(body), std::move(municipality)};
}

Content shop(std::string name, std::string phone = "") {
  return {.kind = Kind::business, .name = std::move(name), .phone = std::move(phone)};
}

std::int64_t added(db::Database& database, const Content& content) {
  return add(somebody(), database, content, Doubles::refuse).value();
}

std::vector<std::string> found(db::Database& database, std::string_view text,
                               std::string_view municipality = kWard) {
  std::vector<std::string> names;
  const Page page = database.read([&](db::Read& tx) { return search(tx, municipality, text, ""); });
  for (const Business& one : page.businesses) names.push_back(one.content.name);
  return names;
}

template <class T>
std::string code_of(const base::Result<T>& result) {
  return result ? std::string() : std::string(result.error().code);
}

using Names = std::vector<std::string>;

TEST_CASE("found by a part of the name, the number, the telephone, and never in a public search") {
  for_each_engine([](db::Database& database) {
    staff::testing::keep_towns(database);
    const std::int64_t id = added(database, shop("株式会社 大泉製作所", "03-1234-5678"));
    added(database, shop("ねりまパン"));
    CHECK(found(database, "泉製") == Names{"株式会社 大泉製作所"});
    CHECK(found(database, "ネリマぱん") == Names{"ねりまパン"});
    CHECK(found(database, "0312345678") == Names{"株式会社 大泉製作所"});
    CHECK(found(database, "（０３）1234-5678") == Names{"株式会社 大泉製作所"});
    CHECK(found(database, std::to_string(id)) == Names{"株式会社 大泉製作所"});
    CHECK(found(database, "").size() == 2);
    CHECK(found(database, "大泉", "131211").empty());
    const auto everybody = database.read([](db::Read& tx) {
      return db::search::find(tx, {.municipality = std::nullopt, .words = "大泉製作所"});
    });
    CHECK(everybody.empty());
    CHECK(database.read([](db::Read& tx) {
      return db::search::count(tx, {.municipality = kWard, .words = "大泉製作所"});
    }) == 0);
  });
}

TEST_CASE("pages of the list and of a search go on where the page before ended") {
  for_each_engine([](db::Database& database) {
    staff::testing::keep_towns(database);
    for (int i = 0; i < 5; ++i)
      added(database,
            shop("商店" + std::to_string(i) + std::string(1, static_cast<char>('a' + i))));
    for (const std::string_view text : {"", "商店"}) {
      CAPTURE(text);
      std::string after;
      std::size_t seen = 0;
      do {
        const Page page =
            database.read([&](db::Read& tx) { return search(tx, kWard, text, after, 2); });
        CHECK(page.businesses.size() <= 2);
        seen += page.businesses.size();
        after = page.next;
      } while (!after.empty());
      CHECK(seen == 5);
    }
  });
}

TEST_CASE("what looks alike is written in a second time only when somebody says so") {
  for_each_engine([](db::Database& database) {
    staff::testing::keep_towns(database);
    added(database, shop("株式会社 大泉製作所", "03-1234-5678"));
    const auto twice = add(somebody(), database, shop("㈱大泉製作所"), Doubles::refuse);
    CHECK(code_of(twice) == known_already.code);
    CHECK(code_of(add(somebody(), database, shop("別の名前", "０３１２３４５６７８"),
                      Doubles::refuse)) == known_already.code);
    CHECK(add(somebody(), database, shop("大泉製作所"), Doubles::accept).has_value());
    CHECK(database.read([](db::Read& tx) { return alike(tx, kWard, shop("大泉製作所")); }).size() ==
          2);
  });
}

TEST_CASE("a correction is a further version; somebody who was faster is told") {
  for_each_engine([](db::Database& database) {
    staff::testing::keep_towns(database);
    const std::int64_t id = added(database, shop("大泉製作所"));
    Correction correction{id, 1, shop("大泉精機"), "社名の変更"};
    CHECK(code_of(correct(somebody(), database, {id, 1, shop("大泉製作所"), "理由"})) ==
          nothing_changed.code);
    CHECK(code_of(correct(somebody(), database, {id, 1, shop("大泉精機"), " "})) ==
          reason_missing.code);
    CHECK(correct(somebody(), database, correction).value() == 2);
    correction.content = shop("大泉機械");
    CHECK(code_of(correct(somebody(), database, correction)) == changed_meanwhile.code);
    CHECK(code_of(correct(somebody(), database, {9, 1, shop("x"), "y"})) == unknown_business.code);
    CHECK(found(database, "大泉精機") == Names{"大泉精機"});
    CHECK(found(database, "製作所").empty());
    const auto all = database.read([&](db::Read& tx) { return versions(tx, kWard, id); });
    REQUIRE(all.size() == 2);
    CHECK(all.back().content.name == "大泉製作所");
  });
}

TEST_CASE("an entry that was merged leads to the one that stays") {
  for_each_engine([](db::Database& database) {
    staff::testing::keep_towns(database);
    const std::int64_t one = added(database, shop("大泉製作所"));
    const std::int64_t other = added(database, shop("大泉ＭＦＧ"));
    const auto merge_them = [&](std::int64_t from, std::int64_t into, std::string_view reason) {
      return code_of(
          database.write([&](db::Write& tx) { return merge(tx, somebody(), from, into, reason); }));
    };
    CHECK(merge_them(one, one, "同じ") == merged_with_itself.code);
    CHECK(merge_them(one, 9, "同じ") == unknown_business.code);
    CHECK(merge_them(one, other, "") == reason_missing.code);
    CHECK(merge_them(other, one, "同じ会社") == "");
    CHECK(merge_them(other, one, "同じ会社") == merged_away.code);
    CHECK(found(database, "大泉") == Names{"大泉製作所"});
    database.read([&](db::Read& tx) {
      CHECK(find(tx, kWard, other)->id == one);
      CHECK(standing(tx, kWard, other) == one);
      CHECK(standing(tx, kWard, one) == one);
      CHECK(code_of(standing(tx, kWard, 9)) == unknown_business.code);
      CHECK(find_entry(tx, kWard, other)->merged_into == one);
      CHECK(merged_into(tx, kWard, one) == std::vector<std::int64_t>{other});
    });
    CHECK(code_of(correct(somebody(), database, {other, 1, shop("x"), "y"})) == merged_away.code);
  });
}

TEST_CASE("who may write, and what the history says of it") {
  for_each_engine([](db::Database& database) {
    staff::testing::keep_towns(database);
    for (const std::string_view post : {"director", "planner", "auditor", "administrator"}) {
      CAPTURE(post);
      CHECK(code_of(add(somebody(std::string(post)), database, shop("大泉"), Doubles::refuse)) ==
            staff::post_may_not.code);
    }
    const std::int64_t id = added(database, shop("大泉製作所", "03-1234-5678"));
    const auto deeds = database.read([&](db::Read& tx) {
      return history::of_subject(tx, kWard, "business", std::to_string(id), 10);
    });
    REQUIRE(deeds.size() == 1);
    const auto whole =
        database.read([&](db::Read& tx) { return history::whole(tx, kWard, deeds.front().id); });
    CHECK(whole->payload.find("大泉") == std::string::npos);
    CHECK(whole->payload.find("1234") == std::string::npos);
    CHECK(whole->payload.find("phone") != std::string::npos);
  });
}

}  // namespace
}  // namespace business
