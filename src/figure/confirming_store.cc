// Statements on what waits for confirmation, what went back, and what was taken back in public.
#include "figure/confirming.h"
#include "record/record_store.h"

namespace figure {

using record::Record;
using record::RecordId;

namespace {

// Not confirmed, and something to confirm: a record that stands, or the reversal of a confirmed
// one.
#define WAITING                                                                                \
  "r.municipality = ?1 AND NOT EXISTS (SELECT 1 FROM record_confirmation c WHERE "             \
  "c.municipality = r.municipality AND c.record = r.record) AND ((r.reverses IS NULL AND NOT " \
  "EXISTS (SELECT 1 FROM record b WHERE b.municipality = r.municipality AND b.reverses = "     \
  "r.record)) OR (r.reverses IS NOT NULL AND EXISTS (SELECT 1 FROM record_confirmation f "     \
  "WHERE f.municipality = r.municipality AND f.record = r.reverses))) "

constexpr db::Statement kUnconfirmed{
    "figure.unconfirmed",
    "SELECT r.programme AS programme, r.record_kind AS record_kind, r.fiscal_year AS fiscal_year, "
    "substr(r.occurred_on, 1, 7) AS month, "
    "CAST(sum(CASE WHEN r.reverses IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS records, "
    "CAST(sum(CASE WHEN r.reverses IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS reversals, "
    "min(r.recorded_at) AS since, max(r.record) AS last FROM record r WHERE " WAITING
    "AND r.record >= ?2 GROUP BY r.programme, r.record_kind, r.fiscal_year, substr(r.occurred_on, "
    "1, 7) "
    "ORDER BY min(r.recorded_at), r.programme, r.record_kind, r.fiscal_year, "
    "substr(r.occurred_on, 1, 7)"};

constexpr db::Statement kUnconfirmedRecords{
    "figure.unconfirmed_records",
    "SELECT r.record AS record FROM record r WHERE " WAITING
    "AND r.programme = ?2 AND r.record_kind = ?3 AND r.fiscal_year = ?4 "
    "AND r.occurred_on >= ?5 AND r.occurred_on <= ?6 AND r.record > ?7 AND r.record <= ?8 "
    "ORDER BY r.record LIMIT ?9"};

#define SENT_BACK                                                                              \
  "SELECT b.record AS record, d.recorded_at AS recorded_at, d.actor AS actor, "                \
  "COALESCE(p.reason, '') AS reason FROM record_return b JOIN deed d "                         \
  "ON d.municipality = b.municipality AND d.deed = b.deed LEFT JOIN deed_payload p "           \
  "ON p.municipality = b.municipality AND p.deed = b.deed WHERE b.municipality = ?1 "          \
  "AND NOT EXISTS (SELECT 1 FROM record_confirmation c WHERE c.municipality = b.municipality " \
  "AND c.record = b.record) AND NOT EXISTS (SELECT 1 FROM record r WHERE r.municipality = "    \
  "b.municipality AND r.reverses = b.record) AND b.deed = (SELECT max(l.deed) FROM "           \
  "record_return l WHERE l.municipality = b.municipality AND l.record = b.record) "

constexpr db::Statement kSentBack{"figure.sent_back", SENT_BACK "ORDER BY b.record"};
constexpr db::Statement kSentBackOne{"figure.sent_back_one", SENT_BACK "AND b.record = ?2"};

#undef SENT_BACK
#undef WAITING

SentBack to_sent_back(db::Row& row) {
  SentBack one;
  one.record = RecordId{row.integer("record")};
  one.at = {row.integer("recorded_at")};
  one.by = row.integer("actor");
  one.reason = row.text("reason");
  return one;
}

}  // namespace

std::vector<Unconfirmed> unconfirmed(db::Read& tx, std::string_view municipality, RecordId from) {
  return tx.list<Unconfirmed>(
      kUnconfirmed,
      [](db::Row& row) {
        Unconfirmed one;
        one.programme = row.text("programme");
        one.kind = row.text("record_kind");
        one.fiscal_year = static_cast<int>(row.integer("fiscal_year"));
        one.month = row.text("month");
        one.records = row.integer("records");
        one.reversals = row.integer("reversals");
        one.since = {row.integer("since")};
        one.last = row.integer("last");
        return one;
      },
      municipality, from.value);
}

std::vector<Record> unconfirmed(db::Read& tx, std::string_view municipality, const Waits& group,
                                RecordId after, RecordId until, int limit) {
  const auto ids = tx.list<std::int64_t>(
      kUnconfirmedRecords, [](db::Row& row) { return row.integer("record"); }, municipality,
      group.programme, group.kind, group.fiscal_year, group.month + "-01", group.month + "-31",
      after.value, until.value, limit);
  std::vector<Record> records;
  for (const std::int64_t id : ids) {
    if (auto record = record::store::find(tx, municipality, RecordId{id}))
      records.push_back(*std::move(record));
  }
  return records;
}

std::vector<SentBack> sent_back(db::Read& tx, std::string_view municipality) {
  return tx.list<SentBack>(kSentBack, to_sent_back, municipality);
}

std::optional<SentBack> sent_back(db::Read& tx, std::string_view municipality, RecordId record) {
  return tx.one<SentBack>(kSentBackOne, to_sent_back, municipality, record.value);
}

namespace {
constexpr db::Statement kConfirmedReversals{
    "figure.confirmed_reversals",
    "SELECT c.record AS record FROM record_confirmation c JOIN record r "
    "ON r.municipality = c.municipality AND r.record = c.record WHERE c.municipality = ?1 "
    "AND c.recorded_at > ?2 AND c.recorded_at <= ?3 AND r.reverses IS NOT NULL "
    "ORDER BY c.recorded_at DESC, c.record DESC LIMIT ?4"};
}  // namespace

std::vector<Record> confirmed_reversals(db::Read& tx, std::string_view municipality,
                                        base::Instant after, base::Instant until, int limit) {
  const auto ids = tx.list<std::int64_t>(
      kConfirmedReversals, [](db::Row& row) { return row.integer("record"); }, municipality, after,
      until, limit);
  std::vector<Record> reversals;
  for (const std::int64_t id : ids) {
    if (auto record = record::store::find(tx, municipality, RecordId{id}))
      reversals.push_back(*std::move(record));
  }
  return reversals;
}

namespace {
constexpr db::Statement kLastConfirmation{
    "figure.last_confirmation",
    "SELECT c.recorded_at AS recorded_at FROM record_confirmation c WHERE c.municipality = ?1 "
    "ORDER BY c.recorded_at DESC LIMIT 1"};
}  // namespace

std::optional<base::Instant> last_confirmation(db::Read& tx, std::string_view municipality) {
  return tx.one<base::Instant>(
      kLastConfirmation, [](db::Row& row) { return base::Instant{row.integer("recorded_at")}; },
      municipality);
}

namespace store {

constexpr db::Statement kAddReturn{
    "figure.add_return",
    "INSERT INTO record_return (municipality, record, deed) VALUES (?1, ?2, ?3)"};

void add_return(db::Write& tx, std::string_view municipality, RecordId record, std::int64_t deed) {
  tx.save(kAddReturn, municipality, record.value, deed);
}

}  // namespace store

}  // namespace figure
