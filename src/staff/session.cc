// The way in. A login that nobody has takes as long and answers the same as a wrong password; the
// failures are counted by login, whoever it belongs to. The password is compared before the
// transaction, which then asks again whether it may still count.
#include "staff/session.h"

#include <algorithm>

#include "base/japanese_text.h"
#include "base/secret.h"
#include "base/sha256.h"
#include "history/history.h"
#include "staff/account_deed.h"
#include "staff/municipality_service.h"
#include "staff/person_store.h"
#include "staff/posts.h"
#include "staff/session_store.h"
#include "staff/totp.h"

namespace staff {
namespace {

constexpr std::int64_t kSeenEvery = base::kMinute;
constexpr std::size_t kAgentMax = 200;

base::Instant after(base::Instant at, std::int64_t microseconds) {
  return {at.microseconds + microseconds};
}

// 2 minutes 5 seconds are said as 3 minutes.
std::string minutes_until(base::Instant until, base::Instant now) {
  const std::int64_t left = std::max<std::int64_t>(0, until.microseconds - now.microseconds);
  return std::to_string((left + base::kMinute - 1) / base::kMinute);
}

base::Result<void> check_guard(const store::Guard& guard, base::Instant now) {
  if (guard.failures >= kFailuresLock) return base::refuse(sign_in_locked);
  if (now < guard.wait_until)
    return base::refuse(sign_in_waits, {{"minutes", minutes_until(guard.wait_until, now)}});
  return {};
}

// As much of the browser's name as fits, whole characters only.
std::string shown_agent(std::string_view agent) {
  if (agent.size() <= kAgentMax) return std::string(agent);
  std::size_t end = kAgentMax;
  while (end > 0 && (static_cast<unsigned char>(agent[end]) & 0xC0) == 0x80) --end;
  return std::string(agent.substr(0, end));
}

Session new_session(const Person& person, std::string_view secret, bool half, base::Instant now,
                    std::string_view remote, std::string_view agent) {
  Session session;
  session.municipality = person.municipality;
  session.hash = base::sha256_hex(secret);
  session.person = person.person;
  session.half = half;
  session.started_at = session.seen_at = now;
  session.expires_at = after(now, half ? kHalfMicroseconds : kSessionMicroseconds);
  session.remote = remote;
  session.agent = shown_agent(agent);
  return session;
}

std::int64_t count_failure(db::Write& tx, std::string_view municipality, std::string_view key,
                           base::Instant now) {
  store::Guard guard = store::guard(tx, municipality, key);
  ++guard.failures;
  guard.wait_until = after(now, wait_after(guard.failures));
  store::set_guard(tx, municipality, key, guard, now);
  return guard.failures;
}

// Failures of somebody known are deeds: the owner of the account sees them, and who audits.
void write_failure(db::Write& tx, const Person& person, std::int64_t failures,
                   std::string_view remote) {
  base::Actor stranger = base::Actor::visitor();
  stranger.origin = remote;
  history::write(tx, stranger,
                 deed_about(person, failures >= kFailuresLock ? "staff.sign_in_locked"
                                                              : "staff.sign_in_failed"));
}

void note_failure(db::Database& database, const Attempt& attempt, std::string_view key,
                  const std::optional<Person>& person) {
  database.write([&](db::Write& tx) {
    const auto failures = count_failure(tx, attempt.municipality, key, base::now());
    if (person) write_failure(tx, *person, failures, attempt.remote);
    return true;
  });
}

struct Known {
  store::Guard guard;
  std::optional<Person> person;
  std::optional<std::string> password_hash;
};

Known read_known(db::Read& tx, std::string_view municipality, std::string_view key) {
  Known known;
  known.guard = store::guard(tx, municipality, key);
  known.person = store::person_of_login(tx, municipality, key);
  if (known.person && !known.person->ended_at)
    known.password_hash =
        store::proof(tx, known.person->municipality, known.person->person).password_hash;
  return known;
}

// The session of somebody whose password, and code if there is one, were right.
SignedIn begin_session(db::Write& tx, const Person& person, bool half, std::string_view secret,
                       std::string_view remote, std::string_view agent) {
  const base::Instant now = base::now();
  const base::Instant month_ago{now.microseconds - 30 * base::kDay};
  store::drop_sessions(tx, person.municipality, month_ago);
  store::drop_old_guards(tx, person.municipality, month_ago, kFailuresLock);
  store::add_session(tx, new_session(person, secret, half, now, remote, agent));
  if (!half) {
    store::clear_guard(tx, person.municipality, person.login);
    base::Actor actor = actor_of(person);
    actor.origin = origin_of(remote, base::sha256_hex(secret));
    history::write(tx, actor, deed_about(person, "staff.signed_in"));
  }
  return {std::string(secret), half};
}

Who who_of(db::Read& tx, const Person& person, base::Instant now) {
  return {.municipality = person.municipality,
          .person = person.person,
          .login = person.login,
          .name = person.name,
          .body = person.body,
          .practice = person.practice,
          .posts = posts_on(tx, person.municipality, person.person, base::japan_date(now))};
}

}  // namespace

std::int64_t wait_after(std::int64_t failures) {
  if (failures <= kFailuresFree) return 0;
  const std::int64_t doublings = std::min<std::int64_t>(failures - kFailuresFree - 1, 6);
  return std::min<std::int64_t>(base::kMinute << doublings, 60 * base::kMinute);
}

std::string origin_of(std::string_view remote, std::string_view hash) {
  return std::string(remote) + " " + std::string(hash.substr(0, kShortHash));
}

bool Session::alive_at(base::Instant at) const {
  if (ended_at || at >= expires_at) return false;
  return half || at.microseconds - seen_at.microseconds < kIdleMicroseconds;
}

base::Result<SignedIn> sign_in(db::Database& database, Hasher& hasher, const Attempt& attempt) {
  const std::string key = login_key(attempt.login);
  const auto town =
      database.read([&](db::Read& tx) { return municipality(tx, attempt.municipality); });
  if (!town) return base::refuse(sign_in_wrong);
  const Known known =
      database.read([&](db::Read& tx) { return read_known(tx, attempt.municipality, key); });
  if (const auto may = check_guard(known.guard, base::now()); !may)
    return std::unexpected(may.error());
  const auto right = known.password_hash ? hasher.matches(attempt.password, *known.password_hash)
                                         : hasher.matches_nobody(attempt.password);
  if (!right) return std::unexpected(right.error());
  if (!*right) {
    note_failure(database, attempt, key.substr(0, kAgentMax), known.person);
    return base::refuse(sign_in_wrong);
  }
  if (known.person->practice && !attempt.practice_allowed)
    return base::refuse(practice_refused, {{"login", known.person->login}});
  const std::string secret = base::new_secret();
  return database.write([&](db::Write& tx) -> base::Result<SignedIn> {
    const Known still = read_known(tx, attempt.municipality, key);
    if (const auto may = check_guard(still.guard, base::now()); !may)
      return std::unexpected(may.error());
    if (still.password_hash != known.password_hash) return base::refuse(sign_in_wrong);
    return begin_session(tx, *still.person, still.person->second_factor, secret, attempt.remote,
                         attempt.agent);
  });
}

base::Result<SignedIn> second_step(db::Database& database, std::string_view half_secret,
                                   std::string_view code) {
  struct Answer {
    std::optional<base::Refusal> refused;
    SignedIn signed_in;
  };
  const std::string hash = base::sha256_hex(half_secret);
  const std::string secret = base::new_secret();
  const auto refused = [](const auto& refusal) { return Answer{refusal.error(), {}}; };
  // A wrong code is refused and counted: the transaction stays.
  const Answer answer = database.write([&](db::Write& tx) {
    const base::Instant now = base::now();
    const auto half = store::session(tx, hash);
    if (!half || !half->half || !half->alive_at(now)) return refused(base::refuse(session_over));
    const auto found = person(tx, half->municipality, half->person);
    if (!found || found->ended_at) return refused(base::refuse(session_over));
    const auto open = check_guard(store::guard(tx, half->municipality, found->login), now);
    if (!open) return refused(open);
    const store::Proof proof = store::proof(tx, half->municipality, half->person);
    const auto step = proof.totp_confirmed && proof.totp_secret
                          ? totp_matches(*proof.totp_secret, code, now, proof.totp_last_step)
                          : std::nullopt;
    const bool right =
        (step && store::use_totp_step(tx, half->municipality, half->person, *step)) ||
        store::use_recovery_code(tx, half->municipality, base::sha256_hex(recovery_form(code)),
                                 half->person, now);
    if (!right) {
      write_failure(tx, *found, count_failure(tx, half->municipality, found->login, now),
                    half->remote);
      return refused(base::refuse(code_wrong));
    }
    store::end_session(tx, half->municipality, hash, now);
    return Answer{std::nullopt,
                  begin_session(tx, *found, false, secret, half->remote, half->agent)};
  });
  if (answer.refused) return std::unexpected(*answer.refused);
  return answer.signed_in;
}

base::Result<Visit> visit(db::Database& database, std::string_view secret) {
  if (secret.empty()) return base::refuse(not_signed_in);
  const base::Instant now = base::now();
  const std::string hash = base::sha256_hex(secret);
  auto visit = database.read([&](db::Read& tx) -> base::Result<Visit> {
    const auto session = store::session(tx, hash);
    if (!session || !session->alive_at(now)) return base::refuse(session_over);
    if (session->half) return base::refuse(second_step_missing);
    const auto found = person(tx, session->municipality, session->person);
    if (!found || found->ended_at) return base::refuse(session_over);
    return Visit{who_of(tx, *found, now), *session,
                 base::sha256_hex("form " + std::string(secret))};
  });
  if (!visit) return visit;
  if (now.microseconds - visit->session.seen_at.microseconds < kSeenEvery) return visit;
  database.write([&](db::Write& tx) {
    store::see_session(tx, visit->session, now);
    return true;
  });
  visit->session.seen_at = now;
  return visit;
}

// Compared in a time that does not depend on where they differ.
bool is_form_token(const Visit& visit, std::string_view token) {
  if (token.size() != visit.form_token.size()) return false;
  unsigned char difference = 0;
  for (std::size_t i = 0; i < token.size(); ++i)
    difference |= static_cast<unsigned char>(token[i] ^ visit.form_token[i]);
  return difference == 0;
}

std::optional<std::string> municipality_of_session(db::Read& tx, std::string_view secret) {
  if (secret.empty()) return std::nullopt;
  const auto found = store::session(tx, base::sha256_hex(secret));
  return found ? std::optional(found->municipality) : std::nullopt;
}

void sign_out(db::Database& database, std::string_view secret) {
  const std::string hash = base::sha256_hex(secret);
  database.write([&](db::Write& tx) {
    const auto session = store::session(tx, hash);
    if (!session || !store::end_session(tx, session->municipality, hash, base::now())) return true;
    if (const auto found = person(tx, session->municipality, session->person)) {
      base::Actor actor = actor_of(*found);
      actor.origin = origin_of(session->remote, session->hash);
      history::write(tx, actor, deed_about(*found, "staff.signed_out"));
    }
    return true;
  });
}

std::vector<Session> sessions(db::Read& tx, const Who& who) {
  auto all = store::sessions(tx, who.municipality, who.person);
  std::erase_if(all, [now = base::now()](const Session& session) {
    return session.half || !session.alive_at(now);
  });
  return all;
}

std::vector<Session> sign_ins(db::Read& tx, const Who& who, std::size_t limit) {
  auto all = store::sessions(tx, who.municipality, who.person);
  std::erase_if(all, [](const Session& session) { return session.half; });
  if (all.size() > limit) all.erase(all.begin() + static_cast<std::ptrdiff_t>(limit), all.end());
  return all;
}

Failures failures(db::Read& tx, std::string_view municipality, std::string_view login) {
  const store::Guard guard = store::guard(tx, municipality, login_key(login));
  return {guard.failures, guard.wait_until};
}

base::Result<void> end_session(const Who& who, db::Database& database,
                               std::string_view hash_start) {
  return database.write([&](db::Write& tx) -> base::Result<void> {
    const auto all = sessions(tx, who);
    const auto found = std::ranges::find_if(all, [&](const Session& session) {
      return hash_start.size() == kShortHash && session.hash.starts_with(hash_start);
    });
    if (found == all.end() || !store::end_session(tx, who.municipality, found->hash, base::now()))
      return base::refuse(unknown_session, {{"session", std::string(hash_start)}});
    const auto owner = person(tx, who.municipality, who.person);
    if (!owner) return std::unexpected(owner.error());
    base::Actor actor = actor_of(*owner);
    actor.origin = who.origin;
    history::write(tx, actor, deed_about(*owner, "staff.session_end"));
    return {};
  });
}

}  // namespace staff
