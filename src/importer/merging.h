// What taking over a table would do to the plans: a plan of its own, a corrected one, or further
// columns of a plan that is here. Pure: the plan before and the plan the table makes go in; the
// plan after, every change with its place in the file, and the lines that found none come out.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "importer/understanding.h"

namespace importer {

// One thing that would be otherwise.
struct Change {
  std::string row;                    // key of the plan's row
  std::string column;                 // key of its column; or title, number, content, owner, rating
  std::optional<std::string> before;  // absent: there was none
  std::optional<std::string> after;   // absent: there is none any more
  std::optional<std::size_t> grid_row;
  std::optional<std::size_t> grid_column;
  bool operator==(const Change&) const = default;
};

// A line of the table that the plan does not have, or has more than once.
struct Unmatched {
  std::string number;
  std::string title;
  std::size_t grid_row = 0;
};

struct Proposal {
  plan::Plan after;
  std::vector<Origin> origins;  // by the keys of `after`
  std::vector<Change> changes;  // of a plan that is made, none
  std::vector<Unmatched> unmatched;
  std::vector<std::string> columns_added;
};

Proposal as_new_plan(Made made);
// The corrected file of a plan that came from a file: the same lines keep their keys, whatever
// moved in between.
Proposal as_correction(Made made, const plan::Plan& before);
// The columns of the table beside those of the plan. Lines are found by their names; what stands
// in the plan already is changed only where the table says something else. `earlier`: of the import
// that this one corrects; what it brought and the table no longer says is taken out.
Proposal as_later_year(Made made, const plan::Plan& before, const plan::Source& source,
                       const std::vector<Origin>& earlier);

// Under other keys, for lines and columns that have others.
using Keys = std::map<std::string, std::string, std::less<>>;
void rename_keys(Made& made, const Keys& rows, const Keys& columns);

// What the plan after an undo says where there was nothing before.
plan::Reading nothing_printed();

}  // namespace importer
