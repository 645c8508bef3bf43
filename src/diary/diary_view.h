// What the templates of the diary are given: ready words, and the form of a programme.
#pragma once

#include <string>
#include <vector>

#include "http/page_frame.h"
#include "paper/paper_view.h"
#include "staff/staff_view.h"

namespace diary {

struct GroupView {
  std::string title;
  std::string hint;
  std::vector<staff::FieldView> fields;
};
struct AskView {
  std::string name;
  std::string id;
  std::string label;
  bool checked = false;
};
// The form of one occurrence. `form` holds its name, address, hidden fields and button.
struct EntryFormView {
  staff::FormView form;
  std::vector<GroupView> groups;
  std::vector<GroupView> more;  // behind a heading that opens
  std::string more_title;
  bool more_open = false;
  std::vector<AskView> asks;  // what somebody has to say yes to
  std::vector<staff::FieldView> reason;
  std::string keep;  // what it is called among the unsent; empty: it is not kept
};

struct ProgrammeLine {
  std::string name;
  std::string url;
  std::string entries;
  std::string last;
  http::Link month;
};
struct ExpectedLine {
  std::string text;
  std::string url;
  std::string about;
  std::string late;  // empty: not late
};
struct EntryLine {
  std::string day;
  std::string url;
  std::string programme;
  std::string what;
  std::string place;
  std::string state;
};
struct FilterView {
  std::string action;
  std::vector<staff::FieldView> fields;
  std::string clear_url;
};
// A list of entries with what it is narrowed by.
struct EntriesView {
  FilterView filter;
  std::string count;
  bool with_programme = false;
  std::vector<EntryLine> entries;
  std::string nothing;
  std::string next_url;
  std::string csv_url;
};
struct DiaryPage {
  http::PageFrame page;
  std::string done;
  std::string lead;
  std::vector<ExpectedLine> expected;
  std::vector<ProgrammeLine> programmes;  // with entries
  std::vector<ProgrammeLine> others;      // without any so far
  bool others_open = false;
  std::string nothing;  // said when there are none
  EntriesView entries;
};

struct ProgrammePage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string title;
  std::string notice;  // begun from an earlier entry, or why nothing can be written here
  std::vector<EntryFormView> forms;
  std::vector<http::Link> links;
  EntriesView entries;
};

struct Fact {
  std::string name;
  std::string value;
};
// What a figure was without the entry and is with it.
struct MovedLine {
  std::string row;
  std::string url;
  std::string figure;
  std::string before;
  std::string now;
  std::string state;  // 未確認, or what is confirmed
};
struct VersionLine {
  std::string what;
  std::string at;
  std::string who;
  std::string reason;
  std::string url;  // of the deed
};
struct RecordLine {
  std::string what;
  std::string day;
  std::string state;
  std::string url;
};
struct EntryPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string title;
  std::string state;
  std::vector<Fact> facts;
  std::string note;
  std::vector<MovedLine> moved;
  std::string moved_none;
  std::vector<RecordLine> records;
  std::vector<VersionLine> versions;
  paper::SectionView papers = {};
  std::vector<http::Link> links;
  std::vector<EntryFormView> corrections;
  bool corrects = false;  // its form stands open
  std::vector<staff::FormView> forms;
};

struct GridCell {
  std::string id;
  std::string name;
  std::string value;
  std::string label;  // 来場者
  std::string about;  // 10月8日 来場者
  bool wrong = false;
  bool fixed = false;  // only shown: several entries, or another room's records
  bool numeric = true;
};
struct GridRow {
  std::string title;
  std::string weekday;
  std::string url;  // of the day's entry
  std::string others;
  std::vector<GridCell> cells;
};
struct GridHead {
  std::string title;
  std::string about;
};
struct MonthPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string title;
  std::string lead;
  std::vector<http::Link> links;
  std::vector<GridHead> heads;
  std::vector<GridRow> rows;
  std::string sums_title;
  std::vector<std::string> sums;
  std::vector<MovedLine> moved;
  bool may_write = false;
  staff::FormView form;
  std::vector<AskView> asks;
};

struct PastedRowView {
  std::string row;
  std::string day;
  std::string what;
  std::string place;
  std::string state;  // new, already there, wrong: …
  bool wrong = false;
};
struct PastePage {
  http::PageFrame page;
  staff::ProblemsView problems;
  std::string title;
  std::string lead;
  std::string columns;
  std::string summary;
  std::vector<PastedRowView> rows;
  std::vector<staff::FormView> apply;
  std::vector<AskView> asks;
  staff::FormView form;
};

}  // namespace diary
