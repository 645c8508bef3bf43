// `nigiwai import …`: tables of other places into the plans, without a browser.
#include "app/command_line.h"
#include "importer/importer_cli.h"

namespace app {
namespace {

using namespace importer::cli;

void add_table(CommandLine& line, CLI::App* command, TableOptions& options) {
  command->add_option("file", options.file, line.word("app.help_table_file"))->required();
  command->add_option("--table", options.table, line.word("app.help_table_number"))
      ->check(positive());
  command->add_option("--choices", options.choices, line.word("app.help_table_choices"));
}

void add_commit(CommandLine& line, CLI::App* command, CommitOptions& options) {
  add_table(line, command, options);
  line.add_municipality(command, options.municipality);
  command->add_option("--slug", options.slug, line.word("app.help_table_slug"));
  command->add_option("--title", options.title, line.word("app.help_table_title"));
  command->add_option("--source", options.source, line.word("app.help_table_source"));
  command->add_option("--from", options.from, line.word("app.help_table_from"));
  command->add_option("--to", options.to, line.word("app.help_table_to"));
  command->add_flag("--later-year", options.later_year, line.word("app.help_table_later_year"));
  command->add_flag("--publish", options.publish, line.word("app.help_table_publish"));
  command->add_option("--corrects", options.corrects, line.word("app.help_table_corrects"))
      ->check(positive());
}

void add_import(CommandLine& line, CLI::App* command, ImportOptions& options) {
  command->add_option("import", options.number, line.word("app.help_import"))
      ->required()
      ->check(positive());
  line.add_municipality(command, options.municipality);
}

// A command that also needs the folder of the papers.
template <class Options, class Add>
void in_shop(CommandLine& line, CLI::App* command, Add add,
             int (*work)(const importer::Shop&, const Options&, base::Terminal&)) {
  const auto options = std::make_shared<Options>();
  add(line, command, *options);
  line.add_data(command);
  line.add_json(command);
  line.on_database(command,
                   [&line, options, work](db::Database& database, base::Terminal& terminal) {
                     const auto folder = files_folder(line.settings());
                     return work({database, folder}, *options, terminal);
                   });
}

}  // namespace

void add_importer_commands(CommandLine& line) {
  CLI::App* noun = line.noun("import", "app.about_import");
  CLI::App* look = line.command(*noun, "table", "app.about_import_table");
  const auto options = std::make_shared<TableOptions>();
  add_table(line, look, *options);
  line.add_json(look);
  line.on(look, [options](base::Terminal& terminal) { return table(*options, terminal); });
  in_shop<CommitOptions>(line, line.command(*noun, "commit", "app.about_import_commit"), add_commit,
                         commit);
  in_shop<CommitOptions>(line, line.command(*noun, "diff", "app.about_import_diff"), add_commit,
                         diff);
  in_shop<ImportOptions>(
      line, line.command(*noun, "undo", "app.about_import_undo"),
      [](CommandLine& same, CLI::App* command, ImportOptions& typed) {
        add_import(same, command, typed);
        command->add_option("--reason", typed.reason, same.word("app.help_reason"))->required();
      },
      undo);
  in_shop<ImportOptions>(
      line, line.command(*noun, "list", "app.about_import_list"),
      [](CommandLine& same, CLI::App* command, ImportOptions& typed) {
        same.add_municipality(command, typed.municipality);
      },
      list);
  in_shop<ImportOptions>(line, line.command(*noun, "show", "app.about_import_show"), add_import,
                         show);
}

}  // namespace app
