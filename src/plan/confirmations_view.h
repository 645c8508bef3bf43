// What the templates of confirmations and releases are given.
#pragma once

#include <string>
#include <vector>

#include "http/page_frame.h"
#include "plan/plan_view.h"
#include "staff/staff_view.h"

namespace plan {

struct ConfirmGroup {
  std::string title;  // programme and kind
  std::string month;
  std::string count;
  std::string since;
  std::string url;
};
struct ConfirmLine {
  std::string id;
  std::string name;  // of its box, read out
  std::string url;
  std::string day;
  std::string what;  // 4,700人 → 4,070人
  std::string author;
  std::string note;             // own, sent back with its reason
  bool may = false;             // somebody else's
  bool is_chosen = false;       // as it was sent
  std::vector<FactView> facts;  // of a sample
};
struct ConfirmBatch {
  std::string title;
  staff::FormView form;  // without its fields: the lines are
  std::vector<ConfirmLine> lines;
  std::string all;        // この組のすべて
  std::string all_until;  // value of that box
  bool all_chosen = false;
  std::string reason;  // as it was typed
  std::string next_url;
};
struct ConfirmationsPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::vector<ConfirmGroup> groups;
  std::vector<ConfirmBatch> batch;   // of the chosen group
  std::vector<ConfirmBatch> sample;  // before many are confirmed
  std::vector<ConfirmLine> returned;
};

struct ReleaseLine {
  std::string title;
  std::string plan;
  std::string kind;
  std::string state;
  std::string effective;
  std::string rows;
  std::string note;  // withdrawn, why
  std::vector<staff::FormView> forms;
};
struct ReleasesPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::vector<ReleaseLine> releases;
  std::vector<http::Link> links;
};
struct ReleaseChange {
  std::string row;
  std::string column;
  std::string before;
  std::string after;
};
struct NewReleasePage {
  http::PageFrame page;
  staff::ProblemsView problems;
  std::vector<staff::FormView> forms;
  bool is_preview = false;
  std::vector<std::string> sentences;
  std::vector<ReleaseChange> changes;
  std::vector<std::string> held;
};

}  // namespace plan
