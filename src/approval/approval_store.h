// Rows ↔ nouns of papers on their way.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "approval/approval.h"
#include "db/db.h"

namespace approval::store {

void add(db::Write& tx, const Approval& approval, std::int64_t deed);
std::optional<Approval> find(db::Read& tx, std::string_view municipality, std::int64_t approval);
std::optional<std::int64_t> latest_of_subject(db::Read& tx, std::string_view municipality,
                                              std::string_view subject_kind,
                                              std::string_view subject_key);
// The latest first, at most `limit`.
std::vector<std::int64_t> of_state(db::Read& tx, std::string_view municipality, State state,
                                   int limit);
std::vector<std::int64_t> closed(db::Read& tx, std::string_view municipality, int limit);

// false: somebody was faster.
bool sign(db::Write& tx, const Approval& approval, const Step& step);
bool close(db::Write& tx, const Approval& approval, State state, std::string_view comment);
bool look_after(db::Write& tx, const Approval& approval, const Step& step);

}  // namespace approval::store
