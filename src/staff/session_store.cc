// Every statement on sessions, each above its one function.
#include "staff/session_store.h"

namespace staff::store {
namespace {

Session to_session(db::Row& row) {
  Session session;
  session.municipality = row.text("municipality");
  session.hash = row.text("session_hash");
  session.person = row.integer("person");
  session.half = row.flag("half");
  session.started_at = {row.integer("started_at")};
  session.seen_at = {row.integer("seen_at")};
  session.expires_at = {row.integer("expires_at")};
  session.remote = row.text("remote");
  session.agent = row.text("agent");
  if (const auto ended = row.maybe_integer("ended_at")) session.ended_at = base::Instant{*ended};
  return session;
}

}  // namespace

constexpr db::Statement kAddSession{
    "staff.add_session",
    "INSERT INTO staff_session (municipality, session_hash, person, half, started_at, seen_at, "
    "expires_at, remote, agent) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"};

void add_session(db::Write& tx, const Session& session) {
  tx.save(kAddSession, session.municipality, session.hash, session.person, session.half,
          session.started_at, session.seen_at, session.expires_at, session.remote, session.agent);
}

#define SESSIONS                                                                       \
  "SELECT municipality, session_hash, person, half, started_at, seen_at, expires_at, " \
  "remote, agent, ended_at FROM staff_session "

constexpr db::Statement kSession{"staff.session", SESSIONS "WHERE session_hash = ?1"};

std::optional<Session> session(db::Read& tx, std::string_view hash) {
  return tx.one<Session>(kSession, to_session, hash);
}

constexpr db::Statement kSeeSession{
    "staff.see_session",
    "UPDATE staff_session SET seen_at = ?3 WHERE municipality = ?1 AND session_hash = ?2 "
    "AND ended_at IS NULL"};

void see_session(db::Write& tx, const Session& session, base::Instant at) {
  tx.save(kSeeSession, session.municipality, session.hash, at);
}

constexpr db::Statement kEndSession{
    "staff.end_session",
    "UPDATE staff_session SET ended_at = ?3 WHERE municipality = ?1 AND session_hash = ?2 "
    "AND ended_at IS NULL"};

bool end_session(db::Write& tx, std::string_view municipality, std::string_view hash,
                 base::Instant at) {
  return tx.run(kEndSession, municipality, hash, at) == 1;
}

constexpr db::Statement kEndSessions{
    "staff.end_sessions",
    "UPDATE staff_session SET ended_at = ?4 WHERE municipality = ?1 AND person = ?2 "
    "AND session_hash <> ?3 AND ended_at IS NULL"};

void end_sessions(db::Write& tx, std::string_view municipality, std::int64_t person,
                  std::string_view keep, base::Instant at) {
  tx.save(kEndSessions, municipality, person, keep, at);
}

constexpr db::Statement kSessions{
    "staff.sessions",
    SESSIONS "WHERE municipality = ?1 AND person = ?2 ORDER BY started_at DESC, session_hash"};

std::vector<Session> sessions(db::Read& tx, std::string_view municipality, std::int64_t person) {
  return tx.list<Session>(kSessions, to_session, municipality, person);
}

#undef SESSIONS

constexpr db::Statement kDropSessions{
    "staff.drop_sessions", "DELETE FROM staff_session WHERE municipality = ?1 AND expires_at < ?2"};

void drop_sessions(db::Write& tx, std::string_view municipality, base::Instant before) {
  tx.save(kDropSessions, municipality, before);
}

}  // namespace staff::store
