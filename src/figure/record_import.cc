// Reading, checking and writing are three passes; only the last one touches the database's records.
#include "figure/record_import.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "base/japanese_text.h"
#include "base/json_text.h"
#include "base/sha256.h"
#include "figure/closed_years.h"
#include "figure/deed_text.h"
#include "programme/programme_service.h"
#include "sheet/csv.h"

namespace figure {
namespace {

using base::Terminal;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kMistakesShown = 100;

// ---- CSV

constexpr std::string_view kColumns[] = {
    "programme", "kind",     "occurred_on", "fiscal_year", "count",   "people", "yen",
    "in_town",   "business", "case",        "entry",       "summary", "note"};
constexpr std::string_view kNeeded[] = {"programme", "kind", "occurred_on"};

bool is_attribute(std::string_view name) {
  return std::ranges::any_of(record::kinds(), [&](const record::RecordKind& kind) {
    return record::find_attribute(kind, name) != nullptr;
  });
}

void check_columns(const std::vector<std::string>& names, std::vector<LineMistake>& mistakes) {
  std::set<std::string> seen;
  for (const std::string& name : names) {
    const bool known =
        std::ranges::find(kColumns, name) != std::ranges::end(kColumns) || is_attribute(name);
    if (!known) mistakes.push_back({1, name, unknown_column.code, {{"column", name}}});
    if (!seen.insert(name).second)
      mistakes.push_back({1, name, column_twice.code, {{"column", name}}});
  }
  for (const std::string_view name : kNeeded) {
    if (!seen.contains(std::string(name)))
      mistakes.push_back(
          {1, std::string(name), column_missing.code, {{"column", std::string(name)}}});
  }
}

std::string* field_of(FactsText& text, std::string_view column) {
  const std::pair<std::string_view, std::string*> fields[] = {{"programme", &text.programme},
                                                              {"kind", &text.kind},
                                                              {"occurred_on", &text.on},
                                                              {"fiscal_year", &text.year},
                                                              {"count", &text.count},
                                                              {"people", &text.people},
                                                              {"yen", &text.yen},
                                                              {"in_town", &text.in_town},
                                                              {"business", &text.business},
                                                              {"case", &text.case_file},
                                                              {"entry", &text.entry},
                                                              {"note", &text.note}};
  const auto found =
      std::ranges::find(fields, column, [](const auto& field) { return field.first; });
  return found == std::ranges::end(fields) ? nullptr : found->second;
}

base::Result<record::Facts> facts_of(const std::vector<std::string>& names, const sheet::Grid& grid,
                                     std::size_t row) {
  FactsText text;
  for (std::size_t column = 0; column < names.size(); ++column) {
    const std::string value(grid.at(row, column));
    if (value.empty()) continue;
    if (std::string* field = field_of(text, names[column])) {
      *field = value;
    } else if (names[column] == "summary") {
      const auto summary = is_yes("summary", value);
      if (!summary) return std::unexpected(summary.error());
      text.summary = *summary;
    } else {
      text.attributes.push_back(names[column] + "=" + value);
    }
  }
  return read_facts(text);
}

std::string field_named_by(const base::Refusal& refusal) {
  const auto field = std::ranges::find(refusal.facts, "field", &base::Fact::name);
  return field == refusal.facts.end() ? "" : field->value;
}

bool is_blank(const std::vector<std::string>& cells) {
  return std::ranges::all_of(cells, [](const std::string& cell) { return base::is_blank(cell); });
}

// An amount like 12,345 without quotes makes a row longer by one cell: its digits would be torn.
base::Result<record::Facts> row_of(const std::vector<std::string>& names, const sheet::Grid& grid,
                                   std::size_t row) {
  const std::size_t found = grid.rows[row].size();
  if (found == names.size()) return facts_of(names, grid, row);
  return base::refuse(
      row_length, {{"expected", std::to_string(names.size())}, {"found", std::to_string(found)}});
}

// ---- JSON Lines

void read_json_line(std::string_view text, std::size_t number, ReadFile& file) {
  base::Mistakes mistakes("");
  if (const auto json = base::JsonFile::parse(text, mistakes)) {
    base::JsonObject object = json->root().object();
    record::Facts facts = facts_from_json(object);
    object.end();
    if (mistakes.none()) file.lines.push_back({number, std::move(facts)});
  }
  for (const base::Mistake& mistake : mistakes.list())
    file.mistakes.push_back({number, mistake.path, mistake.code, mistake.facts});
}

// ---- checks and writing

// What the rules ask about the municipality, read once for the whole file.
struct Asked {
  std::set<std::string, std::less<>> programmes;
  record::Books books;
};

Asked ask(db::Read& tx, std::string_view municipality) {
  Asked asked;
  for (const programme::Programme& programme : programme::programmes(tx, municipality))
    asked.programmes.insert(programme.key);
  asked.books = books(tx, municipality);
  return asked;
}

void check(const Asked& asked, bool two_persons, ReadFile& file) {
  const base::Date today = base::japan_date(base::now());
  const auto refused = record::years_refused(asked.books, today, two_persons);
  const record::Situation situation{.today = today,
                                    .two_persons = two_persons,
                                    .programmes = &asked.programmes,
                                    .closed_years = &refused};
  for (const ReadLine& line : file.lines) {
    const auto record = record::check(line.facts, situation);
    if (record) continue;
    const base::Refusal told = record::explained(record.error(), asked.books);
    file.mistakes.push_back({line.line, field_named_by(told), told.code, told.facts});
  }
  std::ranges::stable_sort(file.mistakes, {}, &LineMistake::line);
}

int tell_mistakes(const ReadFile& file, const std::string& name, Terminal& terminal) {
  for (const LineMistake& mistake :
       std::span(file.mistakes).first(std::min(file.mistakes.size(), kMistakesShown))) {
    terminal.err << name << ':' << mistake.line << ": "
                 << base::say(terminal.language, mistake.code, mistake.facts) << '\n';
  }
  terminal.tell("figure_cli.import_nothing", {{"mistakes", std::to_string(file.mistakes.size())}});
  return base::kRefused;
}

struct Written {
  std::size_t records = 0;
  std::size_t repeated = 0;
};

// Equal facts in the same order, however the file spells them.
std::string digest_of(const std::vector<record::Facts>& facts) {
  base::Sha256 digest;
  for (const record::Facts& one : facts) digest.add(command_text("import", one));
  return digest.hex().substr(0, 32);
}

// The pieces of a file, one after the other; `written` holds what is saved, also after a stop.
base::Result<void> write_pieces(db::Database& database, const cli::ImportOptions& options,
                                const Signers& signers, const std::vector<record::Facts>& facts,
                                Written& written, Terminal& terminal) {
  const std::string id = options.id.empty() ? "import " + digest_of(facts) : options.id;
  for (std::size_t from = 0; from < facts.size(); from += kBulkMax) {
    const auto piece = std::span(facts).subspan(from, std::min(kBulkMax, facts.size() - from));
    const Command command{.id = id + "/" + std::to_string(from / kBulkMax + 1),
                          .reason = options.reason};
    const auto bulk = figure::write(database, [&](db::Write& tx) {
      return post_all(tx, signers, options.by.municipality, command, piece, options.confirmed);
    });
    if (!bulk) return std::unexpected(bulk.error());
    written.records += piece.size();
    if (bulk->repeated) written.repeated += piece.size();
    terminal.progress("figure_cli.importing", {{"done", std::to_string(written.records)},
                                               {"total", std::to_string(facts.size())}});
  }
  terminal.progress_done();
  return {};
}

// The pieces before the one that stopped are saved.
void tell_stopped(const Written& written, std::size_t total, Terminal& terminal) {
  if (written.records == 0) return;
  terminal.tell("figure_cli.import_stopped",
                {{"done", std::to_string(written.records)}, {"total", std::to_string(total)}});
}

base::Result<Written> write_all(db::Database& database, const cli::ImportOptions& options,
                                const Signers& signers, const std::vector<record::Facts>& facts,
                                Terminal& terminal) {
  Written written;
  try {
    const auto whole = write_pieces(database, options, signers, facts, written, terminal);
    if (whole) return written;
    terminal.progress_done();
    tell_stopped(written, facts.size(), terminal);
    return std::unexpected(whole.error());
  } catch (const db::Fault&) {
    terminal.progress_done();
    tell_stopped(written, facts.size(), terminal);
    throw;
  }
}

// The facts of a file without mistakes. Attributes are put in order, as columns may be in any.
std::vector<record::Facts> taken_from(ReadFile file) {
  std::vector<record::Facts> facts;
  facts.reserve(file.lines.size());
  for (ReadLine& line : file.lines) {
    std::ranges::sort(line.facts.attributes);
    facts.push_back(std::move(line.facts));
  }
  return facts;
}

std::optional<std::string> text_of(const std::string& file, Terminal& terminal) {
  if (std::error_code error; std::filesystem::is_directory(file, error)) {
    terminal.tell("figure_cli.file_is_folder", {{"file", file}});
    return std::nullopt;
  }
  std::ifstream stream(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (stream) return text;
  terminal.tell("figure_cli.file_unreadable", {{"file", file}});
  return std::nullopt;
}

}  // namespace

ReadFile read_csv_records(std::string_view text) {
  ReadFile file;
  const auto grid = sheet::read_csv(text);
  if (!grid) {
    file.mistakes.push_back({0, "", grid.error().code, grid.error().facts});
    return file;
  }
  const std::vector<std::string> names =
      grid->rows.empty() ? std::vector<std::string>{} : grid->rows.front();
  check_columns(names, file.mistakes);
  if (!file.mistakes.empty()) return file;
  for (std::size_t row = 1; row < grid->rows.size(); ++row) {
    if (is_blank(grid->rows[row])) continue;
    auto facts = row_of(names, *grid, row);
    if (facts) {
      file.lines.push_back({row + 1, std::move(*facts)});
    } else {
      file.mistakes.push_back(
          {row + 1, field_named_by(facts.error()), facts.error().code, facts.error().facts});
    }
  }
  return file;
}

ReadFile read_json_records(std::string_view text) {
  ReadFile file;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number;
    if (!line.empty()) read_json_line(line, number, file);
  }
  return file;
}

namespace cli {

int import(db::Database& database, const ImportOptions& options, Terminal& terminal) {
  const auto signers = signers_of(database, options.by);
  if (!signers) {
    return terminal.refuse(signers.error());
  }
  const auto text = text_of(options.file, terminal);
  if (!text) return base::kRefused;
  ReadFile file =
      options.file.ends_with(".jsonl") ? read_json_records(*text) : read_csv_records(*text);
  const Asked asked = database.read([&](db::Read& tx) { return ask(tx, options.by.municipality); });
  check(asked, signers->second.has_value(), file);
  if (!file.mistakes.empty()) return tell_mistakes(file, options.file, terminal);

  const std::vector<record::Facts> facts = taken_from(std::move(file));
  const auto written = write_all(database, options, *signers, facts, terminal);
  if (!written) {
    return terminal.refuse(written.error());
  }
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().field("records", written->records);
    json.field("repeated", written->repeated).end_object();
    terminal.out << json.text() << '\n';
  }
  terminal.tell("figure_cli.imported", {{"records", std::to_string(written->records)},
                                        {"repeated", std::to_string(written->repeated)}});
  return base::kDone;
}

}  // namespace cli
}  // namespace figure
