// What the pages of imports are given: everything is said already.
#pragma once

#include <string>
#include <vector>

#include "http/page_frame.h"
#include "staff/staff_view.h"

namespace importer {

struct Fact {
  std::string name;
  std::string value;
  std::string url = {};
};

struct ImportLine {
  std::string name;
  std::string url;
  std::string state;
  std::string plan;
  std::string plan_url;
  std::string when;
  std::string who;
};

// The list, and the forms that begin an import.
struct ImportsPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string heading;
  std::string lead;
  std::vector<http::Link> actions;
  std::vector<ImportLine> imports;
  std::string nothing;
  std::string earlier_url;
  std::vector<staff::FormView> forms;
};

struct GridCell {
  std::string text;
  std::string place;  // B12, for whoever points at it
  std::string note;   // why to look at it
  bool is_header = false;
  bool is_carried = false;
  bool is_marked = false;
  std::string anchor = {};
};
struct GridLine {
  std::string number;
  std::string anchor;
  std::string kind;        // of the line, in words
  std::string name = {};   // of the field; empty where there is nothing to choose
  std::string label = {};  // of the field
  std::vector<staff::Option> kinds = {};
  std::vector<GridCell> cells = {};
  bool is_header = false;
};
struct GridView {
  std::string caption;
  std::vector<std::string> letters;  // A, B, C
  std::vector<GridLine> lines;
  bool has_kinds = false;
};

struct ColumnLine {
  std::string letter;
  std::string anchor;
  std::string header;
  std::string samples;
  std::string sure;
  bool is_unsure = false;
  std::string meaning_name;
  std::string meaning_label;
  std::vector<staff::Option> meanings;
  std::string year_name;
  std::string year_label;
  std::string year;
  std::string to_year_name;
  std::string to_year_label;
  std::string to_year;
  std::string header_name;  // of the hidden field that says which column it is
};

struct RatingLine {
  std::string printed;
  std::string times;
  std::string printed_name;
  std::string name;
  std::string label;
  std::string mark;
};

struct ChangeLine {
  std::string row;
  std::string column;
  std::string before;
  std::string after;
  std::string place;
  std::string place_url;
};

struct DeedLine {
  std::string what;
  std::string when;
  std::string who;
  std::string reason;
};

struct ImportPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string heading;
  std::string state;
  std::string lead;
  std::vector<Fact> facts;
  std::vector<std::string> remarks;
  std::string flags_title;
  std::vector<http::Link> flags;
  std::string more_flags;
  std::vector<http::Link> actions;
  std::vector<staff::FormView> table_form;
  std::vector<staff::FormView> offer_form;
  std::string offer;
  std::vector<staff::FormView> header_form;
  std::vector<staff::FormView> columns_form;  // its button and hidden fields; columns below
  std::vector<ColumnLine> columns;
  std::vector<staff::FormView> ratings_form;
  std::vector<RatingLine> ratings;
  std::vector<staff::FormView> target_form;
  std::vector<staff::FormView> rows_form;
  GridView grid;
  std::vector<http::Link> pages;
  std::string page_words;
  std::vector<DeedLine> deeds;
  std::vector<staff::FormView> forms;
};

struct TakePage {
  http::PageFrame page;
  staff::ProblemsView problems;
  std::string heading;
  std::string lead;
  std::vector<Fact> facts;
  std::vector<std::string> notices;
  std::string changes_title;
  std::vector<ChangeLine> changes;
  std::string more_changes;
  std::string unmatched_title;
  std::vector<std::string> unmatched;
  std::vector<staff::FormView> forms;
  http::Link back;
};

struct SourcePage {
  http::PageFrame page;
  std::string heading;
  std::string lead;
  std::vector<Fact> facts;
  std::vector<http::Link> plan_cells;  // that were taken from it
  GridView grid;
  std::vector<http::Link> pages;
  http::Link back;
};

struct RowSourceLine {
  std::string anchor;
  std::string what;
  std::string text;
  std::string place;
  std::string file;
};
struct RowSourcePage {
  http::PageFrame page;
  std::string row;
  std::string row_url;
  std::string lead;
  std::vector<RowSourceLine> cells;
};

}  // namespace importer
