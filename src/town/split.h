// 交付額: how a year's money is spread over its grants, each a whole number of units and none of
// them nothing. The costs that applicants come with are what is chosen: a grant is a share of them,
// so any amount is one that somebody may have been granted.
#pragma once

#include <cstdint>
#include <vector>

#include "town/draw.h"

namespace town {

// `parts` amounts that come to `sum`, none under `unit`; as many as possible are whole units. Equal
// ones where the sum divides into round ones. `sum` is at least `parts`.
std::vector<std::int64_t> split(std::int64_t sum, std::int64_t parts, std::int64_t unit,
                                Draw& draw);

}  // namespace town
