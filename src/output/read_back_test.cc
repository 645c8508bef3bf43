// What is written here is read by the readers of imports: a table as a workbook, a page and a PDF
// gives the same cells back.
#include <doctest/doctest.h>

#include <fstream>

#include "output/pdf.h"
#include "sheet/source_file.h"

namespace {

using output::Align;
using output::Cell;
using output::CellKind;

constexpr int kProgrammes = 40;

std::string name_of(int i) {
  return i % 5 == 0 ? "商店街にぎわいづくり事業" + std::to_string(i) +
                          "号（空き店舗の活用と若手の出店を支える補助）"
                    : "事業その" + std::to_string(i);
}

// Two heading rows, the years under their common heading, as progress reports print it.
output::Table progress() {
  output::Table table{.name = "進捗",
                      .title = "商工業振興計画 進捗状況",
                      .columns = {{6, Align::centre},
                                  {34},
                                  {14},
                                  {10, Align::right},
                                  {10, Align::right},
                                  {10, Align::right},
                                  {8, Align::centre}}};
  table.headings.push_back({.cells = {{.column = 0, .text = "番号", .rows = 2},
                                      {.column = 1, .text = "事業名", .rows = 2},
                                      {.column = 2, .text = "担当課", .rows = 2},
                                      {.column = 3, .text = "実績", .columns = 3},
                                      {.column = 6, .text = "評価", .rows = 2}}});
  table.headings.push_back({.cells = {{.column = 3, .text = "令和4年度"},
                                      {.column = 4, .text = "令和5年度"},
                                      {.column = 5, .text = "令和6年度"}}});
  for (int i = 1; i <= kProgrammes; ++i) {
    table.lines.push_back(
        {.cells = {{.column = 0, .text = std::to_string(i), .kind = CellKind::whole},
                   {.column = 1, .text = name_of(i)},
                   {.column = 2, .text = i % 3 == 0 ? "経済課" : "商工観光課"},
                   {.column = 3, .text = std::to_string(i * 37), .kind = CellKind::whole},
                   {.column = 4, .text = i % 4 == 0 ? "－" : "1,058件"},
                   {.column = 5, .text = "△" + std::to_string(i)},
                   {.column = 6, .text = i % 2 == 0 ? "A" : "B"}}});
  }
  table.below = {"※ 令和7年3月31日現在"};
  return table;
}

// The cells of a programme without spaces and line ends, by its number.
std::vector<std::string> row_of(const sheet::SourceFile& file, int number) {
  for (const auto& table : file.tables) {
    for (const auto& row : table.grid.rows) {
      if (row.empty() || row.front() != std::to_string(number)) continue;
      std::vector<std::string> cells = row;
      for (auto& cell : cells) std::erase_if(cell, [](char c) { return c == '\n' || c == ' '; });
      return cells;
    }
  }
  return {};
}

int rows_as_written(const sheet::SourceFile& file) {
  int right = 0;
  for (int i = 1; i <= kProgrammes; ++i) {
    const std::vector<std::string> written = {std::to_string(i),
                                              name_of(i),
                                              i % 3 == 0 ? "経済課" : "商工観光課",
                                              std::to_string(i * 37),
                                              i % 4 == 0 ? "－" : "1,058件",
                                              "△" + std::to_string(i),
                                              i % 2 == 0 ? "A" : "B"};
    const bool same = row_of(file, i) == written;
    right += same ? 1 : 0;
    CAPTURE(i);
    CHECK(same);
  }
  return right;
}

TEST_CASE("a workbook is read back, its common headings as merged cells") {
  const auto file = sheet::read_source(output::xlsx({progress()}), "a.xlsx");
  REQUIRE(file.has_value());
  REQUIRE(file->tables.size() == 1);
  CHECK(rows_as_written(*file) == kProgrammes);
  CHECK(file->tables[0].merged.size() >= 5);
}

TEST_CASE("a page is read back") {
  const auto file = sheet::read_source(output::html(progress(), "ja"), "a.html");
  REQUIRE(file.has_value());
  CHECK(file->kind == sheet::FileKind::html);
  CHECK(rows_as_written(*file) == kProgrammes);
}

TEST_CASE("a PDF is read back from its words, pages joined") {
  for (const auto paper : {output::Paper::a3, output::Paper::a4}) {
    auto file = sheet::read_source(output::draw_pdf(progress(), paper), "a.pdf");
    REQUIRE(file.has_value());
    CHECK(file->kind == sheet::FileKind::pdf);
    CHECK(rows_as_written(*file) == kProgrammes);
  }
}

}  // namespace
