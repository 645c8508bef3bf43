// `nigiwai town …`: the practice town, built, compared, taken away.
#include "app/command_line.h"
#include "town/town_cli.h"

namespace app {

void add_town_commands(CommandLine& line) {
  using town::cli::Options;
  CLI::App* noun = line.noun("town", "app.about_town");
  const auto add_files = [&line](CLI::App* command, Options& options) {
    command->add_option("--plan", options.plan, line.word("app.help_plan_slug"))
        ->capture_default_str();
    command->add_option("--plans", options.files, line.word("app.help_town_plans"))
        ->capture_default_str();
  };
  line.on_database_with<Options>(
      line.command(*noun, "build", "app.about_town_build"),
      [&](CLI::App* command, Options& options) {
        add_files(command, options);
        command->add_option("--seed", options.seed, line.word("app.help_town_seed"))
            ->capture_default_str();
        command->add_option("--scale", options.scale, line.word("app.help_town_scale"))
            ->capture_default_str();
        command->add_option("--years", options.years, line.word("app.help_town_years"));
        command->add_option("--jar", options.jar, line.word("app.help_town_jar"));
      },
      town::cli::build);
  line.on_database_with<Options>(line.command(*noun, "compare", "app.about_town_compare"),
                                 add_files, town::cli::compare);
  line.on_database_with<Options>(
      line.command(*noun, "reset", "app.about_town_reset"), [](CLI::App*, Options&) {},
      town::cli::reset);
}

}  // namespace app
