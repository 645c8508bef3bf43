// Every table of the corpus becomes a plan that the rules of plans accept, with a place in the file
// for every filled cell.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "importer/import_tables_test.h"
#include "importer/table_variations_test.h"
#include "importer/understanding.h"
#include "plan/plan_file.h"

namespace importer {
namespace {

Frame frame_of(const std::string& name) {
  std::string slug = name;
  std::ranges::replace(slug, '_', '-');
  return {slug, "131202", "取り込んだ計画", plan::PlanKind::plan,
          2011, 2024,     "公表された表",   name + ".xlsx"};
}

std::string mistakes_of(const plan::Plan& plan) {
  base::Mistakes mistakes("plan");
  plan::check(plan, mistakes);
  std::string told;
  for (const auto& mistake : mistakes.list()) {
    told += mistake.path + " " + std::string(mistake.code) + "\n";
  }
  return told;
}

std::vector<std::vector<std::string>> grid_of(
    std::initializer_list<std::vector<std::string>> rows) {
  return {rows};
}

sheet::SourceTable table_of(std::vector<std::vector<std::string>> rows) {
  sheet::SourceTable table;
  table.grid.rows = std::move(rows);
  return table;
}

TEST_CASE("every table of the corpus and its variations becomes a plan without mistakes") {
  for (const auto& table : testing::read_cases()) {
    CAPTURE(table.name);
    std::vector<testing::Case> all{table};
    for (auto& varied : testing::variations(table, 3)) all.push_back(std::move(varied.table));
    for (const auto& one : all) {
      const Understanding understood = understand(one.table);
      const auto made = make_plan(understood, frame_of(one.name));
      REQUIRE(made);
      CHECK(mistakes_of(made->plan) == "");
      CHECK_FALSE(made->plan.rows.empty());
    }
  }
}

TEST_CASE("every filled cell of a table row has its place in the made plan") {
  for (const auto& table : testing::read_cases()) {
    CAPTURE(table.name);
    const Understanding understood = understand(table.table);
    const auto made = make_plan(understood, frame_of(table.name));
    REQUIRE(made);
    std::set<std::pair<std::size_t, std::size_t>> places;
    for (const auto& origin : made->origins) places.emplace(origin.grid_row, origin.grid_column);
    int missing = 0;
    for (const auto& cell : table.cells) {
      if (cell.meaning == Meaning::ignored) continue;
      const auto place =
          table.turned ? std::pair{cell.column, cell.row} : std::pair{cell.row, cell.column};
      if (places.contains(place)) continue;
      ++missing;
      CAPTURE(sheet::address(place.first, place.second));
      CHECK(missing == 0);
    }
  }
}

TEST_CASE("parts, merged marks, bands and units stand in the plan as they are printed") {
  std::map<std::string, testing::Case> cases;
  for (auto& one : testing::read_cases()) cases.emplace(one.name, one);

  const auto oka = make_plan(understand(cases.at("oka_parts").table), frame_of("oka"));
  REQUIRE(oka);
  const plan::Row* nine = plan::find_row(oka->plan, "9");
  REQUIRE(nine != nullptr);
  CHECK(nine->cells.empty());
  CHECK(plan::sub_activities(oka->plan, *nine).size() == 2);
  const plan::Row* first = plan::find_row(oka->plan, "9-1");
  REQUIRE(first != nullptr);
  CHECK(first->title == "認証取得の補助");
  REQUIRE(first->rating);
  CHECK(first->rating->printed == "Ａ");
  CHECK(first->rating->mark == "A");
  CHECK(first->rating->scope == plan::RatingScope::programme);
  CHECK(first->rating->over_rows == std::vector<std::string>{"9-1", "9-2"});

  const auto aoba = make_plan(understand(cases.at("aoba_progress").table), frame_of("aoba"));
  REQUIRE(aoba);
  CHECK(aoba->plan.nodes.size() == 2);
  CHECK(aoba->plan.rows.size() == 7);
  CHECK(aoba->plan.columns.size() == 4);
  CHECK(aoba->plan.columns[0].key == "2015");
  CHECK(aoba->plan.notes.size() == 2);

  const auto kubun = make_plan(understand(cases.at("tanigawa_kubun").table), frame_of("kubun"));
  REQUIRE(kubun);
  CHECK(kubun->plan.rows.size() == 4);
  CHECK(kubun->plan.columns.size() == 8);
  CHECK(plan::find_column(kubun->plan, "target-2019") != nullptr);

  const auto kita = make_plan(understand(cases.at("kitayama_jisshi").table), frame_of("kita"));
  REQUIRE(kita);
  const plan::Cell* cell = plan::find_cell(kita->plan.rows.front(), "2021");
  REQUIRE(cell != nullptr);
  CHECK(cell->readings[0].text == "118,500");
  REQUIRE(cell->readings[0].quantities.size() == 1);
  CHECK(cell->readings[0].quantities[0].yen == 118'500'000);
}

TEST_CASE("the words of another town make a scale of its own") {
  const auto table = table_of(grid_of({{"番号", "事業名", "R3", "評価"},
                                       {"1", "朝市", "3回", "拡充"},
                                       {"2", "夜市", "2回", "縮小"},
                                       {"3", "商品券", "1回", "現状継続"},
                                       {"4", "見本市", "1回", "改善（手段変更）"},
                                       {"5", "研修", "1回", "廃止"}}));
  const Understanding understood = understand(table);
  std::vector<std::string> marks;
  for (const auto& word : understood.rating_words) marks.push_back(word.mark);
  CHECK(marks == std::vector<std::string>{"拡充", "現状継続", "改善(手段変更)", "縮小", "廃止"});
  const auto made = make_plan(understood, frame_of("scale"));
  REQUIRE(made);
  CHECK(made->plan.rating_scales.front().marks.size() == 5);
  CHECK_FALSE(made->plan.rating_scales.front().definition);
}

TEST_CASE(
    "numbers printed twice keep both rows; numbers that start again are told by their place") {
  const auto twice = table_of(grid_of({{"番号", "事業名", "R3", "R4"},
                                       {"1", "朝市", "3回", "4回"},
                                       {"2", "夜市", "2回", "2回"},
                                       {"2", "商品券", "1回", "1回"}}));
  const Understanding understood = understand(twice);
  CHECK(std::ranges::any_of(understood.flags, [](const Flag& flag) {
    return flag.key == "importer.flag_number_twice" && flag.value == "2";
  }));
  const auto made = make_plan(understood, frame_of("twice"));
  REQUIRE(made);
  CHECK(made->plan.rows[1].key == "2");
  CHECK(made->plan.rows[2].key == "2-b");
  CHECK(made->plan.rows[2].number == "2");

  const auto again = table_of(grid_of({{"施策", "番号", "事業名", "R3", "R4"},
                                       {"商業", "1", "朝市", "3回", "4回"},
                                       {"", "2", "夜市", "2回", "2回"},
                                       {"工業", "1", "研修", "1回", "1回"}}));
  const auto made_again = make_plan(understand(again), frame_of("again"));
  REQUIRE(made_again);
  CHECK(made_again->plan.rows[0].key == "n1-1");
  CHECK(made_again->plan.rows[2].key == "n2-1");
  CHECK(made_again->plan.rows[1].node == "n1");
  CHECK(made_again->plan.rows[1].node_certainty.confidence == plan::Confidence::medium);
}

TEST_CASE("what cannot become a plan is refused by name") {
  CHECK(make_plan(understand(table_of({})), frame_of("x")).error().code == no_table.code);
  CHECK(make_plan(understand(table_of(grid_of({{"こんにちは"}, {"世界"}}))), frame_of("x"))
            .error()
            .code == no_table.code);
  CHECK(make_plan(understand(table_of(
                      grid_of({{"番号", "担当課", "R3", "R4"}, {"1", "商工課", "2", "3"}}))),
                  frame_of("x"))
            .error()
            .code == no_name_column.code);
  CHECK(make_plan(understand(table_of(grid_of({{"番号", "事業名", "R3", "R4"}}))), frame_of("x"))
            .error()
            .code == no_rows.code);
}

}  // namespace
}  // namespace importer
