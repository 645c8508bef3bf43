// CSV as tables come from spreadsheets: quotes, line breaks inside cells, byte-order marks, and
// what is refused.
#include "sheet/csv.h"

#include <doctest/doctest.h>

namespace {

using Rows = std::vector<std::vector<std::string>>;

TEST_CASE("CSV is read cell by cell") {
  struct Case {
    std::string text;
    Rows rows;
  };
  const Case cases[] = {
      {"", {}},
      {"a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
      {"a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
      {"\xEF\xBB\xBF"
       "番号,事業名\n42,空き店舗入居促進事業\n",
       {{"番号", "事業名"}, {"42", "空き店舗入居促進事業"}}},
      {"\"1,058件\",x\n", {{"1,058件", "x"}}},
      {"\"二行\nの欄\",\"引用符\"\"も\"\n", {{"二行\nの欄", "引用符\"も"}}},
      {",,\n", {{"", "", ""}}},
      {"a,\n", {{"a", ""}}},
      {"a,", {{"a", ""}}},
      {"\"\"\n", {{""}}},
      {"a\n\nb\n", {{"a"}, {""}, {"b"}}},
  };
  for (const auto& row : cases) {
    CAPTURE(row.text);
    const auto grid = sheet::read_csv(row.text);
    REQUIRE(grid.has_value());
    CHECK(grid->rows == row.rows);
  }
}

TEST_CASE("TSV is the same with a tab") {
  const auto grid = sheet::read_csv("a\tb,c\n", '\t');
  REQUIRE(grid.has_value());
  CHECK(grid->rows == Rows{{"a", "b,c"}});
}

TEST_CASE("what is not CSV is refused, in the order of the list") {
  struct Case {
    std::string text;
    sheet::CsvLimits limits;
    const base::RefusalKind* kind;
  };
  const Case cases[] = {
      {"a\xFF,b\n", {}, &sheet::not_utf8},
      {"a,b\n", {.bytes_max = 3}, &sheet::too_large},
      {"a\nb\nc\n", {.rows_max = 2}, &sheet::too_large},
      {"a,b,c\n", {.cells_max = 2}, &sheet::too_large},
      {"\"open\n", {}, &sheet::quote_open},
      {"\"closed\"more\n", {}, &sheet::text_after_quote},
  };
  for (const auto& row : cases) {
    CAPTURE(row.text);
    const auto grid = sheet::read_csv(row.text, ',', row.limits);
    REQUIRE_FALSE(grid.has_value());
    CHECK(grid.error().code == row.kind->code);
  }
}

TEST_CASE("both sides of the row limit") {
  CHECK(sheet::read_csv("a\nb\n", ',', {.rows_max = 2}).has_value());
  CHECK_FALSE(sheet::read_csv("a\nb\nc\n", ',', {.rows_max = 2}).has_value());
}

TEST_CASE("cells are named as a spreadsheet names them") {
  CHECK(sheet::address(0, 0) == "A1");
  CHECK(sheet::address(11, 25) == "Z12");
  CHECK(sheet::address(0, 26) == "AA1");
  CHECK(sheet::address(0, 701) == "ZZ1");
  CHECK(sheet::address(0, 702) == "AAA1");
}

}  // namespace
