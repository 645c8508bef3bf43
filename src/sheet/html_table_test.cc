// Tables of pages: stretched cells, tables inside of tables, what is not shown, letters.
#include <doctest/doctest.h>

#include "base/words.h"
#include "sheet/source_file.h"

namespace {

using sheet::CellNote;
using sheet::CellRange;
using sheet::read_source;
using Rows = std::vector<std::vector<std::string>>;

sheet::SourceFile read(const std::string& bytes) {
  auto file = read_source(bytes, "a.html");
  if (!file) FAIL(file.error().code);
  return std::move(*file);
}

TEST_CASE("cells as a browser sets them") {
  struct Case {
    std::string cell, text;
  };
  const Case cases[] = {
      {"<td>1,058</td>", "1,058"},
      {"<td> 商店街  振興 </td>", "商店街 振興"},
      {"<td>商店街\n振興</td>", "商店街振興"},
      {"<td>shop\nstreet</td>", "shop street"},
      {"<td>一<br>二<br/>三</td>", "一\n二\n三"},
      {"<td>一<br><br>三<br></td>", "一\n\n三"},
      {"<td><p>一</p><p>二</p></td>", "一\n二"},
      {"<td><ul><li>一<li>二</ul></td>", "一\n二"},
      {"<td>&lt;5&gt;&nbsp;&amp;&#9651;3&yen;</td>", "<5> &△3¥"},
      {"<td><b>太</b><i>字</i></td>", "太字"},
      {"<td><ruby>練馬<rp>(</rp><rt>ねりま</rt><rp>)</rp></ruby></td>", "練馬"},
      {"<td><script>if (1 < 2) x()</script>値</td>", "値"},
      {"<td><span style='DISPLAY: none'>0012</span>12</td>", "12"},
      {"<td><img src=a.png alt=◎></td>", "◎"},
      {"<th>見出し</th>", "見出し"},
      {"<td><font color=red>&#x25B3;5</font></td>", "△5"},
      {"<td>閉じない", "閉じない"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.cell);
    const auto file = read("<html><table><tr>" + one.cell);
    CHECK(file.kind == sheet::FileKind::html);
    CHECK(file.tables.at(0).grid.at(0, 0) == one.text);
  }
}

TEST_CASE("cells that stretch over rows and columns") {
  struct Case {
    std::string rows;
    Rows grid;
    std::vector<CellRange> merged;
  };
  const Case cases[] = {
      {"<tr><td>a<td>b<tr><td>c<td>d", {{"a", "b"}, {"c", "d"}}, {}},
      {"<tr><td rowspan=2>a<td>b<tr><td>c", {{"a", "b"}, {"", "c"}}, {{0, 0, 1, 0}}},
      {"<tr><td colspan=2>a<td>b", {{"a", "", "b"}}, {{0, 0, 0, 1}}},
      {"<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d",
       {{"a", "", "b"}, {"", "", "c"}, {"d"}},
       {{0, 0, 1, 1}}},
      {"<tr><td>a<td rowspan=2>b<td>c<tr><td>d<td>e",
       {{"a", "b", "c"}, {"d", "", "e"}},
       {{0, 1, 1, 1}}},
      {"<tr><td rowspan=9>a<td>b<tr><td>c", {{"a", "b"}, {"", "c"}}, {{0, 0, 1, 0}}},
      {"<tr><td rowspan=0>a<td>b<tr><td>c", {{"a", "b"}, {"", "c"}}, {{0, 0, 1, 0}}},
      {"<tr><td colspan=x rowspan=-1>a", {{"a"}}, {}},
      {"<thead><tr><th>a</thead><tbody><tr><td>b</tbody>", {{"a"}, {"b"}}, {}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.rows);
    const auto file = read("<table>" + one.rows + "</table>");
    CHECK(file.tables.at(0).grid.rows == one.grid);
    CHECK(file.tables.at(0).merged == one.merged);
  }
  CHECK(read("<table><tr><td colspan=99999>a<td>b</table>").tables[0].grid.rows[0].size() == 1001);
}

TEST_CASE("tables of a layout are kept apart, with the words above each") {
  const auto file = read(R"(<!DOCTYPE html><html><head><title>題</title></head><body>
      <table><tr><td>案内<td><h2>令和4年度 <b>実績</b></h2>
        <table><caption>表1</caption><tr><td>中1</table>続き
        <table><tr><td>中2</table></table>
      <h3>計画</h3><table hidden><tr><td>外</table><table><tr><td> </table></body></html>)");
  REQUIRE(file.tables.size() == 4);
  CHECK(file.tables[0].grid.rows == Rows{{"案内", "令和4年度 実績\n続き"}});
  CHECK(file.tables[1].grid.rows == Rows{{"中1"}});
  CHECK(file.tables[1].caption == "表1");
  CHECK(file.tables[2].grid.rows == Rows{{"中2"}});
  CHECK(file.tables[2].caption == "令和4年度 実績");
  CHECK(file.tables[3].caption == "計画");
  CHECK(file.tables[3].hidden);
  REQUIRE(file.remarks.size() == 1);
  CHECK(base::has_words(file.remarks[0].key));
}

TEST_CASE("notes of cells") {
  const auto table = read(R"(<table><tr><td>1<sup>※</sup></td><td><del>2</del>3</td>
      <td style="visibility:hidden">4</td><tr style="display:none"><td>5</table>)")
                         .tables[0];
  REQUIRE(table.notes.size() == 4);
  CHECK(table.notes[0].note == CellNote::superscript);
  CHECK(table.notes[1].note == CellNote::struck_out);
  CHECK(table.notes[2].note == CellNote::hidden);
  CHECK(table.notes[3].row == 1);
  CHECK(table.grid.at(0, 0) == "1※");
  CHECK(table.address(1, 0) == "A2");
}

TEST_CASE("letters of a page: its own word, and the bytes where that word is wrong") {
  struct Case {
    std::string bytes, letters;
  };
  const Case cases[] = {
      {"<meta charset=\"Shift_JIS\"><table><tr><td>\x94\xD4\x8D\x86</table>", "cp932"},
      {"<meta content='text/html; charset=x-sjis'><table><tr><td>\x94\xD4\x8D\x86</table>",
       "cp932"},
      {"<meta charset=euc-jp><table><tr><td>\xC8\xD6\xB9\xE6</table>", "euc-jp"},
      {"<meta charset=utf-8><table><tr><td>番号</table>", "utf-8"},
      {"<meta charset=Shift_JIS><table><tr><td>番号</table>", "utf-8"},
      {"<meta charset=iso-8859-1><table><tr><td>番号</table>", "utf-8"},
      {"<table><tr><td>番号</table>", "utf-8"},
      {"\xEF\xBB\xBF<table><tr><td>番号</table>", "utf-8-bom"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.bytes);
    const auto file = read(one.bytes);
    CHECK(file.letters == one.letters);
    CHECK(file.tables[0].grid.at(0, 0) == "番号");
  }
}

TEST_CASE("a pasted piece of a page") {
  const auto file = sheet::read_pasted(
      "Version:0.9\r\nStartHTML:00000097\r\n<html><body><!--StartFragment--><tr><td>1<td>商店街</"
      "tr>");
  REQUIRE(file.has_value());
  CHECK(file->kind == sheet::FileKind::pasted);
  CHECK(file->tables[0].grid.rows == Rows{{"1", "商店街"}});
  // No table after all: taken as text.
  CHECK(sheet::read_pasted("<table>, 1\n")->tables[0].grid.rows == Rows{{"<table>", " 1"}});
}

TEST_CASE("pages that are refused, and both sides of each limit") {
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<div>";
  struct Case {
    std::string bytes;
    sheet::SourceLimits limits;
    const base::RefusalKind* kind;
  };
  const Case cases[] = {
      {"<html><p>表はありません</p></html>", {}, &sheet::html_without_table},
      {"<table><tr><td>&nbsp;</table>", {}, &sheet::html_without_table},
      {"<table><tr><td>a<tr><td>b</table>", {.rows_max = 2}, nullptr},
      {"<table><tr><td>a<tr><td>b<tr><td>c</table>", {.rows_max = 2}, &sheet::rows_too_many},
      {"<table><tr><td>a<td>b</table>", {.cells_max = 2}, nullptr},
      {"<table><tr><td>a<td>b<td>c</table>", {.cells_max = 2}, &sheet::cells_too_many},
      {"<table><tr><td colspan=3>a</table>", {.cells_max = 2}, &sheet::cells_too_many},
      {deep + "<table><tr><td>a</table>", {}, &sheet::file_broken},
      {deep.substr(0, 1000) + "<table><tr><td>a</table>", {}, nullptr},
  };
  for (const Case& one : cases) {
    CAPTURE(&one - cases);
    const auto read = read_source(one.bytes, "a.html", one.limits);
    CHECK(read.has_value() == (one.kind == nullptr));
    if (read || one.kind == nullptr) continue;
    CHECK(read.error().code == one.kind->code);
    CHECK_FALSE(base::say(base::Language::ja, read.error()).contains('{'));
  }
}

}  // namespace
