// Every command with its options and its one function. What is wrong with the words is told here
// (exit code 2); what goes wrong in the work is a refusal or a fault (exit code 1), each with its
// sentence.
#include "app/commands.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iostream>

#include "app/bench.h"
#include "app/command_line.h"
#include "app/open_database.h"
#include "app/quantity_cli.h"
#include "app/serve.h"
#include "app/settings.h"
#include "app/upkeep.h"
#include "app/usage_mistake.h"
#include "base/instant.h"
#include "base/japanese_text.h"
#include "base/terminal.h"
#include "db/db.h"
#include "plan/plan_cli.h"

namespace app {

namespace {

using base::Language;

// --lang has to be known before the help is put together.
Language language_of(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--lang=en" ||
        (word == "--lang" && i + 1 < argc && std::string_view(argv[i + 1]) == "en")) {
      return Language::en;
    }
  }
  return Language::ja;
}

class Commands : public CommandLine {
 public:
  Commands(Language language, Line& line) : CommandLine(language, line) {
    add_upkeep();
    add_plans();
    add_paper_commands(*this);
    add_record_commands(*this);
    add_figure_commands(*this);
    add_datacall_commands(*this);
    add_consultation_commands(*this);
    add_diary_commands(*this);
    add_importer_commands(*this);
    add_draft_commands(*this);
    add_staff_commands(*this);
    add_town_commands(*this);
    add_tools();
  }

  void parse(int argc, const char* const* argv) { top().parse(argc, argv); }
  int exit(const CLI::ParseError& help_or_version) { return top().exit(help_or_version); }

  // Which word is wrong, and how.
  void tell_wrong(const CLI::ParseError& error, base::Terminal& terminal) const {
    const auto unknown = top().remaining(true);
    const UsageMistake mistake = mistake_of(error);
    // `nigiwai figure --plan x`: the option is unknown only because the command is not there.
    const bool before_command = mistake.key == "app.usage_no_command" && !unknown.empty() &&
                                unknown.front().starts_with('-');
    if (unknown.empty() || before_command) {
      terminal.tell(mistake.key, mistake.facts);
    } else {
      terminal.tell("app.usage_unknown", {{"word", unknown.front()}});
    }
    terminal.tell("app.usage_see_help");
  }

 private:
  void add_upkeep() {
    CLI::App* serve_command = command(top(), "serve", "app.about_serve");
    add_database(serve_command);
    add_data(serve_command);
    add_keys(serve_command);
    serve_command->add_option("--port", settings().port, word("app.help_port"))
        ->capture_default_str();
    serve_command->add_option("--workers", settings().workers, word("app.help_workers"))
        ->capture_default_str()
        ->check(CLI::Range(1, 256));
    serve_command->add_flag("--access-log", settings().access_log, word("app.help_access_log"));
    serve_command->add_option("--municipality", settings().municipality,
                              word("app.help_own_municipality"));
    serve_command->add_flag("--production", settings().production, word("app.help_production"));
    on(serve_command, [this](base::Terminal& terminal) { return serve(settings(), terminal); });

    CLI::App* migrate_command = command(top(), "migrate", "app.about_migrate");
    add_database(migrate_command);
    on(migrate_command, [this](base::Terminal& terminal) { return migrate(settings(), terminal); });

    CLI::App* verify_command = command(top(), "verify", "app.about_verify");
    add_database(verify_command);
    add_data(verify_command);
    add_json(verify_command);
    verify_command->add_option("--plans", words_, word("app.help_verify_plans"));
    verify_command->add_option("--anchor", word_, word("app.help_verify_anchor"));
    on(verify_command,
       [this](base::Terminal& terminal) { return verify(settings(), words_, word_, terminal); });

    CLI::App* backup_command = command(top(), "backup", "app.about_backup");
    add_database(backup_command);
    add_data(backup_command);
    backup_command->add_option("file", word_, word("app.help_backup_file"))->required();
    on(backup_command,
       [this](base::Terminal& terminal) { return backup(settings(), word_, terminal); });

    CLI::App* restore_command = command(top(), "restore", "app.about_restore");
    add_database(restore_command);
    add_data(restore_command);
    add_json(restore_command);
    restore_command->add_option("file", word_, word("app.help_restore_file"))->required();
    on(restore_command,
       [this](base::Terminal& terminal) { return restore(settings(), word_, terminal); });
  }

  void add_plans() {
    CLI::App* plan_command = command(top(), "plan", "app.about_plan");
    plan_command->require_subcommand(1);

    CLI::App* load_command = command(*plan_command, "load", "app.about_plan_load");
    load_command->add_option("paths", words_, word("app.help_plan_paths"))->required();
    on_database(load_command, [this](db::Database& database, base::Terminal& terminal) {
      return plan::cli::load(database, words_, terminal);
    });

    CLI::App* list_command = command(*plan_command, "list", "app.about_plan_list");
    add_json(list_command);
    on_database(list_command, [](db::Database& database, base::Terminal& terminal) {
      return plan::cli::list(database, terminal);
    });

    CLI::App* show_command = command(*plan_command, "show", "app.about_plan_show");
    add_json(show_command);
    show_command->add_option("plan", word_, word("app.help_plan_slug"))->required();
    on_database(show_command, [this](db::Database& database, base::Terminal& terminal) {
      return plan::cli::show(database, word_, terminal);
    });
    add_cell_commands(*this, *plan_command);
    add_report_command(*this);
    add_rating_commands(*this);
    add_release_commands(*this);
    add_edition_commands(*this);
    add_audit_commands(*this);
  }

  void add_tools() {
    CLI::App* quantity_command = command(top(), "quantity", "app.about_quantity");
    add_database(quantity_command);
    add_json(quantity_command);
    quantity_command->add_option("text", words_, word("app.help_quantity_text"));
    on(quantity_command,
       [this](base::Terminal& terminal) { return quantity(words_, std::cin, terminal); });

    CLI::App* bench_command = command(top(), "bench", "app.about_bench");
    add_database(bench_command);
    bench_command->add_option("what", bench_.what, word("app.help_bench_what"))
        ->required()
        ->check(CLI::IsMember(bench_names()));
    bench_command->add_option("--postgres", bench_.postgres, word("app.help_bench_postgres"));
    bench_command->add_option("--records", bench_.records, word("app.help_bench_records"))
        ->check(CLI::Range(std::int64_t{10'000}, std::int64_t{100'000'000}));
    bench_command->add_option("--rows", bench_.rows, word("app.help_bench_rows"))
        ->check(CLI::Range(std::int64_t{10'000}, std::int64_t{100'000'000}));
    bench_command
        ->add_option("--consultations", bench_.consultations, word("app.help_bench_consultations"))
        ->check(CLI::Range(std::int64_t{10'000}, std::int64_t{100'000'000}));
    on(bench_command, [this](base::Terminal& terminal) { return bench(bench_, terminal); });
  }

  std::vector<std::string> words_;
  std::string word_;
  BenchOptions bench_;
};

// Words that are no text reach no database; `quantity` alone reads any bytes and says what is wrong
// with them.
bool readable(int argc, const char* const* argv) {
  if (argc > 1 && std::string_view(argv[1]) == "quantity") return true;
  return std::all_of(argv + 1, argv + argc,
                     [](const char* word) { return base::is_valid_utf8(word); });
}

// A fixed clock is read once, before anything asks for the time.
int with_clock(const Line& line, base::Terminal& terminal) {
  if (line.settings.clock) {
    const auto at = base::parse_japan(*line.settings.clock);
    if (!at) {
      terminal.refuse(at.error());
      return base::kWrongUsage;
    }
    base::fix_clock(*at);
  }
  return line.run(terminal);
}

int run_line(const Line& line, base::Terminal& terminal) {
  try {
    return with_clock(line, terminal);
  } catch (const db::Fault& fault) {
    terminal.refuse(db::as_refusal(fault, shown_database(line.settings.database)));
  } catch (const std::exception& bug) {
    terminal.tell("app.unexpected", {{"detail", bug.what()}});
  }
  return base::kRefused;
}

}  // namespace

int run(int argc, const char* const* argv) {
  const Language language = language_of(argc, argv);
  base::Terminal terminal{std::cout, std::cerr, language};
  terminal.colours = isatty(STDERR_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  if (!readable(argc, argv)) {
    terminal.tell("app.words_not_utf8");
    return base::kWrongUsage;
  }
  Line line;
  Commands commands(language, line);
  try {
    commands.parse(argc, argv);
  } catch (const CLI::Success& help_or_version) {
    return commands.exit(help_or_version);
  } catch (const CLI::ParseError& wrong) {
    commands.tell_wrong(wrong, terminal);
    return base::kWrongUsage;
  }
  terminal.json = line.settings.json;
  const int code = run_line(line, terminal);
  if (std::cout.flush()) return code;
  terminal.tell("app.output_lost");
  return base::kRefused;
}

}  // namespace app
