// Every statement on people and their proofs, each above its one function.
#include "staff/person_store.h"

namespace staff::store {
namespace {

Person to_person(db::Row& row) {
  Person person;
  person.municipality = row.text("municipality");
  person.person = row.integer("person");
  person.login = row.text("login");
  person.name = row.text("name");
  person.body = row.text("body");
  person.practice = row.flag("practice");
  person.has_password = row.flag("has_password");
  person.second_factor = row.flag("second_factor");
  if (const auto ended = row.maybe_integer("ended_at")) person.ended_at = base::Instant{*ended};
  return person;
}

}  // namespace

#define PERSONS                                                                                   \
  "SELECT p.municipality AS municipality, p.person AS person, p.login AS login, p.name AS name, " \
  "p.body AS body, p.practice AS practice, p.ended_at AS ended_at, "                              \
  "CASE WHEN f.password_hash IS NULL THEN 0 ELSE 1 END AS has_password, "                         \
  "f.totp_confirmed AS second_factor FROM person p JOIN person_proof f "                          \
  "ON f.municipality = p.municipality AND f.person = p.person "

constexpr db::Statement kAddPerson{
    "staff.add_person",
    "INSERT INTO person (municipality, person, login, login_key, name, body, practice, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};
constexpr db::Statement kAddProof{
    "staff.add_proof",
    "INSERT INTO person_proof (municipality, person, totp_confirmed, totp_last_step) "
    "VALUES (?1, ?2, 0, 0)"};

void add_person(db::Write& tx, const Person& person, std::string_view login_key,
                std::int64_t deed) {
  tx.save(kAddPerson, person.municipality, person.person, person.login, login_key, person.name,
          person.body, person.practice, deed);
  tx.save(kAddProof, person.municipality, person.person);
}

constexpr db::Statement kPerson{"staff.person",
                                PERSONS "WHERE p.municipality = ?1 AND p.person = ?2"};

std::optional<Person> person(db::Read& tx, std::string_view municipality, std::int64_t person) {
  return tx.one<Person>(kPerson, to_person, municipality, person);
}

constexpr db::Statement kPersonOfLogin{"staff.person_of_login",
                                       PERSONS "WHERE p.municipality = ?1 AND p.login_key = ?2"};

std::optional<Person> person_of_login(db::Read& tx, std::string_view municipality,
                                      std::string_view login_key) {
  return tx.one<Person>(kPersonOfLogin, to_person, municipality, login_key);
}

constexpr db::Statement kPersons{"staff.persons",
                                 PERSONS "WHERE p.municipality = ?1 ORDER BY p.login_key"};

std::vector<Person> persons(db::Read& tx, std::string_view municipality) {
  return tx.list<Person>(kPersons, to_person, municipality);
}

#undef PERSONS

constexpr db::Statement kEndPerson{
    "staff.end_person",
    "UPDATE person SET ended_at = ?3 WHERE municipality = ?1 AND person = ?2 AND ended_at IS NULL"};

bool end_person(db::Write& tx, std::string_view municipality, std::int64_t person,
                base::Instant at) {
  return tx.run(kEndPerson, municipality, person, at) == 1;
}

constexpr db::Statement kRestorePerson{"staff.restore_person",
                                       "UPDATE person SET ended_at = NULL WHERE municipality = ?1 "
                                       "AND person = ?2 AND ended_at IS NOT NULL"};

bool restore_person(db::Write& tx, std::string_view municipality, std::int64_t person) {
  return tx.run(kRestorePerson, municipality, person) == 1;
}

constexpr db::Statement kProof{
    "staff.proof",
    "SELECT password_hash, totp_secret, totp_confirmed, totp_last_step FROM person_proof "
    "WHERE municipality = ?1 AND person = ?2"};

Proof proof(db::Read& tx, std::string_view municipality, std::int64_t person) {
  const auto to_proof = [](db::Row& row) {
    return Proof{row.maybe_text("password_hash"), row.maybe_text("totp_secret"),
                 row.flag("totp_confirmed"), row.integer("totp_last_step")};
  };
  return tx.one<Proof>(kProof, to_proof, municipality, person).value_or(Proof{});
}

constexpr db::Statement kSetPasswordHash{
    "staff.set_password_hash",
    "UPDATE person_proof SET password_hash = ?3 WHERE municipality = ?1 AND person = ?2"};

void set_password_hash(db::Write& tx, std::string_view municipality, std::int64_t person,
                       std::string_view hash) {
  tx.save(kSetPasswordHash, municipality, person, hash);
}

constexpr db::Statement kSetTotpSecret{"staff.set_totp_secret",
                                       "UPDATE person_proof SET totp_secret = ?3, "
                                       "totp_confirmed = 0, totp_last_step = 0 "
                                       "WHERE municipality = ?1 AND person = ?2"};

void set_totp_secret(db::Write& tx, std::string_view municipality, std::int64_t person,
                     const std::optional<std::string>& secret) {
  tx.save(kSetTotpSecret, municipality, person, secret);
}

constexpr db::Statement kConfirmTotp{
    "staff.confirm_totp",
    "UPDATE person_proof SET totp_confirmed = 1, totp_last_step = ?3 WHERE municipality = ?1 "
    "AND person = ?2 AND totp_confirmed = 0 AND totp_secret IS NOT NULL"};

bool confirm_totp(db::Write& tx, std::string_view municipality, std::int64_t person,
                  std::int64_t step) {
  return tx.run(kConfirmTotp, municipality, person, step) == 1;
}

constexpr db::Statement kUseTotpStep{
    "staff.use_totp_step",
    "UPDATE person_proof SET totp_last_step = ?3 WHERE municipality = ?1 AND person = ?2 "
    "AND totp_confirmed = 1 AND totp_last_step < ?3"};

bool use_totp_step(db::Write& tx, std::string_view municipality, std::int64_t person,
                   std::int64_t step) {
  return tx.run(kUseTotpStep, municipality, person, step) == 1;
}

constexpr db::Statement kAddRecoveryCode{
    "staff.add_recovery_code",
    "INSERT INTO recovery_code (municipality, code_hash, person) VALUES (?1, ?2, ?3)"};

void add_recovery_code(db::Write& tx, std::string_view municipality, std::string_view hash,
                       std::int64_t person) {
  tx.save(kAddRecoveryCode, municipality, hash, person);
}

constexpr db::Statement kUseRecoveryCode{
    "staff.use_recovery_code",
    "UPDATE recovery_code SET used_at = ?4 WHERE municipality = ?1 AND code_hash = ?2 "
    "AND person = ?3 AND used_at IS NULL"};

bool use_recovery_code(db::Write& tx, std::string_view municipality, std::string_view hash,
                       std::int64_t person, base::Instant at) {
  return tx.run(kUseRecoveryCode, municipality, hash, person, at) == 1;
}

constexpr db::Statement kDropRecoveryCodes{
    "staff.drop_recovery_codes",
    "DELETE FROM recovery_code WHERE municipality = ?1 AND person = ?2"};

void drop_recovery_codes(db::Write& tx, std::string_view municipality, std::int64_t person) {
  tx.save(kDropRecoveryCodes, municipality, person);
}

constexpr db::Statement kAddInvitation{
    "staff.add_invitation",
    "INSERT INTO invitation (municipality, secret_hash, person, expires_at, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5)"};

void add_invitation(db::Write& tx, const Invitation& invitation, std::string_view hash,
                    std::int64_t deed) {
  tx.save(kAddInvitation, invitation.municipality, hash, invitation.person, invitation.expires_at,
          deed);
}

constexpr db::Statement kCloseInvitations{
    "staff.close_invitations",
    "UPDATE invitation SET used_at = ?3 WHERE municipality = ?1 AND person = ?2 "
    "AND used_at IS NULL"};

void close_invitations(db::Write& tx, std::string_view municipality, std::int64_t person,
                       base::Instant at) {
  tx.save(kCloseInvitations, municipality, person, at);
}

constexpr db::Statement kInvitation{
    "staff.invitation",
    "SELECT municipality, person, expires_at, CASE WHEN used_at IS NULL THEN 0 ELSE 1 END AS used "
    "FROM invitation WHERE secret_hash = ?1"};

std::optional<Invitation> invitation(db::Read& tx, std::string_view hash) {
  const auto to_invitation = [](db::Row& row) {
    return Invitation{row.text("municipality"),
                      row.integer("person"),
                      {row.integer("expires_at")},
                      row.flag("used")};
  };
  return tx.one<Invitation>(kInvitation, to_invitation, hash);
}

constexpr db::Statement kUseInvitation{
    "staff.use_invitation",
    "UPDATE invitation SET used_at = ?3 WHERE municipality = ?1 AND secret_hash = ?2 "
    "AND used_at IS NULL"};

bool use_invitation(db::Write& tx, std::string_view municipality, std::string_view hash,
                    base::Instant at) {
  return tx.run(kUseInvitation, municipality, hash, at) == 1;
}

constexpr db::Statement kGuard{"staff.guard",
                               "SELECT failures, wait_until FROM sign_in_guard "
                               "WHERE municipality = ?1 AND login_key = ?2"};

Guard guard(db::Read& tx, std::string_view municipality, std::string_view login_key) {
  const auto to_guard = [](db::Row& row) {
    return Guard{row.integer("failures"), {row.integer("wait_until")}};
  };
  return tx.one<Guard>(kGuard, to_guard, municipality, login_key).value_or(Guard{});
}

constexpr db::Statement kSetGuard{
    "staff.set_guard",
    "INSERT INTO sign_in_guard (municipality, login_key, failures, wait_until, last_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (municipality, login_key) "
    "DO UPDATE SET failures = excluded.failures, wait_until = excluded.wait_until, "
    "last_at = excluded.last_at"};

void set_guard(db::Write& tx, std::string_view municipality, std::string_view login_key,
               const Guard& guard, base::Instant at) {
  tx.save(kSetGuard, municipality, login_key, guard.failures, guard.wait_until, at);
}

constexpr db::Statement kClearGuard{
    "staff.clear_guard", "DELETE FROM sign_in_guard WHERE municipality = ?1 AND login_key = ?2"};

void clear_guard(db::Write& tx, std::string_view municipality, std::string_view login_key) {
  tx.save(kClearGuard, municipality, login_key);
}

constexpr db::Statement kDropOldGuards{
    "staff.drop_old_guards",
    "DELETE FROM sign_in_guard WHERE municipality = ?1 AND last_at < ?2 AND failures < ?3"};

void drop_old_guards(db::Write& tx, std::string_view municipality, base::Instant before,
                     std::int64_t failures_below) {
  tx.save(kDropOldGuards, municipality, before, failures_below);
}

}  // namespace staff::store
