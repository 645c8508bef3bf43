// The table as a sheet, read back as a spreadsheet would: one line a leaf, every cell the verbatim
// text of the file, a mark on the first of its lines only.
#include "plan/plan_sheet.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "output/sheet.h"
#include "plan/plan_files_test.h"
#include "sheet/csv.h"

namespace plan {
namespace {

using testing::real_plan;
using testing::real_plans;

std::size_t column_of(const sheet::Grid& grid, std::string_view header) {
  const auto& headers = grid.rows.front();
  const auto found = std::find(headers.begin(), headers.end(), header);
  REQUIRE_MESSAGE(found != headers.end(), std::string(header));
  return static_cast<std::size_t>(found - headers.begin());
}

sheet::Grid read_back(const Plan& plan, base::Language language,
                      const std::vector<int>& years = {}) {
  auto grid = sheet::read_csv(output::csv(table_sheet(plan, language, leaves(plan), years)));
  REQUIRE(grid.has_value());
  return *std::move(grid);
}

TEST_CASE("the CSV of Nerima 2011–14 has 59 lines, its cells are those of the file") {
  const Plan& plan = real_plan("nerima-2011");
  const auto grid = read_back(plan, base::Language::ja);
  REQUIRE(grid.rows.size() == 60);
  const auto lines = leaves(plan);
  int marks = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    CAPTURE(lines[i]->key);
    CHECK(grid.rows[i + 1].size() == grid.rows[0].size());
    for (const auto& column : plan.columns) {
      const auto& text = find_cell(*lines[i], column.key)->readings.front().text;
      CHECK(grid.at(i + 1, column_of(grid, column.header)) == text.value_or(""));
    }
    const auto mark = grid.at(i + 1, column_of(grid, "達成度"));
    const auto scope = grid.at(i + 1, column_of(grid, "達成度の範囲"));
    CHECK(mark == (lines[i]->rating ? lines[i]->rating->printed : ""));
    CHECK(mark.empty() == scope.empty());
    marks += mark.empty() ? 0 : 1;
  }
  CHECK(marks == 56);
}

TEST_CASE("a mark over several lines stands on the first with how many it is for") {
  const auto grid = read_back(real_plan("nerima-2011"), base::Language::ja);
  const auto line_of = [&](std::string_view sub_activity) {
    const std::size_t column = column_of(grid, "内訳事業");
    std::size_t line = 0;
    while (grid.at(line, column) != sub_activity) ++line;
    return line;
  };
  const std::size_t first = line_of("ISO認証取得支援事業補助金");
  const std::size_t second = line_of("エコアクション21等認証取得支援事業補助金");
  const std::size_t mark = column_of(grid, "達成度"), scope = column_of(grid, "達成度の範囲");
  CHECK(grid.at(first, mark) == "Ａ");
  CHECK(grid.at(first, scope) == "2行に1つ");
  CHECK(grid.at(second, mark) == "");
  CHECK(grid.at(second, scope) == "");
  CHECK(grid.at(first, column_of(grid, "№")) == "9");
  CHECK(grid.at(second, column_of(grid, "№")) == "9");
  CHECK(grid.at(second, column_of(grid, "23年度 種別")) == "実施年度外");
  CHECK(grid.at(first, column_of(grid, "23年度 数量")) == "1件");
}

TEST_CASE("texts of a merged cell that belong to no year stand in the notes of its lines") {
  const Plan& plan = real_plan("nerima-2011");
  const auto grid = read_back(plan, base::Language::ja);
  const auto lines = leaves(plan);
  const std::string merged = "１団体 1,000,000円 / ２団体 2,000,000円 / ３団体 2,754,000円";
  CHECK(merged_text(*find_merged(plan, "28-29")) == merged);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool there =
        grid.at(i + 1, column_of(grid, "注記")).find(merged) != std::string_view::npos;
    CHECK(there == (lines[i]->key == "28" || lines[i]->key == "29"));
  }
}

TEST_CASE("every plan has one line a leaf in both languages, the words of the paper unchanged") {
  for (const auto& file : real_plans().plans) {
    CAPTURE(file.content.slug);
    const auto ja = read_back(file.content, base::Language::ja);
    const auto en = read_back(file.content, base::Language::en);
    CHECK(ja.rows.size() == leaves(file.content).size() + 1);
    REQUIRE(en.rows.size() == ja.rows.size());
    CHECK(en.rows[0].size() == ja.rows[0].size());
    for (std::size_t i = 1; i < ja.rows.size(); ++i) {
      CHECK(ja.at(i, column_of(ja, "事業名")) == en.at(i, column_of(ja, "事業名")));
    }
    for (const auto& text : en.rows[0]) {
      const bool printed = std::any_of(file.content.columns.begin(), file.content.columns.end(),
                                       [&](const Column& c) { return text.starts_with(c.header); });
      const bool level = std::any_of(file.content.levels.begin(), file.content.levels.end(),
                                     [&](const Level& l) { return text == l.name; });
      CAPTURE(text);
      CHECK((printed || level ||
             std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; })));
    }
  }
}

TEST_CASE("only the columns of the wanted years are written") {
  const auto grid = read_back(real_plan("nerima-2011"), base::Language::ja, {2012, 2014});
  const auto& headers = grid.rows.front();
  const auto has = [&](const char* header) {
    return std::find(headers.begin(), headers.end(), header) != headers.end();
  };
  CHECK(has("24年度"));
  CHECK(has("26年度 種別"));
  CHECK_FALSE(has("23年度"));
  CHECK_FALSE(has("25年度 数量"));
}

}  // namespace
}  // namespace plan
