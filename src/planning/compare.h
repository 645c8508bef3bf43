// Two states of a plan, line by line: what was added, ended, renamed, moved or says something else.
#pragma once

#include <span>
#include <vector>

#include "planning/line_fields.h"

namespace planning {

enum class ChangeKind { added, ended, restored, moved, changed };

struct LineChange {
  int line = 0;
  ChangeKind kind = ChangeKind::changed;
  std::vector<FieldDifference> fields = {};
};

// In the order of the lines; a line may be moved and changed. Order among neighbours is no change
// of a line: what is moved stands below another line than before.
std::vector<LineChange> changes(std::span<const Line> before, std::span<const Line> after);

// The lines of a draft as its predecessor printed them, under the numbers the draft gave them.
// `carried` are the lines lines_of_predecessor() makes; what was never carried over stays out.
std::vector<Line> as_carried(std::span<const Line> draft, std::span<const Line> carried);

}  // namespace planning
