// Statements, each above its one function.
#include "importer/importer_store.h"

#include <limits>

#include "db/many_rows.h"
#include "importer/choices_text.h"
#include "plan/listed_text.h"

namespace importer::store {

constexpr db::Statement kAdd{
    "importer.add",
    "INSERT INTO import (municipality, import, state, version, name, sha256, bytes, pasted, "
    "table_number, choices, target, plan, title, kind, from_year, to_year, source_title, corrects, "
    "person, body, made_at, changed_at, deed, columns_added) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
    "?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, '')"};

void add(db::Write& tx, const Import& one) {
  const std::optional<std::int64_t> corrects =
      one.corrects ? std::optional(one.corrects->value) : std::nullopt;
  tx.run(kAdd, one.municipality, one.id.value, in_db(one.state), one.version, one.name, one.sha256,
         one.bytes, one.pasted, one.table, choices_text(one.choices), in_db(one.wanted.target),
         one.wanted.plan, one.wanted.title, plan::in_db(one.wanted.kind), one.wanted.from,
         one.wanted.to, one.wanted.source_title, corrects, one.person, one.body,
         one.made_at.microseconds, one.changed_at.microseconds, one.deed);
}

namespace {

Import to_import(db::Row& row) {
  Import one;
  one.municipality = row.text("municipality");
  one.id.value = row.integer("import");
  one.state = state_from(row.view("state")).value_or(State::dropped);
  one.version = static_cast<int>(row.integer("version"));
  one.name = row.text("name");
  one.sha256 = row.text("sha256");
  one.bytes = row.integer("bytes");
  one.pasted = row.flag("pasted");
  one.table = static_cast<int>(row.integer("table_number"));
  one.choices = kept_choices(row.view("choices"));
  one.wanted.target = target_from(row.view("target")).value_or(Target::new_plan);
  one.wanted.plan = row.text("plan");
  one.wanted.title = row.text("title");
  one.wanted.kind = plan::from_db<plan::PlanKind>(row.view("kind")).value_or(plan::PlanKind::plan);
  one.wanted.from = static_cast<int>(row.integer("from_year"));
  one.wanted.to = static_cast<int>(row.integer("to_year"));
  one.wanted.source_title = row.text("source_title");
  if (const auto corrects = row.maybe_integer("corrects")) one.corrects = ImportId{*corrects};
  one.person = row.integer("person");
  one.body = row.text("body");
  one.made_at = {row.integer("made_at")};
  one.changed_at = {row.integer("changed_at")};
  one.deed = row.integer("deed");
  one.committed_deed = row.maybe_integer("committed_deed");
  if (const auto at = row.maybe_integer("committed_at")) one.committed_at = base::Instant{*at};
  one.before_deed = row.maybe_integer("before_deed");
  one.standing_deed = row.maybe_integer("standing_deed");
  one.undone_deed = row.maybe_integer("undone_deed");
  one.columns_added = plan::parted(row.view("columns_added"), ' ');
  return one;
}

}  // namespace

constexpr db::Statement kFind{
    "importer.find",
    "SELECT municipality, import, state, version, name, sha256, bytes, pasted, table_number, "
    "choices, target, plan, title, kind, from_year, to_year, source_title, corrects, person, body, "
    "made_at, changed_at, deed, committed_deed, committed_at, before_deed, standing_deed, "
    "undone_deed, columns_added "
    "FROM import WHERE municipality = ?1 AND import = ?2"};

std::optional<Import> find(db::Read& tx, std::string_view municipality, ImportId id) {
  return tx.one<Import>(kFind, to_import, municipality, id.value);
}

constexpr db::Statement kImports{
    "importer.imports",
    "SELECT municipality, import, state, version, name, sha256, bytes, pasted, table_number, "
    "choices, target, plan, title, kind, from_year, to_year, source_title, corrects, person, body, "
    "made_at, changed_at, deed, committed_deed, committed_at, before_deed, standing_deed, "
    "undone_deed, columns_added "
    "FROM import WHERE municipality = ?1 AND import < ?2 "
    "ORDER BY import DESC LIMIT ?3"};

std::vector<Import> imports(db::Read& tx, std::string_view municipality, ImportId before,
                            int limit) {
  const std::int64_t below =
      before.value == 0 ? std::numeric_limits<std::int64_t>::max() : before.value;
  return tx.list<Import>(kImports, to_import, municipality, below, limit);
}

constexpr db::Statement kAllWithCells{
    "importer.all_with_cells",
    "SELECT municipality, import, state, version, name, sha256, bytes, pasted, table_number, "
    "choices, target, plan, title, kind, from_year, to_year, source_title, corrects, person, body, "
    "made_at, changed_at, deed, committed_deed, committed_at, before_deed, standing_deed, "
    "undone_deed, columns_added "
    "FROM import WHERE municipality = ?1 AND committed_deed IS NOT NULL ORDER BY import"};

std::vector<Import> all_with_cells(db::Read& tx, std::string_view municipality) {
  return tx.list<Import>(kAllWithCells, to_import, municipality);
}

constexpr db::Statement kCorrectedBy{
    "importer.corrected_by",
    "SELECT min(import) AS import FROM import WHERE municipality = ?1 AND corrects = ?2 "
    "AND state = 'committed'"};

std::optional<ImportId> corrected_by(db::Read& tx, std::string_view municipality, ImportId id) {
  const auto found = tx.one<std::optional<std::int64_t>>(
      kCorrectedBy, [](db::Row& row) { return row.maybe_integer("import"); }, municipality,
      id.value);
  if (!found || !*found) return std::nullopt;
  return ImportId{**found};
}

constexpr db::Statement kCountDrafts{
    "importer.count_drafts",
    "SELECT count(*) AS drafts FROM import WHERE municipality = ?1 AND state = 'draft'"};

int count_drafts(db::Read& tx, std::string_view municipality) {
  const auto count = [](db::Row& row) { return static_cast<int>(row.integer("drafts")); };
  return tx.one<int>(kCountDrafts, count, municipality).value_or(0);
}

constexpr db::Statement kCorrect{
    "importer.correct",
    "UPDATE import SET version = version + 1, table_number = ?4, choices = ?5, target = ?6, "
    "plan = ?7, title = ?8, kind = ?9, from_year = ?10, to_year = ?11, source_title = ?12, "
    "changed_at = ?13 WHERE municipality = ?1 AND import = ?2 AND state = 'draft' "
    "AND version = ?3"};

bool correct(db::Write& tx, const Import& one, int seen_version) {
  return tx.run(kCorrect, one.municipality, one.id.value, seen_version, one.table,
                choices_text(one.choices), in_db(one.wanted.target), one.wanted.plan,
                one.wanted.title, plan::in_db(one.wanted.kind), one.wanted.from, one.wanted.to,
                one.wanted.source_title, one.changed_at.microseconds) == 1;
}

constexpr db::Statement kCommit{
    "importer.commit",
    "UPDATE import SET state = 'committed', committed_deed = ?4, committed_at = ?5, "
    "columns_added = ?6, before_deed = ?7, standing_deed = ?4 WHERE municipality = ?1 "
    "AND import = ?2 AND state = 'draft' AND version = ?3"};

bool commit(db::Write& tx, const Import& one, int seen_version,
            const std::vector<std::string>& columns_added) {
  return tx.run(kCommit, one.municipality, one.id.value, seen_version, one.committed_deed,
                one.committed_at->microseconds, plan::joined(columns_added, ' '),
                one.before_deed) == 1;
}

constexpr db::Statement kUndo{"importer.undo",
                              "UPDATE import SET state = 'undone', undone_deed = ?3 "
                              "WHERE municipality = ?1 AND import = ?2 AND state = 'committed'"};

bool undo(db::Write& tx, const Import& one, std::int64_t deed) {
  return tx.run(kUndo, one.municipality, one.id.value, deed) == 1;
}

constexpr db::Statement kStandAgain{
    "importer.stand_again",
    "UPDATE import SET standing_deed = ?4 WHERE municipality = ?1 AND plan = ?2 "
    "AND standing_deed = ?3 AND state = 'committed'"};

void stand_again(db::Write& tx, const Import& undone, std::int64_t deed) {
  tx.run(kStandAgain, undone.municipality, undone.wanted.plan, undone.before_deed, deed);
}

constexpr db::Statement kDrop{"importer.drop",
                              "UPDATE import SET state = 'dropped', changed_at = ?3 "
                              "WHERE municipality = ?1 AND import = ?2 AND state = 'draft'"};

bool drop(db::Write& tx, const Import& one, base::Instant at) {
  return tx.run(kDrop, one.municipality, one.id.value, at.microseconds) == 1;
}

static const db::RowStatements kCellRows{
    "INSERT INTO importer_cell (municipality, plan, row_key, column_key, version, import, "
    "grid_row, grid_column, address, text) VALUES ",
    10};
static const db::Statement kAddCell{"importer.add_cell", kCellRows.one};
static const db::Statement kAddCells{"importer.add_cells", kCellRows.many};

void add_cells(db::Write& tx, std::string_view municipality, std::string_view plan,
               const std::vector<CellPlace>& cells) {
  db::ManyRows rows(tx, kAddCell, kAddCells);
  for (const CellPlace& cell : cells)
    rows.add(municipality, plan, cell.row, cell.column, cell.version, cell.taken_by.value,
             static_cast<std::int64_t>(cell.grid_row), static_cast<std::int64_t>(cell.grid_column),
             cell.address, cell.text);
  rows.finish();
}

namespace {

CellPlace to_place(db::Row& row) {
  CellPlace place;
  place.row = row.text("row_key");
  place.column = row.text("column_key");
  place.version = static_cast<int>(row.integer("version"));
  place.taken_by.value = row.integer("import");
  place.grid_row = static_cast<std::size_t>(row.integer("grid_row"));
  place.grid_column = static_cast<std::size_t>(row.integer("grid_column"));
  place.address = row.text("address");
  place.text = row.text("text");
  return place;
}

}  // namespace

constexpr db::Statement kCellsOf{
    "importer.cells_of",
    "SELECT row_key, column_key, version, import, grid_row, grid_column, address, text "
    "FROM importer_cell WHERE municipality = ?1 AND import = ?2 "
    "ORDER BY grid_row, grid_column, row_key, column_key, version"};

std::vector<CellPlace> cells_of(db::Read& tx, std::string_view municipality, ImportId id) {
  return tx.list<CellPlace>(kCellsOf, to_place, municipality, id.value);
}

constexpr db::Statement kCellsAt{
    "importer.cells_at",
    "SELECT row_key, column_key, version, import, grid_row, grid_column, address, text "
    "FROM importer_cell WHERE municipality = ?1 AND import = ?2 AND grid_row = ?3 "
    "AND grid_column = ?4 ORDER BY row_key, column_key, version"};

std::vector<CellPlace> cells_at(db::Read& tx, std::string_view municipality, ImportId id,
                                std::size_t grid_row, std::size_t grid_column) {
  return tx.list<CellPlace>(kCellsAt, to_place, municipality, id.value,
                            static_cast<std::int64_t>(grid_row),
                            static_cast<std::int64_t>(grid_column));
}

constexpr db::Statement kPlacesOfRow{
    "importer.places_of_row",
    "SELECT c.row_key AS row_key, c.column_key AS column_key, c.version AS version, "
    "c.import AS import, c.grid_row AS grid_row, c.grid_column AS grid_column, "
    "c.address AS address, c.text AS text FROM importer_cell c "
    "JOIN import i ON i.municipality = c.municipality AND i.import = c.import "
    "WHERE c.municipality = ?1 AND c.plan = ?2 AND c.row_key = ?3 AND i.state = 'committed' "
    "AND (c.version = 0 OR c.version = (SELECT max(r.version) FROM cell_reading r "
    "WHERE r.municipality = c.municipality AND r.plan = c.plan AND r.row_key = c.row_key "
    "AND r.column_key = c.column_key AND r.source = 'printed')) "
    "ORDER BY c.column_key, c.import"};

std::vector<CellPlace> places_of_row(db::Read& tx, std::string_view municipality,
                                     std::string_view plan, std::string_view row) {
  return tx.list<CellPlace>(kPlacesOfRow, to_place, municipality, plan, row);
}

constexpr db::Statement kPlacesBefore{
    "importer.places_before",
    "SELECT row_key, column_key, version, import, grid_row, grid_column, address, text "
    "FROM importer_cell WHERE municipality = ?1 AND plan = ?2 AND row_key = ?3 "
    "AND column_key = ?4 ORDER BY version DESC, import DESC"};

std::vector<CellPlace> places_before(db::Read& tx, std::string_view municipality,
                                     std::string_view plan, std::string_view row,
                                     std::string_view column) {
  return tx.list<CellPlace>(kPlacesBefore, to_place, municipality, plan, row, column);
}

constexpr db::Statement kUnplaced{
    "importer.unplaced_cells",
    "SELECT i.import AS import, r.plan AS plan, r.row_key AS row_key, r.column_key AS column_key "
    "FROM import i JOIN cell_reading r ON r.municipality = i.municipality AND r.plan = i.plan "
    "AND r.deed = i.committed_deed WHERE i.municipality = ?1 AND r.text IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM importer_cell c WHERE c.municipality = r.municipality "
    "AND c.plan = r.plan AND c.row_key = r.row_key AND c.column_key = r.column_key "
    "AND c.version = r.version AND c.import = i.import) "
    "ORDER BY i.import, r.row_key, r.column_key"};

std::vector<Unplaced> unplaced_cells(db::Read& tx, std::string_view municipality) {
  return tx.list<Unplaced>(
      kUnplaced,
      [](db::Row& row) {
        Unplaced cell;
        cell.taken_by.value = row.integer("import");
        cell.plan = row.text("plan");
        cell.row = row.text("row_key");
        cell.column = row.text("column_key");
        return cell;
      },
      municipality);
}

// Each counts what came after the deed; numbers of deeds rise with time. Of figures those that a
// file declared: the others follow the lines (plan/adopted_figures.h), and go back with them.
constexpr db::Statement kLaterCalls{
    "importer.later_calls",
    "SELECT count(*) AS later FROM data_call WHERE municipality = ?1 AND plan = ?2 AND deed > ?3"};
constexpr db::Statement kLaterReviews{
    "importer.later_reviews",
    "SELECT count(*) AS later FROM review WHERE municipality = ?1 AND plan = ?2 AND deed > ?3"};
constexpr db::Statement kLaterRatings{
    "importer.later_ratings",
    "SELECT count(*) AS later FROM row_rating WHERE municipality = ?1 AND plan = ?2 "
    "AND deed > ?3"};
constexpr db::Statement kLaterReleases{
    "importer.later_releases",
    "SELECT count(*) AS later FROM figure_release WHERE municipality = ?1 AND plan = ?2 "
    "AND deed > ?3"};
constexpr db::Statement kLaterReadings{
    "importer.later_readings",
    "SELECT count(*) AS later FROM cell_reading WHERE municipality = ?1 AND plan = ?2 "
    "AND deed > ?3 AND source = 'entered'"};
constexpr db::Statement kLaterDeclarations{
    "importer.later_declarations",
    "SELECT count(*) AS later FROM cell_source WHERE municipality = ?1 AND plan = ?2 "
    "AND deed > ?3"};
constexpr db::Statement kLaterFigures{
    "importer.later_figures",
    "SELECT count(*) AS later FROM figure WHERE municipality = ?1 AND plan = ?2 AND deed > ?3 "
    "AND figure_key <> 'work_done' AND substr(figure_key, 1, 10) <> 'indicator_'"};
constexpr db::Statement kLaterTargets{
    "importer.later_targets",
    "SELECT count(*) AS later FROM plan_target WHERE municipality = ?1 AND plan = ?2 "
    "AND deed > ?3"};
constexpr db::Statement kLaterDrafts{
    "importer.later_drafts",
    "SELECT count(*) AS later FROM plan_draft WHERE municipality = ?1 "
    "AND (predecessor = ?2 OR draft = ?2) AND deed > ?3"};

std::optional<LaterWork> later_work(db::Read& tx, std::string_view municipality,
                                    std::string_view plan, std::int64_t deed) {
  const std::pair<base::RefusalKind, const db::Statement*> kinds[] = {
      {later_releases, &kLaterReleases}, {later_calls, &kLaterCalls},
      {later_reviews, &kLaterReviews},   {later_ratings, &kLaterRatings},
      {later_readings, &kLaterReadings}, {later_declarations, &kLaterDeclarations},
      {later_figures, &kLaterFigures},   {later_targets, &kLaterTargets},
      {later_drafts, &kLaterDrafts}};
  for (const auto& [refusal, statement] : kinds) {
    const auto count = [](db::Row& row) { return row.integer("later"); };
    const auto later = tx.one<std::int64_t>(*statement, count, municipality, plan, deed);
    if (later.value_or(0) > 0) return LaterWork{refusal, *later};
  }
  return std::nullopt;
}

constexpr db::Statement kAddMapping{
    "importer.add_mapping",
    "INSERT INTO importer_mapping (municipality, mapping, plan, headers, choices, import, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};

void add_mapping(db::Write& tx, std::string_view municipality, const Mapping& mapping,
                 std::int64_t deed) {
  tx.run(kAddMapping, municipality, mapping.mapping, mapping.plan, mapping.headers,
         choices_text(mapping.choices), mapping.kept_by.value, deed);
}

constexpr db::Statement kMappings{
    "importer.mappings",
    "SELECT mapping, plan, headers, choices, import FROM importer_mapping "
    "WHERE municipality = ?1 ORDER BY mapping DESC LIMIT ?2"};

std::vector<Mapping> mappings(db::Read& tx, std::string_view municipality, int limit) {
  return tx.list<Mapping>(
      kMappings,
      [](db::Row& row) {
        Mapping mapping;
        mapping.mapping = row.integer("mapping");
        mapping.plan = row.text("plan");
        mapping.headers = row.text("headers");
        mapping.choices = kept_choices(row.view("choices"));
        mapping.kept_by.value = row.integer("import");
        return mapping;
      },
      municipality, limit);
}

}  // namespace importer::store
