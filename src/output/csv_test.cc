// What leaves as CSV can be read back by our own reader, cell by cell, and starts no formula in a
// spreadsheet.
#include <doctest/doctest.h>

#include "output/sheet.h"
#include "sheet/csv.h"

namespace {

TEST_CASE("a sheet survives the way out and back in") {
  const output::Sheet sheet{.title = "",
                            .headers = {"番号", "実績"},
                            .rows = {{"13", "貸付2,252件 利子補給 949,888,008円"},
                                     {"9", "-"},
                                     {"1", "二行\nの\"欄\""},
                                     {"", ""}}};
  const auto grid = sheet::read_csv(output::csv(sheet));
  REQUIRE(grid.has_value());
  REQUIRE(grid->rows.size() == 5);
  CHECK(grid->rows[0] == sheet.headers);
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) CHECK(grid->rows[i + 1] == sheet.rows[i]);
}

TEST_CASE("cells and their bytes") {
  struct Case {
    std::string cell;
    std::string bytes;
  };
  const Case cases[] = {
      {"未実施", "未実施\r\n"},
      {"-", "-\r\n"},
      {"=1+1", "'=1+1\r\n"},
      {"+81", "'+81\r\n"},
      {"@SUM(A1,B1)", "\"'@SUM(A1,B1)\"\r\n"},
      {"\tx", "'\tx\r\n"},
      {"a\"b", "\"a\"\"b\"\r\n"},
      {"a\rb", "\"a\rb\"\r\n"},
  };
  for (const auto& row : cases) {
    CAPTURE(row.cell);
    CHECK(output::csv({.title = "", .headers = {row.cell}, .rows = {}},
                      {.byte_order_mark = false}) == row.bytes);
  }
}

TEST_CASE("the byte-order mark is there unless it is not wanted") {
  const output::Sheet sheet{.title = "", .headers = {"a"}, .rows = {}};
  CHECK(output::csv(sheet) ==
        "\xEF\xBB\xBF"
        "a\r\n");
  CHECK(output::csv(sheet, {.byte_order_mark = false}) == "a\r\n");
}

}  // namespace
