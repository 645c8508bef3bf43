// 公表した実績値: the released figures of a plan by year and month with what they count, as pages,
// CSV and JSON show them. Nothing that is kept back has a number in here; 「x」 stands in its
// place.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/words.h"
#include "db/db.h"
#include "output/sheet.h"
#include "plan/plan_service.h"

namespace plan {

inline constexpr base::RefusalKind unknown_open_figure{"plan.unknown_open_figure", 404};

// One number as it may be shown.
struct OpenValue {
  std::string text;    // 4,070, x, 検討
  std::string number;  // 4070; empty where it is none, or kept back
  bool hidden = false;
};

struct OpenMonth {
  int month = 0;  // 201104
  OpenValue value;
};

struct OpenYear {
  int fiscal_year = 0;
  OpenValue value;
  std::optional<base::Instant> known;  // absent: as it is now
  std::vector<OpenMonth> months;       // none for distinct counts, ratios and milestones
};

struct OpenFigure {
  const release::PublicRow* row = nullptr;        // of Opened::released
  const release::PublicFigure* figure = nullptr;  // of it
  const Row* line = nullptr;                      // of Opened::plan
  std::string label;
  std::vector<std::string> counted;  // what it counts, in sentences
  std::vector<OpenYear> years;

  const figure::Definition& definition() const { return figure->held.definition; }
};

struct OpenFigures {
  Opened opened;
  std::vector<OpenFigure> figures;  // in the order of the plan
  std::vector<release::Correction> corrections;

  bool has_hidden() const;
  const OpenFigure* find(std::string_view row, std::string_view key) const;
};

// Refusals: those of open.
base::Result<OpenFigures> open_figures(const base::Actor& actor, db::Database& database,
                                       std::string_view slug, base::Language language);

// One number a line: of a year, or of a month.
output::Sheet figures_sheet(const OpenFigures& open);
std::string figures_json(const OpenFigures& open);
std::string figure_json(const OpenFigures& open, const OpenFigure& figure);

// 2011-04
std::string month_text(int month);

}  // namespace plan
