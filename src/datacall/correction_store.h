// Rows of value_correction.
#pragma once

#include <string_view>
#include <vector>

#include "datacall/correction.h"
#include "db/db.h"

namespace datacall::store {

void add_correction(db::Write& tx, std::string_view municipality, std::int64_t call,
                    const Correction& correction, std::int64_t deed);
// Of all lines of a call, in the order of row, version and step.
std::vector<Correction> corrections(db::Read& tx, std::string_view municipality, std::int64_t call);

}  // namespace datacall::store
