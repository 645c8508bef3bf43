// Workbooks as other programs leave them: where texts lie, what is told about each cell, and what
// is refused.
#include "sheet/workbook.h"

#include <doctest/doctest.h>

#include "sheet/testing.h"

namespace {

using sheet::Held;
using sheet::read_xlsx;

using sheet::testing::packed;
using sheet::testing::Parts;

Parts book(const std::string& sheet_data) {
  return {
      {"xl/workbook.xml",
       R"(<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       R"(<Relationships><Relationship Id="a" Target="worksheets/one.xml"/></Relationships>)"},
      {"xl/sharedStrings.xml",
       R"(<sst><si><t>練馬区</t><rPh><t>ネリマク</t></rPh></si><si><r><t>二</t></r><r><t>つ</t></r></si></sst>)"},
      {"xl/styles.xml",
       R"(<styleSheet><cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="2"/></cellXfs></styleSheet>)"},
      {"xl/worksheets/one.xml", "<worksheet>" + sheet_data + "</worksheet>"},
  };
}

sheet::Worksheet only_sheet(const std::string& sheet_data) {
  auto read = read_xlsx(packed(book(sheet_data)));
  REQUIRE(read.has_value());
  REQUIRE(read->sheets.size() == 1);
  return std::move(read->sheets.front());
}

TEST_CASE("cells by address, with gaps and without addresses, as text and as number") {
  const auto sheet = only_sheet(R"(<sheetData>
      <row r="2"><c r="B2" t="s"><v>0</v></c><c r="D2" t="s"><v>1</v></c><c><v>1058</v></c></row>
      <row r="3"><c r="A3" t="inlineStr"><is><t>直</t></is></c><c r="B3" t="b"><v>1</v></c>
        <c r="C3" t="e"><v>#REF!</v></c><c r="D3" s="1"/></row>
      <row><c><v>8.30</v></c></row></sheetData>)");
  CHECK(sheet.name == "表");
  CHECK(sheet.grid.at(0, 0) == "");
  CHECK(sheet.grid.at(1, 1) == "練馬区");
  CHECK(sheet.grid.at(1, 2) == "");
  CHECK(sheet.grid.at(1, 3) == "二つ");
  CHECK(sheet.grid.at(1, 4) == "1058");
  CHECK(sheet.held_at(1, 1) == Held::text);
  CHECK(sheet.held_at(1, 4) == Held::number);
  CHECK(sheet.grid.at(2, 0) == "直");
  CHECK(sheet.held_at(2, 1) == Held::truth);
  CHECK(sheet.held_at(2, 2) == Held::error);
  CHECK(sheet.held_at(2, 3) == Held::empty);
  CHECK(sheet.look_at(2, 3) != 0);
  CHECK(sheet.grid.at(3, 0) == "8.30");
}

TEST_CASE("what a machine would stumble over is told") {
  const auto sheet = only_sheet(R"(<cols><col min="3" max="3" hidden="1"/></cols><sheetData>
      <row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row><row r="4" hidden="1"/></sheetData>
      <mergeCells><mergeCell ref="A1:B2"/></mergeCells><drawing/>)");
  CHECK(sheet.formulas == std::vector<std::string>{"A1"});
  CHECK(sheet.hidden_lines == std::vector<std::string>{"C", "4"});
  CHECK(sheet.merged == std::vector<std::string>{"A1:B2"});
  CHECK(sheet.has_objects);
  CHECK_FALSE(sheet.hidden);
}

TEST_CASE("what is no workbook, broken or too large is refused") {
  const std::string row = R"(<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>)";
  const auto without = [&](const std::string& part) {
    Parts parts = book(row);
    parts.erase(part);
    return packed(parts);
  };
  const auto cell = [](const std::string& text) {
    return packed(book("<sheetData><row>" + text + "</row></sheetData>"));
  };
  struct Case {
    std::string bytes;
    sheet::XlsxLimits limits;
    const base::RefusalKind* kind;  // null: read
  };
  const std::string good = packed(book(row));
  const Case cases[] = {
      {good, {}, nullptr},
      {"", {}, &sheet::not_a_workbook},
      {"番号,事業名\n", {}, &sheet::not_a_workbook},
      {good.substr(0, good.size() / 2), {}, &sheet::not_a_workbook},
      {packed({{"a.txt", "a"}}), {}, &sheet::not_a_workbook},
      {good, {.bytes_max = good.size()}, nullptr},
      {good, {.bytes_max = good.size() - 1}, &sheet::too_large},
      {good, {.unpacked_max = 300}, &sheet::too_large},
      {cell(R"(<c r="A2"><v>1</v></c>)"), {.rows_max = 2}, nullptr},
      {cell(R"(<c r="A3"><v>1</v></c>)"), {.rows_max = 2}, &sheet::too_large},
      {cell(R"(<c r="XFD1"><v>1</v></c>)"), {}, nullptr},
      {cell(R"(<c r="XFD9"><v>1</v></c>)"), {.cells_max = 10'000}, &sheet::too_large},
      {without("xl/worksheets/one.xml"), {}, &sheet::workbook_broken},
      {cell(R"(<c r="1A"><v>1</v></c>)"), {}, &sheet::workbook_broken},
      {cell(R"(<c r="XFE1"><v>1</v></c>)"), {}, &sheet::workbook_broken},
      {packed(book(R"(<sheetData><row r="0"><c><v>1</v></c></row></sheetData>)")),
       {},
       &sheet::workbook_broken},
      {packed(book("<c><v>1</v></c>")), {}, &sheet::workbook_broken},  // before the first row
      {cell(R"(<c r="A1" t="s"><v>2</v></c>)"), {}, &sheet::workbook_broken},
      {cell(R"(<c r="A1"><v>1</c>)"), {}, &sheet::workbook_broken},
  };
  for (const auto& c : cases) {
    CAPTURE(&c - cases);
    const auto read = read_xlsx(c.bytes, c.limits);
    CHECK(read.has_value() == (c.kind == nullptr));
    if (!read && c.kind != nullptr) CHECK(read.error().code == c.kind->code);
  }
}

TEST_CASE("numbers that are shown as a date are named by their addresses") {
  struct Case {
    std::string_view format, id;
    bool is_date;
  };
  const Case cases[] = {
      {"", "0", false},
      {"", "13", false},
      {"", "14", true},
      {"", "22", true},
      {"", "23", false},
      {"", "57", true},  // Japanese
      {"yyyy-mm-dd", "164", true},
      {"[$-411]ggge&quot;年&quot;m&quot;月&quot;", "164", true},
      {"#,##0&quot;days&quot;", "164", false},
      {"#,##0;[Red]-#,##0", "164", false},
  };
  for (const Case& one : cases) {
    CAPTURE(one.format);
    CAPTURE(one.id);
    Parts parts = book(R"(<sheetData><row r="1"><c r="A1" s="0"><v>41913</v></c>
        <c r="B1" s="0" t="inlineStr"><is><t>41913</t></is></c></row></sheetData>)");
    parts["xl/styles.xml"] = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"" +
                             std::string(one.format) + "\"/></numFmts><cellXfs><xf numFmtId=\"" +
                             std::string(one.id) + "\"/></cellXfs></styleSheet>";
    const auto read = read_xlsx(packed(parts));
    REQUIRE(read.has_value());
    const std::vector<std::string> dates = read->sheets.front().dates;
    CHECK(dates == (one.is_date ? std::vector<std::string>{"A1"} : std::vector<std::string>{}));
  }
}

TEST_CASE("a document type is refused before its entities can grow") {
  Parts parts = book("");
  parts["xl/worksheets/one.xml"] =
      R"(<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><worksheet>&c;</worksheet>)";
  const auto read = read_xlsx(packed(parts));
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().code == sheet::workbook_broken.code);
}

}  // namespace
