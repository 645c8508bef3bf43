// What a line says beside its place, number and title, as it is kept in one column, and the levels
// of a draft.
#pragma once

#include <string>
#include <string_view>

#include "planning/line.h"

namespace planning {

std::string content_json(const Line& line);
// Text that content_json wrote; anything else is a fault.
void read_content(std::string_view json, Line& line);

std::string levels_json(const std::vector<Level>& levels);
std::vector<Level> read_levels(std::string_view json);

// Everything a person can change, for comparing two states of a line.
std::string state_text(const Line& line);

}  // namespace planning
