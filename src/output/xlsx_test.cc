// What leaves as a workbook is read back by our own reader: the same text in every cell, numbers
// only where no digit is lost, and never a formula.
#include <doctest/doctest.h>

#include "output/table.h"
#include "sheet/workbook.h"

namespace {

using output::CellKind;
using sheet::Held;

sheet::Workbook read_back(const std::vector<output::Table>& tables) {
  auto book = sheet::read_xlsx(output::xlsx(tables));
  REQUIRE(book.has_value());
  return *std::move(book);
}

TEST_CASE("each cell comes back as the text it had, held as what it is") {
  struct Case {
    std::string text;
    CellKind kind;
    Held held;
  };
  const Case cases[] = {
      {"貸付2,252件 利子補給 949,888,008円", CellKind::text, Held::text},
      {"=1+1", CellKind::text, Held::text},
      {"+81", CellKind::text, Held::text},
      {"-", CellKind::text, Held::text},
      {"-5", CellKind::text, Held::text},
      {"@SUM(A1)", CellKind::text, Held::text},
      {"{=A1}", CellKind::text, Held::text},
      {"https://example.jp/", CellKind::text, Held::text},
      {"13-1", CellKind::text, Held::text},
      {"092011", CellKind::text, Held::text},
      {"8000012010038", CellKind::text, Held::text},
      {"二行\nの\"欄\" & <印>", CellKind::text, Held::text},
      {" 前後 ", CellKind::text, Held::text},
      {"", CellKind::text, Held::empty},
      {"949888008", CellKind::whole, Held::number},
      {"0", CellKind::whole, Held::number},
      {"-12", CellKind::whole, Held::number},
      {"999999999999999", CellKind::whole, Held::number},
      {"1000000000000000", CellKind::whole, Held::text},
      {"092011", CellKind::whole, Held::text},
      {"2/3", CellKind::whole, Held::text},
      {"-0", CellKind::whole, Held::text},
      {"", CellKind::whole, Held::empty},
      {"8.30", CellKind::decimal, Held::text},
      {"平成26年", CellKind::date, Held::text},
  };
  output::Sheet out{.title = "data", .headers = {"a"}, .rows = {}};
  auto table = output::table_of(out, {CellKind::text}, {20});
  for (const auto& row : cases) {
    table.lines.push_back({.cells = {{.column = 0, .text = row.text, .kind = row.kind}}});
  }
  const auto book = read_back({table});
  REQUIRE(book.sheets.size() == 1);
  const auto& sheet = book.sheets.front();
  CHECK(sheet.name == "data");
  CHECK(sheet.formulas.empty());
  CHECK(sheet.grid.at(0, 0) == "a");
  for (std::size_t i = 0; i < std::size(cases); ++i) {
    CAPTURE(cases[i].text);
    CHECK(sheet.grid.at(i + 1, 0) == cases[i].text);
    CHECK(sheet.held_at(i + 1, 0) == cases[i].held);
  }
}

TEST_CASE("a date is held as a spreadsheet's date") {
  output::Table table{.name = "d", .columns = {{10}}};
  table.lines.push_back({.cells = {{.column = 0, .text = "2014-03-31", .kind = CellKind::date}}});
  const auto sheet = read_back({table}).sheets.front();
  CHECK(sheet.grid.at(0, 0) == "41729");
  CHECK(sheet.held_at(0, 0) == Held::number);
}

TEST_CASE("a form has its title above, its merged cells and its notes") {
  output::Table table{.name = "様式",
                      .title = "計画",
                      .above = {"練馬区"},
                      .as_of = "令和8年11月22日現在",
                      .columns = {{6}, {10}, {10}}};
  table.headings.push_back({.cells = {{.column = 0, .text = "№"},
                                      {.column = 1, .text = "23年度"},
                                      {.column = 2, .text = "24年度"}}});
  table.lines.push_back({.cells = {{.column = 0, .text = "施策", .columns = 3}}, .band = true});
  table.lines.push_back({.cells = {{.column = 0, .text = "1", .rows = 2},
                                   {.column = 1, .text = "一つ", .rows = 2, .columns = 2}}});
  table.lines.push_back({});
  table.lines.push_back({.cells = {{.column = 0, .text = "2"},
                                   {.column = 1, .text = "", .note = "未集計"},
                                   {.column = 2, .text = "3件", .note = "推定"}}});
  table.below = {"※ 注記"};
  const auto sheet = read_back({table}).sheets.front();
  CHECK(sheet.grid.at(0, 0) == "計画");
  CHECK(sheet.grid.at(1, 0) == "練馬区");
  CHECK(sheet.grid.at(2, 0) == "令和8年11月22日現在");
  CHECK(sheet.grid.at(3, 2) == "24年度");
  CHECK(sheet.grid.at(4, 0) == "施策");
  CHECK(sheet.grid.at(5, 1) == "一つ");
  CHECK(sheet.grid.at(7, 1) == "未集計");
  CHECK(sheet.grid.at(7, 2) == "3件\n推定");
  CHECK(sheet.grid.at(8, 0) == "※ 注記");
  CHECK(sheet.merged == std::vector<std::string>{"A5:C5", "A6:A7", "B6:C7"});
}

TEST_CASE("the same tables give the same bytes, several tables several sheets") {
  output::Table one{.name = "一", .columns = {{5}}}, two{.name = "二", .columns = {{5}}};
  one.lines.push_back({.cells = {{.column = 0, .text = "a"}}});
  two.lines.push_back({.cells = {{.column = 0, .text = "b"}}});
  CHECK(output::xlsx({one, two}) == output::xlsx({one, two}));
  const auto book = read_back({one, two});
  REQUIRE(book.sheets.size() == 2);
  CHECK(book.sheets[1].name == "二");
  CHECK(book.sheets[1].grid.at(0, 0) == "b");
}

TEST_CASE("a text longer than a cell can be is cut at a whole character") {
  std::string text;
  for (int i = 0; i < 32766; ++i) text += 'a';
  text += "𠮷";  // two units: one too many
  output::Table table{.name = "a", .columns = {{5}}};
  table.lines.push_back({.cells = {{.column = 0, .text = text}}});
  CHECK(read_back({table}).sheets.front().grid.at(0, 0).size() == 32766);
}

TEST_CASE("a mark: above the title of a table for people; one for machines keeps its first line") {
  output::Sheet data{.title = "data", .headers = {"a"}, .rows = {{"1"}}};
  auto machines = output::table_of(data, {CellKind::text}, {20});
  machines.mark = "練習用 & 架空";
  auto people = machines;
  people.name = "people";
  people.title = "表";
  const auto book = read_back({machines, people});
  CHECK(book.sheets[0].grid.at(0, 0) == "a");
  CHECK(book.sheets[1].grid.at(0, 0) == "練習用 & 架空");
  CHECK(book.sheets[1].grid.at(1, 0) == "表");
}

}  // namespace
