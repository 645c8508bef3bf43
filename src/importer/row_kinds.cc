// Reads line after line, keeping the programme above in mind.
#include "importer/row_kinds.h"

#include <algorithm>

#include "base/year_mention.h"
#include "importer/header_words.h"
#include "importer/table_words.h"

namespace importer {

namespace {

using plan::Confidence;

class Lines {
 public:
  Lines(const TableView& view, const HeaderPlace& place, const ColumnReading& columns,
        const Choices& choices)
      : view_(view), place_(place), reading_(columns), choices_(choices) {
    number_ = column_of(Meaning::number);
    name_ = column_of(Meaning::name);
    sub_name_ = column_of(Meaning::sub_name);
    indicator_ = column_of(Meaning::indicator);
    if (!name_) name_ = sub_name_;
    // A table of indicators: each is a row of its own.
    if (!name_) name_ = indicator_;
    if (!name_) name_ = column_of(Meaning::measure);
    if (!name_) name_ = column_of(Meaning::objective);
  }

  std::vector<LineReading> read() {
    find_last_line();
    for (std::size_t row = place_.bottom + 1; row < place_.end; ++row) {
      LineReading line;
      line.row.row = row;
      read_kind(row, line);
      if (line.row.kind == RowKind::programme || line.row.kind == RowKind::part) {
        tie(row, line);
      }
      in_notes_ = line.row.kind == RowKind::note || (in_notes_ && line.row.kind == RowKind::empty);
      lines_.push_back(std::move(line));
    }
    return std::move(lines_);
  }

 private:
  std::optional<std::size_t> column_of(Meaning meaning) const {
    for (const auto& column : reading_.columns) {
      if (column.meaning == meaning) return column.column;
    }
    return std::nullopt;
  }
  std::string_view own(std::size_t row, std::optional<std::size_t> column) const {
    return column ? view_.own(row, *column) : std::string_view{};
  }
  std::string_view seen(std::size_t row, std::optional<std::size_t> column) const {
    return column ? view_.seen(row, *column) : std::string_view{};
  }
  bool covered_from_above(std::size_t row, std::optional<std::size_t> column) const {
    if (!column) return false;
    const auto* range = view_.merged(row, *column);
    return range != nullptr && range->top < row && range->top > place_.bottom;
  }

  // The last line with several cells: single ones below it are notes.
  void find_last_line() {
    last_ = place_.bottom;
    for (std::size_t row = place_.end; row-- > place_.bottom + 1;) {
      if (view_.filled_count(row) < 2) continue;
      last_ = row;
      return;
    }
    last_ = place_.end;  // a list of names alone
  }

  void read_kind(std::size_t row, LineReading& line) {
    for (const auto& choice : choices_.rows) {
      if (choice.row != row) continue;
      line.row.kind = choice.kind;
      return;
    }
    const auto filled = view_.filled(row);
    if (filled.empty()) {
      // A line that only merged cells from above cover is no line of its own.
      line.row.kind = RowKind::empty;
      return;
    }
    if (is_repeated_header(row, filled)) {
      line.row.kind = RowKind::repeated;
      return;
    }
    const std::string front = compared(one_line(view_.own(row, filled.front())).substr(0, 120));
    if (filled.size() <= 2 && starts_with_one_of(front, "importer_terms.note_fronts")) {
      line.row.kind = RowKind::note;
      return;
    }
    if (filled.size() == 1) return read_single(row, filled.front(), front, line);
    if (is_sum(row, filled)) {
      line.row.kind = RowKind::sum;
      return;
    }
    if (is_split_band(row, filled, front)) {
      line.row.kind = RowKind::heading;
      line.row.certainty = doubt(Confidence::medium, "importer.reason_band_of_two");
      return;
    }
    line.row.kind = RowKind::programme;
  }

  // The first cells tell most lines apart; only a line that begins like the header is read in full.
  bool is_repeated_header(std::size_t row, const std::vector<std::size_t>& filled) {
    if (filled.size() < 2) return false;
    if (header_cells_.empty()) read_header_cells();
    std::size_t same = 0, looked = 0;
    for (const std::size_t column : filled) {
      ++looked;
      const auto text = view_.own(row, column);
      const bool may = letters_in(text) <= 40 && column < header_cells_.size();
      const bool known = may && std::ranges::any_of(header_cells_[column], [&](const auto& cell) {
                           return say_the_same(cell, read_header_cell(text));
                         });
      if (known) ++same;
      if (looked == 3 && same == 0) return false;
    }
    return same * 10 >= filled.size() * 7;
  }

  void read_header_cells() {
    header_cells_.resize(view_.columns());
    for (std::size_t line = place_.top; line <= place_.bottom; ++line) {
      for (const std::size_t column : view_.filled(line)) {
        header_cells_[column].push_back(read_header_cell(view_.own(line, column)));
      }
    }
  }

  void read_single(std::size_t row, std::size_t column, const std::string& front,
                   LineReading& line) {
    const auto* range = view_.merged(row, column);
    const bool wide = range != nullptr && (range->right - range->left + 1) * 2 >= view_.columns();
    const bool banded = starts_with_one_of(front, "importer_terms.band_fronts");
    if (row > last_ || (in_notes_ && !banded && !wide)) {
      line.row.kind = RowKind::note;
      return;
    }
    const bool under_name = name_ && column == *name_;
    if (covered_from_above(row, name_) || (name_ && column > *name_)) {
      line.row.kind = RowKind::part;
      if (!covered_from_above(row, name_)) {
        line.row.certainty = doubt(Confidence::medium, "importer.reason_line_without_name");
      }
      return;
    }
    if (wide || banded || (name_ && column < *name_ && !is_group_column(column))) {
      line.row.kind = RowKind::heading;
      return;
    }
    if (name_ && column < *name_) {
      line.row.kind = RowKind::heading;
      line.row.certainty = doubt(Confidence::medium, "importer.reason_band_or_row");
      return;
    }
    // A name alone may be a row without figures as well as a band.
    line.row.kind = under_name && column > 0 ? RowKind::programme : RowKind::heading;
    line.row.certainty = doubt(Confidence::medium, "importer.reason_band_or_row");
  }

  bool is_group_column(std::size_t column) const {
    return std::ranges::any_of(reading_.columns, [&](const ReadColumn& read) {
      return read.column == column &&
             (read.meaning == Meaning::objective || read.meaning == Meaning::measure);
    });
  }

  // 基本目標１ | にぎわいのある商店街: a band of two cells in a table of many columns.
  bool is_split_band(std::size_t row, const std::vector<std::size_t>& filled,
                     const std::string& front) const {
    if (filled.size() != 2 || view_.columns() < 5) return false;
    if (!name_ || filled.back() > *name_ + 1) return false;
    const bool groups = is_group_column(filled.front()) || is_group_column(filled.back());
    return !groups && starts_with_one_of(front, "importer_terms.band_fronts") &&
           !covered_from_above(row, number_);
  }

  bool is_sum(std::size_t row, const std::vector<std::size_t>& filled) const {
    std::size_t looked = 0;
    for (const std::size_t column : filled) {
      if (++looked > 3 || (name_ && column > *name_ && looked > 1)) return false;
      std::string key = compared(view_.own(row, column));
      if (letters_in(key) > 16) return false;
      if (is_one_of(key, "importer_terms.sum_rows")) return true;
      if (const std::size_t bracket = key.find('('); bracket != std::string::npos && bracket > 0) {
        key.resize(bracket);
        if (is_one_of(key, "importer_terms.sum_rows")) return true;
      }
      for (const auto& word : words_of("importer_terms.sum_rows")) {
        if (letters_in(word) >= 2 && key.ends_with(word) && column <= name_.value_or(column) &&
            own(row, number_).empty()) {
          return true;
        }
      }
    }
    return false;
  }

  // Programme or part, and of which row.
  void tie(std::size_t row, LineReading& line) {
    if (reading_.line_column) {
      line.says = line_meaning(seen(row, reading_.columns[*reading_.line_column].column));
    }
    if (reading_.year_column) {
      const auto text = seen(row, reading_.columns[*reading_.year_column].column);
      const auto years = base::find_years(text).years;
      if (!years.empty()) {
        line.year = years.front().from;
      } else if (const auto bare = base::bare_year(text); bare && year_above_) {
        line.year = base::counted_on(*bare, *year_above_, false);
      }
      if (line.year) year_above_ = line.year;
    }
    const bool told = line.row.certainty.confidence != Confidence::high;
    if (line.row.kind == RowKind::part && told) return attach(line, false);
    const auto name = own(row, name_);
    const auto number = own(row, number_);
    const bool chosen_part = line.row.kind == RowKind::part;
    const bool name_covered = covered_from_above(row, name_) && name.empty();
    const bool known_number = number.empty() || (above_ && number == seen(*above_row_, number_));
    const bool same_name =
        !name.empty() && above_ && name == seen(*above_row_, name_) && known_number;
    const bool finer = has_finer(row);
    const bool blank = name.empty() && !name_covered;
    line.names_part = above_ && number_ && number.empty() && !covered_from_above(row, number_) &&
                      !seen(*above_row_, number_).empty() &&
                      starts_with_one_of(compared(name), "importer_columns.part_fronts");
    if (line.names_part) {
      line.row.kind = RowKind::part;
      line.row.certainty = doubt(Confidence::medium, "importer.reason_part_by_mark");
      return attach(line, false);
    }
    if (!chosen_part && !name_covered && !(same_name && (finer || line.says || line.year)) &&
        !(blank && number.empty() && above_)) {
      line.row.kind = RowKind::programme;
      if (blank) {
        line.row.certainty = doubt(Confidence::low, "importer.reason_line_without_name");
      } else if (name_ && name == seen(row, name_) && covered_from_above(row, number_)) {
        // One number over several names.
        line.row.certainty = doubt(Confidence::medium, "importer.reason_number_over_names");
      }
      above_ = lines_.size();
      above_row_ = row;
      last_part_ = lines_.size();
      return;
    }
    line.row.kind = RowKind::part;
    const bool same_thing = continues_line_above(row, line);
    attach(line, same_thing);
    if (blank && !same_thing && !finer) {
      line.row.certainty = doubt(Confidence::medium, "importer.reason_line_without_name");
    }
  }

  // The line says something finer than the programme's name: a part or an indicator of its own.
  bool has_finer(std::size_t row) const {
    const auto differs = [&](std::optional<std::size_t> column) {
      return column && column != name_ && !own(row, column).empty();
    };
    return differs(sub_name_) || differs(indicator_) || differs(column_of(Meaning::sub_number));
  }

  // 実績 below 目標 of the same part; the next year of the same programme.
  bool continues_line_above(std::size_t row, const LineReading& line) const {
    if (lines_.empty() || (!line.says && !line.year)) return false;
    const LineReading& above = lines_.back();
    if (above.row.kind != RowKind::programme && above.row.kind != RowKind::part) return false;
    if (line.says && above.says == line.says && above.year == line.year) return false;
    if (!line.says && line.year == above.year) return false;
    const auto same = [&](std::optional<std::size_t> column) {
      const auto text = own(row, column);
      if (text.empty()) return true;
      for (std::size_t back = row; back-- > place_.bottom + 1;) {
        if (const auto before = seen(back, column); !before.empty()) return text == before;
      }
      return false;
    };
    return same(sub_name_) && same(indicator_) && same(column_of(Meaning::sub_number));
  }

  void attach(LineReading& line, bool continues) {
    line.row.continues = continues;
    if (!above_) {
      line.row.kind = RowKind::programme;
      line.row.certainty = doubt(Confidence::low, "importer.reason_line_without_name");
      above_ = lines_.size();
      above_row_ = line.row.row;
      last_part_ = lines_.size();
      return;
    }
    line.row.parent = continues ? last_part_ : above_;
    if (!continues) last_part_ = lines_.size();
  }

  const TableView& view_;
  const HeaderPlace& place_;
  const ColumnReading& reading_;
  const Choices& choices_;
  std::optional<std::size_t> number_, name_, sub_name_, indicator_;
  std::size_t last_ = 0;
  bool in_notes_ = false;
  std::optional<std::size_t> above_;      // index in lines_ of the programme above
  std::optional<std::size_t> above_row_;  // and its row in the view
  std::optional<std::size_t> last_part_;  // index of the last line that is no further line
  std::optional<int> year_above_;
  std::vector<LineReading> lines_;
  std::vector<std::vector<HeaderCell>> header_cells_;  // by column
};

}  // namespace

std::vector<LineReading> read_lines(const TableView& view, const HeaderPlace& place,
                                    const ColumnReading& columns, const Choices& choices) {
  return Lines(view, place, columns, choices).read();
}

}  // namespace importer
