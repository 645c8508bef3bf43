// 最初の利用者: a municipality that was loaded and has nobody to administer it gets a person
// `admin`, who sets the password by a link that is shown once.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "db/db.h"

namespace staff {

inline constexpr std::string_view kFirstLogin = "admin";

struct FirstAdministrator {
  std::string municipality;
  std::string name;    // of the municipality
  std::string secret;  // of the invitation
};

// Nothing where practice accounts are: their administrator shows how it is done.
base::Result<std::vector<FirstAdministrator>> add_first_administrators(db::Database& database);

}  // namespace staff
