// Japanese text as people give it. It is stored exactly as given: no NFC or NFKC, which would turn
// the 塚 神 福 隆 of a name into other characters, and variation selectors stay. What is
// normalised is only the *search key*, a copy that is compared and never shown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace base {

inline constexpr RefusalKind text_not_utf8{"base.text_not_utf8", 400};
inline constexpr RefusalKind text_forbidden_character{"base.text_forbidden_character", 400};
inline constexpr RefusalKind text_too_long{"base.text_too_long", 400};

enum class Lines { one, many };

bool is_valid_utf8(std::string_view bytes);

// Text that comes in from outside: valid UTF-8, no NUL, no control characters (Lines::many allows
// line breaks and tabs), no characters that turn the direction of writing, and not longer than the
// field allows. Refusals name the position, counted in characters from 1.
Result<void> check_text(std::string_view text, Lines lines, std::size_t characters_max);

// What a reader counts as one character: a kanji with its variation selector, か with a separate
// ゛.
std::size_t character_count(std::string_view text);

// Full-width ASCII (Ｈ２３～) becomes ASCII and the wide space a space; nothing else changes. For
// parsers.
std::string fold_width(std::string_view text);

// Compatibility characters, case, width, kana kind, dashes, variation selectors and spaces folded.
// Long vowel marks and small kana stay: びょういん (hospital) is not びよういん (beauty parlour).
std::string search_key(std::string_view text);

// Nothing to be read: a search key of it would be empty.
bool is_blank(std::string_view text);

// The overlapping pairs of characters of each word of a search key; a word of one character gives
// itself. Punctuation divides words. Both databases index these and ask for these.
std::vector<std::string> bigrams(std::string_view key);

}  // namespace base
