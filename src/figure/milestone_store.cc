// Every statement on figure_milestone that posts and tables run.
#include "figure/milestone_store.h"

namespace figure::store {
namespace {

constexpr db::Statement kAddMilestone{
    "figure.add_milestone",
    "INSERT INTO figure_milestone (municipality, figure, fiscal_year, occurred_on, record, "
    "milestone, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};

constexpr db::Statement kConfirmMilestone{
    "figure.confirm_milestone",
    "UPDATE figure_milestone SET confirmed_at = ?6 WHERE municipality = ?1 AND figure = ?2 "
    "AND fiscal_year = ?3 AND occurred_on = ?4 AND record = ?5"};

constexpr db::Statement kReverseMilestone{
    "figure.reverse_milestone",
    "UPDATE figure_milestone SET reversed_at = ?6 WHERE municipality = ?1 AND figure = ?2 "
    "AND fiscal_year = ?3 AND occurred_on = ?4 AND record = ?5"};

constexpr db::Statement kConfirmReversal{
    "figure.confirm_milestone_reversal",
    "UPDATE figure_milestone SET reversal_confirmed_at = ?6 WHERE municipality = ?1 "
    "AND figure = ?2 AND fiscal_year = ?3 AND occurred_on = ?4 AND record = ?5"};

}  // namespace

void move_milestone(db::Write& tx, std::string_view municipality, const MilestoneMove& move) {
  const auto set = [&](const db::Statement& statement) {
    tx.save(statement, municipality, move.figure, move.fiscal_year, move.occurred_on, move.record,
            move.at);
  };
  switch (move.step) {
    case MilestoneStep::recorded:
      tx.save(kAddMilestone, municipality, move.figure, move.fiscal_year, move.occurred_on,
              move.record, move.milestone, move.at);
      return;
    case MilestoneStep::confirmed:
      return set(kConfirmMilestone);
    case MilestoneStep::reversed:
      return set(kReverseMilestone);
    case MilestoneStep::reversal_confirmed:
      return set(kConfirmReversal);
  }
}

// The years of each figure in force, and of each year the latest milestone that stands: a few steps
// in the index for a cell, however many milestones there are. Scalar subqueries, because PostgreSQL
// would join every milestone first.
#define LATEST(COLUMN, STANDS)                                                  \
  "(SELECT l." COLUMN                                                           \
  " FROM figure_milestone l WHERE l.municipality = ?1 AND l.figure = s.figure " \
  "AND l.fiscal_year = s.fiscal_year AND " STANDS                               \
  " ORDER BY l.occurred_on DESC, l.record DESC LIMIT 1) AS " COLUMN
#define LATEST_OF_YEARS(STANDS)                                                                  \
  "WITH RECURSIVE step (figure, fiscal_year) AS (SELECT f.figure, (SELECT min(m.fiscal_year) "   \
  "FROM figure_milestone m WHERE m.municipality = f.municipality AND m.figure = f.figure) "      \
  "FROM figure f WHERE f.municipality = ?1 AND f.plan = ?2 AND f.in_force_from <= ?3 "           \
  "AND (f.in_force_until IS NULL OR f.in_force_until > ?3) "                                     \
  "UNION ALL SELECT s.figure, (SELECT min(m.fiscal_year) FROM figure_milestone m "               \
  "WHERE m.municipality = ?1 AND m.figure = s.figure AND m.fiscal_year > s.fiscal_year) "        \
  "FROM step s WHERE s.fiscal_year IS NOT NULL) "                                                \
  "SELECT s.figure AS figure, s.fiscal_year AS fiscal_year, " LATEST(                            \
      "occurred_on",                                                                             \
      STANDS) ", " LATEST("record",                                                              \
                          STANDS) ", " LATEST("milestone",                                       \
                                              STANDS) " FROM step s WHERE s.fiscal_year IS NOT " \
                                                      "NULL"

namespace {
constexpr db::Statement kMilestones{
    "figure.milestones",
    LATEST_OF_YEARS("l.recorded_at <= ?3 AND (l.reversed_at IS NULL OR l.reversed_at > ?3)")};

constexpr db::Statement kConfirmedMilestones{
    "figure.confirmed_milestones",
    LATEST_OF_YEARS("l.confirmed_at <= ?3 "
                    "AND (l.reversal_confirmed_at IS NULL OR l.reversal_confirmed_at > ?3)")};
}  // namespace

#undef LATEST
#undef LATEST_OF_YEARS

std::vector<MilestoneRow> milestones(db::Read& tx, std::string_view municipality,
                                     std::string_view plan, Scope scope, base::Instant at) {
  std::vector<MilestoneRow> latest;
  const auto add = [&](db::Row& row) {
    MilestoneRow read;
    read.figure = row.integer("figure");
    read.fiscal_year = static_cast<int>(row.integer("fiscal_year"));
    const auto occurred_on = row.maybe_text("occurred_on");
    read.milestone.record = row.maybe_integer("record").value_or(0);
    read.milestone.code = row.maybe_text("milestone").value_or("");
    if (!occurred_on) return;  // none stands in this year
    read.milestone.occurred_on = *occurred_on;
    latest.push_back(std::move(read));
  };
  tx.each(scope == Scope::all ? kMilestones : kConfirmedMilestones, add, municipality, plan, at);
  return latest;
}

}  // namespace figure::store
