// The rules of machine-readable tables, each broken once in a table that keeps all the others.
#include "sheet/readability.h"

#include <doctest/doctest.h>

#include <functional>
#include <set>

#include "base/words.h"

namespace sheet {
namespace {

Grid definitions() {
  return {{{"entry_kind", "field", "code", "value_type", "entry_name"},
           {"field", "area_code", "", "text", "自治体コード"},
           {"field", "state", "", "text", "種別"},
           {"field", "fiscal_year", "", "whole", "年度"},
           {"field", "amount", "", "whole", "数。空欄は未集計"},
           {"field", "amount_unit", "", "text", "単位"},
           {"code", "state", "counted", "", "集計済み"},
           {"code", "state", "other", "", "その他"},
           {"file", "", "encoding", "", "UTF-8"},
           {"history", "", "2014", "", "公表"}}};
}

// A workbook's table that keeps every rule.
TableFile good() {
  TableFile file;
  Worksheet& data = file.sheets.emplace_back();
  data.name = "data";
  data.grid.rows = {{"area_code", "state", "fiscal_year", "amount", "amount_unit"},
                    {"131202", "counted", "2011", "1058", "件"},
                    {"131202", "counted", "2012", "0", "件"},
                    {"131202", "other", "2013", "", ""}};
  for (const auto& row : data.grid.rows) {
    auto& held = data.held.emplace_back();
    for (const auto& cell : row) held.push_back(cell.empty() ? Held::empty : Held::text);
    data.looks.emplace_back(row.size(), 0);
  }
  for (std::size_t row = 1; row < 3; ++row) data.held[row][2] = data.held[row][3] = Held::number;
  data.held[3][2] = Held::number;
  file.definitions = definitions();
  return file;
}

TableFile good_csv() {
  TableFile file = good();
  file.is_csv = true;
  file.sheets.front().held.clear();
  file.sheets.front().looks.clear();
  return file;
}

std::set<std::string> broken(const TableFile& file) {
  std::set<std::string> rules;
  for (const auto& finding : check_readability(file)) rules.emplace(finding.rule);
  return rules;
}

TEST_CASE("a table that keeps the rules has no findings") {
  CHECK(broken(good()).empty());
  CHECK(broken(good_csv()).empty());
}

TEST_CASE("each rule is told when it is broken") {
  const auto cell = [](std::size_t row, std::size_t column, std::string text) {
    return [=](TableFile& file) { file.sheets.front().grid.rows[row][column] = text; };
  };
  struct Case {
    std::string rule;
    bool csv;
    std::function<void(TableFile&)> bend;
  };
  const Case cases[] = {
      {"L1-02", false,
       [](TableFile& file) {
         for (auto& row : file.sheets.front().grid.rows) row.insert(row.begin() + 2, "");
       }},
      {"L1-03", false,
       [](TableFile& file) {
         auto& rows = file.sheets.front().grid.rows;
         rows.insert(rows.begin() + 2, std::vector<std::string>(5));
       }},
      {"L1-04", false,
       [](TableFile& file) { file.sheets.front().grid.rows[1].emplace_back("メモ"); }},
      {"L1-05", false, cell(0, 1, "1")},
      {"L1-06", false, cell(1, 4, "件 ")},
      {"L1-06", false, cell(1, 4, "件\n数")},
      {"L1-06", false, cell(1, 4, "件　　数")},
      {"L1-07", false, cell(1, 4, "貸付2,252件 利子補給 949円")},
      {"L1-08", false, cell(1, 4, "㎏")},
      {"L1-09", false,
       [](TableFile& file) { file.definitions->rows.erase(file.definitions->rows.begin() + 4); }},
      {"L1-10", false, [](TableFile& file) { file.sheets.front().has_objects = true; }},
      {"L1-11", false, [](TableFile& file) { file.sheets.front().looks[2][3] = 7; }},
      {"L1-12", false, [](TableFile& file) { file.sheets.front().merged = {"A1:B1"}; }},
      {"L1-13", false, [](TableFile& file) { file.sheets.front().hidden_lines = {"3"}; }},
      {"L1-13", false, [](TableFile& file) { file.sheets.front().hidden = true; }},
      {"L1-14", true, cell(1, 4, "件\n数")},
      {"L1-15", true, [](TableFile& file) { file.sheets.front().grid.rows[1].emplace_back("9"); }},
      {"L2-01", false, cell(1, 3, "1,058件")},
      {"L2-01", true, cell(1, 3, "▲5")},
      {"L2-01", false, [](TableFile& file) { file.sheets.front().held[1][3] = Held::text; }},
      {"L2-02", false, cell(2, 0, "")},
      {"L2-03", false, cell(0, 1, "area_code")},
      {"L2-04", false, cell(1, 1, "couned")},
      {"L2-05", false, cell(1, 1, "その他（具体的に）")},
      {"L2-06", false, [](TableFile& file) { file.sheets.front().formulas = {"D2"}; }},
      {"L3-01", false,
       [](TableFile& file) {
         auto& rows = file.sheets.front().grid.rows;
         rows.insert(rows.begin(), {"令和の進捗状況"});
       }},
      {"L3-02", false, [](TableFile& file) { file.definitions.reset(); }},
      {"L3-03", false, cell(1, 3, "x")},
      {"L3-04", false, cell(0, 4, "amount_name")},
      {"L3-05", false,
       [](TableFile& file) {
         for (std::size_t row = 1; row < 4; ++row) {
           file.sheets.front().grid.rows[row][2] = "平成23年度";
         }
       }},
      {"L3-06", false, cell(1, 0, "131203")},
      {"L3-07", false, [](TableFile& file) { file.earlier_headers = {"area_code"}; }},
      {"L3-08", false, [](TableFile& file) { file.definitions->rows.pop_back(); }},
      {"L3-08", false, cell(0, 1, "種別")},
      {"L3-09", false,
       [](TableFile& file) {
         file.sheets.front().grid.rows[0][2] = "H23";
         file.sheets.front().grid.rows[0][3] = "H24";
       }},
  };
  std::set<std::string> shown = {"L1-01"};  // what is no workbook and no CSV is refused on reading
  for (const auto& row : cases) {
    CAPTURE(row.rule);
    TableFile file = row.csv ? good_csv() : good();
    row.bend(file);
    CHECK(broken(file).contains(row.rule));
    shown.insert(row.rule);
  }
  for (const auto rule : readability_rules()) {
    CAPTURE(rule);
    CHECK(shown.contains(std::string(rule)));
    CHECK(base::has_words(rule_words_key(rule)));
  }
}

TEST_CASE("the same columns as in an earlier year keep the rule") {
  TableFile file = good();
  file.earlier_headers = file.sheets.front().grid.rows.front();
  CHECK(broken(file).empty());
}

TEST_CASE("a workbook's own sheet of definitions is found") {
  TableFile file = good();
  file.sheets.emplace_back().grid = *file.definitions;
  file.definitions.reset();
  CHECK(broken(file).empty());
}

TEST_CASE("a cell of a million letters is judged like a short one of its shape") {
  struct Case {
    std::string before, repeated, after;
    std::set<std::string> rules;
  };
  const Case cases[] = {
      {"", "1", "", {}},
      {"0.", "5", "", {}},
      {"", "1,", "1", {"L2-01"}},
      {"", "x", "", {"L3-03"}},
      {"1", "x", ";1", {"L1-07", "L3-03"}},
      {"", "1 ", "1", {"L1-07", "L3-03"}},
      {"", "  ", "", {"L1-06", "L3-03"}},
  };
  for (const auto& one : cases) {
    for (const int times : {10, 1'000'000}) {
      CAPTURE(one.repeated);
      CAPTURE(times);
      std::string text = one.before;
      for (int i = 0; i < times; ++i) text += one.repeated;
      TableFile file = good_csv();
      file.sheets.front().grid.rows[1][3] = text + one.after;
      CHECK(broken(file) == one.rules);
      file = good_csv();  // as a header and as a year it only has to come to an end
      file.sheets.front().grid.rows[0][1] = file.sheets.front().grid.rows[1][2] = text;
      CHECK_FALSE(broken(file).empty());
    }
  }
}

TEST_CASE("what is neither workbook nor CSV is refused") {
  CHECK(read_table_file("PK\x03\x04").error().code == not_a_workbook.code);
  CHECK(read_table_file("%PDF-1.5\n\xE2\xE3").error().code == not_utf8.code);
  CHECK(read_table_file("a,b\n1,2\n")->is_csv);
}

}  // namespace
}  // namespace sheet
