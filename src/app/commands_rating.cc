// `nigiwai rating …`: the published rule, its trial on past years, a municipality's own form.
#include "app/command_line.h"
#include "review/rating_cli.h"

namespace app {

void add_rating_commands(CommandLine& line) {
  using namespace review::cli;
  CLI::App* rating = line.noun("rating", "app.about_rating");
  line.on_database_with<RuleOptions>(
      line.command(*rating, "rule", "app.about_rating_rule"),
      [&line](CLI::App* command, RuleOptions& options) {
        command->add_option("--plan", options.plan, line.word("app.help_plan_slug"))->required();
        command->add_option("--file", options.file, line.word("app.help_rating_rule"))->required();
      },
      publish);
  line.on_database_with<ReplayOptions>(
      line.command(*rating, "replay", "app.about_rating_replay"),
      [&line](CLI::App* command, ReplayOptions& options) {
        command->add_option("--plan", options.plan, line.word("app.help_plan_slug"))->required();
        command->add_option("--rule", options.rule, line.word("app.help_rating_rule"));
        command->add_option("--year", options.years, line.word("app.help_year"));
        command->add_option("-o,--output", options.output, line.word("app.help_output"));
      },
      replay);
  line.on_database_with<FormOptions>(
      line.command(*rating, "form", "app.about_rating_form"),
      [&line](CLI::App* command, FormOptions& options) {
        command->add_option("--plan", options.plan, line.word("app.help_plan_slug"))->required();
        command->add_option("--year", options.year, line.word("app.help_year"))->required();
        command->add_option("--template", options.form, line.word("app.help_rating_template"))
            ->required();
        command->add_option("--row", options.row, line.word("app.help_cell_row"));
        command->add_option("-o,--out,--output", options.output, line.word("app.help_output"))
            ->required();
      },
      fill_form);
}

}  // namespace app
