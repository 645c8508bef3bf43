// What the services of accounts, sessions and posts share: a person as history keeps them (who they
// are, never what proves it), as they act for themselves, and as they are found.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "base/result.h"
#include "db/db.h"
#include "history/changes.h"
#include "history/history.h"
#include "staff/account.h"

namespace staff {

inline constexpr base::RefusalKind reason_missing{"staff.reason_missing", 400};

history::Deed deed_about(const Person& person, std::string_view kind, std::string_view reason = {},
                         const std::vector<history::Change>& changes = {});
base::Result<void> check_reason(std::string_view reason);

// Somebody who acts for themselves, in no post: signing in, setting the password.
base::Actor actor_of(const Person& person);
// unknown_person, person_ended.
base::Result<Person> active(db::Read& tx, std::string_view municipality, std::int64_t person);

// The form in which logins are compared: width and case folded.
std::string login_key(std::string_view login);

// Nobody else holds the administrator's post today or later.
bool is_last_administrator(db::Read& tx, std::string_view municipality, std::int64_t person);

}  // namespace staff
