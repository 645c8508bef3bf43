// What the templates of papers on their way are given.
#pragma once

#include <string>
#include <vector>

#include "staff/staff_view.h"

namespace approval {

struct PaperLine {
  std::string title;
  std::string url;
  std::string about;
};
struct PaperList {
  std::string title;
  std::vector<PaperLine> papers;
  std::string nothing;  // said when there is none
};
struct ApprovalsPage {
  http::PageFrame page;
  std::string done;
  std::vector<PaperList> lists;
};

// A station of the route with its stamp: who, in which post, on which day.
struct StepLine {
  std::string kind;
  std::string post;
  std::string name;
  std::string day;
  std::string outcome;
  std::string note;  // 代決, 後閲
  std::string comment;
};

struct ApprovalPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string number;
  std::string title;
  std::string state;
  std::string drafted_by;
  std::string drafted_on;
  std::string closed_on;
  std::string comment;
  std::string subject_url;
  std::vector<std::string> paragraphs;
  std::vector<StepLine> steps;
  std::vector<staff::FormView> forms;
};

}  // namespace approval
