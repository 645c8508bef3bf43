// Headings of several rows on pages without lines, and what pages repeat of them.
#include "sheet/pdf_header_rows.h"

#include <doctest/doctest.h>

#include "sheet/pdf_pages.h"

namespace {

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

// Headings as one row over six columns: 事業名 and 担当課 at half the height, and what is given.
struct Headings {
  std::vector<sheet::Piece> pieces;
  sheet::PieceRows rows;
  std::vector<sheet::Box> extents;

  Headings() {
    for (int i = 0; i < 6; ++i) extents.push_back({40.0 + 80 * i, 0, 100.0 + 80 * i, 0});
    add(0, 0, 50, "事業名");
    add(1, 0, 50, "担当課");
  }
  void add(std::size_t column, double right, double y, const std::string& text) {
    const auto placed = word(extents[column].left + right, y, text);
    pieces.push_back({.box = placed.box, .text = text, .first = column, .last = column});
  }
  void part() {
    rows = {std::vector<std::size_t>(pieces.size(), 0), 2};
    pieces.push_back({.box = word(40, 90, "融資").box, .text = "融資"});
    rows.row_of.push_back(1);
    sheet::part_header_rows(pieces, rows, extents, 10);
  }
  // Where a word stands: row, first and last column.
  std::vector<std::size_t> place(const std::string& text) const {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (pieces[i].text == text) return {rows.row_of[i], pieces[i].first, pieces[i].last};
    }
    return {};
  }
};
using Place = std::vector<std::size_t>;

TEST_CASE("a word at the middle of lower ones heads them") {
  Headings headings;
  for (const std::size_t column : {2, 4}) {
    headings.add(column, 20, 59, "目標");
    headings.add(column + 1, 20, 59, "実績");
    headings.add(column, 45, 41, column == 2 ? "令和3年度" : "令和4年度");
  }
  headings.part();
  CHECK(headings.rows.rows == 3);
  CHECK(headings.place("令和3年度") == Place{0, 2, 3});
  CHECK(headings.place("令和4年度") == Place{0, 4, 5});
  CHECK(headings.place("目標") == Place{1, 2, 2});
  CHECK(headings.place("事業名") == Place{0, 0, 0});
  CHECK(headings.place("融資")[0] == 2);
  CHECK(headings.rows.downwards.size() == 2);
}

TEST_CASE("headings that begin at the left of their columns reach to the next of their height") {
  Headings headings;
  const std::string leaves[] = {"予算額", "決算額", "執行率", "次の予算額"};
  for (std::size_t i = 0; i < 4; ++i) headings.add(2 + i, 0, 59, leaves[i]);
  headings.add(2, 0, 41, "令和4年度");
  headings.add(5, 0, 41, "令和5年度");
  headings.part();
  CHECK(headings.rows.rows == 3);
  CHECK(headings.place("令和4年度") == Place{0, 2, 4});
  CHECK(headings.place("執行率") == Place{1, 4, 4});
}

TEST_CASE("a heading of two lines heads nothing") {
  Headings headings;
  headings.add(2, 0, 50, "目標値");
  headings.add(3, 0, 50, "実績値");
  headings.add(4, 0, 43, "達成率");
  headings.add(4, 0, 57, "（％）");
  headings.add(5, 0, 50, "評価");
  headings.part();
  CHECK(headings.rows.rows == 2);
  CHECK(headings.place("（％）") == Place{0, 4, 4});
  CHECK(headings.rows.downwards.empty());
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
    std::vector<sheet::PdfWord> words = {word(40, top, "番"), word(40, top + 18, "号"),
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
