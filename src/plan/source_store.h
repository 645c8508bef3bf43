// Which reading a cell shows, as declared: rows of cell_source, only ever added to; the latest
// version counts. Every row, and every entered reading, has the deed that wrote it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "plan/plan_store.h"

namespace plan::store {

struct DeclaredSource {
  std::string row;
  std::string column;
  int version = 1;
  ReadingSource source = ReadingSource::printed;
  std::string reason;
};

// The latest version of each cell, among those recorded until `until`.
std::vector<DeclaredSource> declared_sources(db::Read& tx, std::string_view municipality,
                                             std::string_view plan, base::Instant until);

// Appends the next version.
void declare_source(db::Write& tx, const Place& place, const DeclaredSource& declared);

// How a deed names the cell and what it did: nerima-2011/13/2011=entered.
std::string subject_of(std::string_view plan, std::string_view row, std::string_view column,
                       ReadingSource source);

// Declarations and entered readings whose deed is not there or speaks of another cell, and deeds
// whose row is gone.
struct Unfounded {
  std::string plan;
  std::string row;
  std::string column;
};
std::vector<Unfounded> without_deed(db::Read& tx);
std::vector<std::string> without_row(db::Read& tx);  // what the deeds name

}  // namespace plan::store
