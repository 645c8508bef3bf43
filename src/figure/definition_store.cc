// Every statement on figure and figure_row but the municipality's figures in force, each above its
// one function.
#include "figure/definition_store.h"

#include <functional>
#include <mutex>
#include <unordered_map>

#include "figure/figure_file.h"

namespace figure::store {
namespace {

// A text of a definition always means the same, and a plan's are read again and again (a
// publication alone asks for them at four moments), so what was read once is kept.
template <class Read>
class Memory {
 public:
  explicit Memory(Read read) : read_(read) {}

  auto operator()(std::string_view json) {
    {
      const std::lock_guard lock(mutex_);
      if (const auto found = kept_.find(json); found != kept_.end()) return found->second;
    }
    auto definition = read_(json);
    const std::lock_guard lock(mutex_);
    if (kept_.size() >= kTextsMax) kept_.clear();
    kept_.emplace(json, definition);
    return definition;
  }

 private:
  static constexpr std::size_t kTextsMax = 2'000;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  Read read_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::invoke_result_t<Read, std::string_view>, Hash,
                     std::equal_to<>>
      kept_;
};

Definition definition_of(std::string_view json) {
  static Memory memory(&definition_from_json);
  return memory(json);
}

RowDefinition row_of(std::string_view json) {
  static Memory memory(&row_from_json);
  return memory(json);
}

constexpr db::Statement kStandingFigures{
    "figure.standing_figures",
    "SELECT figure, row_key, figure_key, version, ordinal, definition, state, leaving, deed "
    "FROM figure WHERE municipality = ?1 AND plan = ?2 AND state <> 'retired' "
    "ORDER BY ordinal, row_key, figure_key, version"};

}  // namespace

std::vector<Standing> standing_figures(db::Read& tx, std::string_view municipality,
                                       std::string_view plan) {
  const auto to_standing = [](db::Row& row) {
    return Standing{.id = FigureId{row.integer("figure")},
                    .row = row.text("row_key"),
                    .key = row.text("figure_key"),
                    .version = static_cast<int>(row.integer("version")),
                    .ordinal = static_cast<int>(row.integer("ordinal")),
                    .definition = row.text("definition"),
                    .building = row.view("state") == "building",
                    .leaving = row.flag("leaving"),
                    .deed = row.integer("deed")};
  };
  return tx.list<Standing>(kStandingFigures, to_standing, municipality, plan);
}

namespace {
constexpr db::Statement kStandingRows{
    "figure.standing_rows",
    "SELECT row_key, version, ordinal, definition, in_force_from, deed FROM figure_row "
    "WHERE municipality = ?1 AND plan = ?2 AND in_force_until IS NULL ORDER BY row_key, version"};
}  // namespace

std::vector<Standing> standing_rows(db::Read& tx, std::string_view municipality,
                                    std::string_view plan) {
  const auto to_standing = [](db::Row& row) {
    Standing standing;
    standing.row = row.text("row_key");
    standing.version = static_cast<int>(row.integer("version"));
    standing.ordinal = static_cast<int>(row.integer("ordinal"));
    standing.definition = row.text("definition");
    standing.building = row.null("in_force_from");
    standing.deed = row.integer("deed");
    return standing;
  };
  return tx.list<Standing>(kStandingRows, to_standing, municipality, plan);
}

namespace {
constexpr db::Statement kFigureVersions{
    "figure.figure_versions",
    "SELECT row_key, figure_key, max(version) AS version FROM figure "
    "WHERE municipality = ?1 AND plan = ?2 GROUP BY row_key, figure_key"};
}  // namespace

Versions figure_versions(db::Read& tx, std::string_view municipality, std::string_view plan) {
  Versions versions;
  const auto add = [&](db::Row& row) {
    auto row_key = row.text("row_key");
    auto key = row.text("figure_key");
    versions[{std::move(row_key), std::move(key)}] = static_cast<int>(row.integer("version"));
  };
  tx.each(kFigureVersions, add, municipality, plan);
  return versions;
}

namespace {
constexpr db::Statement kRowVersions{"figure.row_versions",
                                     "SELECT row_key, max(version) AS version FROM figure_row "
                                     "WHERE municipality = ?1 AND plan = ?2 GROUP BY row_key"};
}  // namespace

Versions row_versions(db::Read& tx, std::string_view municipality, std::string_view plan) {
  Versions versions;
  const auto add = [&](db::Row& row) {
    auto row_key = row.text("row_key");
    versions[{std::move(row_key), ""}] = static_cast<int>(row.integer("version"));
  };
  tx.each(kRowVersions, add, municipality, plan);
  return versions;
}

namespace {
constexpr db::Statement kAddFigure{
    "figure.add_figure",
    "INSERT INTO figure (municipality, figure, plan, row_key, figure_key, version, ordinal, "
    "definition, state, in_force_from, in_force_until, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, ?11)"};
}  // namespace

void add_figure(db::Write& tx, const Author& author, const Standing& figure,
                std::optional<base::Instant> in_force_from) {
  tx.save(kAddFigure, author.municipality, figure.id, author.plan, figure.row, figure.key,
          figure.version, figure.ordinal, figure.definition,
          figure.building ? "building" : "current", in_force_from, author.deed);
}

namespace {
constexpr db::Statement kAddRow{
    "figure.add_row",
    "INSERT INTO figure_row (municipality, plan, row_key, version, ordinal, definition, "
    "in_force_from, in_force_until, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, ?8)"};
}  // namespace

void add_row(db::Write& tx, const Author& author, const Standing& row,
             std::optional<base::Instant> in_force_from) {
  tx.save(kAddRow, author.municipality, author.plan, row.row, row.version, row.ordinal,
          row.definition, in_force_from, author.deed);
}

namespace {
constexpr db::Statement kEndRow{
    "figure.end_row",
    "UPDATE figure_row SET in_force_until = ?5 WHERE municipality = ?1 AND plan = ?2 "
    "AND row_key = ?3 AND version = ?4 AND in_force_until IS NULL"};
}  // namespace

void end_row(db::Write& tx, std::string_view municipality, std::string_view plan,
             const Standing& row, base::Instant until) {
  tx.save(kEndRow, municipality, plan, row.row, row.version, until);
}

namespace {
constexpr db::Statement kBeginRow{
    "figure.begin_row",
    "UPDATE figure_row SET in_force_from = ?5 WHERE municipality = ?1 AND plan = ?2 "
    "AND row_key = ?3 AND version = ?4 AND in_force_from IS NULL AND in_force_until IS NULL"};
}  // namespace

void begin_row(db::Write& tx, std::string_view municipality, std::string_view plan,
               const Standing& row, base::Instant from) {
  tx.save(kBeginRow, municipality, plan, row.row, row.version, from);
}

namespace {
constexpr db::Statement kMoveFigure{
    "figure.move_in_list",
    "UPDATE figure SET ordinal = ?3 WHERE municipality = ?1 AND figure = ?2"};
}  // namespace

void move_figure(db::Write& tx, std::string_view municipality, FigureId figure, int ordinal) {
  tx.save(kMoveFigure, municipality, figure, ordinal);
}

namespace {
constexpr db::Statement kMoveRow{
    "figure.move_row_in_list",
    "UPDATE figure_row SET ordinal = ?5 WHERE municipality = ?1 AND plan = ?2 "
    "AND row_key = ?3 AND version = ?4"};
}  // namespace

void move_row(db::Write& tx, std::string_view municipality, std::string_view plan,
              const Standing& row, int ordinal) {
  tx.save(kMoveRow, municipality, plan, row.row, row.version, ordinal);
}

namespace {
constexpr db::Statement kAbandon{"figure.abandon",
                                 "UPDATE figure SET state = 'retired' "
                                 "WHERE municipality = ?1 AND figure = ?2 AND state = 'building'"};
}  // namespace

bool abandon(db::Write& tx, std::string_view municipality, FigureId figure) {
  return tx.run(kAbandon, municipality, figure) == 1;
}

namespace {
constexpr db::Statement kSetLeaving{"figure.set_leaving",
                                    "UPDATE figure SET leaving = ?3 "
                                    "WHERE municipality = ?1 AND figure = ?2"};
}  // namespace

void set_leaving(db::Write& tx, std::string_view municipality, FigureId figure, bool leaving) {
  tx.save(kSetLeaving, municipality, figure, leaving);
}

namespace {
constexpr db::Statement kRetire{"figure.retire",
                                "UPDATE figure SET state = 'retired', in_force_until = ?3 "
                                "WHERE municipality = ?1 AND figure = ?2 AND state = 'current'"};
}  // namespace

bool retire(db::Write& tx, std::string_view municipality, FigureId figure, base::Instant until) {
  return tx.run(kRetire, municipality, figure, until) == 1;
}

namespace {
constexpr db::Statement kBeginForce{
    "figure.begin_force",
    "UPDATE figure SET state = 'current', in_force_from = ?3 "
    "WHERE municipality = ?1 AND figure = ?2 AND state = 'building'"};
}  // namespace

bool begin_force(db::Write& tx, std::string_view municipality, FigureId figure,
                 base::Instant from) {
  return tx.run(kBeginForce, municipality, figure, from) == 1;
}

namespace {

std::optional<base::Instant> maybe_instant(db::Row& row, std::string_view column) {
  const auto at = row.maybe_integer(column);
  return at ? std::optional(base::Instant{*at}) : std::nullopt;
}

Held to_held(db::Row& row) {
  Held held;
  held.id = FigureId{row.integer("figure")};
  held.plan = row.text("plan");
  held.row = row.text("row_key");
  held.version = static_cast<int>(row.integer("version"));
  held.ordinal = static_cast<int>(row.integer("ordinal"));
  held.definition = definition_of(row.view("definition"));
  held.state = row.text("state");
  held.from = maybe_instant(row, "in_force_from");
  held.until = maybe_instant(row, "in_force_until");
  return held;
}

constexpr db::Statement kBuilding{
    "figure.building_of_deed",
    "SELECT figure, plan, row_key, version, ordinal, definition, state, in_force_from, "
    "in_force_until FROM figure WHERE municipality = ?1 AND plan = ?2 AND deed = ?3 "
    "AND state = 'building' ORDER BY ordinal, figure"};

}  // namespace

std::vector<Held> building(db::Read& tx, std::string_view municipality, std::string_view plan,
                           std::int64_t deed) {
  return tx.list<Held>(kBuilding, to_held, municipality, plan, deed);
}

namespace {
constexpr db::Statement kWaitingPlans{
    "figure.waiting_plans",
    "SELECT DISTINCT municipality, plan FROM figure WHERE state = 'building' "
    "ORDER BY municipality, plan"};
}  // namespace

std::vector<std::pair<std::string, std::string>> waiting_plans(db::Read& tx) {
  const auto to_plan = [](db::Row& row) {
    auto municipality = row.text("municipality");
    return std::pair(std::move(municipality), row.text("plan"));
  };
  return tx.list<std::pair<std::string, std::string>>(kWaitingPlans, to_plan);
}

namespace {
constexpr db::Statement kCurrent{
    "figure.current_of_plan",
    "SELECT figure, plan, row_key, version, ordinal, definition, state, in_force_from, "
    "in_force_until FROM figure WHERE municipality = ?1 AND plan = ?2 AND state = 'current' "
    "ORDER BY ordinal, figure"};
}  // namespace

std::vector<Held> current(db::Read& tx, std::string_view municipality, std::string_view plan) {
  return tx.list<Held>(kCurrent, to_held, municipality, plan);
}

namespace {
constexpr db::Statement kAt{
    "figure.of_plan_at",
    "SELECT figure, plan, row_key, version, ordinal, definition, state, in_force_from, "
    "in_force_until FROM figure WHERE municipality = ?1 AND plan = ?2 AND in_force_from <= ?3 "
    "AND (in_force_until IS NULL OR in_force_until > ?3) ORDER BY ordinal, figure"};
}  // namespace

std::vector<Held> at(db::Read& tx, std::string_view municipality, std::string_view plan,
                     base::Instant at) {
  return tx.list<Held>(kAt, to_held, municipality, plan, at);
}

namespace {
constexpr db::Statement kCurrentOne{
    "figure.current_one",
    "SELECT figure, plan, row_key, version, ordinal, definition, state, in_force_from, "
    "in_force_until FROM figure WHERE municipality = ?1 AND plan = ?2 AND row_key = ?3 "
    "AND figure_key = ?4 AND state = 'current'"};
}  // namespace

std::optional<Held> current(db::Read& tx, std::string_view municipality, std::string_view plan,
                            std::string_view row, std::string_view key) {
  return tx.one<Held>(kCurrentOne, to_held, municipality, plan, row, key);
}

namespace {
constexpr db::Statement kCurrentOfRow{
    "figure.current_of_row",
    "SELECT figure, plan, row_key, version, ordinal, definition, state, in_force_from, "
    "in_force_until FROM figure WHERE municipality = ?1 AND plan = ?2 AND row_key = ?3 "
    "AND state = 'current' ORDER BY ordinal, figure"};
}  // namespace

std::vector<Held> current_of_row(db::Read& tx, std::string_view municipality, std::string_view plan,
                                 std::string_view row) {
  return tx.list<Held>(kCurrentOfRow, to_held, municipality, plan, row);
}

namespace {
constexpr db::Statement kOneAt{
    "figure.one_at",
    "SELECT figure, plan, row_key, version, ordinal, definition, state, in_force_from, "
    "in_force_until FROM figure WHERE municipality = ?1 AND plan = ?2 AND row_key = ?3 "
    "AND figure_key = ?4 AND in_force_from <= ?5 "
    "AND (in_force_until IS NULL OR in_force_until > ?5)"};
}  // namespace

std::optional<Held> at(db::Read& tx, std::string_view municipality, std::string_view plan,
                       std::string_view row, std::string_view key, base::Instant at) {
  return tx.one<Held>(kOneAt, to_held, municipality, plan, row, key, at);
}

namespace {

RowDefinition to_row(db::Row& row) {
  return row_of(row.view("definition"));
}

constexpr db::Statement kCurrentRows{"figure.current_rows",
                                     "SELECT definition FROM figure_row "
                                     "WHERE municipality = ?1 AND plan = ?2 "
                                     "AND in_force_from IS NOT NULL AND in_force_until IS NULL "
                                     "ORDER BY ordinal, row_key"};

}  // namespace

std::vector<RowDefinition> current_rows(db::Read& tx, std::string_view municipality,
                                        std::string_view plan) {
  return tx.list<RowDefinition>(kCurrentRows, to_row, municipality, plan);
}

namespace {
constexpr db::Statement kCurrentRow{
    "figure.current_row",
    "SELECT definition FROM figure_row WHERE municipality = ?1 AND plan = ?2 AND row_key = ?3 "
    "AND in_force_from IS NOT NULL AND in_force_until IS NULL"};
}  // namespace

std::optional<RowDefinition> current_row(db::Read& tx, std::string_view municipality,
                                         std::string_view plan, std::string_view row) {
  return tx.one<RowDefinition>(kCurrentRow, to_row, municipality, plan, row);
}

namespace {
constexpr db::Statement kRowsAt{
    "figure.rows_at",
    "SELECT definition FROM figure_row WHERE municipality = ?1 AND plan = ?2 "
    "AND in_force_from <= ?3 AND (in_force_until IS NULL OR in_force_until > ?3) "
    "ORDER BY ordinal, row_key"};
}  // namespace

std::vector<RowDefinition> rows_at(db::Read& tx, std::string_view municipality,
                                   std::string_view plan, base::Instant at) {
  return tx.list<RowDefinition>(kRowsAt, to_row, municipality, plan, at);
}

}  // namespace figure::store
