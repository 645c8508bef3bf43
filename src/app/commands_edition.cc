// `nigiwai edition …`.
#include "app/command_line.h"
#include "edition/edition_cli.h"
#include "edition/work_cli.h"

namespace app {
namespace {

using edition::cli::Options;
using edition::cli::VerifyOptions;
using edition::cli::WorkOptions;

// A command that works beside the keys of the data.
template <class Some>
void add(CommandLine& line, CLI::App* command,
         int (*work)(db::Database&, const Some&, base::Terminal&),
         const std::function<void(CLI::App*, Some&)>& more = {}) {
  const auto options = std::make_shared<Some>();
  line.add_municipality(command, options->municipality);
  line.add_data(command);
  line.add_keys(command);
  line.add_json(command);
  if (more) more(command, *options);
  line.on_database(command,
                   [&line, options, work](db::Database& database, base::Terminal& terminal) {
                     options->keys = keys_folder(line.settings());
                     return work(database, *options, terminal);
                   });
}

void add_keys(CommandLine& line, CLI::App* noun) {
  CLI::App* key = line.command(*noun, "key", "app.about_edition_key");
  key->require_subcommand(1);
  add<Options>(line, line.command(*key, "new", "app.about_edition_key_new"), edition::cli::new_key);
  add<Options>(line, line.command(*key, "list", "app.about_edition_key_list"),
               edition::cli::list_keys);
  add<Options>(
      line, line.command(*key, "retire", "app.about_edition_key_retire"), edition::cli::retire_key,
      [&line](CLI::App* command, Options& options) {
        command->add_option("key", options.key, line.word("app.help_edition_key"))->required();
        command->add_option("--reason", options.reason, line.word("app.help_reason"))->required();
      });
}

void add_who(CommandLine& line, CLI::App* command, WorkOptions& options) {
  command->add_option("--by", options.by, line.word("app.help_edition_by"))->required();
}

void add_draft(CommandLine& line, CLI::App* command, WorkOptions& options) {
  command->add_option("draft", options.draft, line.word("app.help_edition_draft"))
      ->required()
      ->check(positive());
  add_who(line, command, options);
}

void add_edition(CommandLine& line, CLI::App* command, WorkOptions& options) {
  command->add_option("plan", options.plan, line.word("app.help_plan_slug"))->required();
  command->add_option("number", options.number, line.word("app.help_edition_number"))
      ->required()
      ->check(positive());
}

void add_proposal(CommandLine& line, CLI::App* command, WorkOptions& options) {
  command->add_option("proposal", options.proposal, line.word("app.help_edition_proposal"))
      ->required()
      ->check(positive());
  add_who(line, command, options);
}

// From the draft to the issue.
void add_making(CommandLine& line, CLI::App* noun) {
  add<WorkOptions>(
      line, line.command(*noun, "draft", "app.about_edition_draft"), edition::cli::draft,
      [&line](CLI::App* command, WorkOptions& options) {
        command->add_option("plan", options.plan, line.word("app.help_plan_slug"))->required();
        add_who(line, command, options);
        command->add_option("--title", options.title, line.word("app.help_edition_title"))
            ->required();
        command->add_option("--text", options.text, line.word("app.help_edition_text"))->required();
        command->add_option("--co-sign", options.co_sign, line.word("app.help_edition_co_sign"));
        command->add_option("--decide", options.decide, line.word("app.help_edition_decide"))
            ->required();
        command->add_option("--id", options.id, line.word("app.help_command_id"));
      });
  add<WorkOptions>(line, line.command(*noun, "drafts", "app.about_edition_drafts"),
                   edition::cli::drafts);
  add<WorkOptions>(
      line, line.command(*noun, "decide", "app.about_edition_decide"), edition::cli::decide,
      [&line](CLI::App* command, WorkOptions& options) {
        add_draft(line, command, options);
        command->add_option("--comment", options.comment, line.word("app.help_edition_comment"));
        command->add_flag("--return", options.sends_back, line.word("app.help_edition_return"));
      });
  add<WorkOptions>(line, line.command(*noun, "issue", "app.about_edition_issue"),
                   edition::cli::issue, [&line](CLI::App* command, WorkOptions& options) {
                     add_draft(line, command, options);
                     command->add_option("--committee", options.committee,
                                         line.word("app.help_edition_committee"));
                     command->add_option("--at", options.released_at,
                                         line.word("app.help_edition_at"));
                     command->add_option("--id", options.id, line.word("app.help_command_id"));
                   });
}

// Errata and withdrawals, each by two.
void add_putting_right(CommandLine& line, CLI::App* noun) {
  add<WorkOptions>(
      line, line.command(*noun, "erratum", "app.about_edition_erratum"), edition::cli::erratum,
      [&line](CLI::App* command, WorkOptions& options) {
        add_edition(line, command, options);
        add_who(line, command, options);
        command->add_option("--row", options.row, line.word("app.help_edition_row"))->required();
        command->add_option("--column", options.column, line.word("app.help_edition_column"))
            ->required();
        command->add_option("--text", options.text, line.word("app.help_edition_new_text"))
            ->required();
        command->add_option("--reason", options.reason, line.word("app.help_reason"))->required();
        command->add_option("--id", options.id, line.word("app.help_command_id"));
      });
  add<WorkOptions>(
      line, line.command(*noun, "withdraw", "app.about_edition_withdraw"), edition::cli::withdraw,
      [&line](CLI::App* command, WorkOptions& options) {
        add_edition(line, command, options);
        add_who(line, command, options);
        command->add_option("--reason", options.reason, line.word("app.help_reason"))->required();
        command->add_option("--id", options.id, line.word("app.help_command_id"));
      });
  add<WorkOptions>(line, line.command(*noun, "confirm", "app.about_edition_confirm"),
                   edition::cli::confirm, [&line](CLI::App* command, WorkOptions& options) {
                     add_proposal(line, command, options);
                     command->add_option("--id", options.id, line.word("app.help_command_id"));
                   });
  add<WorkOptions>(
      line, line.command(*noun, "reject", "app.about_edition_reject"), edition::cli::reject,
      [&line](CLI::App* command, WorkOptions& options) { add_proposal(line, command, options); });
}

// With a file of public keys it needs no database, and opens none.
void add_verify(CommandLine& line, CLI::App* noun) {
  CLI::App* command = line.command(*noun, "verify", "app.about_edition_verify");
  const auto options = std::make_shared<VerifyOptions>();
  command->add_option("file", options->file, line.word("app.help_report_verify"))->required();
  command->add_option("--key", options->key, line.word("app.help_report_key"));
  line.add_json(command);
  line.add_database(command);
  line.on(command, [&line, options](base::Terminal& terminal) {
    if (!options->key.empty()) return edition::cli::verify(*options, terminal);
    auto database = open_database(line.settings(), terminal);
    return database ? edition::cli::verify(*database, *options, terminal) : base::kRefused;
  });
}

}  // namespace

void add_edition_commands(CommandLine& line) {
  CLI::App* noun = line.noun("edition", "app.about_edition");
  add_keys(line, noun);
  add_making(line, noun);
  add<Options>(line, line.command(*noun, "list", "app.about_edition_list"), edition::cli::list);
  add<WorkOptions>(
      line, line.command(*noun, "show", "app.about_edition_show"), edition::cli::show,
      [&line](CLI::App* command, WorkOptions& options) {
        command->add_option("plan", options.plan, line.word("app.help_plan_slug"));
        command->add_option("number", options.number, line.word("app.help_edition_number"))
            ->check(positive());
        command->add_option("--draft", options.draft, line.word("app.help_edition_draft"))
            ->check(positive());
      });
  add_putting_right(line, noun);
  add_verify(line, noun);
  add<Options>(line, line.command(*noun, "anchor", "app.about_edition_anchor"),
               edition::cli::anchor, [&line](CLI::App* command, Options& options) {
                 command->add_option("-o,--output", options.output, line.word("app.help_output"));
               });
}

}  // namespace app
