// Cells told by the lines drawn around them: what no line parts is one cell, whatever the words
// say.
#include "sheet/ruled_tables.h"

#include <doctest/doctest.h>

namespace {

using Rows = std::vector<std::vector<std::string>>;

sheet::PdfWord word(double x, double y, const std::string& text) {
  double width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) width += 5;
    if (byte >= 0xC0) width += 10;
  }
  return {{x, y, x + width, y + 10}, text};
}

sheet::Box level(double y, double from, double to) {
  return {from, y, to, y};
}
sheet::Box upright(double x, double from, double to) {
  return {x, from, x, to};
}

// Three columns, 100 wide, and rows of 20, from (0,100); what is not drawn is left to the case.
sheet::PdfPage page_of(std::vector<sheet::PdfWord> words, std::vector<sheet::Box> inner) {
  sheet::PdfPage page{400, 400, std::move(words), std::move(inner)};
  for (const double y : {100.0, 180.0}) page.rulings.push_back(level(y, 0, 300));
  for (const double x : {0.0, 300.0}) page.rulings.push_back(upright(x, 100, 180));
  return page;
}

std::vector<sheet::RuledTable> tables_of(const sheet::PdfPage& page) {
  return *sheet::ruled_tables_of(page, 3);
}

const std::vector<sheet::Box> kAllInner = {level(120, 0, 300), level(140, 0, 300),
                                           level(160, 0, 300), upright(100, 100, 180),
                                           upright(200, 100, 180)};

TEST_CASE("a category over three rows, a text over two years, and a word broken by its cell") {
  const auto page =
      page_of({word(10, 80, "実績一覧"), word(10, 105, "目標"), word(110, 105, "令和4年度"),
               word(210, 105, "令和5年度"), word(10, 145, "にぎわい"), word(110, 125, "37"),
               word(210, 125, "38"), word(170, 145, "調査"), word(101, 162, "商店街にぎわいづくり"),
               word(101, 171, "補助"), word(210, 165, "▲5"), word(150, 300, "- 3 -")},
              {level(120, 0, 300), level(140, 100, 300), level(160, 100, 300),
               upright(100, 100, 180), upright(200, 100, 140), upright(200, 160, 180)});
  const auto tables = tables_of(page);
  REQUIRE(tables.size() == 1);
  const auto& table = tables[0].table;
  CHECK(table.name == "p.3");
  CHECK(table.grid.rows == Rows{{"実績一覧", "", ""},
                                {"目標", "令和4年度", "令和5年度"},
                                {"にぎわい", "37", "38"},
                                {"", "調査", ""},
                                {"", "商店街にぎわいづくり補助", "▲5"}});
  CHECK(table.merged == std::vector<sheet::CellRange>{{2, 0, 4, 0}, {3, 1, 3, 2}});
  CHECK(table.address(2, 1) == "p.3 (110,125)-(120,135)");
  CHECK_FALSE(table.by_distances);
  CHECK_FALSE(tables[0].begins_with_cells);
  CHECK(tables[0].ends_with_cells);  // a page number is no word of the table
}

TEST_CASE("lines drawn in pieces, twice and as thin boxes, and a table open at its sides") {
  std::vector<sheet::Box> rulings;
  for (const double y : {100.0, 120.0, 140.0}) {
    for (double x = 0; x < 300; x += 10) rulings.push_back({x, y, x + 8, y + 0.5});
    rulings.push_back(level(y + 1, 0, 300));
  }
  rulings.push_back(upright(100, 100, 140));
  rulings.push_back(upright(200, 100, 140));
  const auto tables = tables_of({400,
                                 400,
                                 {word(10, 105, "あ"), word(110, 105, "い"), word(210, 105, "う"),
                                  word(10, 125, "え"), word(110, 125, "お"), word(210, 125, "か")},
                                 rulings});
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].table.grid.rows == Rows{{"あ", "い", "う"}, {"え", "お", "か"}});
}

TEST_CASE("pages that lines do not tell are left to their words") {
  const std::vector<sheet::PdfWord> words = {word(10, 105, "あ"), word(110, 125, "い")};
  CHECK(tables_of({400, 400, words, {}}).empty());
  CHECK(tables_of(page_of(words, {})).empty());  // a frame
  CHECK(tables_of(page_of(words, {level(120, 0, 300)})).empty());
  CHECK(tables_of(page_of({}, kAllInner)).empty());
  CHECK(tables_of(page_of(words, kAllInner)).size() == 1);
  // Most words stand outside.
  CHECK(tables_of(page_of({word(10, 105, "あ"), word(10, 20, "い"), word(10, 30, "う")}, kAllInner))
            .empty());
}

TEST_CASE("grids one below the other: of the same columns one table, of others two") {
  auto page =
      page_of({word(10, 105, "あ"), word(10, 205, "い"), word(10, 190, "二、続き")}, kAllInner);
  for (const double y : {200.0, 220.0, 240.0}) page.rulings.push_back(level(y, 0, 300));
  for (const double x : {0.0, 100.0, 200.0, 300.0}) page.rulings.push_back(upright(x, 200, 240));
  CHECK(tables_of(page).size() == 1);
  // A finer one parts the columns of both.
  page.rulings.push_back(upright(250, 200, 240));
  const auto finer = tables_of(page);
  REQUIRE(finer.size() == 1);
  CHECK(finer[0].table.grid.rows[0].size() == 4);
  CHECK(finer[0].table.merged.front() == sheet::CellRange{0, 2, 0, 3});
  page.rulings.push_back(upright(150, 100, 180));
  const auto two = tables_of(page);
  REQUIRE(two.size() == 2);
  CHECK(two[1].table.name == "p.3 (2)");
  CHECK(two[1].table.grid.rows[0][0] == "二、続き");
}

TEST_CASE("both sides of the limit of cells") {
  const auto page = page_of({word(10, 105, "あ")}, kAllInner);
  CHECK(sheet::ruled_tables_of(page, 1, {.cells_max = 12})->size() == 1);
  CHECK(sheet::ruled_tables_of(page, 1, {.cells_max = 11})->empty());
}

TEST_CASE("what pdftocairo draws: strokes and thin boxes, moved and turned upside down") {
  const std::string paths =
      "<path style=\"fill:none;stroke:rgb(0%,0%,0%);\" d=\"M 10 20 L 110 20 \" "
      "transform=\"matrix(1,0,0,-1,0,100)\"/>"
      "<path style=\"stroke:none;fill:rgb(0%,0%,0%);\" d=\"M 5 5 L 6 5 L 6 50 L 5 50 Z M 5 5 \"/>"
      "<path style=\"stroke:none;fill:rgb(80%,80%,80%);\" d=\"M 5 5 L 60 5 L 60 50 L 5 50 Z\"/>"
      "<path style=\"fill:none;stroke:rgb(0%,0%,0%);\" d=\"M 0 0 C 1 1 2 2 9 0 \"/>"
      "<path style=\"fill:none;stroke:rgb(0%,0%,0%);\" d=\"M 0 0 L 50 50 M x\"/>";
  const std::string letters =
      "<defs><g><path style=\"stroke:none;\" d=\"M 0 0 L 9 0 L 9 1 Z\"/></g></defs>";
  const sheet::PdfReader reader{.pages_max = 2};
  const auto one = sheet::read_svg_drawings("<svg>" + letters + paths + "</svg>", reader);
  REQUIRE(one.size() == 1);
  REQUIRE(one[0].rulings.size() == 2);
  CHECK(one[0].rulings[0].top == doctest::Approx(80));
  CHECK(one[0].rulings[0].right == doctest::Approx(110));
  CHECK(one[0].rulings[1].bottom == doctest::Approx(50));
  REQUIRE(one[0].shades.size() == 1);
  CHECK(one[0].shades[0].right == doctest::Approx(60));
  const std::string page = "<page>" + paths + "</page>";
  CHECK(sheet::read_svg_drawings("<svg><pageSet>" + page + page + "</pageSet></svg>", reader)
            .size() == 2);
  CHECK(sheet::read_svg_drawings("<svg><pageSet>" + page + page + page + "</pageSet></svg>", reader)
            .empty());
  CHECK(sheet::read_svg_drawings("<svg>", reader).empty());
  CHECK(sheet::read_svg_drawings("hello", reader).empty());
  const auto few = sheet::read_svg_drawings("<svg>" + paths + paths + "</svg>",
                                            {.pages_max = 2, .rulings_max = 3});
  REQUIRE(few.size() == 1);
  CHECK(few[0].rulings.empty());
}

TEST_CASE("a shade is as large as its clip lets it be, and white is none") {
  const std::string page =
      "<svg><clipPath id=\"clip-0\"><path d=\"M 10 20 L 90 20 L 90 40 L 10 40 Z\"/></clipPath>"
      "<g clip-path=\"url(#clip-0)\"><path style=\"stroke:none;fill:rgb(90%,90%,90%);\" "
      "d=\"M 0 0 L 500 0 L 500 800 L 0 800 Z\"/></g>"
      "<path style=\"stroke:none;fill:rgb(100%,100%,100%);\" d=\"M 0 0 L 50 0 L 50 80 L 0 80 Z\"/>"
      "<g clip-path=\"url(#none)\"><path style=\"stroke:none;fill:rgb(9%,9%,9%);\" "
      "d=\"M 0 60 L 50 60 L 50 80 L 0 80 Z\"/></g></svg>";
  const auto read = sheet::read_svg_drawings(page, {});
  REQUIRE(read.size() == 1);
  REQUIRE(read[0].shades.size() == 2);
  CHECK(read[0].shades[0].left == doctest::Approx(10));
  CHECK(read[0].shades[0].bottom == doctest::Approx(40));
  CHECK(read[0].shades[1].top == doctest::Approx(60));
}

}  // namespace
