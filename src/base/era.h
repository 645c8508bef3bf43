// 和暦: eras from Meiji 6 (1873, the first Gregorian year) on. The eras are a table; a new one is a
// further line. Issued texts follow the calendar (令和元年5月, 元年 and never 1年); what was
// printed before a change of era (平成31年5月) is read as the day it means, with a note.
#pragma once

#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/note.h"

namespace base {

inline constexpr RefusalKind era_date_unreadable{"base.era_date_unreadable", 400};
inline constexpr RefusalKind era_not_begun{"base.era_not_begun", 400};

inline constexpr std::string_view printed_before_era_change = "base.printed_before_era_change";

struct Era {
  std::string_view name;    // 令和
  std::string_view square;  // ㋿
  char letter;              // R
  int first_year;           // the Gregorian year of its 元年
  unsigned first_month;
  unsigned first_day;

  // Meiji begins, for us, with the first day a Date can be.
  Date begins() const {
    if (first_year < kFirstYear) return Date(kFirstYear, 1, 1);
    return Date(first_year, first_month, first_day);
  }
};

// Oldest first.
std::span<const Era> eras();
const Era& era_of(Date date);
// The first day that is no longer of this era; nullopt while it lasts.
std::optional<Date> ended_by(const Era& era);

struct Month {
  int year;
  unsigned month;
  auto operator<=>(const Month&) const = default;
};

// 令和5年9月1日, 平成元年1月8日
std::string format_era(Date date);
// 令和元年5月; a month that belongs to two eras is named by its first day.
std::string format_era(Month month);

// A year, a month of a year or a day, as far as the text says.
struct EraReading {
  int year = 0;
  std::optional<unsigned> month;
  std::optional<unsigned> day;
  std::vector<Note> notes;

  std::optional<Date> date() const;
};

// 令和5年9月1日 · R5.9.1 · Ｒ５／９／１ · H23 · 平成31年5月 · 2023年9月1日 · 昭和六十四年一月七日
Result<EraReading> parse_era(std::string_view text);

// A year as written, for readers of longer texts. `era` is null for a Gregorian year.
struct EraYear {
  const Era* era = nullptr;
  int year = 0;  // Gregorian
};

// Takes 平成23, H23, 令和元, 2011 off the front of width-folded text. A bare number of one or two
// digits counts on from `previous`: 23～26 in its era, 2021～23 in its century. Nothing is taken if
// no year stands there.
std::optional<EraYear> take_era_year(std::string_view& text, const EraYear* previous = nullptr);

}  // namespace base
