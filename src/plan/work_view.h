// What the pages of a figure are given: the working table, a cell with its readings, the records
// behind a figure, one record. Everything is said already.
#pragma once

#include <string>
#include <vector>

#include "http/page_frame.h"
#include "output/chart.h"
#include "paper/paper_view.h"
#include "plan/plan_view.h"
#include "staff/staff_view.h"

namespace plan {

// How much of the plan's cells comes from where.
struct SharesView {
  output::DividedBar bar;
  std::vector<FactView> lines;
};

struct WorkCell {
  std::string header;  // of its column, for the phone
  std::string url;
  std::string text;
  std::string source;       // 集計, 入力, 転記
  std::string unconfirmed;  // 未確認 when records count that nobody has confirmed
  std::string differs;      // when readings do not agree
};
struct WorkRow {
  std::string number;
  std::string title;
  std::vector<WorkCell> cells;
};
struct WorkTablePage {
  http::PageFrame page;
  std::string title;
  std::string lead;
  SharesView shares;
  std::vector<std::string> headers;
  std::vector<WorkRow> rows;
  std::string nothing;  // said when there are no rows
};

struct ReadingLine {
  std::string source;
  std::string text;
  std::string stage;
  std::string shown;  // この値を表示しています
};
struct FigureLine {
  std::string label;
  std::string value;
  std::string confirmed;
  std::string records;
  std::string so_far;
  std::string url;
  std::vector<std::string> how;
  std::vector<SeriesView> months;
};
struct OverlapLine {
  std::string sentence;
  std::string url;
};
struct WorkCellPage {
  http::PageFrame page;
  std::string row;
  std::string column;
  std::string shown;
  std::string reason;  // why another reading is shown than the computed one
  std::vector<ReadingLine> readings;
  std::vector<std::string> differences;
  std::string why;
  std::string singles;
  std::vector<std::string> composed;
  std::vector<FigureLine> figures;
  std::vector<OverlapLine> overlaps;
  std::string table_url;
  std::string printed_place_url;  // the cell of the table that the printed text was taken from
};

struct RecordLine {
  std::string url;
  std::string day;
  std::string kind;
  std::string what;  // 1件 12人 480,000円
  std::string adds;
  std::string state;
};
struct WorkRecordsPage {
  http::PageFrame page;
  std::string heading;
  std::string lead;
  std::string action;
  std::vector<OptionView> months;
  std::vector<OptionView> states;
  std::vector<OptionView> sorts;
  std::string count;
  std::vector<RecordLine> records;
  std::string csv_url;
  std::string sample_url;  // for an auditor
  std::string first_url;
  std::string next_url;
  std::string cell_url;
};

struct DeedOfRecord {
  std::string what;
  std::string when;
  std::string who;
  std::string reason;
};
// What is told of a record, on its own page and on those of rooms that show one.
struct RecordView {
  std::string state;
  std::string returned;         // sent back and waiting for its author: by whom, when
  std::string returned_reason;  // as typed
  std::vector<FactView> facts;
  std::string note;
  std::vector<http::Link> sources;  // where it was written
  std::vector<OverlapLine> places;  // every cell it counts in
  std::vector<DeedOfRecord> deeds;
  paper::SectionView papers;
};
struct WorkRecordPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string heading;
  RecordView record;
  std::vector<staff::FormView> forms;
};

}  // namespace plan
