// `nigiwai quantity [--json] TEXT…`: what the program reads in a cell. Without texts, one a line on
// the input.
#pragma once

#include <istream>
#include <string>
#include <vector>

#include "base/terminal.h"

namespace app {

int quantity(const std::vector<std::string>& texts, std::istream& input, base::Terminal& terminal);

}  // namespace app
