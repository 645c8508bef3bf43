// The words around a number: which of them name it (the label), which change what it counts (延べ,
// うち, 各, 約) and which tell what was done (発行, 開催).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/cell_text.h"

namespace base {

// A stretch of signs, end exclusive.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin >= end; }
};

// Whether the words at a place are of the kind that follows a counter: 発行, 参加, 以上, 増, 予定.
bool follows_a_counter(const CellText& text, std::size_t at);

// The length of a deed (発行, 参加, 表彰) at the beginning of a place or at the end of a stretch.
std::size_t deed_length(const CellText& text, std::size_t at);
std::size_t deed_length_at_end(const CellText& text, std::size_t from, std::size_t to);

// What the words before a number say.
struct Label {
  std::vector<Stretch> parts;  // cleaned; joined by one space
  Qualifiers qualifiers;
  bool approximate = false;
  Stretch per;  // 年 of 年3回
};
Label read_label(const CellText& text, std::vector<Stretch> parts);

// The words glued behind a counter as a label: 「で実施」 is 実施, 「を採択した」 is 採択.
Stretch trailing_label(const CellText& text, Stretch words);
void read_trailing_qualifiers(const CellText& text, Stretch words, Qualifiers& qualifiers);

// 累計, 計, 延べ behind a number and a space before the next one: they belong to the next one.
bool is_carried_on(const CellText& text, Stretch words);

// 表1, 施策2: words whose number is no count.
bool is_numbered_heading(const CellText& text, Stretch words);

// Whether a label may stand before a bare number: 会員数, 達成率, 計.
bool names_a_bare_number(const CellText& text, Stretch words);

bool states_a_unit(const CellText& text, Stretch words);  // 単位：千円
bool names_a_share(const CellText& text, Stretch words);  // 補助率, 割合

// Where the deed that belongs to the number before ends: 開催 of 2回開催参加者39名; words.begin if
// none.
std::size_t deed_before_next(const CellText& text, Stretch words);

// Whether a stretch ends with these words or has them anywhere.
bool ends_with(const CellText& text, Stretch words, std::u32string_view end);
bool contains(const CellText& text, Stretch words, std::u32string_view part);

// Without the spaces, stops and brackets at both ends.
Stretch cleaned(const CellText& text, Stretch words);

}  // namespace base
