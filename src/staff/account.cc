// People and what proves who they are. Passwords are hashed before the transaction: a closure may
// run twice, and hashing takes longer than a transaction may.
#include "staff/account.h"

#include <algorithm>
#include <functional>

#include "base/japanese_text.h"
#include "base/json_text.h"
#include "base/secret.h"
#include "base/sha256.h"
#include "history/history.h"
#include "staff/account_deed.h"
#include "staff/municipality_service.h"
#include "staff/password.h"
#include "staff/person_store.h"
#include "staff/posts.h"
#include "staff/session_store.h"
#include "staff/totp.h"

namespace staff {
namespace {

constexpr std::size_t kLoginMax = 64;
constexpr std::size_t kNameMax = 100;

bool is_login_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         std::string_view(".-_@").find(c) != std::string_view::npos;
}

base::Result<void> check_person(db::Read& tx, const NewPerson& wanted) {
  const auto known = municipality(tx, wanted.municipality);
  if (!known) return std::unexpected(known.error());
  const auto all = bodies(tx, wanted.municipality);
  if (std::ranges::find(all, wanted.body, &Body::key) == all.end())
    return base::refuse(unknown_body, {{"body", wanted.body}, {"municipality", known->name}});
  const std::string key = login_key(wanted.login);
  if (key.empty() || key.size() > kLoginMax || !std::ranges::all_of(key, is_login_letter))
    return base::refuse(login_unfit, {{"login", wanted.login}, {"max", std::to_string(kLoginMax)}});
  if (const auto fits = base::check_text(wanted.name, base::Lines::one, kNameMax); !fits)
    return fits;
  if (base::is_blank(wanted.name)) return base::refuse(person_name_missing);
  if (store::person_of_login(tx, wanted.municipality, key))
    return base::refuse(login_taken, {{"login", key}});
  return {};
}

base::Result<void> check_new_password(db::Read& tx, const Person& person,
                                      std::string_view password) {
  const auto town = municipality(tx, person.municipality);
  const std::string_view own[] = {person.login, person.name,
                                  town ? std::string_view(town->name) : std::string_view(),
                                  town ? std::string_view(town->name_en) : std::string_view()};
  return check_password(password, person.second_factor, own);
}

// What the person types is compared with what is kept, outside any transaction.
base::Result<void> prove_password(db::Database& database, Hasher& hasher, const Who& who,
                                  std::string_view password) {
  const store::Proof proof =
      database.read([&](db::Read& tx) { return store::proof(tx, who.municipality, who.person); });
  if (!proof.password_hash) return base::refuse(password_wrong);
  const auto right = hasher.matches(password, *proof.password_hash);
  if (!right) return std::unexpected(right.error());
  if (!*right) return base::refuse(password_wrong);
  return {};
}

base::Actor actor_of(const Who& who) {
  base::Actor actor;
  actor.kind = base::ActorKind::staff;
  actor.id = who.person;
  actor.post = who.posts.empty() ? std::string() : std::string(in_db(who.posts.front().post));
  actor.body = who.body;
  actor.municipality = who.municipality;
  actor.origin = who.origin;
  return actor;
}

// Sets a password that has to fit its person: found and checked, hashed, then found once more, for
// hashing takes its time. `begin` writes what has to stand before: the deed, the used link.
base::Result<Person> keep_password(
    db::Database& database, Hasher& hasher, std::string_view password,
    const std::function<base::Result<Person>(db::Read&)>& find,
    const std::function<base::Result<void>(db::Write&, const Person&)>& begin) {
  const auto checked = database.read([&](db::Read& tx) -> base::Result<void> {
    const auto found = find(tx);
    if (!found) return std::unexpected(found.error());
    return check_new_password(tx, *found, password);
  });
  if (!checked) return std::unexpected(checked.error());
  const auto hash = hasher.hash(password);
  if (!hash) return std::unexpected(hash.error());
  return database.write([&](db::Write& tx) -> base::Result<Person> {
    auto found = find(tx);
    if (!found) return found;
    if (const auto begun = begin(tx, *found); !begun) return std::unexpected(begun.error());
    store::set_password_hash(tx, found->municipality, found->person, *hash);
    store::clear_guard(tx, found->municipality, found->login);
    store::end_sessions(tx, found->municipality, found->person, {}, base::now());
    found->has_password = true;
    return found;
  });
}

std::vector<history::Change> second_factor_change(bool before, bool after) {
  return {{.field = "second_factor",
           .before = before ? "true" : "false",
           .after = after ? "true" : "false"}};
}

void forget_second_factor(db::Write& tx, std::string_view municipality, std::int64_t person) {
  store::set_totp_secret(tx, municipality, person, std::nullopt);
  store::drop_recovery_codes(tx, municipality, person);
}

}  // namespace

std::string login_key(std::string_view login) {
  return base::search_key(login);
}

base::Result<Person> add_person(const base::Actor& actor, db::Database& database,
                                const NewPerson& wanted) {
  return database.write([&](db::Write& tx) -> base::Result<Person> {
    if (const auto right = check_person(tx, wanted); !right) return std::unexpected(right.error());
    Person person{.municipality = wanted.municipality,
                  .person = tx.new_id(),
                  .login = login_key(wanted.login),
                  .name = wanted.name,
                  .body = wanted.body,
                  .practice = wanted.practice};
    const auto deed = history::write(tx, actor,
                                     deed_about(person, "staff.person_add", {},
                                                {{.field = "login", .after = person.login},
                                                 {.field = "name", .after = person.name},
                                                 {.field = "body", .after = person.body}}));
    store::add_person(tx, person, person.login, deed.value);
    return person;
  });
}

base::Result<Person> person(db::Read& tx, std::string_view municipality, std::int64_t number) {
  auto found = store::person(tx, municipality, number);
  if (!found) return base::refuse(unknown_person, {{"person", std::to_string(number)}});
  return std::move(*found);
}

base::Result<Person> person_of_login(db::Read& tx, std::string_view municipality,
                                     std::string_view login) {
  auto found = store::person_of_login(tx, municipality, login_key(login));
  if (!found) return base::refuse(unknown_person, {{"person", std::string(login)}});
  return std::move(*found);
}

std::vector<Person> persons(db::Read& tx, std::string_view municipality, std::string_view text) {
  auto all = store::persons(tx, municipality);
  const std::string key = base::search_key(text);
  if (!key.empty())
    std::erase_if(all, [&](const Person& person) {
      return !person.login.contains(key) && !base::search_key(person.name).contains(key);
    });
  return all;
}

base::Result<std::string> invite(const base::Actor& actor, db::Database& database,
                                 std::string_view municipality, std::int64_t number) {
  const std::string secret = base::new_secret();
  return database.write([&](db::Write& tx) -> base::Result<std::string> {
    const auto found = active(tx, municipality, number);
    if (!found) return std::unexpected(found.error());
    const base::Instant now = base::now();
    const auto deed = history::write(tx, actor, deed_about(*found, "staff.person_invite"));
    store::close_invitations(tx, municipality, number, now);
    store::add_invitation(tx,
                          {.municipality = std::string(municipality),
                           .person = number,
                           .expires_at = {now.microseconds + kInvitationHours * base::kHour}},
                          base::sha256_hex(secret), deed.value);
    return secret;
  });
}

base::Result<Person> invited(db::Read& tx, std::string_view secret) {
  const auto invitation = store::invitation(tx, base::sha256_hex(secret));
  if (!invitation || invitation->used || invitation->expires_at <= base::now())
    return base::refuse(invitation_over, {{"hours", std::to_string(kInvitationHours)}});
  return active(tx, invitation->municipality, invitation->person);
}

base::Result<Person> accept(db::Database& database, Hasher& hasher, std::string_view secret,
                            std::string_view password) {
  const auto use_link = [&](db::Write& tx, const Person& found) -> base::Result<void> {
    if (!store::use_invitation(tx, found.municipality, base::sha256_hex(secret), base::now()))
      return base::refuse(invitation_over, {{"hours", std::to_string(kInvitationHours)}});
    history::write(tx, actor_of(found), deed_about(found, "staff.password_set"));
    return {};
  };
  return keep_password(
      database, hasher, password, [&](db::Read& tx) { return invited(tx, secret); }, use_link);
}

base::Result<Person> end_person(const base::Actor& actor, db::Database& database,
                                std::string_view municipality, std::int64_t number,
                                std::string_view reason) {
  if (const auto said = check_reason(reason); !said) return std::unexpected(said.error());
  if (actor.id == number) return base::refuse(ends_oneself);
  return database.write([&](db::Write& tx) -> base::Result<Person> {
    auto found = active(tx, municipality, number);
    if (!found) return found;
    if (!found->practice && is_last_administrator(tx, municipality, number))
      return base::refuse(last_administrator, {{"login", found->login}});
    found->ended_at = base::now();
    history::write(tx, actor,
                   deed_about(*found, "staff.person_end", reason,
                              {{.field = "ended_at", .after = base::iso_japan(*found->ended_at)}}));
    if (!store::end_person(tx, municipality, number, *found->ended_at))
      return base::refuse(person_ended, {{"login", found->login}});
    store::end_sessions(tx, municipality, number, {}, *found->ended_at);
    store::close_invitations(tx, municipality, number, *found->ended_at);
    return found;
  });
}

base::Result<Person> restore_person(const base::Actor& actor, db::Database& database,
                                    std::string_view municipality, std::int64_t number,
                                    std::string_view reason) {
  if (const auto said = check_reason(reason); !said) return std::unexpected(said.error());
  return database.write([&](db::Write& tx) -> base::Result<Person> {
    auto found = person(tx, municipality, number);
    if (!found) return found;
    if (!store::restore_person(tx, municipality, number))
      return base::refuse(person_not_ended, {{"login", found->login}});
    const std::string ended = found->ended_at ? base::iso_japan(*found->ended_at) : std::string();
    found->ended_at.reset();
    history::write(tx, actor,
                   deed_about(*found, "staff.person_restore", reason,
                              {{.field = "ended_at", .before = ended}}));
    return found;
  });
}

base::Result<Person> unlock(const base::Actor& actor, db::Database& database,
                            std::string_view municipality, std::int64_t number) {
  return database.write([&](db::Write& tx) -> base::Result<Person> {
    auto found = active(tx, municipality, number);
    if (!found) return found;
    const auto failures = store::guard(tx, municipality, found->login).failures;
    history::write(
        tx, actor,
        deed_about(*found, "staff.person_unlock", {},
                   {{.field = "failures", .before = std::to_string(failures), .after = "0"}}));
    store::clear_guard(tx, municipality, found->login);
    return found;
  });
}

base::Result<Person> set_password(const base::Actor& actor, db::Database& database, Hasher& hasher,
                                  std::string_view municipality, std::int64_t number,
                                  std::string_view password) {
  const auto write_deed = [&](db::Write& tx, const Person& found) -> base::Result<void> {
    history::write(tx, actor, deed_about(found, "staff.password_set"));
    return {};
  };
  return keep_password(
      database, hasher, password, [&](db::Read& tx) { return active(tx, municipality, number); },
      write_deed);
}

base::Result<void> change_password(const Who& who, db::Database& database, Hasher& hasher,
                                   std::string_view old_password, std::string_view new_password,
                                   std::string_view keep) {
  if (const auto proved = prove_password(database, hasher, who, old_password); !proved)
    return proved;
  const auto good = database.read([&](db::Read& tx) -> base::Result<void> {
    const auto found = active(tx, who.municipality, who.person);
    if (!found) return std::unexpected(found.error());
    return check_new_password(tx, *found, new_password);
  });
  if (!good) return good;
  const auto hash = hasher.hash(new_password);
  if (!hash) return std::unexpected(hash.error());
  return database.write([&](db::Write& tx) -> base::Result<void> {
    const auto found = active(tx, who.municipality, who.person);
    if (!found) return std::unexpected(found.error());
    history::write(tx, actor_of(who), deed_about(*found, "staff.password_change"));
    store::set_password_hash(tx, who.municipality, who.person, *hash);
    store::end_sessions(tx, who.municipality, who.person, keep, base::now());
    return {};
  });
}

base::Result<std::string> begin_second_factor(const Who& who, db::Database& database) {
  const std::string secret = new_totp_secret();
  return database.write([&](db::Write& tx) -> base::Result<std::string> {
    const auto found = active(tx, who.municipality, who.person);
    if (!found) return std::unexpected(found.error());
    if (found->second_factor) return base::refuse(second_factor_on);
    store::set_totp_secret(tx, who.municipality, who.person, secret);
    return secret;
  });
}

std::optional<std::string> begun_second_factor(db::Read& tx, const Who& who) {
  const store::Proof proof = store::proof(tx, who.municipality, who.person);
  return proof.totp_confirmed ? std::nullopt : proof.totp_secret;
}

base::Result<std::vector<std::string>> confirm_second_factor(const Who& who, db::Database& database,
                                                             std::string_view code) {
  const std::vector<std::string> codes = new_recovery_codes();
  return database.write([&](db::Write& tx) -> base::Result<std::vector<std::string>> {
    auto found = active(tx, who.municipality, who.person);
    if (!found) return std::unexpected(found.error());
    if (found->second_factor) return base::refuse(second_factor_on);
    const auto secret = begun_second_factor(tx, who);
    if (!secret) return base::refuse(second_factor_not_begun);
    const auto step = totp_matches(*secret, code, base::now(), 0);
    if (!step) return base::refuse(code_wrong);
    if (!store::confirm_totp(tx, who.municipality, who.person, *step))
      return base::refuse(second_factor_on);
    store::drop_recovery_codes(tx, who.municipality, who.person);
    for (const std::string& fresh : codes)
      store::add_recovery_code(tx, who.municipality, base::sha256_hex(recovery_form(fresh)),
                               who.person);
    found->second_factor = true;
    history::write(
        tx, actor_of(who),
        deed_about(*found, "staff.second_factor_on", {}, second_factor_change(false, true)));
    return codes;
  });
}

base::Result<void> remove_second_factor(const Who& who, db::Database& database, Hasher& hasher,
                                        std::string_view password) {
  if (const auto proved = prove_password(database, hasher, who, password); !proved) return proved;
  return database.write([&](db::Write& tx) -> base::Result<void> {
    auto found = active(tx, who.municipality, who.person);
    if (!found) return std::unexpected(found.error());
    if (!found->second_factor) return base::refuse(second_factor_off);
    // What was long enough beside a code has to be long enough alone.
    found->second_factor = false;
    if (const auto alone = check_new_password(tx, *found, password); !alone) return alone;
    forget_second_factor(tx, who.municipality, who.person);
    history::write(
        tx, actor_of(who),
        deed_about(*found, "staff.second_factor_off", {}, second_factor_change(true, false)));
    return {};
  });
}

base::Result<Person> reset_second_factor(const base::Actor& actor, db::Database& database,
                                         std::string_view municipality, std::int64_t number,
                                         std::string_view reason) {
  if (const auto said = check_reason(reason); !said) return std::unexpected(said.error());
  return database.write([&](db::Write& tx) -> base::Result<Person> {
    auto found = active(tx, municipality, number);
    if (!found) return found;
    if (!found->second_factor) return base::refuse(second_factor_off);
    found->second_factor = false;
    forget_second_factor(tx, municipality, number);
    store::end_sessions(tx, municipality, number, {}, base::now());
    history::write(
        tx, actor,
        deed_about(*found, "staff.second_factor_off", reason, second_factor_change(true, false)));
    return found;
  });
}

}  // namespace staff
