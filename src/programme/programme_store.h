// Rows of the register: programme and owner by year. Writing is an upsert by key;
// what a new register no longer names stays, because records and plan rows may point to it.
#pragma once

#include <string_view>
#include <vector>

#include "db/db.h"
#include "programme/programme.h"

namespace programme::store {

void put_programme(db::Write& tx, std::string_view municipality, const Programme& programme,
                   std::int64_t deed);

std::vector<Programme> programmes(db::Read& tx, std::string_view municipality);  // with owners

}  // namespace programme::store
