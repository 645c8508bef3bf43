// `nigiwai bench output`: the table of Nerima 2011–14 as a workbook and as a PDF.
#pragma once

#include <iosfwd>
#include <string>

// Writes the form as XLSX in this process and as PDF in a child (`program` started again), seven
// times each, and prints the medians beside the limits of the requirement (0.3 s, 1.5 s) and the
// memory this process has of its own afterwards. 0, or 1 when a limit is passed.
int output_bench(std::ostream& out, const std::string& plans_folder, const std::string& program);
