// One line a line of the plan; what an erratum put right stands in brackets behind what was
// published.
#include "edition/edition_sheet.h"

#include <algorithm>

#include "base/joined.h"
#include "base/practice_mark.h"
#include "edition/edition_words.h"

namespace edition {
namespace {

constexpr int kNumberWidth = 8;
constexpr int kTitleWidth = 34;
constexpr int kCellWidth = 24;

std::string word(base::Language language, std::string_view key) {
  return std::string(base::words(language, key));
}

}  // namespace

output::Sheet sheet_of(const Edition& edition, const Content& content, base::Language language) {
  output::Sheet sheet{content.plan_title + " " + content.title, {}, {}};
  sheet.headers = {word(language, "edition_pages.column_number"),
                   word(language, "edition_pages.column_place"),
                   word(language, "edition_pages.column_title"),
                   word(language, "edition_pages.column_departments")};
  for (const Column& column : content.columns) sheet.headers.push_back(column.header);
  sheet.headers.push_back(word(language, "edition_pages.column_rating"));
  sheet.headers.push_back(word(language, "edition_pages.column_next"));
  for (const Line& line : content.lines) {
    std::vector<std::string> cells = {
        line.number, base::joined(line.place, " > "),
        line.sub_title.empty() ? line.title : line.title + " " + line.sub_title,
        base::joined(line.departments, " ")};
    for (const Column& column : content.columns) {
      const ReadCell read = read_cell(content, edition.errata, line.row, column.key);
      cells.push_back(read.corrected ? base::say(language, "edition_pages.put_right",
                                                 {{"old", read.text}, {"new", *read.corrected}})
                                     : read.text);
    }
    cells.push_back(line.rating);
    cells.push_back(next_words(language, line));
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

output::Table table_of(const Edition& edition, const Content& content, base::Language language) {
  const output::Sheet sheet = sheet_of(edition, content, language);
  std::vector<output::CellKind> kinds(sheet.headers.size(), output::CellKind::text);
  std::vector<int> widths(sheet.headers.size(), kCellWidth);
  widths[0] = kNumberWidth;
  widths[2] = kTitleWidth;
  output::Table table = output::table_of(sheet, kinds, widths);
  table.name = word(language, "edition_pages.sheet_name");
  table.mark = base::practice_mark(language, edition.municipality);
  table.title = sheet.title;
  for (const auto& fact : facts_of(language, edition, content))
    table.above.push_back(fact.label + "\u3000" + fact.value);
  table.as_of = content.released_at.substr(0, 10);
  table.made_at = content.released_at;
  table.below = content.caveats;
  for (const Erratum& one : edition.errata)
    table.below.push_back(erratum_words(language, content, one));
  table.below.push_back("SHA-256 " + edition.file.sha256);
  table.below.push_back(word(language, "edition_pages.no_seal"));
  return table;
}

}  // namespace edition
