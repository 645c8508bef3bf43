// The word catalogue as compiled in: one entry a key, sorted by key, no key twice. The table is
// generated from ui/words/*.toml by the library base_words; tests of base bring a small one.
#pragma once

#include <span>
#include <string_view>

namespace base {

struct WordsEntry {
  std::string_view key;
  std::string_view ja;
  std::string_view en;
};

std::span<const WordsEntry> words_table();

}  // namespace base
