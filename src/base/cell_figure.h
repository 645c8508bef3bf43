// One printed figure: sign, number or range, unit and the words that belong to it (以上, 程度,
// ／年).
#pragma once

#include <cstddef>
#include <variant>

#include "base/cell_text.h"
#include "base/cell_words.h"

namespace base {

// What stands before the number decides how much may be taken as a quantity.
struct FigureContext {
  Stretch word;                 // the word glued to it, empty if none
  bool label_names_it = false;  // 会員数, 達成率: a number without a unit is expected
  bool label_is_share = false;  // 補助率, 割合: 10/10 is a fraction there
  bool splits_a_count = false;  // 新規1 of 3件（新規1、更新2）
  bool unit_elsewhere = false;  // 単位：千円 1,234
  bool after_quantity = false;  // 5名+3名: the plus joins, it is no increase
};

struct Figure {
  Quantity quantity;       // without label and span
  Stretch printed;         // number and unit
  std::size_t end = 0;     // after the suffixes
  bool is_basis = false;   // 1人当たり, 2か月ごとに: the basis of the next quantity
  bool has_parts = false;  // 10件中: the next quantity is a part of it
};

struct UnreadFigure {
  std::size_t end = 0;
  UnreadReason reason = UnreadReason::unit_missing;
};

// The digits are part of the word before or make one: まちゼミ2023, 100万人目.
struct NameDigits {
  std::size_t end = 0;
};

// std::monostate: no figure begins here.
using FigureRead = std::variant<std::monostate, Figure, UnreadFigure, NameDigits>;

FigureRead read_figure(const CellText& text, std::size_t at, const FigureContext& context);

}  // namespace base
