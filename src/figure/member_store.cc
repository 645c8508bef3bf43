// Every statement on figure_member and figure_presence that posts and tables run.
#include "figure/member_store.h"

#include <algorithm>

namespace figure::store {
namespace {

constexpr db::Statement kMoveMember{
    "figure.move_member",
    "INSERT INTO figure_member (municipality, figure, fiscal_year, scope, member, records) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
    "ON CONFLICT (municipality, figure, fiscal_year, scope, member) "
    "DO UPDATE SET records = figure_member.records + excluded.records RETURNING records"};

constexpr db::Statement kBeginPresence{
    "figure.begin_presence",
    "INSERT INTO figure_presence (municipality, figure, fiscal_year, scope, member, from_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};

constexpr db::Statement kOpenPresence{
    "figure.open_presence",
    "SELECT from_at FROM figure_presence WHERE municipality = ?1 AND figure = ?2 "
    "AND fiscal_year = ?3 AND scope = ?4 AND member = ?5 AND until_at IS NULL"};

constexpr db::Statement kEndPresence{
    "figure.end_presence",
    "UPDATE figure_presence SET until_at = ?6 WHERE municipality = ?1 AND figure = ?2 "
    "AND fiscal_year = ?3 AND scope = ?4 AND member = ?5 AND until_at IS NULL"};

}  // namespace

std::int64_t move_member(db::Write& tx, std::string_view municipality, const MemberKey& key,
                         int gained) {
  const auto to_records = [](db::Row& row) { return row.integer("records"); };
  return tx
      .one<std::int64_t>(kMoveMember, to_records, municipality, key.figure, key.fiscal_year,
                         key.scope, key.member, gained)
      .value();
}

base::Instant begin_presence(db::Write& tx, std::string_view municipality, const MemberKey& key,
                             base::Instant at) {
  tx.save(kBeginPresence, municipality, key.figure, key.fiscal_year, key.scope, key.member, at);
  return at;
}

// Another server's clock may be ahead of ours: then the member goes at the moment it came.
base::Instant end_presence(db::Write& tx, std::string_view municipality, const MemberKey& key,
                           base::Instant at) {
  const auto to_instant = [](db::Row& row) { return base::Instant{row.integer("from_at")}; };
  const auto from = tx.one<base::Instant>(kOpenPresence, to_instant, municipality, key.figure,
                                          key.fiscal_year, key.scope, key.member);
  const base::Instant until = std::max(from.value(), at);
  tx.save(kEndPresence, municipality, key.figure, key.fiscal_year, key.scope, key.member, until);
  return until;
}

namespace {
constexpr db::Statement kPresenceMoves{
    "figure.presence_moves",
    "SELECT p.figure AS figure, p.fiscal_year AS fiscal_year, p.scope AS scope, "
    "CAST(sum(CASE WHEN p.from_at > ?3 AND p.from_at <= ?4 THEN 1 ELSE 0 END) AS BIGINT) AS came, "
    "CAST(sum(CASE WHEN p.until_at > ?3 AND p.until_at <= ?4 THEN 1 ELSE 0 END) AS BIGINT) AS went "
    "FROM figure f JOIN figure_presence p "
    "ON p.municipality = f.municipality AND p.figure = f.figure "
    "WHERE f.municipality = ?1 AND f.plan = ?2 AND f.in_force_from <= ?5 "
    "AND (f.in_force_until IS NULL OR f.in_force_until > ?5) "
    "GROUP BY p.figure, p.fiscal_year, p.scope"};
}  // namespace

std::vector<PresenceMove> presence_moves(db::Read& tx, std::string_view municipality,
                                         std::string_view plan, base::Instant after,
                                         base::Instant until, base::Instant at) {
  const auto to_move = [](db::Row& row) {
    PresenceMove move;
    move.figure = row.integer("figure");
    move.fiscal_year = static_cast<int>(row.integer("fiscal_year"));
    move.scope = static_cast<int>(row.integer("scope"));
    move.came = row.integer("came");
    move.went = row.integer("went");
    return move;
  };
  return tx.list<PresenceMove>(kPresenceMoves, to_move, municipality, plan, after, until, at);
}

}  // namespace figure::store
