// What the templates of the samples are given: ready words.
#pragma once

#include <string>
#include <vector>

#include "http/page_frame.h"
#include "plan/work_view.h"
#include "staff/staff_view.h"

namespace sampling {

struct FactView {
  std::string label;
  std::string value;
};

struct SampleLine {
  std::string title;
  std::string url;
  std::string of;  // which figure, which year
  std::string size;
  std::string progress;
  std::string state;
};
struct SamplesPage {
  http::PageFrame page;
  std::vector<SampleLine> samples;
  std::string plans_url;
};

struct DrawPage {
  http::PageFrame page;
  staff::ProblemsView problems;
  std::string heading;
  std::string lead;  // how many records there are
  std::string records_url;
  std::vector<staff::FormView> forms;
};

struct ItemLine {
  std::string number;
  std::string url;
  std::string name;  // day and amounts
  std::string stratum;
  std::string adds;
  std::string since;  // taken back after the drawing
  std::string verdict;
  std::string note;
};
struct StratumLine {
  std::string name;
  std::string population;
  std::string size;
};
struct SaidLine {
  std::string title;  // concluded, reopened: when and by whom
  std::string text;
};
struct SamplePage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string title;
  std::string progress;
  std::string state;
  std::string next_url;  // the first record nobody has looked at
  std::vector<FactView> facts;
  std::vector<StratumLine> strata;
  std::vector<ItemLine> items;
  std::vector<SaidLine> said;
  std::vector<std::string> redraw;
  std::string redraw_command;
  std::vector<http::Link> files;
  std::vector<staff::FormView> forms;
};

struct ChoiceView {
  std::string value;
  std::string label;
  bool selected = false;
};
struct FindingView {
  std::string verdict;
  std::string seen;
  std::string note;
  std::string by;
};
struct ItemPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string heading;
  std::string lead;   // which sample, what it adds
  std::string since;  // taken back after the drawing
  std::string record_url;
  std::string sample_url;
  std::string earlier_url;
  std::string later_url;
  plan::RecordView record;
  std::vector<FindingView> findings;  // the first version first
  std::vector<staff::FormView> form;  // one; none when the sample is concluded
  std::vector<ChoiceView> seen;
  std::string seen_error;
};

}  // namespace sampling
