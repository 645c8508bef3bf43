// 一つの事業の一種類の記録: what a selection names, and what the index record_by_work begins with.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "figure/figure.h"

namespace figure {

// Records of one programme and kind.
struct Work {
  std::string programme;
  std::string kind;
  auto operator<=>(const Work&) const = default;
};
// Every work that the selections of a figure name, each once, sorted.
std::vector<Work> works_of(const Definition& definition);

}  // namespace figure
