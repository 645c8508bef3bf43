// `nigiwai consultation …`: the advice desk, for scripts and for work without a browser.
#include "app/command_line.h"
#include "consultation/consultation_cli.h"

namespace app {
namespace {

using namespace consultation::cli;

void add_question(CommandLine& line, CLI::App* command, ListOptions& options) {
  add_person(line, command, options.by);
  command->add_option("--from", options.from, line.word("app.help_from_day"));
  command->add_option("--until", options.until, line.word("app.help_until_day"));
  command->add_option("--programme", options.programme, line.word("app.help_programme"));
  command->add_option("--topic", options.topic, line.word("app.help_topic"));
  command->add_option("--channel", options.channel, line.word("app.help_channel"));
  command->add_option("--adviser", options.adviser, line.word("app.help_adviser"))
      ->check(positive());
}

void add_looking(CommandLine& line, CLI::App* noun) {
  line.on_database_with<ListOptions>(
      line.command(*noun, "list", "app.about_consultation_list"),
      [&line](CLI::App* command, ListOptions& options) {
        add_question(line, command, options);
        add_paging(line, command, options.limit, options.after);
      },
      list);
  line.on_database_with<OneOptions>(
      line.command(*noun, "show", "app.about_consultation_show"),
      [&line](CLI::App* command, OneOptions& options) {
        command->add_option("consultation", options.number, line.word("app.help_consultation"))
            ->required()
            ->check(positive());
        add_person(line, command, options.by);
      },
      show);
  line.on_database_with<OneOptions>(
      line.command(*noun, "client", "app.about_consultation_client"),
      [&line](CLI::App* command, OneOptions& options) {
        command->add_option("client", options.number, line.word("app.help_client"))
            ->required()
            ->check(positive());
        add_person(line, command, options.by);
        add_paging(line, command, options.limit, options.after);
      },
      client);
  line.on_database_with<DueOptions>(
      line.command(*noun, "due", "app.about_consultation_due"),
      [&line](CLI::App* command, DueOptions& options) {
        add_person(line, command, options.by);
        command->add_option("--limit", options.limit, line.word("app.help_limit"))
            ->capture_default_str();
      },
      due);
  line.on_database_with<CountOptions>(
      line.command(*noun, "count", "app.about_consultation_count"),
      [&line](CLI::App* command, CountOptions& options) {
        add_person(line, command, options.by);
        command->add_option("--year", options.year, line.word("app.help_fiscal_year"));
      },
      count);
  line.on_database_with<ListOptions>(
      line.command(*noun, "export", "app.about_consultation_export"),
      [&line](CLI::App* command, ListOptions& options) {
        add_question(line, command, options);
        command->add_option("-o,--output", options.output, line.word("app.help_output"));
      },
      export_csv);
}

// A consultation that is there already.
void add_number(CommandLine& line, CLI::App* command, WriteOptions& options) {
  command->add_option("consultation", options.number, line.word("app.help_consultation"))
      ->required()
      ->check(positive());
}

void add_writing(CommandLine& line, CLI::App* noun) {
  line.on_database_with<WriteOptions>(
      line.command(*noun, "add", "app.about_consultation_add"),
      [&line](CLI::App* command, WriteOptions& options) {
        command->add_option("file", options.file, line.word("app.help_consultation_file"))
            ->required();
        add_person(line, command, options.by);
        command->add_option("--id", options.id, line.word("app.help_command_id"));
      },
      add);
  line.on_database_with<WriteOptions>(
      line.command(*noun, "correct", "app.about_consultation_correct"),
      [&line](CLI::App* command, WriteOptions& options) {
        add_number(line, command, options);
        command->add_option("file", options.file, line.word("app.help_consultation_correction"))
            ->required();
        add_person(line, command, options.by);
      },
      correct);
  line.on_database_with<WriteOptions>(
      line.command(*noun, "withdraw", "app.about_consultation_withdraw"),
      [&line](CLI::App* command, WriteOptions& options) {
        add_number(line, command, options);
        add_person(line, command, options.by);
        command->add_option("--reason", options.reason, line.word("app.help_reason"))->required();
      },
      withdraw);
  line.on_database_with<WriteOptions>(
      line.command(*noun, "step", "app.about_consultation_step"),
      [&line](CLI::App* command, WriteOptions& options) {
        add_number(line, command, options);
        command->add_option("step", options.step, line.word("app.help_consultation_step"))
            ->required()
            ->check(CLI::IsMember(
                {"next_done", "followed_up", "referral_followed", "referral_not_followed"}));
        add_person(line, command, options.by);
        command->add_option("--note", options.file, line.word("app.help_consultation_note"));
        command->add_option("--again-on", options.again_on, line.word("app.help_again_on"));
      },
      step);
}

}  // namespace

void add_consultation_commands(CommandLine& line) {
  CLI::App* noun = line.noun("consultation", "app.about_consultation");
  add_looking(line, noun);
  add_writing(line, noun);
}

}  // namespace app
