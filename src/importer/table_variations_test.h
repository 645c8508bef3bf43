// Tables of the corpus made different by program, so that the rules are not fitted to it: other
// words in the header (a list of its own, not the rules'), other spellings of the years, merged
// cells lost or repeated, more title lines, empty columns, notes below.
#pragma once

#include <string>
#include <vector>

#include "importer/import_tables_test.h"

namespace importer::testing {

struct Varied {
  std::string kind;
  Case table;
};
std::vector<Varied> variations(const Case& table, unsigned seed);

}  // namespace importer::testing
