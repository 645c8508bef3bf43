// 利用者: a person who may sign in, and how one becomes one: the administrator gives a login, the
// person sets the password by a link that works once. A person who left is ended and stays in the
// list, because deeds name them. Every change is a deed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "base/instant.h"
#include "base/result.h"
#include "db/db.h"
#include "staff/hasher.h"
#include "staff/permission.h"

namespace staff {

// In the order in which the services check, behind unknown_municipality and unknown_body.
inline constexpr base::RefusalKind login_unfit{"staff.login_unfit", 400};
inline constexpr base::RefusalKind person_name_missing{"staff.person_name_missing", 400};
inline constexpr base::RefusalKind login_taken{"staff.login_taken", 409};
inline constexpr base::RefusalKind unknown_person{"staff.unknown_person", 404};
inline constexpr base::RefusalKind person_ended{"staff.person_ended", 409};
inline constexpr base::RefusalKind person_not_ended{"staff.person_not_ended", 409};
inline constexpr base::RefusalKind invitation_over{"staff.invitation_over", 410};
inline constexpr base::RefusalKind password_wrong{"staff.password_wrong", 403};
inline constexpr base::RefusalKind code_wrong{"staff.code_wrong", 403};
inline constexpr base::RefusalKind second_factor_on{"staff.second_factor_on", 409};
inline constexpr base::RefusalKind second_factor_not_begun{"staff.second_factor_not_begun", 409};
inline constexpr base::RefusalKind second_factor_off{"staff.second_factor_off", 409};
inline constexpr base::RefusalKind ends_oneself{"staff.ends_oneself", 409};
inline constexpr base::RefusalKind practice_refused{"staff.practice_refused", 403};

struct Person {
  std::string municipality;
  std::int64_t person = 0;
  std::string login;
  std::string name;
  std::string body;
  bool practice = false;  // 練習用: a production installation refuses it
  bool has_password = false;
  bool second_factor = false;
  std::optional<base::Instant> ended_at = {};
};

struct NewPerson {
  std::string municipality;
  std::string login;  // 1 to 64 of a–z 0–9 . - _ @ (capitals and wide letters are folded)
  std::string name;
  std::string body;
  bool practice = false;
};

base::Result<Person> add_person(const base::Actor& actor, db::Database& database,
                                const NewPerson& wanted);
base::Result<Person> person(db::Read& tx, std::string_view municipality, std::int64_t person);
base::Result<Person> person_of_login(db::Read& tx, std::string_view municipality,
                                     std::string_view login);
// By login; `text` is looked for in login and name, everybody when empty.
std::vector<Person> persons(db::Read& tx, std::string_view municipality, std::string_view text);

// The secret of a link that works once, within 72 hours; earlier ones stop working.
inline constexpr int kInvitationHours = 72;
base::Result<std::string> invite(const base::Actor& actor, db::Database& database,
                                 std::string_view municipality, std::int64_t person);
base::Result<Person> invited(db::Read& tx, std::string_view secret);  // invitation_over
base::Result<Person> accept(db::Database& database, Hasher& hasher, std::string_view secret,
                            std::string_view password);

// Ends every session of the person as well. Nobody ends themselves, and the last administrator
// stays, unless it is one for practice.
base::Result<Person> end_person(const base::Actor& actor, db::Database& database,
                                std::string_view municipality, std::int64_t person,
                                std::string_view reason);
base::Result<Person> restore_person(const base::Actor& actor, db::Database& database,
                                    std::string_view municipality, std::int64_t person,
                                    std::string_view reason);
// Forgets the failed attempts of the login.
base::Result<Person> unlock(const base::Actor& actor, db::Database& database,
                            std::string_view municipality, std::int64_t person);

// ---- what a person does with the own account

// By the administrator on the machine itself (`nigiwai user passwd`): without the old one.
base::Result<Person> set_password(const base::Actor& actor, db::Database& database, Hasher& hasher,
                                  std::string_view municipality, std::int64_t person,
                                  std::string_view password);
// The other sessions of the person end; `keep` (the hash of the own) stays.
base::Result<void> change_password(const Who& who, db::Database& database, Hasher& hasher,
                                   std::string_view old_password, std::string_view new_password,
                                   std::string_view keep);

// A secret to be shown once as text and square; it counts from the first right code on.
base::Result<std::string> begin_second_factor(const Who& who, db::Database& database);
// The secret that was begun and not yet confirmed.
std::optional<std::string> begun_second_factor(db::Read& tx, const Who& who);
// The recovery codes, shown once.
base::Result<std::vector<std::string>> confirm_second_factor(const Who& who, db::Database& database,
                                                             std::string_view code);
base::Result<void> remove_second_factor(const Who& who, db::Database& database, Hasher& hasher,
                                        std::string_view password);
// By an administrator, for somebody who lost the device.
base::Result<Person> reset_second_factor(const base::Actor& actor, db::Database& database,
                                         std::string_view municipality, std::int64_t person,
                                         std::string_view reason);

}  // namespace staff
