// A stretch of days, both ends counted: 1 April to 30 September. Halves and quarters are those of
// the fiscal year (第3・四半期 is October to December) unless they say calendar.
#pragma once

#include <optional>

#include "base/date.h"
#include "base/fiscal_year.h"

namespace base {

inline constexpr RefusalKind period_reversed{"base.period_reversed", 400};

class Period {
 public:
  // For periods the program states itself; a reversed one throws std::out_of_range.
  Period(Date first, Date last);
  static Result<Period> of(Date first, Date last);

  Date first() const { return first_; }
  Date last() const { return last_; }
  int days() const { return days_between(first_, last_) + 1; }
  bool contains(Date date) const { return first_ <= date && date <= last_; }
  std::optional<Period> common_with(const Period& other) const;
  bool operator==(const Period&) const = default;

 private:
  Date first_;
  Date last_;
};

enum class Quarter { first = 1, second, third, fourth };
enum class Half { first = 1, second };

Period period_of(FiscalYear year);
Period period_of(FiscalYear year, Quarter quarter);  // first: April to June
Period period_of(FiscalYear year, Half half);        // first: April to September
// January to June, July to December: what interest subsidies are often paid by. 1873 to 2200.
Period calendar_half(int year, Half half);

Quarter quarter_of(Date date);
Half half_of(Date date);

// Whole months gone by: the largest n for which add_months(from, n) is not after `to`. Negative
// if `to` lies before `from`.
int months_between(Date from, Date to);

}  // namespace base
