// The doors of the pages: whose sheet it is, a form sent twice, a link without a cookie, and what a
// page keeps of what was typed.
#include "datacall/datacall_web.h"

#include "datacall/call_test.h"
#include "datacall/correction_service.h"
#include "datacall/link_web.h"
#include "db/testing.h"
#include "staff/asking_test.h"

namespace datacall {
namespace {

using db::testing::for_each_engine;
using namespace testing;
using staff::testing::header_of;
using staff::testing::SignedIn;
using staff::web::Desk;

// A desk over the small plan with a call: sheet 1 of the ward, sheet 3 of the corporation.
struct Office {
  explicit Office(db::Database& database) : desk{database, hasher} {
    call = call_of(database);
    assign(planner(), database, call, "2", "corporation", "").value();
  }
  staff::Hasher hasher{staff::testing::kCheap};
  Desk desk;
  staff::testing::Pages pages{desk, {web::staff_routes()}};
  std::int64_t call = 0;

  SignedIn enter(std::string_view login, std::string_view post, std::string_view body) const {
    return staff::testing::somebody_signed_in(desk, login, post, body);
  }

  std::string path(std::string_view end) const {
    return "/staff/data-calls/" + std::to_string(call) + std::string(end);
  }
};

TEST_CASE("the corporation's clerk sees and fills its own sheet alone") {
  for_each_engine([](db::Database& database) {
    const Office place(database);
    const SignedIn clerk = place.enter("of-company", "clerk", "corporation");
    const auto get = [&](std::string_view end) {
      return place.pages.ask(clerk, "GET", place.path(end));
    };
    const auto board = get("");
    CHECK(board.status == 200);
    CHECK(board.body.find("/sheets/3") != std::string::npos);
    CHECK(board.body.find("/sheets/1") == std::string::npos);
    CHECK(board.body.find("/sheets/2") == std::string::npos);
    CHECK(get("/sheets/3").status == 200);
    CHECK(get("/sheets/1").status == 403);
    CHECK(get("/sheets/2").status == 403);
    CHECK(get("/sheets/1/rows/1").status == 403);
    CHECK(get("/sheets/1/sheet.xlsx").status == 403);
    CHECK(get("/sheets/3/rows/1").status == 404);
    CHECK(get("/sheets/9").status == 404);
    const auto post = [&](std::string_view end, http::Fields form) {
      return place.pages.ask(clerk, "POST", place.path(end), std::move(form)).status;
    };
    CHECK(post("/sheets/1/rows/1", {{"text", "12件"}}) == 403);
    CHECK(post("/sheets/3/rows/1", {{"text", "12件"}}) == 404);
    CHECK(post("/sheets/3/rows/2", {{"text", "検討"}, {"version", "0"}}) == 303);
    CHECK(post("/sheets/3/confirm", {{"line[]", "1 2"}}) == 403);
    CHECK(post("/close", {}) == 403);
    CHECK(opened(database, place.call).answers.size() == 1);
    const SignedIn elsewhere = place.enter("of-ward", "clerk", "ward");
    CHECK(place.pages.ask(elsewhere, "GET", place.path("/sheets/3")).status == 403);
  });
}

TEST_CASE("papers belong to the answer of a line: its owner attaches them, approval holds them") {
  for_each_engine([](db::Database& database) {
    Office place(database);
    const db::testing::TemporaryFolder folder;
    place.desk.papers = folder.path();
    const SignedIn clerk = place.enter("of-company", "clerk", "corporation");
    const auto attach = [&](const SignedIn& who, std::string_view end, std::string name,
                            std::string bytes) {
      return place.pages.ask(who, "POST", place.path(end), {{"eyes", "staff"}},
                             {{"papers", std::move(name), std::move(bytes)}});
    };
    const auto page = [&] {
      return place.pages.ask(clerk, "GET", place.path("/sheets/3/rows/2")).body;
    };
    const auto has = [](const std::string& body, std::string_view text) {
      return body.find(text) != std::string::npos;
    };
    CHECK(attach(clerk, "/sheets/3/rows/2/papers", "参加者名簿.pdf", "%PDF-1.4").status == 303);
    CHECK(has(page(), "参加者名簿.pdf"));
    const auto disguised = attach(clerk, "/sheets/3/rows/2/papers", "名簿.pdf", "MZ");
    CHECK(disguised.status == 400);
    CHECK(has(disguised.body, "名簿.pdf"));
    CHECK(attach(clerk, "/sheets/3/rows/9/papers", "名簿.pdf", "%PDF-1.4").status == 404);
    const SignedIn elsewhere = place.enter("of-ward", "clerk", "ward");
    CHECK(attach(elsewhere, "/sheets/3/rows/2/papers", "名簿.pdf", "%PDF-1.4").status == 403);

    const auto signs = [&](const By& by, Sign sign) {
      datacall::sign(by, database, {place.call, 3}, sign, {{"2", 1}}, "").value();
    };
    answer(of_corporation(), database, {place.call, 3}, How::form, {{"2", "検討"}}).value();
    signs({staff(6, "chief", "corporation"), "公社 係長"}, Sign::confirmed);
    signs(checker(), Sign::checked);
    signs(manager(), Sign::approved);
    CHECK(!has(page(), "rows/2/papers"));  // no form to attach with
    const auto late = attach(clerk, "/sheets/3/rows/2/papers", "追加.pdf", "%PDF-1.4");
    CHECK(late.status == 409);
    CHECK(!has(page(), "追加.pdf"));
    ask_correction(of_corporation(), database, {place.call, 3}, "2", "集計漏れ").value();
    settle_correction(checker(), database, {place.call, 3}, "2", CorrectionKind::reopened, "")
        .value();
    CHECK(attach(clerk, "/sheets/3/rows/2/papers", "追加.pdf", "%PDF-1.4").status == 303);
    CHECK(has(page(), "追加.pdf"));
  });
}

TEST_CASE("the start page says what waits for whom") {
  for_each_engine([](db::Database& database) {
    const Office place(database);
    answer(of_corporation(), database, {place.call, 3}, How::form, {{"2", "検討"}}).value();
    const auto waits = [&](std::string_view login, std::string_view post, std::string_view body) {
      const SignedIn who = place.enter(login, post, body);
      const auto visit = staff::visit(database, who.secret).value();
      http::Request request;
      request.path = "/staff";
      std::string urls;
      const auto sections = web::start_part(place.desk, request, visit);
      for (const auto& line : sections.front().lines)
        urls += line.url.substr(line.url.find_last_of('/')) + " ";
      return urls;
    };
    CHECK(waits("of-ward", "clerk", "ward") == "/1 /data-calls ");
    CHECK(waits("of-company", "clerk", "corporation") == "/data-calls ");
    CHECK(waits("its-chief", "chief", "corporation") == "/confirm /data-calls ");
    CHECK(waits("plans", "planner", "ward") == "/1 /2 /2 /data-calls ");  // late; late and nobody's
  });
}

TEST_CASE("a form sent twice answers once; a refused one keeps what was typed") {
  for_each_engine([](db::Database& database) {
    const Office place(database);
    const SignedIn clerk = place.enter("hanako", "clerk", "ward");
    const std::string row = place.path("/sheets/1/rows/1");
    const http::Fields form = {{"text", "12件"}, {"version", "0"}, {"command", "once"}};
    CHECK(place.pages.ask(clerk, "POST", row, form).status == 303);
    CHECK(place.pages.ask(clerk, "POST", row, form).status == 303);
    CHECK(opened(database, place.call).answer_of("1")->version == 1);
    const auto both = place.pages.ask(
        clerk, "POST", row, {{"text", "十三件"}, {"absence", "not_yet_counted"}, {"version", "1"}});
    CHECK(both.status == 400);
    CHECK(both.body.find("十三件") != std::string::npos);
    const auto yen = place.pages.ask(
        clerk, "POST", row, {{"text", "13件"}, {"executed_yen", "たくさん"}, {"version", "1"}});
    CHECK(yen.status == 400);
    CHECK(yen.body.find("たくさん") != std::string::npos);
    const auto nobody = place.pages.ask(clerk, "POST", place.path("/sheets/1/rows/99"),
                                        {{"text", "13件"}, {"version", "1"}});
    CHECK(nobody.status == 404);
  });
}

TEST_CASE("confirming: the ticked lines alone, never one's own, and with a reason when sent back") {
  for_each_engine([](db::Database& database) {
    const Office place(database);
    const SignedIn chief = place.enter("chief", "chief", "ward");
    const std::string path = place.path("/sheets/1/confirm");
    CHECK(place.pages.ask(chief, "POST", path, {{"step", "sign"}}).status == 400);
    answer(clerk(), database, {place.call, 1}, How::form, {{"1", "12件"}}).value();
    CHECK(place.pages.ask(chief, "GET", path).body.find("12件") != std::string::npos);
    CHECK(place.pages.ask(chief, "POST", path, {{"line[]", "1 1"}, {"step", "return"}}).status ==
          400);
    CHECK(place.pages.ask(chief, "POST", path, {{"line[]", "9 1"}, {"step", "sign"}}).status ==
          409);
    CHECK(place.pages.ask(chief, "POST", path, {{"line[]", "1 1"}, {"step", "sign"}}).status ==
          303);
    CHECK(opened(database, place.call).state_of_row("1") == ValueState::confirmed);
  });
}

TEST_CASE("by a link: one sheet, no cookie, no referrer, a name, and nothing from another site") {
  for_each_engine([](db::Database& database) {
    const Office place(database);
    const auto secret = issue_link(planner(), database, place.call, 3).value();
    base::fix_clock(base::parse_japan("2013-05-10T09:00").value());
    const auto request = [&](std::string method, std::string row, http::Fields form = {}) {
      http::Request one;
      one.method = std::move(method);
      one.path = "/answer/" + secret + "/rows/" + row;
      one.captures = {{"secret", secret}, {"row", row}};
      one.form = std::move(form);
      return one;
    };
    const auto sheet = web::get_linked_sheet(place.desk, request("GET", ""));
    CHECK(sheet.status == 200);
    CHECK(header_of(sheet, "Cache-Control") == "no-store");
    CHECK(header_of(sheet, "Referrer-Policy") == "no-referrer");
    CHECK(sheet.body.find("商店街の調べ") != std::string::npos);
    CHECK(sheet.body.find("空き店舗活用") == std::string::npos);
    CHECK(web::get_linked_row(place.desk, request("GET", "1")).refusal->code == unknown_row.code);
    const http::Fields good = {{"name", "会長"}, {"text", "検討"}, {"version", "0"}};
    http::Request foreign = request("POST", "2", good);
    foreign.headers["sec-fetch-site"] = "cross-site";
    CHECK(web::post_linked_row(place.desk, foreign).refusal->http_status == 403);
    CHECK(web::post_linked_row(place.desk, request("POST", "2", {{"text", "検討"}})).status == 400);
    CHECK(web::post_linked_row(place.desk, request("POST", "2", good)).status == 303);
    CHECK(web::post_linked_row(place.desk, request("POST", "2", good)).status == 303);  // twice
    const auto answered = opened(database, place.call).answer_of("2");
    CHECK(answered->version == 1);
    CHECK(answered->how == How::link);
    CHECK(answered->person == 0);
    revoke_link(planner(), database, place.call, 3).value();
    CHECK(web::post_linked_row(place.desk, request("POST", "2", good)).refusal->code ==
          link_over.code);
    CHECK(web::get_linked_excel(place.desk, request("GET", "")).refusal->code == link_over.code);
    base::release_clock();
  });
}

}  // namespace
}  // namespace datacall
