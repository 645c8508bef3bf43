// For tests: where the town of all four years is built. It takes minutes where programs run slowly,
// so every run builds it on SQLite alone; NIGIWAI_TOWN_ENGINES=all (make proof) on PostgreSQL too.
#pragma once

#include <cstdlib>
#include <string_view>
#include <vector>

#include "db/testing.h"

namespace town::testing {

inline std::vector<db::Engine> engines_of_whole_town() {
  const char* asked = std::getenv("NIGIWAI_TOWN_ENGINES");
  if (asked != nullptr && std::string_view(asked) == "all") return db::testing::engines();
  return {db::Engine::sqlite};
}

}  // namespace town::testing
