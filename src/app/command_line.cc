// The help is put together here, so that every command's looks the same.
#include "app/command_line.h"

namespace app {

CommandLine::CommandLine(base::Language language, Line& line)
    : language_(language), line_(line), app_(word("app.about"), "nigiwai") {
  app_.require_subcommand(1);
  app_.fallthrough();
  label_help(app_);
  app_.set_version_flag("--version", std::string("nigiwai ") + NIGIWAI_VERSION,
                        word("app.help_version"));
}

void CommandLine::label_help(CLI::App& app) {
  auto formatter = std::make_shared<CLI::Formatter>();
  formatter->column_width(28);
  formatter->label("Usage", word("app.help_usage"));
  formatter->label("OPTIONS", word("app.help_options"));
  formatter->label("SUBCOMMAND", word("app.help_command"));
  formatter->label("Positionals", word("app.help_words"));
  formatter->label("REQUIRED", word("app.help_required"));
  app.formatter(formatter);
  app.option_defaults()->group(word("app.help_options"));
  app.set_help_flag("--help", word("app.help_help"));
  app.add_option("--lang", line_.settings.language, word("app.help_lang"))
      ->check(CLI::IsMember({"ja", "en"}));
}

CLI::App* CommandLine::command(CLI::App& parent, const std::string& name, std::string_view about) {
  CLI::App* added = parent.add_subcommand(name, word(about))->group(word("app.help_commands"));
  label_help(*added);
  return added;
}

CLI::App* CommandLine::noun(const std::string& name, std::string_view about) {
  CLI::App* added = command(app_, name, about);
  added->require_subcommand(1);
  return added;
}

void CommandLine::add_database(CLI::App* command) {
  command->add_option("--db", line_.settings.database, word("app.help_db"))->capture_default_str();
  command->add_option("--clock", line_.settings.clock, word("app.help_clock"));
}

void CommandLine::add_data(CLI::App* command) {
  command->add_option("--data", line_.settings.data, word("app.help_data"));
  command->add_option("--files", line_.settings.files, word("app.help_files"));
}

void CommandLine::add_keys(CLI::App* command) {
  command->add_option("--keys", line_.settings.keys, word("app.help_keys"));
}

void CommandLine::add_json(CLI::App* command) {
  command->add_flag("--json", line_.settings.json, word("app.help_json"));
}

CLI::Option* CommandLine::add_municipality(CLI::App* command, std::string& municipality) {
  return command->add_option("--municipality", municipality, word("app.help_municipality"))
      ->required();
}

void CommandLine::on(CLI::App* command, std::function<int(base::Terminal&)> run) {
  command->callback([this, run = std::move(run)] { line_.run = run; });
}

void add_person(CommandLine& line, CLI::App* command, figure::cli::By& by) {
  line.add_municipality(command, by.municipality);
  command->add_option("--by", by.person, line.word("app.help_acting"))
      ->required()
      ->check(positive());
  command->add_option("--post", by.post, line.word("app.help_post"))->required();
  command->add_option("--body", by.body, line.word("app.help_body"))->required();
}

void add_paging(CommandLine& line, CLI::App* command, int& limit, std::string& after) {
  command->add_option("--limit", limit, line.word("app.help_limit"))->capture_default_str();
  command->add_option("--after", after, line.word("app.help_after"));
}

}  // namespace app
