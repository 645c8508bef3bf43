// Rows of job. A row changes only by an update that names the holder it had.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "job/job.h"

namespace job::store {

void add(db::Write& tx, const Job& job);

// The oldest job of a kind that nobody holds at this moment.
std::optional<Job> next(db::Read& tx, std::string_view kind, base::Instant now);

// These answer false when the row is no longer held as `seen` (or `job`) says.
bool hold(db::Write& tx, const Job& seen, const Job& taken);
bool advance(db::Write& tx, const Job& job, std::int64_t done, std::string_view place,
             base::Instant held_until, base::Instant now);
bool end(db::Write& tx, const Job& job, State state, std::string_view problem, base::Instant now);

std::vector<Job> list(db::Read& tx, std::string_view municipality);
std::vector<Job> pending(db::Read& tx, std::string_view kind);
std::optional<Job> latest(db::Read& tx, std::string_view municipality, std::string_view kind,
                          std::string_view subject);

}  // namespace job::store
