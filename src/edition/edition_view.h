// What the templates of the editions are given: ready words.
#pragma once

#include <string>
#include <vector>

#include "http/page_frame.h"
#include "staff/staff_view.h"

namespace edition {

struct FactLine {
  std::string label;
  std::string value;
  std::string note = {};
};
struct FileLine {
  std::string label;
  std::string url;
};

struct EditionLine {
  std::string title;
  std::string url;
  std::string number;
  std::string released;
  std::string state;  // withdrawn, errata, planned; empty: nothing to say
  std::string hash;
  std::string changes_url;  // what changed since the one before
};
struct EditionsPage {
  http::PageFrame page;
  std::string plan_title;
  std::string plan_url;
  std::vector<EditionLine> editions;
  std::string feed_url;
  std::string verify_url;
  std::string keys_url;
};

struct CellView {
  std::string header;
  std::string text;
  std::string source;
  std::string corrected;  // after an erratum
};
struct LineView {
  std::string name;
  std::string departments;
  std::vector<CellView> cells;
  std::string rating;
  std::string next_action;
};
struct TableView {
  std::vector<std::string> headers;
  bool has_rating = false;
  bool has_next = false;
  std::vector<LineView> lines;
};
struct GroupView {
  std::string name;
  TableView table;
};
struct ErratumView {
  std::string title;  // 正誤 1
  std::string at;
  std::string row;
  std::string column;
  std::string old_text;
  std::string new_text;
  std::string reason;
  std::string file_url;
};
struct EditionPage {
  http::PageFrame page;
  std::string plan_title;
  std::string plan_url;
  std::string title;
  std::string withdrawn;  // the sentence; then nothing else is shown but the facts
  std::vector<FactLine> facts;
  std::vector<ErratumView> errata;
  std::string source;  // of all values, where it is the same
  std::vector<GroupView> groups;
  std::vector<std::string> caveats;
  std::vector<FactLine> corrections;
  std::vector<FileLine> files;
  std::vector<http::Link> links;
};

struct KeyView {
  std::string publisher;
  std::string id;
  std::string from;
  std::string until;
  std::string pem;
  std::string url;
};
struct KeysPage {
  http::PageFrame page;
  std::vector<KeyView> keys;
};

struct CheckPage {
  http::PageFrame page;
  std::string verdict;
  bool is_sound = false;
  std::vector<FactLine> facts;
  std::string own_address;
  std::string commands;  // to check without us
  std::string program_command;
  std::string keys_url;
};

struct ChangeView {
  std::string what;
  std::string before;
  std::string after;
};
struct ChangedLine {
  std::string name;
  std::vector<ChangeView> changes;
};
struct ChangesPage {
  http::PageFrame page;
  std::string title;
  std::string lead;
  std::string url;  // of the later edition
  std::string earlier_url;
  std::vector<ChangedLine> lines;
};

struct ClockLine {
  std::string name;
  std::string column;
  std::string published;
  std::string known;
  std::string today;
  std::vector<std::string> because;
  std::string url;  // down to the records, for staff
};
struct ClocksPage {
  http::PageFrame page;
  std::string title;
  std::string lead;
  std::string published_header;
  std::string known_header;
  std::string today_header;
  bool has_known = false;
  std::string known;  // as asked
  std::string action;
  std::string problem;
  std::vector<ClockLine> lines;
};

// ---- staff

struct DraftLine {
  std::string title;
  std::string url;
  std::string plan;
  std::string state;
};
struct WorkPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string heading;
  std::string lead;
  std::string key_warning;
  std::vector<FactLine> facts;
  std::vector<http::Link> links;
  std::vector<DraftLine> drafts;
  std::vector<DraftLine> editions;
  std::vector<DraftLine> proposals;
  TableView table;     // that is decided on
  std::string source;  // of all its values, where it is the same
  std::vector<staff::FormView> forms;
};

struct AnchorPage {
  http::PageFrame page;
  staff::ProblemsView problems;
  std::string text;
  std::vector<staff::FormView> forms;
};

}  // namespace edition
