// Headings of several rows on pages without lines, and what pages repeat of them.
#include "sheet/pdf_header_rows.h"

#include <doctest/doctest.h>

#include "sheet/pdf_pages.h"
#include "sheet/pdf_table.h"

namespace {

using Row = std::vector<std::string>;

// A word of letters ten points wide.
sheet::PdfWord word(double x, double y, const std::string& text) {
  double width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) width += 5;
    if (byte >= 0xC0) width += 10;
  }
  return {{x, y, x + width, y + 10}, text};
}

// 事業名 and 担当 at half the height of the headings, four columns of figures, three rows.
std::vector<sheet::PdfWord> page_below(double y) {
  std::vector<sheet::PdfWord> words = {word(40, y, "事業名"), word(150, y, "担当課")};
  const std::string names[] = {"相談窓口", "創業塾", "融資"};
  for (int i = 0; i < 3; ++i) {
    const double at = y + 40 + 22 * i;
    words.push_back(word(40, at, names[i]));
    words.push_back(word(150, at, "商工課"));
    for (int k = 0; k < 4; ++k)
      words.push_back(word(230 + 60 * k, at, std::to_string(12 + 7 * k + i) + "件"));
  }
  return words;
}

TEST_CASE("a word at the middle of lower ones heads them") {
  auto words = page_below(50);
  for (const double x : {230.0, 350.0}) {
    words.push_back(word(x, 59, "目標"));
    words.push_back(word(x + 60, 59, "実績"));
  }
  words.push_back(word(247, 41, "令和3年度"));
  words.push_back(word(367, 41, "令和4年度"));
  const auto table = *sheet::table_of_page({595, 842, std::move(words)}, 1);
  REQUIRE(table.grid.rows.size() == 5);
  CHECK(table.grid.rows[0] == Row{"事業名", "担当課", "令和3年度", "", "令和4年度", ""});
  CHECK(table.grid.rows[1] == Row{"", "", "目標", "実績", "目標", "実績"});
  CHECK(table.grid.rows[2][2] == "12件");
  int across = 0, down = 0;
  for (const auto& range : table.merged) {
    across += range.right > range.left ? 1 : 0;
    down += range.bottom > range.top ? 1 : 0;
  }
  CHECK(across == 2);
  CHECK(down == 2);
}

TEST_CASE("headings that begin at the left of their columns reach to the next of their height") {
  auto words = page_below(50);
  const std::string leaves[] = {"予算額", "決算額", "執行率", "予算額"};
  for (int i = 0; i < 4; ++i) words.push_back(word(230 + 60 * i, 59, leaves[i]));
  words.push_back(word(230, 41, "令和4年度"));
  words.push_back(word(410, 41, "令和5年度"));
  const auto table = *sheet::table_of_page({595, 842, std::move(words)}, 1);
  REQUIRE(table.grid.rows.size() == 5);
  CHECK(table.grid.rows[0] == Row{"事業名", "担当課", "令和4年度", "", "", "令和5年度"});
  CHECK(table.grid.rows[1][4] == "執行率");
}

TEST_CASE("a heading of two lines heads nothing") {
  auto words = page_below(50);
  const std::string leaves[] = {"目標値", "実績値", "達成率", "評価"};
  for (int i = 0; i < 4; ++i) words.push_back(word(230 + 60 * i, i == 2 ? 44 : 50, leaves[i]));
  words.push_back(word(350, 56, "（％）"));
  const auto table = *sheet::table_of_page({595, 842, std::move(words)}, 1);
  REQUIRE(table.grid.rows.size() == 4);
  CHECK(table.grid.rows[0][4].starts_with("達成率"));
  CHECK(table.grid.rows[0][5] == "評価");
}

TEST_CASE("the number of a page is no cell, wherever the page ends") {
  for (const char* text : {"1／2", "- 3 -", "－ ４ －", "P.12"}) {
    CAPTURE(text);
    CHECK(sheet::is_page_number(text));
  }
  for (const char* text : {"", "－", "12件", "2,300,500"}) {
    CAPTURE(text);
    CHECK_FALSE(sheet::is_page_number(text));
  }
  sheet::PdfPage page{595, 842, {word(40, 400, "7"), word(290, 800, "2"), word(40, 60, "表")}};
  sheet::drop_page_number(page);
  REQUIRE(page.words.size() == 2);
  CHECK(page.words[0].text == "7");
}

TEST_CASE("what is left of headings of several lines is repeated too") {
  std::vector<sheet::PdfPage> pages;
  for (int page = 0; page < 2; ++page) {
    const double top = page == 0 ? 60 : 40;
    std::vector<sheet::PdfWord> words = {word(40, top, "番"),        word(40, top + 18, "号"),
                                         word(100, top + 9, "事業名"), word(250, top + 9, "担当課"),
                                         word(400, top + 9, "実績")};
    for (int i = 0; i < 3; ++i) {
      const double y = top + 50 + 24 * i;
      words.push_back(word(40, y, std::to_string(3 * page + i + 1)));
      words.push_back(word(100, y, "事業その" + std::to_string(3 * page + i)));
      words.push_back(word(250, y, "商工課"));
      words.push_back(word(400, y, "12件"));
    }
    pages.push_back({595, 842, std::move(words)});
  }
  const auto all = sheet::long_pages(pages);
  REQUIRE(all.size() == 1);
  int left = 0;
  for (const auto& one : all[0].page.words) left += one.text == "号" ? 1 : 0;
  CHECK(left == 1);
}

}  // namespace
