// Cells over several rows, with their words at the middle of them and no line around: the rows that
// each of them covers follow from where its words stand.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace sheet {

// `edges` of the rows, one more than rows; `middles` of the words of each cell, from the top. Of
// each cell the row in which it begins: the first begins in the first row, each ends where the next
// begins, and the last in the last row. Nothing where the words cannot stand at the middles so.
std::optional<std::vector<std::size_t>> begins_by_middles(std::span<const double> edges,
                                                          std::span<const double> middles);

}  // namespace sheet
