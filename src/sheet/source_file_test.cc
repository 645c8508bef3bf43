// Files as towns hand them over: what is read of each, and what is refused, one row for each
// refusal and both sides of each limit.
#include "sheet/source_file.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/words.h"
#include "sheet/letters.h"
#include "sheet/testing.h"

namespace {

using namespace std::string_literals;
using sheet::CellNote;
using sheet::read_pasted;
using sheet::read_source;
using sheet::SourceLimits;
using sheet::testing::packed;
using sheet::testing::Parts;

constexpr std::string_view kStyles = R"(<styleSheet><numFmts>
    <numFmt numFmtId="164" formatCode="0000"/>
    <numFmt numFmtId="165" formatCode="#,##0;&quot;△&quot;#,##0"/>
    <numFmt numFmtId="166" formatCode="#,##0;[Red]#,##0"/>
    <numFmt numFmtId="167" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>
    <fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts><cellXfs>
    <xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>
    <xf numFmtId="167"/><xf numFmtId="56"/><xf numFmtId="9"/><xf numFmtId="0" fontId="1"/>
    <xf numFmtId="0" fontId="2"/></cellXfs></styleSheet>)";

Parts book(const std::string& sheet_xml, const std::string& book_properties = "") {
  return {
      {"xl/workbook.xml",
       "<workbook xmlns:r=\"r\">" + book_properties +
           R"(<sheets><sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       R"(<Relationships><Relationship Id="a" Target="worksheets/one.xml"/></Relationships>)"},
      {"xl/sharedStrings.xml",
       R"(<sst><si><t>練馬区</t><rPh><t>ネリマク</t></rPh></si><si><r><t>商店街</t></r>
         <r><rPr><vertAlign val="superscript"/></rPr><t>※1</t></r></si>
         <si><r><rPr><strike/></rPr><t>旧</t></r><r><t>新</t></r></si></sst>)"},
      {"xl/styles.xml", std::string(kStyles)},
      {"xl/worksheets/one.xml", "<worksheet>" + sheet_xml + "</worksheet>"},
  };
}

std::string one_row(const std::string& cells) {
  return "<sheetData><row r=\"1\">" + cells + "</row></sheetData>";
}

sheet::SourceFile read(const std::string& bytes, const std::string& name = "a.xlsx") {
  auto file = read_source(bytes, name);
  if (!file) FAIL(file.error().code);
  return std::move(*file);
}

std::vector<CellNote> notes_of(const sheet::SourceTable& table, std::size_t column) {
  std::vector<CellNote> notes;
  for (const auto& one : table.notes) {
    if (one.row == 0 && one.column == column) notes.push_back(one.note);
  }
  return notes;
}

std::vector<std::string> keys(const sheet::SourceFile& file) {
  std::vector<std::string> keys;
  for (const auto& remark : file.remarks) keys.push_back(remark.key);
  return keys;
}

// A file of the container that old programs and encrypted workbooks use, as far as it is looked at.
std::string old_container(std::string_view name) {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(1016, '\0');
  for (const char c : name) bytes.append(1, c).append(1, '\0');
  return bytes + std::string(512, '\0');
}

TEST_CASE("a workbook gives what its sheets show, with notes and remarks") {
  struct Case {
    std::string cell, text;
    std::vector<CellNote> notes;
    std::vector<std::string> remarks;
  };
  const Case cases[] = {
      {R"(<c t="s"><v>0</v></c>)", "練馬区", {}, {}},
      {R"(<c><v>1058</v></c>)", "1058", {}, {}},
      {R"(<c><v>8.3000000000000007</v></c>)", "8.3", {}, {}},
      {R"(<c s="1"><v>12</v></c>)", "0012", {CellNote::shown_as}, {}},
      {R"(<c s="2"><v>5</v></c>)", "5", {}, {}},
      {R"(<c s="2"><v>-5</v></c>)", "△5", {CellNote::shown_as}, {}},
      {R"(<c s="3"><v>-5</v></c>)", "-5", {}, {"sheet.remark_minus_unseen"}},
      {R"(<c s="4"><v>41730</v></c>)", "2014-04-01", {CellNote::date}, {}},
      {R"(<c s="5"><v>45641</v></c>)",
       "2024-12-15",
       {CellNote::date},
       {"sheet.remark_date_fraction"}},
      {R"(<c s="6"><v>0.835</v></c>)", "84%", {CellNote::shown_as}, {}},
      {R"(<c s="7" t="s"><v>0</v></c>)", "練馬区", {CellNote::struck_out}, {}},
      {R"(<c s="8" t="s"><v>0</v></c>)", "練馬区", {}, {}},
      {R"(<c t="s"><v>1</v></c>)", "商店街※1", {CellNote::superscript}, {}},
      {R"(<c t="s"><v>2</v></c>)", "旧新", {CellNote::struck_out}, {}},
      {R"(<c t="inlineStr"><is><t>直</t><rPh><t>チョク</t></rPh></is></c>)", "直", {}, {}},
      {R"(<c t="b"><v>1</v></c>)", "TRUE", {}, {}},
      {R"(<c t="b"><v>0</v></c>)", "FALSE", {}, {}},
      {R"(<c t="e"><v>#REF!</v></c>)", "#REF!", {CellNote::error}, {"sheet.remark_errors"}},
      {R"(<c><f>1+1</f><v>2</v></c>)", "2", {CellNote::formula}, {}},
      {R"(<c t="str"><f>A9</f><v></v></c><c><v>1</v></c>)", "", {CellNote::formula}, {}},
      {R"(<c><f>1+1</f></c><c><v>1</v></c>)",
       "",
       {CellNote::formula},
       {"sheet.remark_formula_without_value"}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.cell);
    const auto file = read(packed(book(one_row(one.cell))));
    CHECK(file.kind == sheet::FileKind::xlsx);
    REQUIRE(file.tables.size() == 1);
    const auto& table = file.tables[0];
    CHECK(table.name == "表");
    CHECK(table.grid.at(0, 0) == one.text);
    CHECK(notes_of(table, 0) == one.notes);
    CHECK(keys(file) == one.remarks);
    CHECK(table.address(0, 1) == "B1");
    for (const auto& remark : file.remarks) CHECK(base::has_words(remark.key));
  }
}

TEST_CASE("a date that may have been a fraction is named with what the sheet shows") {
  const auto file = read(packed(book(one_row(R"(<c s="5"><v>45641</v></c>)"))));
  CHECK(file.tables[0].notes[0].value == "12月15日");
  CHECK(file.remarks[0].where == "表 A1");
  CHECK(file.remarks[0].value == "12月15日");
}

TEST_CASE("days of a workbook that counts from 1904") {
  const auto file =
      read(packed(book(one_row(R"(<c s="4"><v>40268</v></c>)"), R"(<workbookPr date1904="1"/>)")));
  CHECK(file.tables[0].grid.at(0, 0) == "2014-04-01");
}

TEST_CASE("merged cells, hidden lines and macros") {
  Parts parts = book(R"(<cols><col min="2" max="3" hidden="1"/></cols><sheetData>
      <row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c><c r="D1"><v>4</v></c></row>
      <row r="2" hidden="1"><c r="A2"><v>5</v></c></row></sheetData>
      <mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B2:A1"/><mergeCell ref="A90:B90"/>
      </mergeCells>)");
  parts["xl/vbaProject.bin"] = "macro";
  const auto file = read(packed(parts), "a.xlsm");
  const auto& table = file.tables[0];
  CHECK(table.merged == std::vector<sheet::CellRange>{{0, 0, 1, 0}});
  CHECK(notes_of(table, 2) == std::vector{CellNote::hidden});
  CHECK(notes_of(table, 3).empty());
  CHECK(keys(file) == std::vector<std::string>{"sheet.remark_macros", "sheet.remark_hidden_cells"});
  CHECK(file.remarks[1].where == "表 C1, A2");
}

TEST_CASE("sheets without a value are left out, hidden ones are told") {
  Parts parts = book(one_row("<c><v>1</v></c>"));
  parts["xl/workbook.xml"] =
      R"(<workbook xmlns:r="r"><sheets><sheet name="空" r:id="b"/><sheet name="表" r:id="a"/>
         <sheet name="裏" state="veryHidden" r:id="a"/></sheets></workbook>)";
  parts["xl/_rels/workbook.xml.rels"] =
      R"(<Relationships><Relationship Id="a" Target="worksheets/one.xml"/>
         <Relationship Id="b" Target="worksheets/two.xml"/></Relationships>)";
  parts["xl/worksheets/two.xml"] = "<worksheet>" + one_row(R"(<c s="1"/>)") + "</worksheet>";
  const auto file = read(packed(parts));
  REQUIRE(file.tables.size() == 2);
  CHECK_FALSE(file.tables[0].hidden);
  CHECK(file.tables[1].hidden);
  CHECK(keys(file) == std::vector<std::string>{"sheet.remark_hidden_sheet"});
  const auto first = read_source(packed(parts), "a", {.tables_max = 1});
  REQUIRE(first.has_value());
  CHECK(first->tables.size() == 1);
  CHECK(keys(*first) == std::vector<std::string>{"sheet.remark_tables_left"});
}

TEST_CASE("text tables: letters and separators are found and stated") {
  struct Case {
    std::string bytes, name;
    sheet::FileKind kind;
    std::string letters;
    std::size_t rows;
    std::vector<std::string> last;
  };
  using enum sheet::FileKind;
  const Case cases[] = {
      {"番号,事業名\n1,商店街\n", "a.csv", csv, "utf-8", 2, {"1", "商店街"}},
      {"\xEF\xBB\xBF番号,事業名\r\n1,商店街", "a.csv", csv, "utf-8-bom", 2, {"1", "商店街"}},
      {"\x94\xD4\x8D\x86,\x89\xDB\n1,2\n", "a.csv", csv, "cp932", 2, {"1", "2"}},
      {"番号\t事業名\n1\t商店街, 産業\n", "a.csv", tsv, "utf-8", 2, {"1", "商店街, 産業"}},
      {"番号;事業名\n1;1,058\n", "a.csv", csv, "utf-8", 2, {"1", "1,058"}},
      {"sep=;\n番号;名\n1;a,b\n", "a.csv", csv, "utf-8", 2, {"1", "a,b"}},
      {"題名\n番号,名,課\n1,\"2行\nの名\",産業\n\n,,\n",
       "a.csv",
       csv,
       "utf-8",
       3,
       {"1", "2行\nの名", "産業"}},
      {"a\tb,c\n", "a.tsv", tsv, "utf-8", 1, {"a", "b,c"}},  // both fit: the name decides
      {"a\tb,c\n", "a.csv", csv, "utf-8", 1, {"a\tb", "c"}},
      {"一列だけ\n二行目\n", "a.csv", csv, "utf-8", 2, {"二行目"}},
      {"番号,事業名\n1,商店街\n", "a.xlsx", csv, "utf-8", 2, {"1", "商店街"}},  // wrong ending
  };
  for (const Case& one : cases) {
    CAPTURE(one.bytes);
    const auto file = read(one.bytes, one.name);
    CHECK(file.kind == one.kind);
    CHECK(file.letters == one.letters);
    REQUIRE(file.tables.size() == 1);
    const auto& rows = file.tables[0].grid.rows;
    CHECK(rows.size() == one.rows);
    CHECK(rows.back() == one.last);
  }
}

TEST_CASE("pasted text") {
  struct Case {
    std::string text;
    std::vector<std::vector<std::string>> rows;
  };
  const Case cases[] = {
      {"番号\t事業名\n1\t\"2行\nの名\"\n", {{"番号", "事業名"}, {"1", "2行\nの名"}}},
      {"1\t\t3\r\n", {{"1", "", "3"}}},
      {"番号  事業名　　課\r\n1  商店街 振興　産業\n\n",
       {{"番号", "事業名", "課"}, {"1", "商店街 振興　産業"}}},
      {"題名\n\n1   2\n", {{"題名"}, {""}, {"1", "2"}}},
      {"a,b\n", {{"a", "b"}}},
      {"ひとこと", {{"ひとこと"}}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.text);
    const auto file = read_pasted(one.text);
    REQUIRE(file.has_value());
    CHECK(file->kind == sheet::FileKind::pasted);
    CHECK(file->tables[0].grid.rows == one.rows);
  }
}

std::string with_part(Parts parts, const std::string& name, const std::string& text) {
  parts[name] = text;
  return packed(parts);
}

TEST_CASE("every refusal is a sentence whose slots are filled, and both sides of every limit") {
  const Parts good_parts = book(one_row("<c><v>1</v></c>"));
  const std::string good = packed(good_parts);
  const auto cell = [](const std::string& address) {
    return packed(book("<sheetData><row><c r=\"" + address + "\"><v>1</v></c></row></sheetData>"));
  };
  const std::string bomb =
      sheet::testing::squeezed({{"xl/workbook.xml", std::string(5 << 20, ' ')}});
  const std::string two_lines = "1,2\n3,4\n";
  struct Case {
    std::string bytes;
    SourceLimits limits;
    const base::RefusalKind* kind;  // null: read
  };
  const Case cases[] = {
      {good, {}, nullptr},
      {"", {}, &sheet::file_empty},
      {two_lines, {.bytes_max = 8}, nullptr},
      {two_lines, {.bytes_max = 7}, &sheet::file_too_large},
      {two_lines, {.rows_max = 2}, nullptr},
      {two_lines, {.rows_max = 1}, &sheet::rows_too_many},
      {two_lines, {.cells_max = 4}, nullptr},
      {two_lines, {.cells_max = 3}, &sheet::cells_too_many},
      {"\n\n", {}, &sheet::file_without_cells},
      {"a,\"b\n", {}, &sheet::quote_open},
      {"a,\"b\"c\n", {}, &sheet::text_after_quote},
      {"<html>", {}, &sheet::html_without_table},
      {"a,\xFF\n", {}, &sheet::letters_unknown},
      {"\x7F"
       "ELF\x02\x01\x01",
       {},
       &sheet::file_not_a_table},
      {"{\\rtf1\\ansi}", {}, &sheet::file_not_a_table},
      {"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>",
       {},
       &sheet::file_of_other_program},
      {"\x89PNG\r\n\x1A\n", {}, &sheet::file_is_picture},
      {"\xFF\xD8\xFF\xE0....JFIF", {}, &sheet::file_is_picture},
      {old_container("EncryptedPackage"), {}, &sheet::file_is_encrypted},
      {old_container("Workbook"), {}, &sheet::file_is_old_workbook},
      {old_container("Book"), {}, &sheet::file_is_old_workbook},
      {old_container("WordDocument"), {}, &sheet::file_not_a_table},
      {good.substr(0, good.size() / 2), {}, &sheet::file_broken},
      {"PK\x03\x04", {}, &sheet::file_broken},
      {packed({{"a.txt", "a"}}), {}, &sheet::file_not_a_table},
      {packed({{"word/document.xml", "a"}, {"[Content_Types].xml", ""}}),
       {},
       &sheet::file_not_a_table},
      {packed({{"[Content_Types].xml", "a"}}), {}, &sheet::file_broken},
      {packed({{"content.xml", "a"}}), {}, &sheet::file_of_other_program},
      {packed({{"xl/workbook.bin", "a"}}), {}, &sheet::file_of_other_program},
      {with_part(good_parts, "xl/worksheets/one.xml", "<worksheet>"), {}, &sheet::file_broken},
      {with_part(
           good_parts, "xl/worksheets/one.xml",
           "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><worksheet>&b;</worksheet>"),
       {},
       &sheet::file_broken},
      {bomb, {}, &sheet::unpacked_too_large},
      {good, {.unpacked_max = 1000}, &sheet::unpacked_too_large},
      {cell("A2"), {.rows_max = 2}, nullptr},
      {cell("A3"), {.rows_max = 2}, &sheet::rows_too_many},
      {cell("A500000"), {}, &sheet::rows_too_many},
      {cell("C1"), {.cells_max = 4}, nullptr},
      {cell("D1"), {.cells_max = 4}, &sheet::cells_too_many},
      {packed(book(one_row(R"(<c s="1"/>)"))), {}, &sheet::file_without_cells},
  };
  for (const Case& one : cases) {
    CAPTURE(&one - cases);
    const auto read = read_source(one.bytes, "令和4年度.xlsx", one.limits);
    CHECK(read.has_value() == (one.kind == nullptr));
    if (read || one.kind == nullptr) continue;
    CHECK(read.error().code == one.kind->code);
    CHECK_FALSE(base::say(base::Language::ja, read.error()).contains('{'));
    CHECK_FALSE(base::say(base::Language::en, read.error()).contains('{'));
  }
  for (const base::RefusalKind* kind : sheet::kSourceRefusals) {
    CAPTURE(kind->code);
    if (kind->code.starts_with("sheet.pdf_")) continue;  // pdf_source_test.cc
    CHECK(std::ranges::any_of(cases, [&](const Case& one) { return one.kind == kind; }));
  }
}

TEST_CASE("too many rows are counted to the last") {
  std::string rows;
  for (int row = 1; row <= 30; ++row) {
    rows += "<row r=\"" + std::to_string(row) + "\"><c><v>1</v></c></row>";
  }
  rows += R"(<row r="900000"><c s="1"/></row>)";  // a look only
  const auto read =
      read_source(packed(book("<sheetData>" + rows + "</sheetData>")), "a.xlsx", {.rows_max = 20});
  REQUIRE_FALSE(read.has_value());
  CHECK(base::say(base::Language::ja, read.error()) ==
        "表「表」の行が多すぎます（30行。20行まで）。年度や施策ごとに分けて、もう一度読み込んでくだ"
        "さい。");
}

TEST_CASE("what is pasted is refused as a file is") {
  struct Case {
    std::string text;
    SourceLimits limits;
    const base::RefusalKind* kind;
  };
  const Case cases[] = {
      {"", {}, &sheet::file_empty},
      {"\xFF", {}, &sheet::file_not_a_table},
      {"a\0b"s, {}, &sheet::file_not_a_table},
      {" \n \n", {}, &sheet::file_without_cells},
      {"a\tb", {.bytes_max = 2}, &sheet::file_too_large},
      {"a  b\nc  d\n", {.rows_max = 2}, nullptr},
      {"a  b\nc  d\n", {.rows_max = 1}, &sheet::rows_too_many},
      {"a\t\"b", {}, &sheet::quote_open},
  };
  for (const Case& one : cases) {
    CAPTURE(&one - cases);
    const auto read = read_pasted(one.text, one.limits);
    CHECK(read.has_value() == (one.kind == nullptr));
    if (!read && one.kind != nullptr) CHECK(read.error().code == one.kind->code);
  }
}

}  // namespace
