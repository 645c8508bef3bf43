// The words by which tables are read, as data: ui/words/importer_columns and importer_terms hold
// them, several to a key with | between. They are compared without width, case, kana kind and
// spaces, so that Ｎｏ．, No. and № are one word.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importer/understanding.h"

namespace importer {

// A text as words are compared.
std::string compared(std::string_view text);
// Without spaces and line breaks at both ends and with those inside taken together.
std::string one_line(std::string_view text);
bool is_blank(std::string_view text);
std::size_t letters_in(std::string_view text);
// Of a column's header the cell that stands right above its cells.
std::string_view innermost(std::string_view header);

// The words of a key of ui/words/importer_terms or importer_columns in both languages, compared().
const std::vector<std::string>& words_of(std::string_view key);
bool is_one_of(std::string_view compared_text, std::string_view key);
bool starts_with_one_of(std::string_view compared_text, std::string_view key);
bool ends_with_one_of(std::string_view compared_text, std::string_view key);

// How well a header's words name a meaning.
enum class Fit { none, contained, alike, exact };
struct Named {
  Meaning meaning = Meaning::unknown;
  Fit fit = Fit::none;
  std::size_t letters = 0;  // of the word found
};
Named named_by(std::string_view compared_words);

}  // namespace importer
