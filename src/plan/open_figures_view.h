// What the templates of the public figures are given.
#pragma once

#include <string>
#include <vector>

#include "http/page_frame.h"
#include "plan/plan_view.h"

namespace plan {

struct OpenFigureLine {
  std::string label;
  std::string url;
  std::vector<FactView> years;  // 2011年度, 4,070人
};
struct OpenRowView {
  std::string anchor;
  std::string number;
  std::string title;
  std::string url;
  std::string released;
  std::vector<OpenFigureLine> figures;
};
struct OpenFiguresPage {
  http::PageFrame page;
  std::string municipality;
  std::string plan_title;
  std::string plan_url;
  std::vector<OpenRowView> rows;
  std::vector<std::string> withdrawn;
  std::vector<FactView> corrections;
  std::string legend;  // what x means; empty where none stands
  std::vector<FileView> files;
};

struct OpenYearView {
  std::string title;
  std::string value;
  std::string known;
  std::vector<SeriesView> months;
};
struct OpenFigurePage {
  http::PageFrame page;
  std::string municipality;
  std::string plan_title;
  std::string plan_url;
  std::string row;
  std::string row_url;
  std::string label;
  std::string released;
  std::string since;
  std::vector<std::string> counted;
  std::vector<SeriesView> years;  // the chart, where there are several
  std::vector<OpenYearView> each_year;
  std::vector<FactView> corrections;
  std::string legend;
  std::string json_url;
  std::string all_url;
};

}  // namespace plan
