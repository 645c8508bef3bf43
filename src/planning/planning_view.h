// What the templates of this room are given: words that are ready to print.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "http/page_frame.h"
#include "staff/staff_view.h"

namespace planning {

struct CellView {
  std::string label;  // what its column is called, for narrow pages
  std::string text;
  std::string url = {};
  bool is_head = false;
};
struct LineView {
  std::vector<CellView> cells;
};
struct TableView {
  std::string title;
  std::vector<std::string> headers;
  std::vector<LineView> lines;
  std::string nothing;  // said when there is no line
};

// A page of tables and forms.
struct TablesPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string heading;
  std::string lead;
  std::vector<std::string> notes;
  std::vector<http::Link> links;
  std::vector<TableView> tables;
  std::vector<staff::FormView> forms;
};

struct TreeButton {
  std::string value;  // 12.up
  std::string sign;
  std::string label;  // 「42 …」を上へ
  bool focused = false;
};
struct TreeLine {
  std::int64_t line = 0;
  std::int64_t depth = 0;  // 0 … 6
  std::string level;
  std::string name;
  std::string url;
  std::string owner;
  std::string note;  // what is missing
  bool is_row = false;
  std::vector<TreeButton> buttons;
};
struct DraftPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string heading;
  std::string lead;
  std::string state;
  std::vector<http::Link> links;
  std::vector<staff::FormView> undo;
  std::string tree_action;
  std::vector<staff::HiddenField> tree_hidden;
  std::vector<TreeLine> lines;
  TableView ended;
  TableView gaps;
  std::vector<staff::FormView> forms;
  std::vector<staff::FormView> more_forms;
};

struct GridCell {
  std::string id;
  std::string name;
  std::string label;  // 平成27年度
  std::string about;  // for those who do not see the table
  std::string value;
  bool wrong = false;
};
struct GridRow {
  std::string title;
  std::vector<GridCell> cells;
};
struct GridView {
  std::string title;
  std::string hint;
  std::string corner;
  std::vector<std::string> headers;
  std::vector<GridRow> rows;
};
struct FieldGroup {
  std::string title;
  std::string hint;
  std::vector<staff::FieldView> fields;
  bool is_short = false;  // several fields beside each other
};
struct CommentView {
  std::string id;
  std::string who;
  std::string text;
  std::string answer;
  std::vector<staff::FormView> forms;
};
struct UnsentView {
  std::string sentence;
  std::string restore_url;
  std::string restore;
  std::vector<staff::FormView> discard;
};
struct LinePage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string heading;
  std::string lead;
  std::vector<std::string> notes;
  std::vector<UnsentView> unsent;
  bool may_write = false;
  std::string action;
  std::string unsent_action;
  std::string unsent_path;
  std::vector<staff::HiddenField> hidden;
  std::vector<FieldGroup> groups;
  GridView targets;
  GridView money;
  TableView read_only;
  std::vector<CommentView> comments;
  bool has_comments = false;
  std::vector<staff::FormView> comment_forms;
  std::vector<staff::FormView> place_forms;
  TableView versions;
  std::vector<staff::FormView> version_forms;
};

struct Taken {
  std::string value;
  std::string label;
  bool chosen = false;
};
struct MeetingView {
  std::string field;
  std::string label;
  std::string base;
  std::string mine;
  std::string theirs;
  std::vector<Taken> choices;
};
struct ConflictPage {
  http::PageFrame page;
  std::string heading;
  std::string lead;
  std::string action;
  std::vector<staff::HiddenField> hidden;
  std::vector<MeetingView> meetings;
};

}  // namespace planning
