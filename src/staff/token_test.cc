// Tokens on both databases: what is refused and in which order, whom a secret stands for and until
// when, and that the secret itself is kept nowhere.
#include "staff/token.h"

#include <doctest/doctest.h>

#include <functional>
#include <set>

#include "base/japanese_text.h"
#include "base/sha256.h"
#include "base/words.h"
#include "db/testing.h"
#include "history/history.h"
#include "staff/towns_test.h"

namespace staff {
namespace {

using db::testing::for_each_engine;

constexpr std::int64_t kStart = 1'780'000'000'000'000;
constexpr std::int64_t kDay = 86'400'000'000;

class Clock {
 public:
  Clock() { set(0); }
  ~Clock() { base::release_clock(); }
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  void set(std::int64_t microseconds) { base::fix_clock({kStart + microseconds}); }
};

Wanted wanted() {
  return {.municipality = "131202",
          .person = 17,
          .name = "練馬 花子",
          .post = "clerk",
          .body = "ward",
          .may = May::write,
          .days = 90};
}

base::Result<Issued> issue_as_system(db::Database& database, const Wanted& token) {
  return issue(base::Actor::system("131202"), database, token);
}
base::Result<Token> revoke_as_system(db::Database& database, std::string_view municipality,
                                     std::string_view hash_start) {
  return revoke(base::Actor::system("131202"), database, municipality, hash_start);
}
base::Result<Bearer> who(db::Database& database, std::string_view secret, May needed = May::read) {
  return database.read([&](db::Read& tx) { return bearer(tx, secret, needed); });
}
std::vector<Token> all(db::Database& database, std::string_view municipality = "131202") {
  return database.read([&](db::Read& tx) { return tokens(tx, municipality); });
}

void check_refused(const base::Refusal& refusal, const base::RefusalKind& kind) {
  CHECK(refusal.code == kind.code);
  CHECK(refusal.http_status == kind.http_status);
  for (const auto language : {base::Language::ja, base::Language::en}) {
    const std::string sentence = base::say(language, refusal);
    CHECK_MESSAGE(sentence.find('{') == std::string::npos, sentence);
  }
}

// How often a text stands anywhere in the rows that a token touches.
std::int64_t times_kept(db::Database& database, const std::string& text) {
  const std::string sql =
      "SELECT (SELECT count(*) FROM staff_token WHERE token_hash || name || post || body LIKE ?1) "
      "+ "
      "(SELECT count(*) FROM deed_payload WHERE reason || payload LIKE ?1) + "
      "(SELECT count(*) FROM deed WHERE kind || subject_kind || subject_key || post LIKE ?1) AS n";
  return *database.read([&](db::Read& tx) {
    return tx.one<std::int64_t>(
        db::Statement{"test.times_kept", sql}, [](db::Row& row) { return row.integer("n"); },
        "%" + text + "%");
  });
}

TEST_CASE("what cannot be issued is refused, in this order") {
  struct Row {
    const char* what;
    std::function<void(Wanted&)> bend;
    base::RefusalKind refusal;
  };
  const std::string long_name = [] {
    std::string name;
    for (int i = 0; i < 101; ++i) name += "あ";
    return name;
  }();
  const Row rows[] = {
      {"nobody's municipality", [](Wanted& w) { w.municipality = "131229"; }, unknown_municipality},
      {"a body of nobody", [](Wanted& w) { w.body = "chamber"; }, unknown_body},
      {"a body of the neighbour",
       [](Wanted& w) { w.municipality = "131211", w.body = "corporation"; }, unknown_body},
      {"person 0", [](Wanted& w) { w.person = 0; }, person_not_positive},
      {"no name", [](Wanted& w) { w.name = ""; }, name_missing},
      {"a name of blanks", [](Wanted& w) { w.name = " 　"; }, name_missing},
      {"a name of 101 characters", [&](Wanted& w) { w.name = long_name; }, base::text_too_long},
      {"a name in two lines", [](Wanted& w) { w.name = "a\nb"; }, base::text_forbidden_character},
      {"no post", [](Wanted& w) { w.post = ""; }, post_missing},
      {"a post that is no text", [](Wanted& w) { w.post = "\xff"; }, base::text_not_utf8},
      {"a post that is not in the table", [](Wanted& w) { w.post = "係員"; }, token_post_unknown},
      {"no day", [](Wanted& w) { w.days = 0; }, days_out_of_range},
      {"401 days", [](Wanted& w) { w.days = 401; }, days_out_of_range},
  };
  for_each_engine([&](db::Database& database) {
    testing::keep_towns(database);
    Wanted everything_wrong = wanted();
    for (std::size_t i = std::size(rows); i-- > 0;) {
      CAPTURE(rows[i].what);
      Wanted one_wrong = wanted();
      rows[i].bend(one_wrong);
      const auto refused = issue_as_system(database, one_wrong);
      REQUIRE_FALSE(refused.has_value());
      check_refused(refused.error(), rows[i].refusal);
      rows[i].bend(everything_wrong);
      const auto first = issue_as_system(database, everything_wrong);
      REQUIRE_FALSE(first.has_value());
      CHECK(first.error().code == rows[i].refusal.code);
    }
    CHECK(all(database).empty());
    CHECK(times_kept(database, "staff.token") == 0);
  });
}

TEST_CASE("the smallest and the largest that can be issued") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    Wanted least = wanted();
    least.person = 1;
    least.name = "あ";
    least.days = 1;
    CHECK(issue_as_system(database, least).has_value());
    Wanted most = wanted();
    most.person = INT64_MAX;
    most.days = 400;
    most.name = std::string(100, 'a');
    CHECK(issue_as_system(database, most).has_value());
    CHECK(all(database).size() == 2);
  });
}

TEST_CASE("a secret is nigiwai_ and 43 letters, its own each time, and is kept nowhere") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    std::set<std::string> secrets;
    for (int i = 0; i < 20; ++i) {
      const auto issued = issue_as_system(database, wanted());
      REQUIRE(issued.has_value());
      const std::string& secret = issued->secret;
      CHECK(secret.size() == 8 + 43);
      CHECK(secret.starts_with("nigiwai_"));
      CHECK(secret.find_first_not_of(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 8) ==
            std::string::npos);
      CHECK(issued->token.hash == base::sha256_hex(secret));
      CHECK(times_kept(database, secret.substr(8)) == 0);
      secrets.insert(secret);
    }
    CHECK(secrets.size() == 20);
    CHECK(all(database).size() == 20);
  });
}

TEST_CASE("a token of the time when posts were free text is refused, and says what to do") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    const auto issued = issue_as_system(database, wanted());
    REQUIRE(issued.has_value());
    database.write([](db::Write& tx) {
      tx.run(db::Statement{"test.post", "UPDATE staff_token SET post = '商工係'"});
    });
    const auto refused = database.read(
        [&](db::Read& tx) { return bearer(tx, issued->secret, May::read, "192.0.2.7"); });
    REQUIRE_FALSE(refused.has_value());
    check_refused(refused.error(), token_post_of_before);
    database.write([](db::Write& tx) {
      tx.run(db::Statement{"test.post", "UPDATE staff_token SET post = 'planner'"});
    });
    const auto known = database.read(
        [&](db::Read& tx) { return bearer(tx, issued->secret, May::read, "192.0.2.7"); });
    REQUIRE(known.has_value());
    CHECK(known->actor.origin == "192.0.2.7 " + std::string(short_hash(issued->token)));
  });
}

TEST_CASE("a secret stands for its person, post, body and municipality") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    const auto issued = issue_as_system(database, wanted());
    const auto bearer = who(database, issued->secret, May::write);
    REQUIRE(bearer.has_value());
    CHECK(bearer->may == May::write);
    CHECK(bearer->actor.kind == base::ActorKind::staff);
    CHECK(bearer->actor.id == 17);
    CHECK(bearer->actor.post == "clerk");
    CHECK(bearer->actor.body == "ward");
    CHECK(bearer->actor.municipality == "131202");
  });
}

TEST_CASE("who brings no token, a wrong one, or one that may not write is refused, in this order") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    Wanted reader = wanted();
    reader.may = May::read;
    const std::string secret = issue_as_system(database, reader)->secret;
    check_refused(who(database, "").error(), token_missing);
    for (const std::string& wrong : {std::string("nigiwai_"), secret.substr(1), secret + "A",
                                     base::sha256_hex(secret), std::string("' OR 1=1 --")}) {
      CAPTURE(wrong);
      const auto refused = who(database, wrong, May::write);
      REQUIRE_FALSE(refused.has_value());
      check_refused(refused.error(), token_unknown_or_over);
    }
    check_refused(who(database, secret, May::write).error(), reading_only);
    CHECK(who(database, secret, May::read)->may == May::read);
  });
}

TEST_CASE("a token lasts to the end of its last day's microseconds, and not one longer") {
  Clock clock;
  for_each_engine([&](db::Database& database) {
    clock.set(0);
    testing::keep_towns(database);
    Wanted day = wanted();
    day.days = 1;
    const auto issued = issue_as_system(database, day);
    CHECK(issued->token.expires_at.microseconds == kStart + kDay);
    clock.set(kDay - 1);
    CHECK(who(database, issued->secret).has_value());
    CHECK(state_at(all(database).at(0), base::now()) == TokenState::valid);
    clock.set(kDay);
    check_refused(who(database, issued->secret).error(), token_unknown_or_over);
    CHECK(state_at(all(database).at(0), base::now()) == TokenState::over);
  });
}

TEST_CASE("a revoked token is refused from then on, and stays in the list") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    const auto kept = issue_as_system(database, wanted());
    const auto issued = issue_as_system(database, wanted());
    const std::string start = issued->token.hash.substr(0, 8);
    struct Row {
      std::string municipality, hash_start;
      base::RefusalKind refusal;
    };
    const Row rows[] = {
        {"131202", start.substr(0, 7), unknown_token},
        {"131202", "", unknown_token},
        {"131202", std::string(64, '0'), unknown_token},
        {"131211", start, unknown_token},
    };
    for (const Row& row : rows) {
      CAPTURE(row.hash_start);
      const auto refused = revoke_as_system(database, row.municipality, row.hash_start);
      REQUIRE_FALSE(refused.has_value());
      check_refused(refused.error(), row.refusal);
    }
    CHECK(who(database, issued->secret).has_value());
    const auto revoked = revoke_as_system(database, "131202", start);
    REQUIRE(revoked.has_value());
    CHECK(revoked->hash == issued->token.hash);
    check_refused(who(database, issued->secret).error(), token_unknown_or_over);
    CHECK(who(database, kept->secret).has_value());
    check_refused(revoke_as_system(database, "131202", issued->token.hash).error(),
                  token_revoked_before);
    int revoked_in_list = 0;
    for (const Token& token : all(database))
      revoked_in_list += state_at(token, base::now()) == TokenState::revoked;
    CHECK(all(database).size() == 2);
    CHECK(revoked_in_list == 1);
  });
}

TEST_CASE("two tokens that begin alike cannot be revoked by what they share") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    issue_as_system(database, wanted());
    issue_as_system(database, wanted());
    database.write([](db::Write& tx) {
      tx.run(db::Statement{"test.alike",
                           "UPDATE staff_token SET token_hash = 'aaaaaaaa' || token_hash"});
    });
    check_refused(revoke_as_system(database, "131202", "aaaaaaaa").error(), unknown_token);
  });
}

TEST_CASE("issuing and revoking are deeds that name the token and hold no secret") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    const auto issued = issue_as_system(database, wanted());
    revoke_as_system(database, "131202", issued->token.hash);
    CHECK(times_kept(database, "staff.token_issuestaff_token" + issued->token.hash.substr(0, 12)) ==
          1);
    CHECK(times_kept(database,
                     "staff.token_revokestaff_token" + issued->token.hash.substr(0, 12)) == 1);
    CHECK(times_kept(database, "\"post\":\"clerk\"") == 2);
    CHECK(history::verify(database).empty());
  });
}

TEST_CASE("a municipality sees its own tokens only") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    Wanted neighbour = wanted();
    neighbour.municipality = "131211";
    const auto issued = issue(base::Actor::system("131211"), database, neighbour);
    CHECK(all(database).empty());
    REQUIRE(all(database, "131211").size() == 1);
    CHECK(all(database, "131211")[0].name == "練馬 花子");
    CHECK(who(database, issued->secret)->actor.municipality == "131211");
  });
}

}  // namespace
}  // namespace staff
