// Rows of deed_payload by class, along the index that leaves out what is permanent or erased.
#include "history/retention_store.h"

#include "history/deed_numbers.h"
#include "history/history_store.h"

namespace history::store {
namespace {

constexpr db::Statement kPastCount{
    "history.past_count",
    "SELECT COUNT(*) AS deeds FROM (SELECT p.deed FROM deed_payload p "
    "JOIN deed d ON d.municipality = p.municipality AND d.deed = p.deed "
    "WHERE p.municipality = ?1 AND p.retention = ?2 AND p.retention <> 'permanent' "
    "AND p.erased_by IS NULL AND p.deed < ?3 AND d.recorded_at < ?4 LIMIT ?5) counted"};

std::int64_t to_count(db::Row& row) {
  return row.integer("deeds");
}

}  // namespace

std::int64_t past_count(db::Read& tx, const OfClass& past, int most) {
  return tx
      .one<std::int64_t>(kPastCount, to_count, past.municipality, past.retention,
                         latest_number(past.before), past.before, most)
      .value_or(0);
}

namespace {
constexpr db::Statement kPastUnseen{
    "history.past_unseen",
    "SELECT COUNT(*) AS deeds FROM (SELECT DISTINCT r.deed FROM deed_review r "
    "JOIN deed_payload p ON p.municipality = r.municipality AND p.deed = r.deed "
    "JOIN deed d ON d.municipality = p.municipality AND d.deed = p.deed "
    "WHERE r.municipality = ?1 AND r.seen_by IS NULL AND p.retention = ?2 "
    "AND p.erased_by IS NULL AND r.deed < ?3 AND d.recorded_at < ?4 LIMIT ?5) counted"};
}  // namespace

std::int64_t past_unseen(db::Read& tx, const OfClass& past, int most) {
  return tx
      .one<std::int64_t>(kPastUnseen, to_count, past.municipality, past.retention,
                         latest_number(past.before), past.before, most)
      .value_or(0);
}

namespace {
constexpr db::Statement kPastDeeds{
    "history.past_deeds",
    "SELECT d.deed AS deed, d.recorded_at AS recorded_at, d.actor_kind AS actor_kind, "
    "d.actor AS actor, d.post AS post, d.body AS body, d.kind AS kind, "
    "d.subject_kind AS subject_kind, d.subject_key AS subject_key, p.reason AS reason, "
    "p.origin AS origin, p.deputy_for AS deputy_for, p.erased_by AS erased_by "
    "FROM deed_payload p JOIN deed d ON d.municipality = p.municipality AND d.deed = p.deed "
    "WHERE p.municipality = ?1 AND p.retention = ?2 AND p.retention <> 'permanent' "
    "AND p.erased_by IS NULL AND p.deed < ?3 AND d.recorded_at < ?4 "
    "AND NOT EXISTS (SELECT 1 FROM deed_review r WHERE r.municipality = p.municipality "
    "AND r.deed = p.deed AND r.seen_by IS NULL) ORDER BY p.deed LIMIT ?5"};
}  // namespace

std::vector<PastDeed> past_deeds(db::Read& tx, const OfClass& past, int limit) {
  return tx.list<PastDeed>(kPastDeeds, to_past_deed, past.municipality, past.retention,
                           latest_number(past.before), past.before, limit);
}

namespace {
constexpr db::Statement kErasePast{
    "history.erase_past",
    "UPDATE deed_payload SET reason = '', payload = '', salt = '', origin = '', deputy_for = 0, "
    "erased_by = ?5 WHERE municipality = ?1 AND erased_by IS NULL AND deed IN ("
    "SELECT p.deed FROM deed_payload p "
    "JOIN deed d ON d.municipality = p.municipality AND d.deed = p.deed "
    "WHERE p.municipality = ?1 AND p.retention = ?2 AND p.retention <> 'permanent' "
    "AND p.erased_by IS NULL AND p.deed < ?3 AND d.recorded_at < ?4 "
    "AND NOT EXISTS (SELECT 1 FROM deed_review r WHERE r.municipality = p.municipality "
    "AND r.deed = p.deed AND r.seen_by IS NULL) ORDER BY p.deed LIMIT ?6)"};
}  // namespace

std::int64_t erase_past(db::Write& tx, const OfClass& past, std::int64_t erased_by, int most) {
  return tx.run(kErasePast, past.municipality, past.retention, latest_number(past.before),
                past.before, erased_by, most);
}

}  // namespace history::store
