// サインイン: from login and password, and a code where there is a second factor, to a session in a
// cookie. How somebody proves who they are stands behind sign_in() alone: a directory or single
// sign-on of the municipality would take its place. A session ends after an hour without a request,
// and after twelve hours whatever happens.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "db/db.h"
#include "staff/account.h"
#include "staff/hasher.h"
#include "staff/permission.h"

namespace staff {

// In the order in which sign_in checks.
inline constexpr base::RefusalKind sign_in_waits{"staff.sign_in_waits", 429};
inline constexpr base::RefusalKind sign_in_locked{"staff.sign_in_locked", 403};
inline constexpr base::RefusalKind sign_in_wrong{"staff.sign_in_wrong", 403};
inline constexpr base::RefusalKind not_signed_in{"staff.not_signed_in", 401};
inline constexpr base::RefusalKind session_over{"staff.session_over", 401};
inline constexpr base::RefusalKind second_step_missing{"staff.second_step_missing", 401};
inline constexpr base::RefusalKind unknown_session{"staff.unknown_session", 404};

inline constexpr std::int64_t kIdleMicroseconds = 3'600'000'000;  // an hour
inline constexpr std::int64_t kSessionMicroseconds = 12 * 3'600'000'000LL;
inline constexpr std::int64_t kHalfMicroseconds = 10 * 60'000'000LL;  // for the second step

// How long the next attempt has to wait after so many failures in a row: none up to 4, then a
// minute, doubled each time up to an hour; from the hundredth on only an administrator unlocks.
inline constexpr std::int64_t kFailuresFree = 4;
inline constexpr std::int64_t kFailuresLock = 100;
std::int64_t wait_after(std::int64_t failures);  // microseconds

// How often a login failed in a row, and until when it waits; locked from kFailuresLock on.
struct Failures {
  std::int64_t count = 0;
  base::Instant wait_until;
};
Failures failures(db::Read& tx, std::string_view municipality, std::string_view login);

struct Attempt {
  std::string municipality;
  std::string login;
  std::string password;
  std::string remote;
  std::string agent;
  bool practice_allowed = true;  // false in production
};

struct SignedIn {
  std::string secret;  // for the cookie; never stored
  bool half = false;   // the second step is still to come
};
base::Result<SignedIn> sign_in(db::Database& database, Hasher& hasher, const Attempt& attempt);
// A code of the app or a recovery code. The answer is a new secret; the half session is over.
base::Result<SignedIn> second_step(db::Database& database, std::string_view half_secret,
                                   std::string_view code);

// So many characters of a hash name a session or a token in lists and addresses.
inline constexpr std::size_t kShortHash = 12;

struct Session {
  std::string municipality;
  std::string hash;
  std::int64_t person = 0;
  bool half = false;
  base::Instant started_at;
  base::Instant seen_at;
  base::Instant expires_at;
  std::string remote;
  std::string agent;
  std::optional<base::Instant> ended_at;

  bool alive_at(base::Instant at) const;
};

// From where somebody acts, as history keeps it: the address and what names the session or token.
std::string origin_of(std::string_view remote, std::string_view hash);

// A request of somebody signed in.
struct Visit {
  Who who;
  Session session;
  std::string form_token;  // stands in every form of this session, and only of this one
};
// Refusals: not_signed_in, session_over, second_step_missing. Notes at most once a minute that the
// session is alive.
base::Result<Visit> visit(db::Database& database, std::string_view secret);
bool is_form_token(const Visit& visit, std::string_view token);

// Of whom a cookie tells, whether the session lives still, ended or waits for its second step.
std::optional<std::string> municipality_of_session(db::Read& tx, std::string_view secret);

void sign_out(db::Database& database, std::string_view secret);
std::vector<Session> sessions(db::Read& tx, const Who& who);  // alive ones, the latest first
// Whether ended or not, the latest first, at most `limit`.
std::vector<Session> sign_ins(db::Read& tx, const Who& who, std::size_t limit);
// `hash_start`: the characters of the list.
base::Result<void> end_session(const Who& who, db::Database& database, std::string_view hash_start);

}  // namespace staff
