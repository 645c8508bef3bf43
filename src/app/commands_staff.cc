// `nigiwai user …`, `nigiwai unit …`, `nigiwai transfer`, `nigiwai token …`, `nigiwai job …` and
// `nigiwai seal`.
#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "app/command_line.h"
#include "app/job_cli.h"
#include "staff/staff_cli.h"
#include "staff/unit_cli.h"
#include "staff/user_cli.h"

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

// What is typed at a terminal is not shown; what comes from a file or a program is read as it is.
std::string read_hidden_line() {
  std::string typed;
  termios shown{};
  const bool is_terminal = isatty(STDIN_FILENO) == 1 && tcgetattr(STDIN_FILENO, &shown) == 0;
  if (is_terminal) {
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  std::getline(std::cin, typed);
  if (is_terminal) {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    std::cerr << '\n';
  }
  return typed;
}

void add_login(CommandLine& line, CLI::App* command, std::string& login) {
  command->add_option("login", login, line.word("app.help_login"))->required();
}

void add_reason(CommandLine& line, CLI::App* command, std::string& reason) {
  command->add_option("--reason", reason, line.word("app.help_reason"))->required();
}

// A command about one person of a municipality; `add` describes what else it takes.
template <class Add>
void add_user(CommandLine& line, CLI::App& user, const std::string& name, std::string_view about,
              Add add, CommandLine::Work<staff::cli::UserOptions> work) {
  line.on_database_with<staff::cli::UserOptions>(
      line.command(user, name, about),
      [&line, add](CLI::App* command, staff::cli::UserOptions& options) {
        add_login(line, command, options.login);
        line.add_municipality(command, options.municipality);
        add(command, options);
      },
      work);
}

void add_users(CommandLine& line, CLI::App& user) {
  using staff::cli::UserOptions;
  const auto nothing = [](CLI::App*, UserOptions&) {};
  const auto reason = [&line](CLI::App* command, UserOptions& options) {
    add_reason(line, command, options.reason);
  };
  add_user(
      line, user, "add", "app.about_user_add",
      [&line](CLI::App* command, UserOptions& options) {
        command->add_option("--name", options.name, line.word("app.help_person_name"))->required();
        command->add_option("--body", options.body, line.word("app.help_body"))->required();
      },
      staff::cli::user_add);
  line.on_database_with<UserOptions>(
      line.command(user, "list", "app.about_user_list"),
      [&line](CLI::App* command, UserOptions& options) {
        command->add_option("text", options.text, line.word("app.help_user_text"));
        line.add_municipality(command, options.municipality);
      },
      staff::cli::user_list);
  add_user(line, user, "show", "app.about_user_show", nothing, staff::cli::user_show);
  add_user(
      line, user, "invite", "app.about_user_invite",
      [&line](CLI::App* command, UserOptions& options) {
        options.site = "http://127.0.0.1:8080";
        command->add_option("--site", options.site, line.word("app.help_site"))
            ->capture_default_str();
      },
      staff::cli::user_invite);
  add_user(line, user, "passwd", "app.about_user_passwd", nothing,
           [](db::Database& database, const UserOptions& options, base::Terminal& terminal) {
             return staff::cli::user_passwd(database, options, read_hidden_line, terminal);
           });
  add_user(line, user, "end", "app.about_user_end", reason, staff::cli::user_end);
  add_user(line, user, "restore", "app.about_user_restore", reason, staff::cli::user_restore);
  add_user(line, user, "unlock", "app.about_user_unlock", nothing, staff::cli::user_unlock);
  add_user(line, user, "reset-second-factor", "app.about_user_reset", reason,
           staff::cli::user_reset_second_factor);
}

void add_posts(CommandLine& line, CLI::App& user) {
  using staff::cli::PostOptions;
  CLI::App* post = line.command(user, "post", "app.about_user_post");
  post->require_subcommand(1);
  line.on_database_with<PostOptions>(
      line.command(*post, "give", "app.about_post_give"),
      [&line](CLI::App* command, PostOptions& options) {
        add_login(line, command, options.login);
        line.add_municipality(command, options.municipality);
        command->add_option("--post", options.post, line.word("app.help_post_code"))->required();
        command->add_option("--unit", options.unit, line.word("app.help_unit"));
        command->add_option("--from", options.from, line.word("app.help_post_from"));
        command->add_option("--until", options.until, line.word("app.help_post_until"));
        command->add_option("--deputy-for", options.deputy_for, line.word("app.help_deputy_for"));
      },
      staff::cli::post_give);
  line.on_database_with<PostOptions>(
      line.command(*post, "end", "app.about_post_end"),
      [&line](CLI::App* command, PostOptions& options) {
        command->add_option("held", options.held, line.word("app.help_held"))->required();
        line.add_municipality(command, options.municipality);
        command->add_option("--last", options.last, line.word("app.help_last"));
        add_reason(line, command, options.reason);
      },
      staff::cli::post_end);
}

void add_practice(CommandLine& line, CLI::App& user) {
  using staff::cli::PracticeOptions;
  line.on_database_with<PracticeOptions>(
      line.command(user, "practice", "app.about_user_practice"),
      [&line](CLI::App* command, PracticeOptions& options) {
        options.reason = line.word("app.practice_end_reason");
        command->add_flag("--end", options.end, line.word("app.help_practice_end"));
        command->add_option("--reason", options.reason, line.word("app.help_reason"));
      },
      staff::cli::practice);
}

void add_units(CommandLine& line) {
  using staff::cli::UnitOptions;
  CLI::App* unit = line.noun("unit", "app.about_unit");
  line.on_database_with<UnitOptions>(
      line.command(*unit, "add", "app.about_unit_add"),
      [&line](CLI::App* command, UnitOptions& options) {
        command->add_option("unit", options.key, line.word("app.help_unit"))->required();
        line.add_municipality(command, options.municipality);
        command->add_option("--name", options.name, line.word("app.help_unit_name"))->required();
        command->add_option("--body", options.body, line.word("app.help_body"))->required();
        command->add_option("--year", options.year, line.word("app.help_unit_year"));
        command->add_option("--above", options.above, line.word("app.help_unit_above"));
      },
      staff::cli::unit_add);
  line.on_database_with<UnitOptions>(
      line.command(*unit, "list", "app.about_unit_list"),
      [&line](CLI::App* command, UnitOptions& options) {
        line.add_municipality(command, options.municipality);
        command->add_option("--year", options.year, line.word("app.help_unit_year"));
      },
      staff::cli::unit_list);
  line.on_database_with<staff::cli::TransferOptions>(
      line.command(line.top(), "transfer", "app.about_transfer"),
      [&line](CLI::App* command, staff::cli::TransferOptions& options) {
        command->add_option("file", options.file, line.word("app.help_transfer_file"))->required();
        line.add_municipality(command, options.municipality);
        command->add_option("--day", options.day, line.word("app.help_transfer_day"))->required();
        command->add_flag("--apply", options.apply, line.word("app.help_transfer_apply"));
      },
      staff::cli::transfer);
}

}  // namespace

void add_staff_commands(CommandLine& line) {
  CLI::App* user = line.noun("user", "app.about_user");
  add_users(line, *user);
  add_posts(line, *user);
  add_practice(line, *user);
  add_units(line);
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
