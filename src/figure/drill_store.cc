// Statements on records for the drill-down. Reversals and confirmations are asked for by scalar
// subqueries: one step in an index for each row shown, whatever the engine thinks of the tables'
// sizes.
#include "figure/drill_store.h"

#include <string>

#include "figure/confirming.h"
#include "figure/deed_reading.h"

namespace figure::store {
namespace {

record::Record to_record(db::Row& row) {
  record::Record record;
  record.id.value = row.integer("record");
  record.occurred_on = base::parse_date(row.view("occurred_on")).value();
  record.recorded_at.microseconds = row.integer("recorded_at");
  record.count = row.integer("count");
  record.people = row.maybe_integer("people");
  record.yen = row.maybe_integer("yen");
  if (const auto in_town = row.maybe_integer("in_town")) record.in_town = *in_town != 0;
  record.attributes = record::attributes_from_json(row.view("attributes"));
  record.case_file = row.maybe_integer("case_file");
  record.business = row.maybe_integer("business");
  record.entry = row.maybe_integer("entry");
  record.summary = row.flag("summary");
  record.year_stated = record::year_stated_from_db(row.view("year_stated"));
  if (const auto first = row.maybe_integer("reverses")) record.reverses = record::RecordId{*first};
  record.deed = row.integer("deed");
  if (const auto at = row.maybe_integer("confirmed_at")) record.confirmed_at = base::Instant{*at};
  return record;
}

constexpr std::string_view kColumns =
    "SELECT r.record AS record, r.occurred_on AS occurred_on, r.recorded_at AS recorded_at, "
    "r.count AS count, r.people AS people, r.yen AS yen, r.in_town AS in_town, "
    "r.attributes AS attributes, r.case_file AS case_file, r.business AS business, "
    "r.entry AS entry, r.summary AS summary, r.year_stated AS year_stated, "
    "r.reverses AS reverses, r.deed AS deed, "
    "(SELECT c.recorded_at FROM record_confirmation c WHERE c.municipality = r.municipality "
    "AND c.record = r.record) AS confirmed_at";

// ?8 = 1: only a confirmed reversal takes a record back.
constexpr std::string_view kReversal =
    ", (SELECT x.record FROM record x WHERE x.municipality = r.municipality "
    "AND x.reverses = r.record AND (CAST(?8 AS INTEGER) = 0 OR EXISTS "
    "(SELECT 1 FROM record_confirmation v WHERE v.municipality = x.municipality "
    "AND v.record = x.record))) AS reversal FROM record r "
    "WHERE r.municipality = ?1 AND r.programme = ?2 AND r.record_kind = ?3 "
    "AND r.fiscal_year = ?4 ";

std::string drill_sql(bool newest_first) {
  const std::string start = std::string(kColumns) + std::string(kReversal);
  if (newest_first)
    return start +
           "AND (r.occurred_on, r.record) < (?5, ?6) AND r.occurred_on >= ?7 "
           "ORDER BY r.occurred_on DESC, r.record DESC LIMIT ?9";
  return start +
         "AND (r.occurred_on, r.record) > (?5, ?6) AND r.occurred_on <= ?7 "
         "ORDER BY r.occurred_on, r.record LIMIT ?9";
}

}  // namespace

std::vector<Drilled> drill(db::Read& tx, const Stretch& stretch, const RecordPlace& after,
                           bool newest_first, Scope scope, int limit) {
  static const std::string oldest_sql = drill_sql(false);
  static const std::string newest_sql = drill_sql(true);
  static const db::Statement kOldest{"figure.drill_oldest_first", oldest_sql};
  static const db::Statement kNewest{"figure.drill_newest_first", newest_sql};
  const auto to_drilled = [&](db::Row& row) {
    Drilled drilled{to_record(row), false};
    drilled.record.municipality = stretch.municipality;
    drilled.record.programme = stretch.work.programme;
    drilled.record.kind = stretch.work.kind;
    drilled.record.fiscal_year = base::FiscalYear(stretch.fiscal_year);
    drilled.reversed = !row.null("reversal");
    return drilled;
  };
  return tx.list<Drilled>(
      newest_first ? kNewest : kOldest, to_drilled, stretch.municipality, stretch.work.programme,
      stretch.work.kind, stretch.fiscal_year, after.occurred_on, after.record,
      newest_first ? stretch.first : stretch.last, scope == Scope::confirmed, limit);
}

namespace {

constexpr std::string_view kConfirmedAt =
    "(SELECT c.recorded_at FROM record_confirmation c WHERE c.municipality = r.municipality "
    "AND c.record = r.record)";

std::string in_stretch(const Stretch& stretch, Values& values) {
  return "FROM record r WHERE r.municipality = " + values.text(stretch.municipality) +
         " AND r.programme = " + values.text(stretch.work.programme) +
         " AND r.record_kind = " + values.text(stretch.work.kind) +
         " AND r.fiscal_year = " + values.number(stretch.fiscal_year) +
         " AND r.occurred_on >= " + values.text(stretch.first) +
         " AND r.occurred_on <= " + values.text(stretch.last);
}

std::string as_asked(const Question& question) {
  std::string sql;
  const std::string confirmed(kConfirmedAt);
  if (question.scope == Scope::confirmed) sql += " AND " + confirmed + " IS NOT NULL";
  if (question.confirmed)
    sql += " AND " + confirmed + (*question.confirmed ? " IS NOT NULL" : " IS NULL");
  if (question.in_town) sql += *question.in_town ? " AND r.in_town = 1" : " AND r.in_town = 0";
  if (question.reversed_too) return sql;
  sql +=
      " AND r.reverses IS NULL AND (SELECT x.record FROM record x WHERE x.municipality = "
      "r.municipality AND x.reverses = r.record";
  if (question.scope == Scope::confirmed)
    sql +=
        " AND EXISTS (SELECT 1 FROM record_confirmation v WHERE v.municipality = x.municipality "
        "AND v.record = x.record)";
  return sql + ") IS NULL";
}

std::string summed(const std::string& number) {
  return "CAST(COALESCE(SUM(" + number + "), 0) AS BIGINT)";
}

// Known at an instant: recorded by then, or in the public scope confirmed by then.
std::string known(Scope scope, base::Instant at, Values& values) {
  const std::string moment = scope == Scope::all ? "r.recorded_at" : std::string(kConfirmedAt);
  return " AND " + moment + " <= " + values.number(at.microseconds);
}

}  // namespace

std::int64_t count(db::Read& tx, const Stretch& stretch, const Definition& definition,
                   const Question& question) {
  Values values;
  RecordSql sql(tx.engine(), stretch.work, values);
  const std::string match = sql.match(definition);
  if (match.empty()) return 0;
  const std::string text = "SELECT count(*) AS records " + in_stretch(stretch, values) + " AND " +
                           match + as_asked(question);
  std::int64_t records = 0;
  tx.each_values(db::Statement{"figure.count_records", text}, values.all(),
                 [&](db::Row& row) { records = row.integer("records"); });
  return records;
}

TakenBack reversals_of(db::Read& tx, std::string_view municipality,
                       std::span<const std::int64_t> firsts) {
  TakenBack taken_back;
  if (firsts.empty()) return taken_back;
  Values values;
  std::string text =
      "SELECT r.reverses AS reverses, r.record AS record FROM record r "
      "WHERE r.municipality = " +
      values.text(municipality) + " AND r.reverses IN (";
  for (const std::int64_t first : firsts)
    text += (first == firsts.front() ? "" : ", ") + values.number(first);
  text += ")";
  tx.each_values(db::Statement{"figure.reversals_of", text}, values.all(), [&](db::Row& row) {
    taken_back.emplace(row.integer("reverses"), record::RecordId{row.integer("record")});
  });
  return taken_back;
}

namespace {

constexpr db::Statement kCorrecting{
    "figure.correcting",
    "SELECT d.kind AS kind, p.payload AS payload FROM deed d JOIN deed_payload p "
    "ON p.municipality = d.municipality AND p.deed = d.deed WHERE d.municipality = ?1 "
    "AND d.deed = ?2 AND d.kind IN ('record.correct', 'record.correct_all')"};

// The record itself and its neighbour in the deed. No index leads from a deed to its records; its
// first and last number keep the search short.
#define NEIGHBOURS                                                                            \
  "SELECT r.record AS record, CASE WHEN r.reverses IS NULL THEN 0 ELSE 1 END AS is_reversal " \
  "FROM record r WHERE r.municipality = ?1 AND r.record >= ?3 AND r.record <= ?4 AND r.deed = ?2 "
constexpr db::Statement kWithNext{"figure.correction_with_next",
                                  NEIGHBOURS "ORDER BY r.record LIMIT 2"};
constexpr db::Statement kWithPrevious{"figure.correction_with_previous",
                                      NEIGHBOURS "ORDER BY r.record DESC LIMIT 2"};
#undef NEIGHBOURS

}  // namespace

std::optional<CorrectingDeed> correcting(db::Read& tx, std::string_view municipality,
                                         std::int64_t deed) {
  std::optional<CorrectingDeed> found;
  tx.each(
      kCorrecting,
      [&](db::Row& row) {
        const bool is_one = row.view("kind") == kCorrect;
        if (const auto said = read_deed_payload(row.text("payload")))
          found = CorrectingDeed{deed, record::RecordId{said->first}, record::RecordId{said->last},
                                 is_one};
      },
      municipality, deed);
  return found;
}

std::optional<Correction> correction(db::Read& tx, const CorrectingDeed& deed,
                                     const record::Record& part) {
  if (deed.is_one) return Correction{deed.first, deed.last};
  struct Neighbour {
    record::RecordId record;
    bool is_reversal = false;
  };
  const auto to_neighbour = [](db::Row& row) {
    Neighbour one;
    one.record = record::RecordId{row.integer("record")};
    one.is_reversal = row.flag("is_reversal");
    return one;
  };
  const bool forward = part.reverses.has_value();
  const auto both =
      tx.list<Neighbour>(forward ? kWithNext : kWithPrevious, to_neighbour, part.municipality,
                         deed.deed, forward ? part.id : deed.first, forward ? deed.last : part.id);
  if (both.size() < 2 || both[0].is_reversal == both[1].is_reversal) return std::nullopt;
  return forward ? Correction{both[0].record, both[1].record}
                 : Correction{both[1].record, both[0].record};
}

std::optional<Correction> correction(db::Read& tx, const record::Record& part) {
  const auto deed = correcting(tx, part.municipality, part.deed);
  return deed ? correction(tx, *deed, part) : std::nullopt;
}

Sum known_sum(db::Read& tx, const Stretch& stretch, const Definition& definition, Scope scope,
              base::Instant at) {
  Values values;
  RecordSql sql(tx.engine(), stretch.work, values);
  const std::string match = sql.match(definition);
  if (match.empty()) return {};
  const std::string value = sql.value(definition);
  const std::string text = "SELECT " + summed(std::string(RecordSql::sign())) + " AS records, " +
                           summed(value) + " AS value, " +
                           summed("CASE WHEN r.summary = 0 THEN " + value + " ELSE 0 END") +
                           " AS singles, " + summed(sql.divisor(definition)) + " AS divisor " +
                           in_stretch(stretch, values) + " AND " + match + known(scope, at, values);
  Sum sum;
  tx.each_values(db::Statement{"figure.known_sum", text}, values.all(), [&](db::Row& row) {
    sum = {.records = row.integer("records"),
           .value = row.integer("value"),
           .singles = row.integer("singles"),
           .divisor = row.integer("divisor")};
  });
  return sum;
}

std::vector<MemberCount> known_members(db::Read& tx, const Stretch& stretch,
                                       const Definition& definition, Scope scope,
                                       base::Instant at) {
  Values values;
  RecordSql sql(tx.engine(), stretch.work, values);
  const std::string match = sql.match(definition);
  if (match.empty()) return {};
  const std::string text = "SELECT r.business AS business, " +
                           summed(std::string(RecordSql::sign())) + " AS records " +
                           in_stretch(stretch, values) + " AND r.business IS NOT NULL AND " +
                           match + known(scope, at, values) + " GROUP BY r.business";
  std::vector<MemberCount> members;
  tx.each_values(db::Statement{"figure.known_members", text}, values.all(), [&](db::Row& row) {
    members.push_back({row.integer("business"), row.integer("records")});
  });
  return members;
}

std::vector<Shared> shared(db::Read& tx, std::string_view municipality, const Work& work,
                           const Definition& one, const Definition& other) {
  Values values;
  RecordSql sql(tx.engine(), work, values);
  const std::string first = sql.match(one);
  const std::string second = sql.match(other);
  if (first.empty() || second.empty()) return {};
  const std::string text =
      "SELECT r.fiscal_year AS fiscal_year, " + summed(std::string(RecordSql::sign())) +
      " AS records FROM record r WHERE r.municipality = " + values.text(municipality) +
      " AND r.programme = " + values.text(work.programme) +
      " AND r.record_kind = " + values.text(work.kind) + " AND " + first + " AND " + second +
      " GROUP BY r.fiscal_year ORDER BY r.fiscal_year";
  std::vector<Shared> years;
  tx.each_values(db::Statement{"figure.shared_records", text}, values.all(), [&](db::Row& row) {
    years.push_back({static_cast<int>(row.integer("fiscal_year")), row.integer("records")});
  });
  return years;
}

namespace {
constexpr db::Statement kPlansWithFigures{
    "figure.plans_with_figures",
    "SELECT DISTINCT plan FROM figure WHERE municipality = ?1 AND state = 'current' ORDER BY plan"};
}  // namespace

std::vector<std::string> plans_with_figures(db::Read& tx, std::string_view municipality) {
  return tx.list<std::string>(
      kPlansWithFigures, [](db::Row& row) { return row.text("plan"); }, municipality);
}

}  // namespace figure::store
