// Dates, periods and times of day. Only their extent is read here; what day it is, base::Date says.
#include <array>

#include "base/cell_mention.h"
#include "base/cell_number.h"
#include "base/cell_unit.h"

namespace base {
namespace {

struct Small {
  int value = 0;
  std::size_t end = 0;  // equal to the beginning where no number of that length stands
};

// A number of at most `digits_max` digits with nothing numeric glued behind it.
std::optional<Small> read_small(const CellText& text, std::size_t at, int digits_max) {
  Small small{0, at};
  for (; text.digit(small.end) && small.end - at <= static_cast<std::size_t>(digits_max);
       ++small.end) {
    small.value = small.value * 10 + static_cast<int>(text.code(small.end) - U'0');
  }
  if (small.end == at || text.digit(small.end)) return std::nullopt;
  if (text.code(small.end) == U',' && text.digit(small.end + 1)) return std::nullopt;
  return small;
}

bool is_span_mark(char32_t code) {
  return code == U'~' || code == U'-' || code == U'―' || code == U'→';
}

std::size_t after_span_mark(const CellText& text, std::size_t at) {
  const std::size_t mark = text.skip_spaces(at);
  if (is_span_mark(text.code(mark))) return text.skip_spaces(mark + 1);
  if (text.says(mark, U"から")) return text.skip_spaces(mark + 2);
  return at;
}

bool is_counted_month(const CellText& text, std::size_t at) {  // 月当たり, 月間: no date
  return text.says(at, U"月当") || text.says(at, U"月間");
}

// 3～5日, 3・4日 behind a month; gives `at` if none stands here.
std::size_t read_days_of_month(const CellText& text, std::size_t at) {
  auto day = read_small(text, at, 2);
  for (std::size_t days = 1; day && day->value >= 1 && day->value <= 31; ++days) {
    const std::size_t end = day->end;
    if (days > 1 && text.code(end) == U'日') return text.code(end + 1) == U'間' ? at : end + 1;
    const char32_t joint = text.code(end);
    if (!is_span_mark(joint) && joint != U'・' && joint != U'、') return at;
    day = read_small(text, end + 1, 2);
  }
  return at;
}

// 9月, 9月1日, 9月末; gives `at` if none stands here.
std::size_t read_month_and_day(const CellText& text, std::size_t at) {
  const auto month = read_small(text, at, 2);
  if (!month || text.code(month->end) != U'月' || is_counted_month(text, month->end)) return at;
  if (month->value < 1 || month->value > 12) return at;
  const std::size_t end = month->end + 1;
  const auto day = read_small(text, end, 2);
  const bool has_day = day && text.code(day->end) == U'日' && text.code(day->end + 1) != U'間';
  if (has_day) return day->value <= 31 ? day->end + 1 : end;
  return read_days_of_month(text, end);
}

// .9.1 or /9/1 or -9-1 behind a year.
std::size_t read_pointed_tail(const CellText& text, std::size_t at) {
  const char32_t mark = text.code(at);
  if (mark != U'.' && mark != U'/' && mark != U'-') return at;
  const auto month = read_small(text, at + 1, 2);
  if (!month || month->value < 1 || month->value > 12) return at;
  if (text.code(month->end) != mark) {
    const bool counted = known_unit_length(text, month->end) != 0;  // R3/12件
    return mark == U'-' || counted ? at : month->end;
  }
  const auto day = read_small(text, month->end + 1, 2);
  return day && day->value <= 31 ? day->end : month->end;
}

std::size_t era_name_length(const CellText& text, std::size_t at) {
  constexpr std::u32string_view names[] = {U"令和", U"平成", U"昭和", U"大正",
                                           U"明治", U"㋿",  U"㍻",   U"㍼"};
  if (const std::size_t length = longest_of(names, text, at)) return length;
  const char32_t code = text.code(at);
  const bool short_name = code == U'令' || code == U'平';  // 令4, 平30
  if (short_name) return text.digit(at + 1) && !is_word_script(text.script_before(at)) ? 1 : 0;
  const bool letter = code == U'R' || code == U'H' || code == U'S' || code == U'r' || code == U'h';
  if (!letter || text.script_before(at) == Script::letter) return 0;
  return text.code(at + 1) == U'.' ? 2 : 1;
}

// What may stand behind a year number: 年, 年度, 年9月1日, .9.1
std::size_t read_year_tail(const CellText& text, std::size_t at) {
  if (text.says(at, U"年度")) return at + 2;
  if (text.code(at) != U'年') return read_pointed_tail(text, at);
  const std::size_t month = text.skip_spaces(at + 1);
  const std::size_t end = read_month_and_day(text, month);
  return end == month ? at + 1 : end;
}

// 令和5(2023)年度, 2023(令和5)年度: behind the year of the other calendar, or `at`.
std::size_t after_other_calendar(const CellText& text, std::size_t at) {
  if (text.code(at) != U'(') return at;
  const std::size_t era = era_name_length(text, at + 1);
  const auto year = read_small(text, at + 1 + era, era == 0 ? 4 : 2);
  if (!year || (era == 0 && (year->value < 1868 || year->value > 2199))) return at;
  if (text.code(year->end) != U')' || text.code(year->end + 1) != U'年') return at;
  return year->end + 1;
}

std::optional<std::size_t> read_era_year(const CellText& text, std::size_t at) {
  const std::size_t era = era_name_length(text, at);
  if (era == 0) return std::nullopt;
  const std::size_t number = text.skip_spaces(at + era);
  std::size_t end = number;
  if (text.code(number) == U'元') {
    end = number + 1;
  } else if (const auto year = read_small(text, number, 2)) {
    end = year->end;
  } else {
    while (is_kanji_numeral(text.code(end)) && end - number < 3) ++end;
    const bool full_name = text.script(at) == Script::kanji;
    if (end == number || !full_name || text.code(end) != U'年') return std::nullopt;
  }
  if (text.script(end) == Script::letter || text.digit(end)) return std::nullopt;
  return read_year_tail(text, after_other_calendar(text, end));
}

bool is_western_year(const Small& year) {
  return year.value >= 1868 && year.value <= 2199;
}

// 2020年, 2020年度, 2023.4.1; a bare 2020 is no date here.
std::optional<std::size_t> read_western_year(const CellText& text, std::size_t at) {
  const auto year = read_small(text, at, 4);
  if (!year || !is_western_year(*year)) return std::nullopt;
  const std::size_t end = read_year_tail(text, after_other_calendar(text, year->end));
  const bool heads_a_figure = text.code(end) == U':' && text.digit(text.skip_spaces(end + 1));
  if (end == year->end) return heads_a_figure ? std::optional(end) : std::nullopt;  // 2019：23件
  if (text.code(year->end) == U'年' && (text.code(end) == U'間' || text.code(end) == U'代'))
    return std::nullopt;
  // 2020.12 is a decimal as well; only a full date is certain.
  const bool one_point = text.code(year->end) == U'.' && text.code(year->end + 2) != U'.' &&
                         text.code(year->end + 3) != U'.';
  if (one_point) return std::nullopt;
  return end;
}

// （土）: gives the place behind it, or `at`.
std::size_t read_weekday(const CellText& text, std::size_t at) {
  constexpr std::u32string_view weekdays = U"月火水木金土日祝";
  const bool weekday = text.code(at) == U'(' && weekdays.find(text.code(at + 1)) != weekdays.npos;
  if (!weekday) return at;
  if (text.code(at + 2) == U')') return at + 3;
  const bool holiday =
      text.code(at + 2) == U'・' && text.code(at + 3) == U'祝' && text.code(at + 4) == U')';
  return holiday ? at + 5 : at;
}

// 5・6月: the further months behind the first number.
std::optional<std::size_t> read_month_list(const CellText& text, std::size_t end) {
  while (text.code(end) == U'・' || text.code(end) == U'、') {
    const auto next = read_small(text, end + 1, 2);
    if (!next) return std::nullopt;
    end = next->end;
    if (text.code(end) == U'月' && !is_counted_month(text, end)) return end + 1;
  }
  return std::nullopt;
}

// 5年度, 25年3月, 10月5日, 10/5(土): no era is printed.
std::optional<std::size_t> read_short_date(const CellText& text, std::size_t at) {
  const auto number = read_small(text, at, 2);
  if (!number) return std::nullopt;
  if (text.says(number->end, U"年度")) return number->end + 2;
  if (text.code(number->end) == U'年') {
    const std::size_t end = read_month_and_day(text, number->end + 1);
    if (end != number->end + 1) return end;
  }
  const std::size_t month = read_month_and_day(text, at);
  if (month != at) return month;
  if (const auto list = read_month_list(text, number->end)) return list;
  if (text.code(number->end) != U'/' || number->value > 12) return std::nullopt;
  const auto day = read_small(text, number->end + 1, 2);
  if (!day) return std::nullopt;
  const std::size_t weekday = read_weekday(text, day->end);
  return weekday != day->end ? std::optional(weekday) : std::nullopt;
}

std::optional<std::size_t> read_one_date(const CellText& text, std::size_t at) {
  if (const auto era = read_era_year(text, at)) return era;
  if (!text.digit(at)) return std::nullopt;
  if (const auto western = read_western_year(text, at)) return western;
  return read_short_date(text, at);
}

// The second half of 令和3～5年度, H23～26, 2020～2024: a number that needs no era.
std::optional<std::size_t> read_closing_year(const CellText& text, std::size_t at) {
  if (const auto date = read_one_date(text, at)) return date;
  const auto number = read_small(text, at, 4);
  if (!number || (number->value > 99 && !is_western_year(*number))) return std::nullopt;
  const bool day = text.code(at - 1) != U'年' && text.code(number->end) == U'日' &&
                   text.code(number->end + 1) != U'間';
  if (day) return number->end + 1;
  const std::size_t end = read_year_tail(text, number->end);
  if (end == number->end && is_word_script(text.script(end))) return std::nullopt;
  return end;
}

struct MonthAndDay {
  int month = 0, day = 0;
  std::size_t end = 0;
  bool may_be_share() const { return month < day && day <= 10; }  // 2/3
};

// 4/1: a month and a day that are in the calendar.
std::optional<MonthAndDay> read_month_slash_day(const CellText& text, std::size_t at) {
  const auto month = read_small(text, at, 2);
  if (!month || text.code(month->end) != U'/' || month->value < 1 || month->value > 12) return {};
  const auto day = read_small(text, month->end + 1, 2);
  if (!day || day->value < 1 || day->value > 31 || text.code(day->end) == U'/') return {};
  return MonthAndDay{month->value, day->value, day->end};
}

// 4/1～5/31, 11/3～4, but not 1/2～2/3 and nothing with a counter behind it.
std::optional<std::size_t> read_slash_period(const CellText& text, std::size_t at) {
  const auto first = read_month_slash_day(text, at);
  if (!first) return std::nullopt;
  const std::size_t second = after_span_mark(text, first->end);
  if (second == first->end) return std::nullopt;
  std::size_t end = at;
  if (const auto last = read_month_slash_day(text, second)) {
    if (first->may_be_share() && last->may_be_share()) return std::nullopt;
    end = last->end;
  } else if (const auto day = read_small(text, second, 2)) {
    if (first->may_be_share() || day->value <= first->day || day->value > 31) return std::nullopt;
    end = day->end;
  }
  const bool goes_on = is_word_script(text.script(end)) || text.code(end) == U'%';
  return end == at || goes_on ? std::nullopt : std::optional(end);
}

// 令和3～5年度, 23～26年度, 4～6月, 2020～2024: the first half has no word of its own.
std::optional<std::size_t> read_bare_period(const CellText& text, std::size_t at) {
  const auto first = read_small(text, at, 4);
  if (!first) return std::nullopt;
  const std::size_t second = after_span_mark(text, first->end);
  if (second == first->end || !text.digit(second)) return std::nullopt;
  if (const auto date = read_one_date(text, second)) {
    const bool weekday = text.code(*date - 1) == U')';
    return weekday ? std::nullopt : date;
  }
  const auto last = read_small(text, second, 4);
  const bool years =
      last && is_western_year(*first) && is_western_year(*last) && first->value < last->value;
  if (!years || is_word_script(text.script(last->end))) return std::nullopt;
  return last->end;
}

// H23、26: further years behind an era year.
std::size_t read_year_list(const CellText& text, std::size_t at, std::size_t end) {
  const bool bare_year =
      era_name_length(text, at) != 0 && (text.digit(end - 1) || text.code(end - 1) == U'元');
  while (bare_year &&
         (text.code(end) == U'、' || text.code(end) == U'・' || text.code(end) == U',')) {
    const auto next = read_small(text, end + 1, 2);
    const bool more = next && !is_word_script(text.script(next->end)) &&
                      text.code(next->end) != U'%' && text.code(next->end) != U'.' &&
                      text.code(next->end) != U'/';
    if (!more) break;
    end = next->end;
  }
  return end;
}

// 10月14日（土）・15日（日）: weekdays and further days behind a day.
std::size_t read_day_list(const CellText& text, std::size_t end) {
  while (text.code(end - 1) == U'日' || text.code(end - 1) == U')') {
    end = read_weekday(text, end);
    const char32_t joint = text.code(end);
    if (joint != U'、' && joint != U'・' && joint != U',' && joint != U'~') break;
    const auto day = read_small(text, end + 1, 2);
    const bool more = day && text.code(day->end) == U'日' && text.code(day->end + 1) != U'間';
    if (!more) break;
    end = day->end + 1;
  }
  return end;
}

// 年度末, 3月末時点, 10月頃: words that belong to the date.
ReadMention with_date_words(const CellText& text, ReadMention date) {
  constexpr std::u32string_view words[] = {
      U"末",   U"当初", U"上期", U"下期", U"上半期", U"下半期", U"前期", U"後期", U"前半",
      U"後半", U"上旬", U"中旬", U"下旬", U"頃",     U"ごろ",   U"中",   U"以降", U"以前",
      U"まで", U"から", U"より", U"に",   U"は",     U"の",     U"現在", U"時点", U"現在で",
      U"度",   U"期",   U"初",   U"分",   U"内",     U"迄"};
  constexpr std::u32string_view as_of[] = {U"現在", U"時点"};
  while (const std::size_t length = longest_of(words, text, date.end)) {
    if (longest_of(as_of, text, date.end) != 0) date.kind = MentionKind::as_of;
    date.end += length;
  }
  return date;
}

// 10時, 10時30分, 10:30; gives nothing for 24時間.
std::optional<std::size_t> read_clock(const CellText& text, std::size_t at) {
  if (text.says(at, U"午前") || text.says(at, U"午後")) at = text.skip_spaces(at + 2);
  const auto hour = read_small(text, at, 2);
  if (!hour || hour->value > 24) return std::nullopt;
  if (text.code(hour->end) == U':') {
    const auto minute = read_small(text, hour->end + 1, 2);
    const bool two_digits = minute && minute->end - hour->end == 3 && minute->value < 60;
    const bool counted = minute && known_unit_length(text, minute->end) != 0;  // コース1：15名
    return two_digits && !counted ? std::optional(minute->end) : std::nullopt;
  }
  if (text.code(hour->end) != U'時') return std::nullopt;
  const std::size_t end = hour->end + 1;
  if (text.script(end) == Script::kanji && text.code(end) != U'半' && text.code(end) != U'頃' &&
      text.code(end) != U'開') {
    return std::nullopt;
  }
  if (text.code(end) == U'半') return end + 1;
  const auto minute = read_small(text, end, 2);
  return minute && text.code(minute->end) == U'分' ? minute->end + 1 : end;
}

std::optional<std::size_t> read_clock_span(const CellText& text, std::size_t at) {
  auto end = read_clock(text, at);
  if (!end) {  // 10～17時
    const auto hour = read_small(text, at, 2);
    const std::size_t second = hour ? after_span_mark(text, hour->end) : at;
    return hour && second != hour->end ? read_clock(text, second) : std::nullopt;
  }
  const std::size_t second = after_span_mark(text, *end);
  if (second == *end) return end;
  const auto closing = read_clock(text, second);
  return closing ? closing : end;
}

}  // namespace

std::optional<ReadMention> read_date_or_time(const CellText& text, std::size_t at) {
  if (const auto clock = read_clock_span(text, at)) return ReadMention{MentionKind::time, *clock};
  if (const auto period = read_slash_period(text, at)) {
    return ReadMention{MentionKind::period, *period};
  }
  if (const auto period = read_bare_period(text, at)) {
    return with_date_words(text, {MentionKind::period, *period});
  }
  const auto first = read_one_date(text, at);
  if (!first) return std::nullopt;
  ReadMention date{MentionKind::date, read_day_list(text, read_year_list(text, at, *first))};
  const std::size_t second = after_span_mark(text, date.end);
  if (second != date.end) {
    if (const auto closing = read_closing_year(text, second)) {
      date = {MentionKind::period, read_day_list(text, *closing)};
    }
  }
  return with_date_words(text, date);
}

}  // namespace base
