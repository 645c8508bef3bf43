// The commands about tokens as a person sees them: the secret once, on the output alone.
#include "staff/staff_cli.h"

#include <doctest/doctest.h>

#include "base/said_test.h"
#include "db/testing.h"
#include "staff/token.h"
#include "staff/towns_test.h"

namespace staff {
namespace {

using db::testing::for_each_engine;

// What a command said.
using base::testing::Said;

template <class Command>
Said said(Command command, bool json = false) {
  using base::testing::As;
  return base::testing::said(base::Language::ja, command, json ? As::json : As::text);
}

cli::IssueOptions options() {
  return {.municipality = "131202",
          .person = 17,
          .name = "練馬 花子",
          .post = "clerk",
          .body = "ward",
          .may = "write",
          .days = 90};
}

TEST_CASE("a token is issued, listed and revoked") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    const auto list = [&](base::Terminal& t) { return cli::list(database, "131202", t); };
    CHECK(said(list).err == "トークンはありません。\n");

    const Said issued = said([&](base::Terminal& t) { return cli::issue(database, options(), t); });
    CHECK(issued.code == base::kDone);
    CHECK(issued.out.size() == 8 + 43 + 1);
    CHECK(issued.out.starts_with("nigiwai_"));
    CHECK(issued.err.find("練馬 花子さんのトークン") != std::string::npos);
    CHECK(issued.err.find(issued.out.substr(0, 20)) == std::string::npos);

    const Said listed = said(list);
    CHECK(listed.out.find("\t17\t練馬 花子\tclerk\tward\twrite\t") == 12);
    CHECK(listed.out.ends_with("\t有効\n"));

    const std::string token = listed.out.substr(0, 12);
    const auto revoke = [&](base::Terminal& t) {
      return cli::revoke(database, "131202", token, t);
    };
    CHECK(said(revoke).err == "練馬 花子さんのトークン「" + token + "」を取り消しました。\n");
    CHECK(said(revoke).code == base::kRefused);
    CHECK(said(list).out.ends_with("\t取消済み\n"));
  });
}

TEST_CASE("as JSON, with what a program needs to know") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    const Said issued =
        said([&](base::Terminal& t) { return cli::issue(database, options(), t); }, true);
    CHECK(issued.out.starts_with("{\"secret\":\"nigiwai_"));
    CHECK(issued.out.find("\"state\":\"valid\"") != std::string::npos);
    CHECK(issued.err.empty());
    const Said listed =
        said([&](base::Terminal& t) { return cli::list(database, "131202", t); }, true);
    CHECK(listed.out.starts_with("{\"tokens\":[{\"token\":\""));
    CHECK(listed.out.find("secret") == std::string::npos);
    CHECK(listed.out.find("\"municipality\":\"131202\",\"person\":17,\"name\":\"練馬 花子\"") !=
          std::string::npos);
  });
}

TEST_CASE("a token may read unless writing is asked for") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    cli::IssueOptions reader = options();
    reader.may = cli::IssueOptions{}.may;
    said([&](base::Terminal& t) { return cli::issue(database, reader, t); });
    const auto tokens = database.read([](db::Read& tx) { return staff::tokens(tx, "131202"); });
    REQUIRE(tokens.size() == 1);
    CHECK(tokens[0].may == May::read);
  });
}

TEST_CASE("what is refused is said, with nothing on the output") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    cli::IssueOptions wrong = options();
    wrong.body = "chamber";
    const Said issue = said([&](base::Terminal& t) { return cli::issue(database, wrong, t); });
    CHECK(issue.code == base::kRefused);
    CHECK(issue.out.empty());
    CHECK(issue.err.starts_with("団体「chamber」は練馬区に登録されていません。"));
    const Said list = said([&](base::Terminal& t) { return cli::list(database, "131229", t); });
    CHECK(list.code == base::kRefused);
    CHECK(list.err == "自治体コード「131229」の自治体は登録されていません。\n");
  });
}

}  // namespace
}  // namespace staff
