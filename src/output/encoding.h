// The letters a file is written in. UTF-8 holds everything; CP932 (Windows' Shift_JIS), which older
// programs ask for, does not, and what it does not hold is named instead of being replaced.
#pragma once

#include <string>

#include "base/result.h"
#include "output/sheet.h"

namespace output {

inline constexpr base::RefusalKind not_in_cp932{"output.not_in_cp932", 409};

inline constexpr const base::RefusalKind* kRefusals[] = {&not_in_cp932};

// The sheet as CSV in CP932. Refusals: not_in_cp932, with the addresses of the cells and their
// characters.
base::Result<std::string> csv_cp932(const Sheet& sheet);

}  // namespace output
