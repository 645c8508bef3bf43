// Loading and looking on both databases: nothing is written twice, nothing is forgotten, nothing is
// half done, and what somebody changes behind the program's back is found.
#include "plan/plan_service.h"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "base/words.h"
#include "db/testing.h"
#include "plan/plan_files_test.h"
#include "plan/plan_json.h"

namespace plan {
namespace {

using db::testing::for_each_engine;
using testing::bent;
using testing::bent_everywhere;
using testing::set_of;
using testing::small_document_text;
using testing::small_plan_text;
using testing::small_register_text;

const base::Actor kActor = base::Actor::system();
const base::Actor kVisitor = base::Actor::visitor();

LoadReport loaded(db::Database& database, const PlanSet& set) {
  auto report = load(kActor, database, set);
  REQUIRE_MESSAGE(report.has_value(), std::string(report ? "" : report.error().code));
  return *std::move(report);
}

template <class T>
std::string_view code_of(const base::Result<T>& result) {
  return result ? "" : result.error().code;
}

std::string_view refusal(db::Database& database, const PlanSet& set) {
  return code_of(load(kActor, database, set));
}

PlanSet small_set(const std::string& plan_text = small_plan_text()) {
  return set_of(small_register_text(), plan_text, small_document_text());
}

constexpr db::Statement kCountDeeds{"plan_test.deeds", "SELECT count(*) AS n FROM deed"};
constexpr db::Statement kCountReadings{"plan_test.readings",
                                       "SELECT count(*) AS n FROM cell_reading"};
constexpr db::Statement kCountPlans{"plan_test.plans", "SELECT count(*) AS n FROM plan"};
constexpr db::Statement kCountProgrammes{"plan_test.programmes",
                                         "SELECT count(*) AS n FROM programme"};

std::int64_t count(db::Database& database, const db::Statement& statement) {
  return database.read([&](db::Read& tx) {
    return tx.one<std::int64_t>(statement, [](db::Row& row) { return row.integer("n"); }).value();
  });
}

std::string found(db::Database& database, std::string_view words) {
  std::string keys;
  const auto hits = search(kVisitor, database, {.words = words});
  REQUIRE(hits.has_value());
  for (const auto& hit : hits->page) {
    keys += (keys.empty() ? "" : " ") + hit.kind + ":" + hit.plan + "/" + hit.key;
  }
  return keys;
}

std::string codes(const std::vector<db::Finding>& findings) {
  std::string all;
  for (const auto& finding : findings) {
    all += (all.empty() ? "" : " ") + std::string(finding.code);
    for (const auto& fact : finding.facts) all += "," + fact.value;
    CHECK(base::has_words(finding.code));
  }
  return all;
}

// More cells and quantities than go in with one statement.
TEST_CASE("the plans as shipped are loaded whole, cell by cell") {
  for_each_engine([](db::Database& database) {
    const PlanSet set = read_plan_set({NIGIWAI_SOURCE_DIR "/plans/131202"});
    REQUIRE(set.mistakes.empty());
    loaded(database, set);
    std::int64_t cells = 0;
    for (const auto& file : set.plans)
      for (const auto& row : file.content.rows)
        cells += static_cast<std::int64_t>(row.cells.size());
    CHECK(count(database, kCountReadings) == cells);
    CHECK(verify(database).empty());
  });
}

TEST_CASE("what is loaded already is left alone, without a further deed") {
  for_each_engine([](db::Database& database) {
    const auto first = loaded(database, small_set());
    CHECK(first.registers_written == 1);
    REQUIRE(first.plans.size() == 1);
    CHECK(first.plans[0].outcome == Outcome::added);
    CHECK(first.plans[0].leaves == 4);
    CHECK(first.plans[0].cells == 8);
    CHECK(first.plans[0].marks == 2);
    CHECK(first.plans[0].versions_appended == 10);
    const auto deeds = count(database, kCountDeeds);
    CHECK(deeds == 2);
    const auto second = loaded(database, small_set());
    CHECK(second.registers_written == 0);
    CHECK(second.plans[0].outcome == Outcome::unchanged);
    CHECK(second.plans[0].versions_appended == 0);
    CHECK(count(database, kCountDeeds) == deeds);
  });
}

TEST_CASE("a related plan that is not loaded is told, not refused") {
  for_each_engine([](db::Database& database) {
    PlanSet set = small_set();
    CHECK(loaded(database, set).plans[0].relations_unheld.empty());
    set.plans[0].content.relations[0].plan = "nowhere-1999";
    CHECK(loaded(database, set).plans[0].relations_unheld ==
          std::vector<std::string>{"nowhere-1999"});
    set.plans[0].content.relations[0].plan = set.plans[0].content.slug;
    CHECK(loaded(database, set).plans[0].relations_unheld.empty());
  });
}

TEST_CASE("a plan comes back as its file says it") {
  for_each_engine([](db::Database& database) {
    loaded(database, small_set());
    const auto opened = open(kVisitor, database, "small-2012");
    REQUIRE(opened.has_value());
    const PlanSet set = small_set();
    const Opened from_file{set.plans[0].content, set.registers[0].content.municipality};
    CHECK(plan_json(*opened) == plan_json(from_file));
    const auto& quantity = opened->plan.rows[0].cells[0].readings[0].quantities.at(0);
    const auto& read = set.plans[0].content.rows[0].cells[0].readings[0].quantities.at(0);
    CHECK(quantity.yen == read.yen);
    CHECK(quantity.scale == read.scale);
    CHECK(quantity.span == read.span);
  });
}

TEST_CASE("a changed cell is followed by a version, the version before it stays") {
  for_each_engine([](db::Database& database) {
    loaded(database, small_set());
    const auto changed =
        loaded(database, small_set(bent(small_plan_text(), "10,376千円", "10,377千円")));
    CHECK(changed.plans[0].outcome == Outcome::changed);
    CHECK(changed.plans[0].versions_appended == 1);
    const auto opened = open(kVisitor, database, "small-2012");
    const auto& readings = opened->plan.rows[0].cells[0].readings;
    REQUIRE(readings.size() == 1);
    CHECK(readings[0].version == 2);
    CHECK(readings[0].text == "10,377千円");
    CHECK(readings[0].quantities.at(0).yen == 10'377'000);
    CHECK(count(database, kCountReadings) == 9);
    constexpr db::Statement kOldText{"plan_test.old_text",
                                     "SELECT text FROM cell_reading WHERE row_key = '1' AND "
                                     "column_key = '2012' AND version = 1"};
    const auto old = database.read([&](db::Read& tx) {
      return tx.one<std::string>(kOldText, [](db::Row& row) { return row.text("text"); });
    });
    CHECK(old == "10,376千円");
    CHECK(codes(verify(database)) == "");
  });
}

TEST_CASE("a mark that leaves the document is withdrawn, and may come back") {
  for_each_engine([](db::Database& database) {
    loaded(database, small_set());
    const std::string without = bent(small_plan_text(),
                                     "\"rating\": {\"scale\": \"attainment\", \"mark\": \"A\", "
                                     "\"printed\": \"Ａ\", \"period\": [2012, 2013], "
                                     "\"scope\": \"row\"},",
                                     "");
    CHECK(loaded(database, small_set(without)).plans[0].versions_appended == 1);
    CHECK_FALSE(open(kVisitor, database, "small-2012")->plan.rows[0].rating.has_value());
    using Counts = std::vector<std::pair<std::string, int>>;
    CHECK(list(kVisitor, database).at(0).summary.marks == Counts{{"B", 1}});
    CHECK(loaded(database, small_set()).plans[0].versions_appended == 1);
    CHECK(open(kVisitor, database, "small-2012")->plan.rows[0].rating->mark == "A");
    constexpr db::Statement kVersions{"plan_test.rating_versions",
                                      "SELECT version, withdrawn FROM rating WHERE row_key = '1' "
                                      "ORDER BY version"};
    std::string versions;
    database.read([&](db::Read& tx) {
      tx.each(kVersions, [&](db::Row& row) {
        versions += std::to_string(row.integer("version"));
        versions += row.flag("withdrawn") ? "- " : "+ ";
      });
      return 0;
    });
    CHECK(versions == "1+ 2- 3+ ");
    CHECK(codes(verify(database)) == "");
  });
}

std::string without_row_1() {
  std::string text = small_plan_text();
  const auto begin = text.find("    {\n      \"key\": \"1\"");
  text.erase(begin, text.find("    {\n      \"key\": \"2\"") - begin);
  return bent(text, "\"rows\": [\"1\"]", "\"rows\": []");
}

TEST_CASE("a row and a chapter that leave the document are no longer shown, counted or found") {
  for_each_engine([](db::Database& database) {
    loaded(database, small_set());
    CHECK(found(database, "空き店舗") == "plan_row:small-2012/1");
    CHECK(found(database, "図書館") == "plan_document:small-2012/chapter");
    loaded(database, set_of("", without_row_1()));
    CHECK(code_of(open_row(kVisitor, database, "small-2012", "1")) == unknown_row.code);
    CHECK(open_row(kVisitor, database, "small-2012", "2").has_value());
    CHECK(open(kVisitor, database, "small-2012")->plan.documents.empty());
    CHECK(found(database, "空き店舗") == "");
    CHECK(found(database, "図書館") == "");
    const auto summary = list(kVisitor, database).at(0).summary;
    CHECK(summary.rows == 2);
    using Counts = std::vector<std::pair<std::string, int>>;
    CHECK(summary.marks == Counts{{"B", 1}});
    CHECK(count(database, kCountReadings) == 8);
    const auto back = loaded(database, small_set());
    CHECK(back.plans[0].versions_appended == 0);
    CHECK(found(database, "空き店舗") == "plan_row:small-2012/1");
    CHECK(open(kVisitor, database, "small-2012")->plan.rows.size() == 5);
  });
}

TEST_CASE("a column that leaves the document is no longer shown, its readings stay") {
  for_each_engine([](db::Database& database) {
    std::string wide =
        bent(small_plan_text(), "\"fiscal_years\": [2013]}\n",
             "\"fiscal_years\": [2013]},\n{\"key\": \"2014\", \"header\": \"26年度\", \"kind\": "
             "\"year\", \"fiscal_years\": [2014]}\n");
    wide = bent_everywhere(wide, "\"cells\": {",
                           "\"cells\": {\"2014\": {\"text\": \"-\", \"kind\": \"dash\"},");
    loaded(database, small_set(wide));
    CHECK(open(kVisitor, database, "small-2012")->plan.rows[0].cells.size() == 3);
    loaded(database, small_set());
    const auto plan = open(kVisitor, database, "small-2012")->plan;
    CHECK(plan.columns.size() == 2);
    CHECK(plan.rows[0].cells.size() == 2);
    CHECK(count(database, kCountReadings) == 12);
  });
}

TEST_CASE("loading is all or nothing") {
  for_each_engine([](db::Database& database) {
    PlanSet set = small_set();
    set.plans.push_back(set.plans[0]);
    set.plans[1].content.slug = "second-2012";
    set.plans[1].content.rows[0].programmes = {"unheard-of"};
    CHECK(refusal(database, set) == programme_missing.code);
    CHECK(count(database, kCountPlans) == 0);
    CHECK(count(database, kCountProgrammes) == 0);
    CHECK(count(database, kCountDeeds) == 0);
    CHECK(code_of(open(kVisitor, database, "small-2012")) == unknown_plan.code);
    CHECK(found(database, "空き店舗") == "");
    CHECK(list(kVisitor, database).empty());
  });
}

TEST_CASE("each refusal") {
  for_each_engine([](db::Database& database) {
    CHECK(refusal(database, set_of("", small_plan_text())) == municipality_missing.code);
    loaded(database, small_set());
    const std::string other_register = bent(small_register_text(), "131202", "131211");
    const std::string other_plan = bent(small_plan_text(), "131202", "131211");
    CHECK(refusal(database, set_of(other_register, other_plan)) == slug_taken.code);
    CHECK(refusal(database, set_of("", bent(small_plan_text(), "\"vacant-shop\"",
                                            "\"unheard-of\""))) == programme_missing.code);
    CHECK(code_of(open(kVisitor, database, "small-2013")) == unknown_plan.code);
    CHECK(code_of(open(kVisitor, database, "")) == unknown_plan.code);
    CHECK(code_of(open_row(kVisitor, database, "small-2012", "7")) == unknown_row.code);
    CHECK(code_of(open_row(kVisitor, database, "nowhere", "1")) == unknown_plan.code);
    CHECK(open(kVisitor, database, "small-2012")->plan.municipality == "131202");
  });
}

TEST_CASE(
    "a row opens with its programmes, their owners and the other lines of the same programme") {
  for_each_engine([](db::Database& database) {
    PlanSet set = small_set(bent(small_plan_text(), "\"programmes\": [\"advice\"]",
                                 "\"programmes\": [\"advice\", \"vacant-shop\"]"));
    loaded(database, set);
    const auto row = open_row(kVisitor, database, "small-2012", "1");
    REQUIRE(row.has_value());
    REQUIRE(row->programmes.size() == 1);
    CHECK(row->programmes[0].programme.owners.size() == 2);
    REQUIRE(row->programmes[0].uses.size() == 2);
    CHECK(row->programmes[0].uses[1].row == "3");
    CHECK(row->bodies.size() == 2);
    CHECK(row->plans.size() == 1);
  });
}

TEST_CASE("the real plans are the same bytes on every database, and as their files") {
  std::map<std::string, std::string> first;
  for_each_engine([&](db::Database& database) {
    const PlanSet& set = testing::real_plans();
    const auto report = loaded(database, set);
    CHECK(report.registers_written == 5);
    CHECK(report.plans.size() == 7);
    for (const auto& file : set.plans) {
      const auto& slug = file.content.slug;
      CAPTURE(slug);
      const auto opened = open(kVisitor, database, slug);
      REQUIRE(opened.has_value());
      const std::string json = plan_json(*opened);
      CHECK(json == plan_json({file.content, opened->municipality}));
      const auto [before, added] = first.emplace(slug, json);
      if (!added) CHECK(before->second == json);
    }
    const auto listed = list(kVisitor, database);
    const std::string summaries = plans_json(listed, {.total = listed.size(), .next = {}});
    const auto [before, added] = first.emplace("", summaries);
    if (!added) CHECK(before->second == summaries);
    for (const char* words : {"空き店舗", "相談", "駅"}) {
      CAPTURE(words);
      const std::string hits = found(database, words);
      CHECK_FALSE(hits.empty());
      const auto [earlier, is_first] = first.emplace(words, hits);
      if (!is_first) CHECK(earlier->second == hits);
    }
    CHECK(found(database, "空き店舗").find("plan_row:nerima-2011/42") != std::string::npos);
    CHECK(codes(verify(database)) == "");
    CHECK(codes(verify_files(database, set)) == "");
  });
}

TEST_CASE("a search has pages") {
  for_each_engine([](db::Database& database) {
    loaded(database, small_set());
    const auto first = search(kVisitor, database, {.words = "相談", .limit = 1});
    REQUIRE(first.has_value());
    CHECK(first->page.size() == 1);
    CHECK(first->more);
    const auto all = search(kVisitor, database, {.words = "相談"});
    REQUIRE(all.has_value());
    CHECK_FALSE(all->more);
    CHECK(all->page.size() > 1);
    CHECK(first->total == static_cast<std::int64_t>(all->page.size()));
    std::vector<std::string> walked;
    for (auto page = first; page;) {
      for (const auto& hit : page->page) walked.push_back(position_text(hit));
      if (!page->more) break;
      page = search(kVisitor, database,
                    {.words = "相談", .limit = 1, .after = position_from(walked.back())});
    }
    std::vector<std::string> at_once;
    for (const auto& hit : all->page) at_once.push_back(position_text(hit));
    CHECK(walked == at_once);
    CHECK_FALSE(position_from("131202/plan_row").has_value());
  });
}

TEST_CASE("what is changed in the tables is found, version by version") {
  struct Change {
    db::Statement statement;
    const char* found;
  };
  constexpr const char* kCell = "plan.verify_reading_changed,small-2012,1,2012";
  constexpr const char* kMark = "plan.verify_rating_changed,small-2012,1";
  const Change changes[] = {
      {{"t.text",
        "UPDATE cell_reading SET text = 'x' WHERE row_key = '1' AND column_key = '2012' AND "
        "version = 2"},
       kCell},
      {{"t.old",
        "UPDATE cell_reading SET text = 'x' WHERE row_key = '1' AND column_key = '2012' AND "
        "version = 1"},
       kCell},
      {{"t.state",
        "UPDATE cell_reading SET state = 'dash' WHERE row_key = '1' AND column_key = '2012' "
        "AND version = 2"},
       kCell},
      {{"t.sure",
        "UPDATE cell_reading SET confidence = 'low' WHERE row_key = '1' AND column_key = '2012' "
        "AND version = 2"},
       kCell},
      {{"t.number", "UPDATE cell_quantity SET numerator = 1 WHERE row_key = '1' AND version = 2"},
       kCell},
      {{"t.yen", "UPDATE cell_quantity SET yen = 1 WHERE row_key = '1' AND version = 2"}, kCell},
      {{"t.no_yen", "UPDATE cell_quantity SET yen = NULL WHERE row_key = '1' AND version = 2"},
       kCell},
      {{"t.scale", "UPDATE cell_quantity SET scale = 1 WHERE row_key = '1' AND version = 2"},
       kCell},
      {{"t.base", "UPDATE cell_quantity SET base_unit = 'x' WHERE row_key = '1' AND version = 2"},
       kCell},
      {{"t.unit", "UPDATE cell_quantity SET unit = 'x' WHERE row_key = '1' AND version = 2"},
       kCell},
      {{"t.span", "UPDATE cell_quantity SET span_begin = 1 WHERE row_key = '1' AND version = 2"},
       kCell},
      {{"t.gone", "DELETE FROM cell_quantity WHERE row_key = '1' AND version = 2"}, kCell},
      {{"t.mark", "UPDATE rating SET mark = 'A' WHERE row_key = '1' AND version = 2"}, kMark},
      {{"t.old_mark", "UPDATE rating SET mark = 'B' WHERE row_key = '1' AND version = 1"}, kMark},
      {{"t.from", "UPDATE rating SET from_year = 2011 WHERE row_key = '1' AND version = 2"}, kMark},
      {{"t.withdrawn", "UPDATE rating SET withdrawn = 1 WHERE row_key = '1' AND version = 2"},
       kMark},
  };
  std::string second = bent(small_plan_text(), "10,376千円", "10,377千円");
  second = bent(second, "\"mark\": \"A\", \"printed\": \"Ａ\", \"period\": [2012, 2013]",
                "\"mark\": \"B\", \"printed\": \"Ｂ\", \"period\": [2012, 2013]");
  for (const auto& change : changes) {
    CAPTURE(change.statement.name);
    for_each_engine([&](db::Database& database) {
      loaded(database, small_set());
      CHECK(loaded(database, small_set(second)).plans[0].versions_appended == 2);
      CHECK(codes(verify(database)) == "");
      CHECK(database.write([&](db::Write& tx) { return tx.run(change.statement); }) == 1);
      CHECK(codes(verify(database)) == std::string(change.found));
    });
  }
}

TEST_CASE("figures that are not those of figures.toml beside the plan are named") {
  const PlanSet with = set_of(small_register_text(), small_plan_text(), small_document_text(),
                              testing::small_figures_text());
  for_each_engine([&](db::Database& database) {
    loaded(database, small_set());
    CHECK(codes(verify_files(database, small_set())) == "");
    CHECK(codes(verify_files(database, with)) == "plan.figures_differ,small-2012,plan.json");
    loaded(database, with);
    CHECK(codes(verify_files(database, with)) == "");
    CHECK(codes(verify_files(database, small_set())) == "plan.figures_differ,small-2012,plan.json");
    const db::Statement edited{"test.edited", "UPDATE figure SET definition = definition || ' '"};
    CHECK(database.write([&](db::Write& tx) { return tx.run(edited); }) > 0);
    CHECK(codes(verify_files(database, with)) == "plan.figures_differ,small-2012,plan.json");
  });
}

TEST_CASE("files that are not loaded, or loaded from other bytes, are named") {
  for_each_engine([](db::Database& database) {
    CHECK(codes(verify_files(database, small_set())) ==
          "plan.verify_file_not_loaded,small-2012,plan.json");
    loaded(database, small_set());
    CHECK(codes(verify_files(database, small_set())) == "");
    CHECK(codes(verify_files(database, small_set(bent(small_plan_text(), "注です", "注でした")))) ==
          "plan.verify_file_differs,small-2012,plan.json");
  });
}

TEST_CASE("a row read alone is the row of the whole plan") {
  for_each_engine([](db::Database& database) {
    loaded(database, testing::real_plans());
    for (const PlanFile& file : testing::real_plans().plans) {
      const std::string& slug = file.content.slug;
      CAPTURE(slug);
      const auto whole = open(kVisitor, database, slug);
      REQUIRE(whole.has_value());
      for (const Row& row : whole->plan.rows) {
        CAPTURE(row.key);
        const auto alone = open_row_alone(kVisitor, database, slug, row.key);
        REQUIRE(alone.has_value());
        CHECK(row_json(*alone, *find_row(alone->plan, row.key)) == row_json(*whole, row));
      }
      CHECK(code_of(open_row_alone(kVisitor, database, slug, "")) == unknown_row.code);
      CHECK(code_of(open_row_alone(kVisitor, database, slug, "x")) == unknown_row.code);
    }
    CHECK(code_of(open_row_alone(kVisitor, database, "atlantis", "1")) == unknown_plan.code);
  });
}

}  // namespace
}  // namespace plan
