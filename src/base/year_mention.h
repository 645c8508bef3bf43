// Fiscal years inside a longer text, as the headers of tables name them: 令和4年度 実績,
// 目標値（R7）, 平成23～26年度, 現状（令和2年3月末）, '23. And years that need their neighbours: 23
// alone beside 24 and 25, an era alone over them. Nothing is guessed here; what a bare 23 means its
// caller says.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/era.h"

namespace base {

struct YearMention {
  int from = 0;  // fiscal years
  int to = 0;    // the same, unless a period is named
};

struct YearText {
  std::vector<YearMention> years;  // in the order of the text
  std::string rest;                // width folded, without spaces and without the years
};

// A date is read as the fiscal year it lies in: 令和2年3月末 is 2019.
YearText find_years(std::string_view text);

// 23 of 23, 23年度 and 23年; 1 of 元年度. Nothing where more stands than that.
std::optional<int> bare_year(std::string_view text);

// The same with words behind it: 23年度実績, 26年度末の現況. `rest` gets the words, width folded.
std::optional<int> leading_bare_year(std::string_view text, std::string& rest);

// 平成, 令和（年度）, H, 西暦 standing alone over bare years; the era is null for 西暦.
struct EraAlone {
  const Era* era = nullptr;
};
std::optional<EraAlone> era_alone(std::string_view text);

// What a bare number means beside a year: 24 beside 平成23 is 2012; 2 beside 平成31, and 1 (元)
// beside 平成30, are of the next era.
std::optional<int> counted_on(int number, int year_beside, bool gregorian);

}  // namespace base
