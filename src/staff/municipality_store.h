// Rows of municipality and body. Writing is an upsert by key; what a new register no longer names
// stays, because programmes, records and deeds may point to it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "staff/body.h"
#include "staff/municipality.h"

namespace staff::store {

std::optional<std::string> register_hash(db::Read& tx, std::string_view municipality);

void put_municipality(db::Write& tx, const Municipality& municipality, std::string_view file_hash,
                      std::int64_t deed);
void put_body(db::Write& tx, std::string_view municipality, const Body& body, std::int64_t deed);

std::vector<Municipality> municipalities(db::Read& tx);
std::optional<Municipality> municipality(db::Read& tx, std::string_view code);
std::vector<Body> bodies(db::Read& tx, std::string_view municipality);

}  // namespace staff::store
