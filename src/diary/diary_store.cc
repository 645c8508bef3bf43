// Every statement on the tables of migration 0026, each above its one function. Records are read
// through the entries that point to them; they are written by the room figure alone.
#include "diary/diary_store.h"

#include <algorithm>
#include <charconv>

#include "base/japanese_text.h"

namespace diary::store {
namespace {

base::Date day_of(db::Row& row, std::string_view column) {
  return base::parse_date(row.view(column)).value();
}

Entry to_entry(db::Row& row) {
  Entry entry;
  entry.entry = row.integer("entry");
  entry.programme = row.text("programme");
  entry.body = row.text("body");
  entry.fiscal_year = static_cast<int>(row.integer("fiscal_year"));
  entry.days = {day_of(row, "first_on"), day_of(row, "last_on")};
  entry.state = state_from_db(row.view("state"));
  entry.version = static_cast<int>(row.integer("version"));
  entry.how = how_from_db(row.view("how"));
  entry.repeats = row.maybe_integer("repeats");
  entry.texts = {row.text("place"), row.text("co_organisers"), row.text("note")};
  entry.erased = row.maybe_integer("erased_by").has_value();
  entry.deed = row.integer("deed");
  entry.recorded_at = {row.integer("recorded_at")};
  entry.person = row.integer("person");
  return entry;
}

record::Record to_record(db::Row& row) {
  record::Record record;
  record.id = record::RecordId{row.integer("record")};
  record.programme = row.text("programme");
  record.kind = row.text("record_kind");
  record.fiscal_year = base::FiscalYear(static_cast<int>(row.integer("fiscal_year")));
  record.occurred_on = day_of(row, "occurred_on");
  record.recorded_at = {row.integer("recorded_at")};
  record.count = row.integer("count");
  record.people = row.maybe_integer("people");
  record.yen = row.maybe_integer("yen");
  if (const auto in_town = row.maybe_integer("in_town")) record.in_town = *in_town != 0;
  record.attributes = record::attributes_from_json(row.view("attributes"));
  record.business = row.maybe_integer("business");
  record.summary = row.flag("summary");
  record.deed = row.integer("deed");
  if (const auto at = row.maybe_integer("confirmed_at")) record.confirmed_at = base::Instant{*at};
  return record;
}

MonthCount to_month(db::Row& row) {
  MonthCount one;
  one.programme = row.text("programme");
  const std::string month = row.text("month");
  std::from_chars(month.data(), month.data() + 4, one.year);
  std::from_chars(month.data() + 5, month.data() + 7, one.month);
  one.entries = static_cast<int>(row.integer("entries"));
  one.first = row.integer("first");
  return one;
}

}  // namespace

constexpr db::Statement kAddEntry{
    "diary.add_entry",
    "INSERT INTO diary_entry (municipality, entry, programme, body, fiscal_year, first_on, "
    "last_on, state, version, how, repeats) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
    "?11)"};

void add_entry(db::Write& tx, std::string_view municipality, const Entry& entry) {
  tx.save(kAddEntry, municipality, entry.entry, entry.programme, entry.body, entry.fiscal_year,
          base::iso(entry.days.first), base::iso(entry.days.last), in_db(entry.state),
          entry.version, in_db(entry.how), entry.repeats);
}

constexpr std::size_t kManyEntries = 50;

namespace {

// One text for every list: a shorter one repeats its last number.
std::string moving_on() {
  std::string sql =
      "UPDATE diary_entry SET version = version + 1 WHERE municipality = ?1 AND state = 'standing' "
      "AND entry IN (";
  for (std::size_t place = 0; place < kManyEntries; ++place)
    sql += (place == 0 ? "?" : ", ?") + std::to_string(place + 2);
  return sql + ") RETURNING entry, version";
}

}  // namespace

std::map<std::int64_t, int> move_on(db::Write& tx, std::string_view municipality,
                                    std::span<const std::int64_t> entries) {
  static const std::string sql = moving_on();
  static const db::Statement kMoveOn{"diary.move_on", sql};
  std::map<std::int64_t, int> versions;
  while (!entries.empty()) {
    const auto piece = entries.first(std::min(kManyEntries, entries.size()));
    std::vector<db::Value> values = {db::to_value(municipality)};
    for (std::size_t place = 0; place < kManyEntries; ++place)
      values.push_back(piece[std::min(place, piece.size() - 1)]);
    tx.each_values(kMoveOn, values, [&](db::Row& row) {
      const std::int64_t entry = row.integer("entry");
      versions[entry] = static_cast<int>(row.integer("version"));
    });
    entries = entries.subspan(piece.size());
  }
  return versions;
}

constexpr db::Statement kSetEntry{
    "diary.set_entry",
    "UPDATE diary_entry SET fiscal_year = ?3, first_on = ?4, last_on = ?5, state = ?6 WHERE "
    "municipality = ?1 AND entry = ?2"};

void set_entry(db::Write& tx, std::string_view municipality, const Entry& entry) {
  tx.save(kSetEntry, municipality, entry.entry, entry.fiscal_year, base::iso(entry.days.first),
          base::iso(entry.days.last), in_db(entry.state));
}

constexpr db::Statement kAddVersion{
    "diary.add_version",
    "INSERT INTO diary_version (municipality, entry, version, place, co_organisers, note, search, "
    "deed, recorded_at, person) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"};

void add_version(db::Write& tx, std::string_view municipality, const Entry& entry) {
  const std::string search = base::search_key(entry.texts.place + " " + entry.texts.co_organisers +
                                              " " + entry.texts.note);
  tx.save(kAddVersion, municipality, entry.entry, entry.version, entry.texts.place,
          entry.texts.co_organisers, entry.texts.note, search, entry.deed, entry.recorded_at,
          entry.person);
}

namespace {

constexpr std::size_t kPointerColumns = 4;
constexpr std::size_t kManyPointers = 50;

std::string pointers_of(std::size_t rows) {
  std::string sql = "INSERT INTO diary_record (municipality, record, entry, since) VALUES ";
  for (std::size_t place = 0; place < rows * kPointerColumns; ++place) {
    sql += place % kPointerColumns == 0 ? (place == 0 ? "(" : "), (") : ", ";
    sql += '?' + std::to_string(place + 1);
  }
  return sql + ')';
}

void add_pointers(db::Write& tx, std::string_view municipality, const db::Statement& statement,
                  std::span<const Pointer> pointers) {
  std::vector<db::Value> values;
  values.reserve(pointers.size() * kPointerColumns);
  for (const Pointer& one : pointers)
    for (const db::Value& value : db::values_of(municipality, one.record, one.entry, one.since))
      values.push_back(value);
  tx.save_values(statement, values);
}

}  // namespace

// A month has hundreds: they go in statements of 50 rows, the rest one by one.
void add_records(db::Write& tx, std::string_view municipality, std::span<const Pointer> pointers) {
  static const std::string one = pointers_of(1);
  static const std::string many = pointers_of(kManyPointers);
  static const db::Statement kAddRecord{"diary.add_record", one};
  static const db::Statement kAddRecords{"diary.add_records", many};
  while (pointers.size() >= kManyPointers) {
    add_pointers(tx, municipality, kAddRecords, pointers.first(kManyPointers));
    pointers = pointers.subspan(kManyPointers);
  }
  for (; !pointers.empty(); pointers = pointers.subspan(1))
    add_pointers(tx, municipality, kAddRecord, pointers.first(1));
}

constexpr db::Statement kEndRecord{
    "diary.end_record",
    "UPDATE diary_record SET until = ?3 WHERE municipality = ?1 AND record = ?2 AND until IS NULL"};

void end_record(db::Write& tx, std::string_view municipality, record::RecordId record, int until) {
  tx.save(kEndRecord, municipality, record, until);
}

constexpr db::Statement kEraseTexts{
    "diary.erase_texts",
    "UPDATE diary_version SET place = '', co_organisers = '', note = '', search = '', erased_by = "
    "?3 WHERE municipality = ?1 AND entry = ?2 AND erased_by IS NULL"};

void erase_texts(db::Write& tx, std::string_view municipality, std::int64_t entry,
                 std::int64_t deed) {
  tx.save(kEraseTexts, municipality, entry, deed);
}

#define ENTRIES                                                                                  \
  "SELECT e.entry AS entry, e.programme AS programme, e.body AS body, e.fiscal_year AS "         \
  "fiscal_year, e.first_on AS first_on, e.last_on AS last_on, e.state AS state, v.version AS "   \
  "version, e.how AS how, e.repeats AS repeats, v.place AS place, v.co_organisers AS "           \
  "co_organisers, v.note AS note, v.erased_by AS erased_by, v.deed AS deed, v.recorded_at AS "   \
  "recorded_at, v.person AS person FROM diary_entry e JOIN diary_version v ON v.municipality = " \
  "e.municipality AND v.entry = e.entry "

constexpr db::Statement kEntry{
    "diary.entry", ENTRIES "AND v.version = e.version WHERE e.municipality = ?1 AND e.entry = ?2"};

std::optional<Entry> entry(db::Read& tx, std::string_view municipality, std::int64_t entry) {
  return tx.one<Entry>(kEntry, to_entry, municipality, entry);
}

constexpr db::Statement kVersions{
    "diary.versions", ENTRIES "WHERE e.municipality = ?1 AND e.entry = ?2 ORDER BY v.version DESC"};

std::vector<Entry> versions(db::Read& tx, std::string_view municipality, std::int64_t entry) {
  return tx.list<Entry>(kVersions, to_entry, municipality, entry);
}

constexpr db::Statement kEntriesBetween{
    "diary.entries_between", ENTRIES
    "AND v.version = e.version WHERE e.municipality = ?1 AND e.programme = ?2 AND e.first_on >= "
    "?3 AND e.first_on <= ?4 ORDER BY e.first_on, e.entry"};

std::vector<Entry> entries_between(db::Read& tx, std::string_view municipality,
                                   std::string_view programme, const Days& days) {
  return tx.list<Entry>(kEntriesBetween, to_entry, municipality, programme, base::iso(days.first),
                        base::iso(days.last));
}

// Escaped for LIKE; the key itself is normalised.
namespace {

std::string like(std::string_view search) {
  std::string pattern = "%";
  for (const char c : search) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + '%';
}

}  // namespace

#define LISTED                                                                                    \
  "AND v.version = e.version WHERE e.municipality = ?1 AND e.body = ?2 AND e.fiscal_year = ?3 "   \
  "AND "                                                                                          \
  "e.first_on >= ?4 AND e.first_on <= ?5 AND (?6 = '' OR e.programme = ?6) AND v.search LIKE ?7 " \
  "ESCAPE '\\' "

constexpr db::Statement kList{
    "diary.list", ENTRIES LISTED
    "AND (e.first_on < ?8 OR (e.first_on = ?8 AND e.entry < ?9)) ORDER BY e.first_on DESC, e.entry "
    "DESC LIMIT ?10"};

std::vector<Entry> list(db::Read& tx, std::string_view municipality, const Asked& asked) {
  const Place before = asked.before.value_or(Place{"9999", 0});
  return tx.list<Entry>(kList, to_entry, municipality, asked.body, asked.fiscal_year, asked.from,
                        asked.until, asked.programme, like(asked.search), before.first_on,
                        before.entry, asked.limit);
}

constexpr db::Statement kCount{
    "diary.count",
    "SELECT COUNT(*) AS entries FROM diary_entry e JOIN diary_version v ON v.municipality = "
    "e.municipality AND v.entry = e.entry " LISTED};

std::int64_t count(db::Read& tx, std::string_view municipality, const Asked& asked) {
  return tx
      .one<std::int64_t>(
          kCount, [](db::Row& row) { return row.integer("entries"); }, municipality, asked.body,
          asked.fiscal_year, asked.from, asked.until, asked.programme, like(asked.search))
      .value_or(0);
}

#undef LISTED
#undef ENTRIES

#define RECORDS                                                                                   \
  "r.record AS record, r.programme AS programme, r.record_kind AS record_kind, r.fiscal_year AS " \
  "fiscal_year, r.occurred_on AS occurred_on, r.recorded_at AS recorded_at, r.count AS count, "   \
  "r.people AS people, r.yen AS yen, r.in_town AS in_town, r.attributes AS attributes, "          \
  "r.business AS business, "                                                                      \
  "r.summary AS summary, r.deed AS deed, c.recorded_at AS confirmed_at "
#define JOINED                                                                          \
  "JOIN record r ON r.municipality = d.municipality AND r.record = d.record LEFT JOIN " \
  "record_confirmation c ON c.municipality = r.municipality AND c.record = r.record "

constexpr db::Statement kRecords{
    "diary.records",
    "SELECT " RECORDS "FROM diary_record d " JOINED
    "WHERE d.municipality = ?1 AND d.entry = ?2 AND d.until IS NULL ORDER BY r.occurred_on, "
    "r.record"};

std::vector<record::Record> records(db::Read& tx, std::string_view municipality,
                                    std::int64_t entry) {
  return tx.list<record::Record>(kRecords, to_record, municipality, entry);
}

constexpr db::Statement kPastRecords{
    "diary.past_records",
    "SELECT d.since AS since, d.until AS until, " RECORDS "FROM diary_record d " JOINED
    "WHERE d.municipality = ?1 AND d.entry = ?2 ORDER BY d.since, r.occurred_on, r.record"};

std::vector<PastRecord> past_records(db::Read& tx, std::string_view municipality,
                                     std::int64_t entry) {
  const auto to_past = [](db::Row& row) {
    PastRecord past;
    past.since = static_cast<int>(row.integer("since"));
    if (const auto until = row.maybe_integer("until")) past.until = static_cast<int>(*until);
    past.record = to_record(row);
    return past;
  };
  return tx.list<PastRecord>(kPastRecords, to_past, municipality, entry);
}

constexpr db::Statement kRecordsOfDeed{
    "diary.records_of_deed",
    "SELECT r.record AS record FROM diary_version v JOIN diary_entry e ON e.municipality = "
    "v.municipality AND e.entry = v.entry JOIN diary_record d ON d.municipality = v.municipality "
    "AND d.entry = v.entry JOIN record r ON r.municipality = d.municipality AND r.record = "
    "d.record WHERE v.municipality = ?1 AND v.deed = ?2 AND e.programme = ?3 AND d.until IS NULL "
    "ORDER BY e.first_on, e.entry, r.occurred_on, r.record"};

std::vector<record::RecordId> records_of_deed(db::Read& tx, std::string_view municipality,
                                              std::string_view programme, std::int64_t deed) {
  return tx.list<record::RecordId>(
      kRecordsOfDeed, [](db::Row& row) { return record::RecordId{row.integer("record")}; },
      municipality, deed, programme);
}

constexpr db::Statement kRecordsBetween{
    "diary.records_between",
    "SELECT d.entry AS entry, " RECORDS
    "FROM diary_entry e JOIN diary_record d ON d.municipality = e.municipality AND d.entry = "
    "e.entry " JOINED
    "WHERE e.municipality = ?1 AND e.programme = ?2 AND e.first_on >= ?3 AND e.first_on <= ?4 AND "
    "e.state = 'standing' AND d.until IS NULL ORDER BY r.occurred_on, r.record"};

std::vector<OfEntry> records_between(db::Read& tx, std::string_view municipality,
                                     std::string_view programme, const Days& days) {
  const auto to_one = [](db::Row& row) {
    OfEntry one;
    one.entry = row.integer("entry");
    one.record = to_record(row);
    return one;
  };
  return tx.list<OfEntry>(kRecordsBetween, to_one, municipality, programme, base::iso(days.first),
                          base::iso(days.last));
}

#undef JOINED
#undef RECORDS

constexpr db::Statement kEntryOf{
    "diary.entry_of", "SELECT entry FROM diary_record WHERE municipality = ?1 AND record = ?2"};

std::optional<std::int64_t> entry_of(db::Read& tx, std::string_view municipality,
                                     record::RecordId record) {
  return tx.one<std::int64_t>(
      kEntryOf, [](db::Row& row) { return row.integer("entry"); }, municipality, record);
}

constexpr db::Statement kStanding{
    "diary.standing",
    "SELECT programme, COUNT(*) AS entries, MAX(last_on) AS last_on FROM diary_entry WHERE "
    "municipality = ?1 AND body = ?2 AND fiscal_year = ?3 AND state = 'standing' GROUP BY "
    "programme ORDER BY programme"};

std::vector<Standing> standing(db::Read& tx, std::string_view municipality, std::string_view body,
                               int fiscal_year) {
  const auto to_standing = [](db::Row& row) {
    Standing one;
    one.programme = row.text("programme");
    one.entries = static_cast<int>(row.integer("entries"));
    one.last_on = row.text("last_on");
    return one;
  };
  return tx.list<Standing>(kStanding, to_standing, municipality, body, fiscal_year);
}

constexpr db::Statement kMonths{
    "diary.months",
    "SELECT programme, SUBSTR(first_on, 1, 7) AS month, COUNT(*) AS entries, MIN(entry) AS first "
    "FROM diary_entry WHERE municipality = ?1 AND body = ?2 AND fiscal_year = ?3 AND state = "
    "'standing' GROUP BY programme, SUBSTR(first_on, 1, 7) ORDER BY 2, 1"};

std::vector<MonthCount> months(db::Read& tx, std::string_view municipality, std::string_view body,
                               int fiscal_year) {
  return tx.list<MonthCount>(kMonths, to_month, municipality, body, fiscal_year);
}

constexpr db::Statement kRepeated{
    "diary.repeated",
    "SELECT o.programme AS programme, SUBSTR(o.first_on, 1, 7) AS month, COUNT(*) AS entries, "
    "MIN(o.entry) AS first FROM diary_entry e JOIN diary_entry o ON o.municipality = "
    "e.municipality AND o.entry = e.repeats WHERE e.municipality = ?1 AND e.body = ?2 AND "
    "e.fiscal_year = ?3 AND e.state = 'standing' GROUP BY o.programme, SUBSTR(o.first_on, 1, 7) "
    "ORDER BY 2, 1"};

std::vector<MonthCount> repeated(db::Read& tx, std::string_view municipality, std::string_view body,
                                 int fiscal_year) {
  return tx.list<MonthCount>(kRepeated, to_month, municipality, body, fiscal_year);
}

}  // namespace diary::store
