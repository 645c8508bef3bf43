// Where the header of a table stands, and where the table ends: title lines above, one to five
// lines of header, notes or a second table below.
#pragma once

#include <cstddef>
#include <vector>

#include "importer/table_view.h"
#include "importer/understanding.h"

namespace importer {

struct HeaderPlace {
  bool found = false;
  std::size_t top = 0;
  std::size_t bottom = 0;
  std::size_t end = 0;                    // of the table: the row behind its last one
  int named = 0;                          // columns whose header says something known
  std::size_t weight = 0;                 // filled cells below
  bool sure = false;                      // most columns are named by known words
  std::vector<std::size_t> other_tables;  // rows in which further tables begin
};

HeaderPlace find_header(const TableView& view, const Choices& choices);

}  // namespace importer
