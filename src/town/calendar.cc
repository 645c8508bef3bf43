// Days by the Gregorian calendar; national holidays are left to the draw.
#include "town/calendar.h"

namespace town {
namespace {

base::Date day_in(int fiscal_year, const Seasons& seasons, Draw& draw) {
  const auto place = static_cast<unsigned>(draw.by_weight(seasons));
  const unsigned month = (place + 3) % 12 + 1;
  const base::Date first(month >= 4 ? fiscal_year : fiscal_year + 1, month, 1);
  const int days = base::days_between(first, base::month_end(first));
  return base::add_days(first, static_cast<int>(draw.between(0, days)));
}

}  // namespace

bool is_working_day(base::Date day) {
  if (day.weekday() == std::chrono::Saturday || day.weekday() == std::chrono::Sunday) return false;
  return !(day.month() == 12 && day.day() >= 29) && !(day.month() == 1 && day.day() <= 3);
}

base::Date working_day_after(base::Date day, int count) {
  for (; count > 0; --count) {
    day = base::add_days(day, 1);
    while (!is_working_day(day)) day = base::add_days(day, 1);
  }
  return day;
}

base::Date working_day_of(int fiscal_year, const Seasons& seasons, Draw& draw) {
  base::Date day = day_in(fiscal_year, seasons, draw);
  while (!is_working_day(day)) day = day_in(fiscal_year, seasons, draw);
  return day;
}

base::Date weekend_of(int fiscal_year, const Seasons& seasons, Draw& draw) {
  base::Date day = day_in(fiscal_year, seasons, draw);
  while (day.weekday() != std::chrono::Saturday || day.day() > 27)
    day = day_in(fiscal_year, seasons, draw);
  return day;
}

base::Date working_day_in(int fiscal_year, unsigned month, Draw& draw) {
  Seasons seasons{};
  seasons[(month + 8) % 12] = 1;
  return working_day_of(fiscal_year, seasons, draw);
}

}  // namespace town
