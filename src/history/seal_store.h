// Rows of history_seal and history_seal_head: a seal is only added, the head moves on with it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "history/seal.h"

namespace history::store {

std::vector<std::string> municipalities_with_chains(db::Read& tx);

std::optional<Seal> last_seal(db::Read& tx, std::string_view municipality);
std::optional<Seal> find_seal(db::Read& tx, std::string_view municipality, std::int64_t number);
std::vector<Seal> seals(db::Read& tx, std::string_view municipality);

// Sealed at that moment or later, the first ones first.
std::vector<Seal> seals_since(db::Read& tx, std::string_view municipality, base::Instant at,
                              int limit);

struct SealHead {
  std::string municipality;
  std::int64_t number = 0;
  std::string digest;
};
std::optional<SealHead> seal_head(db::Read& tx, std::string_view municipality);
std::vector<SealHead> seal_heads(db::Read& tx);

bool add_seal(db::Write& tx, const Seal& seal);  // false: there is one of this number
void move_seal_head(db::Write& tx, const Seal& seal);

// Every seal of the database, by municipality and number: the page of `rows` behind a place.
std::vector<Seal> seals_after(db::Read& tx, std::string_view municipality, std::int64_t number,
                              int rows);

// When a writer's deed of that number was recorded.
std::optional<base::Instant> recorded_at(db::Read& tx, std::string_view municipality,
                                         std::int64_t writer, std::int64_t sequence);

}  // namespace history::store
