// `nigiwai record …` and `nigiwai year …`.
#include "app/command_line.h"
#include "figure/record_cli.h"
#include "figure/record_import.h"
#include "figure/year_cli.h"

namespace app {
namespace {

using figure::cli::By;
using figure::cli::WriteOptions;

// Who acts: --by, and where two persons are needed --with.
void add_by(CommandLine& line, CLI::App* command, By& by) {
  line.add_municipality(command, by.municipality);
  command->add_option("--by", by.person, line.word("app.help_by"))->check(positive());
  command->add_option("--post", by.post, line.word("app.help_post"));
  command->add_option("--body", by.body, line.word("app.help_body"));
  command->add_option("--with", by.with, line.word("app.help_with"))->check(positive());
}

void add_command(CommandLine& line, CLI::App* command, WriteOptions& options) {
  add_by(line, command, options.by);
  command->add_option("--id", options.id, line.word("app.help_command_id"));
  command->add_option("--reason", options.reason, line.word("app.help_reason"));
}

void add_facts(CommandLine& line, CLI::App* command, figure::FactsText& facts) {
  const auto text = [&](const char* name, std::string& value, std::string_view help) {
    return command->add_option(name, value, line.word(help));
  };
  text("--programme", facts.programme, "app.help_programme")->required();
  text("--kind", facts.kind, "app.help_kind")->required();
  text("--on", facts.on, "app.help_on")->required();
  text("--year", facts.year, "app.help_stated_year");
  text("--count", facts.count, "app.help_count");
  text("--people", facts.people, "app.help_people");
  text("--yen", facts.yen, "app.help_yen");
  text("--in-town", facts.in_town, "app.help_in_town");
  command->add_option("--set", facts.attributes, line.word("app.help_set"))
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  text("--business", facts.business, "app.help_business");
  text("--case", facts.case_file, "app.help_case");
  text("--entry", facts.entry, "app.help_entry");
  command->add_flag("--summary", facts.summary, line.word("app.help_summary"));
  text("--note", facts.note, "app.help_note");
}

// Options together with the record or the records that the command is about.
struct AboutOne {
  WriteOptions write;
  std::string record;
};
struct AboutSome {
  WriteOptions write;
  std::vector<std::string> records;
};

void add_writing(CommandLine& line, CLI::App* record) {
  line.on_database_with<WriteOptions>(
      line.command(*record, "add", "app.about_record_add"),
      [&line](CLI::App* command, WriteOptions& options) {
        add_command(line, command, options);
        add_facts(line, command, options.facts);
      },
      figure::cli::add);
  line.on_database_with<AboutOne>(
      line.command(*record, "correct", "app.about_record_correct"),
      [&line](CLI::App* command, AboutOne& about) {
        command->add_option("record", about.record, line.word("app.help_record"))->required();
        add_command(line, command, about.write);
        add_facts(line, command, about.write.facts);
      },
      [](db::Database& database, const AboutOne& about, base::Terminal& terminal) {
        return figure::cli::correct(database, about.record, about.write, terminal);
      });
  line.on_database_with<AboutOne>(
      line.command(*record, "reverse", "app.about_record_reverse"),
      [&line](CLI::App* command, AboutOne& about) {
        command->add_option("record", about.record, line.word("app.help_record"))->required();
        add_command(line, command, about.write);
      },
      [](db::Database& database, const AboutOne& about, base::Terminal& terminal) {
        return figure::cli::reverse(database, about.record, about.write, terminal);
      });
  line.on_database_with<AboutSome>(
      line.command(*record, "confirm", "app.about_record_confirm"),
      [&line](CLI::App* command, AboutSome& about) {
        command->add_option("record", about.records, line.word("app.help_record"))->required();
        add_command(line, command, about.write);
      },
      [](db::Database& database, const AboutSome& about, base::Terminal& terminal) {
        return figure::cli::confirm(database, about.records, about.write, terminal);
      });
  using figure::cli::ImportOptions;
  line.on_database_with<ImportOptions>(
      line.command(*record, "import", "app.about_record_import"),
      [&line](CLI::App* command, ImportOptions& options) {
        command->add_option("file", options.file, line.word("app.help_import_file"))->required();
        add_by(line, command, options.by);
        command->add_option("--id", options.id, line.word("app.help_command_id"));
        command->add_option("--reason", options.reason, line.word("app.help_reason"));
        command->add_flag("--confirmed", options.confirmed, line.word("app.help_confirmed"));
      },
      figure::cli::import);
}

void add_looking(CommandLine& line, CLI::App* record) {
  using figure::cli::ListOptions;
  line.on_database_with<ListOptions>(
      line.command(*record, "list", "app.about_record_list"),
      [&line](CLI::App* command, ListOptions& options) {
        line.add_municipality(command, options.municipality);
        command->add_option("--programme", options.programme, line.word("app.help_programme"));
        command->add_option("--kind", options.kind, line.word("app.help_kind"));
        command->add_option("--year", options.year, line.word("app.help_fiscal_year"));
        command->add_option("--from-recorded", options.from_recorded,
                            line.word("app.help_from_recorded"));
        add_paging(line, command, options.limit, options.after);
      },
      figure::cli::list);
  line.on_database_with<AboutOne>(
      line.command(*record, "show", "app.about_record_show"),
      [&line](CLI::App* command, AboutOne& about) {
        command->add_option("record", about.record, line.word("app.help_record"))->required();
        line.add_municipality(command, about.write.by.municipality);
      },
      [](db::Database& database, const AboutOne& about, base::Terminal& terminal) {
        return figure::cli::show(database, about.write.by.municipality, about.record, terminal);
      });
  CLI::App* kinds = line.command(*record, "kinds", "app.about_record_kinds");
  line.add_json(kinds);
  line.add_database(kinds);
  line.on(kinds, figure::cli::kinds);
}

void add_years(CommandLine& line) {
  using figure::cli::YearOptions;
  CLI::App* year = line.noun("year", "app.about_year");
  const auto add = [&line](CLI::App* command, YearOptions& options) {
    add_by(line, command, options.by);
    command->add_option("--year", options.year, line.word("app.help_fiscal_year"))->required();
    command->add_option("--reason", options.reason, line.word("app.help_reason"))->required();
  };
  line.on_database_with<YearOptions>(line.command(*year, "close", "app.about_year_close"), add,
                                     figure::cli::close_year);
  line.on_database_with<YearOptions>(line.command(*year, "reopen", "app.about_year_reopen"), add,
                                     figure::cli::reopen_year);
  line.on_database_with<std::string>(
      line.command(*year, "list", "app.about_year_list"),
      [&line](CLI::App* command, std::string& municipality) {
        line.add_municipality(command, municipality);
      },
      figure::cli::list_years);
}

}  // namespace

void add_record_commands(CommandLine& line) {
  CLI::App* record = line.noun("record", "app.about_record");
  add_writing(line, record);
  add_looking(line, record);
  add_years(line);
}

}  // namespace app
