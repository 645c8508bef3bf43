// Every statement on record, record_confirmation, record_note and year_closing, each above its one
// function. Records are read with their confirmation through one of three keys: the record, the
// work, the time.
#include "record/record_store.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/date.h"
#include "base/salt.h"

namespace record::store {

namespace {

constexpr std::size_t kColumns = 21;
constexpr std::size_t kSome = 50;
constexpr std::size_t kMany = 500;

std::string insert_of(std::size_t rows) {
  std::string sql =
      "INSERT INTO record (municipality, record, programme, record_kind, fiscal_year, occurred_on, "
      "recorded_at, count, people, yen, in_town, attributes, case_file, business, entry, summary, "
      "year_stated, reverses, deed, salt, seal) VALUES ";
  for (std::size_t place = 0; place < rows * kColumns; ++place) {
    sql += place % kColumns == 0 ? (place == 0 ? "(" : "), (") : ", ";
    sql += '?' + std::to_string(place + 1);
  }
  return sql + ')';
}

// What a row is bound to, with the texts that are made for it.
struct Bound {
  std::string occurred_on;
  std::string attributes;
  std::array<db::Value, kColumns> values;
};

void bind(const Record& record, Bound& bound) {
  bound.occurred_on = base::iso(record.occurred_on);
  bound.attributes = attributes_json(record.attributes);
  bound.values = db::values_of(record.municipality, record.id, record.programme, record.kind,
                               record.fiscal_year.number(), bound.occurred_on, record.recorded_at,
                               record.count, record.people, record.yen, record.in_town,
                               bound.attributes, record.case_file, record.business, record.entry,
                               record.summary, in_db(record.year_stated), record.reverses,
                               record.deed, record.salt, record.seal);
}

}  // namespace

void seal(Record& record) {
  record.salt = base::new_salt();
  record.seal = seal_of(record);
}

void add(db::Write& tx, const Record& record) {
  static const std::string one = insert_of(1);
  static const db::Statement kAdd{"record.add", one};
  Bound bound;
  bind(record, bound);
  tx.save_values(kAdd, bound.values);
}

namespace {

void add_rows(db::Write& tx, const db::Statement& statement, std::span<const Record> records) {
  std::vector<Bound> bound(records.size());
  std::vector<db::Value> values;
  values.reserve(records.size() * kColumns);
  for (std::size_t row = 0; row < records.size(); ++row) {
    bind(records[row], bound[row]);
    values.insert(values.end(), bound[row].values.begin(), bound[row].values.end());
  }
  tx.save_values(statement, values);
}

}  // namespace

// SQLite keeps the way back for every statement of several rows: the more rows, the fewer of them.
void add_all(db::Write& tx, std::span<const Record> records) {
  static const std::string many = insert_of(kMany);
  static const db::Statement kAddMany{"record.add_many", many};
  static const std::string some = insert_of(kSome);
  static const db::Statement kAddSome{"record.add_some", some};
  for (; records.size() >= kMany; records = records.subspan(kMany)) {
    add_rows(tx, kAddMany, records.first(kMany));
  }
  for (; records.size() >= kSome; records = records.subspan(kSome)) {
    add_rows(tx, kAddSome, records.first(kSome));
  }
  for (const Record& record : records) add(tx, record);
}

constexpr db::Statement kNoteOf{"record.note_of",
                                "SELECT note FROM record_note WHERE municipality = ?1 "
                                "AND record = ?2 AND erased_by IS NULL"};

std::optional<std::string> note_of(db::Read& tx, std::string_view municipality, RecordId record) {
  return tx.one<std::string>(
      kNoteOf, [](db::Row& row) { return row.text("note"); }, municipality, record);
}

constexpr db::Statement kEraseNote{"record.erase_note",
                                   "UPDATE record_note SET note = '', erased_by = ?3 "
                                   "WHERE municipality = ?1 AND record = ?2 AND erased_by IS NULL"};

bool erase_note(db::Write& tx, std::string_view municipality, RecordId record, std::int64_t deed) {
  return tx.run(kEraseNote, municipality, record, deed) == 1;
}

namespace {

// A date or year that cannot be read was written past the program; read as another one, it breaks
// the seal, and verify names the record.
base::Date to_date(std::string_view text) {
  return base::parse_date(text).value_or(base::Date(base::kFirstYear, 4, 1));
}

base::FiscalYear to_year(std::int64_t number) {
  if (number < base::kFirstYear || number > base::kLastYear) number = base::kFirstYear;
  return base::FiscalYear::of(static_cast<int>(number))
      .value_or(base::FiscalYear(base::kFirstYear));
}

Record to_record(db::Row& row) {
  Record record;
  record.municipality = row.text("municipality");
  record.id.value = row.integer("record");
  record.programme = row.text("programme");
  record.kind = row.text("record_kind");
  record.fiscal_year = to_year(row.integer("fiscal_year"));
  record.occurred_on = to_date(row.view("occurred_on"));
  record.recorded_at.microseconds = row.integer("recorded_at");
  record.count = row.integer("count");
  record.people = row.maybe_integer("people");
  record.yen = row.maybe_integer("yen");
  if (const auto in_town = row.maybe_integer("in_town")) record.in_town = *in_town != 0;
  record.attributes = attributes_from_json(row.view("attributes"));
  record.case_file = row.maybe_integer("case_file");
  record.business = row.maybe_integer("business");
  record.entry = row.maybe_integer("entry");
  record.summary = row.flag("summary");
  record.year_stated = year_stated_from_db(row.view("year_stated"));
  if (const auto first = row.maybe_integer("reverses")) record.reverses = RecordId{*first};
  record.deed = row.integer("deed");
  record.salt = row.text("salt");
  record.seal = row.text("seal");
  if (const auto at = row.maybe_integer("confirmed_at")) record.confirmed_at = base::Instant{*at};
  return record;
}

// The columns as to_record reads them, of the record r and its confirmation c.
#define RECORD_COLUMNS                                                                   \
  "r.municipality AS municipality, r.record AS record, r.programme AS programme, "       \
  "r.record_kind AS record_kind, r.fiscal_year AS fiscal_year, "                         \
  "r.occurred_on AS occurred_on, r.recorded_at AS recorded_at, r.count AS count, "       \
  "r.people AS people, r.yen AS yen, r.in_town AS in_town, r.attributes AS attributes, " \
  "r.case_file AS case_file, r.business AS business, r.entry AS entry, "                 \
  "r.summary AS summary, r.year_stated AS year_stated, r.reverses AS reverses, "         \
  "r.deed AS deed, r.salt AS salt, r.seal AS seal, c.recorded_at AS confirmed_at "
#define RECORDS                                    \
  RECORD_COLUMNS                                   \
  "FROM record r LEFT JOIN record_confirmation c " \
  "ON c.municipality = r.municipality AND c.record = r.record "

}  // namespace

constexpr db::Statement kFind{"record.find",
                              "SELECT " RECORDS "WHERE r.municipality = ?1 AND r.record = ?2"};

std::optional<Record> find(db::Read& tx, std::string_view municipality, RecordId record) {
  return tx.one<Record>(kFind, to_record, municipality, record);
}

constexpr db::Statement kReversalOf{
    "record.reversal_of", "SELECT " RECORDS "WHERE r.municipality = ?1 AND r.reverses = ?2"};

std::optional<Record> reversal_of(db::Read& tx, std::string_view municipality, RecordId first) {
  return tx.one<Record>(kReversalOf, to_record, municipality, first);
}

namespace {

constexpr std::string_view kRecords = "SELECT " RECORDS "WHERE r.municipality = ?1 AND r.record";
constexpr std::string_view kReversals =
    "SELECT r.reverses AS reverses, r.record AS record FROM record r WHERE r.municipality = ?1 "
    "AND r.reverses";

// … IN (?2, ?3, …): each size is a statement of its own, prepared once.
std::string among(std::string_view sql, std::size_t places) {
  std::string text(sql);
  text += " IN (";
  for (std::size_t place = 0; place < places; ++place)
    text += (place == 0 ? "?" : ", ?") + std::to_string(place + 2);
  return text + ')';
}

// A short list repeats its last number, which finds nothing twice.
void each_among(db::Read& tx, const db::Statement& some, const db::Statement& many,
                std::string_view municipality, std::span<const RecordId> ids,
                db::FunctionRef<void(db::Row&)> on_row) {
  while (!ids.empty()) {
    const std::size_t places = ids.size() <= kSome ? kSome : kMany;
    std::vector<db::Value> values = {db::to_value(municipality)};
    for (std::size_t place = 0; place < places; ++place)
      values.push_back(ids[std::min(place, ids.size() - 1)].value);
    tx.each_values(places == kSome ? some : many, values, on_row);
    ids = ids.subspan(std::min(places, ids.size()));
  }
}

}  // namespace

std::map<RecordId, Record> find_all(db::Read& tx, std::string_view municipality,
                                    std::span<const RecordId> records) {
  static const std::string some = among(kRecords, kSome);
  static const std::string many = among(kRecords, kMany);
  static const db::Statement kFindSome{"record.find_some", some};
  static const db::Statement kFindMany{"record.find_many", many};
  std::map<RecordId, Record> found;
  each_among(tx, kFindSome, kFindMany, municipality, records, [&](db::Row& row) {
    Record record = to_record(row);
    const RecordId id = record.id;
    found.insert_or_assign(id, std::move(record));
  });
  return found;
}

std::map<RecordId, RecordId> reversals_among(db::Read& tx, std::string_view municipality,
                                             std::span<const RecordId> firsts) {
  static const std::string some = among(kReversals, kSome);
  static const std::string many = among(kReversals, kMany);
  static const db::Statement kSomeReversals{"record.reversals_among_some", some};
  static const db::Statement kManyReversals{"record.reversals_among_many", many};
  std::map<RecordId, RecordId> found;
  each_among(tx, kSomeReversals, kManyReversals, municipality, firsts, [&](db::Row& row) {
    const RecordId first{row.integer("reverses")};
    found.insert_or_assign(first, RecordId{row.integer("record")});
  });
  return found;
}

constexpr db::Statement kWrittenBy{
    "record.written_by",
    "SELECT r.record AS record, CASE WHEN r.reverses IS NULL THEN 0 ELSE 1 END AS is_reversal "
    "FROM record r WHERE r.municipality = ?1 AND r.record >= ?3 AND r.record <= ?4 AND r.deed = ?2 "
    "ORDER BY r.record"};

std::vector<Written> written_by(db::Read& tx, std::string_view municipality, std::int64_t deed,
                                RecordId first, RecordId last) {
  const auto to_written = [](db::Row& row) {
    Written one;
    one.record = RecordId{row.integer("record")};
    one.is_reversal = row.flag("is_reversal");
    return one;
  };
  return tx.list<Written>(kWrittenBy, to_written, municipality, deed, first, last);
}

constexpr db::Statement kConfirmationDeed{
    "record.confirmation_deed",
    "SELECT deed FROM record_confirmation WHERE municipality = ?1 AND record = ?2"};

std::optional<std::int64_t> confirmation_deed(db::Read& tx, std::string_view municipality,
                                              RecordId record) {
  return tx.one<std::int64_t>(
      kConfirmationDeed, [](db::Row& row) { return row.integer("deed"); }, municipality, record);
}

constexpr db::Statement kPageUp{
    "record.page_oldest_first",
    "SELECT " RECORDS
    "WHERE r.municipality = ?1 AND r.programme = ?2 AND r.record_kind = ?3 "
    "AND r.fiscal_year = ?4 AND (r.occurred_on, r.record) > (?5, ?6) "
    "ORDER BY r.occurred_on, r.record LIMIT ?7"};

constexpr db::Statement kPageDown{
    "record.page_newest_first",
    "SELECT " RECORDS
    "WHERE r.municipality = ?1 AND r.programme = ?2 AND r.record_kind = ?3 "
    "AND r.fiscal_year = ?4 AND (r.occurred_on, r.record) < (?5, ?6) "
    "ORDER BY r.occurred_on DESC, r.record DESC LIMIT ?7"};

std::vector<Record> page(db::Read& tx, std::string_view municipality, std::string_view programme,
                         std::string_view kind, int fiscal_year, const std::optional<Place>& after,
                         Order order, int limit) {
  const bool up = order == Order::oldest_first;
  const Place end =
      up ? Place{"", 0} : Place{"9999-12-31", std::numeric_limits<std::int64_t>::max()};
  const Place& from = after ? *after : end;
  return tx.list<Record>(up ? kPageUp : kPageDown, to_record, municipality, programme, kind,
                         fiscal_year, from.occurred_on, from.record, limit);
}

constexpr db::Statement kRecordedBetween{
    "record.recorded_between",
    "SELECT " RECORDS
    "WHERE r.municipality = ?1 AND (r.recorded_at, r.record) > (?2, ?3) AND r.recorded_at <= ?4 "
    "ORDER BY r.recorded_at, r.record LIMIT ?5"};

std::vector<Record> recorded_between(db::Read& tx, std::string_view municipality,
                                     base::Instant from, RecordId after, base::Instant until,
                                     int limit) {
  return tx.list<Record>(kRecordedBetween, to_record, municipality, from, after, until, limit);
}

constexpr db::Statement kRecordedBefore{
    "record.recorded_before", "SELECT " RECORDS
                              "WHERE r.municipality = ?1 AND (r.recorded_at, r.record) < (?2, ?3) "
                              "ORDER BY r.recorded_at DESC, r.record DESC LIMIT ?4"};

std::vector<Record> recorded_before(db::Read& tx, std::string_view municipality, base::Instant at,
                                    RecordId record, int limit) {
  return tx.list<Record>(kRecordedBefore, to_record, municipality, at, record, limit);
}

constexpr db::Statement kConfirmedBetween{
    "record.confirmed_between",
    "SELECT " RECORD_COLUMNS
    "FROM record_confirmation c JOIN record r "
    "ON r.municipality = c.municipality AND r.record = c.record "
    "WHERE c.municipality = ?1 AND (c.recorded_at, c.record) > (?2, ?3) AND c.recorded_at <= ?4 "
    "ORDER BY c.recorded_at, c.record LIMIT ?5"};

std::vector<Record> confirmed_between(db::Read& tx, std::string_view municipality,
                                      base::Instant from, RecordId after, base::Instant until,
                                      int limit) {
  return tx.list<Record>(kConfirmedBetween, to_record, municipality, from, after, until, limit);
}

// Steps from year to year in the index instead of passing over every record.
constexpr db::Statement kYearsOf{
    "record.years_of",
    "WITH RECURSIVE step (fiscal_year) AS (SELECT min(r.fiscal_year) FROM record r "
    "WHERE r.municipality = ?1 AND r.programme = ?2 AND r.record_kind = ?3 "
    "UNION ALL SELECT (SELECT min(r.fiscal_year) FROM record r WHERE r.municipality = ?1 "
    "AND r.programme = ?2 AND r.record_kind = ?3 AND r.fiscal_year > s.fiscal_year) "
    "FROM step s WHERE s.fiscal_year IS NOT NULL) "
    "SELECT fiscal_year FROM step WHERE fiscal_year IS NOT NULL ORDER BY fiscal_year"};

std::vector<int> years_of(db::Read& tx, std::string_view municipality, std::string_view programme,
                          std::string_view kind) {
  return tx.list<int>(
      kYearsOf, [](db::Row& row) { return static_cast<int>(row.integer("fiscal_year")); },
      municipality, programme, kind);
}

constexpr db::Statement kInOrder{
    "record.in_order",
    "SELECT " RECORDS "WHERE r.municipality = ?1 AND r.record > ?2 ORDER BY r.record LIMIT ?3"};

#undef RECORDS
#undef RECORD_COLUMNS

std::vector<Record> in_order(db::Read& tx, std::string_view municipality, RecordId after,
                             int limit) {
  return tx.list<Record>(kInOrder, to_record, municipality, after, limit);
}

constexpr db::Statement kYears{
    "record.years",
    "SELECT y.fiscal_year AS fiscal_year, y.version AS version, y.closed AS closed "
    "FROM year_closing y WHERE y.municipality = ?1 AND y.version = "
    "(SELECT max(z.version) FROM year_closing z WHERE z.municipality = y.municipality "
    "AND z.fiscal_year = y.fiscal_year) ORDER BY y.fiscal_year"};

std::vector<YearState> years(db::Read& tx, std::string_view municipality) {
  return tx.list<YearState>(
      kYears,
      [](db::Row& row) {
        YearState year;
        year.fiscal_year = static_cast<int>(row.integer("fiscal_year"));
        year.version = static_cast<int>(row.integer("version"));
        year.closed = row.flag("closed");
        return year;
      },
      municipality);
}

constexpr db::Statement kAddYear{
    "record.add_year",
    "INSERT INTO year_closing (municipality, fiscal_year, version, closed, reason, deed, "
    "recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};

void add_year(db::Write& tx, std::string_view municipality, const YearState& year,
              std::string_view reason, std::int64_t deed) {
  tx.save(kAddYear, municipality, year.fiscal_year, year.version, year.closed, reason, deed,
          tx.recorded_at());
}

}  // namespace record::store
