// What a table of another town is taken to say: which line is the header, which column holds the
// number, the name, the department, which year; which row is a programme, a part of it, a heading,
// a note. Pure: a table and what the officer corrected go in, an understanding comes out. Nothing
// is guessed silently: each column and each cell carries how sure the reading is and why not more.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/quantity.h"
#include "base/result.h"
#include "plan/plan.h"
#include "sheet/source_file.h"

namespace importer {

inline constexpr base::RefusalKind no_table{"importer.no_table", 400};
inline constexpr base::RefusalKind no_name_column{"importer.no_name_column", 400};
inline constexpr base::RefusalKind no_rows{"importer.no_rows", 400};

// What a column holds.
enum class Meaning {
  ignored,     // the officer says: leave it
  number,      // 事業番号, No., 番号
  sub_number,  // 枝番, (1), ①
  objective,   // 基本目標, 戦略目標, 柱
  measure,     // 施策, 基本施策, 取組の方向
  name,        // 事業名, 取組名, 事務事業名
  sub_name,    // 内訳事業, 細事業, 活動指標名 where a programme has several
  content,     // 事業内容, 概要, 取組内容
  owner,       // 担当課, 所管, 実施主体
  indicator,   // 指標名, 目標指標
  unit,        // 単位
  target,      // 目標値, 計画 of a year or period
  result,      // 実績, 実績値, a year alone
  state_at,    // 現状値, 基準値, 策定時
  total,       // 計, 合計, 累計
  rating,      // 評価, 達成度, 進捗状況
  direction,   // 今後の方向性, 見直し
  budget,      // 予算額
  settled,     // 決算額
  years,       // 実施年度, 事業期間; 年度 of a table that gives each year a line of its own
  note,        // 備考, 課題, 理由
  unknown      // nobody could tell: the officer is asked
};
std::string_view in_db(Meaning meaning);
std::optional<Meaning> meaning_from(std::string_view code);

// In a table on its side a "column" is a line of the file and a "row" a column of it; the places of
// cells always are the file's.
struct ReadColumn {
  std::size_t column = 0;  // in the grid
  std::string header;      // the header cells above it, outermost first, joined with " / "
  Meaning meaning = Meaning::unknown;
  std::optional<int> year;     // fiscal year
  std::optional<int> to_year;  // with year: a period
  plan::Certainty certainty;   // and why not high: the reason is a key, importer.reason_…
  bool corrected = false;      // the officer said so
  std::string unit;  // 千円 of 予算額（千円）, or what the line "unit: …" above the table says
};

enum class RowKind {
  programme,
  part,      // a sub-row of the programme above
  heading,   // a band: objective or measure over the full width
  sum,       // 合計: kept out of the programmes
  note,      // ※ below the table
  repeated,  // the header again, on the next page
  empty
};

struct ReadCell {
  std::size_t row = 0;  // in the grid, as the file lies
  std::size_t column = 0;
  std::size_t under = 0;  // index in columns
  // What this cell holds: that of its column, unless its line says otherwise (a line for 目標 and
  // one for 実績, or a line for each year).
  Meaning meaning = Meaning::unknown;
  std::optional<int> year;
  std::optional<int> to_year;
  std::string text;                        // verbatim
  base::CellReading reading;               // of targets, results, states, totals, budgets
  std::string unit;                        // of the unit column: the reading is that of 12件
  std::optional<sheet::CellRange> merged;  // of the file, where one cell is printed over several
  bool carried_down = false;               // the text stands in a merged cell, or in a cell above
  std::optional<std::string> stands_for;   // 〃 and 同上: the text above that it repeats
  std::optional<std::string> mark;         // of ratings: the word as printed
  plan::Certainty certainty;
};

struct ReadRow {
  std::size_t row = 0;  // in the grid
  RowKind kind = RowKind::programme;
  std::vector<ReadCell> cells;        // those that are not empty, by column
  std::optional<std::size_t> parent;  // index in rows: of a part
  // A further line of the same thing: 実績 under 目標, or the next year. `parent` is that thing.
  bool continues = false;
  plan::Certainty certainty;
};

// A rating word of this table and what it is taken for in the scale that the table gets. The words
// of another town become a scale of its own, never silently A, B, C.
struct RatingWord {
  std::string printed;
  int times = 0;
  std::string mark;  // the same word, cleaned; the officer may join spellings
};

struct Flag {
  std::optional<std::size_t> row;
  std::optional<std::size_t> column;
  std::string key;  // importer.flag_…
  std::string value;
};

// What the officer corrected, and what is kept for next year's file: all of it optional, found by
// the words of the header, not by the place.
struct ColumnChoice {
  std::string header;
  Meaning meaning = Meaning::unknown;
  std::optional<int> year;
  std::optional<int> to_year;
};
struct RowChoice {
  std::size_t row = 0;
  RowKind kind = RowKind::programme;
};
struct Choices {
  std::optional<std::size_t> header_top;
  std::optional<std::size_t> header_bottom;
  std::optional<bool> turned;  // years stand in the rows: read the table on its side
  std::vector<ColumnChoice> columns;
  std::vector<RowChoice> rows;
  std::vector<RatingWord> ratings;
};

struct Understanding {
  bool is_table = false;       // false: a cover sheet, a picture, words
  bool turned = false;         // rows and columns were exchanged; addresses still are the file's
  std::size_t header_top = 0;  // inclusive, in the grid
  std::size_t header_bottom = 0;
  std::vector<std::string> titles;  // the lines above
  std::optional<int> year_hint;     // of the title: 令和4年度 進捗状況
  std::string rating_header;        // of the column whose words make the scale
  std::vector<ReadColumn> columns;
  std::vector<ReadRow> rows;
  std::vector<RatingWord> rating_words;
  std::vector<std::string> notes;  // the lines below
  std::vector<Flag> flags;         // what the officer should look at
  plan::Certainty certainty;       // of the header
};

Understanding understand(const sheet::SourceTable& table, const Choices& choices = {});

// The plan that an understanding makes: its tree, rows, columns, cells with their printed readings,
// and the scale of the rating words. `frame` holds what the table does not say.
struct Frame {
  std::string slug;
  std::string municipality;
  std::string title;
  plan::PlanKind kind = plan::PlanKind::plan;
  int from = 0;  // fiscal years
  int to = 0;
  std::string source_title;
  std::string source_file;
};

// Where each thing of the made plan stands in the file.
struct Origin {
  std::string row;     // key of the plan's row
  std::string column;  // key of the plan's column; or title, number, content, owner, rating
  std::size_t grid_row = 0;
  std::size_t grid_column = 0;
  std::string text;
};
struct Made {
  plan::Plan plan;
  std::vector<Origin> origins;
};
// Refusals: no_table, no_name_column, no_rows. Numbers that the table prints twice get keys of
// their own (1, 1-b), since the number is what people read and the key only an address.
base::Result<Made> make_plan(const Understanding& understanding, const Frame& frame);

}  // namespace importer
