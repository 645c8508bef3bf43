// `nigiwai paper …`.
#include "app/command_line.h"
#include "paper/paper_cli.h"

namespace app {

void add_paper_commands(CommandLine& line) {
  CLI::App* paper = line.noun("paper", "app.about_paper");
  line.on_database_with<std::string>(
      line.command(*paper, "list", "app.about_paper_list"),
      [&line](CLI::App* command, std::string& municipality) {
        line.add_municipality(command, municipality);
      },
      paper::cli::list);
  CLI::App* sweep = line.command(*paper, "sweep", "app.about_paper_sweep");
  line.add_data(sweep);
  line.add_json(sweep);
  line.on_database(sweep, [&line](db::Database& database, base::Terminal& terminal) {
    return paper::cli::sweep(database, files_folder(line.settings()), terminal);
  });
}

}  // namespace app
