// The municipalities of the installation and their bodies: kept when a register is loaded, looked
// up by every room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "staff/body.h"
#include "staff/municipality.h"

namespace staff {

// Writes what a register says, in the caller's transaction and under its deed. `file_hash` is the
// SHA-256 of the register's file.
void keep_municipality(db::Write& tx, const Municipality& municipality, std::string_view file_hash,
                       std::int64_t deed);
void keep_body(db::Write& tx, std::string_view municipality, const Body& body, std::int64_t deed);

// The hash of the register file that was loaded last; nullopt before the first.
std::optional<std::string> register_hash(db::Read& tx, std::string_view municipality);

std::vector<Municipality> municipalities(db::Read& tx);
base::Result<Municipality> municipality(db::Read& tx, std::string_view code);
std::vector<Body> bodies(db::Read& tx, std::string_view municipality);
// The key of the body that is the municipality itself; the first one where none is named so.
std::string own_body(const std::vector<Body>& bodies);

}  // namespace staff
