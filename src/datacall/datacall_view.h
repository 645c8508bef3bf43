// What the templates of the data calls are given: ready words.
#pragma once

#include <string>
#include <vector>

#include "http/page_frame.h"
#include "paper/paper_view.h"
#include "staff/staff_view.h"

namespace datacall {

struct CallLine {
  std::string title;
  std::string url;
  std::string plan;
  std::string year;
  std::string due;
  std::string state;
  std::string answered;  // 12／50
};
struct CallsPage {
  http::PageFrame page;
  bool may_open = false;
  std::vector<CallLine> calls;
};

struct GroupLine {
  std::string owner;
  std::string count;
  std::string rows;
};
struct NewCallPage {
  http::PageFrame page;
  staff::ProblemsView problems;
  std::string summary;  // of a preview
  std::vector<GroupLine> groups;
  std::vector<staff::FormView> forms;
};

struct BoardLine {
  std::string owner;
  std::string url;
  std::string contact;
  std::string seen;
  std::string answered;
  std::string confirmed;
  std::string checked;
  std::string approved;
  std::string late;  // empty: not late
  std::string reminded;
};
struct CorrectionLine {
  std::string row;
  std::string url;
  std::string owner;
  std::string by;
  std::string reason;
};
// A reminder to be sent, by a person.
struct NoticeView {
  std::string owner;
  std::string why;
  std::string contact;
  std::string text;
  std::vector<staff::FormView> forms;
};
struct BoardPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string title;
  std::string lead;
  std::string due;
  std::string state;
  std::string label;
  http::Link settled;
  std::string message;
  std::vector<BoardLine> lines;
  std::vector<CorrectionLine> corrections;
  std::vector<NoticeView> notices;
  std::vector<staff::FormView> forms;
};

struct SheetLine {
  std::string title;
  std::string url;
  std::string target;
  std::string last_year;
  std::string from_records;
  std::string answer;
  std::string state;
};
struct SheetPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string link;  // shown once
  std::string link_until;
  std::string title;
  std::string lead;
  std::string due;
  std::string message;
  std::string count;
  std::vector<SheetLine> lines;
  std::vector<http::Link> actions;
  std::string reminder;  // to copy into a mail
  std::vector<staff::FormView> forms;
};

struct Fact {
  std::string name;
  std::string value;
};
struct RowPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string title;
  std::string state;
  std::vector<Fact> known;
  std::vector<Fact> answer;
  std::vector<Fact> signs;
  std::vector<Fact> corrections;
  std::vector<Fact> versions;  // when there are several
  std::string notice;          // why nothing can be written here
  std::vector<staff::FormView> forms;
  std::vector<paper::SectionView> papers;
  http::Link next;
  http::Link back;
};

struct SignLine {
  std::string id;
  std::string value;  // version and row, as the form sends them back
  std::string title;
  std::string url;
  std::string last_year;
  std::string from_records;
  std::string answer;
  std::string note;
  std::string by;
  std::string differs;
  bool own = false;  // the person's own answer: somebody else signs it
  bool selected = false;
};
struct SignPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string title;
  std::string lead;
  std::string action;
  std::string button;
  std::string back_button;  // empty: nothing is sent back from here
  std::string reason;
  std::string reason_error;
  std::vector<staff::HiddenField> hidden;
  std::vector<SignLine> lines;
  http::Link back;
};

struct CellChange {
  std::string address;
  std::string title;
  std::string what;
  std::string before;
  std::string after;
};
struct FilledPage {
  http::PageFrame page;
  staff::ProblemsView problems;
  std::string title;
  std::string summary;
  std::vector<CellChange> changes;
  std::vector<std::string> notices;
  std::vector<staff::FormView> forms;
  http::Link sheet;
};

}  // namespace datacall
