// A table of words that finds the longest one standing at a place of a cell.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/cell_text.h"

namespace base {

class WordTable {
 public:
  // Each group holds words separated by single spaces.
  explicit WordTable(std::span<const std::u32string_view> groups);

  // The length of the longest word of the table at a place, 0 if there is none.
  std::size_t longest(const CellText& text, std::size_t at) const;
  // The length of the longest word that ends at `to` and does not begin before `from`.
  std::size_t longest_at_end(const CellText& text, std::size_t from, std::size_t to) const;

 private:
  std::vector<std::u32string_view> words_;  // sorted: words with the same first sign stand together
};

}  // namespace base
