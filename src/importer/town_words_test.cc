// What towns write into headers and leave out of them: each case a small table of the kind, with
// what a person reads in it and what is shown to the officer.
#include <doctest/doctest.h>

#include "importer/understanding.h"

namespace importer {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Understanding read(Rows rows) {
  sheet::SourceTable table;
  table.grid.rows = std::move(rows);
  return understand(table);
}

bool is_doubtful(const ReadColumn& column) {
  return column.certainty.confidence != plan::Confidence::high;
}

const ReadCell& cell(const Understanding& understood, std::size_t row, std::size_t column) {
  for (const auto& line : understood.rows) {
    for (const auto& one : line.cells) {
      if (one.row == row && one.column == column) return one;
    }
  }
  FAIL("no such cell");
  return understood.rows.front().cells.front();
}

TEST_CASE("words over figures, words over marks, words over work") {
  const auto target = read({{"指標", "基準年度（H25）", "R4", "目標年度（R12）"},
                            {"ごみの量", "978", "917", "850"},
                            {"リサイクル率", "19.4", "18.7", "25.0"}});
  CHECK(target.columns[3].meaning == Meaning::target);
  CHECK(target.columns[3].year == 2030);

  const auto work = read({{"項目", "令和５年度の実績", "令和６年度の取組", "所管"},
                          {"移住", "相談112件", "相談会を増やす", "企画課"},
                          {"寄附", "３社", "働きかける", "企画課"}});
  CHECK(work.columns[0].meaning == Meaning::name);
  CHECK(work.columns[2].meaning == Meaning::target);
  CHECK(work.columns[2].year == 2024);
  CHECK(is_doubtful(work.columns[2]));

  const auto ahead = read({{"取組", "次年度の取組", "今後の課題", "今後の計画"},
                           {"朝市", "屋外に移す", "人手", "広げる"},
                           {"夜市", "続ける", "天候", "続ける"}});
  CHECK(ahead.columns[1].meaning == Meaning::direction);
  CHECK(ahead.columns[2].meaning == Meaning::note);
  CHECK(ahead.columns[3].meaning == Meaning::direction);
}

TEST_CASE("who rates and who acts stand in words of groups") {
  const auto rated = read({{"施策", "事業", "評価", ""},
                           {"", "", "担当課", "外部"},
                           {"商業", "朝市", "A", "B"},
                           {"観光", "宣伝", "B", "B"}});
  CHECK(rated.columns[2].meaning == Meaning::rating);
  CHECK(rated.columns[3].meaning == Meaning::rating);
  const auto acting = read({{"施策", "事業", "取組主体", ""},
                            {"", "", "市", "観光協会"},
                            {"商業", "朝市", "○", ""},
                            {"観光", "宣伝", "○", "○"}});
  CHECK(acting.columns[2].meaning == Meaning::owner);
  CHECK(is_doubtful(acting.columns[2]));
}

TEST_CASE("numbers and names of measures, contents that name the lines") {
  const auto measures = read({{"施策番号", "施策名", "主管課", "成果指標", "R4実績"},
                              {"1-1", "農業の振興", "農林課", "農業者数", "137"},
                              {"1-2", "林業の振興", "農林課", "間伐面積", "71"},
                              {"1-3", "商業の振興", "商工課", "事業所数", "390"}});
  CHECK(measures.columns[0].meaning == Meaning::number);
  CHECK(measures.columns[1].meaning == Meaning::name);
  const auto contents = read({{"No", "取組内容", "担当部署", "R元", "達成度"},
                              {"1", "経営相談会（回）", "商工課", "11", "Ｂ"},
                              {"2", "融資あっせん（件）", "商工課", "131", "Ａ"}});
  CHECK(contents.columns[1].meaning == Meaning::name);
  CHECK(is_doubtful(contents.columns[1]));
}

TEST_CASE("years that nobody tells are shown, those of a line go to its rating") {
  const auto untold = read({{"目標", "指標", "現状（H30）", "令和4年度", "目標"},
                            {"働く", "従業者数", "1,204", "1,176", "1,220"},
                            {"", "起業した人", "2", "9", "15"}});
  CHECK(untold.columns[0].meaning == Meaning::objective);
  CHECK(untold.columns[4].meaning == Meaning::target);
  CHECK(untold.columns[4].certainty.reason == "importer.reason_year_untold");
  const auto lines = read({{"取組名", "年度", "予定", "結果", "自己評価", "次年度の取組"},
                           {"朝市", "令和2年度", "12回", "5回", "C", "屋外に移す"},
                           {"", "令和3年度", "12回", "9回", "B", "続ける"}});
  CHECK(cell(lines, 1, 4).year == 2020);
  CHECK(cell(lines, 2, 4).year == 2021);
  CHECK_FALSE(cell(lines, 2, 5).year.has_value());
  const auto change = read({{"項目", "実施内容", "30年度", "元年度", "２年度"},
                            {"電子化", "電子申請の拡大", "5件", "12件", "40件"},
                            {"窓口", "窓口の統合", "1件", "2件", "2件"}});
  CHECK(change.columns[2].year == 2018);
  CHECK(change.columns[3].year == 2019);
  CHECK(change.columns[4].year == 2020);
  CHECK(is_doubtful(change.columns[4]));
}

TEST_CASE("lines of budget, accounts and work say what the years hold") {
  const auto read_lines = read({{"事業名", "担当", "項目", "令和３年度", "令和４年度"},
                                {"商店街の支援", "商業係", "予算額（千円）", "18,000", "18,000"},
                                {"", "", "決算額（千円）", "12,206", "17,415"},
                                {"", "", "活動実績", "９商店街", "14商店街"},
                                {"展示会", "工業係", "予算額（千円）", "5,000", "5,000"},
                                {"", "", "決算額（千円）", "1,050", "3,870"},
                                {"", "", "活動実績", "７件", "22件"}});
  CHECK(cell(read_lines, 1, 3).meaning == Meaning::budget);
  CHECK(cell(read_lines, 1, 3).unit == "千円");
  CHECK(cell(read_lines, 2, 4).meaning == Meaning::settled);
  CHECK(cell(read_lines, 3, 4).meaning == Meaning::result);
  CHECK(cell(read_lines, 3, 4).unit != "千円");
}

TEST_CASE("words that the cells do not bear out are doubtful") {
  const auto mixed = read({{"事業名", "担当課", "予算額", "KPI", "現状"},
                           {"朝市", "12", "検討中", "30", "人手が足りず、開催の回数を減らしている"},
                           {"夜市", "15", "調整中", "45", "天候に左右され、来場者が落ち着かない"}});
  CHECK(is_doubtful(mixed.columns[1]));
  CHECK(is_doubtful(mixed.columns[2]));
  CHECK(mixed.columns[3].meaning == Meaning::target);
  CHECK(is_doubtful(mixed.columns[3]));
  CHECK(mixed.columns[4].meaning == Meaning::note);
}

TEST_CASE("the year above 番号 is that of the table") {
  const auto understood = read({{"令和５年度", "事業の実施状況", "", ""},
                                {"番号", "事業名", "実績", "評価"},
                                {"1", "相談", "12件", "A"},
                                {"2", "融資", "8件", "B"}});
  CHECK(understood.header_top == 1);
  CHECK(understood.columns[1].meaning == Meaning::name);
  CHECK(understood.columns[2].year == 2023);
}

}  // namespace
}  // namespace importer
