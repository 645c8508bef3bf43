// 記録から集計: what the records say of a cell. A row definition tells which figures make up its
// text; the column's rule, which years count; the register, whether another body owns the work by
// then. The text is read into quantities like any printed one, so one kind of noun serves pages,
// API and CSV. A cell that cannot be computed has no reading and keeps the reason.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "figure/figure.h"
#include "figure/figure_text.h"
#include "plan/plan.h"
#include "programme/programme.h"

namespace plan {

// Whose cell: row and column.
struct CellPlace {
  std::string row;
  std::string column;
  auto operator<=>(const CellPlace&) const = default;
};

// Why there is a computed reading, or none.
enum class Basis {
  composed,      // from the records
  handed_over,   // another body owns every programme of the row in that year
  no_records,    // and no text declared for that
  not_computed,  // declared so, with its reason
  building       // a figure it needs is being put together
};
std::string_view in_db(Basis basis);

// One figure's part in a cell.
struct CellFigure {
  figure::Definition definition;
  figure::Value value;
};

struct Computed {
  std::optional<Reading> reading;
  Basis basis = Basis::composed;
  std::string reason;  // not_computed: the declared one
  std::vector<CellFigure> figures;
  // The part that comes from single records, not from typed totals, of the figure where it is
  // least: whole percent, rounded down. Absent where nothing is counted.
  std::optional<int> singles_percent;
};

// The values of a row's figures by key and fiscal year.
using YearValues = std::map<std::string, std::map<int, figure::Value>, std::less<>>;
using Programmes = std::map<std::string, programme::Programme, std::less<>>;

// `masked`: figures whose value in this cell is kept back from whoever reads it.
Computed computed(const figure::RowDefinition& definition, const Row& row, const Column& column,
                  const YearValues& values, const Programmes& programmes,
                  const figure::Keys& masked = {});
// The row's cell in this column; where the plan printed none, an empty one in the order of columns.
Cell& cell_at(const Plan& plan, Row& row, const std::string& column);
// The years a column of the row takes.
std::vector<int> years_taken(const figure::ColumnDefinition& rule, const Column& column);

}  // namespace plan
