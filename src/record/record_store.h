// Rows of record, confirmation, note and year closing. add() is called by the room figure alone
// (its post() also moves the sums); a house test says so.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "record/record.h"

namespace record::store {

// Gives a record, everything else of which is set, its salt and its seal: the deed that names the
// seal is written before the record that points to the deed.
void seal(Record& record);

// The sealed record as it is; nothing is asked back.
void add(db::Write& tx, const Record& record);
// Many at once, in statements of 500 and of 50 rows.
void add_all(db::Write& tx, std::span<const Record> records);

std::optional<std::string> note_of(db::Read& tx, std::string_view municipality, RecordId record);
bool erase_note(db::Write& tx, std::string_view municipality, RecordId record, std::int64_t deed);

std::optional<Record> find(db::Read& tx, std::string_view municipality, RecordId record);
std::optional<Record> reversal_of(db::Read& tx, std::string_view municipality, RecordId first);
// Many at once, in statements of 50 and of 500 numbers; what is not there is left out.
std::map<RecordId, Record> find_all(db::Read& tx, std::string_view municipality,
                                    std::span<const RecordId> records);
// The reversals of those that were taken back, by the first record.
std::map<RecordId, RecordId> reversals_among(db::Read& tx, std::string_view municipality,
                                             std::span<const RecordId> firsts);
// What a deed wrote between its first and its last record, in the order of the numbers.
struct Written {
  RecordId record;
  bool is_reversal = false;
};
std::vector<Written> written_by(db::Read& tx, std::string_view municipality, std::int64_t deed,
                                RecordId first, RecordId last);
// The deed by which it was confirmed.
std::optional<std::int64_t> confirmation_deed(db::Read& tx, std::string_view municipality,
                                              RecordId record);

// A place in a list: the last row seen.
struct Place {
  std::string occurred_on;
  std::int64_t record = 0;
};
enum class Order { oldest_first, newest_first };

// Records of one programme and kind in a fiscal year, by day and number, after `after`; at most
// `limit`. Confirmations are told with them. The drill-down and the rebuild read through this.
std::vector<Record> page(db::Read& tx, std::string_view municipality, std::string_view programme,
                         std::string_view kind, int fiscal_year, const std::optional<Place>& after,
                         Order order, int limit);

// Records recorded after (`from`, `after`) and not later than `until`, in the order of recording.
std::vector<Record> recorded_between(db::Read& tx, std::string_view municipality,
                                     base::Instant from, RecordId after, base::Instant until,
                                     int limit);

// At most `limit` records recorded before (`at`, `record`), the last recorded first.
std::vector<Record> recorded_before(db::Read& tx, std::string_view municipality, base::Instant at,
                                    RecordId record, int limit);

// Records confirmed in (from, until], with confirmed_at set, in the order of confirmation.
std::vector<Record> confirmed_between(db::Read& tx, std::string_view municipality,
                                      base::Instant from, RecordId after, base::Instant until,
                                      int limit);

// The fiscal years in which a programme has records of a kind.
std::vector<int> years_of(db::Read& tx, std::string_view municipality, std::string_view programme,
                          std::string_view kind);

// All records in the order of their numbers, for verify: `limit` after `after`.
std::vector<Record> in_order(db::Read& tx, std::string_view municipality, RecordId after,
                             int limit);

struct YearState {
  int fiscal_year = 0;
  int version = 0;
  bool closed = false;
};
std::vector<YearState> years(db::Read& tx, std::string_view municipality);
void add_year(db::Write& tx, std::string_view municipality, const YearState& year,
              std::string_view reason, std::int64_t deed);

}  // namespace record::store
