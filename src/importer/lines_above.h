// What the lines above the header say: titles, the year they are of, the unit of all figures.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "importer/header_place.h"
#include "importer/table_view.h"

namespace importer {

struct Above {
  std::vector<std::string> titles;
  std::optional<int> year;       // the one year they name
  std::optional<int> some_year;  // or any: good enough to tell an era
  std::string unit;              // 単位：千円
};
Above read_above(const TableView& view, const HeaderPlace& place, const std::string& caption,
                 const std::string& name);

}  // namespace importer
