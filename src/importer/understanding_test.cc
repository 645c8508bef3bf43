// Single rules of reading a table, each with a small table; the officer's corrections; flags;
// speed.
#include "importer/understanding.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "importer/understanding_json.h"

namespace importer {
namespace {

using Rows = std::vector<std::vector<std::string>>;

sheet::SourceTable table_of(Rows rows) {
  sheet::SourceTable table;
  table.grid.rows = std::move(rows);
  return table;
}

const ReadColumn& column(const Understanding& understood, std::size_t at) {
  for (const auto& read : understood.columns) {
    if (read.column == at) return read;
  }
  FAIL("no such column");
  return understood.columns.front();
}

bool flagged(const Understanding& understood, std::string_view key, std::string_view value = {}) {
  return std::ranges::any_of(understood.flags, [&](const Flag& flag) {
    return flag.key == key && (value.empty() || flag.value == value);
  });
}

const ReadCell* cell_at(const Understanding& understood, std::size_t row, std::size_t at) {
  for (const auto& read : understood.rows) {
    for (const auto& cell : read.cells) {
      if (cell.row == row && cell.column == at) return &cell;
    }
  }
  return nullptr;
}

TEST_CASE("columns tell of each other what each holds") {
  const auto groups = understand(table_of({{"区分", "事業", "所管", "R1", "R2", "R3", "3か年計"},
                                           {"農業", "直売所", "農政課", "3", "4", "1", "8"},
                                           {"", "加工室", "農政課", "1", "2", "2", "5"},
                                           {"水産", "朝市", "水産課", "5", "6", "1", "12"}}));
  CHECK(column(groups, 0).meaning == Meaning::measure);
  CHECK(column(groups, 6).meaning == Meaning::total);
  CHECK(column(groups, 6).year == 2019);
  CHECK(column(groups, 6).to_year == 2021);
  const auto measures =
      understand(table_of({{"条項", "施策の方向性", "具体的施策", "令和3年度の取組状況", "担当課"},
                           {"第5条", "経営", "相談窓口", "412件", "商工課"},
                           {"", "", "融資", "31件", "商工課"},
                           {"第6条", "創業", "創業塾", "28人", "商工課"}}));
  CHECK(column(measures, 1).meaning == Meaning::measure);
  CHECK(column(measures, 2).meaning == Meaning::name);
  const auto under = understand(table_of({{"No", "事業名", "今後の方針", ""},
                                          {"", "", "方向", "理由"},
                                          {"1", "相談窓口", "継続", "要望が多い"},
                                          {"2", "融資", "見直し", "利用が減った"}}));
  CHECK(column(under, 2).meaning == Meaning::direction);
  const auto policies =
      understand(table_of({{"方針", "取組名", "担当課", "R6実績", "方針"},
                           {"1 米づくりを守る", "乾燥施設", "農政課", "3件", "継続"},
                           {"", "直播", "農政課", "5件", "継続"},
                           {"2 野菜を伸ばす", "雨よけ", "園芸課", "8件", "拡充"}}));
  CHECK(column(policies, 0).meaning == Meaning::objective);
  CHECK(column(policies, 0).certainty.confidence == plan::Confidence::medium);
  CHECK(column(policies, 4).meaning == Meaning::direction);
}

TEST_CASE("a total of years is theirs below a word that stands over all of them, too") {
  const auto costs =
      understand(table_of({{"事業名", "担当課", "事業費", "", "", ""},
                           {"", "", "令和６年度", "令和７年度", "令和８年度", "３か年計"},
                           {"朝市", "商工課", "100", "200", "300", "600"},
                           {"夜市", "商工課", "10", "20", "30", "60"}}));
  CHECK(column(costs, 5).meaning == Meaning::total);
  CHECK(column(costs, 5).year == 2024);
  CHECK(column(costs, 5).to_year == 2026);
}

TEST_CASE("a line that says what the table is of is no header") {
  const auto labelled =
      understand(table_of({{"進行管理シート", "", "", "", ""},
                           {"対象年度：令和４年度", "", "", "", "（令和5年3月末現在）"},
                           {"番号", "取組名", "主管課", "状況", "今後の対応"},
                           {"1-1", "適地調査", "企業誘致課", "完了", "続ける"},
                           {"1-2", "工業用水", "水道課", "未着手", "来年に始める"}}));
  CHECK(labelled.header_top == 2);
  CHECK(column(labelled, 0).meaning == Meaning::number);
  CHECK(column(labelled, 4).meaning == Meaning::direction);
}

TEST_CASE("headers say what a column holds, in the words of many towns") {
  struct Row {
    std::string header;
    Meaning meaning;
    std::optional<int> year;
  };
  const Row rows[] = {{"№", Meaning::number, {}},
                      {"枝番号", Meaning::sub_number, {}},
                      {"政策目標", Meaning::objective, {}},
                      {"基本施策", Meaning::measure, {}},
                      {"内訳事業", Meaning::sub_name, {}},
                      {"事業の目的・内容", Meaning::content, {}},
                      {"主管課", Meaning::owner, {}},
                      {"成果指標", Meaning::indicator, {}},
                      {"単位", Meaning::unit, {}},
                      {"目標値（R7）", Meaning::target, 2025},
                      {"令和4年度 実績", Meaning::result, 2022},
                      {"Ｈ２３", Meaning::result, 2011},
                      {"2011年度", Meaning::result, 2011},
                      {"R元", Meaning::result, 2019},
                      {"計画策定時現状値（平成30年度）", Meaning::state_at, 2018},
                      {"累計", Meaning::total, {}},
                      {"総合評価", Meaning::rating, {}},
                      {"今後の方針", Meaning::direction, {}},
                      {"R4当初予算額（千円）", Meaning::budget, 2022},
                      {"R4決算見込額", Meaning::settled, 2022},
                      {"事業期間", Meaning::years, {}},
                      {"課題・問題点", Meaning::note, {}}};
  for (const auto& row : rows) {
    CAPTURE(row.header);
    const auto understood = understand(
        table_of({{"事業名", row.header, "担当課", "R2目標"}, {"朝市", "", "商工課", "3"}}));
    CHECK(column(understood, 1).meaning == row.meaning);
    CHECK(column(understood, 1).year == row.year);
    CHECK(column(understood, 1).certainty.confidence == plan::Confidence::high);
  }
}

TEST_CASE("what is not sure says so and why") {
  const auto understood = understand(table_of({{"番号", "事業名", "謎の欄", "特定創業実績値", "R3"},
                                               {"1", "朝市", "x", "3", "4"},
                                               {"2", "夜市", "y", "4", "5"}}));
  CHECK(column(understood, 2).meaning == Meaning::unknown);
  CHECK(column(understood, 2).certainty.reason == "importer.reason_header_unknown");
  CHECK(flagged(understood, "importer.flag_column_unknown", "謎の欄"));
  CHECK(column(understood, 3).meaning == Meaning::result);
  CHECK(column(understood, 3).certainty.confidence == plan::Confidence::medium);
}

TEST_CASE("bare years take their era from neighbours, from the line above, or from the title") {
  const auto beside = understand(table_of({{"番号", "事業名", "29年度", "30年度", "R元", "2", "3"},
                                           {"1", "朝市", "1", "2", "3", "4", "5"}}));
  std::vector<int> years;
  for (const auto& read : beside.columns) {
    if (read.year) years.push_back(*read.year);
  }
  CHECK(years == std::vector<int>{2017, 2018, 2019, 2020, 2021});
  const auto title = understand(table_of({{"平成25年度 実施計画"},
                                          {"番号", "事業名", "23", "24", "25"},
                                          {"1", "朝市", "1", "2", "3"}}));
  CHECK(column(title, 2).year == 2011);
  CHECK(column(title, 2).certainty.reason == "importer.reason_era_of_title");
  const auto nowhere =
      understand(table_of({{"番号", "事業名", "23", "24", "25"}, {"1", "朝市", "1", "2", "3"}}));
  CHECK_FALSE(column(nowhere, 2).year);
  CHECK(column(nowhere, 2).certainty.confidence == plan::Confidence::low);
  CHECK(flagged(nowhere, "importer.flag_column_doubtful", "23"));
}

TEST_CASE("the officer should look at what a spreadsheet changed and at what does not follow") {
  auto table = table_of({{"番号", "事業名", "R1", "R2", "R4"},
                         {"001", "朝市", "3", "2019-04-01", "△5"},
                         {"2", "夜市", "#REF!", "4月1日", "5"},
                         {"004", "商品券", "7", "8", "1,23件"},
                         {"003", "研修", "9", "10", "11"}});
  table.notes = {{1, 2, sheet::CellNote::formula, {}}, {1, 3, sheet::CellNote::date, {}}};
  const auto understood = understand(table);
  CHECK(flagged(understood, "importer.flag_formula", "3"));
  CHECK(flagged(understood, "importer.flag_date", "2019-04-01"));
  CHECK(flagged(understood, "importer.flag_date", "4月1日"));
  CHECK(flagged(understood, "importer.flag_error", "#REF!"));
  CHECK(flagged(understood, "importer.flag_leading_zero", "2"));
  CHECK(flagged(understood, "importer.flag_number_order", "003"));
  CHECK(flagged(understood, "importer.flag_year_missing", "2021"));
  CHECK(flagged(understood, "importer.flag_unread", "1,23件"));
  REQUIRE(cell_at(understood, 1, 4));
  CHECK(cell_at(understood, 1, 4)->reading.quantities.size() == 1);
}

TEST_CASE("units stand beside, in the header or above; a year-like figure is a figure") {
  const auto understood = understand(table_of({{"（単位：千円）"},
                                               {"番号", "事業名", "単位", "R1実績", "R1決算額"},
                                               {"1", "朝市", "人", "2019", "1,200"},
                                               {"2", "夜市", "人", "12", "900"}}));
  REQUIRE(cell_at(understood, 2, 3));
  const auto& people = cell_at(understood, 2, 3)->reading;
  REQUIRE(people.quantities.size() == 1);
  CHECK(people.quantities[0].unit == "人");
  CHECK(people.text == "2019");
}

TEST_CASE("the unit in the brackets of an indicator is that of its figures") {
  const auto understood = understand(table_of({{"指標名", "R4実績", "R5実績"},
                                               {"相談件数（件）", "37", "41"},
                                               {"売上［千円］", "1,200", "約50件"},
                                               {"会員（うち法人）", "12", "13"}}));
  CHECK(cell_at(understood, 1, 1)->reading.quantities.at(0).unit == "件");
  CHECK(cell_at(understood, 2, 1)->reading.quantities.at(0).unit == "千円");
  CHECK(cell_at(understood, 2, 2)->reading.quantities.at(0).unit == "件");  // its own word counts
  CHECK(cell_at(understood, 3, 1)->unit.empty());
}

TEST_CASE("previous and next year are counted from the year of the title") {
  const auto understood = understand(
      table_of({{"令和5年度 決算"},
                {"事業名", "予算額", "決算額", "前年度決算額", "翌年度繰越額", "次年度予算額"},
                {"融資", "10", "9", "8", "1", "11"}}));
  CHECK(column(understood, 2).year == 2023);
  CHECK(column(understood, 3).year == 2022);
  CHECK(column(understood, 4).year == 2023);  // carried over out of this year
  CHECK(column(understood, 5).year == 2024);
}

TEST_CASE("a name with a mark and no number is a part of the one above, and is doubtful") {
  const auto understood = understand(table_of({{"番号", "事業名", "実績"},
                                               {"1", "創業の支援", ""},
                                               {"", "・創業塾", "20人"},
                                               {"2", "・雇用の促進", "3回"}}));
  REQUIRE(understood.rows.size() == 3);
  CHECK(understood.rows[1].kind == RowKind::part);
  CHECK(understood.rows[1].parent == 0);
  CHECK(understood.rows[1].certainty.confidence == plan::Confidence::medium);
  CHECK(cell_at(understood, 2, 1)->meaning == Meaning::sub_name);
  CHECK(understood.rows[2].kind == RowKind::programme);
}

TEST_CASE("rows of a page without lines are never sure") {
  auto table = table_of({{"番号", "事業名", "R4実績"}, {"1", "創業の支援", "3"}});
  CHECK(understand(table).rows[0].certainty.confidence == plan::Confidence::high);
  table.by_distances = true;
  const auto understood = understand(table);
  CHECK(understood.rows[0].certainty.confidence == plan::Confidence::medium);
  CHECK(flagged(understood, "importer.flag_by_distances"));
}

TEST_CASE("a second table in the sheet is told and left") {
  const auto understood = understand(table_of({{"番号", "事業名", "R3", "R4"},
                                               {"1", "朝市", "3", "4"},
                                               {"2", "夜市", "3", "4"},
                                               {"3", "商品券", "3", "4"},
                                               {},
                                               {"参考"},
                                               {"指標名", "単位", "目標値", "担当課"},
                                               {"人口", "人", "100", "企画課"}}));
  CHECK(understood.header_top == 0);
  CHECK(flagged(understood, "importer.flag_second_table"));
  CHECK(std::ranges::count_if(understood.rows, [](const ReadRow& row) {
          return row.kind == RowKind::programme;
        }) == 3);
}

TEST_CASE("the officer's corrections win") {
  const auto table =
      table_of({{"番号", "事業名", "謎", "R4"}, {"1", "朝市", "3", "4"}, {"2", "夜市", "3", "4"}});
  Choices choices;
  choices.columns = {{"謎", Meaning::target, 2025, std::nullopt}};
  choices.rows = {{2, RowKind::note}};
  const auto understood = understand(table, choices);
  CHECK(column(understood, 2).meaning == Meaning::target);
  CHECK(column(understood, 2).year == 2025);
  CHECK(column(understood, 2).corrected);
  CHECK(understood.rows[1].kind == RowKind::note);
  REQUIRE(cell_at(understood, 1, 2));
  CHECK(cell_at(understood, 1, 2)->reading.quantities.size() == 1);
  choices.turned = true;
  CHECK(understand(table, choices).turned);
  Choices header;
  header.header_top = 1;
  header.header_bottom = 1;
  CHECK(understand(table, header).header_top == 1);
  Choices joined;
  joined.ratings = {{"Ａ", 1, "優"}};
  const auto rated = understand(
      table_of(
          {{"番号", "事業名", "R4", "評価"}, {"1", "朝市", "3", "Ａ"}, {"2", "夜市", "3", "B"}}),
      joined);
  CHECK(std::ranges::any_of(rated.rating_words,
                            [](const RatingWord& word) { return word.mark == "優"; }));
}

TEST_CASE("every meaning has a code of its own") {
  for (int i = 0; i <= static_cast<int>(Meaning::unknown); ++i) {
    const auto meaning = static_cast<Meaning>(i);
    CHECK(meaning_from(in_db(meaning)) == meaning);
  }
  CHECK_FALSE(meaning_from("nonsense"));
}

TEST_CASE("nonsense is read without harm") {
  const Rows tables[] = {
      {},
      {{}},
      {{""}, {"　"}},
      {{"番号"}},
      {{"\xff\xfe", "事業名", "R3"}, {"1", "\xff", "2"}},
      {{"番号", "事業名", "R3", "R3"}, {"1", "a", "1", "1"}, {"合計", "", "1", "1"}},
      {{"年度", "年度", "年度"}, {"年度", "年度", "年度"}},
      {{"R3", "R4", "R5"}, {"R3", "R4", "R5"}, {"1", "2", "3"}},
      {{"評価", "評価"}, {"=", "\n"}, {"A", "B"}}};
  for (const auto& rows : tables) {
    sheet::SourceTable table = table_of(rows);
    table.merged = {{0, 0, 9, 9}, {3, 3, 2, 2}};
    for (const bool turned : {false, true}) {
      Choices choices;
      choices.turned = turned;
      choices.rows = {{99, RowKind::part}, {0, RowKind::part}};
      const auto understood = understand(table, choices);
      const auto made =
          make_plan(understood, {"slug", "131202", "t", plan::PlanKind::plan, 0, 0, "", ""});
      CHECK((made || !made.error().code.empty()));
    }
  }
}

TEST_CASE("what was understood is written as JSON") {
  sheet::SourceFile file;
  file.letters = "cp932";
  file.tables = {table_of(
      {{"番号", "事業名", "R3", "評価"}, {"1", "朝市", "3件", "○"}, {"2", "夜市", "", "×"}})};
  const auto json =
      understanding_json("表.csv", file, {understand(file.tables.front())}, base::Language::ja);
  for (const std::string_view part :
       {R"("format":"nigiwai-import-understanding/1")", R"("letters":"cp932")", R"("header_top":1)",
        R"("meaning":"result","year":2021)", R"("address":"C2")", R"("text":"3件")",
        R"("mark":"○")", R"("kind":"programme")"}) {
    CAPTURE(part);
    CHECK(json.find(part) != std::string::npos);
  }
}

TEST_CASE("two thousand rows of forty columns become a plan of two thousand lines") {
  Rows rows{{"番号", "施策", "事業名", "事業内容", "担当課", "単位"}};
  for (int year = 1990; year < 2022; ++year) rows[0].push_back(std::to_string(year) + "年度");
  rows[0].insert(rows[0].end(), {"評価", "今後の方向性"});
  for (int i = 1; i <= 2000; ++i) {
    std::vector<std::string> row{std::to_string(i),
                                 "施策" + std::to_string(i / 50),
                                 "事業その" + std::to_string(i),
                                 "商店街の催しに補助する。",
                                 "商工課",
                                 "件"};
    for (int year = 0; year < 32; ++year) row.push_back(std::to_string(i * 7 + year));
    row.insert(row.end(), {i % 2 == 0 ? "A" : "B", "継続"});
    rows.push_back(std::move(row));
  }
  const auto table = table_of(std::move(rows));
  const auto made = make_plan(understand(table),
                              {"wide", "131202", "t", plan::PlanKind::plan, 1990, 2021, "", ""});
  REQUIRE(made);
  CHECK(made->plan.rows.size() == 2000);
}

}  // namespace
}  // namespace importer
