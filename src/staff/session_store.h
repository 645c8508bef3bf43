// Rows of staff_session: begun once, seen, ended; never deleted while the person can ask for them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "db/db.h"
#include "staff/session.h"

namespace staff::store {

void add_session(db::Write& tx, const Session& session);
std::optional<Session> session(db::Read& tx, std::string_view hash);
void see_session(db::Write& tx, const Session& session, base::Instant at);
// false: it had ended.
bool end_session(db::Write& tx, std::string_view municipality, std::string_view hash,
                 base::Instant at);
// All of a person's but `keep`.
void end_sessions(db::Write& tx, std::string_view municipality, std::int64_t person,
                  std::string_view keep, base::Instant at);
std::vector<Session> sessions(db::Read& tx, std::string_view municipality, std::int64_t person);
// Those that ended or ran out before `before`.
void drop_sessions(db::Write& tx, std::string_view municipality, base::Instant before);

}  // namespace staff::store
