// Every statement on cell_source, each above its one function.
#include "plan/source_store.h"

namespace plan::store {

constexpr db::Statement kDeclaredSources{
    "plan.declared_sources",
    "SELECT c.row_key AS row_key, c.column_key AS column_key, c.version AS version, "
    "c.source AS source, c.reason AS reason FROM cell_source c "
    "WHERE c.municipality = ?1 AND c.plan = ?2 AND c.version = "
    "(SELECT max(d.version) FROM cell_source d WHERE d.municipality = c.municipality "
    "AND d.plan = c.plan AND d.row_key = c.row_key AND d.column_key = c.column_key "
    "AND d.recorded_at <= ?3) ORDER BY c.row_key, c.column_key"};

std::vector<DeclaredSource> declared_sources(db::Read& tx, std::string_view municipality,
                                             std::string_view plan, base::Instant until) {
  return tx.list<DeclaredSource>(
      kDeclaredSources,
      [](db::Row& row) {
        DeclaredSource declared;
        declared.row = row.text("row_key");
        declared.column = row.text("column_key");
        declared.version = static_cast<int>(row.integer("version"));
        declared.source =
            from_db<ReadingSource>(row.view("source")).value_or(ReadingSource::printed);
        declared.reason = row.text("reason");
        return declared;
      },
      municipality, plan, until);
}

constexpr db::Statement kLatestDeclared{
    "plan.latest_declared",
    "SELECT coalesce(max(version), 0) AS version FROM cell_source WHERE municipality = ?1 "
    "AND plan = ?2 AND row_key = ?3 AND column_key = ?4"};
constexpr db::Statement kDeclareSource{
    "plan.declare_source",
    "INSERT INTO cell_source (municipality, plan, row_key, column_key, version, source, reason, "
    "deed, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"};

void declare_source(db::Write& tx, const Place& place, const DeclaredSource& declared) {
  const auto latest = tx.one<std::int64_t>(
      kLatestDeclared, [](db::Row& row) { return row.integer("version"); }, place.municipality,
      place.plan, declared.row, declared.column);
  tx.run(kDeclareSource, place.municipality, place.plan, declared.row, declared.column,
         latest.value_or(0) + 1, in_db(declared.source), declared.reason, place.deed,
         tx.recorded_at());
}

std::string subject_of(std::string_view plan, std::string_view row, std::string_view column,
                       ReadingSource source) {
  std::string subject(plan);
  subject.append("/").append(row).append("/").append(column).append("=").append(in_db(source));
  return subject;
}

constexpr db::Statement kDeedsOfDeclared{
    "plan.deeds_of_declared",
    "SELECT c.plan AS plan, c.row_key AS row_key, c.column_key AS column_key, c.source AS source, "
    "coalesce(d.subject_key, '') AS subject_key FROM cell_source c LEFT JOIN deed d "
    "ON d.municipality = c.municipality AND d.deed = c.deed AND d.kind = 'plan.declare_source' "
    "ORDER BY c.municipality, c.plan, c.row_key, c.column_key, c.version"};
constexpr db::Statement kDeedsOfEntered{
    "plan.deeds_of_entered",
    "SELECT c.plan AS plan, c.row_key AS row_key, c.column_key AS column_key, c.source AS source, "
    "coalesce(d.subject_key, '') AS subject_key FROM cell_reading c LEFT JOIN deed d "
    "ON d.municipality = c.municipality AND d.deed = c.deed AND d.kind = 'plan.enter' "
    "WHERE c.source = 'entered' "
    "ORDER BY c.municipality, c.plan, c.row_key, c.column_key, c.version"};

std::vector<Unfounded> without_deed(db::Read& tx) {
  std::vector<Unfounded> unfounded;
  for (const auto* statement : {&kDeedsOfDeclared, &kDeedsOfEntered}) {
    tx.each(*statement, [&](db::Row& row) {
      Unfounded one;
      one.plan = row.text("plan");
      one.row = row.text("row_key");
      one.column = row.text("column_key");
      const auto source =
          from_db<ReadingSource>(row.view("source")).value_or(ReadingSource::printed);
      if (row.view("subject_key") != subject_of(one.plan, one.row, one.column, source)) {
        unfounded.push_back(std::move(one));
      }
    });
  }
  return unfounded;
}

constexpr db::Statement kDeclarationsGone{
    "plan.declarations_gone",
    "SELECT d.subject_key AS subject_key FROM deed d WHERE d.kind = 'plan.declare_source' "
    "AND NOT EXISTS (SELECT 1 FROM cell_source c WHERE c.municipality = d.municipality "
    "AND c.deed = d.deed) ORDER BY d.municipality, d.deed"};
constexpr db::Statement kEnteredGone{
    "plan.entered_gone",
    "SELECT d.subject_key AS subject_key FROM deed d WHERE d.kind = 'plan.enter' "
    "AND NOT EXISTS (SELECT 1 FROM cell_reading c WHERE c.municipality = d.municipality "
    "AND c.source = 'entered' AND c.deed = d.deed) ORDER BY d.municipality, d.deed"};

std::vector<std::string> without_row(db::Read& tx) {
  std::vector<std::string> subjects;
  for (const auto* statement : {&kDeclarationsGone, &kEnteredGone}) {
    tx.each(*statement, [&](db::Row& row) { subjects.push_back(row.text("subject_key")); });
  }
  return subjects;
}

}  // namespace plan::store
