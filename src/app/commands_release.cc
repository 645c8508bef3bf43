// `nigiwai release …`.
#include "app/command_line.h"
#include "plan/release_cli.h"

namespace app {
namespace {

using plan::cli::ReleaseOptions;

// Who acts; without --by it is the program.
void add_by(CommandLine& line, CLI::App* command, ReleaseOptions& options) {
  line.add_municipality(command, options.by.municipality);
  command->add_option("--by", options.by.person, line.word("app.help_by"))->check(positive());
  command->add_option("--post", options.by.post, line.word("app.help_post"));
  command->add_option("--body", options.by.body, line.word("app.help_body"));
  command->add_option("--id", options.id, line.word("app.help_command_id"));
}

void add_what(CommandLine& line, CLI::App* command, ReleaseOptions& options) {
  add_by(line, command, options);
  command->add_option("--plan", options.plan, line.word("app.help_plan_slug"))->required();
  command->add_option("--title", options.title, line.word("app.help_release_title"))->required();
  command->add_option("--at", options.at, line.word("app.help_release_at"));
}

}  // namespace

void add_release_commands(CommandLine& line) {
  CLI::App* release = line.noun("release", "app.about_release");
  line.on_database_with<ReleaseOptions>(
      line.command(*release, "list", "app.about_release_list"),
      [&line](CLI::App* command, ReleaseOptions& options) {
        line.add_municipality(command, options.by.municipality);
      },
      plan::cli::list_releases);
  line.on_database_with<ReleaseOptions>(
      line.command(*release, "publish", "app.about_release_publish"),
      [&line](CLI::App* command, ReleaseOptions& options) { add_what(line, command, options); },
      plan::cli::publish);
  line.on_database_with<ReleaseOptions>(
      line.command(*release, "open", "app.about_release_open"),
      [&line](CLI::App* command, ReleaseOptions& options) {
        add_what(line, command, options);
        command->add_option("--row", options.rows, line.word("app.help_release_row"));
        command->add_option("--programme", options.programmes,
                            line.word("app.help_release_programme"));
      },
      plan::cli::open_rows);
  line.on_database_with<ReleaseOptions>(
      line.command(*release, "withdraw", "app.about_release_withdraw"),
      [&line](CLI::App* command, ReleaseOptions& options) {
        add_by(line, command, options);
        command->add_option("release", options.release, line.word("app.help_release"))->required();
        command->add_option("--reason", options.reason, line.word("app.help_reason"))->required();
      },
      plan::cli::withdraw);
}

}  // namespace app
