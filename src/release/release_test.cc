// Which release holds for a line at an instant, and when one takes effect.
#include "release/release.h"

#include <doctest/doctest.h>

namespace release {
namespace {

base::Instant minute(std::int64_t number) {
  return {number * 60'000'000};
}

Release publication(std::int64_t id, std::int64_t from, std::int64_t until = 0) {
  Release one;
  one.id = id;
  one.kind = Kind::publication;
  one.effective_at = minute(from);
  one.released_at = minute(from - 1);
  if (until != 0) one.withdrawn = {minute(until), "", 0};
  return one;
}

Release continuous(std::int64_t id, std::int64_t from, std::vector<std::string> rows,
                   std::int64_t until = 0) {
  Release one = publication(id, from, until);
  one.kind = Kind::continuous;
  one.rows = std::move(rows);
  return one;
}

TEST_CASE("which release holds") {
  struct Case {
    const char* name;
    std::vector<Release> releases;
    std::int64_t at;
    std::int64_t holds;  // 0: none
  };
  const std::vector<Case> cases = {
      {"nothing released", {}, 10, 0},
      {"a second before the embargo ends", {publication(1, 10)}, 9, 0},
      {"from the minute on", {publication(1, 10)}, 10, 1},
      {"the later publication", {publication(1, 10), publication(2, 20)}, 20, 2},
      {"until then the earlier", {publication(1, 10), publication(2, 20)}, 19, 1},
      {"written later, in effect earlier", {publication(1, 20), publication(2, 10)}, 30, 1},
      {"withdrawn: the one before", {publication(1, 10), publication(2, 20, 30)}, 30, 1},
      {"until it is withdrawn", {publication(1, 10), publication(2, 20, 30)}, 29, 2},
      {"withdrawn before its time", {publication(1, 10, 5)}, 10, 0},
      {"continuous holds over a later publication",
       {continuous(1, 10, {"1"}), publication(2, 20)},
       25,
       1},
      {"continuous of another line", {continuous(1, 10, {"2"}), publication(2, 20)}, 25, 2},
      {"continuous withdrawn", {publication(2, 5), continuous(1, 10, {"1"}, 20)}, 20, 2},
      {"not yet continuous", {publication(2, 5), continuous(1, 10, {"1"})}, 9, 2},
  };
  for (const Case& one : cases) {
    CAPTURE(one.name);
    const Release* holds = governing(one.releases, "1", minute(one.at));
    CHECK((holds == nullptr ? 0 : holds->id) == one.holds);
  }
}

TEST_CASE("the public knows of a release when it has been in force") {
  CHECK_FALSE(publication(1, 10).was_public(minute(9)));
  CHECK(publication(1, 10).was_public(minute(10)));
  CHECK(publication(1, 10, 20).was_public(minute(30)));
  CHECK_FALSE(publication(1, 10, 5).was_public(minute(30)));
  CHECK_FALSE(publication(1, 10, 10).was_public(minute(30)));
}

TEST_CASE("when a release takes effect") {
  const base::Instant now{minute(1000).microseconds + 30'000'000};  // half a minute past
  struct Case {
    std::optional<base::Instant> wanted;
    base::Instant at;
    std::string refused;
  };
  const std::int64_t ahead = static_cast<std::int64_t>(kDaysAheadMax) * 24 * 60 * 60'000'000;
  for (const Case& one :
       {Case{{}, now, ""}, Case{minute(1000), now, ""}, Case{minute(1001), minute(1001), ""},
        Case{minute(999), {}, "release.in_the_past"},
        Case{base::Instant{now.microseconds + ahead}, {now.microseconds + ahead}, ""},
        Case{base::Instant{now.microseconds + ahead + 1}, {}, "release.too_far_ahead"}}) {
    const auto at = effective(one.wanted, now);
    CHECK((at ? std::string() : std::string(at.error().code)) == one.refused);
    if (at) CHECK(*at == one.at);
  }
}

}  // namespace
}  // namespace release
