// Each kind of flag is one look over what was understood.
#include "importer/table_flags.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/japanese_text.h"
#include "base/year_mention.h"
#include "importer/header_words.h"
#include "importer/rating_words.h"
#include "importer/table_words.h"

namespace importer {

namespace {

constexpr std::size_t kFlagsOfAKindMax = 200;

class Flags {
 public:
  Flags(const sheet::SourceTable& table, Understanding& understood)
      : table_(table), understood_(understood) {}

  void add_all() {
    for (const auto& note : table_.notes) {
      notes_.emplace(std::pair{note.row, note.column}, note.note);
    }
    look_at_columns();
    look_at_notes();
    look_at_numbers();
    look_at_cells();
    look_at_ratings();
  }

 private:
  void add(std::string_view key, std::optional<std::size_t> row, std::optional<std::size_t> column,
           std::string value = {}) {
    if (++counts_[std::string(key)] > kFlagsOfAKindMax) return;
    understood_.flags.push_back({row, column, std::string(key), std::move(value)});
  }

  bool has_note(const ReadCell& cell, sheet::CellNote note) const {
    const auto [from, to] = notes_.equal_range({cell.row, cell.column});
    return std::any_of(from, to, [&](const auto& entry) { return entry.second == note; });
  }

  static bool in_table(const ReadRow& row) {
    return row.kind == RowKind::programme || row.kind == RowKind::part;
  }

  // 23, 24, 26: the column of 25 is missing; or the same year twice.
  void look_at_columns() {
    std::map<std::pair<Meaning, std::string>, std::vector<const ReadColumn*>> groups;
    for (const auto& column : understood_.columns) {
      if (!is_value(column.meaning) || !column.year || column.to_year) continue;
      if (column.meaning == Meaning::state_at || column.meaning == Meaning::target) continue;
      groups[{column.meaning, column.unit}].push_back(&column);
    }
    for (const auto& [meaning, columns] : groups) {
      std::map<int, const ReadColumn*> years;
      for (const auto* column : columns) {
        if (!years.emplace(*column->year, column).second) {
          add("importer.flag_year_twice", std::nullopt, column->column,
              std::to_string(*column->year));
        }
      }
      if (years.size() < 3) continue;
      for (auto next = std::next(years.begin()); next != years.end(); ++next) {
        const int gap = next->first - std::prev(next)->first;
        for (int year = next->first - gap + 1; gap <= 3 && year < next->first; ++year) {
          add("importer.flag_year_missing", std::nullopt, next->second->column,
              std::to_string(year));
        }
      }
    }
    for (const auto& column : understood_.columns) {
      if (column.meaning == Meaning::unknown) {
        add("importer.flag_column_unknown", std::nullopt, column.column, column.header);
      } else if (column.certainty.confidence == plan::Confidence::low) {
        add("importer.flag_column_doubtful", std::nullopt, column.column, column.header);
      }
    }
  }

  void look_at_notes() {
    for (const auto& row : understood_.rows) {
      if (!in_table(row)) continue;
      for (const auto& cell : row.cells) {
        const auto [from, to] = notes_.equal_range({cell.row, cell.column});
        for (auto note = from; note != to; ++note) add_note(cell, note->second);
      }
    }
  }

  void add_note(const ReadCell& cell, sheet::CellNote note) {
    const auto flag = [&](std::string_view key) { add(key, cell.row, cell.column, cell.text); };
    switch (note) {
      case sheet::CellNote::formula:
        return flag("importer.flag_formula");
      case sheet::CellNote::date:
        if (is_value(cell.meaning) || cell.meaning == Meaning::number ||
            cell.meaning == Meaning::sub_number) {
          flag("importer.flag_date");
        }
        return;
      case sheet::CellNote::error:
        return flag("importer.flag_error");
      case sheet::CellNote::hidden:
        return flag("importer.flag_hidden");
      case sheet::CellNote::struck_out:
        return flag("importer.flag_struck_out");
      case sheet::CellNote::superscript:
        return flag("importer.flag_superscript");
      case sheet::CellNote::shown_as:
        return;
    }
  }

  // The numbers of programmes rise and stand once; zeros in front are lost when some have them.
  void look_at_numbers() {
    std::set<std::string> known;
    int before = 0;
    std::size_t width = 0;
    std::vector<const ReadCell*> plain;
    for (const auto& row : understood_.rows) {
      if (row.kind == RowKind::heading) {
        known.clear();
        before = 0;
      }
      if (row.kind != RowKind::programme) continue;
      for (const auto& cell : row.cells) {
        if (cell.meaning != Meaning::number || cell.carried_down) continue;
        const std::string number = compared(cell.text);
        if (!known.insert(number).second) {
          add("importer.flag_number_twice", cell.row, cell.column, cell.text);
        }
        const bool digits =
            std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
        if (!digits || number.empty() || number.size() > 8) {
          before = 0;
          continue;
        }
        const int value = std::stoi(number);
        if (value < before && value != 1) {
          add("importer.flag_number_order", cell.row, cell.column, cell.text);
        }
        before = value;
        if (number.starts_with('0')) width = std::max(width, number.size());
        plain.push_back(&cell);
      }
    }
    for (const auto* cell : plain) {
      if (compared(cell->text).size() < width) {
        add("importer.flag_leading_zero", cell->row, cell->column, cell->text);
      }
    }
  }

  void look_at_cells() {
    for (const auto& row : understood_.rows) {
      if (!in_table(row)) continue;
      for (const auto& cell : row.cells) {
        if (cell.text.starts_with('#') && is_error_text(cell.text)) {
          add("importer.flag_error", cell.row, cell.column, cell.text);
        }
        const bool figure = is_value(cell.meaning);
        const bool number = cell.meaning == Meaning::number || cell.meaning == Meaning::sub_number;
        if ((figure || number) && looks_like_date(cell.text) &&
            !has_note(cell, sheet::CellNote::date)) {
          add("importer.flag_date", cell.row, cell.column, cell.text);
        }
        if (!figure) continue;
        const bool sign = std::ranges::any_of(cell.reading.unread, [](const base::Unread& unread) {
          return unread.reason == base::UnreadReason::sign_ambiguous;
        });
        if (sign || has_lost_sign(cell.text)) {
          add("importer.flag_sign", cell.row, cell.column, cell.text);
        } else if (!cell.reading.unread.empty()) {
          add("importer.flag_unread", cell.row, cell.column, cell.text);
        }
      }
    }
  }

  static bool is_error_text(std::string_view text) {
    for (const std::string_view error :
         {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "##"}) {
      if (text.starts_with(error)) return true;
    }
    return false;
  }

  // 2014-04-01, 2014/4/1, 1-Apr: what spreadsheets make of 4/1 and 1-2.
  static bool looks_like_date(std::string_view text) {
    if (text.size() > 12) return false;
    int numbers = 0, letters = 0, marks = 0;
    bool digit = false;
    for (const char c : text) {
      if (c >= '0' && c <= '9') {
        if (!digit) ++numbers;
        digit = true;
        continue;
      }
      digit = false;
      if (c == '-' || c == '/')
        ++marks;
      else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        ++letters;
      else
        return is_month_and_day(text);
    }
    if (marks == 2 && numbers == 3 && letters == 0) return text.size() >= 8;
    return letters == 3 && marks == 1 && numbers == 1;
  }

  // 4月1日 in a column of figures.
  static bool is_month_and_day(std::string_view text) {
    const auto reading = base::read_cell(text);
    return reading.quantities.empty() && reading.mentions.size() == 1 &&
           reading.mentions[0].kind == base::MentionKind::date &&
           reading.mentions[0].text.size() == text.size() && base::find_years(text).years.empty();
  }

  // A triangle or a minus that stands apart from its number.
  static bool has_lost_sign(std::string_view text) {
    for (const std::string_view sign : {"\u25b3", "\u25b2"}) {
      const std::size_t at = text.find(sign);
      if (at == std::string_view::npos || text.size() == sign.size()) continue;
      const auto behind = text.substr(at + sign.size());
      if (behind.empty() || behind.starts_with("\n")) return true;
    }
    return false;
  }

  void look_at_ratings() {
    if (!are_numbers(understood_.rating_words)) return;
    for (const auto& column : understood_.columns) {
      if (column.meaning != Meaning::rating) continue;
      return add("importer.flag_rating_order", std::nullopt, column.column, column.header);
    }
  }

  const sheet::SourceTable& table_;
  Understanding& understood_;
  std::multimap<std::pair<std::size_t, std::size_t>, sheet::CellNote> notes_;
  std::map<std::string, std::size_t> counts_;
};

}  // namespace

void add_flags(const sheet::SourceTable& table, Understanding& understood) {
  Flags(table, understood).add_all();
}

}  // namespace importer
