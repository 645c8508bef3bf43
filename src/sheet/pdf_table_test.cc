// Words on a page put into rows and columns, as municipalities' PDFs have them.
#include "sheet/pdf_table.h"

#include <doctest/doctest.h>

namespace {

using Rows = std::vector<std::vector<std::string>>;

// A word of letters ten points wide, from the left edge, on the line at `y`.
sheet::PdfWord word(double x, double y, const std::string& text) {
  double width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) width += 5;
    if (byte >= 0xC0) width += 10;
  }
  return {{x, y, x + width, y + 10}, text};
}

sheet::SourceTable table_of(std::vector<sheet::PdfWord> words) {
  return *sheet::table_of_page({595, 842, std::move(words)}, 3);
}

TEST_CASE("rows at one distance, right-aligned figures under centred headings") {
  std::vector<sheet::PdfWord> words = {word(40, 20, "実績一覧"), word(42, 50, "番号"),
                                       word(100, 50, "事業名"), word(250, 50, "令和4年度"),
                                       word(350, 50, "令和5年度")};
  const std::string names[] = {"商店街", "融資", "相談", "創業", "工芸展"};
  for (int i = 0; i < 5; ++i) {
    const double y = 66 + 16 * i;
    words.push_back(word(45, y, std::to_string(i + 1)));
    words.push_back(word(80, y, names[i]));
    words.push_back(word(290, y, "37"));
    words.push_back(word(i == 2 ? 365 : 390, y, i == 2 ? "－" : "58"));
  }
  words.push_back(word(280, 800, "1/2"));
  const auto table = table_of(std::move(words));
  CHECK(table.name == "p.3");
  REQUIRE(table.grid.rows.size() == 8);
  CHECK(table.grid.rows[0][0] == "実績一覧");
  CHECK(table.grid.rows[1] == Rows::value_type{"番号", "事業名", "令和4年度", "令和5年度"});
  CHECK(table.grid.rows[2] == Rows::value_type{"1", "商店街", "37", "58"});
  CHECK(table.grid.rows[4] == Rows::value_type{"3", "相談", "37", "－"});
  CHECK(table.address(2, 1) == "p.3 (80,66)-(110,76)");
  REQUIRE(table.boxes.size() == table.grid.rows.size());
  for (std::size_t row = 0; row < table.boxes.size(); ++row) {
    CHECK(table.boxes[row].size() == table.grid.rows[row].size());
  }
}

TEST_CASE("cells of several lines, with figures at half their height") {
  std::vector<sheet::PdfWord> words = {word(40, 40, "番号"), word(90, 40, "内容"),
                                       word(300, 40, "実績")};
  for (int i = 0; i < 4; ++i) {
    const double y = 66 + 50 * i;
    words.push_back(word(45, y + 6, std::to_string(i + 1)));
    words.push_back(word(80, y, "商店街にぎわいづくりを支え"));
    words.push_back(word(80, y + 12, "る補助"));
    words.push_back(word(300, y + 6, "1,058件"));
  }
  const auto table = table_of(std::move(words));
  CHECK(table.grid.rows == Rows{{"番号", "内容", "実績"},
                                {"1", "商店街にぎわいづくりを支える補助", "1,058件"},
                                {"2", "商店街にぎわいづくりを支える補助", "1,058件"},
                                {"3", "商店街にぎわいづくりを支える補助", "1,058件"},
                                {"4", "商店街にぎわいづくりを支える補助", "1,058件"}});
}

TEST_CASE("a line that ends early is a line of its own") {
  std::vector<sheet::PdfWord> words;
  for (int i = 0; i < 3; ++i) {
    const double y = 40 + 50 * i;
    words.push_back(word(45, y, std::to_string(i + 1)));
    words.push_back(word(80, y, "相談"));
    words.push_back(word(80, y + 12, "融資のあっせん"));
  }
  CHECK(table_of(std::move(words)).grid.rows[0] == Rows::value_type{"1", "相談\n融資のあっせん"});
}

TEST_CASE("a heading over several columns is merged") {
  std::vector<sheet::PdfWord> words = {word(100, 40, "事業名"), word(265, 40, "実績"),
                                       word(210, 56, "令4"), word(260, 56, "令和5"),
                                       word(320, 56, "令6")};
  for (int i = 0; i < 5; ++i) {
    const double y = 72 + 16 * i;
    words.push_back(word(80, y, "商店街の事業"));
    words.push_back(word(215, y, "37"));
    words.push_back(word(270, y, "38"));
    words.push_back(word(325, y, "39"));
  }
  const auto table = table_of(std::move(words));
  CHECK(table.grid.rows[0] == Rows::value_type{"事業名", "実績", "", ""});
  CHECK(table.grid.rows[1] == Rows::value_type{"", "令4", "令和5", "令6"});
  CHECK(table.merged == std::vector<sheet::CellRange>{{0, 1, 0, 3}, {0, 0, 1, 0}});
}

TEST_CASE("letters one under the other are one word") {
  std::vector<sheet::PdfWord> words = {word(40, 40, "基"), word(40, 51, "本"), word(40, 62, "目"),
                                       word(40, 73, "標")};
  for (int i = 0; i < 4; ++i) {
    words.push_back(word(80, 40 + 16 * i, "商店街の事業"));
    words.push_back(word(215, 40 + 16 * i, "37"));
  }
  const auto table = table_of(std::move(words));
  bool found = false;
  for (const auto& row : table.grid.rows) found = found || row[0] == "基本目標";
  CHECK(found);
}

TEST_CASE("a line across the columns is a merged cell") {
  std::vector<sheet::PdfWord> words = {
      word(40, 20, "※この表は令和4年度末の実績です。詳しくは課まで。")};
  for (int i = 0; i < 4; ++i) {
    words.push_back(word(45, 50 + 16 * i, std::to_string(i + 1)));
    words.push_back(word(80, 50 + 16 * i, "商店街の事業"));
    words.push_back(word(215, 50 + 16 * i, "37"));
  }
  const auto table = table_of(std::move(words));
  CHECK(table.grid.rows[0] ==
        Rows::value_type{"※この表は令和4年度末の実績です。詳しくは課まで。", "", ""});
  CHECK(table.merged == std::vector<sheet::CellRange>{{0, 0, 0, 2}});
}

TEST_CASE("nothing, one word, and both sides of the limit of cells") {
  CHECK(table_of({}).grid.rows.empty());
  CHECK(table_of({word(10, 10, "表")}).grid.rows == Rows{{"表"}});
  const std::vector<sheet::PdfWord> square = {word(10, 10, "あ"), word(90, 10, "い"),
                                              word(10, 40, "う"), word(90, 40, "え")};
  CHECK(sheet::table_of_page({100, 100, square}, 1, {.cells_max = 4}).has_value());
  const auto refused = sheet::table_of_page({100, 100, square}, 1, {.cells_max = 3});
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == sheet::cells_too_many.code);
}

}  // namespace
