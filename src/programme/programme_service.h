// What a person does with the register of programmes: load it from its file, look at it.
#pragma once

#include <string_view>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "programme/programme.h"
#include "staff/municipality_service.h"

namespace programme {

// Writes the register inside the caller's transaction (the plan room loads registers and plans
// together). `file_hash` is the SHA-256 of its file: a register that is loaded already is left
// alone, and false comes back.
bool load(db::Write& tx, const base::Actor& actor, const Register& reg, std::string_view file_hash);

// Whose register it is and who may own programmes: kept by the room staff.
using staff::bodies;
using staff::municipalities;
using staff::municipality;

std::vector<Programme> programmes(db::Read& tx, std::string_view municipality);

}  // namespace programme
