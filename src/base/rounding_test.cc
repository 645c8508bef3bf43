// Rounding at both sides of every boundary, and the published and computed amounts of real schemes.
#include "base/rounding.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "base/widest_test.h"

namespace base {
namespace {

using testing::kMost;

TEST_CASE("each mode at both sides of its boundary, up and down from zero") {
  struct Row {
    std::int64_t tenths;  // amount in tenths of a yen
    std::int64_t floor, ceil, half_up, half_even, truncate;
  };
  const Row rows[] = {
      {0, 0, 0, 0, 0, 0},        {1, 0, 1, 0, 0, 0},        {4, 0, 1, 0, 0, 0},
      {5, 0, 1, 1, 0, 0},        {6, 0, 1, 1, 1, 0},        {10, 1, 1, 1, 1, 1},
      {14, 1, 2, 1, 1, 1},       {15, 1, 2, 2, 2, 1},       {16, 1, 2, 2, 2, 1},
      {25, 2, 3, 3, 2, 2},       {-1, -1, 0, 0, 0, 0},      {-4, -1, 0, 0, 0, 0},
      {-5, -1, 0, -1, 0, 0},     {-6, -1, 0, -1, -1, 0},    {-10, -1, -1, -1, -1, -1},
      {-14, -2, -1, -1, -1, -1}, {-15, -2, -1, -2, -2, -1}, {-16, -2, -1, -2, -2, -1},
      {-25, -3, -2, -3, -2, -2},
  };
  for (const Row& row : rows) {
    CAPTURE(row.tenths);
    const ExactYen amount = Yen(row.tenths) * Rate(1, 10);
    const auto in_yen = [&](RoundingMode mode) {
      return round(amount, {RoundingUnit::yen, mode}).count();
    };
    CHECK(in_yen(RoundingMode::floor) == row.floor);
    CHECK(in_yen(RoundingMode::ceil) == row.ceil);
    CHECK(in_yen(RoundingMode::half_up) == row.half_up);
    CHECK(in_yen(RoundingMode::half_even) == row.half_even);
    CHECK(in_yen(RoundingMode::truncate) == row.truncate);
  }
}

TEST_CASE("each unit at both sides of its boundary") {
  struct Row {
    RoundingUnit unit;
    std::int64_t yen, cut, half_up;
  };
  const Row rows[] = {
      {RoundingUnit::ten_yen, 19, 10, 20},
      {RoundingUnit::ten_yen, 20, 20, 20},
      {RoundingUnit::ten_yen, 14, 10, 10},
      {RoundingUnit::hundred_yen, 1'949, 1'900, 1'900},
      {RoundingUnit::hundred_yen, 1'950, 1'900, 2'000},
      {RoundingUnit::thousand_yen, 999, 0, 1'000},
      {RoundingUnit::thousand_yen, 1'000, 1'000, 1'000},
      {RoundingUnit::thousand_yen, 499, 0, 0},
      {RoundingUnit::thousand_yen, 500, 0, 1'000},
      {RoundingUnit::thousand_yen, -999, 0, -1'000},
      {RoundingUnit::thousand_yen, -1'000, -1'000, -1'000},
  };
  for (const Row& row : rows) {
    CAPTURE(row.yen);
    CHECK(round(ExactYen(Yen(row.yen)), {row.unit, RoundingMode::truncate}) == Yen(row.cut));
    CHECK(round(ExactYen(Yen(row.yen)), {row.unit, RoundingMode::half_up}) == Yen(row.half_up));
  }
}

TEST_CASE("subsidies: cost by rate, cut to thousand yen") {
  struct Row {
    std::string vector;
    std::int64_t cost;
    Rate rate;
    std::int64_t amount;
  };
  const Row rows[] = {
      {"TV-S1", 1'000'000, Rate(5, 6), 833'000},
      {"TV-S2", 1'000'001, Rate(2, 3), 666'000},
      {"TV-S2 back at 833,000", 1'249'500, Rate(2, 3), 833'000},
      {"TV-S2 one yen short", 1'249'499, Rate(2, 3), 832'000},
      {"TV-S3 eight ninths", 1'000'000, Rate(8, 9), 888'000},
      {"TV-S3 eleven twelfths", 9'000'000, Rate(11, 12), 8'250'000},
      {"TV-S4 exact", 3'000'000, Rate(2, 3), 2'000'000},
      {"TV-S4 wrong rate", 3'000'000, Rate(667, 1000), 2'001'000},
      {"TV-S5 on the annual rent", 70'000 * 12, Rate(2, 3), 560'000},
      {"TV-S8", 900'000, Rate(5, 6), 750'000},
      {"TV-S9", 1'200'000, Rate(2, 3), 800'000},
      {"TV-S10", 1'100'000, Rate(2, 3), 733'000},
      {"TV-S10 without deduction", 1'300'000, Rate(2, 3), 866'000},
      {"TV-S11 total", 987'654, Rate(5, 6), 823'000},
      {"TV-S11 Tokyo", 987'654, Rate(1, 2), 493'000},
      {"TV-S11 ward", 987'654, Rate(1, 3), 329'000},
      {"TV-S12 net", 1'000'000, Rate(2, 3), 666'000},
      {"TV-S12 gross", 1'100'000, Rate(2, 3), 733'000},
  };
  for (const Row& row : rows) {
    CAPTURE(row.vector);
    CHECK(round(Yen(row.cost) * row.rate, kCutToThousand) == Yen(row.amount));
  }
}

TEST_CASE("the stage of the cut matters: TV-S5, rent of 70,000 at two thirds for a year") {
  const ExactYen month = Yen(70'000) * Rate(2, 3);
  CHECK(round(month, kCutToThousand) * 12 == Yen(552'000));
  CHECK(round(ExactYen(round(month, kCutToYen) * 12), kCutToThousand) == Yen(559'000));
}

TEST_CASE("interest, fees and charges: cut to the yen") {
  struct Row {
    std::string vector;
    std::int64_t base;
    Rate rate;
    std::int64_t amount;
  };
  const Rate ward_by_day(16, 1000 * 365);
  const Row rows[] = {
      {"TV-S13 full", 733'000, Rate(10, 110), 66'636},
      {"TV-S13 ratio 83 %", 733'000, Rate(10, 110) * Rate(83, 100), 55'308},
      {"TV-S14 both ends", 500'000, Rate(1095, 10000) * Rate(295, 365), 44'250},
      {"TV-S14 one end", 500'000, Rate(1095, 10000) * Rate(294, 365), 44'100},
      {"TV-S15", 500'000, Rate(1095, 10000) * Rate(20, 365), 3'000},
      {"TV-L1 ward", 6'000'000, ward_by_day * Rate(30, 1), 7'890},
      {"TV-L1 contract", 6'000'000, Rate(20, 1000) * Rate(30, 365), 9'863},
      {"TV-L1 both ends", 6'000'000, ward_by_day * Rate(31, 1), 8'153},
      {"TV-L2 product", 918'000'000, ward_by_day, 40'241},
      {"TV-L3 product", 1'053'000'033, ward_by_day, 46'158},
      {"TV-L4 first half", 1'038'000'000, ward_by_day, 45'501},
      {"TV-L4 second half", 1'047'333'378, ward_by_day, 45'910},
      {"TV-L5 ten days", 5'666'667, ward_by_day * Rate(10, 1), 2'484},
      {"TV-L6", 10 * 5'666'667 + 21 * 4'666'667, ward_by_day, 6'779},
      {"TV-L6 next", 28 * 4'555'556, ward_by_day, 5'591},
      {"TV-L7", 9 * 5'555'556, ward_by_day, 2'191},
      {"TV-L8 by 365", 3'000'000, Rate(16, 1000) * Rate(29, 365), 3'813},
      {"TV-L8 by 366", 3'000'000, Rate(16, 1000) * Rate(29, 366), 3'803},
      {"TV-L9 2024 by 365", 12'000'000, Rate(9, 1000) * Rate(182, 365), 53'852},
      {"TV-L9 2024 by 366", 12'000'000, Rate(9, 1000) * Rate(182, 366), 53'704},
      {"TV-L9 2025", 12'000'000, Rate(9, 1000) * Rate(181, 365), 53'556},
      {"TV-L11", 19'275, Rate(30, 100), 5'782},
      {"TV-L11 cut once", 19'275 + 23'635 + 11'631 + 1'268, Rate(30, 100), 16'742},
      {"TV-L12 instalments", 12'000'000, Rate(115, 10000) * Rate(24, 12) * Rate(60, 100), 165'600},
      {"TV-L12 bullet", 12'000'000, Rate(115, 10000) * Rate(24, 12), 276'000},
      {"TV-L13", 5'000'000, Rate(135, 10000) * Rate(48, 12) * Rate(55, 100), 148'500},
      {"TV-L15 grace", 6'000'000, Rate(115, 10000) * Rate(6, 12), 34'500},
      {"TV-L15 instalments", 6'000'000, Rate(115, 10000) * Rate(54, 12) * Rate(55, 100), 170'775},
      {"TV-L15 a third", 205'275, Rate(1, 3), 68'425},
  };
  for (const Row& row : rows) {
    CAPTURE(row.vector);
    CHECK(round(Yen(row.base) * row.rate, kCutToYen) == Yen(row.amount));
  }
}

TEST_CASE("TV-L15: Tokyo pays half of an odd fee, the other half is rounded up") {
  const Rounding up{RoundingUnit::yen, RoundingMode::half_up};
  CHECK(round(Yen(205'275) * Rate(1, 2), up) == Yen(102'638));
}

TEST_CASE("the widest amounts stay exact, and an answer beyond 64 bits is no answer") {
  CHECK(round(Yen(kMost) * Rate(kMost - 1, kMost), kCutToYen) == Yen(kMost - 1));
  CHECK(round(Yen(kMost) * Rate(1, 1), kCutToYen) == Yen(kMost));
  CHECK_THROWS_AS(round(Yen(kMost) * Rate(2, 1), kCutToYen), std::overflow_error);
  const Rounding up{RoundingUnit::thousand_yen, RoundingMode::ceil};
  CHECK_THROWS_AS(round(ExactYen(Yen(kMost)), up), std::overflow_error);
  CHECK(checked_round(Yen(kMost) * Rate(2, 1), kCutToYen).error().code == yen_out_of_range.code);
  CHECK(checked_round(Yen(7) * Rate(1, 2), kCutToYen) == Yen(3));
}

}  // namespace
}  // namespace base
