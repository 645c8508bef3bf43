// Amounts: the edges of 64 bits, and how people and tables write them.
#include "base/yen.h"

#include <doctest/doctest.h>

#include <string>

#include "base/widest_test.h"

namespace base {
namespace {

using testing::kLeast;
using testing::kMost;

TEST_CASE("sums stop at 64 bits instead of wrapping around") {
  CHECK(Yen(kMost - 1) + Yen(1) == Yen(kMost));
  CHECK_THROWS_AS(Yen(kMost) + Yen(1), std::overflow_error);
  CHECK(Yen(kLeast + 1) - Yen(1) == Yen(kLeast));
  CHECK_THROWS_AS(Yen(kLeast) - Yen(1), std::overflow_error);
  CHECK_THROWS_AS(-Yen(kLeast), std::overflow_error);
  CHECK(Yen(50'000) * 12 == Yen(600'000));
  CHECK_THROWS_AS(Yen(kMost / 2 + 1) * 2, std::overflow_error);
  Yen total(1'000);
  total += Yen(500);
  total -= Yen(1);
  CHECK(total == Yen(1'499));
}

TEST_CASE("the checked sums refuse and name both amounts") {
  CHECK(checked_add(Yen(kMost - 1), Yen(1)) == Yen(kMost));
  CHECK(checked_subtract(Yen(kLeast + 1), Yen(1)) == Yen(kLeast));
  CHECK(checked_multiply(Yen(-3), 4) == Yen(-12));
  const auto refused = checked_add(Yen(kMost), Yen(1));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == yen_out_of_range.code);
  CHECK(refused.error().facts[0].value == "9,223,372,036,854,775,807 + 1");
  CHECK_FALSE(checked_subtract(Yen(kLeast), Yen(1)));
  CHECK_FALSE(checked_multiply(Yen(kMost), 2));
}

TEST_CASE("amounts are read as people write them") {
  struct Row {
    std::string text;
    std::int64_t yen;
  };
  const Row rows[] = {
      {"0", 0},
      {"949,888,008円", 949'888'008},
      {"1234567", 1'234'567},
      {"１，２３４円", 1'234},
      {"¥1,000", 1'000},
      {"￥1,000", 1'000},
      {" 500 ", 500},
      {"▲500", -500},
      {"△1,500", -1'500},
      {"-1,234,567", -1'234'567},
      {"－７", -7},
      {"999", 999},
      {"1,000", 1'000},
      {"9223372036854775807", kMost},
      {"-9223372036854775808", kLeast},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(parse_yen(row.text) == Yen(row.yen));
  }
}

TEST_CASE("what is no amount is refused with the text") {
  for (const std::string text : {"", "円", "12,34", "1,2345", ",123", "1234,567", "1,23", "12.5",
                                 "1e3", "--5", "千円", "5千円", "1 000", "1,", "+5"}) {
    CAPTURE(text);
    const auto refused = parse_yen(text);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == yen_unreadable.code);
    CHECK(refused.error().facts == std::vector<Fact>{{"value", text}});
  }
  for (const std::string text :
       {"9223372036854775808", "-9223372036854775809", "99,999,999,999,999,999,999"}) {
    CAPTURE(text);
    CHECK(parse_yen(text).error().code == yen_out_of_range.code);
  }
}

TEST_CASE("amounts are written with commas, minus as asked for") {
  CHECK(format_yen(Yen(0)) == "0");
  CHECK(format_yen(Yen(999)) == "999");
  CHECK(format_yen(Yen(1'000)) == "1,000");
  CHECK(format_yen(Yen(949'888'008)) == "949,888,008");
  CHECK(format_yen(Yen(-1'234)) == "-1,234");
  CHECK(format_yen(Yen(-123), Minus::triangle) == "▲123");
  CHECK(format_yen(Yen(kLeast)) == "-9,223,372,036,854,775,808");
}

TEST_CASE("thousand yen are rounded from the exact total") {
  CHECK(thousand_yen(Yen(10'376'499)) == 10'376);
  CHECK(thousand_yen(Yen(10'376'500)) == 10'377);
  CHECK(thousand_yen(Yen(-499)) == 0);
  CHECK(thousand_yen(Yen(-500)) == -1);
  CHECK(thousand_yen(Yen(400) + Yen(400)) == 1);
  CHECK(thousand_yen(Yen(400)) + thousand_yen(Yen(400)) == 0);
  CHECK(format_thousand_yen(Yen(-949'888'008), Minus::triangle) == "▲949,888");
}

}  // namespace
}  // namespace base
