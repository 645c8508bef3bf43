// From the draft to the page of everybody: who may, what is refused, what nobody outside sees, what
// never changes, and that verify finds what was changed behind the program's back.
#include "edition/edition_service.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "approval/approval_service.h"
#include "base/sha256.h"
#include "db/testing.h"
#include "edition/anchor_service.h"
#include "edition/edition_store.h"
#include "edition/edition_web.h"
#include "edition/key_file.h"
#include "review/office_test.h"

namespace edition {
namespace {

using db::testing::for_each_engine;
using db::testing::TemporaryFolder;
using review::testing::Office;

constexpr std::string_view kTown = "131202";

template <class T>
std::string code_of(const base::Result<T>& result) {
  return result ? std::string() : std::string(result.error().code);
}

base::Actor as(const staff::Who& who, std::string post) {
  return {base::ActorKind::staff, who.person, std::move(post), who.body, who.municipality};
}

struct Town : Office {
  explicit Town(db::Database& at) : Office(at) {}

  base::Actor plans() const { return as(planner, "planner"); }
  base::Actor manages() const { return as(manager, "manager"); }

  void make_key() {
    new_key(base::Actor::system("131202"), database, folder.path(), kTown).value();
  }

  Drafted drafted(std::string title = "平成27年度進捗状況", std::string_view command = {}) {
    return draft(plans(), database,
                 {"next",
                  std::move(title),
                  "公表したい。",
                  {{approval::StepKind::decide, staff::Post::director}}},
                 command)
        .value();
  }
  void decide(const Drafted& one) {
    database.write([&](db::Write& tx) { return approval::sign(tx, director, one.approval, ""); })
        .value();
  }
  base::Result<Issued> issued(const Drafted& one, std::optional<base::Instant> at = {}) {
    return issue(manages(), database, folder.path(), {one.draft, {}, at});
  }
  Issued published() {
    const Drafted one = drafted();
    decide(one);
    return issued(one).value();
  }
  Edition seen(int number) {
    return database.read([&](db::Read& tx) { return open_public(tx, "next", number); }).value();
  }
  http::Response page(http::Response (*handler)(db::Database&, const http::Request&),
                      std::string number = "1") {
    http::Request request;
    request.method = "GET";
    request.captures = {{"slug", "next"}, {"number", std::move(number)}, {"erratum", "1"}};
    return handler(database, request);
  }

  TemporaryFolder folder;
};

TEST_CASE("drafted, decided, issued by another person: then everybody reads what was frozen") {
  for_each_engine([](db::Database& database) {
    Town town(database);
    town.make_key();
    const Drafted one = town.drafted();
    CHECK(code_of(town.issued(one)) == "edition.not_decided");
    town.decide(one);
    CHECK(code_of(issue(town.plans(), database, town.folder.path(), {one.draft, {}, {}})) ==
          "edition.drafter_issues");
    CHECK(code_of(issue(base::Actor::system("131202"), database, town.folder.path(),
                        {one.draft, {}, {}})) == "edition.drafter_issues");
    // What is entered after the draft is not part of it.
    plan::enter(town.actor(town.planner), database, {"next", "1", "2015"}, "99件", "後から")
        .value();
    const Issued done = town.issued(one).value();
    CHECK(done.number == 1);
    CHECK(code_of(town.issued(one)) == "edition.issued_already");
    const Edition edition = town.seen(1);
    const Content content = read_content(edition.file.content).value();
    CHECK(find_cell(*find_line(content, "1"), "2015")->text == "12件");
    CHECK(find_cell(*find_line(content, "1"), "2015")->source == "entered");
    CHECK(content.number == 1);
    const auto known = known_keys(database.read([](db::Read& tx) { return keys(tx); }));
    CHECK(check_file(write_file(edition.file), known)->title == "平成27年度進捗状況");
    CHECK(verify(database).empty());
    CHECK(town.page(web::get_edition).body.find("12件") != std::string::npos);
    CHECK(town.page(web::get_file<web::FileKind::json>).body == write_file(edition.file));
    CHECK(town.page(web::get_file<web::FileKind::csv>).body.find("12件") != std::string::npos);
    CHECK(town.page(web::get_editions).body.find(edition.file.sha256) != std::string::npos);
  });
}

// Three servers: the first makes the key, the second signs, the third retires the key.
TEST_CASE("a key signs within its time, whichever server's clock goes before") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const db::testing::TemporaryDatabase made(engine,
                                              db::testing::TemporaryDatabase::Schema::current);
    db::Database database = made.open();
    Town town(database);
    db::Database ahead = made.open();
    ahead.write([](db::Write& tx) { tx.not_before({base::now().microseconds + 60'000'000}); });
    const Key key =
        new_key(base::Actor::system("131202"), ahead, town.folder.path(), kTown).value();
    town.published();
    CHECK(verify(database).empty());
    db::Database behind = made.open();
    REQUIRE(retire_key(base::Actor::system("131202"), behind, town.folder.path(), kTown, key.key.id,
                       "年度替え"));
    CHECK(verify(database).empty());
  }
}

TEST_CASE("before its minute nobody outside finds it, by no address") {
  for_each_engine([](db::Database& database) {
    Town town(database);
    town.make_key();
    const base::Instant now = base::now();
    base::fix_clock(now);
    const Drafted one = town.drafted();
    town.decide(one);
    const base::Instant later{now.microseconds + 3'600'000'000};
    const Issued done = town.issued(one, later).value();
    for (const auto handler :
         {web::get_edition, web::get_changes, web::get_clocks, web::get_file<web::FileKind::json>,
          web::get_file<web::FileKind::csv>, web::get_file<web::FileKind::xlsx>,
          web::get_file<web::FileKind::pdf>, web::get_erratum_file, web::get_latest}) {
      const http::Response answer = town.page(handler);
      CHECK(answer.refusal.has_value());
      CHECK(answer.body.empty());
    }
    CHECK(town.page(web::get_feed).body.find("<entry>") == std::string::npos);
    CHECK(town.page(web::get_editions).body.find(done.sha256) == std::string::npos);
    CHECK(database.read([&](db::Read& tx) { return moments_from(tx, now); }).size() == 1);
    base::fix_clock(done.released_at);
    CHECK(town.page(web::get_edition).status == 200);
    CHECK(town.page(web::get_feed).body.find("<entry>") != std::string::npos);
    base::release_clock();
  });
}

TEST_CASE("a key that is missing, open to others or unlisted: refused before anything is written") {
  for_each_engine([](db::Database& database) {
    Town town(database);
    const Drafted one = town.drafted();
    town.decide(one);
    CHECK(code_of(town.issued(one)) == "edition.key_missing");
    keep_key(town.folder.path(), kTown, PrivateKey::make()).value();
    CHECK(code_of(town.issued(one)) == "edition.key_not_listed");
    const auto path = key_path(town.folder.path(), kTown);
    ::chmod(path.c_str(), 0644);
    CHECK(code_of(town.issued(one)) == "edition.key_open_to_others");
    ::chmod(path.c_str(), 0600);
    town.make_key();  // lists the one that is there
    CHECK(code_of(new_key(base::Actor::system("131202"), database, town.folder.path(), kTown)) ==
          "edition.key_in_use");
    CHECK(code_of(town.issued(one)) == "");
    const std::string first = town.seen(1).file.key;
    retire_key(base::Actor::system("131202"), database, town.folder.path(), kTown, first,
               "年度替え")
        .value();
    CHECK_FALSE(std::filesystem::exists(path));
    town.make_key();
    const Issued second = town.published();
    CHECK(second.number == 2);
    CHECK(town.seen(2).file.key != first);
    // What the retired key signed stays good.
    const auto known = known_keys(database.read([](db::Read& tx) { return keys(tx); }));
    CHECK(check_file(write_file(town.seen(1).file), known)->key_retired_at.has_value());
    CHECK(verify(database).empty());
  });
}

// The file with one text in place of another.
std::string with_other(std::string file, std::string_view from, std::string_view to) {
  const auto at = file.find(from);
  REQUIRE(at != std::string::npos);
  return file.replace(at, from.size(), to);
}

TEST_CASE("whoever sends a file to be checked is told what is wrong with it; nothing is kept") {
  for_each_engine([](db::Database& database) {
    Town town(database);
    town.make_key();
    town.published();
    const Signed one = town.seen(1).file;
    town.published();
    Signed borrowed = town.seen(2).file;
    const std::string sound = write_file(one);
    borrowed.signature = one.signature;  // of the other table
    const PrivateKey stranger = PrivateKey::make();
    struct Row {
      std::string file;
      int status;
      std::string_view sentence;
    };
    const std::vector<Row> rows = {
        {sound, 200, "公表したときの内容のまま"},
        {"", 400, "ファイルを選んでください"},
        {"%PDF-1.7", 400, "署名付きファイルではありません"},
        {sound.substr(0, sound.size() / 2), 400, "途中で切れていないか"},
        {with_other(sound, "平成27年度進捗状況", "平成28年度進捗状況"), 400,
         "署名されたあとに変えられています"},
        {write_file(borrowed), 400, "署名がこの内容のものではありません"},
        {write_file(sign(one.content, stranger)), 400, "その番号の鍵を受け取ってください"},
    };
    const auto checked = [&](const std::string& file) {
      http::Request request;
      request.method = "POST";
      request.files = {{"file", "edition.json", file}};
      return web::post_check(database, request);
    };
    for (const Row& row : rows) {
      CAPTURE(row.sentence);
      const http::Response page = checked(row.file);
      CHECK(page.status == row.status);
      CHECK(page.body.find(row.sentence) != std::string::npos);
      CHECK(page.body.find("openssl pkeyutl") != std::string::npos);  // and how without us
    }
    // A key that is used no longer: what it signed stays good, and the page says since when.
    retire_key(base::Actor::system("131202"), database, town.folder.path(), kTown, one.key,
               "年度替え")
        .value();
    const http::Response retired = checked(sound);
    CHECK(retired.status == 200);
    CHECK(retired.body.find("使用を終え") != std::string::npos);
    CHECK(verify(database).empty());
  });
}

TEST_CASE("an erratum stands beside the edition, a withdrawal keeps the hash; both need two") {
  for_each_engine([](db::Database& database) {
    Town town(database);
    town.make_key();
    const Issued done = town.published();
    const auto wants = [&](std::string row, std::string text, std::string reason) {
      return propose(town.plans(), database,
                     {"next", 1, ProposalKind::erratum, std::move(row), "2015", std::move(text),
                      std::move(reason)});
    };
    CHECK(code_of(wants("9", "13件", "転記の誤り")) == "edition.unknown_cell");
    CHECK(code_of(wants("1", "12件", "転記の誤り")) == "edition.nothing_corrected");
    CHECK(code_of(wants("1", "13件", " ")) == "edition.reason_missing");
    const auto proposal = wants("1", "13件", "転記の誤り").value();
    CHECK(database.read([](db::Read& tx) { return waiting(tx, kTown).size(); }) == 1);
    CHECK(database.read([](db::Read& tx) { return drafts(tx, kTown).size(); }) == 1);
    CHECK(town.seen(1).errata.empty());
    CHECK(code_of(confirm(town.plans(), database, town.folder.path(), proposal)) ==
          "edition.proposed_by_same_person");
    confirm(town.manages(), database, town.folder.path(), proposal).value();
    CHECK(code_of(confirm(town.manages(), database, town.folder.path(), proposal)) ==
          "edition.ended_already");
    const Edition edition = town.seen(1);
    CHECK(edition.file.sha256 == done.sha256);
    REQUIRE(edition.errata.size() == 1);
    CHECK(edition.errata[0].content.old_text == "12件");
    CHECK(edition.errata[0].content.edition_sha256 == done.sha256);
    const auto known = known_keys(database.read([](db::Read& tx) { return keys(tx); }));
    CHECK(check_file(town.page(web::get_erratum_file).body, known)->is_erratum);
    CHECK(town.page(web::get_edition).body.find("転記の誤り") != std::string::npos);
    CHECK(town.page(web::get_clocks).body.find("転記の誤り") != std::string::npos);
    CHECK(town.page(web::get_feed).body.find("転記の誤り") != std::string::npos);
    const auto withdrawal = propose(town.plans(), database,
                                    {.plan = "next",
                                     .number = 1,
                                     .kind = ProposalKind::withdrawal,
                                     .reason = "個人が分かる記載"})
                                .value();
    reject(town.manages(), database, withdrawal).value();
    CHECK_FALSE(town.seen(1).withdrawn);
    const auto again = propose(town.plans(), database,
                               {.plan = "next",
                                .number = 1,
                                .kind = ProposalKind::withdrawal,
                                .reason = "個人が分かる記載"})
                           .value();
    confirm(town.manages(), database, town.folder.path(), again).value();
    const http::Response gone = town.page(web::get_edition);
    CHECK(gone.status == 410);
    CHECK(gone.body.find(done.sha256) != std::string::npos);
    CHECK(gone.body.find("12件") == std::string::npos);
    CHECK(town.page(web::get_file<web::FileKind::json>).refusal->code == "edition.is_withdrawn");
    CHECK(verify(database).empty());
  });
}

TEST_CASE("the same command twice gives the first answer; two editions are told apart") {
  for_each_engine([](db::Database& database) {
    Town town(database);
    town.make_key();
    const Drafted first = town.drafted("平成27年度", "c1");
    CHECK(town.drafted("平成27年度", "c1").draft == first.draft);
    town.decide(first);
    const Issued done =
        issue(town.manages(), database, town.folder.path(), {first.draft, {}, {}}, "c2").value();
    const Issued again =
        issue(town.manages(), database, town.folder.path(), {first.draft, {}, {}}, "c2").value();
    CHECK(again.repeated);
    CHECK(again.sha256 == done.sha256);
    plan::enter(town.actor(town.planner), database, {"next", "1", "2015"}, "15件", "確定").value();
    CHECK(town.published().number == 2);
    const std::string changes = town.page(web::get_changes, "2").body;
    CHECK(changes.find("12件") != std::string::npos);
    CHECK(changes.find("15件") != std::string::npos);
    CHECK(town.page(web::get_latest).status == 303);
    CHECK(code_of(draft(as(town.clerk, "clerk"), database, {"next", "x", "y", {}})) ==
          "staff.post_may_not");
    CHECK(code_of(draft(town.plans(), database, {"nowhere", "x", "y", {}})) == "plan.unknown_plan");
    CHECK(code_of(draft(town.plans(), database, {"next", " ", "y", {}})) ==
          "edition.title_missing");
  });
}

constexpr db::Statement kTamper{
    "test.tamper_edition",
    "UPDATE edition SET content = replace(content, '12', '21') WHERE municipality = ?1"};
constexpr db::Statement kRewrite{"test.rewrite_seal",
                                 "UPDATE history_seal SET digest = 'x' WHERE municipality = ?1"};

TEST_CASE("verify and the anchor find what was changed behind the program's back") {
  for_each_engine([](db::Database& database) {
    Town town(database);
    town.make_key();
    town.published();
    const std::string paper = write(make_anchor(town.plans(), database, kTown).value());
    CHECK(check_anchor(database, paper)->empty());
    town.published();  // more is no contradiction
    CHECK(check_anchor(database, paper)->empty());
    database.write([](db::Write& tx) { return tx.run(kTamper, kTown); });
    const auto findings = verify(database);
    REQUIRE_FALSE(findings.empty());
    CHECK(findings.front().code == "edition.verify_hash");
    database.write([](db::Write& tx) { return tx.run(kRewrite, kTown); });
    const auto behind = check_anchor(database, paper).value();
    REQUIRE(behind.size() == 1);
    CHECK(behind.front().code == "edition.anchor_rewritten");
  });
}

}  // namespace
}  // namespace edition
