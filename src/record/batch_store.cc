// Full statements first; what is left over goes row by row.
#include "record/batch_store.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "record/record_store.h"

namespace record::store {
namespace {

constexpr std::size_t kAtOnce = 100;

// "… VALUES (?1, ?2), (?3, ?4) …"
std::string with_places(std::string_view insert, std::size_t columns) {
  std::string sql(insert);
  for (std::size_t place = 0; place < kAtOnce * columns; ++place) {
    sql += place % columns == 0 ? (place == 0 ? "(" : "), (") : ", ";
    sql += '?' + std::to_string(place + 1);
  }
  return sql + ')';
}

}  // namespace

void add_confirmations(db::Write& tx, std::string_view municipality,
                       std::span<const Confirmation> confirmations, std::int64_t deed) {
  static const std::string many = with_places(
      "INSERT INTO record_confirmation (municipality, record, recorded_at, deed) VALUES ", 4);
  static const db::Statement kAddConfirmations{"record.add_confirmations", many};
  for (; confirmations.size() >= kAtOnce; confirmations = confirmations.subspan(kAtOnce)) {
    std::vector<db::Value> values;
    values.reserve(kAtOnce * 4);
    for (const Confirmation& one : confirmations.first(kAtOnce))
      std::ranges::copy(db::values_of(municipality, one.record, one.at, deed),
                        std::back_inserter(values));
    tx.save_values(kAddConfirmations, values);
  }
  for (const Confirmation& one : confirmations)
    add_confirmation(tx, municipality, one.record, one.at, deed);
}

void add_notes(db::Write& tx, std::string_view municipality, std::span<const Note> notes) {
  static const std::string many =
      with_places("INSERT INTO record_note (municipality, record, note) VALUES ", 3);
  static const db::Statement kAddNotes{"record.add_notes", many};
  for (; notes.size() >= kAtOnce; notes = notes.subspan(kAtOnce)) {
    std::vector<db::Value> values;
    values.reserve(kAtOnce * 3);
    for (const Note& one : notes.first(kAtOnce))
      std::ranges::copy(db::values_of(municipality, one.record, one.text),
                        std::back_inserter(values));
    tx.save_values(kAddNotes, values);
  }
  for (const Note& one : notes) add_note(tx, municipality, one.record, one.text);
}

}  // namespace record::store
