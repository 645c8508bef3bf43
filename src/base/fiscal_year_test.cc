// Fiscal years: their days, their names, and the sets of years as plans print them.
#include "base/fiscal_year.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "base/era.h"

namespace base {
namespace {

std::vector<int> numbers(const std::vector<FiscalYear>& years) {
  std::vector<int> all;
  for (const FiscalYear year : years) all.push_back(year.number());
  return all;
}

TEST_CASE("a fiscal year runs from 1 April to 31 March") {
  const FiscalYear year(2011);
  CHECK(year.starts() == Date(2011, 4, 1));
  CHECK(year.ends() == Date(2012, 3, 31));
  CHECK(FiscalYear::containing(Date(2012, 3, 31)) == year);
  CHECK(FiscalYear::containing(Date(2012, 4, 1)) == year.next());
  CHECK(FiscalYear::containing(Date(2011, 4, 1)) == year);
  CHECK(FiscalYear::containing(Date(2011, 3, 31)) == year.previous());
  CHECK(year.contains(Date(2012, 3, 31)));
  CHECK_FALSE(year.contains(Date(2012, 4, 1)));
}

TEST_CASE("fiscal years exist from 1873 to 2199") {
  CHECK(FiscalYear::of(1873));
  CHECK(FiscalYear::of(2199));
  CHECK(FiscalYear::of(1872).error().code == fiscal_year_out_of_range.code);
  CHECK(FiscalYear::of(2200).error().code == fiscal_year_out_of_range.code);
  CHECK_THROWS_AS(FiscalYear(2200), std::out_of_range);
}

TEST_CASE("names: the issued one, the short one, and all a year rightly bears") {
  struct Row {
    int number;
    std::string issued;
    std::string short_name;
    std::vector<std::string> names;
  };
  const Row rows[] = {
      {2011, "平成23年度", "H23", {"平成23年度"}},
      {2018, "平成30年度", "H30", {"平成30年度"}},
      {2019, "令和元年度", "R1", {"平成31年度", "令和元年度"}},
      {2020, "令和2年度", "R2", {"令和2年度"}},
      {1988, "昭和63年度", "S63", {"昭和63年度"}},
      {1989, "平成元年度", "H1", {"平成元年度"}},
      {1926, "昭和元年度", "S1", {"大正15年度", "昭和元年度"}},
      {1912, "大正元年度", "T1", {"明治45年度", "大正元年度"}},
      {1873, "明治6年度", "M6", {"明治6年度"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.number);
    CHECK(format_era(FiscalYear(row.number)) == row.issued);
    CHECK(format_short(FiscalYear(row.number)) == row.short_name);
    CHECK(names(FiscalYear(row.number)) == row.names);
    for (const std::string& name : row.names) {
      REQUIRE(parse_fiscal_year(name));
      CHECK(parse_fiscal_year(name)->year == FiscalYear(row.number));
      CHECK(parse_fiscal_year(name)->notes.empty());
    }
  }
}

TEST_CASE("sets of years are read as printed") {
  struct Row {
    std::string text;
    std::vector<int> years;
  };
  const Row rows[] = {
      {"H23～H26", {2011, 2012, 2013, 2014}},
      {"H23～Ｈ25", {2011, 2012, 2013}},
      {"Ｈ23～Ｈ26", {2011, 2012, 2013, 2014}},
      {"H23-H25", {2011, 2012, 2013}},
      {"H23ーH25", {2011, 2012, 2013}},
      {"H23、26", {2011, 2014}},
      {"Ｈ23.24", {2011, 2012}},
      {"Ｈ23．24", {2011, 2012}},
      {"H24", {2012}},
      {"Ｈ 24", {2012}},
      {"H23～24、26", {2011, 2012, 2014}},
      {"令和３年度～令和５年度", {2021, 2022, 2023}},
      {"平成23～26年度", {2011, 2012, 2013, 2014}},
      {"平成23・24年度", {2011, 2012}},
      {"平成二十三年度", {2011}},
      {"平成 22 年度～平成 26 年度", {2010, 2011, 2012, 2013, 2014}},
      {"平成15年度(2003年度)~22年度(2010年度)", {2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010}},
      {"平成30年度 - 平成31年度", {2018, 2019}},
      {"平成31（令和元）年度", {2019}},
      {"平成31年度・令和元年度", {2019}},
      {"平成30年度から令和2年度まで", {2018, 2019, 2020}},
      {"2021年度～2023年度", {2021, 2022, 2023}},
      {"2021～23年度", {2021, 2022, 2023}},
      {"2011", {2011}},
      {"R2〜R4", {2020, 2021, 2022}},
      {"Ｒ１~Ｒ３", {2019, 2020, 2021}},
      {"H26、H23", {2011, 2014}},
      {"H30～R2", {2018, 2019, 2020}},
      {"H23～H23", {2011}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto read = parse_fiscal_years(row.text);
    REQUIRE(read);
    CHECK(numbers(read->years) == row.years);
    CHECK(read->notes.empty());
  }
}

TEST_CASE("years named before the change of era are read with a note, once each") {
  const auto read = parse_fiscal_years("平成30～32年度、H32");
  REQUIRE(read);
  CHECK(numbers(read->years) == std::vector<int>{2018, 2019, 2020});
  CHECK(
      read->notes ==
      std::vector<Note>{{printed_before_era_change, {{"value", "32年度"}, {"issued", "令和2年度"}}},
                        {printed_before_era_change, {{"value", "H32"}, {"issued", "令和2年度"}}}});
  CHECK(parse_fiscal_years("平成32年度、平成32年度")->notes.size() == 1);
  CHECK(parse_fiscal_year("平成31年度")->notes.empty());
  CHECK(parse_fiscal_year("昭和64年度")->year == FiscalYear(1989));
  CHECK(parse_fiscal_year("昭和64年度")->notes.size() == 1);
}

TEST_CASE("what is no set of years is refused with its reason") {
  struct Row {
    std::string text;
    RefusalKind kind;
  };
  const Row rows[] = {
      {"", fiscal_year_unreadable},
      {"毎年度", fiscal_year_unreadable},
      {"23～26", fiscal_year_unreadable},
      {"H23～", fiscal_year_unreadable},
      {"H23、", fiscal_year_unreadable},
      {"H23以降", fiscal_year_unreadable},
      {"H0", fiscal_year_unreadable},
      {"H100", fiscal_year_unreadable},
      {"H23～H24～H25", fiscal_year_unreadable},
      {"平成23年度(2011年度", fiscal_year_unreadable},
      {"H23 実施", fiscal_year_unreadable},
      {"明治5年度", fiscal_year_out_of_range},
      {"2200年度", fiscal_year_out_of_range},
      {"H26～H23", fiscal_years_reversed},
      {"令和2年度～平成30年度", fiscal_years_reversed},
      {"平成15年度(2004年度)", fiscal_years_disagree},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto refused = parse_fiscal_years(row.text);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == row.kind.code);
    CHECK(refused.error().facts[0] == Fact{"value", row.text});
  }
  CHECK(parse_fiscal_years("H23以降").error().facts[1] == Fact{"rest", "以降"});
  CHECK(parse_fiscal_year("H23、26").error().code == fiscal_year_several.code);
}

TEST_CASE("a text far longer than any row's years is not read") {
  std::string text = "H23";
  while (text.size() + 5 <= 400) text += "、24";
  CHECK(parse_fiscal_years(text));
  CHECK_FALSE(parse_fiscal_years(text + "、24"));
}

}  // namespace
}  // namespace base
