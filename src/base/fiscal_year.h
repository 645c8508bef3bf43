// 年度: 1 April to 31 March, an integer named after the year it begins in (2011 = 平成23年度 =
// H23). A year in which the era changed has two names (平成31年度 and 令和元年度 are both 2019) and
// one id.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/note.h"

namespace base {

inline constexpr RefusalKind fiscal_year_unreadable{"base.fiscal_year_unreadable", 400};
inline constexpr RefusalKind fiscal_year_out_of_range{"base.fiscal_year_out_of_range", 400};
inline constexpr RefusalKind fiscal_year_several{"base.fiscal_year_several", 400};
inline constexpr RefusalKind fiscal_years_reversed{"base.fiscal_years_reversed", 400};
inline constexpr RefusalKind fiscal_years_disagree{"base.fiscal_years_disagree", 400};

class FiscalYear {
 public:
  // For years the program states itself; outside 1873 to 2199 it throws std::out_of_range.
  explicit FiscalYear(int number);
  // For years that come in.
  static Result<FiscalYear> of(int number);
  // The fiscal year a date lies in.
  static FiscalYear containing(Date date);

  int number() const { return number_; }
  Date starts() const { return Date(number_, 4, 1); }
  Date ends() const { return Date(number_ + 1, 3, 31); }
  bool contains(Date date) const { return starts() <= date && date <= ends(); }
  FiscalYear next() const { return FiscalYear(number_ + 1); }
  FiscalYear previous() const { return FiscalYear(number_ - 1); }

  auto operator<=>(const FiscalYear&) const = default;

 private:
  int number_;
};

// As issued: 平成23年度, 令和元年度 for 2019. In a year of two eras the newer one names it.
std::string format_era(FiscalYear year);
std::string format_short(FiscalYear year);  // H23, R1
// Every name the year rightly bears, the issued one last: {平成31年度, 令和元年度}.
std::vector<std::string> names(FiscalYear year);

struct FiscalYearReading {
  FiscalYear year;
  std::vector<Note> notes;
};

// The years of a row as printed, ascending, each once.
struct FiscalYears {
  std::vector<FiscalYear> years;
  std::vector<Note> notes;
};

// One year: H23 · 平成23年度 · 令和元年 · 2011年度 · 平成31(令和元)年度. 平成32年度 is 2020, with a
// note.
Result<FiscalYearReading> parse_fiscal_year(std::string_view text);
// Ranges and lists too: H23～Ｈ25 · H23、26 · Ｈ23.24 · 平成15年度(2003年度)~22年度(2010年度) ·
// R2〜R4 · 平成30年度から令和2年度まで
Result<FiscalYears> parse_fiscal_years(std::string_view text);

}  // namespace base
