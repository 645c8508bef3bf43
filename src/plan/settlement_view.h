// What the template of the settled years is given: ready words.
#pragma once

#include <string>
#include <vector>

#include "staff/staff_view.h"

namespace plan {

struct SettlementLine {
  std::string year;
  std::string council;  // the day, or that it was taken back
  std::string reason;
  std::string at;
  bool is_before = false;  // an earlier version
};
struct SettlementsPage {
  http::PageFrame page;
  std::string done;
  staff::ProblemsView problems;
  std::vector<SettlementLine> lines;
  std::vector<staff::FormView> forms;
  http::Link years;  // to the closing of years
};

}  // namespace plan
