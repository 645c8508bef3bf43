// What the templates of the register of businesses are given: ready words.
#pragma once

#include <string>
#include <vector>

#include "http/page_frame.h"
#include "staff/staff_view.h"

namespace business {

struct BusinessLine {
  std::string name;
  std::string url;
  std::string kind;
  std::string number;  // 法人番号
  std::string address;
  std::string phone;
};
struct BusinessesPage {
  http::PageFrame page;
  std::string text;  // what was looked for
  bool may_write = false;
  std::string count;
  std::vector<BusinessLine> businesses;
  std::string next_url;
  std::string csv_url;
};

struct BusinessFact {
  std::string name;
  std::string value;
};
struct VersionLine {
  std::string version;
  std::string at;
  std::string what;  // the fields that changed
};
struct BusinessPage {
  http::PageFrame page;
  std::string done;
  std::string title;
  std::string kind;
  std::string notice;  // merged into another
  http::Link other;    // the one it was merged into
  std::vector<BusinessFact> facts;
  std::vector<http::Link> actions;
  std::vector<VersionLine> versions;
};

struct BusinessFormPage {
  http::PageFrame page;
  staff::ProblemsView problems;
  std::string title;
  std::string lead;
  std::vector<BusinessLine> alike;
  std::vector<staff::FormView> forms;
};

}  // namespace business
