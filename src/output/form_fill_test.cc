// A form as an office lays it out comes back filled: read by our own reader, with its merged cells,
// looks and print area, and every mistake named with its cell.
#include "output/form_fill.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/words.h"
#include "output/form_parts.h"
#include "output/table.h"
#include "sheet/workbook.h"

namespace {

using output::FormValues;

output::Cell at(int column, std::string text, int columns = 1) {
  output::Cell cell;
  cell.column = column;
  cell.text = std::move(text);
  cell.columns = columns;
  return cell;
}

// 1 title over three columns · 2 headings · 3 the repeated line · 4 a line below it
std::string form(const std::vector<std::string>& repeated = {"{{行}}{{番号}}", "{{事業名}}",
                                                             "{{実績:2014}}"},
                 std::string below = "作成：{{作成日}}") {
  output::Table table;
  table.name = "様式";
  table.columns = {{.width = 10}, {.width = 30}, {.width = 10}};
  table.headings = {{{at(0, "{{計画名}}　進捗", 3)}}};
  table.lines = {{{at(0, "番号"), at(1, "事業"), at(2, "実績")}},
                 {{at(0, repeated[0]), at(1, repeated[1]), at(2, repeated[2])}},
                 {{at(0, std::move(below), 2), at(2, "{{件数}}")}}};
  return output::xlsx({table});
}

FormValues values() {
  FormValues values{.row_mark = "行", .rows = {}};
  values.once = {{"計画名", "計画 <A&B>"}, {"作成日", "令和8年4月1日"}, {"件数", "3"}};
  values.rows = {{{"番号", "1"}, {"事業名", "空き店舗"}, {"実績:2014", "12"}},
                 {{"番号", "2"}, {"事業名", "経営\n相談"}, {"実績:2014", "12件"}},
                 {{"番号", "13-1"}, {"事業名", "=1+1"}, {"実績:2014", ""}}};
  return values;
}

sheet::Worksheet read_back(const std::string& bytes) {
  auto book = sheet::read_xlsx(bytes);
  REQUIRE(book.has_value());
  return book->sheets.front();
}

std::string_view code_of(const std::string& bytes, const FormValues& with) {
  const auto filled = output::fill_form(bytes, with);
  return filled ? "" : filled.error().code;
}

std::string part_of(const std::string& bytes, std::string_view name) {
  auto parts = output::read_parts(bytes);
  REQUIRE(parts);
  REQUIRE(parts->find(name) != nullptr);
  return *parts->find(name);
}

// The form with one of its parts changed.
std::string changed(const std::string& bytes, std::string_view name, std::string_view from,
                    std::string_view to) {
  auto parts = output::read_parts(bytes).value();
  std::string& part = *parts.find(name);
  REQUIRE(part.contains(from));
  part.replace(part.find(from), from.size(), to);
  return output::write_parts(parts);
}

TEST_CASE("names become values, the marked line is repeated, what is below moves") {
  const auto filled = output::fill_form(form(), values());
  REQUIRE(filled);
  const auto sheet = read_back(*filled);
  const auto& rows = sheet.grid.rows;
  REQUIRE(rows.size() == 6);
  CHECK(rows[0][0] == "計画 <A&B>　進捗");
  CHECK(rows[1][1] == "事業");
  CHECK(rows[2] == std::vector<std::string>{"1", "空き店舗", "12"});
  CHECK(rows[3] == std::vector<std::string>{"2", "経営\n相談", "12件"});
  CHECK(rows[4][0] == "13-1");
  CHECK(rows[4][1] == "=1+1");  // a text, never a formula
  CHECK(sheet.formulas.empty());
  CHECK(rows[5][0] == "作成：令和8年4月1日");
  CHECK(sheet.held_at(2, 2) == sheet::Held::number);
  CHECK(sheet.held_at(3, 2) == sheet::Held::text);
  CHECK(sheet.held_at(2, 0) == sheet::Held::number);
  CHECK(sheet.held_at(4, 0) == sheet::Held::text);
  CHECK(sheet.held_at(5, 2) == sheet::Held::number);
  CHECK(sheet.merged == std::vector<std::string>{"A1:C1", "A6:B6"});
  CHECK(*filled == *output::fill_form(form(), values()));  // the same bytes
}

TEST_CASE("looks stay with their cells, and a form without rows keeps one blank line") {
  const auto before = read_back(form());
  const auto after = read_back(*output::fill_form(form(), values()));
  CHECK(after.look_at(0, 0) == before.look_at(0, 0));
  CHECK(after.look_at(4, 1) == before.look_at(2, 1));
  FormValues none = values();
  none.rows.clear();
  const auto blank = read_back(*output::fill_form(form(), none));
  CHECK(blank.grid.rows.size() == 4);
  CHECK(blank.grid.rows[2][0] == "");
  CHECK(blank.merged == before.merged);
}

TEST_CASE("merged cells of the repeated line are merged in each copy; print areas grow") {
  const std::string book = "xl/workbook.xml";
  const std::string page = "xl/worksheets/sheet1.xml";
  std::string bytes = changed(form(), page, "<mergeCell ref=\"A4:B4\"",
                              "<mergeCell ref=\"B3:C3\"/><mergeCell ref=\"A4:B4\"");
  const std::string was = part_of(bytes, book);
  const std::string area =
      "<definedNames><definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">様式!$A$1:$C$4"
      "</definedName></definedNames>";
  if (!was.contains("<definedNames>"))
    bytes = changed(bytes, book, "</sheets>", "</sheets>" + area);
  else
    bytes = changed(bytes, book, "</definedNames>", area.substr(14));
  const auto filled = output::fill_form(bytes, values());
  REQUIRE(filled);
  const auto merged = read_back(*filled).merged;
  for (const std::string range : {"A1:C1", "B3:C3", "B4:C4", "B5:C5", "A6:B6"}) {
    CAPTURE(range);
    CHECK(std::ranges::find(merged, range) != merged.end());
  }
  CHECK(part_of(*filled, book).contains("$A$1:$C$6"));
}

TEST_CASE("a mistake of the form is told with its cell") {
  const auto unknown = output::fill_form(form({"{{行}}", "{{予算}}", "{{番号}}"}), values());
  REQUIRE(!unknown);
  CHECK(unknown.error().code == output::form_unknown_name.code);
  CHECK(unknown.error().facts == std::vector<base::Fact>{{"name", "予算"}, {"cell", "様式!B3"}});
  // A value of a row outside the repeated line is not known there.
  CHECK(code_of(form({"{{行}}", "{{番号}}", ""}, "{{事業名}}"), values()) ==
        output::form_unknown_name.code);
  CHECK(code_of(form({"{{行}}", "", ""}, "{{行}}"), values()) == output::form_two_lines.code);
  CHECK(code_of("no workbook", values()) == output::form_unreadable.code);
  CHECK(code_of(output::write_parts({{{"xl/other.xml", "<a/>"}}}), values()) ==
        output::form_unreadable.code);
  output::Table plain;
  plain.name = "様式";
  plain.columns = {{.width = 10}};
  plain.lines = {{{at(0, "名前なし")}}};
  CHECK(code_of(output::xlsx({plain}), values()) == output::form_without_names.code);
  const std::string with_formula = changed(form(), "xl/worksheets/sheet1.xml", "</row>",
                                           "<c r=\"D1\"><f>SUM(C3:C3)</f><v>0</v></c></row>");
  CHECK(code_of(with_formula, values()) == output::form_formula_moves.code);
  FormValues one = values();
  one.rows.resize(1);
  CHECK(code_of(with_formula, one) == "");
  for (const auto* refusal : output::kFormRefusals) CHECK(base::has_words(refusal->code));
}

}  // namespace
