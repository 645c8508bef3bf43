// Rows of figure_clock, the advisory lock of a municipality, and all its figures in force.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "db/db.h"
#include "figure/figure_service.h"

namespace figure::store {

// Nothing on SQLite.
void hold_shared(db::Write& tx, std::string_view municipality);
void hold_alone(db::Write& tx, std::string_view municipality);

struct Clock {
  std::int64_t generation = 0;
  base::Instant last_mark;
};
std::optional<Clock> clock(db::Read& tx, std::string_view municipality);
void add_clock(db::Write& tx, std::string_view municipality, std::int64_t generation);
void set_generation(db::Write& tx, std::string_view municipality, std::int64_t generation);
void set_mark(db::Write& tx, std::string_view municipality, base::Instant mark);

// Every figure in force now, of all plans.
std::vector<Held> in_force(db::Read& tx, std::string_view municipality);

}  // namespace figure::store
