// Rows and columns told by shades and by lines that make no grid.
#include "sheet/pdf_marks.h"

#include <doctest/doctest.h>

#include "sheet/pdf_table.h"

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

// Rows of 30 points from 100 on; the first cell goes on over two of them, its words at the middle.
sheet::PdfPage two_groups() {
  sheet::PdfPage page{
      595, 842, {word(60, 110, "施策"), word(160, 110, "事業"), word(410, 110, "実績")}};
  for (int i = 0; i < 4; ++i) {
    const double y = 140 + 30 * i;
    page.words.push_back(word(160, y, "新しい店を開く人を支える"));
    page.words.push_back(word(160, y + 11, "仕組みづくり"));
    page.words.push_back(word(420, y + 5, std::to_string(i + 3) + "件"));
  }
  page.words.push_back(word(60, 160, "創業"));
  page.words.push_back(word(60, 220, "商業"));
  return page;
}

void check_two_groups(const sheet::PdfPage& page) {
  const auto table = *sheet::table_of_page(page, 1);
  REQUIRE(table.grid.rows.size() == 5);
  REQUIRE(table.grid.rows[0].size() == 3);
  CHECK(table.grid.rows[1][0] == "創業");
  CHECK(table.grid.rows[1][1].starts_with("新しい店を開く人を支える"));
  CHECK(table.grid.rows[1][1].ends_with("仕組みづくり"));
  CHECK(table.grid.rows[2][2] == "4件");
  CHECK(table.grid.rows[3][0] == "商業");
  REQUIRE(table.merged.size() == 2);
  CHECK(table.merged[0].top == 1);
  CHECK(table.merged[0].bottom == 2);
}

}  // namespace

TEST_CASE("a line below each cell, none where a cell goes on") {
  auto page = two_groups();
  for (int i = 0; i <= 5; ++i) {
    const double y = 105 + 30 * i;
    const bool goes_on = i == 2 || i == 4;
    if (!goes_on) page.rulings.push_back({50, y, 150, y + 0.5});
    page.rulings.push_back({150, y, 400, y + 0.5});
    page.rulings.push_back({400, y, 500, y + 0.5});
  }
  const auto marks = sheet::find_marks(page);
  CHECK(marks.rows.size() == 6);
  CHECK(marks.edges.size() == 4);
  check_two_groups(page);
}

TEST_CASE("every second row shaded, with a hole where a cell goes on") {
  auto page = two_groups();
  page.shades = {{50, 105, 500, 135}, {150, 165, 500, 195}, {150, 225, 500, 255}};
  const auto marks = sheet::find_marks(page);
  CHECK(marks.rows.size() == 6);
  CHECK(marks.edges.empty());
  check_two_groups(page);
}

TEST_CASE("a few lines, or lines between groups of rows, part no rows") {
  auto page = two_groups();
  page.rulings = {{50, 135, 500, 135.5}, {50, 105, 500, 105.5}};
  CHECK(sheet::find_marks(page).rows.empty());
  page.rulings = {
      {50, 105, 500, 105}, {50, 134, 500, 134}, {50, 195, 500, 195}, {50, 255, 500, 255}};
  const auto table = *sheet::table_of_page(page, 1);
  CHECK(table.grid.rows.size() >= 5);
}
