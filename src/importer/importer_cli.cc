// From words on the command line to the services of imports and back.
#include "importer/importer_cli.h"

#include <algorithm>
#include <filesystem>

#include "base/json_file.h"
#include "base/json_text.h"
#include "importer/choices_text.h"
#include "importer/importer_json.h"
#include "importer/looking.h"
#include "importer/understanding_json.h"
#include "staff/given_file.h"

namespace importer::cli {
namespace {

using base::Terminal;

base::Actor program(const std::string& municipality) {
  return base::Actor::system(municipality);
}

std::string name_of(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

base::Result<std::string> bytes_of(const std::string& path) {
  return staff::cli::given_file(path, sheet::SourceLimits{}.bytes_max);
}

// What a file says and what was chosen about it, as a draft that nobody has kept.
struct Opened {
  std::string bytes;
  Import draft;
  KeptTable kept;
};

bool read_choices(const TableOptions& options, Choices& choices, Terminal& terminal) {
  if (options.choices.empty()) return true;
  const auto text = bytes_of(options.choices);
  if (!text) {
    terminal.refuse(text.error());
    return false;
  }
  base::Mistakes mistakes(options.choices);
  choices = choices_from(*text, mistakes);
  for (const base::Mistake& one : mistakes.list())
    terminal.err << one.file << ": " << one.path << ": "
                 << base::say(terminal.language, one.code, one.facts) << '\n';
  return mistakes.none();
}

base::Result<Opened> opened(const TableOptions& options, Choices choices, Terminal& terminal) {
  Opened one;
  auto bytes = bytes_of(options.file);
  if (!bytes) return std::unexpected(bytes.error());
  one.bytes = *std::move(bytes);
  terminal.progress("importer.cli_reading", {{"file", options.file}});
  auto file = read_content_of(one.bytes, name_of(options.file), false);
  terminal.progress_done();
  if (!file) return std::unexpected(file.error());
  one.draft.name = name_of(options.file);
  one.draft.table = options.table > 0 ? options.table - 1 : best_table(**file);
  one.draft.choices = std::move(choices);
  if (static_cast<std::size_t>(one.draft.table) >= (*file)->tables.size())
    return base::refuse(unknown_table, {{"table", std::to_string(options.table)}});
  one.kept.file = *file;
  one.kept.table = one.draft.table;
  one.kept.understanding =
      std::make_shared<const Understanding>(understand(one.kept.source(), one.draft.choices));
  return one;
}

void write_columns(const Understanding& understanding, Terminal& terminal) {
  for (const ReadColumn& column : understanding.columns) {
    std::string letter = sheet::address(0, column.column);
    letter.pop_back();
    terminal.out << letter << '\t' << column.header << '\t' << in_db(column.meaning) << '\t'
                 << (column.year ? std::to_string(*column.year) : "")
                 << (column.to_year ? "-" + std::to_string(*column.to_year) : "") << '\t'
                 << plan::in_db(column.certainty.confidence) << '\n';
  }
}

void write_changes(const Proposed& proposed, Terminal& terminal) {
  for (const Change& change : proposed.proposal.changes)
    terminal.out << change.row << '\t' << change.column << '\t' << change.before.value_or("")
                 << '\t' << change.after.value_or("") << '\t'
                 << (change.grid_row
                         ? proposed.kept.source().address(*change.grid_row, *change.grid_column)
                         : std::string())
                 << '\n';
  for (const Unmatched& one : proposed.proposal.unmatched)
    terminal.tell("importer.cli_unmatched",
                  {{"line", std::to_string(one.grid_row + 1)}, {"title", one.title}});
}

// What is wanted, from the options and, for a corrected file, from what it corrects.
base::Result<Import> wanted_draft(const Shop& shop, const CommitOptions& options, Opened& one) {
  Import draft = one.draft;
  draft.municipality = options.municipality;
  draft.wanted = guessed(*one.kept.understanding, draft.name);
  if (options.corrects != 0) {
    const auto earlier = shop.database.read(
        [&](db::Read& tx) { return find(tx, options.municipality, ImportId{options.corrects}); });
    if (!earlier) return earlier;
    draft.corrects = earlier->id;
    draft.wanted = earlier->wanted;
    if (options.choices.empty()) {
      draft.choices.columns = earlier->choices.columns;
      draft.choices.ratings = earlier->choices.ratings;
      draft.choices.turned = earlier->choices.turned;
      one.kept.understanding =
          std::make_shared<const Understanding>(understand(one.kept.source(), draft.choices));
    }
    return draft;
  }
  draft.wanted.plan = options.slug;
  draft.wanted.target = options.later_year ? Target::later_year : Target::new_plan;
  if (!options.title.empty()) draft.wanted.title = options.title;
  if (!options.source.empty()) draft.wanted.source_title = options.source;
  if (options.from != 0) draft.wanted.from = options.from;
  if (options.to != 0) draft.wanted.to = options.to;
  return draft;
}

// Refused before anything is kept.
base::Result<Proposed> looked_at(const Shop& shop, const CommitOptions& options, Opened& one) {
  const auto draft = wanted_draft(shop, options, one);
  if (!draft) return std::unexpected(draft.error());
  return propose(program(options.municipality), shop.database, *draft, one.kept);
}

void write_line(const Import& one, Terminal& terminal) {
  terminal.out << one.id.value << '\t' << in_db(one.state) << '\t' << one.wanted.plan << '\t'
               << one.name << '\t' << base::iso_japan(one.changed_at) << '\n';
}

}  // namespace

int table(const TableOptions& options, Terminal& terminal) {
  Choices choices;
  if (!read_choices(options, choices, terminal)) return base::kRefused;
  const auto bytes = bytes_of(options.file);
  if (!bytes) return terminal.refuse(bytes.error());
  const std::string name = name_of(options.file);
  terminal.progress("importer.cli_reading", {{"file", options.file}});
  const auto looked =
      look(base::Actor::system(),
           {.name = name, .bytes = *bytes, .table = options.table, .choices = std::move(choices)});
  terminal.progress_done();
  if (!looked) return terminal.refuse(looked.error());
  const Understanding& understanding = looked->chosen();
  if (terminal.json)
    terminal.out << understanding_json(name, *looked->file, looked->understood, terminal.language)
                 << '\n';
  else
    write_columns(understanding, terminal);
  for (const sheet::Remark& remark : looked->file->remarks)
    terminal.tell(remark.key, {{"where", remark.where}, {"value", remark.value}});
  for (const Flag& flag : understanding.flags) {
    const std::string place =
        flag.row && flag.column ? sheet::address(*flag.row, *flag.column) : std::string();
    terminal.err << place << (place.empty() ? "" : ": ")
                 << base::say(terminal.language, flag.key, {{"value", flag.value}}) << '\n';
  }
  terminal.tell("importer.cli_understood",
                {{"columns", std::to_string(understanding.columns.size())},
                 {"rows", std::to_string(understanding.rows.size())},
                 {"flags", std::to_string(understanding.flags.size())}});
  return understanding.is_table ? base::kDone : base::kRefused;
}

int diff(const Shop& shop, const CommitOptions& options, Terminal& terminal) {
  Choices choices;
  if (!read_choices(options, choices, terminal)) return base::kRefused;
  auto one = opened(options, std::move(choices), terminal);
  if (!one) return terminal.refuse(one.error());
  const auto proposed = looked_at(shop, options, *one);
  if (!proposed) return terminal.refuse(proposed.error());
  write_changes(*proposed, terminal);
  terminal.tell("importer.cli_changes",
                {{"count", std::to_string(proposed->proposal.changes.size())}});
  return base::kDone;
}

int commit(const Shop& shop, const CommitOptions& options, Terminal& terminal) {
  Choices choices;
  if (!read_choices(options, choices, terminal)) return base::kRefused;
  auto one = opened(options, std::move(choices), terminal);
  if (!one) return terminal.refuse(one.error());
  const auto proposed = looked_at(shop, options, *one);
  if (!proposed) return terminal.refuse(proposed.error());
  const base::Actor actor = program(options.municipality);
  const auto id =
      begin(actor, shop,
            {.name = one->draft.name, .bytes = one->bytes, .corrects = proposed->draft.corrects});
  if (!id) return terminal.refuse(id.error());
  int version = 1;
  const auto keep = [&](const Correction& correction) {
    const auto kept = correct(actor, shop, *id, version, correction);
    if (kept) version = kept->version;
    return kept;
  };
  // The table first: another one begins with nothing chosen.
  auto kept = keep({.table = proposed->draft.table});
  if (kept) kept = keep({.choices = proposed->draft.choices, .wanted = proposed->draft.wanted});
  if (!kept) return terminal.refuse(kept.error());
  terminal.progress("importer.cli_taking", {{"cells", std::to_string(proposed->cells)}});
  const auto done = importer::commit(
      actor, shop, *id,
      {.version = version, .standing = proposed->standing, .publish = options.publish});
  terminal.progress_done();
  if (!done) {
    terminal.refuse(done.error());
    terminal.tell("importer.cli_draft_stays", {{"import", std::to_string(id->value)}});
    return base::kRefused;
  }
  terminal.out << id->value << '\n';
  terminal.tell("importer.cli_taken",
                {{"cells", std::to_string(done->cells)}, {"plan", done->plan}});
  return base::kDone;
}

int undo(const Shop& shop, const ImportOptions& options, Terminal& terminal) {
  const auto undone =
      importer::undo(program(options.municipality), shop, ImportId{options.number}, options.reason);
  if (!undone) return terminal.refuse(undone.error());
  terminal.tell("importer.cli_undone", {{"import", std::to_string(options.number)}});
  return base::kDone;
}

int list(const Shop& shop, const ImportOptions& options, Terminal& terminal) {
  base::JsonWriter json;
  json.begin_array();
  int found = 0;
  ImportId before;
  for (;;) {
    const auto all =
        shop.database.read([&](db::Read& tx) { return imports(tx, options.municipality, before); });
    if (all.empty()) break;
    for (const Import& one : all) {
      if (terminal.json)
        write_import(json, one);
      else
        write_line(one, terminal);
      ++found;
    }
    before = all.back().id;
  }
  if (terminal.json) terminal.out << json.end_array().take() << '\n';
  if (found == 0) terminal.tell("importer_pages.imports_none");
  return base::kDone;
}

int show(const Shop& shop, const ImportOptions& options, Terminal& terminal) {
  const auto one = shop.database.read(
      [&](db::Read& tx) { return find(tx, options.municipality, ImportId{options.number}); });
  if (!one) return terminal.refuse(one.error());
  const auto cells = shop.database.read(
      [&](db::Read& tx) { return store::cells_of(tx, options.municipality, one->id); });
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().key("import");
    write_import(json, *one);
    json.key("cells").begin_array();
    for (const store::CellPlace& cell : cells) {
      json.begin_object().field("row", cell.row).field("column", cell.column);
      json.field("version", cell.version).field("address", cell.address);
      json.field("text", cell.text).end_object();
    }
    terminal.out << json.end_array().end_object().take() << '\n';
    return base::kDone;
  }
  write_line(*one, terminal);
  for (const store::CellPlace& cell : cells)
    terminal.out << cell.address << '\t' << cell.row << '\t' << cell.column << '\t' << cell.text
                 << '\n';
  return base::kDone;
}

}  // namespace importer::cli
