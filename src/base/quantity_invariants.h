// What must hold for the reading of any bytes at all; the tests and the fuzzer ask the same
// question.
#pragma once

#include <string>

#include "base/quantity.h"

namespace base {

// The name of the first invariant that the reading breaks, "" if it holds.
std::string broken_invariant(const CellReading& reading);

}  // namespace base
