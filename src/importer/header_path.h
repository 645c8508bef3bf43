// The header cells above each column, outermost first: merged cells stand over all they cover, and
// a group's word stands over the blanks to its right where a file has lost the merging.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "importer/header_cell.h"
#include "importer/header_place.h"
#include "importer/table_view.h"

namespace importer {

struct HeaderPath {
  std::vector<HeaderCell> cells;
  std::vector<std::size_t> lines;  // of the view, beside cells
  bool shared = false;             // the same merged cell stands over the column to the left

  std::string text() const;  // joined with " / "
};

std::vector<HeaderPath> read_paths(const TableView& view, const HeaderPlace& place);

// The years of bare numbers, one for each column.
struct PathYear {
  std::optional<base::YearMention> year;
  bool from_above_table = false;  // the era was told by the title alone
  bool era_unknown = false;
};
std::vector<PathYear> read_path_years(const std::vector<HeaderPath>& paths,
                                      std::optional<int> some_year);

}  // namespace importer
