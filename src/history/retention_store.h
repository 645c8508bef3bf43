// Payloads of a class, recorded before a moment and neither erased nor unseen on the review list.
#pragma once

#include <string_view>
#include <vector>

#include "db/db.h"
#include "history/history.h"

namespace history::store {

struct OfClass {
  std::string_view municipality;
  std::string_view retention;
  base::Instant before;
};
std::int64_t past_count(db::Read& tx, const OfClass& past, int most);
std::int64_t past_unseen(db::Read& tx, const OfClass& past, int most);
std::vector<PastDeed> past_deeds(db::Read& tx, const OfClass& past, int limit);
// The oldest first; how many.
std::int64_t erase_past(db::Write& tx, const OfClass& past, std::int64_t erased_by, int most);

}  // namespace history::store
