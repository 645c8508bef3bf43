// A day or a time of day that a spreadsheet holds as a number of days.
#pragma once

#include <string>

#include "sheet/number_format.h"

namespace sheet {

// False for a number that no calendar of spreadsheets has.
bool show_date(double days, bool from_1904, const NumberFormat::Section& section,
               ShownNumber& shown);

}  // namespace sheet
