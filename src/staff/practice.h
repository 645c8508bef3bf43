// 練習用の利用者: one for each post, and a clerk and a chief of the municipality's corporation, in the
// demonstration's municipality, with a password that everybody may know. A production installation
// refuses to start beside them.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "db/db.h"
#include "staff/account.h"
#include "staff/hasher.h"
#include "staff/posts.h"

namespace staff {

inline constexpr std::string_view kPracticeMunicipality = "131202";
inline constexpr std::string_view kPracticePassword = "nigiwai-practice-2026";

inline constexpr base::RefusalKind practice_beside_people{"staff.practice_beside_people", 409};
inline constexpr base::RefusalKind practice_without_town{"staff.practice_without_town", 409};
inline constexpr base::RefusalKind practice_in_production{"staff.practice_in_production", 409};

struct PracticePerson {
  std::int64_t person = 0;
  std::string login;
  Post post = Post::clerk;
  std::string body_name = {};  // of another body than the municipality
};

// Those that may sign in.
std::vector<PracticePerson> practice_people(db::Read& tx);

// demo-clerk … demo-administrator, demo-corporation and demo-corporation-chief, each with the post from today on and the password. Those that
// are there already stay as they are. Refused beside people who are not for practice.
base::Result<std::vector<PracticePerson>> add_practice_people(db::Database& database,
                                                              Hasher& hasher);
// Ends all of them; returns how many.
base::Result<int> end_practice_people(db::Database& database, std::string_view reason);

}  // namespace staff
