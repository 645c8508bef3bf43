// What every command of the program is made with: its help in the language of the person, the
// options that many commands share, and the one function that runs when it is chosen. The tables of
// contents themselves: commands.cc and, by noun, commands_record.cc, commands_figure.cc and
// commands_staff.cc.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>

#include "app/open_database.h"
#include "app/settings.h"
#include "base/terminal.h"
#include "db/db.h"
#include "figure/record_cli.h"

namespace app {

// Persons and the like: 1 and more.
inline CLI::Range positive() {
  return CLI::Range(std::int64_t{1}, std::numeric_limits<std::int64_t>::max());
}

// What the words on the line amount to: the settings, and what to run with them.
struct Line {
  Settings settings;
  std::function<int(base::Terminal&)> run;
};

class CommandLine {
 public:
  CommandLine(base::Language language, Line& line);

  CLI::App& top() { return app_; }
  const CLI::App& top() const { return app_; }
  Settings& settings() { return line_.settings; }
  std::string word(std::string_view key) const { return std::string(base::words(language_, key)); }

  CLI::App* command(CLI::App& parent, const std::string& name, std::string_view about);
  // A noun with commands below it: `nigiwai plan …`.
  CLI::App* noun(const std::string& name, std::string_view about);

  void add_database(CLI::App* command);
  void add_data(CLI::App* command);
  void add_keys(CLI::App* command);  // --keys FOLDER
  void add_json(CLI::App* command);
  // --municipality 131202
  CLI::Option* add_municipality(CLI::App* command, std::string& municipality);

  void on(CLI::App* command, std::function<int(base::Terminal&)> run);

  // A command that works on the database, which has to be of this program's schema.
  template <class Function>
  void on_database(CLI::App* command, Function work) {
    add_database(command);
    on(command, [this, work](base::Terminal& terminal) {
      auto database = open_database(line_.settings, terminal);
      return database ? work(*database, terminal) : base::kRefused;
    });
  }

  // The same with options of its own, which `add` describes: add(command, options).
  template <class Options>
  using Work = int (*)(db::Database&, const Options&, base::Terminal&);
  template <class Options, class Add>
  void on_database_with(CLI::App* command, Add add, Work<Options> work) {
    const auto options = std::make_shared<Options>();
    add(command, *options);
    add_json(command);
    on_database(command, [options, work](db::Database& database, base::Terminal& terminal) {
      return work(database, *options, terminal);
    });
  }

 private:
  void label_help(CLI::App& app);

  base::Language language_;
  Line& line_;
  CLI::App app_;
};

// Who acts, for work that only a person does: --by, --post and --body.
void add_person(CommandLine& line, CLI::App* command, figure::cli::By& by);
// Which piece of a long list: --limit and --after.
void add_paging(CommandLine& line, CLI::App* command, int& limit, std::string& after);

void add_paper_commands(CommandLine& line);   // paper …
void add_record_commands(CommandLine& line);  // record …, year …
void add_figure_commands(CommandLine& line);  // figure …
// plan table, plan declare, plan enter
void add_cell_commands(CommandLine& line, CLI::App& plan_noun);
void add_report_command(CommandLine& line);
void add_draft_commands(CommandLine& line);         // draft …
void add_rating_commands(CommandLine& line);        // rating …
void add_release_commands(CommandLine& line);       // release …
void add_staff_commands(CommandLine& line);         // token …, job …, seal
void add_datacall_commands(CommandLine& line);      // datacall …
void add_consultation_commands(CommandLine& line);  // consultation …
void add_diary_commands(CommandLine& line);         // diary …
void add_town_commands(CommandLine& line);          // town …
void add_edition_commands(CommandLine& line);       // edition …
void add_audit_commands(CommandLine& line);         // audit …
void add_importer_commands(CommandLine& line);      // import …

}  // namespace app
