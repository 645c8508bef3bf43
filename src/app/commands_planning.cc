// `nigiwai draft …`: plans while they are made.
#include "app/command_line.h"
#include "planning/planning_cli.h"

namespace app {
namespace {

using planning::cli::DraftOptions;

void add_draft(CommandLine& line, CLI::App* command, DraftOptions& options) {
  command->add_option("draft", options.draft, line.word("app.help_draft"))->required();
  line.add_municipality(command, options.municipality);
}

}  // namespace

void add_draft_commands(CommandLine& line) {
  CLI::App* draft = line.noun("draft", "app.about_draft");
  line.on_database_with<DraftOptions>(
      line.command(*draft, "list", "app.about_draft_list"),
      [&line](CLI::App* command, DraftOptions& options) {
        line.add_municipality(command, options.municipality);
      },
      planning::cli::list);
  line.on_database_with<DraftOptions>(
      line.command(*draft, "show", "app.about_draft_show"),
      [&line](CLI::App* command, DraftOptions& options) {
        add_draft(line, command, options);
        command->add_option("--as-known", options.as_known, line.word("app.help_draft_as_known"));
      },
      planning::cli::show);
  line.on_database_with<DraftOptions>(
      line.command(*draft, "import", "app.about_draft_import"),
      [&line](CLI::App* command, DraftOptions& options) {
        command->add_option("file", options.file, line.word("app.help_draft_file"))->required();
        line.add_municipality(command, options.municipality);
        command->add_option("--draft", options.draft, line.word("app.help_draft"));
        command->add_option("--title", options.title, line.word("app.help_draft_title"));
        command->add_option("--period", options.period, line.word("app.help_draft_period"));
      },
      planning::cli::import);
  line.on_database_with<DraftOptions>(
      line.command(*draft, "succeed", "app.about_draft_succeed"),
      [&line](CLI::App* command, DraftOptions& options) {
        add_draft(line, command, options);
        command->add_option("--plan", options.predecessor, line.word("app.help_plan_slug"))
            ->required();
        command->add_option("--title", options.title, line.word("app.help_draft_title"))
            ->required();
        command->add_option("--period", options.period, line.word("app.help_draft_period"))
            ->required();
      },
      planning::cli::succeed);
  line.on_database_with<DraftOptions>(
      line.command(*draft, "adopt", "app.about_draft_adopt"),
      [&line](CLI::App* command, DraftOptions& options) {
        add_draft(line, command, options);
        command->add_option("--by", options.by, line.word("app.help_login"))->required();
        command->add_option("--reason", options.reason, line.word("app.help_reason"))->required();
      },
      planning::cli::adopt);
}

}  // namespace app
