// How many cells of progress tables are read in a second on one core.
#pragma once

#include <iosfwd>

// Prints the median of seven rounds over a fixed set of cells as officials write them; returns 0.
int quantity_bench(std::ostream& out);
