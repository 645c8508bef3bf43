// The town's chance is written down: these numbers are the same on every machine, for ever.
#include "town/draw.h"

#include <doctest/doctest.h>

#include <array>
#include <numeric>
#include <vector>

#include "town/calendar.h"
#include "town/split.h"

namespace town {
namespace {

TEST_CASE("the generator is SplitMix64, begun at the seed and the name") {
  Draw draw(1, "loans");
  Draw again(1, "loans");
  Draw other_seed(2, "loans");
  Draw other_name(1, "desk");
  const auto first = draw.next();
  CHECK(first == again.next());
  CHECK(first != other_seed.next());
  CHECK(first != other_name.next());
  // Without name and seed: the published sequence from FNV's offset basis.
  Draw bare(0, "");
  std::uint64_t state = 0xcbf29ce484222325;
  for (int i = 0; i < 3; ++i) {
    std::uint64_t z = state += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    CHECK(bare.next() == (z ^ (z >> 31)));
  }
}

TEST_CASE("a range is met at both ends and left at none") {
  Draw draw(7, "range");
  std::array<int, 5> seen{};
  for (int i = 0; i < 1000; ++i) ++seen.at(static_cast<std::size_t>(draw.between(3, 7) - 3));
  for (const int times : seen) CHECK(times > 100);
  const std::array weights = {0, 3, 0, 1};
  std::array<int, 4> heavy{};
  for (int i = 0; i < 1000; ++i) ++heavy.at(draw.by_weight(weights));
  CHECK(heavy[0] == 0);
  CHECK(heavy[2] == 0);
  CHECK(heavy[1] > 2 * heavy[3]);
}

TEST_CASE("grants come to their sum, and nobody is granted nothing") {
  struct Case {
    std::int64_t sum;
    std::int64_t parts;
    std::int64_t unit;
  };
  for (const Case& one :
       {Case{83'746'000, 159, 1000}, Case{1'100'000, 11, 1000}, Case{6'703'968, 377, 1},
        Case{548'000, 6, 1000}, Case{3, 3, 1000}, Case{817'000, 9, 1000}, Case{3200, 3, 1}}) {
    Draw draw(3, "split");
    const auto amounts = split(one.sum, one.parts, one.unit, draw);
    CAPTURE(one.sum);
    REQUIRE(std::ssize(amounts) == one.parts);
    CHECK(std::accumulate(amounts.begin(), amounts.end(), std::int64_t{0}) == one.sum);
    for (const std::int64_t amount : amounts) CHECK(amount > 0);
  }
}

TEST_CASE("offices are closed at weekends and at the turn of the year; fairs begin on Saturdays") {
  CHECK(is_working_day(base::Date(2011, 4, 1)));
  CHECK_FALSE(is_working_day(base::Date(2011, 4, 2)));
  CHECK(is_working_day(base::Date(2011, 12, 28)));
  CHECK_FALSE(is_working_day(base::Date(2011, 12, 29)));
  CHECK_FALSE(is_working_day(base::Date(2012, 1, 3)));
  CHECK(base::iso(working_day_after(base::Date(2011, 12, 28))) == "2012-01-04");
  Draw draw(5, "days");
  const Seasons december = {0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0};
  for (int i = 0; i < 50; ++i) {
    const base::Date day = working_day_of(2012, december, draw);
    CHECK(is_working_day(day));
    CHECK(day.month() == 12);
    CHECK(day.year() == 2012);
    CHECK(weekend_of(2012, december, draw).weekday() == std::chrono::Saturday);
    CHECK(working_day_in(2012, 1, draw).year() == 2013);
  }
}

}  // namespace
}  // namespace town
