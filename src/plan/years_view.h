// What the template of the years' books is given: ready words.
#pragma once

#include <string>
#include <vector>

#include "staff/staff_view.h"

namespace plan {

struct YearLine {
  std::string year;
  std::string state;
  std::string until;
  std::string why;
};
struct YearRequestView {
  std::string what;
  std::string asked;
  std::vector<staff::FormView> forms;
};
struct YearsPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::string kept_from;
  std::vector<YearLine> lines;
  std::vector<YearRequestView> requests;
  std::vector<std::string> moves;
  std::vector<staff::FormView> forms;
  http::Link settled;
};

}  // namespace plan
