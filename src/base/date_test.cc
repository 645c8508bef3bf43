// The calendar: which dates exist, how periods end, and the day in Japan.
#include "base/date.h"

#include <doctest/doctest.h>

#include <limits>
#include <stdexcept>
#include <string>

namespace base {
namespace {

TEST_CASE("dates are read in ISO form and written back") {
  for (const std::string text :
       {"1873-01-01", "2011-04-01", "2024-02-29", "2000-02-29", "2200-12-31"}) {
    CAPTURE(text);
    const auto date = parse_date(text);
    REQUIRE(date);
    CHECK(iso(*date) == text);
  }
}

TEST_CASE("what is no date is refused by its kind") {
  struct Row {
    std::string text;
    RefusalKind kind;
  };
  const Row rows[] = {
      {"", date_unreadable},
      {"2011-4-1", date_unreadable},
      {"2011/04/01", date_unreadable},
      {"20110401", date_unreadable},
      {"2011-04-01 ", date_unreadable},
      {"+011-04-01", date_unreadable},
      {"2011-0a-01", date_unreadable},
      {"２０１１-04-01", date_unreadable},
      {"1872-12-31", date_out_of_range},
      {"2201-01-01", date_out_of_range},
      {"2023-02-29", date_not_in_calendar},
      {"1900-02-29", date_not_in_calendar},
      {"2023-04-31", date_not_in_calendar},
      {"2023-00-10", date_not_in_calendar},
      {"2023-13-10", date_not_in_calendar},
      {"2023-12-00", date_not_in_calendar},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto refused = parse_date(row.text);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == row.kind.code);
    CHECK(refused.error().facts == std::vector<Fact>{{"value", row.text}});
  }
}

TEST_CASE("a date the program states itself must exist") {
  CHECK_THROWS_AS(Date(2023, 2, 29), std::out_of_range);
  CHECK_THROWS_AS(Date(2023, 257, 1), std::out_of_range);
  CHECK_THROWS_AS(Date(1872, 12, 31), std::out_of_range);
  CHECK_FALSE(Date::of(2023, 257, 1));
  CHECK_FALSE(Date::of(67'409, 1, 1));
}

TEST_CASE("months: the same day number, and the month's end where it is missing") {
  struct Row {
    std::string vector;
    std::string from;
    int months;
    std::string to;
  };
  const Row rows[] = {
      {"TV-R1", "2023-02-06", 4, "2023-06-06"},
      {"TV-R1", "2023-04-24", 4, "2023-08-24"},
      {"TV-R1", "2023-04-18", 4, "2023-08-18"},
      {"TV-R1", "2023-05-12", 4, "2023-09-12"},
      {"TV-R1", "2023-05-19", 4, "2023-09-19"},
      {"TV-R1", "2023-06-26", 4, "2023-10-26"},
      {"TV-R2", "2023-05-16", 1, "2023-06-16"},
      {"TV-R2", "2023-07-14", 1, "2023-08-14"},
      {"TV-R2", "2023-06-05", 1, "2023-07-05"},
      {"TV-R2", "2023-08-14", 1, "2023-09-14"},
      {"TV-R2", "2023-08-07", 1, "2023-09-07"},
      {"TV-R2", "2023-10-13", 1, "2023-11-13"},
      {"TV-R2", "2023-06-28", 1, "2023-07-28"},
      {"TV-R3", "2023-01-19", 2, "2023-03-19"},
      {"TV-R3", "2023-01-19", 8, "2023-09-19"},
      {"TV-R4", "2023-10-31", 4, "2024-02-29"},
      {"TV-R4", "2022-10-31", 4, "2023-02-28"},
      {"backwards", "2024-03-31", -1, "2024-02-29"},
      {"a year", "2024-02-29", 12, "2025-02-28"},
      {"none", "2024-02-29", 0, "2024-02-29"},
      {"over new year", "2023-12-31", 2, "2024-02-29"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.vector);
    CAPTURE(row.from);
    CHECK(iso(add_months(*parse_date(row.from), row.months)) == row.to);
  }
  CHECK(iso(add_days(add_months(Date(2023, 1, 19), 8), 1)) == "2023-09-20");
  CHECK(Date(2023, 3, 19).weekday() == std::chrono::Sunday);
}

TEST_CASE("days are counted with the first one left out") {
  CHECK(days_between(Date(2025, 4, 10), Date(2025, 5, 10)) == 30);
  CHECK(days_between(Date(2024, 1, 31), Date(2024, 2, 29)) == 29);
  CHECK(days_between(Date(2024, 6, 10), Date(2025, 3, 31)) + 1 == 295);
  CHECK(days_between(Date(2025, 4, 30), Date(2025, 5, 20)) == 20);
  CHECK(days_between(Date(2025, 5, 20), Date(2025, 4, 30)) == -20);
  CHECK(add_days(Date(2024, 2, 28), 2) == Date(2024, 3, 1));
  CHECK(month_end(Date(2024, 2, 1)) == Date(2024, 2, 29));
  CHECK(month_end(Date(2023, 12, 31)) == Date(2023, 12, 31));
}

TEST_CASE("no step leaves the calendar unnoticed") {
  constexpr int kMost = std::numeric_limits<int>::max();
  CHECK_THROWS_AS(add_days(Date(2200, 12, 31), 1), std::out_of_range);
  CHECK_THROWS_AS(add_days(Date(1873, 1, 1), -1), std::out_of_range);
  CHECK_THROWS_AS(add_months(Date(2200, 12, 1), 1), std::out_of_range);
  CHECK_THROWS_AS(add_days(Date(2024, 1, 1), kMost), std::out_of_range);
  CHECK_THROWS_AS(add_months(Date(2024, 1, 1), -kMost), std::out_of_range);
}

TEST_CASE("the day in Japan begins at 15 o'clock of the day before in UTC") {
  constexpr std::int64_t kSecond = 1'000'000;
  const std::int64_t japan_midnight = 1'396'278'000 * kSecond;  // 2014-04-01T00:00+09:00
  CHECK(japan_date(Instant{japan_midnight}) == Date(2014, 4, 1));
  CHECK(japan_date(Instant{japan_midnight - 1}) == Date(2014, 3, 31));
}

}  // namespace
}  // namespace base
