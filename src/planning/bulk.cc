// Headers are compared by their search keys; the names themselves stand in ui/words. A row is read
// by the same function as a form.
#include "planning/bulk.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/fiscal_year.h"
#include "base/japanese_text.h"
#include "base/words.h"
#include "sheet/workbook.h"

namespace planning {
namespace {

struct Name {
  std::string_view words;  // planning_columns.<name>: several names, with ・ between
  std::string_view field;
};
constexpr Name kNames[] = {{"planning_columns.number", "number"},
                           {"planning_columns.title", "title"},
                           {"planning_columns.description", "description"},
                           {"planning_columns.body", "owner_1_body"},
                           {"planning_columns.department", "owner_1_department"},
                           {"planning_columns.years", "years"},
                           {"planning_columns.programmes", "programmes"},
                           {"planning_columns.indicator", "indicator_1_label"},
                           {"planning_columns.unit", "indicator_1_unit"},
                           {"planning_columns.base", "indicator_1_base"},
                           {"planning_columns.legal_basis", "legal_basis"},
                           {"planning_columns.funding", "funding"}};
constexpr Name kYearNames[] = {{"planning_columns.target", "target_1_"},
                               {"planning_columns.planned", "money_planned_"},
                               {"planning_columns.budgeted", "money_budgeted_"},
                               {"planning_columns.executed", "money_executed_"}};

std::vector<std::string> names_of(std::string_view words) {
  std::vector<std::string> names;
  for (const auto language : {base::Language::ja, base::Language::en}) {
    std::string_view all = base::words(language, words);
    while (!all.empty()) {
      const auto end = all.find('|');
      names.push_back(base::search_key(all.substr(0, end)));
      all = end == all.npos ? std::string_view() : all.substr(end + 1);
    }
  }
  return names;
}

bool is_empty(const std::vector<std::string>& row) {
  return std::ranges::all_of(
      row, [](const std::string& cell) { return cell.find_first_not_of(" \t\r") == cell.npos; });
}

class PasteReading {
 public:
  PasteReading(const Draft& draft, const Known& known, const sheet::Grid& grid, PasteMode mode)
      : draft_(draft), known_(known), grid_(grid), mode_(mode) {}

  Pasted all() {
    if (grid_.rows.size() < 2) {
      refuse(nothing_pasted);
      return std::move(pasted_);
    }
    if (grid_.rows.size() - 1 > kPastedRowsMax) {
      refuse(too_many_rows, {{"max", std::to_string(kPastedRowsMax)}});
      return std::move(pasted_);
    }
    read_headers();
    for (std::size_t row = 1; row < grid_.rows.size(); ++row)
      if (!is_empty(grid_.rows[row])) read_row(row);
    if (pasted_.lines.empty()) refuse(nothing_pasted);
    return std::move(pasted_);
  }

 private:
  void refuse(const base::RefusalKind& kind, std::vector<base::Fact> facts = {}) {
    pasted_.wrong.push_back({kind.code, kind.http_status, std::move(facts)});
  }

  void read_headers() {
    for (const auto& header : grid_.rows.front()) {
      PastedColumn column{header, field_of_header(header)};
      if (column.field.empty()) refuse(unknown_column, {{"column", header}});
      pasted_.columns.push_back(std::move(column));
    }
  }

  static void note(PastedLine& line, std::string field, const base::RefusalKind& kind,
                   std::vector<base::Fact> facts) {
    line.wrong.push_back({std::move(field), {kind.code, kind.http_status, std::move(facts)}});
  }

  const Line* found(PastedLine& line, const std::string& number) {
    for (const Line& one : draft_.lines)
      if (one.lives() && one.kind == Kind::row && one.number == number) return &one;
    note(line, "number", unknown_number, {{"number", number}});
    return nullptr;
  }

  void read_row(std::size_t row) {
    PastedLine line{.row = row, .content = {}};
    LineFields said;
    for (std::size_t column = 0; column < pasted_.columns.size(); ++column)
      if (const auto& field = pasted_.columns[column].field; !field.empty())
        said[field] = std::string(grid_.at(row, column));
    const std::string number = field_of(said, "number");
    if (!number.empty() && !numbers_.insert(number).second)
      note(line, "number", number_twice, {{"number", number}});
    Line base{.line = 0, .kind = Kind::row};
    if (mode_ == PasteMode::update) {
      const Line* known = found(line, number);
      if (known == nullptr) {
        pasted_.lines.push_back(std::move(line));
        return;
      }
      base = *known;
      line.content.line = known->line;
    }
    line.content.fields = fields_of(base);
    // An empty cell of an update leaves what stands there.
    for (auto& [field, text] : said)
      if (mode_ == PasteMode::add || !text.empty()) line.content.fields[field] = text;
    name_owner(line.content.fields);
    auto read = read_line(draft_, base, line.content.fields, known_);
    for (auto& wrong : read.wrong) line.wrong.push_back(std::move(wrong));
    pasted_.lines.push_back(std::move(line));
  }

  // A department alone belongs to the municipality itself.
  void name_owner(LineFields& fields) const {
    if (!field_of(fields, "owner_1_department").empty() &&
        field_of(fields, "owner_1_body").empty() && !known_.bodies.empty())
      fields["owner_1_body"] = known_.own_body;
  }

  const Draft& draft_;
  const Known& known_;
  const sheet::Grid& grid_;
  PasteMode mode_;
  Pasted pasted_;
  std::set<std::string> numbers_;
};

}  // namespace

bool Pasted::is_right() const {
  return wrong.empty() && !lines.empty() &&
         std::ranges::all_of(lines, [](const PastedLine& line) { return line.wrong.empty(); });
}

std::string field_of_header(std::string_view header) {
  const std::string key = base::search_key(header);
  if (key.empty()) return {};
  for (const Name& name : kNames)
    for (const auto& one : names_of(name.words))
      if (one == key) return std::string(name.field);
  for (const Name& name : kYearNames) {
    for (const auto& one : names_of(name.words)) {
      if (!key.starts_with(one)) continue;
      const auto year = base::parse_fiscal_year(std::string_view(key).substr(one.size()));
      if (year) return std::string(name.field) + std::to_string(year->year.number());
    }
  }
  return {};
}

Pasted read_paste(const Draft& draft, const Known& known, const sheet::Grid& grid, PasteMode mode) {
  return PasteReading(draft, known, grid, mode).all();
}

namespace {

// As a spreadsheet puts a cell into the clipboard.
std::string as_pasted(std::string_view cell) {
  if (cell.find_first_of("\t\n\r\"") == cell.npos) return std::string(cell);
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    if (c != '\r') quoted += c;
  }
  return quoted + '"';
}

}  // namespace

base::Result<std::string> text_of_file(std::string_view bytes, std::size_t characters_max) {
  const auto book =
      sheet::read_xlsx(bytes, {.rows_max = 4 * kPastedRowsMax, .cells_max = characters_max});
  if (!book) return std::unexpected(book.error());
  const auto seen = std::ranges::find(book->sheets, false, &sheet::Worksheet::hidden);
  std::string text;
  if (seen == book->sheets.end()) return text;
  if (!seen->dates.empty()) return base::refuse(sheet::cell_is_date, {{"cell", seen->dates.front()}});
  for (const auto& row : seen->grid.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : "\t") + as_pasted(row[i]);
    text += "\n";
  }
  if (const auto fits = base::check_text(text, base::Lines::many, characters_max); !fits)
    return std::unexpected(fits.error());
  return text;
}

}  // namespace planning
