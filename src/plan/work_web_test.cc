// From the working table down to one record, as people of different posts and bodies see it.
#include "plan/work_web.h"

#include <doctest/doctest.h>

#include "db/testing.h"
#include "figure/testing.h"
#include "plan/plan_files_test.h"
#include "plan/plan_service.h"
#include "staff/people_test.h"

namespace plan::web {
namespace {

using db::testing::for_each_engine;
using figure::testing::Clock;
using staff::Post;

// Somebody of a body with one post, asking for pages as the table of routes lets them.
class Somebody {
 public:
  Somebody(db::Database& database, Post post, std::string body = "ward",
           std::string municipality = "131202", std::int64_t person = 18,
           std::filesystem::path papers = {})
      : hasher_({.memory_kib = 8, .passes = 1}),
        desk_{database, hasher_, true, {}, std::move(papers)} {
    visit_.who = {.municipality = municipality,
                  .person = person,
                  .login = "demo",
                  .name = "練馬 花子",
                  .body = body,
                  .posts = {{.person = person, .post = post}}};
    visit_.form_token = "token";
  }

  http::Response get(staff::web::Handler handler, std::map<std::string, std::string> captures,
                     http::Fields query = {}) {
    return ask(handler, staff::Deed::read_work, std::move(captures), std::move(query), {});
  }
  http::Response send(staff::web::Handler handler, staff::Deed deed, std::int64_t record,
                      http::Fields form) {
    return ask(handler, deed, {{"record", std::to_string(record)}}, {}, std::move(form));
  }
  // With the next form.
  void brings(std::string name, std::string bytes) {
    files_ = {{"papers", std::move(name), std::move(bytes)}};
  }
  // The lines of the start page that say what has changed.
  std::vector<std::string> changes() {
    http::Request request;
    request.path = "/staff";
    std::vector<std::string> told;
    for (const auto& section : start_part(desk_, request, visit_)) {
      for (const auto& line : section.lines)
        if (line.kind == staff::StartKind::changed) told.push_back(line.text + " " + line.about);
    }
    return told;
  }
  const staff::web::Looked& looked() const { return looked_; }

 private:
  http::Response ask(staff::web::Handler handler, staff::Deed deed,
                     std::map<std::string, std::string> captures, http::Fields query,
                     http::Fields form) {
    http::Request request;
    request.method = form.empty() ? "GET" : "POST";
    request.path = "/staff";
    request.captures = std::move(captures);
    request.query = std::move(query);
    request.form = std::move(form);
    request.files = std::exchange(files_, {});
    const auto actor =
        permitted(visit_.who, deed, {visit_.who.municipality, visit_.who.body}).value();
    looked_ = {};
    const staff::web::Visitor visitor{visit_, actor, deed, looked_};
    return handler(desk_, request, visitor);
  }

  staff::Hasher hasher_;
  staff::web::Desk desk_;
  staff::Visit visit_;
  staff::web::Looked looked_;
  std::vector<http::UploadedFile> files_;
};

bool has(const http::Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

std::int64_t lend(db::Database& database, std::string_view day, std::int64_t yen) {
  auto facts = figure::testing::facts("business-loan-mediation", "loan_executed", day);
  facts.yen = yen;
  return figure::testing::post(database, facts).value;
}

// The real plans, and three loans of 2011.
std::int64_t lay(db::Database& database) {
  REQUIRE(load(base::Actor::system(), database, testing::real_plans()).has_value());
  figure::build(database, base::Actor::system());
  lend(database, "2011-04-15", 1'000'000);
  lend(database, "2011-04-20", 2'000'000);
  return lend(database, "2012-03-31", 3'000'000);
}

const std::map<std::string, std::string> kLoans = {
    {"slug", "nerima-2011"}, {"row", "13"}, {"figure", "loans"}, {"year", "2011"}};
const std::map<std::string, std::string> kCell = {
    {"slug", "nerima-2011"}, {"row", "13"}, {"column", "2011"}};

}  // namespace

TEST_CASE("from the table to the cell, its records and one of them") {
  const Clock clock("2012-04-10T09:00");
  for_each_engine([](db::Database& database) {
    const std::int64_t record = lay(database);
    Somebody chief(database, Post::chief);

    const auto table = chief.get(get_work_table, {{"slug", "nerima-2011"}});
    CHECK(table.status == 200);
    CHECK(has(table, "/staff/plans/nerima-2011/rows/13/cells/2011"));
    CHECK(has(table, "未確認"));
    CHECK(has(table, "値に違いがあります"));
    CHECK(chief.looked().subject_kind == "plan");

    const auto cell = chief.get(get_work_cell, kCell);
    CHECK(has(cell, "貸付2,252件 利子補給 949,888,008円"));
    CHECK(has(cell, "貸付3件"));
    CHECK(has(cell, "違いがあっても、公表値は変えていません。"));
    CHECK(has(cell, "2012-03 1"));  // the chart's own words
    CHECK(has(cell, "3件の記録を見る"));

    const auto records = chief.get(get_work_records, kLoans);
    CHECK(has(records, "3件のうち3件"));
    CHECK(has(records, "3,000,000円"));
    CHECK(chief.looked().ids.size() == 3);
    CHECK(has(chief.get(get_work_records, kLoans, {{"month", "2011-04"}}), "2件のうち2件"));
    CHECK(has(chief.get(get_work_records, kLoans, {{"state", "confirmed"}}),
              "この条件に合う記録はありません。"));
    CHECK(has(chief.get(get_work_records_csv, kLoans), "2012-03-31"));

    const auto one = chief.get(get_work_record, {{"record", std::to_string(record)}});
    CHECK(has(one, "2012年3月31日"));
    CHECK(has(one, "産業融資あっせん事業 貸付 2011年度 +1"));
    CHECK(has(one, "記録の追加"));
    CHECK(has(one, "確認する"));
    CHECK(chief.looked().subject_key == std::to_string(record));
  });
}

TEST_CASE("papers are attached to a record of the own body's work") {
  const Clock clock("2012-04-10T09:00");
  for_each_engine([](db::Database& database) {
    const std::int64_t record = lay(database);
    const db::testing::TemporaryFolder folder;
    staff::Hasher hasher(staff::testing::kCheap);
    const auto person = staff::testing::somebody(database, hasher, "chief", "chief", "ward");
    Somebody chief(database, Post::chief, "ward", "131202", person.person, folder.path());
    const auto page = [&](Somebody& who) {
      return who.get(get_work_record, {{"record", std::to_string(record)}});
    };
    CHECK(has(page(chief), "添付書類はありません。"));
    CHECK(has(page(chief), "multipart/form-data"));
    chief.brings("契約書.pdf", "%PDF-1.4");
    CHECK(chief.send(post_work_papers, staff::Deed::write_records, record, {{"eyes", "staff"}})
              .status == 303);
    CHECK(has(page(chief), "契約書.pdf"));
    chief.brings("契約書.pdf", "MZ");
    const auto refused =
        chief.send(post_work_papers, staff::Deed::write_records, record, {{"eyes", "personal"}});
    CHECK(refused.status == 400);
    CHECK(has(refused, "「契約書.pdf」の中身は pdf ではありません。"));
    CHECK(has(refused, "href=\"#paper-papers\""));
    Somebody stranger(database, Post::chief, "corporation");
    stranger.brings("契約書.pdf", "%PDF-1.4");
    CHECK(stranger.send(post_work_papers, staff::Deed::write_records, record, {{"eyes", "staff"}})
              .status == 403);
    Somebody planner(database, Post::planner, "ward", "131202", 18, folder.path());
    CHECK(has(page(planner), "契約書.pdf"));
    CHECK(!has(page(planner), "multipart/form-data"));
  });
}

TEST_CASE("a record is confirmed, and taken back with a reason") {
  const Clock clock("2012-04-10T09:00");
  for_each_engine([](db::Database& database) {
    const std::int64_t record = lay(database);
    Somebody chief(database, Post::chief);
    const auto confirmed = chief.send(post_work_confirmation, staff::Deed::confirm_records, record,
                                      {{"form_token", "token"}});
    CHECK(confirmed.status == 303);
    const auto page = chief.get(get_work_record, {{"record", std::to_string(record)}});
    CHECK(has(page, "確認済み"));
    CHECK(!has(page, "確認する</button>"));
    CHECK(has(page, "記録の確認"));
    CHECK(chief
              .send(post_work_confirmation, staff::Deed::confirm_records, record,
                    {{"form_token", "token"}})
              .status == record::already_confirmed.http_status);

    const auto without = chief.send(post_work_reversal, staff::Deed::write_records, record,
                                    {{"form_token", "token"}, {"reason", " "}});
    CHECK(without.status == 400);
    CHECK(chief
              .send(post_work_reversal, staff::Deed::write_records, record,
                    {{"form_token", "token"}, {"reason", "二重に入力した"}})
              .status == 303);
    const auto taken = chief.get(get_work_record, {{"record", std::to_string(record)}});
    CHECK(has(taken, "取消済み"));
    CHECK(has(taken, "二重に入力した"));
    CHECK(has(chief.get(get_work_records, kLoans), "2件のうち2件"));
  });
}

TEST_CASE("a record's page says why it was sent back, by whom and when, until it is confirmed") {
  const Clock clock("2012-04-10T09:00");
  for_each_engine([](db::Database& database) {
    const std::int64_t record = lay(database);
    Somebody chief(database, Post::chief);
    const auto page = [&] {
      return chief.get(get_work_record, {{"record", std::to_string(record)}});
    };
    CHECK(!has(page(), "差し戻しました"));
    base::Actor other = figure::testing::officer(18);
    const auto back = figure::write(database, [&](db::Write& tx) {
      return figure::send_back(tx, {other, {}}, "131202", {.id = "", .reason = "<b>金額を</b>"},
                               record::RecordId{record});
    });
    REQUIRE(back.has_value());
    const auto sent_back = page();
    CHECK(has(sent_back, "差し戻しました"));
    CHECK(has(sent_back, "&lt;b"));
    CHECK(has(sent_back, "実績を差し戻し"));  // among what happened to it
    CHECK(chief
              .send(post_work_confirmation, staff::Deed::confirm_records, record,
                    {{"form_token", "token"}})
              .status == 303);
    CHECK(!has(page(), "差し戻しました"));
    CHECK(has(page(), "実績を差し戻し"));
  });
}

TEST_CASE("the corporation sees the lines it owns in some year, and no other") {
  const Clock clock("2012-04-10T09:00");
  for_each_engine([](db::Database& database) {
    const std::int64_t record = lay(database);
    Somebody clerk(database, Post::clerk, "corporation");
    const auto table = clerk.get(get_work_table, {{"slug", "nerima-2011"}});
    CHECK(has(table, "/rows/21/cells/2011"));  // handed over in 2014
    CHECK(!has(table, "/rows/13/cells/2011"));
    CHECK(clerk.get(get_work_cell, kCell).status == 403);
    CHECK(clerk.get(get_work_records, kLoans).status == 403);
    CHECK(clerk.get(get_work_records_csv, kLoans).status == 403);
    CHECK(clerk.get(get_work_record, {{"record", std::to_string(record)}}).status == 403);
    Somebody other(database, Post::planner, "ward", "131211");
    CHECK(other.get(get_work_table, {{"slug", "nerima-2011"}}).status == 404);
    CHECK(other.get(get_work_record, {{"record", std::to_string(record)}}).status == 404);
  });
}

TEST_CASE("what an address cannot mean is said") {
  const Clock clock("2012-04-10T09:00");
  for_each_engine([](db::Database& database) {
    lay(database);
    Somebody planner(database, Post::planner);
    const auto status = [&](staff::web::Handler handler, std::string name, std::string value,
                            std::map<std::string, std::string> captures = kLoans) {
      captures[name] = std::move(value);
      return planner.get(handler, std::move(captures)).status;
    };
    CHECK(status(get_work_table, "slug", "nowhere") == 404);
    CHECK(status(get_work_cell, "row", "999", kCell) == 404);
    CHECK(status(get_work_cell, "column", "1999", kCell) == 404);
    CHECK(status(get_work_records, "figure", "nothing") == 404);
    CHECK(status(get_work_records, "year", "来年") == 400);
    CHECK(status(get_work_records, "year", "99999") == 400);
    CHECK(status(get_work_record, "record", "abc", {}) == 404);
    CHECK(status(get_work_record, "record", "12", {}) == 404);
    for (const auto& [name, value] :
         http::Fields{{"month", "四月"}, {"sort", "best"}, {"state", "lost"}, {"after", "?"}}) {
      CAPTURE(name);
      CHECK(planner.get(get_work_records, kLoans, {{name, value}}).status == 400);
    }
  });
}

TEST_CASE("the start page tells what has changed within a week in work that the post reaches") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2012-04-10T09:00");
    lay(database);
    CHECK(Somebody(database, Post::clerk, "corporation").changes().empty());
    const auto told = Somebody(database, Post::clerk).changes();
    REQUIRE(told.size() == 3);
    CHECK(told.front() == "産業融資あっせん事業 2012年4月10日 09:00　貸付実行 1件を記録");
    const Clock at_the_end_of_a_week("2012-04-17T09:00");
    CHECK(Somebody(database, Post::clerk).changes().size() == 3);
    const Clock later("2012-04-17T09:01");
    CHECK(Somebody(database, Post::clerk).changes().empty());
  });
}

}  // namespace plan::web
