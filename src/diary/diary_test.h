// For tests of this room: the shipped plans of Nerima with their figures, people of the ward and
// of its corporation, and a clock.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/instant.h"
#include "diary/diary_service.h"
#include "figure/figure_files_test.h"
#include "figure/figure_service.h"
#include "plan/plan_folder.h"
#include "plan/plan_service.h"

namespace diary::testing {

inline constexpr std::string_view kWard = "131202";

inline base::Actor clerk(std::int64_t person = 2, std::string body = "ward",
                         std::string municipality = "131202") {
  return {base::ActorKind::staff, person, "clerk", std::move(body), std::move(municipality)};
}

struct Clock {
  explicit Clock(std::string_view at) { base::fix_clock(base::parse_japan(at).value()); }
  ~Clock() { base::release_clock(); }
  Clock(const Clock&) = delete;
};

// plans/131202, as the program loads it.
inline void lay_plans(db::Database& database) {
  const auto set = plan::read_plan_set({NIGIWAI_SOURCE_DIR "/plans/131202"});
  REQUIRE(set.mistakes.empty());
  REQUIRE(plan::load(base::Actor::system(), database, set).has_value());
  figure::build(database, base::Actor::system());
}

template <class T>
std::string code_of(const base::Result<T>& result) {
  return result ? std::string() : std::string(result.error().code);
}

}  // namespace diary::testing
