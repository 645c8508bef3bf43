// `nigiwai audit …`: samples of the records behind a figure.
#include "app/command_line.h"
#include "sampling/sampling_cli.h"

namespace app {
namespace {

using sampling::cli::Options;
using Work = int (*)(db::Database&, const Options&, base::Terminal&);

void add_drawing(CommandLine& line, CLI::App& noun) {
  using sampling::cli::DrawOptions;
  line.on_database_with<DrawOptions>(
      line.command(noun, "sample", "app.about_audit_sample"),
      [&line](CLI::App* command, DrawOptions& options) {
        command->add_option("--plan", options.plan, line.word("app.help_plan_slug"))->required();
        command->add_option("--row", options.row, line.word("app.help_row"))->required();
        command->add_option("--figure", options.figure, line.word("app.help_figure"))->required();
        command->add_option("--year", options.year, line.word("app.help_fiscal_year"))->required();
        command->add_option("--title", options.title, line.word("app.help_sample_title"))
            ->required();
        command->add_option("--size", options.size, line.word("app.help_sample_size"))->required();
        command->add_option("--seed", options.seed, line.word("app.help_sample_seed"))->required();
        command->add_option("--method", options.method, line.word("app.help_sample_method"))
            ->capture_default_str()
            ->check(CLI::IsMember({"simple", "by_month", "by_body"}));
        command->add_option("--scope", options.scope, line.word("app.help_scope"))
            ->capture_default_str()
            ->check(CLI::IsMember({"all", "confirmed"}));
      },
      sampling::cli::draw);
}

void add_reading(CommandLine& line, CLI::App& noun, const std::string& name, std::string_view about,
                 Work work) {
  line.on_database_with<Options>(
      line.command(noun, name, about),
      [&](CLI::App* command, Options& options) {
        line.add_municipality(command, options.municipality);
        if (name == "list") return;
        command->add_option("sample", options.sample, line.word("app.help_sample"))->required();
        if (name == "show") return;
        command->add_option("-o,--output", options.output, line.word("app.help_output"));
        if (name == "paper")
          command->add_option("--format", options.format, line.word("app.help_format"))
              ->capture_default_str()
              ->check(CLI::IsMember({"pdf", "xlsx", "csv"}));
      },
      work);
}

void add_redrawing(CommandLine& line, CLI::App& noun) {
  const auto options = std::make_shared<sampling::cli::RedrawOptions>();
  CLI::App* command = line.command(noun, "redraw", "app.about_audit_redraw");
  command->add_option("file", options->file, line.word("app.help_population_file"))->required();
  command->add_option("--seed", options->seed, line.word("app.help_sample_seed"))->required();
  command->add_option("--size", options->size, line.word("app.help_sample_size"))->required();
  command->add_flag("--stratified", options->stratified, line.word("app.help_stratified"));
  line.add_database(command);
  line.on(command, [options](base::Terminal& terminal) {
    return sampling::cli::redraw(*options, terminal);
  });
}

}  // namespace

void add_audit_commands(CommandLine& line) {
  CLI::App& noun = *line.noun("audit", "app.about_audit");
  add_drawing(line, noun);
  add_reading(line, noun, "list", "app.about_audit_list", sampling::cli::list);
  add_reading(line, noun, "show", "app.about_audit_show", sampling::cli::show);
  add_reading(line, noun, "paper", "app.about_audit_paper", sampling::cli::paper);
  add_reading(line, noun, "population", "app.about_audit_population", sampling::cli::population);
  add_redrawing(line, noun);
}

}  // namespace app
