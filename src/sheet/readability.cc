// Each rule is one function over the data table; what a column holds is taken from its definition
// where there is one, and otherwise from what stands in it.
#include "sheet/readability.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "base/japanese_text.h"
#include "base/municipality_code.h"
#include "sheet/csv.h"

namespace sheet {

namespace {

using Findings = std::vector<ReadabilityFinding>;

constexpr std::size_t kPlacesMax = 5;  // of one rule
constexpr int kMostly = 80;            // per cent
constexpr std::string_view kWideSpace = "\u3000";

// Cells may be of any length, so their text is looked at by hand, letter by letter: std::regex
// takes a stack frame for each.
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// So many digits stand at the beginning.
std::size_t digits_at(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
}

// Takes ".25" off the beginning, where it stands there.
void take_decimals(std::string_view& text) {
  if (!text.starts_with('.')) return;
  const std::size_t digits = digits_at(text.substr(1));
  if (digits > 0) text.remove_prefix(1 + digits);
}

// -10.25
bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t whole = digits_at(text);
  text.remove_prefix(whole);
  take_decimals(text);
  return whole > 0 && text.empty();
}

// 1,058 · 949円 · ▲5 · 8.3%: a number in clothes, at most one letter of three bytes before it and
// three after.
bool is_dressed_number(const std::string& text) {
  constexpr std::size_t kBefore = 3, kAfter = 9;
  if (is_number(text)) return false;
  const std::string folded = base::fold_width(text);
  std::string_view rest = folded;
  const auto first = std::ranges::find_if(rest, is_digit) - rest.begin();
  rest.remove_prefix(static_cast<std::size_t>(first));
  if (rest.empty() || static_cast<std::size_t>(first) > kBefore) return false;
  rest.remove_prefix(std::min(rest.find_first_not_of("0123456789,"), rest.size()));
  take_decimals(rest);
  return rest.size() <= kAfter && std::ranges::none_of(rest, is_digit);
}

// Two figures divided by a space, a slash or a semicolon: two data.
bool holds_several(const std::string& text) {
  bool has_figure = false, is_divided = false;
  for (const char c : base::fold_width(text)) {
    if (is_digit(c)) {
      if (is_divided) return true;
      has_figure = true;
    } else {
      const bool divides = std::string_view(" \t\n\v\f\r/;").contains(c);
      is_divided = has_figure && (is_divided || divides);
    }
  }
  return false;
}

// 2011, also at the beginning of something longer.
bool begins_with_gregorian(std::string_view text) {
  return (text.starts_with("19") || text.starts_with("20")) && digits_at(text.substr(0, 4)) == 4;
}

// 2011 or 2011-04-01
bool is_gregorian(std::string_view text) {
  return begins_with_gregorian(text) && (text.size() == 4 || text[4] == '-');
}

// 2011 · H23 · 23年, anywhere in a header
bool speaks_of_year(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    if (begins_with_gregorian(rest)) return true;
    if (std::string_view("HRS").contains(rest[0]) && digits_at(rest.substr(1)) > 0) return true;
    if (is_digit(rest[0]) && rest.substr(1).starts_with("\u5E74")) return true;
  }
  return false;
}

// year_2: what other programs take as a name
bool is_physical_name(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !text.empty() && is_letter(text[0]) &&
         std::ranges::all_of(text, [&](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
}

bool is_platform_letter(char32_t letter) {
  const auto within = [&](char32_t low, char32_t high) { return low <= letter && letter <= high; };
  return within(0x2160, 0x217F) || within(0x2460, 0x24FF) || within(0x3220, 0x33FF) ||
         within(0xE000, 0xF8FF) || letter == 0x2116 || letter == 0x2121;
}

// The letters of valid UTF-8.
template <class Visit>
void each_letter(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    char32_t letter = length == 1 ? byte : byte & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length && at + i < text.size(); ++i) {
      letter = (letter << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
    }
    visit(letter);
    at += length;
  }
}

// Spaces or breaks that only arrange.
bool is_arranged(std::string_view text) {
  const auto spaced = [](std::string_view t) {
    return t.starts_with(' ') || t.starts_with(kWideSpace) || t.ends_with(' ') ||
           t.ends_with(kWideSpace);
  };
  return spaced(text) || text.find_first_of("\r\n\t") != text.npos || text.contains("  ") ||
         text.contains(std::string(kWideSpace) + std::string(kWideSpace));
}

bool names_year(std::string_view header) {
  return header.contains("year") || header.contains("\u5E74");
}

// What the definitions say of the columns.
struct Definitions {
  std::map<std::string, std::string, std::less<>> types;  // of each field
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> codes;
  bool has_history = false;
  bool has_encoding = false;
};

constexpr std::string_view kDefinitionHeaders[] = {"entry_kind", "field", "code", "value_type",
                                                   "entry_name"};

bool defines(const Grid& grid) {
  if (grid.rows.empty()) return false;
  const auto& headers = grid.rows.front();
  return std::ranges::all_of(kDefinitionHeaders, [&](std::string_view header) {
    return std::ranges::find(headers, header) != headers.end();
  });
}

Definitions read_definitions(const Grid& grid) {
  std::map<std::string_view, std::size_t> columns;
  for (std::size_t i = 0; i < grid.rows.front().size(); ++i) columns[grid.rows.front()[i]] = i;
  Definitions definitions;
  for (std::size_t row = 1; row < grid.rows.size(); ++row) {
    const auto at = [&](std::string_view header) { return grid.at(row, columns.at(header)); };
    const auto kind = at("entry_kind");
    if (kind == "field" && !at("entry_name").empty()) {
      definitions.types[std::string(at("field"))] = at("value_type");
    }
    if (kind == "code") definitions.codes[std::string(at("field"))].emplace(at("code"));
    definitions.has_history = definitions.has_history || kind == "history";
    definitions.has_encoding =
        definitions.has_encoding || (kind == "file" && at("code") == "encoding");
  }
  return definitions;
}

class Check {
 public:
  explicit Check(const TableFile& file) : file_(file), data_(file.sheets.front()) {
    if (file.definitions && defines(*file.definitions)) {
      definitions_ = read_definitions(*file.definitions);
    }
    for (const auto& sheet : file.sheets) {
      if (!definitions_ && &sheet != &data_ && defines(sheet.grid)) {
        definitions_ = read_definitions(sheet.grid);
      }
    }
    if (!data_.grid.rows.empty()) headers_ = data_.grid.rows.front();
    for (const auto& row : data_.grid.rows) width_ = std::max(width_, row.size());
  }

  Findings run() {
    for (const auto& sheet : file_.sheets) shape_of(sheet);
    headers();
    for (std::size_t column = 0; column < headers_.size(); ++column) cells_of(column);
    whole();
    std::ranges::stable_sort(findings_, {}, &ReadabilityFinding::rule);
    return std::move(findings_);
  }

 private:
  void tell(std::string_view rule, std::string where, std::string_view value = "") {
    if (++told_[rule] <= kPlacesMax) {
      findings_.push_back({rule, std::move(where), std::string(value)});
    }
  }

  // L1-02, -03, -10, -12, -13, L2-06: of every sheet.
  void shape_of(const Worksheet& sheet) {
    if (sheet.has_objects) tell("L1-10", sheet.name);
    for (const auto& merged : sheet.merged) tell("L1-12", merged);
    for (const auto& line : sheet.hidden_lines) tell("L1-13", line);
    if (sheet.hidden) tell("L1-13", sheet.name);
    for (const auto& formula : sheet.formulas) tell("L2-06", formula);
    const auto& rows = sheet.grid.rows;
    const auto blank = [](const std::vector<std::string>& row) {
      return std::ranges::all_of(row, [](const std::string& cell) { return cell.empty(); });
    };
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (blank(rows[row])) tell("L1-03", address(row, 0));
    }
    if (rows.empty()) return;
    for (std::size_t column = 0; column < rows.front().size(); ++column) {
      const bool empty = std::ranges::all_of(
          rows, [&](const auto& row) { return column >= row.size() || row[column].empty(); });
      if (empty) tell("L1-02", address(0, column));
    }
  }

  // L1-05, L2-03, L3-01, L3-07, L3-09.
  void headers() {
    std::set<std::string_view> seen;
    int years = 0;
    for (std::size_t column = 0; column < headers_.size(); ++column) {
      const std::string& header = headers_[column];
      const std::string where = address(0, column);
      if (header.empty() || is_number(header)) tell("L1-05", where, header);
      if (!seen.insert(header).second) tell("L2-03", where, header);
      if (speaks_of_year(header)) ++years;
    }
    if (years > 1) tell("L3-09", address(0, 0));
    const auto filled = std::ranges::count_if(headers_, [](const auto& h) { return !h.empty(); });
    if (filled < 2 && width_ > 1) tell("L3-01", address(0, 0), headers_.empty() ? "" : headers_[0]);
    if (file_.earlier_headers && *file_.earlier_headers != headers_) tell("L3-07", address(0, 0));
  }

  // The rules about the cells of one column.
  void cells_of(std::size_t column) {
    const std::string& header = headers_[column];
    int numbers = 0, dressed = 0, filled = 0, blanks = 0, zeros = 0;
    std::optional<int> look;
    for (std::size_t row = 1; row < data_.grid.rows.size(); ++row) {
      const std::string cell(data_.grid.at(row, column));
      const std::string where = address(row, column);
      const int this_look = data_.look_at(row, column);
      if (look && *look != this_look) tell("L1-11", where);
      look = this_look;
      if (cell.empty()) {
        ++blanks;
        if (column == 0) tell("L2-02", where);
        continue;
      }
      ++filled;
      numbers += is_number(cell) ? 1 : 0;
      dressed += is_dressed_number(cell) ? 1 : 0;
      zeros += cell == "0" ? 1 : 0;
      text_of(cell, where);
      code_of(header, cell, where);
    }
    if (zeros > 0 && blanks > 0 && !defined(header)) tell("L1-09", header);
    if (holds_numbers(header, numbers + dressed, filled)) number_column(column);
    if (names_year(header)) year_column(column);
  }

  bool defined(const std::string& header) const {
    return definitions_ && definitions_->types.contains(header);
  }

  // By its definition; without one, by what most of its cells are.
  bool holds_numbers(const std::string& header, int numbers, int filled) const {
    if (defined(header)) {
      const auto& type = definitions_->types.at(header);
      return type == "whole" || type == "decimal";
    }
    return filled > 0 && numbers * 100 >= filled * kMostly;
  }

  // L1-06, -07, -08, -14, L2-05.
  void text_of(const std::string& cell, const std::string& where) {
    if (is_arranged(cell)) tell("L1-06", where, cell);
    if (holds_several(cell)) tell("L1-07", where, cell);
    bool platform = false;
    each_letter(cell, [&](char32_t letter) { platform = platform || is_platform_letter(letter); });
    if (platform) tell("L1-08", where, cell);
    if (file_.is_csv && cell.find_first_of("\r\n") != cell.npos) tell("L1-14", where, cell);
    static const std::string other = "\u305D\u306E\u4ED6";
    if (cell.starts_with(other) && base::fold_width(cell).contains('(')) tell("L2-05", where, cell);
  }

  // L2-04.
  void code_of(const std::string& header, const std::string& cell, const std::string& where) {
    if (!definitions_) return;
    const auto codes = definitions_->codes.find(header);
    if (codes == definitions_->codes.end()) return;
    if (!codes->second.contains(cell)) tell("L2-04", where, cell);
  }

  // L2-01, L3-03: numbers only, except signs that the definitions name.
  void number_column(std::size_t column) {
    const std::string& header = headers_[column];
    for (std::size_t row = 1; row < data_.grid.rows.size(); ++row) {
      const std::string cell(data_.grid.at(row, column));
      if (cell.empty()) continue;
      const bool as_number = file_.is_csv || data_.held_at(row, column) == Held::number;
      if (is_number(cell) && as_number) continue;
      const bool named = definitions_ && definitions_->codes.contains(header) &&
                         definitions_->codes.at(header).contains(cell);
      if (named) continue;
      const bool sign = !is_number(cell) && !is_dressed_number(cell);
      tell(sign ? "L3-03" : "L2-01", address(row, column), cell);
    }
    has_numbers_ = true;
  }

  // L3-05: a year is Gregorian, or its column has one beside it.
  void year_column(std::size_t column) {
    for (std::size_t row = 1; row < data_.grid.rows.size(); ++row) {
      const std::string cell(data_.grid.at(row, column));
      if (cell.empty() || is_gregorian(cell)) continue;
      if (!has_gregorian_) has_gregorian_ = gregorian_column();
      if (!*has_gregorian_) tell("L3-05", address(row, column), cell);
    }
  }

  bool gregorian_column() const {
    for (std::size_t column = 0; column < headers_.size(); ++column) {
      if (!names_year(headers_[column])) continue;
      bool all = data_.grid.rows.size() > 1;
      for (std::size_t row = 1; row < data_.grid.rows.size(); ++row) {
        const std::string cell(data_.grid.at(row, column));
        all = all && (cell.empty() || (cell.size() == 4 && is_gregorian(cell)));
      }
      if (all) return true;
    }
    return false;
  }

  // L1-04, L1-15, L3-02, L3-04, L3-06, L3-08: of the file as a whole.
  void whole() {
    for (std::size_t row = 1; row < data_.grid.rows.size(); ++row) {
      for (std::size_t column = headers_.size(); column < data_.grid.rows[row].size(); ++column) {
        if (data_.grid.rows[row][column].empty()) continue;
        tell(file_.is_csv ? "L1-15" : "L1-04", address(row, column), data_.grid.rows[row][column]);
      }
    }
    const bool has_unit = std::ranges::any_of(headers_, [](const std::string& header) {
      return header.contains("unit") || header.contains("\u5358\u4F4D") ||
             base::fold_width(header).contains('(');
    });
    if (has_numbers_ && !has_unit) tell("L3-04", "");
    if (!has_area()) tell("L3-06", "");
    if (!definitions_ || definitions_->codes.empty()) tell("L3-02", "");
    metadata();
  }

  // A column of municipality codes.
  bool has_area() const {
    for (std::size_t column = 0; column < headers_.size(); ++column) {
      bool all = data_.grid.rows.size() > 1;
      for (std::size_t row = 1; row < data_.grid.rows.size() && all; ++row) {
        all = base::MunicipalityCode::of(data_.grid.at(row, column)).has_value();
      }
      if (all) return true;
    }
    return false;
  }

  void metadata() {
    if (!definitions_ || !definitions_->has_history || !definitions_->has_encoding) {
      tell("L3-08", "");
      return;
    }
    for (std::size_t column = 0; column < headers_.size(); ++column) {
      const bool plain = is_physical_name(headers_[column]);
      if (!plain || !defined(headers_[column])) tell("L3-08", address(0, column), headers_[column]);
    }
  }

  const TableFile& file_;
  const Worksheet& data_;
  std::optional<Definitions> definitions_;
  std::vector<std::string> headers_;
  std::size_t width_ = 0;
  bool has_numbers_ = false;
  std::optional<bool> has_gregorian_;
  std::map<std::string_view, std::size_t> told_;
  Findings findings_;
};

}  // namespace

base::Result<TableFile> read_table_file(std::string_view bytes) {
  TableFile file;
  if (bytes.starts_with("PK")) {
    auto book = read_xlsx(bytes);
    if (!book) return std::unexpected(book.error());
    file.sheets = std::move(book->sheets);
    return file;
  }
  file.is_csv = true;
  auto grid = read_csv(bytes);
  if (!grid) return std::unexpected(grid.error());
  file.sheets.emplace_back().grid = *std::move(grid);
  return file;
}

std::vector<ReadabilityFinding> check_readability(const TableFile& file) {
  return Check(file).run();
}

const std::vector<std::string_view>& readability_rules() {
  static const std::vector<std::string_view> rules = {
      "L1-01", "L1-02", "L1-03", "L1-04", "L1-05", "L1-06", "L1-07", "L1-08", "L1-09", "L1-10",
      "L1-11", "L1-12", "L1-13", "L1-14", "L1-15", "L2-01", "L2-02", "L2-03", "L2-04", "L2-05",
      "L2-06", "L3-01", "L3-02", "L3-03", "L3-04", "L3-05", "L3-06", "L3-07", "L3-08", "L3-09"};
  return rules;
}

std::string rule_words_key(std::string_view rule) {
  std::string key = "sheet.rule_";
  for (const char c : rule) {
    key += c == '-' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return key;
}

}  // namespace sheet
