// 年度の帳簿: which fiscal years take records on a day. The year that runs is open; the year before
// it stays open through 出納整理期間, from 1 April to 31 May, unless two persons close it earlier.
// So two years are open in April and May and one otherwise. A year that has ended opens again by a
// deed of two persons with a reason, never as a third, and falls shut again by itself.
//
// The calendar binds from the year on in which the municipality began to keep its records here.
// What lies before it is taken over from paper or from another system: those years take records
// until two persons close them.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/instant.h"
#include "base/result.h"

namespace record {

inline constexpr base::RefusalKind year_ended{"record.year_ended", 409};
inline constexpr base::RefusalKind third_open_year{"record.third_open_year", 409};

// The last thing that two persons did to a year.
struct YearMove {
  int fiscal_year = 0;
  bool closed = false;
  base::Instant at;
  std::string by;  // both, by name
  std::string reason;
};

struct Books {
  std::optional<int> kept_from = {};  // absent: nobody has done anything here yet
  std::vector<YearMove> moves = {};   // the last of each year
};

enum class BookState {
  taken_over,  // before the first year kept here: takes records until it is closed
  open,        // runs, or is in its 出納整理期間
  reopened,
  closed,  // by two persons
  ended,   // by the calendar
};
// "taken_over", "open", "reopened", "closed", "ended": the codes of pages, commands and the API.
std::string_view in_db(BookState state);

BookState state_of(const Books& books, int fiscal_year, base::Date today);
bool takes_records(BookState state);
const YearMove* last_move(const Books& books, int fiscal_year);

// 31 May after the year.
base::Date last_day_of_books(int fiscal_year);
// The last day on which an open or reopened year takes records; absent where no calendar binds it.
std::optional<base::Date> open_until(const Books& books, int fiscal_year, base::Date today);

// Years that are open by the calendar or reopened, those taken over left out; the latest first.
std::vector<int> open_years(const Books& books, base::Date today);
// Years that take no more records: their values are final.
std::set<int> closed_years(const Books& books, base::Date today);
// Years in which one person, or two, may record nothing (record.h: Situation). What two persons
// sign for is taken after 31 May as well, but not once two persons have closed the year.
std::set<int> years_refused(const Books& books, base::Date today, bool two_persons);

// The rules of a record know that a year is closed (record::year_closed); the books know by whom,
// when and why, and add it, or say that the calendar did it (year_ended). Any other refusal stays
// as it is.
base::Refusal explained(base::Refusal refusal, const Books& books);

// Of opening a year that takes nothing. Refusals: third_open_year.
base::Result<void> check_reopening(const Books& books, int fiscal_year, base::Date today);

}  // namespace record
