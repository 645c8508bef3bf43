// Rows of person, person_proof, recovery_code, invitation and sign_in_guard. What proves who
// somebody is leaves this store only to the services that compare it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "db/db.h"
#include "staff/account.h"

namespace staff::store {

void add_person(db::Write& tx, const Person& person, std::string_view login_key, std::int64_t deed);
std::optional<Person> person(db::Read& tx, std::string_view municipality, std::int64_t person);
std::optional<Person> person_of_login(db::Read& tx, std::string_view municipality,
                                      std::string_view login_key);
std::vector<Person> persons(db::Read& tx, std::string_view municipality);
// false: somebody was faster.
bool end_person(db::Write& tx, std::string_view municipality, std::int64_t person,
                base::Instant at);
bool restore_person(db::Write& tx, std::string_view municipality, std::int64_t person);

struct Proof {
  std::optional<std::string> password_hash;
  std::optional<std::string> totp_secret;
  bool totp_confirmed = false;
  std::int64_t totp_last_step = 0;
};
Proof proof(db::Read& tx, std::string_view municipality, std::int64_t person);
void set_password_hash(db::Write& tx, std::string_view municipality, std::int64_t person,
                       std::string_view hash);
void set_totp_secret(db::Write& tx, std::string_view municipality, std::int64_t person,
                     const std::optional<std::string>& secret);
// false: somebody was faster, or that code has counted already.
bool confirm_totp(db::Write& tx, std::string_view municipality, std::int64_t person,
                  std::int64_t step);
bool use_totp_step(db::Write& tx, std::string_view municipality, std::int64_t person,
                   std::int64_t step);

void add_recovery_code(db::Write& tx, std::string_view municipality, std::string_view hash,
                       std::int64_t person);
bool use_recovery_code(db::Write& tx, std::string_view municipality, std::string_view hash,
                       std::int64_t person, base::Instant at);
void drop_recovery_codes(db::Write& tx, std::string_view municipality, std::int64_t person);

struct Invitation {
  std::string municipality;
  std::int64_t person = 0;
  base::Instant expires_at;
  bool used = false;
};
void add_invitation(db::Write& tx, const Invitation& invitation, std::string_view hash,
                    std::int64_t deed);
// Earlier links of the person stop working.
void close_invitations(db::Write& tx, std::string_view municipality, std::int64_t person,
                       base::Instant at);
std::optional<Invitation> invitation(db::Read& tx, std::string_view hash);
bool use_invitation(db::Write& tx, std::string_view municipality, std::string_view hash,
                    base::Instant at);

struct Guard {
  std::int64_t failures = 0;
  base::Instant wait_until;
};
Guard guard(db::Read& tx, std::string_view municipality, std::string_view login_key);
void set_guard(db::Write& tx, std::string_view municipality, std::string_view login_key,
               const Guard& guard, base::Instant at);
void clear_guard(db::Write& tx, std::string_view municipality, std::string_view login_key);
// Forgets what failed less often than that and not since `before`.
void drop_old_guards(db::Write& tx, std::string_view municipality, base::Instant before,
                     std::int64_t failures_below);

}  // namespace staff::store
