// A year's state follows from the last deed of two persons and from the day; nothing runs at night.
#include "record/books.h"

#include <algorithm>
#include <charconv>

#include "base/fiscal_year.h"
#include "base/joined.h"
#include "record/record.h"

namespace record {
namespace {

int year_of(base::Date day) {
  return base::FiscalYear::containing(day).number();
}

// On a day before the first year kept here (records of an earlier time are written again, or the
// clock is a practice one) nothing ends by the calendar.
bool is_kept(const Books& books, base::Date today) {
  return books.kept_from && year_of(today) >= *books.kept_from;
}

// A year that is reopened while its 出納整理期間 runs is an open year like any other; reopened
// later it falls shut with the year in which that happened, before the next two are open.
base::Date end_of_reopening(const YearMove& move) {
  const base::Date day = base::japan_date(move.at);
  const base::Date regular = last_day_of_books(move.fiscal_year);
  return day <= regular ? regular : base::FiscalYear::containing(day).ends();
}

}  // namespace

std::string_view in_db(BookState state) {
  switch (state) {
    case BookState::taken_over:
      return "taken_over";
    case BookState::open:
      return "open";
    case BookState::reopened:
      return "reopened";
    case BookState::closed:
      return "closed";
    case BookState::ended:
      return "ended";
  }
  return {};
}

base::Date last_day_of_books(int fiscal_year) {
  return {fiscal_year + 1, 5, 31};
}

const YearMove* last_move(const Books& books, int fiscal_year) {
  const auto found = std::ranges::find(books.moves, fiscal_year, &YearMove::fiscal_year);
  return found == books.moves.end() ? nullptr : &*found;
}

BookState state_of(const Books& books, int fiscal_year, base::Date today) {
  const YearMove* move = last_move(books, fiscal_year);
  if (move != nullptr && move->closed) return BookState::closed;
  const bool is_regular = today <= last_day_of_books(fiscal_year);
  if (move != nullptr) {
    if (!is_kept(books, today)) return BookState::reopened;
    if (is_regular) return BookState::open;
    return today <= end_of_reopening(*move) ? BookState::reopened : BookState::ended;
  }
  if (!is_kept(books, today) || fiscal_year < *books.kept_from) return BookState::taken_over;
  return is_regular ? BookState::open : BookState::ended;
}

bool takes_records(BookState state) {
  return state != BookState::closed && state != BookState::ended;
}

std::optional<base::Date> open_until(const Books& books, int fiscal_year, base::Date today) {
  if (!is_kept(books, today)) return {};
  const BookState state = state_of(books, fiscal_year, today);
  if (state == BookState::open) return last_day_of_books(fiscal_year);
  if (state == BookState::reopened) return end_of_reopening(*last_move(books, fiscal_year));
  return {};
}

std::vector<int> open_years(const Books& books, base::Date today) {
  std::set<int> asked = {year_of(today), year_of(today) - 1};
  for (const YearMove& move : books.moves) asked.insert(move.fiscal_year);
  std::vector<int> open;
  for (const int year : asked) {
    const BookState state = state_of(books, year, today);
    if (state == BookState::open || state == BookState::reopened) open.push_back(year);
  }
  std::ranges::reverse(open);
  return open;
}

std::set<int> closed_years(const Books& books, base::Date today) {
  std::set<int> closed;
  const auto look = [&](int year) {
    if (!takes_records(state_of(books, year, today))) closed.insert(year);
  };
  for (const YearMove& move : books.moves) look(move.fiscal_year);
  if (is_kept(books, today))
    for (int year = *books.kept_from; year < year_of(today); ++year) look(year);
  return closed;
}

std::set<int> years_refused(const Books& books, base::Date today, bool two_persons) {
  std::set<int> refused = closed_years(books, today);
  if (two_persons)
    std::erase_if(refused,
                  [&](int year) { return state_of(books, year, today) == BookState::ended; });
  return refused;
}

base::Refusal explained(base::Refusal refusal, const Books& books) {
  if (refusal.code != year_closed.code) return refusal;
  const auto named = std::ranges::find(refusal.facts, "year", &base::Fact::name);
  if (named == refusal.facts.end()) return refusal;
  int year = 0;
  std::from_chars(named->value.data(), named->value.data() + named->value.size(), year);
  const YearMove* move = last_move(books, year);
  if (move == nullptr || !move->closed)
    return base::refuse(year_ended, {{"field", "fiscal_year"},
                                     {"year", named->value},
                                     {"until", base::iso(last_day_of_books(year))}})
        .error();
  return base::refuse(year_closed, {{"field", "fiscal_year"},
                                    {"year", named->value},
                                    {"day", base::iso(base::japan_date(move->at))},
                                    {"by", move->by},
                                    {"reason", move->reason}})
      .error();
}

base::Result<void> check_reopening(const Books& books, int fiscal_year, base::Date today) {
  if (!is_kept(books, today)) return {};
  const auto open = open_years(books, today);
  if (open.size() < 2) return {};
  std::vector<std::string> listed;
  for (const int year : open) listed.push_back(std::to_string(year));
  return base::refuse(third_open_year, {{"year", std::to_string(fiscal_year)},
                                        {"open", base::joined(listed, ", ")},
                                        {"close", std::to_string(open.back())}});
}

}  // namespace record
