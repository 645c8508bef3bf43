// From words on the command line to the service and back to lines.
#include "plan/computed_cli.h"

#include "output/sheet.h"
#include "plan/computed_json.h"
#include "plan/computed_service.h"
#include "plan/computed_sheet.h"
#include "plan/plan_service.h"
#include "plan/written_file.h"

namespace plan::cli {

namespace {

using base::Terminal;

std::string laid_out(const OpenedTable& opened, const TableOptions& options,
                     const std::vector<const Column*>& columns, const Terminal& terminal) {
  if (options.format == "json" || terminal.json) return table_json(opened, columns) + "\n";
  if (options.format == "csv") {
    return output::csv(computed_sheet(opened, terminal.language, columns));
  }
  return computed_text(opened, terminal.language, columns);
}

// Who acts for the municipality whose plan it is.
base::Result<base::Actor> actor_of(db::Database& database, const CellOptions& options) {
  const auto opened = open(base::Actor::system(), database, options.plan);
  if (!opened) return std::unexpected(opened.error());
  base::Actor actor = base::Actor::system(opened->municipality.code);
  if (!options.person) return actor;
  actor.kind = base::ActorKind::staff;
  actor.id = *options.person;
  actor.post = options.post;
  actor.body = options.body;
  return actor;
}

int tell(Terminal& terminal, const base::Result<WrittenCell>& written, std::string_view done_key,
         const CellOptions& options) {
  if (!written) return terminal.refuse(written.error());
  const auto source =
      base::words(terminal.language, "plan.source_" + std::string(in_db(written->source)));
  terminal.tell(done_key, {{"row", options.row},
                           {"column", options.column},
                           {"source", std::string(source)},
                           {"deed", std::to_string(written->deed)}});
  return base::kDone;
}

}  // namespace

int table(db::Database& database, const TableOptions& options, Terminal& terminal) {
  const auto scope = scope_from(options.scope);
  if (!scope) return terminal.refuse(scope.error());
  const auto opened =
      open_table(base::Actor::system(), database, options.plan, {*scope, options.as_known});
  if (!opened) return terminal.refuse(opened.error());
  const auto columns = columns_of(opened->plan, options.years);
  if (!columns) return terminal.refuse(columns.error());
  return write_out(laid_out(*opened, options, *columns, terminal), options.output, terminal);
}

int declare(db::Database& database, const CellOptions& options, Terminal& terminal) {
  const auto actor = actor_of(database, options);
  if (!actor) return terminal.refuse(actor.error());
  const auto source = from_db<ReadingSource>(options.source);
  if (!source) {
    return terminal.refuse(base::refuse(unknown_source, {{"source", options.source}}).error());
  }
  return tell(terminal,
              declare_source(*actor, database, {options.plan, options.row, options.column}, *source,
                             options.reason),
              "plan.declared", options);
}

int enter(db::Database& database, const CellOptions& options, Terminal& terminal) {
  const auto actor = actor_of(database, options);
  if (!actor) return terminal.refuse(actor.error());
  return tell(terminal,
              plan::enter(*actor, database, {options.plan, options.row, options.column},
                          options.text, options.reason),
              "plan.entered", options);
}

}  // namespace plan::cli
