// Every address of the plans, asked as the server asks it: all real plans, rows and chapters, both
// languages; what is not there is refused, what is hostile stays text.
#include "plan/plan_web.h"

#include <doctest/doctest.h>

#include <string>

#include "db/testing.h"
#include "http/paging.h"
#include "plan/feed_web.h"
#include "plan/plan_api.h"
#include "plan/plan_files_test.h"
#include "plan/plan_service.h"

namespace plan {
namespace {

using base::Language;
using db::testing::for_each_engine;
using Handler = http::Response (*)(db::Database&, const http::Request&);
using Captures = std::map<std::string, std::string>;

http::Request asked(std::string path, Captures captures, http::Fields query = {},
                    Language language = Language::ja) {
  http::Request request;
  request.method = "GET";
  request.path = std::move(path);
  request.captures = std::move(captures);
  request.query = std::move(query);
  request.language = language;
  return request;
}

std::size_t times(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

// A page without anything left unfilled. Plans print no braces.
void check_page(const http::Response& response) {
  CHECK(response.status == 200);
  CHECK_FALSE(response.refusal.has_value());
  CHECK(response.body.find('{') == std::string::npos);
  CHECK(response.body.find("</html>") != std::string::npos);
  CHECK(times(response.body, "<h1") == 1);
}

void load_real(db::Database& database) {
  REQUIRE(load(base::Actor::system(), database, testing::real_plans()).has_value());
}

void check_every_page(db::Database& database, const Plan& plan, Language language) {
  const auto page = [&](Handler handler, const std::string& rest, Captures captures) {
    CAPTURE(rest);
    captures["slug"] = plan.slug;
    const auto response =
        handler(database, asked("/plans/" + plan.slug + rest, captures, {}, language));
    if (response.status != 303) check_page(response);
    return response;
  };
  page(web::get_plan, "", {});
  page(web::get_table, "/table", {});
  for (const auto& row : plan.rows) {
    const auto response = page(web::get_row, "/rows/" + row.key, {{"row", row.key}});
    CHECK(response.status == (row.parent ? 303 : 200));
    if (!row.parent) CHECK(response.body.find("part-") != std::string::npos);
  }
  for (const auto& document : plan.documents) {
    page(web::get_document, "/documents/" + document.key, {{"document", document.key}});
  }
}

TEST_CASE("a printed cell is told once, on every line and page it covers") {
  for_each_engine([](db::Database& database) {
    load_real(database);
    const auto table = web::get_table(
        database,
        asked("/plans/nerima-2011/table", {{"slug", "nerima-2011"}}, {{"objective", "m6"}}));
    CHECK(times(table.body, "１団体 1,000,000円") ==
          2);  // the cell of 28, and 29's card on a phone
    CHECK(times(table.body, "年度ごとに分けられない記載") == 2);
    CHECK(times(table.body, "23～25年度：") == 1);
    const auto plan =
        web::get_plan(database, asked("/plans/nerima-2011", {{"slug", "nerima-2011"}}));
    CHECK(plan.body.find("達成度 A 2、B 3") != std::string::npos);  // № 44
  });
}

TEST_CASE("every page of every plan is written in both languages") {
  for_each_engine([](db::Database& database) {
    load_real(database);
    for (const auto language : {Language::ja, Language::en}) {
      check_page(web::get_home(database, asked("/", {}, {}, language)));
      for (const char* words : {"", "空き店舗", "相談", "nothing-of-the-kind"}) {
        check_page(web::get_search(database, asked("/search", {}, {{"q", words}}, language)));
      }
      for (const auto& file : testing::real_plans().plans) {
        CAPTURE(file.content.slug);
        check_every_page(database, file.content, language);
      }
    }
  });
}

TEST_CASE("every programme has its page through all plans, and all stand side by side") {
  for_each_engine([](db::Database& database) {
    load_real(database);
    for (const auto& held : registers(base::Actor::visitor(), database)) {
      for (const auto& programme : held.programmes) {
        CAPTURE(programme.key);
        const auto page = web::get_programme(
            database, asked("/programmes/" + held.municipality.code + "/" + programme.key,
                            {{"municipality", held.municipality.code}, {"key", programme.key}}));
        check_page(page);
      }
    }
    const auto shop = web::get_programme(
        database, asked("/programmes/131202/vacant-shop-entry",
                        {{"municipality", "131202"}, {"key", "vacant-shop-entry"}}));
    CHECK(shop.body.find("/plans/nerima-2011/rows/42") != std::string::npos);
    CHECK(shop.body.find("/plans/nerima-2018/rows/13-1") != std::string::npos);
    const auto unknown = web::get_programme(
        database, asked("/programmes/131202/x", {{"municipality", "131202"}, {"key", "x"}}));
    CHECK(unknown.refusal->code == "programme.unknown_programme");

    for (const auto language : {Language::ja, Language::en}) {
      check_page(web::get_open_data(database, asked("/open-data", {}, {}, language)));
      const auto all = web::get_compare(database, asked("/compare", {}, {}, language));
      check_page(all);
      CHECK(all.body.find("世田谷区") != std::string::npos);
      const auto loans =
          web::get_compare(database, asked("/compare", {}, {{"type", "loan"}}, language));
      check_page(loans);
      CHECK(times(loans.body, "<tr") == 2);
    }
    const auto wrong = web::get_compare(database, asked("/compare", {}, {{"type", "war"}}));
    CHECK(wrong.refusal->code == "plan.unknown_type");
  });
}

TEST_CASE("an installation of one municipality opens on its own home") {
  for_each_engine([](db::Database& database) {
    PlanSet own = testing::real_plans();
    std::erase_if(own.registers,
                  [](const auto& f) { return f.content.municipality.code != "132276"; });
    std::erase_if(own.plans, [](const auto& f) { return f.content.municipality != "132276"; });
    REQUIRE(load(base::Actor::system(), database, own).has_value());
    const auto home = web::get_home(database, asked("/", {}));
    check_page(home);
    CHECK(home.body.find("羽村市の産業振興計画") != std::string::npos);
    CHECK(home.body.find("うち市内") != std::string::npos);
    CHECK(home.body.find("うち区内") == std::string::npos);
  });
}

TEST_CASE("the overview draws the marks of each objective and names the lines that moved") {
  for_each_engine([](db::Database& database) {
    load_real(database);
    const auto plan =
        web::get_plan(database, asked("/plans/nerima-2011", {{"slug", "nerima-2011"}}));
    CHECK(plan.body.find("目標ごとの達成度") != std::string::npos);
    CHECK(times(plan.body, "class=\"ng-bar\"") >= 3);
    CHECK(plan.body.find("1割を超えて増減した行") != std::string::npos);
    CHECK(plan.body.find("移管された行") != std::string::npos);
    const auto row = web::get_row(
        database, asked("/plans/nerima-2011/rows/42", {{"slug", "nerima-2011"}, {"row", "42"}}));
    CHECK(times(row.body, "ng-columns--wide") == 2);         // yen and shops
    CHECK(times(row.body, "<svg class=\"ng-columns") == 4);  // each once more for a phone
  });
}

TEST_CASE("an installation without plans has its pages, too") {
  for_each_engine([](db::Database& database) {
    check_page(web::get_home(database, asked("/", {})));
    check_page(web::get_search(database, asked("/search", {}, {{"q", "相談"}})));
    CHECK(api::get_plans(database, asked("/api/v1/plans", {})).body.starts_with("{\"plans\":[]"));
  });
}

TEST_CASE("the API answers with the plan, each row and the list") {
  for_each_engine([](db::Database& database) {
    load_real(database);
    const auto list = api::get_plans(database, asked("/api/v1/plans", {}));
    CHECK(list.status == 200);
    CHECK(list.content_type.starts_with("application/json"));
    CHECK(times(list.body, "\"slug\":") == 7);
    CHECK(list.body.ends_with("\"total\":7,\"next\":null}"));
    CHECK(list.headers.empty());
    for (const auto& file : testing::real_plans().plans) {
      const auto& slug = file.content.slug;
      CAPTURE(slug);
      const auto whole = api::get_plan(database, asked("/api/v1/plans/" + slug, {{"slug", slug}}));
      CHECK(whole.status == 200);
      CHECK(whole.body.starts_with("{\"slug\":\"" + slug + "\""));
      for (const auto& row : file.content.rows) {
        const auto one = api::get_row(database, asked("/api/v1/plans/" + slug + "/rows/" + row.key,
                                                      {{"slug", slug}, {"row", row.key}}));
        CHECK(one.status == 200);
        CHECK(one.body.find("\"row\":{\"key\":\"" + row.key + "\"") != std::string::npos);
      }
    }
  });
}

// The value of a member that is a text; "" for null.
std::string text_member(const std::string& json, const std::string& name) {
  const std::string begin = "\"" + name + "\":\"";
  const auto at = json.rfind(begin);
  if (at == std::string::npos) return {};
  return json.substr(at + begin.size(), json.find('"', at + begin.size()) - at - begin.size());
}

std::vector<std::string> texts(const std::string& json, const std::string& name) {
  std::vector<std::string> found;
  const std::string begin = "\"" + name + "\":\"";
  for (auto at = json.find(begin); at != std::string::npos; at = json.find(begin, at + 1)) {
    found.push_back(
        json.substr(at + begin.size(), json.find('"', at + begin.size()) - at - begin.size()));
  }
  return found;
}

TEST_CASE("a list of the API read page by page is the whole list, once and in order") {
  struct List {
    Handler handler;
    http::Fields query;
    std::string entry;  // a member that names an entry
  };
  const List lists[] = {{api::get_plans, {}, "slug"},
                        {api::get_rows, {}, "title"},
                        {api::get_search, {{"q", "産業 振興"}}, "url"}};
  for_each_engine([&](db::Database& database) {
    load_real(database);
    for (const auto& list : lists) {
      CAPTURE(list.entry);
      const auto page = [&](http::Fields more) {
        http::Fields query = list.query;
        query.insert(query.end(), more.begin(), more.end());
        const auto response =
            list.handler(database, asked("/api/v1/x", {{"slug", "nerima-2011"}}, query));
        REQUIRE(response.status == 200);
        return response;
      };
      const auto whole = texts(page({{"limit", "500"}}).body, list.entry);
      REQUIRE(whole.size() > 3);
      std::vector<std::string> walked;
      std::string after;
      do {
        const auto part = page({{"limit", "2"}, {"after", after}});
        for (auto& entry : texts(part.body, list.entry)) walked.push_back(std::move(entry));
        after = text_member(part.body, "next");
        CHECK(part.headers.size() == (after.empty() ? 0 : 1));
        if (!after.empty()) {
          CHECK(part.headers[0].second.starts_with("</api/v1/x?"));
          CHECK(part.headers[0].second.ends_with(">; rel=\"next\""));
        }
      } while (!after.empty());
      CHECK(walked == whole);
    }
  });
}

TEST_CASE("what is not there is refused by name") {
  struct Row {
    Handler handler;
    Captures captures;
    http::Fields query;
    const base::RefusalKind& kind;
  };
  const Captures nowhere{{"slug", "nowhere"}, {"row", "1"}, {"document", "x"}};
  const auto at = [](const char* row, const char* document) {
    return Captures{{"slug", "nerima-2011"}, {"row", row}, {"document", document}};
  };
  const Row rows[] = {
      {web::get_plan, nowhere, {}, unknown_plan},
      {web::get_table, nowhere, {}, unknown_plan},
      {web::get_table_file<ReportFormat::csv>, nowhere, {}, unknown_plan},
      {web::get_row, nowhere, {}, unknown_plan},
      {web::get_document, nowhere, {}, unknown_plan},
      {api::get_plan, nowhere, {}, unknown_plan},
      {api::get_row, nowhere, {}, unknown_plan},
      {api::get_rows, nowhere, {}, unknown_plan},
      {api::get_rows, at("", "x"), {{"after", "nowhere"}}, http::unknown_after},
      {api::get_rows, at("", "x"), {{"limit", "0"}}, http::bad_limit},
      {api::get_plans, {}, {{"limit", "501"}}, http::bad_limit},
      {api::get_plans, {}, {{"limit", "3 "}}, http::bad_limit},
      {api::get_plans, {}, {{"after", "nowhere"}}, http::unknown_after},
      {api::get_search, {}, {}, search_words_missing},
      {api::get_search, {}, {{"q", ""}}, search_words_missing},
      {api::get_search, {}, {{"q", std::string(201, 'x')}}, search_too_long},
      {api::get_search, {}, {{"q", "x"}, {"after", "131202"}}, http::unknown_after},
      {api::get_search, {}, {{"q", "x"}, {"limit", "-1"}}, http::bad_limit},
      {web::get_plan, {{"slug", "nerima-2011' OR 1=1"}}, {}, unknown_plan},
      {web::get_row, at("4", "x"), {}, unknown_row},
      {web::get_row, at("", "x"), {}, unknown_row},
      {api::get_row, at("4", "x"), {}, unknown_row},
      {web::get_document, at("1", "x"), {}, unknown_document},
      {web::get_table, at("1", "x"), {{"objective", "Z"}}, unknown_filter},
      {web::get_table, at("1", "x"), {{"rating", "D"}}, unknown_filter},
      {web::get_table, at("1", "x"), {{"year", "2010"}}, year_outside},
      {web::get_table_file<ReportFormat::csv>, at("1", "x"), {{"year", "2015"}}, year_outside},
  };
  for_each_engine([&](db::Database& database) {
    load_real(database);
    for (const auto& row : rows) {
      CAPTURE(row.kind.code);
      const auto response = row.handler(database, asked("/x", row.captures, row.query));
      CHECK(response.status == row.kind.http_status);
      REQUIRE(response.refusal.has_value());
      CHECK(response.refusal->code == row.kind.code);
      for (const auto language : {Language::ja, Language::en}) {
        CHECK(base::say(language, *response.refusal).find('{') == std::string::npos);
      }
    }
  });
}

TEST_CASE("a sub-activity's address leads to its programme") {
  for_each_engine([](db::Database& database) {
    load_real(database);
    for (const auto language : {Language::ja, Language::en}) {
      const auto response =
          web::get_row(database, asked("/plans/nerima-2011/rows/9-2",
                                       {{"slug", "nerima-2011"}, {"row", "9-2"}}, {}, language));
      CHECK(response.status == 303);
      REQUIRE(response.headers.size() == 1);
      CHECK(response.headers[0].second == std::string(language == Language::en ? "/en" : "") +
                                              "/plans/nerima-2011/rows/9#part-9-2");
    }
  });
}

TEST_CASE("a printed cell over several years and rows stands on a page once") {
  for_each_engine([](db::Database& database) {
    load_real(database);
    const auto page = [&](Handler handler, const char* row, http::Fields query = {}) {
      return handler(database,
                     asked("/plans/nerima-2011", {{"slug", "nerima-2011"}, {"row", row}}, query))
          .body;
    };
    for (const char* row : {"28", "29"}) {
      const std::string body = page(web::get_row, row);
      for (const char* text : {"１団体 1,000,000円", "２団体 2,000,000円", "３団体 2,754,000円"}) {
        CHECK(times(body, text) == 1);
      }
    }
    CHECK(times(page(web::get_row, "8"), "未実施") == 1);
    CHECK(times(page(web::get_table, "", {{"rating", "C"}}), "未実施") == 1);
  });
}

TEST_CASE("the table shows what is chosen and hands the choice on to the CSV") {
  for_each_engine([](db::Database& database) {
    load_real(database);
    const auto table = [&](http::Fields query) {
      return web::get_table(database,
                            asked("/plans/nerima-2011/table", {{"slug", "nerima-2011"}}, query))
          .body;
    };
    CHECK(times(table({}), "id=\"row-") == 59);
    // The title stands over the column of sub-activities only where a row shown has one.
    CHECK(times(table({}), "<th scope=\"col\" colspan=\"2\">") == 1);
    CHECK(times(table({{"objective", "A"}}), "<th scope=\"col\" colspan=\"1\">") == 1);
    CHECK(times(table({}), "<th scope=\"rowgroup\" colspan=\"9\"") > 0);
    CHECK(times(table({{"objective", "A"}}), "<th scope=\"rowgroup\" colspan=\"8\"") > 0);
    CHECK(times(table({{"rating", "C"}}), "id=\"row-") == 1);
    CHECK(times(table({{"text", "EMS"}}), "id=\"row-") == 2);
    CHECK(table({{"rating", "C"}}).find("table.csv?rating=C") != std::string::npos);
    const auto csv = web::get_table_file<ReportFormat::csv>(
        database,
        asked("/plans/nerima-2011/table.csv", {{"slug", "nerima-2011"}}, {{"rating", "C"}}));
    CHECK(csv.content_type == "text/csv; charset=utf-8");
    CHECK(times(csv.body, "\r\n") == 2);
    CHECK(csv.headers.at(0).second == "attachment; filename=\"nerima-2011.csv\"");
  });
}

TEST_CASE("what a visitor types stays text") {
  const std::string hostile = "\"><script>alert(1)</script>'&";
  for_each_engine([&](db::Database& database) {
    load_real(database);
    for (const auto language : {Language::ja, Language::en}) {
      const auto table =
          web::get_table(database, asked("/plans/nerima-2011/table", {{"slug", "nerima-2011"}},
                                         {{"text", hostile}}, language));
      const auto search =
          web::get_search(database, asked("/search", {}, {{"q", hostile}}, language));
      for (const auto& response : {table, search}) {
        CHECK(response.status == 200);
        CHECK(response.body.find("<script>alert") == std::string::npos);
        CHECK(response.body.find("&lt;script&gt;alert(1)") != std::string::npos);
      }
    }
    const auto longest =
        web::get_search(database, asked("/search", {}, {{"q", std::string(200, 'x')}}));
    const auto too_long =
        web::get_search(database, asked("/search", {}, {{"q", std::string(201, 'x')}}));
    CHECK(longest.body.find("200文字") == std::string::npos);
    CHECK(too_long.body.find("200文字") != std::string::npos);
  });
}

TEST_CASE("the feed names every plan that was loaded, once each, and nobody") {
  for_each_engine([](db::Database& database) {
    const PlanSet& set = testing::real_plans();
    REQUIRE(load(base::Actor::system(), database, set));
    const auto feed = web::get_feed(database, asked("/feed.atom", {}));
    CHECK(feed.content_type == "application/atom+xml; charset=utf-8");
    CHECK(times(feed.body, "<entry>") == set.plans.size());
    CHECK(feed.body.find("href=\"/plans/nerima-2011\"") != std::string::npos);
    CHECK(times(feed.body, "<id>urn:uuid:") == set.plans.size() + 1);
    CHECK(feed.body.find("system") == std::string::npos);
    const auto english = web::get_feed(database, asked("/feed.atom", {}, {}, Language::en));
    CHECK(english.body.find("href=\"/en/plans/nerima-2011\"") != std::string::npos);
  });
}

}  // namespace
}  // namespace plan
