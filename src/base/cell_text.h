// The text of one cell as a row of signs with their widths folded: １，０５８ ﾌﾞｰｽ becomes 1,058
// ブース. Every sign knows the bytes it stands for, so whatever is read can be shown in the text as
// given. Folding serves reading only; the text itself is never changed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/quantity.h"

namespace base {

enum class Script : std::uint8_t {
  end,  // beyond the last sign
  digit,
  kanji,
  hiragana,
  katakana,
  letter,
  space,
  line_break,
  mark,
  invalid,  // bytes that are not UTF-8
  control,
};

struct Sign {
  char32_t code = 0;
  Script script = Script::end;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class CellText {
 public:
  explicit CellText(std::string_view source);

  std::size_t size() const { return signs_.size(); }
  // Looking beyond either end is allowed and finds Script::end.
  char32_t code(std::size_t at) const { return at < signs_.size() ? signs_[at].code : U'\0'; }
  Script script(std::size_t at) const {
    return at < signs_.size() ? signs_[at].script : Script::end;
  }
  char32_t code_before(std::size_t at) const { return at == 0 ? U'\0' : code(at - 1); }
  Script script_before(std::size_t at) const { return at == 0 ? Script::end : script(at - 1); }

  bool digit(std::size_t at) const { return script(at) == Script::digit; }
  // `words` is not empty. Most tables differ in the first sign, so that is asked in place.
  bool says(std::size_t at, std::u32string_view words) const {
    return code(at) == words[0] && says_all(at, words);
  }
  std::size_t skip_spaces(std::size_t at) const;

  std::string_view source() const { return source_; }
  Span span(std::size_t from, std::size_t to) const;
  std::string_view written(std::size_t from, std::size_t to) const;  // as given
  std::string folded(std::size_t from, std::size_t to) const;        // widths folded, UTF-8

 private:
  bool says_all(std::size_t at, std::u32string_view words) const;

  std::string_view source_;
  std::vector<Sign> signs_;
};

bool is_word_script(Script script);  // kanji, kana, letters
// A place within a word or behind a digit.
bool is_word_before(const CellText& text, std::size_t at);

// The length of the longest entry of a table that stands at a place, 0 if none does.
template <class Table>
std::size_t longest_of(const Table& table, const CellText& text, std::size_t at) {
  std::size_t longest = 0;
  for (const auto& words : table) {
    if (words.size() > longest && text.says(at, words)) longest = words.size();
  }
  return longest;
}

}  // namespace base
