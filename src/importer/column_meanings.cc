// Words first, cells second; every step away from an exact word costs certainty and names why.
#include "importer/column_meanings.h"

#include <algorithm>

#include "importer/column_cells.h"
#include "importer/columns_together.h"
#include "importer/header_path.h"
#include "importer/header_words.h"
#include "importer/table_words.h"

namespace importer {

namespace {

using plan::Confidence;

bool keeps_year(Meaning meaning) {
  switch (meaning) {
    case Meaning::target:
    case Meaning::result:
    case Meaning::state_at:
    case Meaning::total:
    case Meaning::budget:
    case Meaning::settled:
    case Meaning::rating:
    case Meaning::content:
      return true;
    default:
      return false;
  }
}

class Columns {
 public:
  Columns(const TableView& view, const HeaderPlace& place, const Above& above,
          const Choices& choices)
      : view_(view), place_(place), above_(above), choices_(choices) {}

  ColumnReading read() {
    const auto paths = read_paths(view_, place_);
    era_told_by_cells_ = !above_.some_year;
    const auto years =
        read_path_years(paths, era_told_by_cells_ ? year_of_cells() : above_.some_year);
    for (std::size_t column = 0; column < view_.columns(); ++column) {
      const ColumnCells cells = look_at_cells(view_, place_, column);
      if (paths[column].cells.empty() && cells.filled == 0 && !is_covered(column)) continue;
      cells_.push_back(cells);
      shared_.push_back(paths[column].shared);
      reading_.columns.push_back(by_words(column, paths[column], years[column]));
    }
    find_line_column();
    weigh_by_cells();
    settle_work_of_years();
    reading_.year_column = settle_together(view_, place_, {reading_.columns, cells_, shared_});
    for (auto& column : reading_.columns) {
      if (!keeps_year(column.meaning) && !is_one_of_years(column))
        column.year = column.to_year = std::nullopt;
      const bool of_a_year = column.meaning == Meaning::result ||
                             column.meaning == Meaning::budget ||
                             column.meaning == Meaning::settled ||
                             (column.meaning == Meaning::target && year_offset(column) != 0);
      if (of_a_year && !column.year) take_year_of_title(column);
      doubt_untold(column);
    }
    apply_choices();
    return std::move(reading_);
  }

 private:
  // H23～H26 in the cells of 実施年度 tells the era of 23年度 in the header.
  std::optional<int> year_of_cells() const {
    constexpr std::size_t rows_max = 40, letters_max = 20;
    for (std::size_t row = place_.bottom + 1; row < std::min(place_.end, place_.bottom + rows_max);
         ++row) {
      for (const std::size_t column : view_.filled(row)) {
        const auto text = view_.own(row, column);
        if (letters_in(text) > letters_max) continue;
        const auto years = base::find_years(text);
        if (!years.years.empty() && years.rest.empty()) return years.years.front().from;
      }
    }
    return std::nullopt;
  }

  bool is_covered(std::size_t column) const {
    for (std::size_t row = place_.bottom + 1; row < place_.end; ++row) {
      if (view_.merged(row, column) != nullptr && view_.covered(row, column) &&
          view_.merged(row, column)->left == column) {
        return true;
      }
    }
    return false;
  }

  ReadColumn by_words(std::size_t column, const HeaderPath& path, const PathYear& year) {
    ReadColumn read;
    read.column = column;
    read.header = path.text();
    const ByWords words = read_words(path, year.year.has_value());
    read.meaning = words.meaning;
    switch (words.fit) {
      case Fit::exact:
        read.certainty = sure();
        break;
      case Fit::alike:
        read.certainty = doubt(Confidence::medium, "importer.reason_header_alike");
        break;
      case Fit::contained:
        read.certainty = doubt(Confidence::low, "importer.reason_header_contains");
        break;
      case Fit::none:
        read.certainty =
            doubt(Confidence::low, path.cells.empty() ? "importer.reason_header_missing"
                                                      : "importer.reason_header_unknown");
        break;
    }
    // 目標年度（R12） over figures is the target of that year.
    if (year.year && (read.meaning == Meaning::note || read.meaning == Meaning::years) &&
        !path.cells.empty() && is_one_of(path.cells.back().words, "importer_columns.target_year"))
      read.meaning = Meaning::target;
    if (year.year) {
      read.year = year.year->from;
      if (year.year->to != year.year->from) read.to_year = year.year->to;
      if (year.from_above_table) {
        read.certainty =
            doubt(Confidence::medium, era_told_by_cells_ ? "importer.reason_era_of_cells"
                                                         : "importer.reason_era_of_title");
      }
    } else if (year.era_unknown) {
      read.meaning = read.meaning == Meaning::unknown ? Meaning::result : read.meaning;
      read.certainty = doubt(Confidence::low, "importer.reason_era_unknown");
    }
    for (const auto& cell : path.cells) {
      if (!cell.unit.empty()) read.unit = cell.unit;
    }
    // 23年度 of three years and more with 実績 is their total.
    if (read.meaning == Meaning::result && read.to_year) read.meaning = Meaning::total;
    return read;
  }

  // 区分 with 目標 and 実績 by turns.
  void find_line_column() {
    constexpr std::size_t kLinesTold = 60;
    for (std::size_t i = 0; i < reading_.columns.size(); ++i) {
      const std::size_t column = reading_.columns[i].column;
      std::size_t filled = 0, said = 0;
      bool kinds[2] = {false, false};
      for (std::size_t row = place_.bottom + 1; row < place_.end; ++row) {
        const auto own = view_.own(row, column);
        if (own.empty() || view_.filled_count(row) < 2) continue;
        // A long column that says nothing in its first lines says nothing.
        if (filled >= kLinesTold && said * 2 < filled) break;
        ++filled;
        const auto meaning = line_meaning(own);
        if (!meaning) continue;
        ++said;
        kinds[*meaning == Meaning::target || *meaning == Meaning::budget ? 0 : 1] = true;
      }
      if (filled < 2 || said * 10 < filled * 8 || !kinds[0] || !kinds[1]) continue;
      reading_.line_column = i;
      reading_.columns[i].meaning = Meaning::ignored;
      reading_.columns[i].certainty = sure();
      return;
    }
  }

  void weigh_by_cells() {
    for (std::size_t i = 0; i < reading_.columns.size(); ++i) {
      if (reading_.line_column == i) continue;
      ReadColumn& column = reading_.columns[i];
      const ColumnCells& cells = cells_[i];
      const bool exact = column.certainty.confidence == Confidence::high;
      if (column.header.empty()) {
        without_header(i);
      } else if (column.meaning == Meaning::unknown) {
        unknown_word(column, cells);
      } else if (column.meaning == Meaning::rating) {
        rating_or_report(column, cells);
      } else if ((column.meaning == Meaning::result || column.meaning == Meaning::target) &&
                 (!column.year || says_progress(column)) && !is_bare_year(column) &&
                 cells.mostly(cells.marks) && !cells.mostly(cells.numbers)) {
        retake(column, Meaning::rating, Confidence::medium, "importer.reason_by_cells");
      } else if (column.meaning == Meaning::number && !cells.mostly(cells.counting) &&
                 cells.filled > 0 && cells.letters_mean() > 6 &&
                 cells.mostly(cells.owners) == false) {
        // 番号 over words
        retake(column, Meaning::unknown, Confidence::low, "importer.reason_cells_differ");
      } else if (column.meaning == Meaning::result && !column.year && says_progress(column) &&
                 cells.mostly(cells.percents)) {
        retake(column, Meaning::rating, Confidence::medium, "importer.reason_by_cells");
      } else if (column.meaning == Meaning::measure && cells.mostly(cells.marks) &&
                 (!exact || (cells.digits == 0 && cells.distinct * 2 <= cells.filled + 1 &&
                             cells.filled > 1))) {
        // めざす方向 over arrows
        retake(column, Meaning::direction, Confidence::medium, "importer.reason_by_cells");
      } else if (is_group_in_words(column, cells, i)) {
        retake(column, Meaning::objective, Confidence::medium, "importer.reason_by_cells");
      } else if (!exact && column.meaning == Meaning::name && cells.mostly(cells.owners)) {
        retake(column, Meaning::owner, Confidence::medium, "importer.reason_by_cells");
      } else if (!exact && column.meaning == Meaning::unit && !cells.mostly(cells.units)) {
        retake(column, Meaning::unknown, Confidence::low, "importer.reason_cells_differ");
      } else {
        compare_with_cells(column, cells);
      }
    }
  }

  // What the word says and the cells do not bear out is shown to the officer.
  static void compare_with_cells(ReadColumn& column, const ColumnCells& cells) {
    constexpr std::size_t words_letters_min = 16;
    if (cells.filled < 2) return;
    const bool figures = cells.mostly(cells.numbers);
    const bool words = cells.letters_mean() >= words_letters_min;
    const bool marks = !figures && cells.mostly(cells.marks);
    if (column.meaning == Meaning::state_at && words && cells.digits * 2 < cells.filled)
      return retake(column, Meaning::note, Confidence::medium, "importer.reason_by_cells");
    if (column.meaning == Meaning::indicator && figures)
      return retake(column, Meaning::target, Confidence::medium, "importer.reason_by_cells");
    const bool differ =
        (column.meaning == Meaning::owner && (words || figures || marks)) ||
        (column.meaning == Meaning::name && figures) ||
        (column.meaning == Meaning::unit && !cells.mostly(cells.units) && words) ||
        ((column.meaning == Meaning::budget || column.meaning == Meaning::settled) &&
         cells.digits * 2 < cells.filled) ||
        (column.meaning == Meaning::years && cells.digits == 0) ||
        ((column.meaning == Meaning::content || column.meaning == Meaning::note ||
          column.meaning == Meaning::indicator) &&
         marks) ||
        ((column.meaning == Meaning::content || column.meaning == Meaning::direction) && figures);
    if (differ && column.certainty.confidence == Confidence::high)
      column.certainty = doubt(Confidence::medium, "importer.reason_cells_differ");
  }

  // 令和6年度の取組 is no name: what is planned, or where no earlier year has results what was
  // done.
  void settle_work_of_years() {
    std::optional<int> last_result = above_.year;
    for (const ReadColumn& column : reading_.columns) {
      if (column.meaning == Meaning::result && column.year)
        last_result = std::max(last_result.value_or(*column.year), *column.year);
    }
    for (ReadColumn& column : reading_.columns) {
      const bool is_name = column.meaning == Meaning::name || column.meaning == Meaning::sub_name ||
                           column.meaning == Meaning::measure;
      // The year of a title that stands over the header is not meant.
      if (!is_name || !column.year || base::find_years(innermost(column.header)).years.empty())
        continue;
      retake(column, last_result && *column.year > *last_result ? Meaning::target : Meaning::result,
             Confidence::medium, "importer.reason_content_of_year");
    }
  }

  // 目標 left of the names, over words without any number, is a goal and no target.
  bool is_group_in_words(const ReadColumn& column, const ColumnCells& cells, std::size_t i) const {
    return column.meaning == Meaning::target && !column.year && cells.filled > 0 &&
           !cells.mostly(cells.numbers) && (cells.digits == 0 || cells.filled < cells.lines) &&
           std::any_of(
               reading_.columns.begin() + static_cast<std::ptrdiff_t>(i), reading_.columns.end(),
               [](const ReadColumn& right) {
                 return right.meaning == Meaning::name || right.meaning == Meaning::indicator;
               }) &&
           std::none_of(
               reading_.columns.begin(), reading_.columns.begin() + static_cast<std::ptrdiff_t>(i),
               [](const ReadColumn& left) {
                 return left.meaning == Meaning::name || left.meaning == Meaning::indicator;
               });
  }

  // 令和5年度の進捗 over marks.
  static bool says_progress(const ReadColumn& column) {
    const std::string words = compared(column.header);
    return std::ranges::any_of(words_of("importer_columns.progress_words"),
                               [&](const auto& word) { return words.contains(word); });
  }

  // 31年度 of an era nobody told is a year all the same.
  static bool is_bare_year(const ReadColumn& column) {
    return column.certainty.reason == "importer.reason_era_unknown";
  }

  // 進捗状況 may hold marks, or tell at length what was done.
  static void rating_or_report(ReadColumn& column, const ColumnCells& cells) {
    if (cells.filled == 0 || cells.mostly(cells.marks)) return;
    constexpr std::size_t mark_letters_max = 14;
    const bool few = cells.distinct <= std::max<std::size_t>(3, cells.filled / 2);
    const bool of_year = column.year && column.certainty.confidence != Confidence::high;
    if (of_year || cells.letters_mean() > mark_letters_max ||
        (!few && cells.letters_mean() > 8 && !cells.mostly(cells.numbers))) {
      retake(column, column.year ? Meaning::result : Meaning::note, Confidence::medium,
             "importer.reason_by_cells");
    }
  }

  static void unknown_word(ReadColumn& column, const ColumnCells& cells) {
    if (cells.filled == 0)
      return retake(column, Meaning::ignored, Confidence::medium, "importer.reason_column_empty");
    if (cells.mostly(cells.owners)) {
      retake(column, Meaning::owner, Confidence::medium, "importer.reason_by_cells");
    } else if (cells.mostly(cells.units)) {
      retake(column, Meaning::unit, Confidence::medium, "importer.reason_by_cells");
    } else if (cells.mostly(cells.marks) && cells.distinct < cells.filled) {
      retake(column, Meaning::rating, Confidence::medium, "importer.reason_by_cells");
    } else if (cells.letters_mean() > 30) {
      retake(column, Meaning::note, Confidence::low, "importer.reason_by_cells");
    }
  }

  // A column without any header belongs to what stands left of it.
  void without_header(std::size_t i) {
    ReadColumn& column = reading_.columns[i];
    const ColumnCells& cells = cells_[i];
    const Meaning left = i == 0 ? Meaning::unknown : reading_.columns[i - 1].meaning;
    const auto take = [&](Meaning meaning) {
      retake(column, meaning, Confidence::medium, "importer.reason_header_missing");
    };
    if (cells.mostly(cells.units)) {
      take(Meaning::unit);
    } else if (cells.mostly(cells.owners)) {
      take(Meaning::owner);
    } else if (left == Meaning::number && cells.mostly(cells.counting)) {
      take(Meaning::sub_number);
    } else if (left == Meaning::name && cells_[i - 1].mostly(cells_[i - 1].counting) &&
               !cells.mostly(cells.numbers)) {
      // 事業 over two columns whose merging is lost: the number and the name.
      retake(reading_.columns[i - 1],
             has(reading_.columns, Meaning::number) ? Meaning::sub_number : Meaning::number,
             Confidence::medium, "importer.reason_header_shared");
      take(Meaning::name);
    } else if (left == Meaning::name && !cells.mostly(cells.numbers)) {
      take(Meaning::sub_name);
    } else if ((left == Meaning::number || i == 0) && !has(reading_.columns, Meaning::name) &&
               !cells.mostly(cells.numbers)) {
      take(Meaning::name);
    } else if (i == 0 && cells.mostly(cells.counting) && !has(reading_.columns, Meaning::number)) {
      take(Meaning::number);
    }
  }

  // 前年度決算額 in a table of 令和5年度.
  static int year_offset(const ReadColumn& column) {
    const std::string words = compared(column.header);
    const auto says = [&](std::string_view key) {
      return std::ranges::any_of(words_of(key),
                                 [&](const auto& word) { return words.contains(word); });
    };
    if (says("importer_columns.year_before")) return -1;
    // What is carried over to the next year still is a figure of this one.
    const bool ahead = column.meaning == Meaning::target || column.meaning == Meaning::budget;
    return ahead && says("importer_columns.year_after") ? 1 : 0;
  }

  void take_year_of_title(ReadColumn& column) {
    if (!above_.year || reading_.year_column) return;
    column.year = *above_.year + year_offset(column);
    if (column.certainty.confidence == Confidence::high) {
      column.certainty = doubt(Confidence::medium, "importer.reason_year_of_title");
    }
  }

  // 課題 of each year is a column of that year; a year in the words of the only 課題 is not.
  bool is_one_of_years(const ReadColumn& column) const {
    return (column.meaning == Meaning::note || column.meaning == Meaning::direction) &&
           column.year && std::ranges::any_of(reading_.columns, [&](const ReadColumn& other) {
             return other.meaning == column.meaning && other.year && other.year != column.year;
           });
  }

  // What is right only if what the header leaves out is guessed right.
  void doubt_untold(ReadColumn& column) const {
    if (column.certainty.confidence != Confidence::high) return;
    const bool figure = column.meaning == Meaning::target || column.meaning == Meaning::result ||
                        column.meaning == Meaning::budget || column.meaning == Meaning::settled;
    if (figure && !column.year && !reading_.year_column) {
      column.certainty = doubt(Confidence::medium, "importer.reason_year_untold");
    } else if (column.meaning == Meaning::content && column.year) {
      column.certainty = doubt(Confidence::medium, "importer.reason_content_of_year");
    } else if (is_one_of(compared(column.header), "importer_columns.either_meaning")) {
      column.certainty = doubt(Confidence::medium, "importer.reason_header_alike");
    } else if ((column.meaning == Meaning::objective || column.meaning == Meaning::measure) &&
               (ends_with_one_of(compared(column.header), "importer_columns.number_ends") ||
                is_one_of(compared(column.header), "importer_columns.either_group"))) {
      column.certainty = doubt(Confidence::medium, "importer.reason_level_of_group");
    }
  }

  void apply_choices() {
    for (auto& column : reading_.columns) {
      for (const auto& choice : choices_.columns) {
        if (compared(choice.header) != compared(column.header)) continue;
        column.meaning = choice.meaning;
        column.year = choice.year;
        column.to_year = choice.to_year;
        column.certainty = sure();
        column.corrected = true;
      }
    }
  }

  const TableView& view_;
  const HeaderPlace& place_;
  const Above& above_;
  const Choices& choices_;
  ColumnReading reading_;
  std::vector<ColumnCells> cells_;
  std::vector<bool> shared_;
  bool era_told_by_cells_ = false;
};

}  // namespace

ColumnReading read_columns(const TableView& view, const HeaderPlace& place, const Above& above,
                           const Choices& choices) {
  return Columns(view, place, above, choices).read();
}

}  // namespace importer
