// Looking words up by their first sign.
#include "base/cell_word_table.h"

#include <algorithm>

namespace base {

WordTable::WordTable(std::span<const std::u32string_view> groups) {
  for (std::u32string_view group : groups) {
    while (!group.empty()) {
      const std::size_t space = std::min(group.find(U' '), group.size());
      if (space > 0) words_.push_back(group.substr(0, space));
      group.remove_prefix(std::min(space + 1, group.size()));
    }
  }
  std::ranges::sort(words_);
}

std::size_t WordTable::longest(const CellText& text, std::size_t at) const {
  const char32_t first = text.code(at);
  auto word = std::ranges::lower_bound(words_, first, {}, [](auto words) { return words[0]; });
  std::size_t longest = 0;
  for (; word != words_.end() && (*word)[0] == first; ++word) {
    if (word->size() > longest && text.says(at, *word)) longest = word->size();
  }
  return longest;
}

std::size_t WordTable::longest_at_end(const CellText& text, std::size_t from,
                                      std::size_t to) const {
  std::size_t longest = 0;
  for (std::u32string_view word : words_) {
    if (word.size() > longest && word.size() <= to - from && text.says(to - word.size(), word)) {
      longest = word.size();
    }
  }
  return longest;
}

}  // namespace base
