// Statements on what waits for confirmation, what went back, and what was taken back in public.
#include <algorithm>

#include "figure/confirming.h"
#include "record/record_store.h"

namespace figure {

using record::Record;
using record::RecordId;

namespace {

constexpr db::Statement kUnconfirmed{
    "figure.unconfirmed",
    "SELECT w.programme AS programme, w.record_kind AS record_kind, w.fiscal_year AS fiscal_year, "
    "w.month AS month, CAST(sum(1 - w.is_reversal) AS BIGINT) AS records, "
    "CAST(sum(w.is_reversal) AS BIGINT) AS reversals, min(w.recorded_at) AS since, "
    "max(w.record) AS last FROM record_waiting w WHERE w.municipality = ?1 "
    "GROUP BY w.programme, w.record_kind, w.fiscal_year, w.month "
    "ORDER BY min(w.recorded_at), w.programme, w.record_kind, w.fiscal_year, w.month"};

constexpr db::Statement kUnconfirmedRecords{
    "figure.unconfirmed_records",
    "SELECT w.record AS record FROM record_waiting w WHERE w.municipality = ?1 "
    "AND w.programme = ?2 AND w.record_kind = ?3 AND w.fiscal_year = ?4 AND w.month = ?5 "
    "AND w.record > ?6 AND w.record <= ?7 ORDER BY w.record LIMIT ?8"};

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

SentBack to_sent_back(db::Row& row) {
  SentBack one;
  one.record = RecordId{row.integer("record")};
  one.at = {row.integer("recorded_at")};
  one.by = row.integer("actor");
  one.reason = row.text("reason");
  return one;
}

// In the order of the numbers' list.
std::vector<Record> records_of(db::Read& tx, std::string_view municipality,
                               std::span<const RecordId> ids) {
  auto found = record::store::find_all(tx, municipality, ids);
  std::vector<Record> records;
  for (const RecordId id : ids)
    if (const auto one = found.find(id); one != found.end())
      records.push_back(std::move(one->second));
  return records;
}

}  // namespace

std::vector<Unconfirmed> unconfirmed(db::Read& tx, std::string_view municipality) {
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
      municipality);
}

std::vector<Record> unconfirmed(db::Read& tx, std::string_view municipality, const Waits& group,
                                RecordId after, RecordId until, int limit) {
  const auto ids = tx.list<RecordId>(
      kUnconfirmedRecords, [](db::Row& row) { return RecordId{row.integer("record")}; },
      municipality, group.programme, group.kind, group.fiscal_year, group.month, after.value,
      until.value, limit);
  return records_of(tx, municipality, ids);
}

std::vector<SentBack> sent_back(db::Read& tx, std::string_view municipality) {
  return tx.list<SentBack>(kSentBack, to_sent_back, municipality);
}

std::optional<SentBack> sent_back(db::Read& tx, std::string_view municipality, RecordId record) {
  return tx.one<SentBack>(kSentBackOne, to_sent_back, municipality, record.value);
}

namespace {

constexpr std::size_t kSomeDeeds = 50;
constexpr std::size_t kManyDeeds = 500;

std::string deeds_among(std::size_t places) {
  std::string sql =
      "SELECT d.deed AS deed, d.kind AS kind, d.actor_kind AS actor_kind, d.actor AS actor, "
      "COALESCE(p.reason, '') AS reason FROM deed d LEFT JOIN deed_payload p ON p.municipality = "
      "d.municipality AND p.deed = d.deed WHERE d.municipality = ?1 AND d.deed IN (";
  for (std::size_t place = 0; place < places; ++place)
    sql += (place == 0 ? "?" : ", ?") + std::to_string(place + 2);
  return sql + ')';
}

}  // namespace

// A short list repeats its last number.
std::map<std::int64_t, std::vector<std::int64_t>> authors_among(
    db::Read& tx, std::string_view municipality, std::span<const std::int64_t> deeds) {
  static const std::string some = deeds_among(kSomeDeeds);
  static const std::string many = deeds_among(kManyDeeds);
  static const db::Statement kSomeAuthors{"figure.authors_among_some", some};
  static const db::Statement kManyAuthors{"figure.authors_among_many", many};
  std::map<std::int64_t, std::vector<std::int64_t>> authors;
  const auto take = [&](db::Row& row) {
    const std::int64_t deed = row.integer("deed");
    const std::string kind = row.text("kind");
    const std::string actor_kind = row.text("actor_kind");
    const std::int64_t actor = row.integer("actor");
    auto signers = signers_of(actor_kind, actor, row.view("reason"));
    if (kind != kCorrect && kind != kCorrectAll) authors.insert_or_assign(deed, std::move(signers));
  };
  while (!deeds.empty()) {
    const std::size_t places = deeds.size() <= kSomeDeeds ? kSomeDeeds : kManyDeeds;
    std::vector<db::Value> values = {db::to_value(municipality)};
    for (std::size_t place = 0; place < places; ++place)
      values.emplace_back(deeds[std::min(place, deeds.size() - 1)]);
    tx.each_values(places == kSomeDeeds ? kSomeAuthors : kManyAuthors, values, take);
    deeds = deeds.subspan(std::min(places, deeds.size()));
  }
  return authors;
}

namespace {
constexpr db::Statement kReturnsOf{
    "figure.returns_of",
    "SELECT deed FROM record_return WHERE municipality = ?1 AND record = ?2 ORDER BY deed"};
}  // namespace

std::vector<std::int64_t> returns_of(db::Read& tx, std::string_view municipality, RecordId record) {
  return tx.list<std::int64_t>(
      kReturnsOf, [](db::Row& row) { return row.integer("deed"); }, municipality, record);
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
  const auto ids = tx.list<RecordId>(
      kConfirmedReversals, [](db::Row& row) { return RecordId{row.integer("record")}; },
      municipality, after, until, limit);
  return records_of(tx, municipality, ids);
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
