// `nigiwai diary …`: the work of every day, for scripts and for work without a browser.
#include "app/command_line.h"
#include "diary/diary_cli.h"

namespace app {
namespace {

using namespace diary::cli;

void add_question(CommandLine& line, CLI::App* command, ListOptions& options) {
  add_person(line, command, options.by);
  command->add_option("--programme", options.programme, line.word("app.help_programme"));
  command->add_option("--year", options.year, line.word("app.help_fiscal_year"));
  command->add_option("--month", options.month, line.word("app.help_diary_month"));
  command->add_option("--text", options.text, line.word("app.help_diary_text"));
}

void add_looking(CommandLine& line, CLI::App* noun) {
  line.on_database_with<ListOptions>(
      line.command(*noun, "programmes", "app.about_diary_programmes"),
      [&line](CLI::App* command, ListOptions& options) {
        add_person(line, command, options.by);
        command->add_option("--year", options.year, line.word("app.help_fiscal_year"));
      },
      programmes);
  line.on_database_with<ListOptions>(
      line.command(*noun, "form", "app.about_diary_form"),
      [&line](CLI::App* command, ListOptions& options) {
        command->add_option("programme", options.programme, line.word("app.help_programme"))
            ->required();
        add_person(line, command, options.by);
        command->add_option("--year", options.year, line.word("app.help_fiscal_year"));
      },
      form);
  line.on_database_with<ListOptions>(
      line.command(*noun, "list", "app.about_diary_list"),
      [&line](CLI::App* command, ListOptions& options) {
        add_question(line, command, options);
        add_paging(line, command, options.limit, options.after);
      },
      list);
  line.on_database_with<ListOptions>(
      line.command(*noun, "export", "app.about_diary_export"),
      [&line](CLI::App* command, ListOptions& options) {
        add_question(line, command, options);
        command->add_option("-o,--output", options.output, line.word("app.help_output"));
      },
      export_csv);
}

void add_entry(CommandLine& line, CLI::App* command, WriteOptions& options) {
  command->add_option("entry", options.entry, line.word("app.help_diary_entry"))
      ->required()
      ->check(positive());
  add_person(line, command, options.by);
}

void add_what(CommandLine& line, CLI::App* command, WriteOptions& options) {
  command->add_option("--last", options.last, line.word("app.help_diary_last"));
  command->add_option("--set", options.set, line.word("app.help_diary_set"))
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command->add_option("--place", options.place, line.word("app.help_diary_place"));
  command->add_option("--co-organisers", options.co_organisers,
                      line.word("app.help_diary_co_organisers"));
  command->add_option("--note", options.note, line.word("app.help_note"));
  command->add_flag("--of-year-before", options.of_year_before,
                    line.word("app.help_diary_of_year_before"));
  command->add_option("--id", options.id, line.word("app.help_command_id"));
}

template <class Options>
void add_accepting(CommandLine& line, CLI::App* command, Options& options) {
  command->add_flag("--accept-other-year", options.accept_other_year,
                    line.word("app.help_diary_other_year"));
  command->add_flag("--accept-same", options.accept_same, line.word("app.help_diary_same"));
}

void add_changing(CommandLine& line, CLI::App* command, WriteOptions& options) {
  add_entry(line, command, options);
  command->add_option("--seen", options.seen, line.word("app.help_diary_seen"))->check(positive());
  command->add_option("--reason", options.reason, line.word("app.help_reason"));
}

void add_writing(CommandLine& line, CLI::App* noun) {
  line.on_database_with<WriteOptions>(
      line.command(*noun, "show", "app.about_diary_show"),
      [&line](CLI::App* command, WriteOptions& options) { add_entry(line, command, options); },
      show);
  line.on_database_with<WriteOptions>(
      line.command(*noun, "log", "app.about_diary_log"),
      [&line](CLI::App* command, WriteOptions& options) {
        command->add_option("programme", options.programme, line.word("app.help_programme"))
            ->required();
        add_person(line, command, options.by);
        command->add_option("--on", options.on, line.word("app.help_on"))->required();
        add_what(line, command, options);
        add_accepting(line, command, options);
      },
      log);
  line.on_database_with<WriteOptions>(
      line.command(*noun, "correct", "app.about_diary_correct"),
      [&line](CLI::App* command, WriteOptions& options) {
        add_changing(line, command, options);
        command->add_option("--on", options.on, line.word("app.help_on"));
        add_what(line, command, options);
        add_accepting(line, command, options);
      },
      correct);
  line.on_database_with<WriteOptions>(
      line.command(*noun, "take-back", "app.about_diary_take_back"),
      [&line](CLI::App* command, WriteOptions& options) {
        add_changing(line, command, options);
        command->add_option("--id", options.id, line.word("app.help_command_id"));
      },
      take_back);
  line.on_database_with<WriteOptions>(
      line.command(*noun, "repeat", "app.about_diary_repeat"),
      [&line](CLI::App* command, WriteOptions& options) {
        add_entry(line, command, options);
        command->add_option("--on", options.on, line.word("app.help_on"));
        add_what(line, command, options);
        add_accepting(line, command, options);
      },
      repeat);
  line.on_database_with<PasteOptions>(
      line.command(*noun, "paste", "app.about_diary_paste"),
      [&line](CLI::App* command, PasteOptions& options) {
        command->add_option("programme", options.programme, line.word("app.help_programme"))
            ->required();
        command->add_option("file", options.file, line.word("app.help_diary_file"))->required();
        add_person(line, command, options.by);
        command->add_flag("--commit", options.commit, line.word("app.help_diary_commit"));
        add_accepting(line, command, options);
      },
      paste);
}

}  // namespace

void add_diary_commands(CommandLine& line) {
  CLI::App* noun = line.noun("diary", "app.about_diary");
  add_looking(line, noun);
  add_writing(line, noun);
}

}  // namespace app
