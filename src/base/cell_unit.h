// What a number counts: 件, 千円, 万人, か所, ポイント. Known counters stand in a table; an unknown
// noun directly after a number is taken as written only where nothing else could be meant
// (docs/building/quantity.md, "Units").
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/cell_text.h"

namespace base {

struct ReadUnit {
  std::size_t begin = 0;  // after spaces and after a bracket of 12,345(千円)
  std::size_t base_begin = 0;
  std::size_t base_end = 0;
  std::size_t end = 0;
  std::int64_t scale = 1;
  bool known = false;  // false: a noun taken as written
};

// The length of the longest known counter at a place, 0 if none.
std::size_t known_unit_length(const CellText& text, std::size_t at);

// The counter of the number that ends at `at`. `noun_allowed`: an unknown noun may be the unit.
std::optional<ReadUnit> read_unit(const CellText& text, std::size_t at, bool noun_allowed);

// Writes the unit, base unit and scale into a quantity.
void set_unit(const CellText& text, const ReadUnit& unit, Quantity& quantity);

// Whole yen where the base unit is 円; false where value times scale is too large to be held.
bool set_yen(Quantity& quantity);

// Gives a bare number the unit its label ends with: 売上（千円）：1,234.
void take_unit_of_label(const CellText& text, std::size_t begin, std::size_t end,
                        Quantity& quantity);

// The basis behind a stroke: 年 of 5件／年. Gives the place after it, or `at`.
std::size_t read_per_suffix(const CellText& text, std::size_t at);

}  // namespace base
