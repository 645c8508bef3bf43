// Two municipalities whose plans have the same keys everywhere and different words: no page, table
// or answer about the one ever holds a word of the other.
#include <doctest/doctest.h>

#include <map>
#include <string>

#include "db/testing.h"
#include "plan/plan_api.h"
#include "plan/plan_files_test.h"
#include "plan/plan_service.h"
#include "plan/plan_web.h"

namespace plan {
namespace {

using Handler = http::Response (*)(db::Database&, const http::Request&);

struct Town {
  std::string code;
  std::string slug;
  std::string word;  // stands in every text of its register, plan and chapter
};
const Town kTowns[] = {{"131202", "east-2012", "ひがしのことば"},
                       {"131211", "west-2012", "にしのことば"}};

// Every Japanese text of the files is replaced in turn; keys and numbers stay those of both towns.
std::string worded(std::string text, const Town& town) {
  text = testing::bent_everywhere(std::move(text), "131202", town.code);
  text = testing::bent_everywhere(std::move(text), "small-2012", town.slug);
  for (const char* words :
       {"練馬区",     "空き店舗", "経営相談",     "商工課",    "小さな計画", "印刷物",
        "観光は除く", "施策",     "みどりの計画", "商店街",    "検討",       "注です",
        "窓口",       "図書館",   "進行の管理",   "初版",      "訪問",       "断り書き",
        "かすれて",   "相談の章", "１団体",       "意味は印刷"}) {
    text = testing::bent_everywhere(std::move(text), words, town.word + words);
  }
  return text;
}

PlanSet set_of(const Town& town) {
  return testing::set_of(worded(testing::small_register_text(), town),
                         worded(testing::small_plan_text(), town),
                         worded(testing::small_document_text(), town));
}

// Every address of the plans that names one plan.
struct Asking {
  const char* name;
  Handler handler;
  const char* row;
  http::Fields query;
};
const Asking kAskings[] = {
    {"plan", web::get_plan, "", {}},
    {"table", web::get_table, "", {}},
    {"table of m1", web::get_table, "", {{"objective", "m1"}}},
    {"table of A", web::get_table, "", {{"rating", "A"}}},
    {"table of 2012", web::get_table, "", {{"year", "2012"}}},
    {"csv", web::get_table_file<ReportFormat::csv>, "", {}},
    {"row 1", web::get_row, "1", {}},
    {"row 2", web::get_row, "2", {}},
    {"row 3", web::get_row, "3", {}},
    {"chapter", web::get_document, "", {}},
    {"api plan", api::get_plan, "", {}},
    {"api row 1", api::get_row, "1", {}},
    {"api row 3", api::get_row, "3", {}},
    {"api row 3-1", api::get_row, "3-1", {}},
};

std::string answer(db::Database& database, const Asking& asking, const Town& town,
                   base::Language language) {
  http::Request request;
  request.method = "GET";
  request.path = "/plans/" + town.slug;
  request.captures = {{"slug", town.slug}, {"row", asking.row}, {"document", "chapter"}};
  request.query = asking.query;
  request.language = language;
  const auto response = asking.handler(database, request);
  CHECK(response.status == 200);
  return response.body;
}

TEST_CASE("no answer about one municipality's plan holds a word of the other's") {
  db::testing::for_each_engine([](db::Database& database) {
    for (const auto& town : kTowns)
      REQUIRE(load(base::Actor::system(), database, set_of(town)).has_value());
    for (const auto& asking : kAskings) {
      for (int i = 0; i < 2; ++i) {
        for (const auto language : {base::Language::ja, base::Language::en}) {
          CAPTURE(asking.name);
          const std::string body = answer(database, asking, kTowns[i], language);
          CHECK(body.find(kTowns[i].word) != std::string::npos);
          CHECK(body.find(kTowns[1 - i].word) == std::string::npos);
          CHECK(body.find(kTowns[1 - i].slug) == std::string::npos);
        }
      }
    }
  });
}

TEST_CASE("programmes of the same key are told apart by their municipality") {
  db::testing::for_each_engine([](db::Database& database) {
    for (const auto& town : kTowns)
      REQUIRE(load(base::Actor::system(), database, set_of(town)).has_value());
    for (const auto& town : kTowns) {
      const auto row = open_row(base::Actor::visitor(), database, town.slug, "1");
      REQUIRE(row.has_value());
      REQUIRE(row->programmes.size() == 1);
      CHECK(row->programmes[0].programme.name.starts_with(town.word));
      for (const auto& use : row->programmes[0].uses) CHECK(use.plan == town.slug);
      REQUIRE(row->plans.size() == 1);
      CHECK(row->plans[0].slug == town.slug);
    }
  });
}

TEST_CASE("loading one municipality's plan anew leaves the other's alone") {
  db::testing::for_each_engine([](db::Database& database) {
    for (const auto& town : kTowns)
      REQUIRE(load(base::Actor::system(), database, set_of(town)).has_value());
    std::map<std::string, std::string> before;
    for (const auto& asking : kAskings) {
      before[asking.name] = answer(database, asking, kTowns[1], base::Language::ja);
    }
    PlanSet changed = set_of(kTowns[0]);
    changed.plans[0].hash = "another";
    changed.plans[0].content.rows[0].cells[0].readings[0].text = "99件";
    changed.plans[0].content.rows[0].rating.reset();
    changed.plans[0].content.rows.resize(2);
    changed.plans[0].content.documents.clear();
    REQUIRE(load(base::Actor::system(), database, changed).has_value());
    for (const auto& asking : kAskings) {
      CAPTURE(asking.name);
      CHECK(before[asking.name] == answer(database, asking, kTowns[1], base::Language::ja));
    }
    const auto hits = search(base::Actor::visitor(), database, {.words = kTowns[1].word});
    REQUIRE(hits.has_value());
    CHECK(hits->page.size() == 5);  // the plan, three lines, the chapter
    for (const auto& hit : hits->page) CHECK(hit.municipality == kTowns[1].code);
    CHECK(verify(database).empty());
  });
}

}  // namespace
}  // namespace plan
