// The lines of a plan: rows with their short lists. A line whose deed is older than its plan's has
// left the document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/plan_store.h"

namespace plan::store {

void put_rows(db::Write& tx, const Place& place, const std::vector<Row>& rows);

// Rows of this plan that the deed did not write: they have left the document.
std::vector<std::string> gone_rows(db::Read& tx, const Place& place);

// In printed order, without cells and ratings (cell_store). With `family` only that row and its
// sub-activities.
std::vector<Row> rows(db::Read& tx, std::string_view municipality, std::string_view plan,
                      std::string_view family = {});

// Further programmes of a line that stands there.
void add_programmes(db::Write& tx, const Place& place, const Row& row);

// The lines of the municipality's plans that point to programmes, but for one plan's.
struct NamedLine {
  std::string title;
  std::vector<std::string> programmes;
};
std::vector<NamedLine> named_lines(db::Read& tx, std::string_view municipality,
                                   std::string_view but_for_plan);

// A line of any plan that points to a programme, oldest plan first.
struct ProgrammeUse {
  std::string plan;
  std::string row;
  std::string number;  // "" where none is printed
  std::string title;
};
std::vector<ProgrammeUse> programme_uses(db::Read& tx, std::string_view municipality,
                                         std::string_view programme);

}  // namespace plan::store
