// Numbers as officials print them: 1,058 · 8.3 · １２ · 十二 · 二千三百 · 1億2千万 · 2/3 · 3分の2 ·
// ⅔. A number that is not well formed is still recognised as far as it reaches, with what is wrong.
#pragma once

#include <cstddef>
#include <optional>

#include "base/cell_text.h"

namespace base {

enum class NumberForm : std::uint8_t {
  digits,    // 1,058 or 8.3
  kanji,     // 十二
  combined,  // 1億2千万: the scale words are inside the number
  slash,     // 2/3
  parts,     // 3分の2, ⅔
  word,      // ゼロ
};

struct ReadNumber {
  Number value;
  std::size_t end = 0;  // the sign after it
  NumberForm form = NumberForm::digits;
  bool grouped = false;  // printed with commas
  std::optional<UnreadReason> trouble;
};

// The number whose first sign stands at `at`, without a sign or unit.
std::optional<ReadNumber> read_number(const CellText& text, std::size_t at);

// 千, 万, 百万, 億 ...: the factor and length of the scale word at `at`; length 0 if none.
struct ScaleWord {
  std::int64_t factor = 1;
  std::size_t length = 0;
};
ScaleWord read_scale(const CellText& text, std::size_t at);

bool is_kanji_numeral(char32_t code);

}  // namespace base
