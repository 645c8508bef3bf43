// The table of staff as JSON: every reading of every cell, what it is computed from, what is
// declared with its reason, and the differences. For the staff API and `nigiwai plan table`; equal
// knowledge gives equal bytes, on both databases and at any later time.
#pragma once

#include <string>
#include <vector>

#include "plan/computed_service.h"

namespace plan {

std::string table_json(const OpenedTable& opened, const std::vector<const Column*>& columns);

}  // namespace plan
