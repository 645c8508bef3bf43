// Which years take records on a day, as tables with both sides of every boundary: 31 March, 1
// April, 31 May, 1 June, the closing and the opening again.
#include "record/books.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/words.h"
#include "record/record.h"

namespace record {
namespace {

using enum BookState;

base::Instant at(std::string_view moment) {
  return base::parse_japan(moment).value();
}

YearMove move(int year, bool closed, std::string_view moment) {
  return {year, closed, at(moment), "佐藤, 鈴木", "決算"};
}

std::string code_of(const base::Result<void>& done) {
  return done ? "" : std::string(done.error().code);
}

TEST_CASE("by the calendar two years are open from 1 April to 31 May and one otherwise") {
  const Books books{.kept_from = 2023, .moves = {}};
  struct Row {
    base::Date today;
    std::vector<int> open;
    std::set<int> closed;
    BookState last_year;
  };
  const Row rows[] = {
      {{2024, 3, 31}, {2023}, {}, taken_over},     {{2024, 4, 1}, {2024, 2023}, {}, open},
      {{2024, 5, 31}, {2024, 2023}, {}, open},     {{2024, 6, 1}, {2024}, {2023}, ended},
      {{2025, 3, 31}, {2024}, {2023}, ended},      {{2025, 4, 1}, {2025, 2024}, {2023}, open},
      {{2025, 5, 31}, {2025, 2024}, {2023}, open}, {{2025, 6, 1}, {2025}, {2023, 2024}, ended},
  };
  for (const Row& row : rows) {
    CAPTURE(base::iso(row.today));
    CHECK(open_years(books, row.today) == row.open);
    CHECK(closed_years(books, row.today) == row.closed);
    const int last_year = row.open.front() - 1;
    CHECK(state_of(books, last_year, row.today) == row.last_year);
  }
}

TEST_CASE("what lies before the first year kept here is taken over, until two persons close it") {
  Books books{.kept_from = 2026, .moves = {}};
  const base::Date today(2026, 11, 23);
  CHECK(state_of(books, 2025, today) == taken_over);
  CHECK(state_of(books, 2011, today) == taken_over);
  CHECK(state_of(books, 2026, today) == open);
  CHECK(closed_years(books, today).empty());
  CHECK(open_years(books, today) == std::vector{2026});
  books.moves = {move(2011, true, "2026-11-01T10:00")};
  CHECK(state_of(books, 2011, today) == closed);
  CHECK(closed_years(books, today) == std::set{2011});
  // A practice clock in a time before the first year, or nothing done here yet.
  CHECK(state_of(books, 2012, {2014, 6, 1}) == taken_over);
  CHECK(state_of({}, 2012, today) == taken_over);
  CHECK(closed_years({}, today).empty());
}

TEST_CASE("two persons close a year before its time, and open one that has ended") {
  struct Row {
    const char* what;
    std::vector<YearMove> moves;
    base::Date today;
    BookState state;  // of 2023
    std::vector<int> open;
    std::optional<base::Date> until;
  };
  const auto closed_early = move(2023, true, "2024-04-20T10:00");
  const auto opened_in_may = move(2023, false, "2024-05-31T23:59");
  const auto opened_in_june = move(2023, false, "2024-06-01T00:00");
  const auto opened_in_march = move(2023, false, "2025-03-31T23:59");
  const Row rows[] = {
      {"closed early", {closed_early}, {2024, 4, 20}, closed, {2024}, {}},
      {"closed early", {closed_early}, {2024, 6, 1}, closed, {2024}, {}},
      {"opened in May", {opened_in_may}, {2024, 5, 31}, open, {2024, 2023}, {{2024, 5, 31}}},
      {"opened in May", {opened_in_may}, {2024, 6, 1}, ended, {2024}, {}},
      {"opened in June", {opened_in_june}, {2024, 6, 1}, reopened, {2024, 2023}, {{2025, 3, 31}}},
      {"opened in June", {opened_in_june}, {2025, 3, 31}, reopened, {2024, 2023}, {{2025, 3, 31}}},
      {"opened in June", {opened_in_june}, {2025, 4, 1}, ended, {2025, 2024}, {}},
      {"opened in March", {opened_in_march}, {2025, 4, 1}, ended, {2025, 2024}, {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CAPTURE(base::iso(row.today));
    const Books books{.kept_from = 2020, .moves = row.moves};
    CHECK(in_db(state_of(books, 2023, row.today)) == in_db(row.state));
    CHECK(open_years(books, row.today) == row.open);
    CHECK(open_until(books, 2023, row.today) == row.until);
    CHECK(open_years(books, row.today).size() <= 2);
  }
}

TEST_CASE("there is never a third open year") {
  struct Row {
    const char* what;
    std::vector<YearMove> moves;
    int reopen;
    base::Date today;
    std::string_view refusal;
  };
  const auto last_closed = move(2023, true, "2024-04-20T10:00");
  const auto other_opened = move(2021, false, "2024-07-01T10:00");
  const Row rows[] = {
      {"31 March: only the running year is open", {}, 2022, {2024, 3, 31}, ""},
      {"1 April: the last year is open too", {}, 2022, {2024, 4, 1}, "record.third_open_year"},
      {"31 May", {}, 2022, {2024, 5, 31}, "record.third_open_year"},
      {"31 May, the last year closed", {last_closed}, 2022, {2024, 5, 31}, ""},
      {"31 May, the last year itself", {last_closed}, 2023, {2024, 5, 31}, ""},
      {"1 June", {}, 2022, {2024, 6, 1}, ""},
      {"another was opened", {other_opened}, 2022, {2024, 7, 2}, "record.third_open_year"},
      {"until it falls shut", {other_opened}, 2023, {2025, 3, 31}, "record.third_open_year"},
      {"when the next two are open", {other_opened}, 2022, {2025, 4, 1}, "record.third_open_year"},
      {"and one again", {other_opened}, 2022, {2025, 6, 1}, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const auto done =
        check_reopening({.kept_from = 2020, .moves = row.moves}, row.reopen, row.today);
    CHECK(code_of(done) == row.refusal);
  }
  const auto told = check_reopening({.kept_from = 2020, .moves = {}}, 2022, {2024, 4, 1}).error();
  CHECK(told.facts ==
        base::refuse(third_open_year, {{"year", "2022"}, {"open", "2024, 2023"}, {"close", "2023"}})
            .error()
            .facts);
}

TEST_CASE("a year that takes nothing says who closed it, when and why") {
  const Books books{.kept_from = 2020, .moves = {move(2022, true, "2023-05-20T10:00")}};
  const base::Date today(2024, 6, 1);
  CHECK(years_refused(books, {2024, 5, 31}, false) == std::set{2020, 2021, 2022});
  CHECK(years_refused(books, today, false) == std::set{2020, 2021, 2022, 2023});
  CHECK(years_refused(books, today, true) == std::set{2022});
  const auto told = [&](int year) {
    return explained(base::refuse(year_closed, {{"year", std::to_string(year)}}).error(), books);
  };
  const auto fact = [](const base::Refusal& refusal, std::string_view name) {
    const auto found = std::ranges::find(refusal.facts, name, &base::Fact::name);
    return found == refusal.facts.end() ? std::string() : found->value;
  };
  CHECK(told(2023).code == year_ended.code);
  CHECK(fact(told(2023), "until") == "2024-05-31");
  CHECK(told(2022).code == year_closed.code);
  CHECK(fact(told(2022), "day") == "2023-05-20");
  CHECK(fact(told(2022), "by") == "佐藤, 鈴木");
  CHECK(fact(told(2022), "reason") == "決算");
  CHECK(base::say(base::Language::ja, told(2022)).find('{') == std::string::npos);
  CHECK(base::say(base::Language::en, told(2023)).find('{') == std::string::npos);
  const auto other = base::refuse(year_ended, {{"year", "2022"}}).error();
  CHECK(explained(other, books).facts == other.facts);
}

}  // namespace
}  // namespace record
