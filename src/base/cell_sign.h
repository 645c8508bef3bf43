// The sign before a number: ▲12.5, △3件, -3.2%, +12人, マイナス3.4%, ¥1,000. Where a mark may as
// well be a dash or a rating, the number is doubtful and must not be taken without it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/cell_text.h"

namespace base {

enum class SignMark : std::uint8_t { none, minus, plus, yen, doubtful };

struct ReadSign {
  SignMark mark = SignMark::none;
  std::size_t end = 0;  // where the number begins; the place itself where no sign stands
};

ReadSign read_sign(const CellText& text, std::size_t at);

}  // namespace base
