// `nigiwai figure …`.
#include "app/command_line.h"
#include "figure/build_cli.h"
#include "figure/figure_cli.h"

namespace app {
namespace {

void add_plan(CommandLine& line, CLI::App* command, std::string& plan) {
  command->add_option("--plan", plan, line.word("app.help_plan_slug"))->required();
}

// The figure of a row in a year.
template <class Options>
void add_figure_in_year(CommandLine& line, CLI::App* command, Options& options) {
  add_plan(line, command, options.plan);
  command->add_option("--row", options.row, line.word("app.help_row"))->required();
  command->add_option("--figure", options.figure, line.word("app.help_figure"))->required();
  command->add_option("--year", options.year, line.word("app.help_fiscal_year"))->required();
}

struct PlanOnly {
  std::string plan;
  std::string row;
  std::string as_known;
};

void add_values(CommandLine& line, CLI::App* figure) {
  line.on_database_with<PlanOnly>(
      line.command(*figure, "list", "app.about_figure_list"),
      [&line](CLI::App* command, PlanOnly& options) {
        add_plan(line, command, options.plan);
        command->add_option("--as-known", options.as_known, line.word("app.help_as_known"));
      },
      [](db::Database& database, const PlanOnly& options, base::Terminal& terminal) {
        return figure::cli::list(database, options.plan, options.as_known, terminal);
      });
  using figure::cli::ShowOptions;
  line.on_database_with<ShowOptions>(
      line.command(*figure, "show", "app.about_figure_show"),
      [&line](CLI::App* command, ShowOptions& options) {
        add_plan(line, command, options.plan);
        command->add_option("--row", options.row, line.word("app.help_row"))->required();
        command->add_option("--figure", options.figure, line.word("app.help_figure"));
        command->add_option("--year", options.year, line.word("app.help_fiscal_year"));
        command->add_flag("--months", options.months, line.word("app.help_months"));
        command->add_option("--so-far", options.so_far, line.word("app.help_so_far"));
        command->add_option("--as-known", options.as_known, line.word("app.help_as_known"));
      },
      figure::cli::show);
  line.on_database_with<PlanOnly>(
      line.command(*figure, "explain", "app.about_figure_explain"),
      [&line](CLI::App* command, PlanOnly& options) {
        add_plan(line, command, options.plan);
        command->add_option("--row", options.row, line.word("app.help_row"));
      },
      [](db::Database& database, const PlanOnly& options, base::Terminal& terminal) {
        return figure::cli::explain(database, options.plan, options.row, terminal);
      });
}

void add_drilling(CommandLine& line, CLI::App* figure) {
  using figure::cli::DiffOptions;
  using figure::cli::RecordsOptions;
  line.on_database_with<RecordsOptions>(
      line.command(*figure, "records", "app.about_figure_records"),
      [&line](CLI::App* command, RecordsOptions& options) {
        add_figure_in_year(line, command, options);
        figure::QuestionText& question = options.question;
        command->add_option("--month", question.month, line.word("app.help_month"));
        command->add_option("--sort", question.sort, line.word("app.help_sort"))
            ->check(CLI::IsMember({"oldest", "newest", "largest"}));
        command->add_option("--scope", question.scope, line.word("app.help_scope"))
            ->check(CLI::IsMember({"all", "confirmed"}));
        command->add_option("--after", question.after, line.word("app.help_after"));
        command->add_option("--limit", question.limit, line.word("app.help_limit"))
            ->capture_default_str();
        command->add_option("--format", options.format, line.word("app.help_format"))
            ->capture_default_str()
            ->check(CLI::IsMember({"text", "csv", "json"}));
        command->add_option("-o,--output", options.output, line.word("app.help_output"));
      },
      figure::cli::records);
  line.on_database_with<DiffOptions>(
      line.command(*figure, "diff", "app.about_figure_diff"),
      [&line](CLI::App* command, DiffOptions& options) {
        add_figure_in_year(line, command, options);
        command->add_option("--scope", options.scope, line.word("app.help_scope"))
            ->check(CLI::IsMember({"all", "confirmed"}));
        command->add_option("--from", options.from, line.word("app.help_from"))->required();
        command->add_option("--until", options.until, line.word("app.help_until"));
      },
      figure::cli::diff);
  line.on_database_with<PlanOnly>(
      line.command(*figure, "overlap", "app.about_figure_overlap"),
      [&line](CLI::App* command, PlanOnly& options) { add_plan(line, command, options.plan); },
      [](db::Database& database, const PlanOnly& options, base::Terminal& terminal) {
        return figure::cli::overlap(database, options.plan, terminal);
      });
}

struct MarkOptions {
  figure::cli::By by;
  std::string name;
};

void add_keeping(CommandLine& line, CLI::App* figure) {
  const auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* check = line.command(*figure, "check", "app.about_figure_check");
  check->add_option("file", *files, line.word("app.help_figure_files"))->required();
  line.add_database(check);
  line.on(check,
          [files](base::Terminal& terminal) { return figure::cli::check(*files, terminal); });
  line.on_database_with<MarkOptions>(
      line.command(*figure, "mark", "app.about_figure_mark"),
      [&line](CLI::App* command, MarkOptions& options) {
        line.add_municipality(command, options.by.municipality);
        command->add_option("--name", options.name, line.word("app.help_mark_name"))->required();
        command->add_option("--by", options.by.person, line.word("app.help_by"))->check(positive());
        command->add_option("--post", options.by.post, line.word("app.help_post"));
        command->add_option("--body", options.by.body, line.word("app.help_body"));
      },
      [](db::Database& database, const MarkOptions& options, base::Terminal& terminal) {
        return figure::cli::mark(database, options.by, options.name, terminal);
      });
  line.on_database_with<std::string>(
      line.command(*figure, "marks", "app.about_figure_marks"),
      [&line](CLI::App* command, std::string& municipality) {
        line.add_municipality(command, municipality);
      },
      figure::cli::marks);
  CLI::App* build = line.command(*figure, "build", "app.about_figure_build");
  line.add_json(build);
  line.on_database(build, figure::cli::build);
}

}  // namespace

void add_figure_commands(CommandLine& line) {
  CLI::App* figure = line.noun("figure", "app.about_figure");
  add_values(line, figure);
  add_drilling(line, figure);
  add_keeping(line, figure);
}

}  // namespace app
