// Accounts for practice, the first administrator, and the lines of a transfer, on both databases.
#include "staff/practice.h"

#include <doctest/doctest.h>

#include "base/said_test.h"
#include "db/testing.h"
#include "staff/first_administrator.h"
#include "staff/people_test.h"
#include "staff/transfer_text.h"
#include "staff/unit_cli.h"
#include "staff/user_cli.h"

namespace staff {
namespace {

using db::testing::for_each_engine;
using testing::kCheap;
using testing::kPassword;

std::string_view code_of(const auto& result) {
  return result ? std::string_view() : result.error().code;
}

using base::testing::Said;

template <class Command>
Said said(Command command, bool json = false) {
  using base::testing::As;
  return base::testing::said(base::Language::ja, command, json ? As::json : As::text);
}

TEST_CASE(
    "practice accounts: one for each post, two of the corporation, twice the same, none in "
    "production") {
  for_each_engine([](db::Database& database) {
    Hasher hasher(kCheap);
    CHECK(code_of(add_practice_people(database, hasher)) == practice_without_town.code);
    testing::keep_towns(database);
    for (int i = 0; i < 2; ++i) {
      const auto people = add_practice_people(database, hasher);
      REQUIRE(people.has_value());
      REQUIRE(people->size() == kPosts.size() + 2);
      CHECK(people->front().login == "demo-clerk");
      CHECK(people->at(kPosts.size() - 1).login == "demo-administrator");
      CHECK(people->at(kPosts.size()).login == "demo-corporation");
      CHECK(people->back().login == "demo-corporation-chief");
      CHECK(people->back().body_name == "公社");
    }
    Attempt attempt = testing::attempt("demo-planner", kPracticePassword);
    CHECK(sign_in(database, hasher, attempt).has_value());
    attempt.practice_allowed = false;
    CHECK(code_of(sign_in(database, hasher, attempt)) == practice_refused.code);
    CHECK(add_first_administrators(database)->empty());
    CHECK(end_practice_people(database, "本番").value() == 9);
    CHECK(end_practice_people(database, "本番").value() == 0);
    CHECK(database.read([](db::Read& tx) { return practice_people(tx).empty(); }));
  });
}

TEST_CASE("practice accounts are refused beside real people") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    Hasher hasher(kCheap);
    testing::somebody(database, hasher, "hanako", "clerk");
    CHECK(code_of(add_practice_people(database, hasher)) == practice_beside_people.code);
  });
}

TEST_CASE("a municipality with nobody to administer gets a first administrator, once") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    Hasher hasher(kCheap);
    testing::somebody(database, hasher, "of-nerima", "administrator");
    const auto added = add_first_administrators(database);
    REQUIRE(added.has_value());
    REQUIRE(added->size() == 1);
    CHECK(added->front().municipality == "131211");
    CHECK(added->front().name == "足立区");
    const auto admin = accept(database, hasher, added->front().secret, kPassword);
    REQUIRE(admin.has_value());
    CHECK(admin->login == kFirstLogin);
    CHECK(add_first_administrators(database)->empty());
  });
}

TEST_CASE("lines of a transfer: posts and units by word or code, blank lines passed over") {
  const std::vector<Unit> units = {
      {base::FiscalYear(2027), "shoko", "商工係", "ward", std::nullopt}};
  const TransferText text = read_transfer(
      "hanako\t係長\t商工係\r\n\n  taro \tchief\tshoko\nleaves\n\nodd\t社長\tどこか", units);
  CHECK(text.lines == std::vector<int>{1, 3, 4, 6});
  REQUIRE(text.moves.size() == 4);
  for (const int i : {0, 1}) {
    CHECK(text.moves[i].post == "chief");
    CHECK(text.moves[i].unit == "shoko");
  }
  CHECK(text.moves[1].login == "taro");
  CHECK(text.moves[2].login == "leaves");
  CHECK(text.moves[2].post.empty());
  CHECK(text.moves[3].post == "社長");
  CHECK(text.moves[3].unit == "どこか");
  const auto refusal = base::refuse(unknown_post, {{"post", "社長"}, {"line", "4"}}).error();
  CHECK(move_of(refusal, text) == 3);
  CHECK(sentence(base::Language::ja, refusal, text) == "6行目：職「社長」はありません。");
  CHECK(sentence(base::Language::ja, base::refuse(last_administrator).error(), text)
            .starts_with("システム管理"));
}

TEST_CASE("the commands about people: add, show, invite, posts, password, end") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    cli::UserOptions options;
    options.municipality = "131202";
    options.login = "Hanako";
    options.name = "練馬 花子";
    options.body = "ward";
    options.site = "https://plan.example";
    const auto run = [&](auto command, bool json = false) {
      return said([&](base::Terminal& t) { return command(database, options, t); }, json);
    };
    CHECK(run(cli::user_list).err == "当てはまる人はいません。\n");
    CHECK(run(cli::user_show).code == base::kRefused);
    CHECK(run(cli::user_add).code == base::kDone);
    CHECK(run(cli::user_add).code == base::kRefused);
    CHECK(run(cli::user_list).out == "hanako\t練馬 花子\tward\t\tinvited\n");
    const Said invited = run(cli::user_invite);
    CHECK(invited.out.starts_with("https://plan.example/invitation/"));
    CHECK(invited.out.size() == 32 + 43 + 1);

    cli::PostOptions post;
    post.municipality = "131202";
    post.login = "hanako";
    post.post = "clerk";
    post.from = "2026-04-01";
    const Said given = said([&](base::Terminal& t) { return cli::post_give(database, post, t); });
    CHECK(given.code == base::kDone);
    post.held = given.out.substr(0, given.out.size() - 1);
    CHECK(run(cli::user_show).out.find(post.held + "\tclerk\t2026-04-01\t-\n") !=
          std::string::npos);
    CHECK(run(cli::user_show, true).out.find("\"post\":\"clerk\",\"unit\":\"\"") !=
          std::string::npos);
    post.last = "2099-03-31";
    post.reason = "異動";
    CHECK(said([&](base::Terminal& t) { return cli::post_end(database, post, t); }).code ==
          base::kDone);
    post.last = "2099-02-30";
    CHECK(said([&](base::Terminal& t) { return cli::post_end(database, post, t); }).code ==
          base::kRefused);

    const auto passwd = [&](std::string typed) {
      return said([&](base::Terminal& t) {
               return cli::user_passwd(database, options, [&] { return typed; }, t);
             })
          .code;
    };
    CHECK(passwd("short") == base::kRefused);
    CHECK(passwd(std::string(kPassword)) == base::kDone);
    CHECK(run(cli::user_unlock).code == base::kDone);
    CHECK(run(cli::user_reset_second_factor).code == base::kRefused);  // no reason
    CHECK(run(cli::user_end).code == base::kRefused);
    options.reason = "退職";
    CHECK(run(cli::user_reset_second_factor).code == base::kRefused);  // there is none
    CHECK(run(cli::user_end).code == base::kDone);
    CHECK(run(cli::user_list).out.ends_with("\tended\n"));
    CHECK(run(cli::user_restore).code == base::kDone);
  });
}

TEST_CASE("the commands about units, and a transfer file that is not there") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    cli::UnitOptions unit{.municipality = "131202",
                          .year = 2027,
                          .key = "shoko",
                          .name = "商工係",
                          .body = "ward",
                          .above = {}};
    const auto add = [&] {
      return said([&](base::Terminal& t) { return cli::unit_add(database, unit, t); }).code;
    };
    CHECK(add() == base::kDone);
    CHECK(add() == base::kRefused);
    CHECK(said([&](base::Terminal& t) { return cli::unit_list(database, unit, t); }).out ==
          "shoko\t商工係\tward\t-\n");
    unit.year = 1;
    CHECK(add() == base::kRefused);
    const cli::TransferOptions nowhere{
        .municipality = "131202", .file = "/nowhere", .day = "2027-04-01", .apply = false};
    CHECK(said([&](base::Terminal& t) { return cli::transfer(database, nowhere, t); }).code ==
          base::kRefused);
  });
}

}  // namespace
}  // namespace staff
