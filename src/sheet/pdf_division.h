// Places that stand in a row are divided among things in the same order: rows among the cells whose
// words stand at their middles, columns among the headings that stand over them.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

namespace sheet {

// Of each part the place at which it begins: the first begins at 0, each ends where the next
// begins, none is empty, and the costs of all together are the least. cost(part, begin, end) is of
// the places from `begin` up to and without `end`, and finite. Not more parts than places.
template <class Cost>
std::vector<std::size_t> cheapest_division(std::size_t parts, std::size_t places, Cost cost) {
  constexpr double kNever = std::numeric_limits<double>::infinity();
  std::vector best(parts + 1, std::vector<double>(places + 1, kNever));
  std::vector from(parts + 1, std::vector<std::size_t>(places + 1, 0));
  best[0][0] = 0;
  for (std::size_t part = 1; part <= parts; ++part) {
    for (std::size_t end = part; end <= places; ++end) {
      for (std::size_t begin = part - 1; begin < end; ++begin) {
        if (best[part - 1][begin] == kNever) continue;
        const double total = best[part - 1][begin] + cost(part - 1, begin, end);
        if (total >= best[part][end]) continue;
        best[part][end] = total;
        from[part][end] = begin;
      }
    }
  }
  std::vector<std::size_t> begins(parts);
  for (std::size_t part = parts, end = places; part > 0; --part)
    end = begins[part - 1] = from[part][end];
  return begins;
}

}  // namespace sheet
