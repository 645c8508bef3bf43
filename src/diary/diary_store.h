// Rows of the diary's tables, and the records that its entries point to.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "diary/entry.h"

namespace diary::store {

void add_entry(db::Write& tx, std::string_view municipality, const Entry& entry);
// Counts the versions of standing entries up, and says what they are now: another number than the
// one expected, or none, and somebody was faster.
std::map<std::int64_t, int> move_on(db::Write& tx, std::string_view municipality,
                                    std::span<const std::int64_t> entries);
// Its days, year and state, of an entry that was moved on.
void set_entry(db::Write& tx, std::string_view municipality, const Entry& entry);
void add_version(db::Write& tx, std::string_view municipality, const Entry& entry);
// Which entry a record stands in, from which of its versions.
struct Pointer {
  record::RecordId record;
  std::int64_t entry = 0;
  int since = 1;
};
void add_records(db::Write& tx, std::string_view municipality, std::span<const Pointer> pointers);
void end_record(db::Write& tx, std::string_view municipality, record::RecordId record, int until);
// Empties the texts of all versions.
void erase_texts(db::Write& tx, std::string_view municipality, std::int64_t entry,
                 std::int64_t deed);

// Without records.
std::optional<Entry> entry(db::Read& tx, std::string_view municipality, std::int64_t entry);
std::vector<Entry> versions(db::Read& tx, std::string_view municipality, std::int64_t entry);
// Entries of a programme that begin in these days, taken back or not, by day.
std::vector<Entry> entries_between(db::Read& tx, std::string_view municipality,
                                   std::string_view programme, const Days& days);

// A place in the list: the last entry seen.
struct Place {
  std::string first_on;
  std::int64_t entry = 0;
};
struct Asked {
  std::string programme;  // empty: of all the body's
  std::string body;
  int fiscal_year = 0;
  std::string from;    // first day of the stretch
  std::string until;   // last day
  std::string search;  // a search key; empty: all
  std::optional<Place> before;
  int limit = 50;
};
// The latest day first.
std::vector<Entry> list(db::Read& tx, std::string_view municipality, const Asked& asked);
std::int64_t count(db::Read& tx, std::string_view municipality, const Asked& asked);

// The records of an entry that stand, by day; and all it ever had.
std::vector<record::Record> records(db::Read& tx, std::string_view municipality,
                                    std::int64_t entry);
struct PastRecord {
  record::Record record;
  int since = 1;
  std::optional<int> until;
};
std::vector<PastRecord> past_records(db::Read& tx, std::string_view municipality,
                                     std::int64_t entry);
struct OfEntry {
  std::int64_t entry = 0;
  record::Record record;
};
// What stands of a programme's entries that a deed (a month, a pasted table) wrote, by day.
std::vector<record::RecordId> records_of_deed(db::Read& tx, std::string_view municipality,
                                              std::string_view programme, std::int64_t deed);
// Of the standing entries of a programme that begin in these days.
std::vector<OfEntry> records_between(db::Read& tx, std::string_view municipality,
                                     std::string_view programme, const Days& days);
std::optional<std::int64_t> entry_of(db::Read& tx, std::string_view municipality,
                                     record::RecordId record);

// How much stands, by programme.
struct Standing {
  std::string programme;
  int entries = 0;
  std::string last_on;
};
std::vector<Standing> standing(db::Read& tx, std::string_view municipality, std::string_view body,
                               int fiscal_year);
// By programme and month of the first day.
std::vector<MonthCount> months(db::Read& tx, std::string_view municipality, std::string_view body,
                               int fiscal_year);
// The months of the entries that those of this year repeat.
std::vector<MonthCount> repeated(db::Read& tx, std::string_view municipality, std::string_view body,
                                 int fiscal_year);

}  // namespace diary::store
