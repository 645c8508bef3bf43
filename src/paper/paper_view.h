// What the templates of papers are given: the part that any page shows of the papers of its thing,
// and the page on which one is taken off.
#pragma once

#include <string>
#include <vector>

#include "staff/staff_view.h"

namespace paper {

struct PaperLine {
  std::string name;
  std::string url;    // empty: not for this reader's eyes
  std::string about;  // PDF 1.2MB
  std::string when;
  std::string who;
  std::string personal;  // 個人情報あり
  std::string take_off_url;
};
struct TakenOffLine {
  std::string name;
  std::string url;  // for the auditor
  std::string how;  // 2026年11月22日 練馬 花子が外しました。
  std::string reason;
};
struct SectionView {
  std::string title;
  std::vector<PaperLine> papers;
  std::vector<TakenOffLine> taken_off;
  std::string taken_off_title;
  std::string held;                    // said when its thing is settled
  std::vector<staff::FormView> forms;  // one to add, where that may be done
};

struct TakeOffPage {
  http::PageFrame page;
  staff::ProblemsView problems;
  std::string name;
  std::string about;
  std::string when;
  std::string who;
  http::Link back;
  staff::FormView form;
};

}  // namespace paper
