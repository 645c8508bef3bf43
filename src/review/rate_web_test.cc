// The form for many lines, in pages: every button saves first, the lists choose the lines, and what
// is refused stays in sight with what was typed.
#include <doctest/doctest.h>

#include "db/testing.h"
#include "review/office_test.h"
#include "review/review_store.h"
#include "review/review_web.h"
#include "staff/asking_test.h"

namespace review {
namespace {

using db::testing::for_each_engine;
using staff::testing::header_of;
using testing::Office;

// Sixty-five lines of the ward and the corporation in two objectives.
plan::Plan long_plan() {
  plan::Plan plan = testing::small_plan();
  plan.slug = "long";
  plan::Node second = plan.nodes.front();
  second.key = "o2";
  second.name = "ものづくり";
  plan.nodes.push_back(second);
  plan.rows.clear();
  for (int i = 1; i <= 65; ++i) {
    plan.rows.push_back(testing::row_of(std::to_string(i), "事業" + std::to_string(i)));
    if (i > 60) plan.rows.back().node = "o2";
  }
  return plan;
}

std::vector<plan::RowWork> long_work() {
  std::vector<plan::RowWork> work;
  for (int i = 1; i <= 65; ++i) {
    plan::RowWork one{std::to_string(i)};
    one.owners = {{2015, {}, i % 2 == 0 ? "corporation" : "ward", {}, {}}};
    work.push_back(one);
  }
  return work;
}

struct Page {
  explicit Page(db::Database& at) : database(at), office(at), desk{at, hasher} {
    database
        .write([&](db::Write& tx) {
          return plan::adopt(tx, office.actor(office.planner), long_plan(), long_work(), "審議会");
        })
        .value();
    publish_rule(office.actor(office.planner), database, "long", testing::abc_rule()).value();
    begin_review(office.actor(office.planner), database, "long", 2015, 2015).value();
    officer = staff::testing::signed_in(desk, "planner");
  }

  http::Response ask(std::string_view method, http::Fields query, http::Fields form = {}) {
    http::Request request;
    request.method = method;
    request.path = "/staff/reviews/long/2015/rate";
    request.query = std::move(query);
    request.form = std::move(form);
    return ask(std::move(request));
  }
  http::Response ask(http::Request sent) { return pages.ask(officer, std::move(sent)); }

  // Keys of the lines on the page, the first and the last with how many.
  std::string lines(http::Fields query) {
    const std::string html = ask("GET", std::move(query)).body;
    std::vector<std::string> keys;
    constexpr std::string_view kReason = "name=\"reason.";
    for (auto at = html.find(kReason); at != std::string::npos; at = html.find(kReason, at + 1)) {
      const auto from = at + kReason.size();
      keys.push_back(html.substr(from, html.find('"', from) - from));
    }
    if (keys.empty()) return "none";
    return keys.front() + "-" + keys.back() + " " + std::to_string(keys.size());
  }
  int rated() {
    return static_cast<int>(open_review(office.planner, database, "long", "2015")->ratings.size());
  }

  db::Database& database;
  Office office;
  staff::Hasher hasher{staff::testing::kCheap};
  staff::web::Desk desk;
  staff::testing::Pages pages{desk, {web::staff_routes()}};
  staff::testing::SignedIn officer;
};

TEST_CASE(
    "papers belong to the result of a line, and stay as they are when the review is sent on") {
  for_each_engine([](db::Database& database) {
    Page page(database);
    const db::testing::TemporaryFolder folder;
    page.desk.papers = folder.path();
    const auto attach = [&](std::string_view row, std::string bytes) {
      http::Request request;
      request.method = "POST";
      request.path = "/staff/reviews/long/2015/rows/" + std::string(row) + "/papers";
      request.form = {{"eyes", "staff"}};
      request.files = {{"papers", "写真.png", std::move(bytes)}};
      return page.ask(std::move(request));
    };
    const auto shows = [&](std::string_view text) {
      http::Request request;
      request.method = "GET";
      request.path = "/staff/reviews/long/2015/rows/7";
      return page.ask(std::move(request)).body.find(text) != std::string::npos;
    };
    CHECK(shows("添付書類はありません。"));
    CHECK(attach("7", "\x89PNG\r\n\x1a\n").status == 303);
    CHECK(shows("写真.png"));
    CHECK(attach("7", "MZ").status == 400);
    CHECK(attach("99", "\x89PNG\r\n\x1a\n").status == 404);
    database.write([](db::Write& tx) {
      const Review review = store::review(tx, {"131202", "long"}, "2015").value();
      return store::move(tx, review, State::open, State::in_approval);
    });
    CHECK(attach("7", "\x89PNG\r\n\x1a\n").status == 409);
    CHECK(!shows("rows/7/papers"));
  });
}

TEST_CASE("pages of twenty and of fifty, on both sides of each end") {
  for_each_engine([](db::Database& database) {
    Page page(database);
    CHECK(page.lines({}) == "1-20 20");
    CHECK(page.lines({{"after", "20"}}) == "21-40 20");
    CHECK(page.lines({{"after", "60"}}) == "61-65 5");
    CHECK(page.lines({{"after", "65"}}) == "none");
    CHECK(page.lines({{"before", "41"}}) == "21-40 20");
    CHECK(page.lines({{"before", "5"}}) == "1-20 20");  // the first page is full
    CHECK(page.lines({{"size", "50"}}) == "1-50 50");
    CHECK(page.lines({{"size", "50"}, {"after", "50"}}) == "51-65 15");
    CHECK(page.lines({{"size", "7"}}) == "1-20 20");
    CHECK(page.lines({{"place", "o2"}}) == "61-65 5");
    CHECK(page.lines({{"owner", "corporation"}, {"after", "40"}}) == "42-64 12");
    CHECK(page.lines({{"owner", "nobody"}}) == "none");
    CHECK(page.ask("GET", {}).body.find("65行のうち1～20行目") != std::string::npos);
  });
}

TEST_CASE("every button saves and goes on; a page without marks goes on too") {
  for_each_engine([](db::Database& database) {
    Page page(database);
    const http::Fields ends = {{"first", "1"}, {"last", "20"}};
    const auto post = [&](http::Fields query, http::Fields form) {
      form.insert(form.end(), ends.begin(), ends.end());
      return page.ask("POST", std::move(query), std::move(form));
    };
    const auto next = post({}, {{"mark.1", "－"}, {"reason.1", ""}, {"go", "next"}});
    CHECK(header_of(next, "Location") == "/staff/reviews/long/2015/rate?after=20&done=rated");
    CHECK(page.rated() == 1);
    const auto blank = post({{"size", "50"}}, {{"mark.2", ""}, {"reason.2", ""}, {"go", "next"}});
    CHECK(header_of(blank, "Location") == "/staff/reviews/long/2015/rate?size=50&after=20");
    CHECK(header_of(post({}, {{"go", "before"}}), "Location") ==
          "/staff/reviews/long/2015/rate?before=1");
    const auto filter = post({}, {{"mark.3", "－"},
                                  {"reason.3", ""},
                                  {"go", "filter"},
                                  {"owner", "ward"},
                                  {"unrated", "1"},
                                  {"size", "20"}});
    CHECK(header_of(filter, "Location") ==
          "/staff/reviews/long/2015/rate?owner=ward&unrated=1&done=rated");
    CHECK(page.rated() == 2);
    // Lines that have a mark are gone from the list, and the page before did not move the next.
    CHECK(page.lines({{"owner", "ward"}, {"unrated", "1"}}) == "5-43 20");
    CHECK(page.lines({{"unrated", "1"}, {"after", "20"}}) == "21-40 20");
    CHECK(post({}, {{"mark.2", ""}, {"reason.2", ""}}).status == 400);  // saved with nothing typed
  });
}

TEST_CASE("what is refused stays in sight with what was typed, and nothing of the page is kept") {
  for_each_engine([](db::Database& database) {
    Page page(database);
    const auto refused = page.ask("POST", {{"unrated", "1"}},
                                  {{"mark.4", "A"},
                                   {"reason.4", ""},
                                   {"mark.5", "－"},
                                   {"reason.5", "理由五"},
                                   {"go", "next"},
                                   {"first", "1"},
                                   {"last", "20"}});
    CHECK(refused.status == 400);
    CHECK(refused.body.find("理由五") != std::string::npos);
    CHECK(refused.body.find("name=\"mark.4\" value=\"A\" checked") != std::string::npos);
    CHECK(page.rated() == 0);
  });
}

}  // namespace
}  // namespace review
