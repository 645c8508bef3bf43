// Every statement on the tables of migration 0027, each above its one function.
#include "release/release_store.h"

#include <algorithm>

namespace release::store {
namespace {

constexpr db::Statement kAdd{
    "release.add",
    "INSERT INTO figure_release (municipality, release, plan, kind, title, mark, effective_at, "
    "released_by, released_at, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"};
constexpr db::Statement kAddRow{
    "release.add_row",
    "INSERT INTO figure_release_row (municipality, release, row_key) VALUES (?1, ?2, ?3)"};
constexpr db::Statement kWithdraw{
    "release.withdraw",
    "INSERT INTO figure_release_withdrawal (municipality, release, withdrawn_at, reason, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5)"};

Release to_release(db::Row& row) {
  Release one;
  one.municipality = row.text("municipality");
  one.id = row.integer("release");
  one.plan = row.text("plan");
  one.kind = kind_from(row.view("kind")).value_or(Kind::publication);
  one.title = row.text("title");
  one.mark = {row.integer("mark")};
  one.effective_at = {row.integer("effective_at")};
  one.released_by = row.integer("released_by");
  one.released_at = {row.integer("released_at")};
  one.deed = row.integer("deed");
  const auto withdrawn_at = row.maybe_integer("withdrawn_at");
  const auto reason = row.maybe_text("reason");
  const auto deed = row.maybe_integer("withdrawal_deed");
  if (withdrawn_at) one.withdrawn = {{*withdrawn_at}, reason.value_or(""), deed.value_or(0)};
  return one;
}

#define RELEASES                                                                                \
  "SELECT f.municipality AS municipality, f.release AS release, f.plan AS plan, f.kind AS "     \
  "kind, f.title AS title, f.mark AS mark, f.effective_at AS effective_at, f.released_by AS "   \
  "released_by, f.released_at AS released_at, f.deed AS deed, w.withdrawn_at AS withdrawn_at, " \
  "w.reason AS reason, w.deed AS withdrawal_deed FROM figure_release f LEFT JOIN "              \
  "figure_release_withdrawal w ON w.municipality = f.municipality AND w.release = f.release "   \
  "WHERE f.municipality = ?1 "

constexpr db::Statement kOfPlan{"release.of_plan", RELEASES "AND f.plan = ?2 ORDER BY f.release"};
constexpr db::Statement kAll{"release.all", RELEASES "ORDER BY f.release"};
#undef RELEASES

constexpr db::Statement kRows{
    "release.rows",
    "SELECT r.release AS release, r.row_key AS row_key FROM figure_release_row r "
    "WHERE r.municipality = ?1 ORDER BY r.release, r.row_key"};

std::vector<Release> with_rows(db::Read& tx, std::string_view municipality,
                               std::vector<Release> releases) {
  if (std::ranges::none_of(releases,
                           [](const Release& one) { return one.kind == Kind::continuous; }))
    return releases;
  tx.each(
      kRows,
      [&](db::Row& row) {
        const auto found = std::ranges::find(releases, row.integer("release"), &Release::id);
        std::string key = row.text("row_key");
        if (found != releases.end()) found->rows.push_back(std::move(key));
      },
      municipality);
  return releases;
}

}  // namespace

void add(db::Write& tx, const Release& release) {
  tx.save(kAdd, release.municipality, release.id, release.plan, in_db(release.kind), release.title,
          release.mark, release.effective_at, release.released_by, release.released_at,
          release.deed);
  for (const std::string& row : release.rows)
    tx.save(kAddRow, release.municipality, release.id, row);
}

void withdraw(db::Write& tx, std::string_view municipality, std::int64_t release,
              const Withdrawal& withdrawal) {
  tx.save(kWithdraw, municipality, release, withdrawal.at, withdrawal.reason, withdrawal.deed);
}

std::vector<Release> of_plan(db::Read& tx, std::string_view municipality, std::string_view plan) {
  return with_rows(tx, municipality, tx.list<Release>(kOfPlan, to_release, municipality, plan));
}

std::vector<Release> all(db::Read& tx, std::string_view municipality) {
  return with_rows(tx, municipality, tx.list<Release>(kAll, to_release, municipality));
}

namespace {
constexpr db::Statement kMomentsFrom{
    "release.moments_from",
    "SELECT DISTINCT effective_at FROM figure_release WHERE effective_at >= "
    "(SELECT COALESCE(MAX(effective_at), 0) FROM figure_release WHERE effective_at <= ?1) "
    "ORDER BY effective_at"};
constexpr db::Statement kHoldBack{
    "release.hold_back",
    "INSERT INTO figure_release_held (municipality, release, row_key, figure_key, fiscal_year, "
    "mark) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};
constexpr db::Statement kHeldBack{
    "release.held_back",
    "SELECT row_key, figure_key, fiscal_year, mark FROM figure_release_held "
    "WHERE municipality = ?1 AND release = ?2"};
}  // namespace

std::vector<base::Instant> moments_from(db::Read& tx, base::Instant now) {
  return tx.list<base::Instant>(
      kMomentsFrom, [](db::Row& row) { return base::Instant{row.integer("effective_at")}; }, now);
}

void hold_back(db::Write& tx, std::string_view municipality, std::int64_t release,
               const HeldKey& figure, base::Instant mark) {
  const auto& [row, key, fiscal_year] = figure;
  tx.save(kHoldBack, municipality, release, row, key, fiscal_year, mark);
}

HeldBack held_back(db::Read& tx, std::string_view municipality, std::int64_t release) {
  HeldBack held;
  tx.each(
      kHeldBack,
      [&](db::Row& row) {
        std::string line = row.text("row_key");
        std::string key = row.text("figure_key");
        const int year = static_cast<int>(row.integer("fiscal_year"));
        held[{std::move(line), std::move(key), year}] = {row.integer("mark")};
      },
      municipality, release);
  return held;
}

}  // namespace release::store
