// Who is counted in a distinct count: records per member, and the times in which the member was
// counted.
#pragma once

#include <string_view>
#include <vector>

#include "db/db.h"
#include "figure/moves.h"

namespace figure::store {

// The member's records after `gained` more (or fewer) of them.
std::int64_t move_member(db::Write& tx, std::string_view municipality, const MemberKey& key,
                         int gained);
// The moment from which, until which, the member is counted: a time never ends before it begins.
base::Instant begin_presence(db::Write& tx, std::string_view municipality, const MemberKey& key,
                             base::Instant at);
base::Instant end_presence(db::Write& tx, std::string_view municipality, const MemberKey& key,
                           base::Instant at);

// How a distinct count moved in (after, until], of the figures of a plan in force at `at`.
struct PresenceMove {
  std::int64_t figure = 0;
  int fiscal_year = 0;
  int scope = 0;
  std::int64_t came = 0;
  std::int64_t went = 0;
};
std::vector<PresenceMove> presence_moves(db::Read& tx, std::string_view municipality,
                                         std::string_view plan, base::Instant after,
                                         base::Instant until, base::Instant at);

}  // namespace figure::store
