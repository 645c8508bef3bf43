// What the templates of the pages about history are given.
#pragma once

#include <string>
#include <vector>

#include "http/page_frame.h"
#include "staff/staff_view.h"

namespace staff {

// A deed in a list: who, when, what, to what.
struct TrailLine {
  std::string id;
  std::string at;
  std::string url;
  std::string kind;
  std::string who;
  std::string who_url;
  std::string post;
  std::string subject;
  std::string subject_url;
  std::string reason;
  std::string origin;
};

struct TrailTable {
  std::vector<TrailLine> lines;
  std::string more_url;
  std::string gave_up;  // said when there may be more behind many that did not fit
  std::string none;
};

struct TrailPage {
  http::PageFrame page;
  ProblemsView problems;
  std::string action;
  std::vector<FieldView> fields;
  std::string clear_url;  // empty: nothing is asked for
  std::string csv_url;
  std::string review_url;
  TrailTable found;
};

struct ChangeLine {
  std::string field;
  std::string before;
  std::string after;
};
struct FactLine {
  std::string name;
  std::string value;
  std::string url = {};
};
struct DeedPage {
  http::PageFrame page;
  std::string heading;
  std::vector<FactLine> facts;
  std::string erased;  // said when the contents are gone
  std::string erased_url;
  std::vector<ChangeLine> changes;
  std::vector<FactLine> payload;
  std::vector<FactLine> ids;
  std::vector<FactLine> proof;
  std::vector<std::string> reviews;
};

struct SubjectPage {
  http::PageFrame page;
  std::string heading;
  TrailTable done;
  TrailTable read;
};

struct ReviewRow {
  TrailLine deed;
  std::string reasons;
  std::string seen;  // who marked it, when, with which note
  bool can_mark = false;
};
struct ReviewPage {
  http::PageFrame page;
  std::string done;
  ProblemsView problems;
  std::string count;
  std::string action;  // of the filter
  std::vector<Option> reasons;
  std::vector<Option> states;
  std::vector<FormView> mark;  // one, when there is something to mark
  std::vector<ReviewRow> rows;
  std::string more_url;
  std::string none;
};

struct RetentionClass {
  std::string name;
  std::string before;
  std::string count;
  std::string unseen;
  std::string proposed;
  std::vector<TrailLine> preview;
  std::vector<FormView> forms;
};
struct RetentionPage {
  http::PageFrame page;
  std::string done;
  ProblemsView problems;
  std::vector<RetentionClass> classes;
};

}  // namespace staff
