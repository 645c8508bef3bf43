// Every statement that keeps or proves record_waiting. Many rows go in statements of a few sizes,
// so that each text is prepared once; a list that is shorter repeats its last number.
#include "figure/waiting_store.h"

#include <algorithm>
#include <array>

#include "base/date.h"
#include "db/many_rows.h"
#include "db/must_run_again.h"

namespace figure {
namespace store {
namespace {

constexpr std::size_t kColumns = 8;
constexpr std::size_t kSome = 50;
constexpr std::size_t kMany = 500;

std::string insert_of(std::size_t rows) {
  return db::insert_text(
      "INSERT INTO record_waiting (municipality, record, programme, record_kind, fiscal_year, "
      "month, is_reversal, recorded_at) VALUES ",
      kColumns, rows);
}

std::string delete_of(std::size_t rows) {
  std::string sql = "DELETE FROM record_waiting WHERE municipality = ?1 AND record IN (";
  for (std::size_t place = 0; place < rows; ++place)
    sql += (place == 0 ? "?" : ", ?") + std::to_string(place + 2);
  return sql + ") RETURNING record";
}

void add_rows(db::Write& tx, const db::Statement& statement,
              std::span<const record::Record* const> records) {
  std::vector<std::string> months(records.size());
  std::vector<db::Value> values;
  values.reserve(records.size() * kColumns);
  for (std::size_t row = 0; row < records.size(); ++row) {
    const record::Record& one = *records[row];
    months[row] = base::iso(one.occurred_on).substr(0, 7);
    for (const db::Value& value :
         db::values_of(one.municipality, one.id, one.programme, one.kind, one.fiscal_year.number(),
                       months[row], one.reverses.has_value(), one.recorded_at))
      values.push_back(value);
  }
  tx.save_values(statement, values);
}

void add_waiting(db::Write& tx, std::span<const record::Record* const> records) {
  static const std::string one = insert_of(1);
  static const std::string some = insert_of(kSome);
  static const std::string many = insert_of(kMany);
  static const db::Statement kAdd{"figure.add_waiting", one};
  static const db::Statement kAddSome{"figure.add_waiting_some", some};
  static const db::Statement kAddMany{"figure.add_waiting_many", many};
  for (; records.size() >= kMany; records = records.subspan(kMany))
    add_rows(tx, kAddMany, records.first(kMany));
  for (; records.size() >= kSome; records = records.subspan(kSome))
    add_rows(tx, kAddSome, records.first(kSome));
  for (; !records.empty(); records = records.subspan(1)) add_rows(tx, kAdd, records.first(1));
}

std::int64_t remove_rows(db::Write& tx, const db::Statement& statement, std::size_t places,
                         std::string_view municipality, std::span<const record::RecordId> ids) {
  std::vector<db::Value> values = {db::to_value(municipality)};
  for (std::size_t place = 0; place < places; ++place)
    values.push_back(ids[std::min(place, ids.size() - 1)].value);
  std::int64_t gone = 0;
  tx.each_values(statement, values, [&](db::Row& row) { gone += row.integer("record") != 0; });
  return gone;
}

// How many rows went.
std::int64_t remove_waiting(db::Write& tx, std::string_view municipality,
                            std::span<const record::RecordId> ids) {
  static const std::string one = delete_of(1);
  static const std::string some = delete_of(kSome);
  static const std::string many = delete_of(kMany);
  static const db::Statement kRemove{"figure.remove_waiting", one};
  static const db::Statement kRemoveSome{"figure.remove_waiting_some", some};
  static const db::Statement kRemoveMany{"figure.remove_waiting_many", many};
  std::int64_t gone = 0;
  while (!ids.empty()) {
    const std::size_t places = ids.size() == 1 ? 1 : ids.size() <= kSome ? kSome : kMany;
    const auto piece = ids.first(std::min(places, ids.size()));
    gone += remove_rows(tx,
                        places == 1       ? kRemove
                        : places == kSome ? kRemoveSome
                                          : kRemoveMany,
                        places, municipality, piece);
    ids = ids.subspan(piece.size());
  }
  return gone;
}

// Not confirmed, and something to confirm: a record that stands, or the reversal of a confirmed
// one.
#define WAITS                                                                                   \
  "NOT EXISTS (SELECT 1 FROM record_confirmation c WHERE c.municipality = r.municipality AND "  \
  "c.record = r.record) AND ((r.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM record b WHERE " \
  "b.municipality = r.municipality AND b.reverses = r.record)) OR (r.reverses IS NOT NULL AND " \
  "EXISTS (SELECT 1 FROM record_confirmation f WHERE f.municipality = r.municipality AND "      \
  "f.record = r.reverses))) "

constexpr db::Statement kWithoutReason{
    "figure.waiting_without_reason",
    "SELECT w.record AS record FROM record_waiting w WHERE w.municipality = ?1 AND NOT EXISTS "
    "(SELECT 1 FROM record r WHERE r.municipality = w.municipality AND r.record = w.record AND "
    "r.programme = w.programme AND r.record_kind = w.record_kind AND r.fiscal_year = w.fiscal_year "
    "AND substr(r.occurred_on, 1, 7) = w.month AND r.recorded_at = w.recorded_at AND "
    "w.is_reversal = CASE WHEN r.reverses IS NULL THEN 0 ELSE 1 END AND " WAITS
    ") ORDER BY w.record LIMIT ?2"};

constexpr db::Statement kWithoutRow{
    "figure.waiting_without_row",
    "SELECT r.record AS record FROM record r WHERE r.municipality = ?1 AND " WAITS
    "AND NOT EXISTS (SELECT 1 FROM record_waiting w WHERE w.municipality = r.municipality AND "
    "w.record = r.record) ORDER BY r.record LIMIT ?2"};

#undef WAITS

std::int64_t to_record(db::Row& row) {
  return row.integer("record");
}

}  // namespace

std::vector<std::int64_t> waiting_without_reason(db::Read& tx, std::string_view municipality,
                                                 int limit) {
  return tx.list<std::int64_t>(kWithoutReason, to_record, municipality, limit);
}

std::vector<std::int64_t> waiting_without_row(db::Read& tx, std::string_view municipality,
                                              int limit) {
  return tx.list<std::int64_t>(kWithoutRow, to_record, municipality, limit);
}

}  // namespace store

void WaitMoves::recorded(const record::Record& record) {
  come_.push_back(&record);
}

void WaitMoves::reversed(const record::Record& first, const record::Record& reversal) {
  if (first.confirmed_at)
    come_.push_back(&reversal);
  else
    go_.push_back(first.id);
}

void WaitMoves::confirmed(const record::Record& record) {
  go_.push_back(record.id);
}

void WaitMoves::save(db::Write& tx) {
  const std::int64_t gone = go_.empty() ? 0 : store::remove_waiting(tx, municipality_, go_);
  // Somebody confirmed one or took it back since it was looked at: the next look says so in words.
  if (gone != std::ssize(go_))
    throw db::MustRunAgain(db::FaultKind::constraint, "record_waiting: " + std::to_string(gone) +
                                                          " of " + std::to_string(go_.size()) +
                                                          " records waited still");
  store::add_waiting(tx, come_);
  come_.clear();
  go_.clear();
}

}  // namespace figure
