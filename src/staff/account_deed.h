// What history keeps of a person's account: who they are, never what proves it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "db/db.h"
#include "history/history.h"
#include "staff/account.h"

namespace staff {

inline constexpr base::RefusalKind reason_missing{"staff.reason_missing", 400};

history::Deed deed_about(const Person& person, std::string_view kind, std::string_view reason = {});
base::Result<void> check_reason(std::string_view reason);

// The form in which logins are compared: width and case folded.
std::string login_key(std::string_view login);

// Nobody else holds the administrator's post today or later.
bool is_last_administrator(db::Read& tx, std::string_view municipality, std::int64_t person);

}  // namespace staff
