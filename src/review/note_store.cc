// Every statement on result_note, each above its one function.
#include "review/note_store.h"

namespace review::store {

constexpr db::Statement kAddNote{
    "review.add_note",
    "INSERT INTO result_note (municipality, plan, period, row_key, side, version, note, person, "
    "deed, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"};

void add_note(db::Write& tx, const Review& review, const ResultNote& note, std::int64_t deed) {
  tx.run(kAddNote, review.municipality, review.plan, review.period, note.row, in_db(note.side),
         note.version, note.text, note.person, deed, tx.recorded_at());
}

constexpr db::Statement kNotes{
    "review.notes",
    "SELECT row_key, side, version, note, person, recorded_at, printed_by FROM result_note WHERE "
    "municipality = ?1 AND plan = ?2 AND period = ?3 ORDER BY row_key, side, version"};

std::vector<ResultNote> notes(db::Read& tx, const Place& place, std::string_view period) {
  const auto to_note = [](db::Row& row) {
    ResultNote one;
    one.row = row.text("row_key");
    one.side = note_side(row.view("side")).value();
    one.version = static_cast<int>(row.integer("version"));
    one.text = row.text("note");
    one.person = row.integer("person");
    one.at = {row.integer("recorded_at")};
    one.printed = row.maybe_integer("printed_by").has_value();
    return one;
  };
  return tx.list<ResultNote>(kNotes, to_note, place.municipality, place.plan, period);
}

constexpr db::Statement kSetPrinted{
    "review.set_printed",
    "UPDATE result_note SET printed_by = ?7 WHERE municipality = ?1 AND plan = ?2 AND period = ?3 "
    "AND row_key = ?4 AND side = ?5 AND version = ?6"};

bool set_printed(db::Write& tx, const Review& review, const ResultNote& note,
                 std::optional<std::int64_t> deed) {
  return tx.run(kSetPrinted, review.municipality, review.plan, review.period, note.row,
                in_db(note.side), note.version, deed) == 1;
}

}  // namespace review::store
