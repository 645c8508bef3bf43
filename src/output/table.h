// A table as it is laid out for people: headings, merged cells, bands over the full width, column
// widths, what stands above and below it. Rooms fill it from their nouns; xlsx(), html() and pdf()
// write it. Nothing here knows what the cells mean.
#pragma once

#include <string>
#include <vector>

#include "output/sheet.h"

namespace output {

// How a spreadsheet is to hold the text of a cell. A `whole` number too large for one, or a text
// that is no number, stays text: no digit is ever lost. A `decimal` is always text, because a
// spreadsheet would keep 8.30 as 8.300000000000001.
enum class CellKind { text, whole, decimal, date };

enum class Align { left, centre, right };

struct Cell {
  int column = 0;  // where it begins
  std::string text = {};
  CellKind kind = CellKind::text;
  int rows = 1;  // how far it stretches
  int columns = 1;
  std::string note = {};  // in smaller letters below the text
};

struct Line {
  std::vector<Cell> cells = {};  // those that begin in this line, from the left
  bool band = false;             // a heading inside the table; never the last line of a page
};

struct TableColumn {
  int width = 10;  // in half-width characters
  Align align = Align::left;
};

struct Table {
  std::string name = {};  // of the sheet in a workbook
  bool hidden = false;    // in a workbook: the sheet is not shown
  std::string mark = {};  // what the whole of it is, in the head of every page; empty: nothing
  std::string title = {};
  std::vector<std::string> above = {};  // lines between title and table
  std::string as_of = {};               // stands on every page
  std::string made_at = {};  // of a PDF: 2026-11-22T09:00:00+09:00; no other moment gets into it
  std::vector<TableColumn> columns = {};
  std::vector<Line> headings = {};  // repeated on every page
  std::vector<Line> lines = {};
  std::vector<std::string> below = {};
};

// Rows of text as a table without title, its headers in the first line; `kinds` and `widths` are as
// long as the headers.
Table table_of(const Sheet& sheet, const std::vector<CellKind>& kinds,
               const std::vector<int>& widths);

// Can a spreadsheet hold this number without losing a digit?
bool holds_whole(std::string_view text);

enum class Paper { a3, a4 };

// A workbook with one sheet for each table; the same tables give the same cells, in every cell the
// text or number given and never a formula.
std::string xlsx(const std::vector<Table>& tables, Paper paper = Paper::a3);

// A page that stands for itself: no other file is needed to show or print it.
std::string html(const Table& table, std::string_view language, Paper paper = Paper::a3);

}  // namespace output
