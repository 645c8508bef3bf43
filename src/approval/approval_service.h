// What people do with a paper on its way, in the caller's transaction: the room whose thing is
// decided on may do its own part in the same one.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "approval/approval.h"
#include "base/actor.h"
#include "db/db.h"

namespace approval {

// 起案. Refusals: those of check_new, open_already.
base::Result<std::int64_t> begin(db::Write& tx, const base::Actor& actor,
                                 const NewApproval& wanted);
// The next open step. Refusals: unknown_approval, those of signing_post, comment_too_long,
// signed_meanwhile.
base::Result<Approval> sign(db::Write& tx, const staff::Who& who, std::int64_t approval,
                            std::string_view comment);
// 差戻し by whoever could sign the open step; needs a comment.
base::Result<Approval> send_back(db::Write& tx, const staff::Who& who, std::int64_t approval,
                                 std::string_view comment);
// 取下げ by the drafter; needs a comment.
base::Result<Approval> withdraw(db::Write& tx, const base::Actor& actor, std::int64_t approval,
                                std::string_view comment);
// 後閲 by the person somebody signed for.
base::Result<Approval> look_after(db::Write& tx, const base::Actor& actor, std::int64_t approval);

// Refusals: unknown_approval.
base::Result<Approval> find(db::Read& tx, std::string_view municipality, std::int64_t approval);
std::optional<Approval> latest_of_subject(db::Read& tx, std::string_view municipality,
                                          std::string_view subject_kind,
                                          std::string_view subject_key);
// What waits for somebody to sign or to look at.
std::vector<Approval> waiting_for(db::Read& tx, const staff::Who& who);
// Open ones that somebody drafted.
std::vector<Approval> drafted_by(db::Read& tx, const staff::Who& who);
// Closed ones that somebody drafted or signed, the latest first.
std::vector<Approval> done_with(db::Read& tx, const staff::Who& who);

}  // namespace approval
