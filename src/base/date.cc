// Calendar arithmetic over std::chrono.
#include "base/date.h"

#include <charconv>
#include <optional>
#include <stdexcept>

#include "base/digits.h"

namespace base {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day calendar_day(int year, unsigned month, unsigned day) {
  return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

bool in_range(int year) {
  return year >= kFirstYear && year <= kLastYear;
}

// chrono keeps month and day in a byte: 257 would be January.
bool exists(int year, unsigned month, unsigned day) {
  return month <= 12 && day <= 31 && calendar_day(year, month, day).ok();
}

// No period is longer than all the years a Date knows; chrono would wrap around instead of saying
// so.
void refuse_to_leap(int count, int count_max) {
  if (count > count_max || count < -count_max) {
    throw std::out_of_range("a step of " + std::to_string(count) + " in the calendar");
  }
}

constexpr int kYearsMax = kLastYear - kFirstYear + 1;

std::optional<unsigned> digits_at(std::string_view text, std::size_t from, std::size_t count) {
  unsigned number = 0;
  const char* const begin = text.data() + from;
  const auto read = std::from_chars(begin, begin + count, number);
  return read.ec == std::errc{} && read.ptr == begin + count ? std::optional(number) : std::nullopt;
}

}  // namespace

Date::Date(int year, unsigned month, unsigned day) : day_(calendar_day(year, month, day)) {
  if (!in_range(year) || !exists(year, month, day)) {
    throw std::out_of_range("no such date: " + std::to_string(year) + "-" + std::to_string(month) +
                            "-" + std::to_string(day));
  }
}

Date::Date(sys_days day) : day_(day) {
  if (day < sys_days(calendar_day(kFirstYear, 1, 1)) ||
      day > sys_days(calendar_day(kLastYear, 12, 31))) {
    throw std::out_of_range("a date outside 1873 to 2200");
  }
}

Result<Date> Date::of(int year, unsigned month, unsigned day) {
  const auto value = [&] {
    return std::to_string(year) + "-" + padded_digits(month, 2) + "-" + padded_digits(day, 2);
  };
  if (!in_range(year)) return refuse(date_out_of_range, {{"value", value()}});
  if (!exists(year, month, day)) {
    return refuse(date_not_in_calendar, {{"value", value()}});
  }
  return Date(year, month, day);
}

Result<Date> parse_date(std::string_view text) {
  const auto unreadable = [&] { return refuse(date_unreadable, {{"value", std::string(text)}}); };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return unreadable();
  const auto year = digits_at(text, 0, 4);
  const auto month = digits_at(text, 5, 2);
  const auto day = digits_at(text, 8, 2);
  if (!year || !month || !day) return unreadable();
  return Date::of(static_cast<int>(*year), *month, *day);
}

std::string iso(Date date) {
  const year_month_day day = date.days();
  std::string text = "0000-00-00";
  put_digits(text, 0, 4, static_cast<unsigned>(static_cast<int>(day.year())));
  put_digits(text, 5, 2, static_cast<unsigned>(day.month()));
  put_digits(text, 8, 2, static_cast<unsigned>(day.day()));
  return text;
}

Date add_days(Date date, int days) {
  refuse_to_leap(days, kYearsMax * 366);
  return Date(date.days() + std::chrono::days(days));
}

Date add_months(Date date, int months) {
  refuse_to_leap(months, kYearsMax * 12);
  const year_month_day from = date.days();
  const year_month_day target = from + std::chrono::months(months);
  if (target.ok()) return Date(sys_days(target));
  return Date(sys_days(target.year() / target.month() / std::chrono::last));
}

int days_between(Date from, Date to) {
  return static_cast<int>((to.days() - from.days()).count());
}

Date month_end(Date date) {
  const year_month_day day = date.days();
  return Date(sys_days(day.year() / day.month() / std::chrono::last));
}

Date japan_date(Instant at) {
  using namespace std::chrono;
  return Date(floor<days>(sys_time<microseconds>{microseconds{at.microseconds} + hours{9}}));
}

Date today() {
  return japan_date(now());
}

}  // namespace base
