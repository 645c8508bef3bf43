// Both go many rows to a statement (db::ManyRows); few of them go row by row.
#include "record/batch_store.h"

#include "db/many_rows.h"

namespace record::store {

static const db::RowStatements kConfirmationRows{
    "INSERT INTO record_confirmation (municipality, record, recorded_at, deed) VALUES ", 4};
static const db::Statement kAddConfirmation{"record.add_confirmation", kConfirmationRows.one};
static const db::Statement kAddConfirmations{"record.add_confirmations", kConfirmationRows.many};

void add_confirmations(db::Write& tx, std::string_view municipality,
                       std::span<const Confirmation> confirmations, std::int64_t deed) {
  db::ManyRows rows(tx, kAddConfirmation, kAddConfirmations);
  for (const Confirmation& one : confirmations) rows.add(municipality, one.record, one.at, deed);
  rows.finish();
}

static const db::RowStatements kNoteRows{
    "INSERT INTO record_note (municipality, record, note) VALUES ", 3};
static const db::Statement kAddNote{"record.add_note", kNoteRows.one};
static const db::Statement kAddNotes{"record.add_notes", kNoteRows.many};

void add_note(db::Write& tx, std::string_view municipality, RecordId record,
              std::string_view text) {
  tx.save(kAddNote, municipality, record, text);
}

void add_notes(db::Write& tx, std::string_view municipality, std::span<const Note> notes) {
  db::ManyRows rows(tx, kAddNote, kAddNotes);
  for (const Note& one : notes) rows.add(municipality, one.record, one.text);
  rows.finish();
}

}  // namespace record::store
