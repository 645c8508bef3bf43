// Rows of call_notice.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "datacall/reminder.h"
#include "db/db.h"

namespace datacall::store {

void add_notice(db::Write& tx, std::string_view municipality, const Notice& notice,
                std::int64_t deed);
// Of one call, the latest first.
std::vector<Notice> notices(db::Read& tx, std::string_view municipality, std::int64_t call);
// false: it was settled already, or is not there.
bool settle_notice(db::Write& tx, std::string_view municipality, const Notice& notice,
                   NoticeEnd end, std::int64_t deed);

// Calls that are not closed, of one municipality or (empty) of all.
struct OpenCall {
  std::string municipality;
  std::int64_t call = 0;
};
std::vector<OpenCall> open_calls(db::Read& tx, std::string_view municipality);

}  // namespace datacall::store
