// 送っていない入力: what somebody typed into a form and has not sent, kept for that person alone
// until it is sent or thrown away. Passwords and what belongs to a session are never in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"
#include "db/db.h"
#include "staff/permission.h"

namespace staff {

inline constexpr base::RefusalKind unsent_unfit{"staff.unsent_unfit", 400};
inline constexpr base::RefusalKind unsent_too_large{"staff.unsent_too_large", 413};

inline constexpr std::size_t kUnsentBytesMax = 100'000;
inline constexpr std::size_t kUnsentPathBytesMax = 300;
inline constexpr int kUnsentFormsMax = 50;  // of a person; the oldest goes

struct Unsent {
  std::string path;
  std::string fields;  // as a form sends them: a=1&b=2
  base::Instant saved_at;
};

// Refusals: unsent_unfit (no path of this site), unsent_too_large.
base::Result<void> keep_unsent(db::Database& database, const Who& who, std::string_view path,
                               std::string_view fields);
std::optional<Unsent> unsent(db::Read& tx, const Who& who, std::string_view path);
void drop_unsent(db::Database& database, const Who& who, std::string_view path);

}  // namespace staff
