// Rows of staff_token: added once, revoked once, never deleted.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "staff/token.h"

namespace staff::store {

void add(db::Write& tx, const Token& token, std::int64_t deed);
bool revoke(db::Write& tx, const Token& token);  // false: it is revoked already

std::optional<Token> find(db::Read& tx, std::string_view hash);
std::vector<Token> tokens(db::Read& tx, std::string_view municipality);

}  // namespace staff::store
