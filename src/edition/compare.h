// What changed between two editions of a plan, line by line: lines that came, went or moved to
// another place, cells, marks and next actions with their old and new text.
#pragma once

#include <string>
#include <vector>

#include "edition/content.h"

namespace edition {

enum class ChangeKind {
  line_added,
  line_gone,
  place,
  name,
  departments,
  cell,
  source,
  rating,
  next_action,
  notes
};
std::string_view name_of(ChangeKind kind);

struct Change {
  ChangeKind kind = ChangeKind::cell;
  std::string column;  // header, of cell and source
  std::string before;
  std::string after;
};

struct LineChanges {
  std::string row;
  std::string name;
  std::vector<Change> changes;
};

// In the order of the later edition, what went at the end. Lines that stayed the same are left out.
std::vector<LineChanges> compare(const Content& before, const Content& after);

}  // namespace edition
