// Rows of migration 0027. Only ever added to.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "db/db.h"
#include "release/release.h"

namespace release::store {

void add(db::Write& tx, const Release& release);
void withdraw(db::Write& tx, std::string_view municipality, std::int64_t release,
              const Withdrawal& withdrawal);

// Of one plan, or of all plans of a municipality, in the order in which they were written.
std::vector<Release> of_plan(db::Read& tx, std::string_view municipality, std::string_view plan);
std::vector<Release> all(db::Read& tx, std::string_view municipality);

// The last moment up to `now` at which a release took effect, and all after it, in any municipality.
std::vector<base::Instant> moments_from(db::Read& tx, base::Instant now);

// Figures of a publication that stay as known at an earlier mark: row, figure, fiscal year.
using HeldKey = std::tuple<std::string, std::string, int>;
using HeldBack = std::map<HeldKey, base::Instant>;
void hold_back(db::Write& tx, std::string_view municipality, std::int64_t release,
               const HeldKey& figure, base::Instant mark);
HeldBack held_back(db::Read& tx, std::string_view municipality, std::int64_t release);

}  // namespace release::store
