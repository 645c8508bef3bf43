// Rows of the register: municipality, body, programme, owner by year. Writing is an upsert by key;
// what a new register no longer names stays, because records and plan rows may point to it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "programme/programme.h"

namespace programme::store {

// The SHA-256 of the register file that was loaded last; nullopt before the first.
std::optional<std::string> file_hash(db::Read& tx, std::string_view municipality);

void put_municipality(db::Write& tx, const Municipality& municipality, std::string_view file_hash,
                      std::int64_t deed);
void put_body(db::Write& tx, std::string_view municipality, const Body& body, std::int64_t deed);
void put_programme(db::Write& tx, std::string_view municipality, const Programme& programme,
                   std::int64_t deed);

std::vector<Municipality> municipalities(db::Read& tx);
std::optional<Municipality> municipality(db::Read& tx, std::string_view code);
std::vector<Body> bodies(db::Read& tx, std::string_view municipality);
std::vector<Programme> programmes(db::Read& tx, std::string_view municipality);  // with owners

}  // namespace programme::store
