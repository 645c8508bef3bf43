// `nigiwai datacall …`: asking the owners for the results of a year, without a browser.
#include "app/command_line.h"
#include "datacall/datacall_cli.h"

namespace app {
namespace {

using namespace datacall::cli;

void add_call(CommandLine& line, CLI::App* command, std::int64_t& call) {
  command->add_option("call", call, line.word("app.help_call"))->required()->check(positive());
}

void add_sheet(CommandLine& line, CLI::App* command, SheetOptions& options) {
  add_call(line, command, options.call);
  command->add_option("sheet", options.sheet, line.word("app.help_call_sheet"))
      ->required()
      ->check(positive());
  line.add_municipality(command, options.municipality);
}

void add_open(CommandLine& line, CLI::App* command, OpenOptions& options) {
  line.add_municipality(command, options.municipality);
  command->add_option("--plan", options.plan, line.word("app.help_plan_slug"))->required();
  command->add_option("--year", options.year, line.word("app.help_call_year"))->required();
  command->add_option("--title", options.title, line.word("app.help_call_title"));
  command->add_option("--due", options.due, line.word("app.help_call_due"));
  command->add_option("--message", options.message, line.word("app.help_call_message"));
  command->add_flag("--preview", options.preview, line.word("app.help_call_preview"));
}

}  // namespace

void add_datacall_commands(CommandLine& line) {
  CLI::App* noun = line.noun("datacall", "app.about_datacall");
  const auto one_call = [&line](CLI::App* command, CallOptions& options) {
    add_call(line, command, options.call);
    line.add_municipality(command, options.municipality);
  };
  line.on_database_with<CallOptions>(
      line.command(*noun, "list", "app.about_datacall_list"),
      [&line](CLI::App* command, CallOptions& options) {
        line.add_municipality(command, options.municipality);
      },
      list);
  line.on_database_with<CallOptions>(line.command(*noun, "show", "app.about_datacall_show"),
                                     one_call, show);
  line.on_database_with<OpenOptions>(
      line.command(*noun, "open", "app.about_datacall_open"),
      [&line](CLI::App* command, OpenOptions& options) { add_open(line, command, options); }, open);
  line.on_database_with<CallOptions>(line.command(*noun, "close", "app.about_datacall_close"),
                                     one_call, close);
  line.on_database_with<SheetOptions>(
      line.command(*noun, "sheet", "app.about_datacall_sheet"),
      [&line](CLI::App* command, SheetOptions& options) {
        add_sheet(line, command, options);
        command->add_option("-o,--output", options.output, line.word("app.help_output"))
            ->required();
      },
      sheet);
  line.on_database_with<SheetOptions>(
      line.command(*noun, "read", "app.about_datacall_read"),
      [&line](CLI::App* command, SheetOptions& options) {
        add_sheet(line, command, options);
        command->add_option("file", options.file, line.word("app.help_call_file"))->required();
        command->add_option("--name", options.name, line.word("app.help_call_name"));
      },
      read);
  line.on_database_with<RemindOptions>(
      line.command(*noun, "remind", "app.about_datacall_remind"),
      [&line](CLI::App* command, RemindOptions& options) {
        line.add_municipality(command, options.municipality);
      },
      remind);
}

}  // namespace app
