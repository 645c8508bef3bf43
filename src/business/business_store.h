// Rows of business and business_version, and their entries in the search index.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "business/business.h"
#include "db/db.h"

namespace business::store {

void add(db::Write& tx, const Business& business);
// A further version; false: somebody was faster.
bool add_version(db::Write& tx, const Business& business);
// false: it is merged already, or has changed meanwhile.
bool merge(db::Write& tx, const Business& from, std::int64_t into);

std::optional<Business> find(db::Read& tx, std::string_view municipality, std::int64_t business);
// That it is in the register, and where it went.
struct Entered {
  std::optional<std::int64_t> merged_into;
};
std::optional<Entered> entered(db::Read& tx, std::string_view municipality, std::int64_t business);
std::vector<Business> versions(db::Read& tx, std::string_view municipality,
                               std::int64_t business);  // the latest first
std::vector<std::int64_t> merged_into(db::Read& tx, std::string_view municipality,
                                      std::int64_t business);

// Those that have the same number, name or telephone.
std::vector<Business> alike(db::Read& tx, std::string_view municipality, const Content& content,
                            int limit);

// By name; behind a place in that order.
struct Place {
  std::string name_key;
  std::int64_t business = 0;
};
std::vector<Business> list(db::Read& tx, std::string_view municipality, const Place& after,
                           int limit);

}  // namespace business::store
