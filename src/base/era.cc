// The table of eras, and dates in Japanese years read and written by it.
#include "base/era.h"

#include <algorithm>
#include <array>

#include "base/text_front.h"

namespace base {
namespace {

constexpr std::array<Era, 5> kEras{{
    {"明治", "㍾", 'M', 1868, 10, 23},
    {"大正", "㍽", 'T', 1912, 7, 30},
    {"昭和", "㍼", 'S', 1926, 12, 25},
    {"平成", "㍻", 'H', 1989, 1, 8},
    {"令和", "㋿", 'R', 2019, 5, 1},
}};

constexpr int kEraYearMax = 99;

std::string era_year_text(const Era& era, int year) {
  const int era_year = year - era.first_year + 1;
  return std::string(era.name) + (era_year == 1 ? "元" : std::to_string(era_year)) + "年";
}

const Era* take_era(std::string_view& text) {
  for (const Era& era : kEras) {
    const std::string letter(1, era.letter);
    const std::string small_letter(1, static_cast<char>(era.letter + ('a' - 'A')));
    if (take(text, era.name) || take(text, era.square) || take(text, letter) ||
        take(text, small_letter)) {
      return &era;
    }
  }
  return nullptr;
}

// The year `number` means after no era, in the light of what stood before it.
std::optional<EraYear> bare_year(int number, const EraYear* previous) {
  if (number >= 1000) return EraYear{nullptr, number};
  if (!previous || number < 1 || number > kEraYearMax) return std::nullopt;
  if (previous->era) return EraYear{previous->era, previous->era->first_year + number - 1};
  return EraYear{nullptr, previous->year / 100 * 100 + number};
}

// What follows the year: 年9月1日, .9.1, /9/1, -9-1, each part after the year as far as written.
bool read_month_and_day(std::string_view text, EraReading& reading) {
  const auto number = [&]() -> std::optional<unsigned> {
    const auto taken = take_number(text);
    return taken ? std::optional(static_cast<unsigned>(*taken)) : std::nullopt;
  };
  if (take(text, "年")) {
    if (text.empty()) return true;
    reading.month = number();
    if (!reading.month || !take(text, "月")) return false;
    if (text.empty()) return true;
    reading.day = number();
    return reading.day && take(text, "日") && text.empty();
  }
  if (text.empty()) return true;
  const std::string separator(1, text.front());
  if (separator != "." && separator != "/" && separator != "-") return false;
  take(text, separator);
  reading.month = number();
  if (!reading.month) return false;
  if (text.empty()) return true;
  if (!take(text, separator)) return false;
  reading.day = number();
  return reading.day && text.empty();
}

std::string issued_text(const EraReading& reading, Date first) {
  if (reading.day) return format_era(first);
  if (reading.month) return format_era(Month{reading.year, *reading.month});
  return era_year_text(era_of(first), reading.year);
}

// The days a reading may mean, against the days of its era.
Result<void> judge_era(const Era& era, std::string_view text, Date first, Date last,
                       EraReading& reading) {
  if (last < era.begins()) {
    return refuse(era_not_begun, {{"value", std::string(text)},
                                  {"era", std::string(era.name)},
                                  {"begins", iso(era.begins())}});
  }
  const auto end = ended_by(era);
  if (end && first >= *end) {
    reading.notes.push_back(
        {printed_before_era_change,
         {{"value", std::string(text)}, {"issued", issued_text(reading, first)}}});
  }
  return {};
}

}  // namespace

std::span<const Era> eras() {
  return kEras;
}

const Era& era_of(Date date) {
  const auto later = std::ranges::find_if(kEras.rbegin(), kEras.rend() - 1,
                                          [&](const Era& era) { return era.begins() <= date; });
  return *later;
}

std::optional<Date> ended_by(const Era& era) {
  const auto next = std::ranges::find(kEras, era.letter, &Era::letter) + 1;
  return next == kEras.end() ? std::nullopt : std::optional(next->begins());
}

std::string format_era(Date date) {
  return era_year_text(era_of(date), date.year()) + std::to_string(date.month()) + "月" +
         std::to_string(date.day()) + "日";
}

std::string format_era(Month month) {
  const Era& era = era_of(Date(month.year, month.month, 1));
  return era_year_text(era, month.year) + std::to_string(month.month) + "月";
}

std::optional<Date> EraReading::date() const {
  if (!month || !day) return std::nullopt;
  return Date(year, *month, *day);
}

std::optional<EraYear> take_era_year(std::string_view& text, const EraYear* previous) {
  std::string_view rest = text;
  const Era* era = take_era(rest);
  std::optional<EraYear> year;
  if (era) {
    const auto number = take(rest, "元") ? std::optional(1) : take_number(rest);
    if (number && *number >= 1 && *number <= kEraYearMax) {
      year = EraYear{era, era->first_year + *number - 1};
    }
  } else {
    take(rest, "西暦");
    const auto number = take_number(rest);
    if (number) year = bare_year(*number, previous);
  }
  if (year) text = rest;
  return year;
}

Result<EraReading> parse_era(std::string_view text) {
  const std::string folded = folded_without_spaces(text);
  std::string_view rest = folded;
  const auto year = take_era_year(rest);
  EraReading reading;
  if (!year || !read_month_and_day(rest, reading)) {
    return refuse(era_date_unreadable, {{"value", std::string(text)}});
  }
  reading.year = year->year;
  const auto first = Date::of(reading.year, reading.month.value_or(1), reading.day.value_or(1));
  if (!first) return std::unexpected(first.error());
  if (!year->era) return reading;
  const Date last = reading.day     ? *first
                    : reading.month ? month_end(*first)
                                    : Date(reading.year, 12, 31);
  const auto judged = judge_era(*year->era, text, *first, last, reading);
  if (!judged) return std::unexpected(judged.error());
  return reading;
}

}  // namespace base
