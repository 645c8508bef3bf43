// Sentences from facts; the content itself is Japanese as the town published it.
#include "edition/edition_words.h"

#include <algorithm>
#include <set>

#include "base/instant.h"
#include "base/joined.h"
#include "plan/released_words.h"

namespace edition {
namespace {

using base::Language;
using base::say;

std::string word(Language language, std::string_view key) {
  return std::string(base::words(language, key));
}

std::string iso_words(Language language, std::string_view iso) {
  const auto at = base::parse_japan(iso.substr(0, 19));
  return at ? moment_words(language, *at) : std::string(iso);
}

}  // namespace

std::string moment_words(Language language, base::Instant at) {
  return plan::moment_words(language, at);
}

std::string number_words(Language language, int number) {
  return say(language, "edition_pages.number", {{"number", std::to_string(number)}});
}

std::string source_words(Language language, std::string_view source) {
  return source.empty() ? std::string() : word(language, "plan.source_" + std::string(source));
}

std::string next_words(Language language, const Line& line) {
  if (line.next_action.empty()) return {};
  const std::string direction =
      line.next_direction.empty() ? std::string()
                                  : word(language, "review_pages.direction_" + line.next_direction);
  return direction.empty() ? line.next_action : direction + ": " + line.next_action;
}

std::vector<FactLine> facts_of(Language language, const Edition& edition, const Content& content) {
  const auto label = [&](std::string_view key) { return word(language, key); };
  std::vector<FactLine> facts = {
      {label("edition_pages.fact_publisher"), content.publisher},
      {label("edition_pages.fact_number"), number_words(language, edition.number)},
      {label("edition_pages.fact_decided"), content.decided_on},
      {label("edition_pages.fact_released"), iso_words(language, content.released_at)},
      {label("edition_pages.fact_known"), iso_words(language, content.known_at)},
      {label("edition_pages.fact_hash"), edition.file.sha256},
      {label("edition_pages.fact_key"), edition.file.key}};
  if (!content.committee_on.empty())
    facts.insert(facts.begin() + 3, {label("edition_pages.fact_committee"), content.committee_on});
  return facts;
}

std::string header_of(const Content& content, std::string_view column) {
  const auto found = std::ranges::find(content.columns, column, &Column::key);
  return found == content.columns.end() ? std::string(column) : found->header;
}

std::string erratum_words(Language language, const Content& content, const Erratum& one) {
  const Line* line = find_line(content, one.content.row);
  return say(language, "edition_pages.erratum_line",
             {{"number", std::to_string(one.erratum)},
              {"at", iso_words(language, one.content.issued_at)},
              {"row", line == nullptr ? one.content.row : name_of(*line)},
              {"column", header_of(content, one.content.column)},
              {"old", one.content.old_text},
              {"new", one.content.new_text},
              {"reason", one.content.reason}});
}

std::string withdrawn_words(Language language, const Edition& edition) {
  if (!edition.withdrawn) return {};
  return say(language, "edition_pages.withdrawn",
             {{"at", moment_words(language, edition.withdrawn->at)},
              {"reason", edition.withdrawn->reason}});
}

std::vector<ChangedLine> changed_lines(Language language, const std::vector<LineChanges>& changes) {
  std::vector<ChangedLine> lines;
  for (const LineChanges& one : changes) {
    ChangedLine line{one.name, {}};
    for (const Change& change : one.changes) {
      const bool is_source = change.kind == ChangeKind::source;
      line.changes.push_back(
          {say(language, "edition_pages.change_" + std::string(name_of(change.kind)),
               {{"column", change.column}}),
           is_source ? source_words(language, change.before) : change.before,
           is_source ? source_words(language, change.after) : change.after});
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

TableView table_view(Language language, const Content& content,
                     const std::vector<Erratum>& errata) {
  TableView table;
  for (const Column& column : content.columns) table.headers.push_back(column.header);
  for (const Line& line : content.lines) {
    LineView view{name_of(line),
                  base::joined(line.departments, " "),
                  {},
                  line.rating,
                  next_words(language, line)};
    for (const Column& column : content.columns) {
      const Cell* cell = find_cell(line, column.key);
      const ReadCell read = read_cell(content, errata, line.row, column.key);
      view.cells.push_back({column.header, read.text,
                            cell == nullptr ? "" : source_words(language, cell->source),
                            read.corrected.value_or("")});
    }
    table.has_rating |= !view.rating.empty();
    table.has_next |= !view.next_action.empty();
    table.lines.push_back(std::move(view));
  }
  return table;
}

std::string say_source_once(Language language, TableView& table) {
  std::set<std::string> sources;
  for (const LineView& line : table.lines)
    for (const CellView& cell : line.cells)
      if (!cell.source.empty()) sources.insert(cell.source);
  if (sources.size() != 1) return {};
  for (LineView& line : table.lines)
    for (CellView& cell : line.cells) cell.source.clear();
  return base::say(language, "edition_pages.source_of_all", {{"source", *sources.begin()}});
}

}  // namespace edition
