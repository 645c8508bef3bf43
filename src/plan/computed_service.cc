// One read transaction a table: readings, declarations, definitions and values of one moment.
#include "plan/computed_service.h"

#include <algorithm>

#include "base/japanese_text.h"
#include "figure/clock.h"
#include "figure/closed_years.h"
#include "figure/known_at.h"
#include "history/changes.h"
#include "history/history.h"
#include "plan/cell_store.h"
#include "plan/plan_reading.h"
#include "plan/row_store.h"
#include "plan/row_work_store.h"
#include "plan/settlement_store.h"
#include "plan/source_store.h"
#include "staff/permission.h"

namespace plan {

namespace {

// The municipality whose plan it is.
base::Result<std::string> owner_of(db::Read& tx, std::string_view slug) {
  auto municipality = store::owner_of_slug(tx, slug);
  if (!municipality) return base::refuse(unknown_plan, {{"slug", std::string(slug)}});
  return *std::move(municipality);
}

// The end of today has not come yet: today is now.
base::Result<std::optional<base::Instant>> moment_of(db::Read& tx, std::string_view municipality,
                                                     std::string_view as_known) {
  if (as_known == base::iso(base::japan_date(base::now()))) return std::nullopt;
  return figure::known_at(tx, municipality, as_known);
}

std::map<std::string, YearValues, std::less<>> values_by_row(db::Read& tx, const Plan& plan,
                                                             figure::Scope scope,
                                                             std::optional<base::Instant> at) {
  const auto table = figure::table(tx, plan.municipality, plan.slug, scope, at);
  std::map<std::int64_t, std::pair<std::string, std::string>> names;
  for (const auto& held : figure::figures(tx, plan.municipality, plan.slug, at)) {
    names[held.id.value] = {held.row, held.definition.key};
  }
  std::map<std::string, YearValues, std::less<>> values;
  for (const auto& [key, value] : table) {
    const auto name = names.find(key.figure);
    if (name == names.end()) continue;
    values[name->second.first][name->second.second][key.fiscal_year] = value;
  }
  return values;
}

Programmes programmes_by_key(db::Read& tx, std::string_view municipality) {
  Programmes programmes;
  for (auto& programme : programme::programmes(tx, municipality))
    programmes.emplace(programme.key, std::move(programme));
  return programmes;
}

void compute(OpenedTable& opened, db::Read& tx) {
  Plan& plan = opened.plan;
  const auto definitions = figure::rows(tx, plan.municipality, plan.slug, opened.as_known);
  if (definitions.empty()) return;
  const auto values = values_by_row(tx, plan, opened.scope, opened.as_known);
  const Programmes programmes = programmes_by_key(tx, plan.municipality);
  const YearValues nothing;
  for (const auto& definition : definitions) {
    const auto row = std::ranges::find(plan.rows, definition.row, &Row::key);
    if (row == plan.rows.end()) continue;
    const auto found = values.find(definition.row);
    for (const auto& column : plan.columns) {
      auto cell = computed(definition, *row, column,
                           found == values.end() ? nothing : found->second, programmes);
      if (cell.reading) cell_at(plan, *row, column.key).readings.push_back(*cell.reading);
      opened.computed.emplace(CellPlace{row->key, column.key}, std::move(cell));
    }
  }
}

void declare(OpenedTable& opened, db::Read& tx, base::Instant until) {
  Plan& plan = opened.plan;
  for (auto& declared : store::declared_sources(tx, plan.municipality, plan.slug, until)) {
    const auto row = std::ranges::find(plan.rows, declared.row, &Row::key);
    if (row == plan.rows.end() || find_column(plan, declared.column) == nullptr) continue;
    cell_at(plan, *row, declared.column).declared = declared.source;
    opened.reasons[{declared.row, declared.column}] = std::move(declared.reason);
  }
}

void compare(OpenedTable& opened) {
  for (const auto& row : opened.plan.rows) {
    for (const auto& cell : row.cells) {
      auto list = comparisons(cell);
      if (!list.empty()) opened.comparisons[{row.key, cell.column}] = std::move(list);
    }
  }
}

base::Result<OpenedTable> read_table(db::Read& tx, std::string_view municipality,
                                     std::string_view slug, const TableQuestion& question) {
  const auto as_known = moment_of(tx, municipality, question.as_known);
  if (!as_known) return std::unexpected(as_known.error());
  auto plan = store::head(tx, municipality, slug);
  auto owner = programme::municipality(tx, municipality);
  if (!plan || !owner) return base::refuse(unknown_plan, {{"slug", std::string(slug)}});
  OpenedTable opened;
  opened.plan = *std::move(plan);
  opened.municipality = *std::move(owner);
  opened.scope = question.scope;
  opened.as_known = *as_known;
  const base::Instant until = as_known->value_or(store::kNow);
  store::read_description(tx, opened.plan);
  opened.plan.rows = store::rows(tx, municipality, slug);
  store::read_cells(tx, opened.plan, store::Eyes::staff, until);
  for (const int year : figure::closed_years(tx, municipality, until)) {
    opened.closed_years.insert(year);
  }
  opened.settled_years = settled_years(store::settlements(tx, municipality, until));
  compute(opened, tx);
  declare(opened, tx, until);
  compare(opened);
  return opened;
}

// ---- deeds on a cell

base::Result<void> check_reason(std::string_view reason) {
  if (base::is_blank(reason)) return base::refuse(reason_missing);
  const std::size_t characters = base::character_count(reason);
  if (characters <= kReasonCharactersMax) {
    return base::check_text(reason, base::Lines::many, kReasonCharactersMax);
  }
  return base::refuse(reason_too_long, {{"characters", std::to_string(characters)},
                                        {"max", std::to_string(kReasonCharactersMax)}});
}

base::Result<void> check_entered(std::string_view text) {
  if (base::fold_width(text).find_first_not_of(" \t\n") == std::string::npos) {
    return base::refuse(text_missing);
  }
  const std::size_t characters = base::character_count(text);
  if (characters <= kTextCharactersMax) {
    return base::check_text(text, base::Lines::one, kTextCharactersMax);
  }
  return base::refuse(text_too_long, {{"characters", std::to_string(characters)},
                                      {"max", std::to_string(kTextCharactersMax)}});
}

// Whose work the line is in the year of the column; empty: nobody is known.
std::string body_of(db::Read& tx, const Plan& plan, const CellName& cell) {
  const Row* row = find_row(plan, cell.row);
  const Column* column = find_column(plan, cell.column);
  const int year =
      column == nullptr || column->fiscal_years.empty() ? 0 : column->fiscal_years.front();
  const auto work = store::row_work(tx, plan.municipality, plan.slug);
  const auto programmes = programme::programmes(tx, plan.municipality);
  const auto* owner = owner_of(plan, *row, year, work, programmes);
  return owner == nullptr ? std::string() : owner->body;
}

// The post has to permit one of the deeds about work of that body.
base::Result<void> check_permitted(const base::Actor& actor, std::string_view municipality,
                                   const std::string& body,
                                   std::initializer_list<staff::Deed> deeds) {
  const staff::Place place{municipality, body.empty() ? std::string_view(actor.body) : body};
  base::Result<void> permitted;
  for (const staff::Deed deed : deeds) {
    const auto may = staff::permits(actor, deed, place);
    if (may) return {};
    if (permitted) permitted = may;
  }
  return permitted;
}

base::Result<std::string> check_cell(db::Read& tx, std::string_view municipality,
                                     const CellName& cell) {
  auto plan = store::head(tx, municipality, cell.plan);
  if (!plan) return base::refuse(unknown_plan, {{"slug", cell.plan}});
  store::read_description(tx, *plan);
  plan->rows = store::rows(tx, municipality, cell.plan);
  if (find_row(*plan, cell.row) == nullptr) {
    return base::refuse(unknown_row, {{"slug", cell.plan}, {"row", cell.row}});
  }
  if (find_column(*plan, cell.column) == nullptr) {
    return base::refuse(unknown_column, {{"slug", cell.plan}, {"column", cell.column}});
  }
  const bool leaf =
      std::ranges::any_of(leaves(*plan), [&](const Row* row) { return row->key == cell.row; });
  if (!leaf) return base::refuse(not_a_leaf, {{"slug", cell.plan}, {"row", cell.row}});
  return body_of(tx, *plan, cell);
}

// A cell that its person may write to, with a reason; the writer is in the municipality's line, so
// that what a mark knew stays what it was.
base::Result<std::string> begin(db::Write& tx, const base::Actor& actor, const CellName& cell,
                                std::string_view reason, std::initializer_list<staff::Deed> deeds) {
  auto municipality = owner_of(tx, cell.plan);
  if (!municipality) return municipality;
  if (!actor.works_for(*municipality))
    return base::refuse(not_permitted, {{"slug", cell.plan}, {"municipality", *municipality}});
  const auto body = check_cell(tx, *municipality, cell);
  if (!body) return std::unexpected(body.error());
  if (const auto may = check_permitted(actor, *municipality, *body, deeds); !may)
    return std::unexpected(may.error());
  if (const auto given = check_reason(reason); !given) return std::unexpected(given.error());
  figure::enter(tx, *municipality);
  return municipality;
}

std::int64_t write_deed(db::Write& tx, const base::Actor& actor, std::string_view kind,
                        std::string_view municipality, const CellName& cell, ReadingSource source,
                        std::string_view reason, const std::vector<history::Change>& changes) {
  return history::write(tx, actor,
                        {.kind = std::string(kind),
                         .municipality = std::string(municipality),
                         .subject_kind = "cell",
                         .subject_key = store::subject_of(cell.plan, cell.row, cell.column, source),
                         .reason = std::string(reason),
                         .payload_json = history::changes_text(changes)})
      .value;
}

// Which reading a cell shows before the deed.
std::string source_shown(const Cell& cell) {
  const Reading* reading = shown(cell);
  return reading == nullptr ? std::string() : std::string(in_db(reading->source));
}

// Two persons who write to one cell at the same time on PostgreSQL: the second tries again.
template <class F>
auto write(db::Database& database, F&& f) -> std::invoke_result_t<F, db::Write&> {
  constexpr int tries_max = 5;
  for (int tries = 1;; ++tries) {
    try {
      return database.write(f);
    } catch (const db::Fault& fault) {
      const std::string_view what = fault.what();
      const bool raced = fault.kind() == db::FaultKind::constraint &&
                         (what.contains("cell_source_pkey") || what.contains("cell_reading_pkey"));
      if (!raced || tries == tries_max) throw;
    }
  }
}

}  // namespace

base::Result<figure::Scope> scope_from(std::string_view code) {
  if (code == "all") return figure::Scope::all;
  if (code == "confirmed") return figure::Scope::confirmed;
  return base::refuse(unknown_scope, {{"scope", std::string(code)}});
}

base::Result<OpenedTable> open_table(const base::Actor& actor, db::Database& database,
                                     std::string_view slug, const TableQuestion& question) {
  return database.read([&](db::Read& tx) -> base::Result<OpenedTable> {
    const auto municipality = owner_of(tx, slug);
    if (!municipality) return std::unexpected(municipality.error());
    // What another municipality works with is not known to be there.
    if (!actor.works_for(*municipality))
      return base::refuse(unknown_plan, {{"slug", std::string(slug)}});
    return read_table(tx, *municipality, slug, question);
  });
}

base::Result<WrittenCell> declare_source(const base::Actor& actor, db::Database& database,
                                         const CellName& cell, ReadingSource source,
                                         std::string_view reason) {
  return write(database, [&](db::Write& tx) -> base::Result<WrittenCell> {
    const auto municipality =
        begin(tx, actor, cell, reason, {staff::Deed::write_records, staff::Deed::define_figures});
    if (!municipality) return std::unexpected(municipality.error());
    const auto table = read_table(tx, *municipality, cell.plan, {});
    if (!table) return std::unexpected(table.error());
    const Cell* shown_cell = find_cell(*find_row(table->plan, cell.row), cell.column);
    if (shown_cell == nullptr || find_reading(*shown_cell, source) == nullptr) {
      return base::refuse(
          nothing_to_show,
          {{"row", cell.row}, {"column", cell.column}, {"source", std::string(in_db(source))}});
    }
    const std::int64_t deed =
        write_deed(tx, actor, "plan.declare_source", *municipality, cell, source, reason,
                   {{"source", source_shown(*shown_cell), std::string(in_db(source))}});
    store::declare_source(tx, {*municipality, cell.plan, deed},
                          {cell.row, cell.column, 1, source, std::string(reason)});
    return WrittenCell{deed, source};
  });
}

base::Result<WrittenCell> enter(const base::Actor& actor, db::Database& database,
                                const CellName& cell, std::string_view text,
                                std::string_view reason) {
  return write(database, [&](db::Write& tx) -> base::Result<WrittenCell> {
    const auto municipality =
        begin(tx, actor, cell, reason,
              {staff::Deed::write_records, staff::Deed::check_answer, staff::Deed::approve_value});
    if (!municipality) return std::unexpected(municipality.error());
    if (const auto given = check_entered(text); !given) return std::unexpected(given.error());
    constexpr auto source = ReadingSource::entered;
    const std::int64_t deed = write_deed(
        tx, actor, "plan.enter", *municipality, cell, source, reason,
        {{"entered", store::entered_text(tx, *municipality, cell.plan, cell.row, cell.column),
          std::string(text)}});
    store::append_entered(tx, {*municipality, cell.plan, deed}, cell.row, cell.column,
                          read_as(source, std::string(text)));
    return WrittenCell{deed, source};
  });
}

namespace {

// Work that was recorded speaks for itself, through any of the cell's figures.
bool has_records(db::Read& tx, const Plan& plan, const Row& row, const Column& column) {
  const auto now = figure::row_now(tx, plan.municipality, plan.slug, row.key);
  if (!now) return false;
  const auto cell =
      computed(now->definition, row, column, now->values, programmes_by_key(tx, plan.municipality));
  return std::ranges::any_of(cell.figures,
                             [](const CellFigure& one) { return one.value.sum.records > 0; });
}

// Nothing is printed or declared, and nothing was recorded that could be counted. A data call asks
// for every line it takes over: the line alone is read.
bool shows_nothing(db::Read& tx, std::string_view municipality, const CellName& cell) {
  const auto declared = store::declared_sources(tx, municipality, cell.plan, store::kNow);
  if (std::ranges::any_of(declared, [&](const store::DeclaredSource& one) {
        return one.row == cell.row && one.column == cell.column;
      }))
    return false;
  auto plan = store::head(tx, municipality, cell.plan);
  if (!plan) return false;
  store::read_columns(tx, *plan);
  plan->rows = store::rows(tx, municipality, cell.plan, cell.row);
  store::read_cells(tx, *plan, store::Eyes::staff, store::kNow, cell.row);
  const Row* row = find_row(*plan, cell.row);
  const Column* column = find_column(*plan, cell.column);
  if (row != nullptr && column != nullptr && has_records(tx, *plan, *row, *column)) return false;
  const Cell* known = row == nullptr ? nullptr : find_cell(*row, cell.column);
  return known == nullptr || find_reading(*known, ReadingSource::printed) == nullptr;
}

}  // namespace

std::int64_t enter_answered(db::Write& tx, const base::Actor& actor, std::string_view municipality,
                            const CellName& cell, const Reading& reading, std::string_view reason) {
  constexpr auto source = ReadingSource::entered;
  const bool is_first = shows_nothing(tx, municipality, cell);
  const std::int64_t deed = write_deed(
      tx, actor, "plan.enter", municipality, cell, source, reason,
      {{"entered", store::entered_text(tx, municipality, cell.plan, cell.row, cell.column),
        reading.text.value_or("")}});
  store::append_entered(tx, {municipality, cell.plan, deed}, cell.row, cell.column, reading);
  if (!is_first) return deed;
  const std::int64_t shown_by = write_deed(tx, actor, "plan.declare_source", municipality, cell,
                                           source, reason, {{"source", "", "entered"}});
  store::declare_source(tx, {municipality, cell.plan, shown_by},
                        {cell.row, cell.column, 1, source, std::string(reason)});
  return deed;
}

}  // namespace plan
