// `nigiwai token …`, `nigiwai job …` and `nigiwai seal`.
#include "app/command_line.h"
#include "app/job_cli.h"
#include "staff/staff_cli.h"

namespace app {
namespace {

struct RevokeOptions {
  std::string municipality;
  std::string token;
};

void add_tokens(CommandLine& line) {
  using staff::cli::IssueOptions;
  CLI::App* token = line.noun("token", "app.about_token");
  line.on_database_with<IssueOptions>(
      line.command(*token, "issue", "app.about_token_issue"),
      [&line](CLI::App* command, IssueOptions& options) {
        line.add_municipality(command, options.municipality);
        command->add_option("--person", options.person, line.word("app.help_person"))->required();
        command->add_option("--name", options.name, line.word("app.help_person_name"))->required();
        command->add_option("--post", options.post, line.word("app.help_post"))->required();
        command->add_option("--body", options.body, line.word("app.help_body"))->required();
        command->add_option("--may", options.may, line.word("app.help_may"))
            ->capture_default_str()
            ->check(CLI::IsMember({"read", "write"}));
        command->add_option("--days", options.days, line.word("app.help_days"))
            ->capture_default_str();
      },
      staff::cli::issue);
  line.on_database_with<std::string>(
      line.command(*token, "list", "app.about_token_list"),
      [&line](CLI::App* command, std::string& municipality) {
        line.add_municipality(command, municipality);
      },
      staff::cli::list);
  line.on_database_with<RevokeOptions>(
      line.command(*token, "revoke", "app.about_token_revoke"),
      [&line](CLI::App* command, RevokeOptions& options) {
        command->add_option("token", options.token, line.word("app.help_token"))->required();
        line.add_municipality(command, options.municipality);
      },
      [](db::Database& database, const RevokeOptions& options, base::Terminal& terminal) {
        return staff::cli::revoke(database, options.municipality, options.token, terminal);
      });
}

}  // namespace

void add_staff_commands(CommandLine& line) {
  add_tokens(line);
  line.on_database_with<std::string>(
      line.command(*line.noun("job", "app.about_job"), "list", "app.about_job_list"),
      [&line](CLI::App* command, std::string& municipality) {
        line.add_municipality(command, municipality);
      },
      list_jobs);
  CLI::App* seal_command = line.command(line.top(), "seal", "app.about_seal");
  line.add_json(seal_command);
  line.on_database(seal_command, seal);
}

}  // namespace app
