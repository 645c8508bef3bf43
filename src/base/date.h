// A legal date: a calendar day without time zone, Gregorian, 1873 (Japan's first Gregorian year)
// to 2200. Months are added as the Civil Code counts them (artt. 140, 143): the first day is not
// counted, the same day number ends the period, and where the month has no such day, its last.
#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace base {

inline constexpr RefusalKind date_unreadable{"base.date_unreadable", 400};
inline constexpr RefusalKind date_not_in_calendar{"base.date_not_in_calendar", 400};
inline constexpr RefusalKind date_out_of_range{"base.date_out_of_range", 400};

inline constexpr int kFirstYear = 1873;
inline constexpr int kLastYear = 2200;

class Date {
 public:
  // For dates the program states itself: a date that does not exist throws std::out_of_range.
  Date(int year, unsigned month, unsigned day);
  explicit Date(std::chrono::sys_days day);
  // For dates that come in.
  static Result<Date> of(int year, unsigned month, unsigned day);

  int year() const { return static_cast<int>(calendar().year()); }
  unsigned month() const { return static_cast<unsigned>(calendar().month()); }
  unsigned day() const { return static_cast<unsigned>(calendar().day()); }
  std::chrono::weekday weekday() const { return std::chrono::weekday(day_); }
  std::chrono::sys_days days() const { return day_; }

  auto operator<=>(const Date&) const = default;

 private:
  std::chrono::year_month_day calendar() const { return day_; }

  std::chrono::sys_days day_;
};

// "2014-04-01" and nothing else.
Result<Date> parse_date(std::string_view text);
std::string iso(Date date);

// Beyond 1873–2200 they throw std::out_of_range.
Date add_days(Date date, int days);
Date add_months(Date date, int months);
int days_between(Date from, Date to);  // 片端: 1 from today to tomorrow
Date month_end(Date date);

// The day in Japan at that moment, and now.
Date japan_date(Instant at);
Date today();

}  // namespace base
