// What the proof of definitions, marks and closings reads: the deeds that wrote them, and the rows
// as they are stored now.
#include "figure/verify_store.h"

namespace figure::store {
namespace {

constexpr db::Statement kVouchingDeeds{
    "figure.vouching_deeds",
    "SELECT d.deed AS deed, d.kind AS kind, d.subject_key AS subject_key, "
    "d.recorded_at AS recorded_at, COALESCE(p.reason, '') AS reason, "
    "COALESCE(p.payload, '') AS payload, "
    "CASE WHEN p.erased_by IS NULL THEN 0 ELSE 1 END AS erased FROM deed d "
    "LEFT JOIN deed_payload p ON p.municipality = d.municipality AND p.deed = d.deed "
    "WHERE d.municipality = ?1 AND d.kind IN ('figure.define', 'figure.built', 'figure.mark', "
    "'record.close_year', 'record.reopen_year') ORDER BY d.recorded_at, d.deed"};

std::optional<base::Instant> maybe_instant(db::Row& row, std::string_view column) {
  const auto at = row.maybe_integer(column);
  return at ? std::optional(base::Instant{*at}) : std::nullopt;
}

}  // namespace

std::vector<DeedRow> vouching_deeds(db::Read& tx, std::string_view municipality) {
  const auto to_deed = [](db::Row& row) {
    DeedRow deed;
    deed.deed = row.integer("deed");
    deed.kind = row.text("kind");
    deed.subject = row.text("subject_key");
    deed.recorded_at.microseconds = row.integer("recorded_at");
    deed.reason = row.text("reason");
    deed.payload = row.text("payload");
    deed.erased = row.flag("erased");
    return deed;
  };
  return tx.list<DeedRow>(kVouchingDeeds, to_deed, municipality);
}

namespace {
constexpr db::Statement kDefinedFigures{
    "figure.defined_figures",
    "SELECT figure, plan, row_key, figure_key, version, definition, state, leaving, "
    "in_force_from, in_force_until, deed FROM figure WHERE municipality = ?1 ORDER BY figure"};
}  // namespace

std::vector<DefinedRow> defined_figures(db::Read& tx, std::string_view municipality) {
  const auto to_figure = [](db::Row& row) {
    return DefinedRow{.id = row.integer("figure"),
                      .plan = row.text("plan"),
                      .row = row.text("row_key"),
                      .key = row.text("figure_key"),
                      .version = static_cast<int>(row.integer("version")),
                      .definition = row.text("definition"),
                      .state = row.text("state"),
                      .leaving = row.flag("leaving"),
                      .from = maybe_instant(row, "in_force_from"),
                      .until = maybe_instant(row, "in_force_until"),
                      .deed = row.integer("deed")};
  };
  return tx.list<DefinedRow>(kDefinedFigures, to_figure, municipality);
}

namespace {
constexpr db::Statement kDefinedRows{
    "figure.defined_rows",
    "SELECT plan, row_key, version, definition, in_force_from, in_force_until, deed "
    "FROM figure_row WHERE municipality = ?1 ORDER BY plan, row_key, version"};
}  // namespace

std::vector<DefinedRow> defined_rows(db::Read& tx, std::string_view municipality) {
  const auto to_row = [](db::Row& row) {
    DefinedRow defined;
    defined.plan = row.text("plan");
    defined.row = row.text("row_key");
    defined.version = static_cast<int>(row.integer("version"));
    defined.definition = row.text("definition");
    defined.from = maybe_instant(row, "in_force_from");
    defined.until = maybe_instant(row, "in_force_until");
    defined.deed = row.integer("deed");
    defined.state = defined.until ? "retired" : defined.from ? "current" : "building";
    return defined;
  };
  return tx.list<DefinedRow>(kDefinedRows, to_row, municipality);
}

namespace {
constexpr db::Statement kMarkRows{
    "figure.mark_rows",
    "SELECT mark, kind, name, deed FROM figure_mark WHERE municipality = ?1 ORDER BY mark"};
}  // namespace

std::vector<MarkRow> mark_rows(db::Read& tx, std::string_view municipality) {
  const auto to_mark = [](db::Row& row) {
    Mark mark{base::Instant{row.integer("mark")}, row.text("kind"), row.text("name")};
    return MarkRow{std::move(mark), row.integer("deed")};
  };
  return tx.list<MarkRow>(kMarkRows, to_mark, municipality);
}

namespace {
constexpr db::Statement kClosingRows{
    "figure.closing_rows",
    "SELECT fiscal_year, version, closed, reason, deed FROM year_closing "
    "WHERE municipality = ?1 ORDER BY fiscal_year, version"};
}  // namespace

std::vector<ClosingRow> closing_rows(db::Read& tx, std::string_view municipality) {
  const auto to_closing = [](db::Row& row) {
    ClosingRow closing;
    closing.year.fiscal_year = static_cast<int>(row.integer("fiscal_year"));
    closing.year.version = static_cast<int>(row.integer("version"));
    closing.year.closed = row.flag("closed");
    closing.reason = row.text("reason");
    closing.deed = row.integer("deed");
    return closing;
  };
  return tx.list<ClosingRow>(kClosingRows, to_closing, municipality);
}

}  // namespace figure::store
