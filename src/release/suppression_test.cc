// Which small numbers are kept back: the table of kinds, cases on both sides of each boundary, and
// an attacker who takes sums apart.
#include "release/suppression.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

#include "record/record_kind.h"

namespace release {
namespace {

// "8 x 0 12": what stands in the cells of a year with its total last.
std::string shown(const std::vector<std::int64_t>& months, bool sensitive = true,
                  std::int64_t threshold = kThreshold) {
  Problem problem;
  Sum sum;
  std::int64_t total = 0;
  for (const std::int64_t month : months) {
    sum.parts.push_back(problem.cells.size());
    problem.cells.push_back({month, sensitive, true});
    total += month;
  }
  sum.total = problem.cells.size();
  problem.cells.push_back({total, sensitive, true});
  problem.sums.push_back(sum);
  const auto hidden = suppressed(problem, threshold);
  std::string text;
  for (std::size_t i = 0; i < problem.cells.size(); ++i)
    text += (text.empty() ? "" : " ") +
            (hidden[i] ? "x" : std::to_string(problem.cells[i].contributors));
  return text;
}

TEST_CASE("months and the year") {
  struct Case {
    const char* name;
    std::vector<std::int64_t> months;
    std::string shown;
  };
  for (const Case& one : std::vector<Case>{
           {"all large", {5, 8, 12}, "5 8 12 25"},
           {"at the threshold", {5, 5}, "5 5 10"},
           {"one below takes the smallest beside it", {4, 8, 12}, "x x 12 24"},
           {"two below, together enough", {4, 3, 12}, "x x 12 19"},
           {"two below, together too few: a third", {1, 2, 12, 20}, "x x x 20 35"},
           {"zero reveals nothing beside a shown year", {0, 8, 12}, "0 8 12 20"},
           {"a zero hides nobody: the next is taken", {0, 4, 12}, "0 x x 16"},
           {"a year below: its months too, and its zeros", {0, 1, 2}, "x x x x"},
           {"one in the whole year", {0, 0, 1}, "x x x x"},
           {"nothing in the whole year", {0, 0, 0}, "0 0 0 0"},
           {"one month has all", {0, 0, 9}, "0 0 9 9"},
       }) {
    CAPTURE(one.name);
    CHECK(shown(one.months) == one.shown);
  }
  CHECK(shown({1, 2, 3}, false) == "1 2 3 6");
  // 1 and 2 are kept back whatever the threshold says.
  CHECK(shown({2, 3, 4}, true, 1) == "x x 4 9");
}

TEST_CASE("a part of a whole, and the rest that can be worked out") {
  struct Case {
    const char* name;
    std::int64_t whole;
    std::int64_t part;
    bool whole_hidden;
    bool part_hidden;
  };
  for (const Case& one :
       {Case{"both large", 20, 10, false, false}, Case{"rest of 4", 20, 16, false, true},
        Case{"rest of 5", 20, 15, false, false}, Case{"part of 4", 20, 4, false, true},
        Case{"all of it", 20, 20, false, false}, Case{"none of it", 20, 0, false, false},
        Case{"whole too small: its nothing too", 3, 0, true, true}}) {
    CAPTURE(one.name);
    Problem problem;
    problem.cells = {
        {one.whole, true, true}, {one.part, true, true}, {one.whole - one.part, true, false}};
    problem.sums = {{0, {1, 2}}};
    const auto hidden = suppressed(problem);
    CHECK(hidden[0] == one.whole_hidden);
    CHECK(hidden[1] == one.part_hidden);
  }
}

TEST_CASE("yen go with their cases, and what an earlier question kept back stays so") {
  Problem problem;
  problem.cells = {{4, true, true}, {9, true, true}, {30, true, true}};
  problem.together = {{0, 1}};
  auto hidden = suppressed(problem);
  CHECK(hidden == std::vector<bool>{true, true, false});
  problem.hidden = {2};
  hidden = suppressed(problem);
  CHECK(hidden == std::vector<bool>{true, true, true});
}

TEST_CASE("every kind of record says whom it is about") {
  int somebody = 0;
  for (const auto& kind : record::kinds()) {
    CAPTURE(kind.code);
    // What carries a business is about one, unless everybody can see it.
    if (kind.business != record::Carries::none && kind.code != "award_given" &&
        kind.code != "notification_received" && kind.code != "organisation_supported" &&
        kind.code != "street_supported")
      CHECK(about(kind.code) != About::nobody);
    somebody += about(kind.code) == About::nobody ? 0 : 1;
  }
  CHECK(somebody > 10);
  CHECK(about("event_held") == About::nobody);
  CHECK(about("a kind of tomorrow") == About::person);
}

TEST_CASE("what stands behind a value") {
  using figure::Measure;
  figure::Definition one;
  one.records = {{{"loans"}, "loan_executed", {}, {}}};
  const figure::Sum sum{.records = 3, .value = 40, .singles = 40, .divisor = 1};
  for (const auto& [measure, many, sensitive] :
       {std::tuple(Measure::count, 40, true), std::tuple(Measure::people, 40, true),
        std::tuple(Measure::distinct_businesses, 40, true), std::tuple(Measure::yen, 3, true),
        std::tuple(Measure::attribute, 3, true), std::tuple(Measure::ratio, 3, true),
        std::tuple(Measure::milestone, 3, false), std::tuple(Measure::carried_out, 3, false)}) {
    one.measure = measure;
    CHECK(contributors(one, sum) == many);
    CHECK(is_sensitive(one) == sensitive);
  }
  one.measure = Measure::people;
  one.records.front().kind = "event_held";
  CHECK_FALSE(is_sensitive(one));
}

TEST_CASE("two readings of a figure over time do not tell of one business") {
  struct Case {
    std::int64_t before, after;
    bool moves;
  };
  for (const Case& one :
       {Case{10, 14, false}, Case{10, 15, true}, Case{10, 10, true}, Case{10, 9, false},
        Case{10, 5, true}, Case{0, 4, false}, Case{0, 5, true}})
    CHECK(may_move({.records = one.before, .value = 1, .singles = 0, .divisor = 0},
                   {.records = one.after, .value = 2, .singles = 0, .divisor = 0}) == one.moves);
}

// From every sum: what is not read together is known when the total is.
TEST_CASE("whatever the numbers, no small one can be worked out from its sum") {
  std::mt19937 dice(20);
  for (int round = 0; round < 20'000; ++round) {
    Problem problem;
    Sum year;
    std::int64_t total = 0;
    const std::size_t months = 2 + dice() % 11;
    for (std::size_t i = 0; i < months; ++i) {
      const std::int64_t many = dice() % 3 == 0 ? 0 : static_cast<std::int64_t>(dice() % 14);
      problem.cells.push_back({many, true, true});
      year.parts.push_back(i);
      total += many;
    }
    year.total = months;
    problem.cells.push_back({total, true, true});
    problem.sums.push_back(year);
    const auto hidden = suppressed(problem);
    std::int64_t together = 0;
    int some = 0;
    int unread = 0;
    for (std::size_t i = 0; i < months; ++i) {
      const std::int64_t many = problem.cells[i].contributors;
      if (many > 0 && many < kThreshold) CHECK(hidden[i]);
      if (!hidden[i]) continue;
      ++unread;
      together += many;
      some += many > 0 ? 1 : 0;
    }
    if (hidden[months]) {
      CHECK(unread == static_cast<int>(months));  // the year is too small, or nothing of it is told
    } else if (unread > 0) {
      CHECK(some >= 2);
      CHECK(together >= kThreshold);
    }
  }
}

}  // namespace
}  // namespace release
