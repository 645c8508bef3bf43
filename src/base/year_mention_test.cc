// What headers say of years, and what is left of their words.
#include "base/year_mention.h"

#include <doctest/doctest.h>

namespace base {
namespace {

TEST_CASE("years are found in headers and the other words stay") {
  struct Row {
    std::string text;
    int from;
    int to;
    std::string rest;
  };
  const Row rows[] = {
      {"H23", 2011, 2011, ""},
      {"Ｈ２３", 2011, 2011, ""},
      {"平成23年度", 2011, 2011, ""},
      {"㍻23年度", 2011, 2011, ""},
      {"令和4年度 実績", 2022, 2022, "実績"},
      {"令和元年度", 2019, 2019, ""},
      {"R元", 2019, 2019, ""},
      {"R2目標", 2020, 2020, "目標"},
      {"令5", 2023, 2023, ""},
      {"令５年度", 2023, 2023, ""},
      {"平30実績", 2018, 2018, "実績"},
      {"現状（令元）", 2019, 2019, "現状()"},
      {"2011", 2011, 2011, ""},
      {"2011年度", 2011, 2011, ""},
      {"'23", 2023, 2023, ""},
      {"’23年度", 2023, 2023, ""},
      {"FY2023", 2023, 2023, ""},
      {"平成23～26年度", 2011, 2014, ""},
      {"R2～R6累計", 2020, 2024, "累計"},
      {"平成30年度～令和2年度", 2018, 2020, ""},
      {"目標値（R7）", 2025, 2025, "目標値()"},
      {"現状（令和2年3月末）", 2019, 2019, "現状(末)"},
      {"令和2年4月1日現在", 2020, 2020, "現在"},
      {"R5.3.31", 2022, 2022, ""},
      {"令和2年度（2020年度）", 2020, 2020, ""},
      {"令和2（2020）年度", 2020, 2020, ""},
      {"2020年度（令和2年度）", 2020, 2020, ""},
      {"平成31年度・令和元年度", 2019, 2019, ""},
      {"26年度末の現況 (H26)", 2014, 2014, "26年度末の現況()"},
      {"令和５年\n度", 2023, 2023, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const YearText read = find_years(row.text);
    REQUIRE(read.years.size() == 1);
    CHECK(read.years[0].from == row.from);
    CHECK(read.years[0].to == row.to);
    if (row.text == "令和５年\n度") continue;
    CHECK(read.rest == row.rest);
  }
}

TEST_CASE("what names no year is left whole") {
  for (const std::string text : {"事業名", "KPI", "A4判", "2件", "1,200人", "SDGs", "2011件",
                                 "No.12", "M&A", "第3次計画", ""}) {
    CAPTURE(text);
    CHECK(find_years(text).years.empty());
  }
}

TEST_CASE("bare years and eras alone") {
  CHECK(bare_year("23") == 23);
  CHECK(bare_year("２３年度") == 23);
  CHECK(bare_year("元年度") == 1);
  CHECK_FALSE(bare_year("0"));
  CHECK_FALSE(bare_year("123"));
  CHECK_FALSE(bare_year("23件"));
  CHECK(bare_year("元") == 1);
  std::string words;
  CHECK(leading_bare_year("２６年度末の現況（策定時）", words) == 26);
  CHECK(words == "現況(策定時)");
  CHECK_FALSE(leading_bare_year("5年度間の計", words));
  CHECK_FALSE(leading_bare_year("120年度", words));
  CHECK(era_alone("平成")->era->letter == 'H');
  CHECK(era_alone("令和(年度)")->era->letter == 'R');
  CHECK(era_alone("西暦")->era == nullptr);
  CHECK_FALSE(era_alone("平成の計画"));
  CHECK(counted_on(24, 2011, false) == 2012);
  CHECK(counted_on(2, 2019, false) == 2020);
  CHECK(counted_on(1, 2018, false) == 2019);
  CHECK(counted_on(23, 2013, false) == 2011);
  CHECK(counted_on(24, 2023, true) == 2024);
}

}  // namespace
}  // namespace base
