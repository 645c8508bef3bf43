// `nigiwai plan table`, `plan declare` and `plan enter`: what staff do with a plan's cells; and
// `nigiwai report`, which takes a plan's table out as a file.
#include "app/command_line.h"
#include "edition/edition_cli.h"
#include "plan/computed_cli.h"
#include "plan/report.h"
#include "plan/report_cli.h"

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
  command->add_option("--by", options.person, line.word("app.help_by"))->check(positive());
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

void add_report_command(CommandLine& line) {
  const auto options = std::make_shared<plan::cli::ReportOptions>();
  CLI::App* command = line.command(line.top(), "report", "app.about_report");
  const auto check = std::make_shared<plan::cli::CheckOptions>();
  const auto signed_file = std::make_shared<edition::cli::VerifyOptions>();
  CLI::Option* plan = command->add_option("--plan", options->plan, line.word("app.help_plan_slug"));
  CLI::Option* checked =
      command->add_option("--check", check->file, line.word("app.help_report_check"));
  checked->excludes(plan);
  CLI::Option* verified =
      command->add_option("--verify", signed_file->file, line.word("app.help_report_verify"));
  verified->excludes(plan)->excludes(checked);
  command->add_option("--key", signed_file->key, line.word("app.help_report_key"))->needs(verified);
  line.add_json(command);
  command->add_option("--against", check->against, line.word("app.help_report_against"))
      ->needs(checked);
  command->add_option("--format", options->format, line.word("app.help_format"))
      ->capture_default_str()
      ->check(CLI::IsMember(plan::report_format_names()));
  command->add_option("--year", options->years, line.word("app.help_year"));
  command->add_option("--encoding", options->encoding, line.word("app.help_encoding"))
      ->capture_default_str()
      ->check(CLI::IsMember({"utf-8", "cp932"}));
  command->add_option("--paper", options->paper, line.word("app.help_paper"))
      ->capture_default_str()
      ->check(CLI::IsMember({"a3", "a4"}));
  command->add_option("-o,--output", options->output, line.word("app.help_output"));
  line.add_database(command);
  line.on(command, [&line, options, check, signed_file](base::Terminal& terminal) {
    if (!signed_file->file.empty() && !signed_file->key.empty())
      return edition::cli::verify(*signed_file, terminal);
    if (!signed_file->file.empty()) {
      auto keys = open_database(line.settings(), terminal);
      return keys ? edition::cli::verify(*keys, *signed_file, terminal) : base::kRefused;
    }
    if (!check->file.empty()) return plan::cli::check_report(*check, terminal);
    if (options->plan.empty()) {
      terminal.tell("app.usage_missing", {{"detail", "--plan"}});
      return base::kWrongUsage;
    }
    auto database = open_database(line.settings(), terminal);
    return database ? plan::cli::report(*database, *options, terminal) : base::kRefused;
  });
}

}  // namespace app
