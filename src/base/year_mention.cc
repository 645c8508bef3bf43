// Walks a folded text once and takes every year off it, with what belongs to the year.
#include "base/year_mention.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>

#include "base/text_front.h"

namespace base {

namespace {

constexpr int kFirstNamed = 1950, kLastNamed = 2100;
constexpr int kMonths = 12, kFirstMonth = 4;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_numeral(char c) {
  return c >= '0' && c <= '9';
}

std::size_t sign_length(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - at);
}

bool take_one_of(std::string_view& text, std::span<const std::string_view> marks) {
  return std::ranges::any_of(marks, [&](std::string_view mark) { return take(text, mark); });
}

constexpr auto kRangeMarks =
    std::to_array<std::string_view>({"~", "〜", "～", "-", "－", "−", "–", "—", "ー", "から", "→"});
constexpr auto kListMarks = std::to_array<std::string_view>({"・", "･", "、", ",", "及び", "と"});
constexpr auto kApostrophes = std::to_array<std::string_view>({"'", "’", "‘", "`", "´"});

// Takes 年度, 年, and no more; a month behind 年 is left to take_month.
bool take_year_word(std::string_view& text) {
  return take(text, "年度") || take(text, "年") || take(text, "FY") || take(text, "fy");
}

std::optional<int> take_digits(std::string_view& text, std::size_t digits_max) {
  std::size_t length = 0;
  int number = 0;
  while (length < text.size() && length <= digits_max && is_numeral(text[length])) {
    number = number * 10 + (text[length++] - '0');
  }
  if (length == 0 || length > digits_max) return std::nullopt;
  text.remove_prefix(length);
  return number;
}

// The month of 年3月31日, .3.31 and /3/31 behind a year.
std::optional<int> take_month(std::string_view& text, int era_number) {
  std::string_view rest = text;
  std::optional<int> month;
  if (take(rest, "年") && !rest.starts_with("度")) {
    month = take_digits(rest, 2);
    if (!month || !take(rest, "月")) return std::nullopt;
    if (std::string_view day = rest; take_digits(day, 2) && take(day, "日")) rest = day;
  } else {
    rest = text;
    const std::string_view mark = take(rest, ".") ? "." : take(rest, "/") ? "/" : "";
    if (mark.empty()) return std::nullopt;
    month = take_digits(rest, 2);
    if (!month) return std::nullopt;
    if (std::string_view day = rest; take(day, mark) && take_digits(day, 2)) {
      rest = day;
    } else if (*month == era_number + 1) {
      return std::nullopt;  // Ｈ11.12 are two years
    }
  }
  if (*month < 1 || *month > kMonths) return std::nullopt;
  text = rest;
  return month;
}

// 2,011件 and 2011人 in a header are figures.
bool counts_things(std::string_view after) {
  for (const std::string_view unit :
       {"件", "人", "円", "社", "店", "名", "戸", "団体", "万", "千"}) {
    if (after.starts_with(unit)) return true;
  }
  return false;
}

// 令5, 平30, 令元: the first letter of the era's name, where no other word stands before it.
std::optional<EraYear> take_short_era_year(std::string_view& text) {
  constexpr int kFirstShort = 1926;  // 大 and 明 are words
  for (const Era& era : eras()) {
    if (era.first_year < kFirstShort) continue;
    const std::string_view name = era.name;
    std::string_view rest = text;
    if (!take(rest, name.substr(0, sign_length(name, 0)))) continue;
    const auto number = take(rest, "元") ? std::optional(1) : take_digits(rest, 2);
    if (!number || *number < 1 || (!rest.empty() && is_numeral(rest.front()))) return std::nullopt;
    const int year = era.first_year + *number - 1;
    if (year > kLastNamed || counts_things(rest)) return std::nullopt;
    text = rest;
    return EraYear{&era, year};
  }
  return std::nullopt;
}

// R5, 平成23, 2011, '23: a year that says itself which one it is.
std::optional<EraYear> take_whole_year(std::string_view& text, bool at_front) {
  std::string_view rest = text;
  if (const auto year = at_front ? take_short_era_year(rest) : std::nullopt) {
    text = rest;
    return year;
  }
  if (take_one_of(rest, kApostrophes)) {
    const auto number = take_digits(rest, 2);
    if (!number || (!rest.empty() && is_numeral(rest.front()))) return std::nullopt;
    text = rest;
    return EraYear{nullptr, 2000 + *number};
  }
  if (take(rest, "FY") || take(rest, "fy")) {
    if (rest.empty() || !is_numeral(rest.front())) return std::nullopt;
  }
  const bool digits_first = is_numeral(rest.front());
  const auto year = take_era_year(rest);
  if (!year || year->year < kFirstNamed || year->year > kLastNamed) return std::nullopt;
  if (!rest.empty() && is_numeral(rest.front())) return std::nullopt;
  if (!year->era && !digits_first && !text.starts_with("西暦") && !text.starts_with("FY") &&
      !text.starts_with("fy")) {
    return std::nullopt;  // 二千 and the like are words here
  }
  text = rest;
  return year;
}

// (2020年度), (令和2): the other name of the same year.
void take_other_name(std::string_view& text, int year) {
  std::string_view rest = text;
  if (!take(rest, "(")) return;
  const auto other = take_era_year(rest);
  if (!other || other->year != year) return;
  take_year_word(rest);
  if (take(rest, ")")) text = rest;
}

class Finder {
 public:
  explicit Finder(std::string_view text) : folded_(folded_without_spaces(text)) {}

  YearText find() {
    std::string_view rest = folded_;
    char before = '\0';
    while (!rest.empty()) {
      const bool is_front = static_cast<unsigned char>(before) < 0x80;
      if (!is_letter(before) && !is_numeral(before) && take_mention(rest, is_front)) {
        before = '\0';
        continue;
      }
      const std::size_t length = sign_length(rest, 0);
      before = rest[0];
      found_.rest.append(rest.substr(0, length));
      rest.remove_prefix(length);
    }
    return std::move(found_);
  }

 private:
  bool take_mention(std::string_view& text, bool is_front) {
    std::string_view rest = text;
    const auto first = take_whole_year(rest, is_front);
    if (!first || (!first->era && counts_things(rest))) return false;
    YearMention mention{first->year, first->year};
    const int era_number = first->era ? first->year - first->era->first_year + 1 : 0;
    if (const auto month = take_month(rest, era_number)) {
      if (*month < kFirstMonth) --mention.from;
      mention.to = mention.from;
    } else {
      finish_name(rest, first->year);
      take_further(rest, *first, mention);
    }
    found_.years.push_back(mention);
    text = rest;
    return true;
  }

  static void finish_name(std::string_view& rest, int year) {
    take_other_name(rest, year);
    take_year_word(rest);
    take_other_name(rest, year);
  }

  // ～26年度, ・24年度
  static void take_further(std::string_view& rest, const EraYear& first, YearMention& mention) {
    EraYear previous = first;
    for (;;) {
      std::string_view further = rest;
      if (!take_one_of(further, kRangeMarks) && !take_one_of(further, kListMarks)) return;
      if (further.empty()) return;
      take_one_of(further, kApostrophes);
      const auto next = take_era_year(further, &previous);
      if (!next || next->year < mention.to || next->year > kLastNamed) return;
      if (!further.empty() && is_numeral(further.front())) return;
      finish_name(further, next->year);
      mention.to = next->year;
      previous = *next;
      rest = further;
    }
  }

  std::string folded_;
  YearText found_;
};

}  // namespace

YearText find_years(std::string_view text) {
  return Finder(text).find();
}

std::optional<int> bare_year(std::string_view text) {
  if (text.size() > 16) return std::nullopt;
  const std::string folded = folded_without_spaces(text);
  std::string_view rest = folded;
  std::optional<int> number;
  if (take(rest, "元")) {
    number = 1;
  } else {
    number = take_digits(rest, 2);
  }
  if (!number || *number < 1) return std::nullopt;
  take_year_word(rest);
  return rest.empty() ? number : std::nullopt;
}

std::optional<int> leading_bare_year(std::string_view text, std::string& rest) {
  const std::string folded = folded_without_spaces(text);
  std::string_view words = folded;
  const auto number = take(words, "元") ? std::optional(1) : take_digits(words, 2);
  if (!number || *number < 1 || !take(words, "年度") || words.starts_with("間")) {
    return std::nullopt;
  }
  take(words, "末の") || take(words, "末") || take(words, "の");
  rest = words;
  return number;
}

std::optional<EraAlone> era_alone(std::string_view text) {
  if (text.size() > 32) return std::nullopt;
  const std::string folded = folded_without_spaces(text);
  std::string_view rest = folded;
  std::optional<EraAlone> alone;
  for (const Era& era : eras()) {
    if (take(rest, era.name) || take(rest, era.square) ||
        (rest.size() == 1 && take(rest, std::string_view(&era.letter, 1)))) {
      alone = EraAlone{&era};
      break;
    }
  }
  if (!alone && take(rest, "西暦")) alone = EraAlone{};
  if (!alone) return std::nullopt;
  take(rest, "(");
  take_year_word(rest);
  take(rest, ")");
  return rest.empty() ? alone : std::nullopt;
}

std::optional<int> counted_on(int number, int year_beside, bool gregorian) {
  if (gregorian) return year_beside / 100 * 100 + number;
  std::optional<int> nearest;
  for (const Era& era : eras()) {
    const int year = era.first_year + number - 1;
    if (year < kFirstNamed || year > kLastNamed) continue;
    if (!nearest || std::abs(year - year_beside) < std::abs(*nearest - year_beside)) nearest = year;
  }
  return nearest;
}

}  // namespace base
