// Pure: two lists of lines in, a list of changes out.
#include "planning/compare.h"

#include <algorithm>
#include <map>

namespace planning {
namespace {

const Line* find_in(std::span<const Line> lines, int line) {
  const auto found = std::ranges::find(lines, line, &Line::line);
  return found == lines.end() ? nullptr : &*found;
}

}  // namespace

std::vector<LineChange> changes(std::span<const Line> before, std::span<const Line> after) {
  std::vector<LineChange> all;
  for (const Line& now : after) {
    const Line* then = find_in(before, now.line);
    if (then == nullptr) {
      if (now.lives()) all.push_back({now.line, ChangeKind::added});
      continue;
    }
    if (then->lives() != now.lives())
      all.push_back({now.line, now.lives() ? ChangeKind::restored : ChangeKind::ended});
    if (then->parent != now.parent) all.push_back({now.line, ChangeKind::moved});
    auto fields = differences(fields_of(*then), fields_of(now));
    if (!fields.empty()) all.push_back({now.line, ChangeKind::changed, std::move(fields)});
  }
  for (const Line& then : before)
    if (then.lives() && find_in(after, then.line) == nullptr)
      all.push_back({then.line, ChangeKind::ended});
  return all;
}

std::vector<Line> as_carried(std::span<const Line> draft, std::span<const Line> carried) {
  std::map<int, int> numbers;  // of the carried line → of the draft
  std::vector<Line> lines;
  for (const Line& line : carried) {
    const auto same = std::ranges::find_if(draft, [&](const Line& one) {
      return one.kind == line.kind && one.carried_row == line.carried_row;
    });
    if (same == draft.end()) continue;
    numbers[line.line] = same->line;
    lines.push_back(line);
  }
  for (Line& line : lines) {
    line.line = numbers[line.line];
    if (line.parent)
      line.parent =
          numbers.contains(*line.parent) ? std::optional(numbers[*line.parent]) : std::nullopt;
  }
  return lines;
}

}  // namespace planning
