// `nigiwai bench load`: all plans from files into an empty database, and from start to the first
// answer.
#pragma once

#include <iosfwd>
#include <string>

// Loads `plans_folder` seven times into fresh embedded databases and starts `program` on the last
// one seven times; prints the medians beside the limits of the requirement (1 s, 0.5 s) and returns
// 0.
int load_bench(std::ostream& out, const std::string& plans_folder, const std::string& program);
