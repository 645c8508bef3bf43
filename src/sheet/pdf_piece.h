// What is written on without a gap on a page of a PDF, and the measures by which its words are put
// together.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/code_points.h"
#include "sheet/source_file.h"

namespace sheet {

struct Piece {
  Box box;
  std::string text;
  std::size_t line = 0;
  std::size_t first = 0, last = 0;  // columns
  double centre() const { return (box.top + box.bottom) / 2; }
};

inline double width_in_letters(std::string_view text) {
  double width = 0;
  base::CodePoints points(text);
  while (!points.done()) width += points.next().value_or(' ') < 0x2000 ? 0.5 : 1;
  return width;
}

inline bool is_ascii_end(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

inline double middle(std::vector<double> values, double otherwise) {
  if (values.empty()) return otherwise;
  const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, half);
  return *half;
}

inline Box around(const Box& a, const Box& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

}  // namespace sheet
