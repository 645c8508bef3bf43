// Japanese years, read and issued, at both sides of every change of era.
#include "base/era.h"

#include <doctest/doctest.h>

#include <string>

namespace base {
namespace {

TEST_CASE("TV-W1: a day is named by the era it lies in, and a first year is 元年") {
  struct Row {
    Date date;
    std::string text;
  };
  const Row rows[] = {
      {Date(1873, 1, 1), "明治6年1月1日"},      {Date(1912, 7, 29), "明治45年7月29日"},
      {Date(1912, 7, 30), "大正元年7月30日"},   {Date(1926, 12, 24), "大正15年12月24日"},
      {Date(1926, 12, 25), "昭和元年12月25日"}, {Date(1989, 1, 7), "昭和64年1月7日"},
      {Date(1989, 1, 8), "平成元年1月8日"},     {Date(2019, 4, 30), "平成31年4月30日"},
      {Date(2019, 5, 1), "令和元年5月1日"},     {Date(2026, 11, 22), "令和8年11月22日"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(format_era(row.date) == row.text);
    const auto read = parse_era(row.text);
    REQUIRE(read);
    CHECK(read->date() == row.date);
    CHECK(read->notes.empty());
  }
  CHECK(format_era(Month{2019, 4}) == "平成31年4月");
  CHECK(format_era(Month{2019, 5}) == "令和元年5月");
  CHECK(format_era(Month{1989, 1}) == "昭和64年1月");
}

TEST_CASE("dates are read in every spelling in use") {
  struct Row {
    std::string text;
    int year;
    unsigned month, day;  // 0: the text does not say
  };
  const Row rows[] = {
      {"令和5年9月1日", 2023, 9, 1},
      {"R5.9.1", 2023, 9, 1},
      {"Ｒ５．９．１", 2023, 9, 1},
      {"r5/9/1", 2023, 9, 1},
      {"R5-09-01", 2023, 9, 1},
      {"令和 ５ 年 ９ 月", 2023, 9, 0},
      {"H23", 2011, 0, 0},
      {"Ｈ23", 2011, 0, 0},
      {"平成23年", 2011, 0, 0},
      {"H元.1.8", 1989, 1, 8},
      {"㍻元年2月", 1989, 2, 0},
      {"㋿元年5月", 2019, 5, 0},
      {"昭和六十四年一月七日", 1989, 1, 7},
      {"平成二十三年", 2011, 0, 0},
      {"二〇二三年九月", 2023, 9, 0},
      {"2023年9月1日", 2023, 9, 1},
      {"西暦2023年", 2023, 0, 0},
      {"2023/9/1", 2023, 9, 1},
      {"M6.1.1", 1873, 1, 1},
      {"T15", 1926, 0, 0},
      {"令和元年5月", 2019, 5, 0},
      {"平成31年", 2019, 0, 0},
      {"令和1年5月", 2019, 5, 0},
      {"大正元年7月", 1912, 7, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto read = parse_era(row.text);
    REQUIRE(read);
    CHECK(read->year == row.year);
    CHECK(read->month.value_or(0) == row.month);
    CHECK(read->day.value_or(0) == row.day);
    CHECK(read->notes.empty());
  }
}

TEST_CASE(
    "what was printed before the change of era is read, with a note and the name issued now") {
  struct Row {
    std::string text;
    int year;
    std::string issued;
  };
  const Row rows[] = {
      {"平成31年5月", 2019, "令和元年5月"},
      {"平成31年5月1日", 2019, "令和元年5月1日"},
      {"H32", 2020, "令和2年"},
      {"平成35年3月31日", 2023, "令和5年3月31日"},
      {"昭和64年1月8日", 1989, "平成元年1月8日"},
      {"昭和64年2月", 1989, "平成元年2月"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto read = parse_era(row.text);
    REQUIRE(read);
    CHECK(read->year == row.year);
    CHECK(read->notes == std::vector<Note>{{printed_before_era_change,
                                            {{"value", row.text}, {"issued", row.issued}}}});
  }
}

TEST_CASE("what is no date of its era is refused by its kind") {
  struct Row {
    std::string text;
    RefusalKind kind;
  };
  const Row rows[] = {
      {"", era_date_unreadable},
      {"令和", era_date_unreadable},
      {"令和0年", era_date_unreadable},
      {"令和100年", era_date_unreadable},
      {"23年", era_date_unreadable},
      {"平成23年度", era_date_unreadable},
      {"令和5年9月1日時点", era_date_unreadable},
      {"令和5年9", era_date_unreadable},
      {"R5.9.", era_date_unreadable},
      {"R5.9/1", era_date_unreadable},
      {"R5.", era_date_unreadable},
      {"X5.9.1", era_date_unreadable},
      {"令和元年4月", era_not_begun},
      {"令和元年4月30日", era_not_begun},
      {"平成元年1月7日", era_not_begun},
      {"大正元年6月", era_not_begun},
      {"令和5年13月", date_not_in_calendar},
      {"令和5年0月", date_not_in_calendar},
      {"令和5年2月29日", date_not_in_calendar},
      {"明治5年", date_out_of_range},
      {"2201年", date_out_of_range},
      {"1872年12月31日", date_out_of_range},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto refused = parse_era(row.text);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == row.kind.code);
  }
}

TEST_CASE("a refused date names the day on which its era begins") {
  CHECK(parse_era("令和元年4月").error().facts ==
        std::vector<Fact>{{"value", "令和元年4月"}, {"era", "令和"}, {"begins", "2019-05-01"}});
}

TEST_CASE("the table of eras is in order and only the last one lasts") {
  for (std::size_t i = 1; i < eras().size(); ++i) {
    CHECK(eras()[i - 1].first_year < eras()[i].first_year);
    CHECK(ended_by(eras()[i - 1]) == eras()[i].begins());
  }
  CHECK_FALSE(ended_by(eras().back()));
}

}  // namespace
}  // namespace base
