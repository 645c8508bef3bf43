// Cells whose words stand at the middle of several rows, with no line around them.
#include "sheet/pdf_middles.h"

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

}  // namespace

TEST_CASE("where cells begin, told by where their words stand") {
  const std::vector<double> edges = {0, 20, 40, 60, 80, 100};
  using Begins = std::vector<std::size_t>;
  struct Case {
    std::vector<double> middles;
    std::optional<Begins> begins;
  };
  const Case cases[] = {
      {{20, 70}, Begins{0, 2}},         // two rows and three
      {{30, 70, 90}, Begins{0, 3, 4}},  // three, one, one
      {{50}, Begins{0}},                // all five
      {{10, 30, 50, 70, 90}, Begins{0, 1, 2, 3, 4}},
      {{20, 40}, std::nullopt},      // the second would end before the last row
      {{20, 44, 90}, std::nullopt},  // no row ends where the second must
      {{}, std::nullopt},
  };
  for (const auto& one : cases) {
    CAPTURE(&one - cases);
    CHECK(sheet::begins_by_middles(edges, one.middles) == one.begins);
  }
  CHECK_FALSE(sheet::begins_by_middles({}, std::vector<double>{1}).has_value());
}

TEST_CASE("groups at the middle of two and three rows, on a page without lines") {
  std::vector<sheet::PdfWord> words = {word(40, 40, "施策"), word(120, 40, "事業名"),
                                       word(300, 40, "担当"), word(400, 40, "実績"),
                                       word(480, 40, "評価")};
  const std::string names[] = {"相談窓口", "創業塾", "融資", "商店街の催し", "空き店舗"};
  for (int i = 0; i < 5; ++i) {
    const double y = 60 + 20 * i;
    words.push_back(word(120, y, names[i]));
    words.push_back(word(300, y, i % 2 == 0 ? "商工課" : "観光課"));
    words.push_back(word(410, y, "増えた"));
    words.push_back(word(485, y, "順調"));
  }
  words.push_back(word(40, 70, "起業"));
  words.push_back(word(40, 120, "商業"));
  const auto table = *sheet::table_of_page({595, 842, std::move(words)}, 1);
  REQUIRE(table.grid.rows.size() == 6);
  CHECK(table.grid.rows[1][0] == "起業");
  CHECK(table.grid.rows[2][0].empty());
  CHECK(table.grid.rows[2][1] == "創業塾");
  CHECK(table.grid.rows[3][0] == "商業");
  CHECK(table.grid.rows[3][1] == "融資");
  REQUIRE(table.merged.size() == 2);
  CHECK(table.merged[1].top == 3);
  CHECK(table.merged[1].bottom == 5);
}
