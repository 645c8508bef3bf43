// `nigiwai plan table`, `plan declare` and `plan enter`: what staff do with a plan's cells.
#include "app/command_line.h"
#include "plan/computed_cli.h"

namespace app {
namespace {

using plan::cli::CellOptions;
using plan::cli::TableOptions;

void add_table(CommandLine& line, CLI::App* command, TableOptions& options) {
  command->add_option("--plan", options.plan, line.word("app.help_plan_slug"))->required();
  command->add_option("--as-known", options.as_known, line.word("app.help_as_known"));
  command->add_option("--scope", options.scope, line.word("app.help_scope"))
      ->capture_default_str()
      ->check(CLI::IsMember({"all", "confirmed"}));
  command->add_option("--format", options.format, line.word("app.help_table_format"))
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "csv", "json"}));
  command->add_option("--year", options.years, line.word("app.help_year"));
  command->add_option("-o,--output", options.output, line.word("app.help_output"));
}

// Which cell, why, and who acts.
void add_cell(CommandLine& line, CLI::App* command, CellOptions& options) {
  command->add_option("--plan", options.plan, line.word("app.help_plan_slug"))->required();
  command->add_option("--row", options.row, line.word("app.help_cell_row"))->required();
  command->add_option("--column", options.column, line.word("app.help_cell_column"))->required();
  command->add_option("--reason", options.reason, line.word("app.help_reason"))->required();
  command->add_option("--by", options.person, line.word("app.help_by"))->check(CLI::PositiveNumber);
  command->add_option("--post", options.post, line.word("app.help_post"));
  command->add_option("--body", options.body, line.word("app.help_body"));
}

}  // namespace

void add_cell_commands(CommandLine& line, CLI::App& plan_noun) {
  line.on_database_with<TableOptions>(
      line.command(plan_noun, "table", "app.about_plan_table"),
      [&](CLI::App* command, TableOptions& options) { add_table(line, command, options); },
      plan::cli::table);
  line.on_database_with<CellOptions>(
      line.command(plan_noun, "declare", "app.about_plan_declare"),
      [&](CLI::App* command, CellOptions& options) {
        add_cell(line, command, options);
        command->add_option("--source", options.source, line.word("app.help_cell_source"))
            ->required()
            ->check(CLI::IsMember({"printed", "entered", "computed"}));
      },
      plan::cli::declare);
  line.on_database_with<CellOptions>(
      line.command(plan_noun, "enter", "app.about_plan_enter"),
      [&](CLI::App* command, CellOptions& options) {
        add_cell(line, command, options);
        command->add_option("--text", options.text, line.word("app.help_cell_text"))->required();
      },
      plan::cli::enter);
}

}  // namespace app
