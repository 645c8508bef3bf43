// Deeds of records and confirmations as the proof reads them.
#include "figure/verify_store.h"

namespace figure::store {
namespace {

// Deeds under which records are written: those of the door of records and those of procedures
// (procedure.h). The subject of either is the number of a record.
#define WRITING                                                                              \
  "'record.add', 'record.reverse', 'record.correct', 'record.correct_all', 'record.batch', " \
  "'consultation.record'"

constexpr db::Statement kDeedsBetween{
    "figure.deeds_between",
    "SELECT d.deed AS deed, d.kind AS kind, d.subject_key AS subject_key, "
    "d.recorded_at AS recorded_at, COALESCE(p.payload, '') AS payload, "
    "CASE WHEN p.erased_by IS NULL THEN 0 ELSE 1 END AS erased FROM deed d "
    "LEFT JOIN deed_payload p ON p.municipality = d.municipality AND p.deed = d.deed "
    "WHERE d.municipality = ?1 AND d.deed >= ?2 AND d.deed <= ?3 "
    "AND d.kind IN (" WRITING
    ", 'record.confirm', 'record.confirm_all') ORDER BY d.deed "
    "LIMIT ?4"};

DeedRow to_deed(db::Row& row) {
  DeedRow read;
  read.deed = row.integer("deed");
  read.kind = row.text("kind");
  read.subject = row.text("subject_key");
  read.recorded_at.microseconds = row.integer("recorded_at");
  read.payload = row.text("payload");
  read.erased = row.flag("erased");
  return read;
}

constexpr db::Statement kCountDeeds{
    "figure.count_deeds",
    "SELECT CAST(COALESCE(SUM(CASE WHEN kind IN ('record.confirm', 'record.confirm_all') THEN 0 "
    "ELSE 1 END), 0) AS BIGINT) AS writing, CAST(COALESCE(SUM(CASE WHEN kind IN "
    "('record.confirm', 'record.confirm_all') THEN 1 ELSE 0 END), 0) "
    "AS BIGINT) AS confirming FROM deed WHERE municipality = ?1 AND kind IN (" WRITING
    ", 'record.confirm', 'record.confirm_all')"};

// A subject that is no number is nobody's record; the cast must not meet it.
constexpr db::Statement kDeedsWithoutRecord{
    "figure.deeds_without_record",
    "SELECT d.deed AS deed, d.subject_key AS record FROM deed d WHERE d.municipality = ?1 "
    "AND d.kind IN (" WRITING
    ") AND NOT EXISTS (SELECT 1 FROM record r WHERE r.municipality = d.municipality AND r.record = "
    "CASE WHEN LTRIM(d.subject_key, '0123456789') = '' AND LENGTH(d.subject_key) "
    "BETWEEN 1 AND 19 AND (LENGTH(d.subject_key) < 19 OR d.subject_key <= '9223372036854775807') "
    "THEN CAST(d.subject_key AS BIGINT) ELSE 0 END) ORDER BY d.deed"};

constexpr db::Statement kDeedsWithoutConfirmation{
    "figure.deeds_without_confirmation",
    "SELECT d.deed AS deed, d.subject_key AS record FROM deed d WHERE d.municipality = ?1 "
    "AND d.kind IN ('record.confirm', 'record.confirm_all') AND NOT EXISTS (SELECT 1 FROM "
    "record_confirmation c "
    "WHERE c.municipality = d.municipality AND c.deed = d.deed AND c.record = "
    "CASE WHEN LTRIM(d.subject_key, '0123456789') = '' AND LENGTH(d.subject_key) "
    "BETWEEN 1 AND 19 AND (LENGTH(d.subject_key) < 19 OR d.subject_key <= '9223372036854775807') "
    "THEN CAST(d.subject_key AS BIGINT) ELSE 0 END) ORDER BY d.deed"};

#undef WRITING

Orphan to_orphan(db::Row& row) {
  Orphan orphan;
  orphan.deed = row.integer("deed");
  orphan.record = row.text("record");
  return orphan;
}

constexpr db::Statement kConfirmations{
    "figure.confirmations",
    "SELECT record, recorded_at, deed FROM record_confirmation "
    "WHERE municipality = ?1 AND (recorded_at, record) > (?2, ?3) "
    "ORDER BY recorded_at, record LIMIT ?4"};

}  // namespace

std::vector<DeedRow> deeds_between(db::Read& tx, std::string_view municipality, std::int64_t first,
                                   std::int64_t last, int limit) {
  return tx.list<DeedRow>(kDeedsBetween, to_deed, municipality, first, last, limit);
}

std::optional<DeedRow> deed(db::Read& tx, std::string_view municipality, std::int64_t deed) {
  return tx.one<DeedRow>(kDeedsBetween, to_deed, municipality, deed, deed, 1);
}

DeedCount count_deeds(db::Read& tx, std::string_view municipality) {
  const auto to_count = [](db::Row& row) {
    DeedCount count;
    count.writing = row.integer("writing");
    count.confirming = row.integer("confirming");
    return count;
  };
  return tx.one<DeedCount>(kCountDeeds, to_count, municipality).value();
}

std::vector<Orphan> deeds_without_record(db::Read& tx, std::string_view municipality) {
  return tx.list<Orphan>(kDeedsWithoutRecord, to_orphan, municipality);
}

std::vector<Orphan> deeds_without_confirmation(db::Read& tx, std::string_view municipality) {
  return tx.list<Orphan>(kDeedsWithoutConfirmation, to_orphan, municipality);
}

std::vector<ConfirmationRow> confirmations(db::Read& tx, std::string_view municipality,
                                           base::Instant after, std::int64_t after_record,
                                           int limit) {
  const auto to_confirmation = [](db::Row& row) {
    ConfirmationRow confirmation;
    confirmation.record = row.integer("record");
    confirmation.recorded_at.microseconds = row.integer("recorded_at");
    confirmation.deed = row.integer("deed");
    return confirmation;
  };
  return tx.list<ConfirmationRow>(kConfirmations, to_confirmation, municipality, after,
                                  after_record, limit);
}

}  // namespace figure::store
