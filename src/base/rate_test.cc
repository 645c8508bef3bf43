// Fractions: lowest terms, exact arithmetic, and how outlines write them.
#include "base/rate.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "base/widest_test.h"

namespace base {
namespace {

using testing::kLeast;
using testing::kMost;

TEST_CASE("a rate is kept in lowest terms with a positive denominator") {
  CHECK(Rate(4, 6) == Rate(2, 3));
  CHECK(Rate(-4, -6) == Rate(2, 3));
  CHECK(Rate(2, -3) == Rate(-2, 3));
  CHECK(Rate(0, -5) == Rate());
  CHECK(Rate(kLeast, kLeast) == Rate(1, 1));
  CHECK(Rate(kLeast, 2).numerator() == kLeast / 2);
  CHECK_THROWS_AS(Rate(1, 0), std::domain_error);
  CHECK_THROWS_AS(Rate(1, kLeast), std::overflow_error);
  CHECK(Rate::of(1, 0).error().code == rate_divides_by_zero.code);
  CHECK(Rate::of(1, kLeast).error().code == rate_out_of_range.code);
  CHECK(Rate::of(5, 10) == Rate(1, 2));
}

TEST_CASE("arithmetic is exact") {
  CHECK(Rate(1, 3) + Rate(1, 3) == Rate(2, 3));
  CHECK(Rate(1, 2) + Rate(1, 3) == Rate(5, 6));
  CHECK(Rate(5, 9) + Rate(1, 3) == Rate(8, 9));
  CHECK(Rate(2, 100) - Rate(4, 1000) == Rate(16, 1000));
  CHECK(Rate(23, 2000) * Rate(24, 12) == Rate(23, 1000));
  CHECK(Rate(1, 3) * Rate(3, 1) == Rate(1, 1));
  CHECK_THROWS_AS(Rate(1, kMost) * Rate(1, 2), std::overflow_error);
  CHECK_THROWS_AS(Rate(kMost, 1) + Rate(1, 1), std::overflow_error);
}

TEST_CASE("rates are compared without rounding") {
  CHECK(Rate(2, 3) < Rate(667, 1000));
  CHECK(Rate(8, 9) < Rate(11, 12));
  CHECK(Rate(-1, 2) < Rate(-1, 3));
  CHECK(Rate(kMost - 1, kMost) < Rate(1, 1));
  CHECK(Rate(1, 3) >= Rate(2, 6));
}

TEST_CASE("rates are read as outlines write them, exactly") {
  struct Row {
    std::string text;
    Rate rate;
    std::string fraction;
  };
  const Row rows[] = {
      {"2/3", Rate(2, 3), "2/3"},
      {"１１／１２", Rate(11, 12), "11/12"},
      {"1.6%", Rate(2, 125), "2/125"},
      {"０．４％", Rate(1, 250), "1/250"},
      {"30%", Rate(3, 10), "3/10"},
      {"0.667", Rate(667, 1000), "667/1000"},
      {"100%", Rate(1, 1), "1"},
      {"0", Rate(), "0"},
      {"0.000000001", Rate(1, 1'000'000'000), "1/1000000000"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(parse_rate(row.text) == row.rate);
    CHECK(format_fraction(row.rate) == row.fraction);
  }
}

TEST_CASE("what is no rate is refused") {
  for (const std::string text :
       {"", "%", "1/", "/2", "1/2/3", "-1/2", "1/-2", "1.", ".5", "1.2.3", "0.0000000001",
        "三分の二", "1.5/2", "1e2", "99999999999999999999"}) {
    CAPTURE(text);
    REQUIRE_FALSE(parse_rate(text));
    CHECK(parse_rate(text).error().code == rate_unreadable.code);
  }
  CHECK(parse_rate("1/0").error().code == rate_divides_by_zero.code);
}

TEST_CASE("percent for display has one decimal and never says more than there is") {
  CHECK(format_percent(Rate(1, 3)) == "33.3");
  CHECK(format_percent(Rate(2, 3)) == "66.6");
  CHECK(format_percent(Rate(1, 1)) == "100.0");
  CHECK(format_percent(Rate(1999, 2500)) == "79.9");  // 79.96
  CHECK(format_percent(Rate(1, 1000)) == "0.1");
  CHECK(format_percent(Rate(1, 1001)) == "0.0");
  CHECK(format_percent(Rate(-1, 8)) == "-12.5");
  CHECK(format_percent(Rate(-1, 2001)) == "-0.1");
}

}  // namespace
}  // namespace base
