// Taking known things off the front of a text, for the readers of dates, years and amounts. Each
// takes all of it and says so, or takes nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace base {

bool take(std::string_view& text, std::string_view prefix);

// A whole number up to 9999 in ASCII digits or in kanji: 23, 二十三, 二〇二三.
std::optional<int> take_number(std::string_view& text);

// Full-width forms folded (Ｈ２３ → H23) and every space removed: how readers look at a short cell.
std::string folded_without_spaces(std::string_view text);

}  // namespace base
