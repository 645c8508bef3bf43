// A token for the staff API: stands for one person in one post of the permission table. The secret
// is shown once, when it is issued; the database keeps its SHA-256. Issuing and revoking are deeds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "base/instant.h"
#include "base/result.h"
#include "db/db.h"
#include "staff/body.h"
#include "staff/municipality.h"

namespace staff {

// In the order in which issue() checks, behind unknown_municipality and unknown_body.
inline constexpr base::RefusalKind person_not_positive{"staff.person_not_positive", 400};
inline constexpr base::RefusalKind name_missing{"staff.name_missing", 400};
inline constexpr base::RefusalKind post_missing{"staff.post_missing", 400};
inline constexpr base::RefusalKind token_post_unknown{"staff.token_post_unknown", 400};
inline constexpr base::RefusalKind days_out_of_range{"staff.days_out_of_range", 400};
inline constexpr base::RefusalKind unknown_token{"staff.unknown_token", 404};
inline constexpr base::RefusalKind token_revoked_before{"staff.token_revoked_before", 409};
inline constexpr base::RefusalKind token_missing{"staff.token_missing", 401};
inline constexpr base::RefusalKind token_unknown_or_over{"staff.token_unknown_or_over", 401};
inline constexpr base::RefusalKind token_post_of_before{"staff.token_post_of_before", 403};
inline constexpr base::RefusalKind reading_only{"staff.reading_only", 403};

enum class May { read, write };
std::string_view in_db(May may);

struct Token {
  std::string municipality;
  std::string hash;  // its first 12 characters name it in lists
  std::int64_t person = 0;
  std::string name;
  std::string post;
  std::string body;
  May may = May::read;
  base::Instant expires_at;
  std::optional<base::Instant> revoked_at;
};

// The part of the hash that names a token to people.
std::string_view short_hash(const Token& token);

enum class TokenState { valid, over, revoked };
TokenState state_at(const Token& token, base::Instant at);  // over from the microsecond it expires

struct Wanted {
  std::string municipality;
  std::int64_t person = 0;
  std::string name;
  std::string post;
  std::string body;
  May may = May::read;
  int days = 90;  // 1 to 400
};

struct Issued {
  std::string secret;  // nigiwai_ and 43 letters; never stored
  Token token;
};
base::Result<Issued> issue(const base::Actor& actor, db::Database& database, const Wanted& wanted);
// `hash_start`: at least 8 characters of the hash.
base::Result<Token> revoke(const base::Actor& actor, db::Database& database,
                           std::string_view municipality, std::string_view hash_start);
std::vector<Token> tokens(db::Read& tx,
                          std::string_view municipality);  // those expiring last first

struct Bearer {
  base::Actor actor;
  May may = May::read;
};
// Who a secret stands for; `remote`: the address it came from. A token issued when posts were free
// text is refused. Refusals: token_missing, token_unknown_or_over, token_post_of_before,
// reading_only.
base::Result<Bearer> bearer(db::Read& tx, std::string_view secret, May needed,
                            std::string_view remote = {});

}  // namespace staff
