// A row is known by its key in the first column, wherever it was moved to; order and layout are
// free. The hidden sheet carries a check sum, against mistakes: who may answer is asked anyway.
#include "datacall/answer_sheet.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/japanese_text.h"
#include "base/practice_mark.h"
#include "base/sha256.h"
#include "base/yen.h"
#include "output/table.h"
#include "plan/plan.h"
#include "sheet/workbook.h"

namespace datacall {
namespace {

constexpr std::string_view kKeySheet = "nigiwai";
constexpr std::string_view kFormat = "nigiwai-data-call/1";
constexpr std::string_view kEncryptedStart =
    "\xD0\xCF\x11\xE0";  // an OLE file: old, or with a password

enum Column { key, title, target, last_year, from_records, result, absence, note, yen };
constexpr int kColumns = yen + 1;
constexpr int kWidths[kColumns] = {8, 36, 16, 24, 24, 30, 16, 30, 16};

std::string word(base::Language language, std::string_view name) {
  return std::string(base::words(language, "datacall." + std::string(name)));
}

std::string absence_word(base::Language language, plan::CellState state) {
  return std::string(base::words(language, "plan.state_" + std::string(plan::in_db(state))));
}

// Rows with the versions that a file knows.
using Versions = std::vector<std::pair<std::string, std::int64_t>>;

Versions versions_of(const OpenedSheet& opened) {
  Versions versions;
  for (const OwedLine& line : opened.lines)
    versions.emplace_back(line.row, line.answer ? line.answer->version : 0);
  return versions;
}

std::string check_sum(std::string_view call, std::string_view sheet, const Versions& versions) {
  std::string text = std::string(call) + "/" + std::string(sheet);
  for (const auto& [row, version] : versions) text += "\n" + row + "\t" + std::to_string(version);
  return base::sha256_hex(text).substr(0, 32);
}

output::Line texts(const std::vector<std::string>& cells) {
  output::Line line;
  for (std::size_t i = 0; i < cells.size(); ++i)
    line.cells.push_back({.column = static_cast<int>(i), .text = cells[i]});
  return line;
}

output::Table key_table(const OpenedSheet& opened) {
  output::Table table;
  table.name = kKeySheet;
  table.hidden = true;
  table.columns = {{40}, {40}, {10}};
  const std::string call = std::to_string(opened.opened.call.id);
  const std::string sheet = std::to_string(opened.sheet.number);
  const Versions versions = versions_of(opened);
  table.lines.push_back(texts({std::string(kFormat), check_sum(call, sheet, versions)}));
  table.lines.push_back(texts({"call", call}));
  table.lines.push_back(texts({"sheet", sheet}));
  for (const auto& [row, version] : versions)
    table.lines.push_back(texts({"row", row, std::to_string(version)}));
  return table;
}

// 他事業で対応 → 13-1
constexpr std::string_view kThrough = "\xE2\x86\x92";

std::string absence_cell(base::Language language, plan::CellState why, const std::string& through) {
  const std::string text = absence_word(language, why);
  return through.empty() ? text : text + " " + std::string(kThrough) + " " + through;
}

output::Line answer_line(const OwedLine& line, base::Language language) {
  const Given given = line.answer ? line.answer->given : Given{};
  const auto why = absence_from(given.absence);
  output::Line row =
      texts({line.row, line.title, line.target, line.last_year, line.from_records, given.text,
             why ? absence_cell(language, *why, given.through) : std::string(), given.note});
  output::Cell money{.column = yen, .kind = output::CellKind::whole};
  if (given.executed_yen) money.text = std::to_string(*given.executed_yen);
  row.cells.push_back(std::move(money));
  return row;
}

// ---- reading

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

const sheet::Worksheet* find_keys(const sheet::Workbook& book) {
  const auto found = std::ranges::find(book.sheets, kKeySheet, &sheet::Worksheet::name);
  const bool is_ours = found != book.sheets.end() && found->grid.at(0, 0) == kFormat;
  return is_ours ? &*found : nullptr;
}

base::Result<Versions> known_versions(const sheet::Worksheet& keys, const OpenedSheet& opened) {
  const std::string call(keys.grid.at(1, 1)), number(keys.grid.at(2, 1));
  Versions versions;
  for (std::size_t row = 3; row < keys.grid.rows.size(); ++row) {
    if (keys.grid.at(row, 0) != "row") continue;
    const std::string_view text = keys.grid.at(row, 2);
    std::int64_t version = -1;
    std::from_chars(text.data(), text.data() + text.size(), version);
    versions.emplace_back(std::string(keys.grid.at(row, 1)), version);
  }
  if (keys.grid.at(0, 1) != check_sum(call, number, versions))
    return base::refuse(sheet_keys_changed);
  const bool is_its_own = call == std::to_string(opened.opened.call.id) &&
                          number == std::to_string(opened.sheet.number);
  if (!is_its_own) return base::refuse(sheet_of_another, {{"title", opened.opened.call.title}});
  std::string changed;
  const Versions now = versions_of(opened);
  for (const auto& [row, version] : now) {
    const auto known = std::ranges::find(versions, row, &Versions::value_type::first);
    if (known != versions.end() && known->second == version) continue;
    changed += (changed.empty() ? "" : " ") + row;
  }
  if (!changed.empty()) return base::refuse(sheet_is_older, {{"rows", changed}});
  return versions;
}

// The line of headings begins with the word for the key, in either language.
std::optional<std::size_t> heading_of(const sheet::Worksheet& page) {
  for (std::size_t row = 0; row < page.grid.rows.size(); ++row) {
    const std::string first = trimmed(page.grid.at(row, key));
    for (const auto language : {base::Language::ja, base::Language::en})
      if (first == word(language, "sheet_key")) return row;
  }
  return std::nullopt;
}

std::string absence_code(std::string_view text) {
  const std::string wanted = base::search_key(text);
  if (wanted.empty()) return {};
  for (const plan::CellState one : absences()) {
    for (const auto language : {base::Language::ja, base::Language::en})
      if (base::search_key(absence_word(language, one)) == wanted)
        return std::string(plan::in_db(one));
  }
  return std::string(text);  // refused by check(), which names it
}

class Reader {
 public:
  Reader(const sheet::Worksheet& page, const OpenedSheet& opened) : page_(page), opened_(opened) {}

  Filled read(std::size_t heading) {
    for (std::size_t row = heading + 1; row < page_.grid.rows.size(); ++row) read_row(row);
    for (const OwedLine& line : opened_.lines)
      if (!seen_.contains(line.row)) filled_.missing.push_back(line.row);
    return std::move(filled_);
  }

 private:
  std::string text(std::size_t row, Column column) const {
    return trimmed(page_.grid.at(row, column));
  }

  void problem(std::size_t row, Column column, const base::Refusal& refusal) {
    filled_.problems.push_back({sheet::address(row, column), refusal});
  }

  bool is_untouched(std::size_t row) const {
    return text(row, result).empty() && text(row, absence).empty() && text(row, note).empty() &&
           text(row, yen).empty();
  }

  // A date or an error in a cell that is to be filled.
  bool is_readable(std::size_t row) {
    bool readable = true;
    for (const Column column : {result, absence, note, yen}) {
      const std::string address = sheet::address(row, column);
      if (std::ranges::find(page_.dates, address) != page_.dates.end()) {
        problem(row, column, base::refuse(sheet::cell_is_date, {{"cell", address}}).error());
        readable = false;
      } else if (page_.held_at(row, column) == sheet::Held::error) {
        problem(row, column, base::refuse(cell_is_error).error());
        readable = false;
      }
    }
    return readable;
  }

  void read_row(std::size_t row) {
    const std::string name = text(row, key);
    const auto line = std::ranges::find(opened_.lines, name, &OwedLine::row);
    if (line == opened_.lines.end()) {
      if (!is_untouched(row))
        problem(row, key, base::refuse(row_not_asked, {{"row", name}}).error());
      return;
    }
    if (!seen_.insert(name).second) {
      problem(row, key, base::refuse(row_twice, {{"row", name}}).error());
      return;
    }
    if (!is_untouched(row) && is_readable(row)) read_answer(row, *line);
  }

  void read_answer(std::size_t row, const OwedLine& line) {
    const std::string why = text(row, absence);
    const auto arrow = why.find(kThrough);
    Given given{.row = line.row,
                .text = text(row, result),
                .absence = absence_code(trimmed(why.substr(0, arrow))),
                .note = text(row, note),
                .executed_yen = {},
                .seen_version = line.answer ? line.answer->version : 0,
                .through = arrow == why.npos ? std::string()
                                             : trimmed(why.substr(arrow + kThrough.size()))};
    if (const std::string money = text(row, yen); !money.empty()) {
      const auto read = base::parse_yen(money);
      if (!read) return problem(row, yen, read.error());
      given.executed_yen = read->count();
    }
    const Given before = line.answer ? line.answer->given : Given{};
    if (given.says_the_same(before)) return;
    if (const auto fit = check(given); !fit) return problem(row, result, fit.error());
    filled_.changed.push_back({given, sheet::address(row, result), before});
  }

  const sheet::Worksheet& page_;
  const OpenedSheet& opened_;
  std::set<std::string> seen_;
  Filled filled_;
};

}  // namespace

std::string answer_sheet(const OpenedSheet& opened, std::string_view owner,
                         base::Language language) {
  const Call& call = opened.opened.call;
  output::Table table;
  table.name = word(language, "sheet_name");
  table.mark = base::practice_mark(language, call.municipality);
  table.title = call.title + "  " + std::string(owner);
  std::string choices;
  for (const plan::CellState one : absences())
    choices += (choices.empty() ? "" : " / ") + absence_word(language, one);
  table.above = {base::say(language, "datacall.sheet_due", {{"day", base::iso(call.due)}}),
                 word(language, "sheet_rule_fill"), word(language, "sheet_rule_key"),
                 base::say(language, "datacall.sheet_rule_absence", {{"choices", choices}})};
  for (const int width : kWidths) table.columns.push_back({width});
  table.columns.back().align = output::Align::right;
  table.headings.push_back(texts({word(language, "sheet_key"), word(language, "sheet_row"),
                                  word(language, "sheet_target"), word(language, "sheet_last_year"),
                                  word(language, "sheet_records"), word(language, "sheet_result"),
                                  word(language, "sheet_absence"), word(language, "sheet_note"),
                                  word(language, "sheet_yen")}));
  for (const OwedLine& line : opened.lines) table.lines.push_back(answer_line(line, language));
  return output::xlsx({table, key_table(opened)}, output::Paper::a4);
}

base::Result<Filled> read_filled(std::string_view bytes, const OpenedSheet& opened) {
  if (bytes.starts_with(kEncryptedStart)) return base::refuse(sheet_encrypted);
  const auto book = sheet::read_xlsx(bytes, {.bytes_max = 4 * 1024 * 1024,
                                             .unpacked_max = 32 * 1024 * 1024,
                                             .rows_max = kFilledRowsMax,
                                             .cells_max = 200'000});
  if (!book) return std::unexpected(book.error());
  const sheet::Worksheet* keys = find_keys(*book);
  if (keys == nullptr) return base::refuse(sheet_not_ours);
  if (const auto known = known_versions(*keys, opened); !known)
    return std::unexpected(known.error());
  for (const sheet::Worksheet& page : book->sheets) {
    if (&page == keys) continue;
    if (const auto heading = heading_of(page)) return Reader(page, opened).read(*heading);
  }
  return base::refuse(sheet_not_ours);
}

}  // namespace datacall
