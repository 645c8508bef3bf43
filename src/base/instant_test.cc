// The clock that tests can fix, and Japan time.
#include "base/instant.h"

#include <doctest/doctest.h>

#include <string>
#include <type_traits>

#include "base/actor.h"
#include "base/id.h"

namespace base {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kApril2014 = 1'396'278'000 * kSecond;  // 2014-04-01T00:00+09:00

TEST_CASE("a moment is shown in Japan time") {
  CHECK(iso_japan(Instant{kApril2014}) == "2014-04-01T00:00:00+09:00");
  CHECK(iso_japan(Instant{kApril2014 - 1}) == "2014-03-31T23:59:59+09:00");
  CHECK(iso_japan(Instant{kApril2014 + 9 * 3600 * kSecond}) == "2014-04-01T09:00:00+09:00");
  CHECK(iso_japan(Instant{0}) == "1970-01-01T09:00:00+09:00");
  CHECK(iso_japan(Instant{-1}) == "1970-01-01T08:59:59+09:00");
}

TEST_CASE("a moment is read as stories and --clock write it") {
  CHECK(parse_japan("2014-04-01T00:00") == Instant{kApril2014});
  CHECK(parse_japan("2014-04-01T00:00:59") == Instant{kApril2014 + 59 * kSecond});
  CHECK(parse_japan("2014-04-01T09:00:00+09:00") == Instant{kApril2014 + 9 * 3600 * kSecond});
  CHECK(parse_japan("2014-03-31T15:00:00Z") == Instant{kApril2014});
  for (const std::string text :
       {"", "2014-04-01", "2014-04-01T", "2014-04-01T24:00", "2014-04-01T23:60",
        "2014-04-01T23:59:60", "2014-04-31T00:00", "2014-04-01 00:00", "2014-04-01T00:00+00:00",
        "2014-04-01T0a:00", "2014-04-01T00:00:00Zx"}) {
    CAPTURE(text);
    REQUIRE_FALSE(parse_japan(text));
    CHECK(parse_japan(text).error().code == instant_unreadable.code);
  }
}

TEST_CASE("a fixed clock stands still") {
  const Instant running = now();
  CHECK(running.microseconds > kApril2014);
  fix_clock(Instant{kApril2014});
  CHECK(now() == Instant{kApril2014});
  CHECK(now() == Instant{kApril2014});
  fix_clock(Instant{0});
  CHECK(now() == Instant{0});
  release_clock();
  CHECK(now() >= running);
}

TEST_CASE("kinds of actor have their names in the database") {
  CHECK(in_db(ActorKind::staff) == "staff");
  CHECK(in_db(ActorKind::applicant) == "applicant");
  CHECK(in_db(ActorKind::system) == "system");
  CHECK(Actor::system("131202").municipality == "131202");
}

TEST_CASE("ids of different things are different types") {
  using RowId = Id<struct RowTag>;
  static_assert(!std::is_convertible_v<RowId, Id<struct PlanTag>>);
  static_assert(!std::is_convertible_v<std::int64_t, RowId>);
  CHECK(RowId{3} < RowId{4});
  CHECK(std::hash<RowId>{}(RowId{3}) == std::hash<RowId>{}(RowId{3}));
}

}  // namespace
}  // namespace base
