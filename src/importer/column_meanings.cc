// Words first, cells second; every step away from an exact word costs certainty and names why.
#include "importer/column_meanings.h"

#include <algorithm>

#include "importer/column_cells.h"
#include "importer/header_path.h"

namespace importer {

namespace {

using plan::Confidence;

bool is_generic(const HeaderCell& cell) {
  return is_one_of(cell.words, "importer_columns.generic_inner");
}

bool keeps_year(Meaning meaning) {
  switch (meaning) {
    case Meaning::target:
    case Meaning::result:
    case Meaning::state_at:
    case Meaning::total:
    case Meaning::budget:
    case Meaning::settled:
    case Meaning::rating:
    case Meaning::direction:
    case Meaning::note:
    case Meaning::content:
      return true;
    default:
      return false;
  }
}

// What a generic word (名称, 番号, 値) means under the word of its group.
Meaning under_group(Meaning group, const HeaderCell& inner) {
  const bool counts = inner.named.meaning == Meaning::number;
  if (counts && group == Meaning::name) return Meaning::number;
  if (counts && group == Meaning::sub_name) return Meaning::sub_number;
  return group;
}

// 目標 over 計: a total. 事業費 over 予算 and 実績: the money planned and paid.
Meaning together(Meaning outer, Meaning inner) {
  if (outer == Meaning::budget || outer == Meaning::settled) {
    if (inner == Meaning::result) return Meaning::settled;
    if (inner == Meaning::target) return Meaning::budget;
  }
  if (inner == Meaning::name && is_value(outer)) return outer;
  return inner;
}

struct ByWords {
  Meaning meaning = Meaning::unknown;
  Fit fit = Fit::none;
  bool by_year_alone = false;
};

ByWords read_words(const HeaderPath& path, bool has_year) {
  ByWords read;
  bool generic = false;
  const HeaderCell* inner = nullptr;
  for (std::size_t i = path.cells.size(); i-- > 0;) {
    const HeaderCell& cell = path.cells[i];
    // Brackets explain the word before them, except where only a year stands there: R4（目標）.
    Named named = cell.named;
    if (cell.bracket_named.fit == Fit::exact &&
        (named.fit == Fit::none || (is_value(cell.bracket_named.meaning) && cell.words.empty()))) {
      named = cell.bracket_named;
    }
    if (named.fit == Fit::none) continue;
    if (read.fit == Fit::none) {
      read.meaning = named.meaning;
      read.fit = named.fit;
      inner = &cell;
      generic = is_generic(cell);
      continue;
    }
    if (named.fit != Fit::exact) continue;
    if (generic) {
      read.meaning = under_group(named.meaning, *inner);
      read.fit = Fit::exact;
      generic = false;
    } else if (read.fit == Fit::exact) {
      read.meaning = together(named.meaning, read.meaning);
    } else {
      read.meaning = together(named.meaning, named.meaning);
      read.fit = Fit::alike;
    }
  }
  if (read.fit == Fit::none && has_year) {
    read.meaning = Meaning::result;
    const bool words = std::ranges::any_of(
        path.cells, [](const HeaderCell& cell) { return !cell.words.empty() && !cell.year; });
    const bool beside = std::ranges::any_of(
        path.cells, [](const HeaderCell& cell) { return !cell.words.empty() && cell.year; });
    read.fit = words ? Fit::contained : beside ? Fit::alike : Fit::exact;
    read.by_year_alone = true;
  }
  return read;
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
    settle_shared();
    settle_numbers();
    settle_lists();
    settle_names();
    settle_year_column();
    for (auto& column : reading_.columns) {
      if (!keeps_year(column.meaning)) column.year = column.to_year = std::nullopt;
      const bool of_a_year = column.meaning == Meaning::result ||
                             column.meaning == Meaning::budget ||
                             column.meaning == Meaning::settled ||
                             (column.meaning == Meaning::target && year_offset(column) != 0);
      if (of_a_year && !column.year) take_year_of_title(column);
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
    for (std::size_t i = 0; i < reading_.columns.size(); ++i) {
      const std::size_t column = reading_.columns[i].column;
      std::size_t filled = 0, said = 0;
      bool kinds[2] = {false, false};
      for (std::size_t row = place_.bottom + 1; row < place_.end; ++row) {
        const auto own = view_.own(row, column);
        if (own.empty() || view_.filled_count(row) < 2) continue;
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
                 !column.year && !is_bare_year(column) && cells.mostly(cells.marks) &&
                 !cells.mostly(cells.numbers)) {
        retake(column, Meaning::rating, Confidence::medium, "importer.reason_by_cells");
      } else if (column.meaning == Meaning::number && !cells.mostly(cells.counting) &&
                 cells.filled > 0 && cells.letters_mean() > 6 &&
                 cells.mostly(cells.owners) == false) {
        // 番号 over words
        retake(column, Meaning::unknown, Confidence::low, "importer.reason_cells_differ");
      } else if (!exact && column.meaning == Meaning::measure && cells.mostly(cells.marks)) {
        // めざす方向 over arrows
        retake(column, Meaning::direction, Confidence::medium, "importer.reason_by_cells");
      } else if (is_group_in_words(column, cells, i)) {
        retake(column, Meaning::objective, Confidence::medium, "importer.reason_by_cells");
      } else if (!exact && column.meaning == Meaning::name && cells.mostly(cells.owners)) {
        retake(column, Meaning::owner, Confidence::medium, "importer.reason_by_cells");
      } else if (!exact && column.meaning == Meaning::unit && !cells.mostly(cells.units)) {
        retake(column, Meaning::unknown, Confidence::low, "importer.reason_cells_differ");
      }
    }
  }

  // 目標 left of the names, over words without any number, is a goal and no target.
  bool is_group_in_words(const ReadColumn& column, const ColumnCells& cells, std::size_t i) const {
    return column.meaning == Meaning::target && !column.year && cells.filled > 0 &&
           cells.digits == 0 &&
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

  // 31年度 of an era nobody told is a year all the same.
  static bool is_bare_year(const ReadColumn& column) {
    return column.certainty.reason == "importer.reason_era_unknown";
  }

  static void retake(ReadColumn& column, Meaning meaning, Confidence confidence,
                     std::string_view reason) {
    column.meaning = meaning;
    column.certainty = doubt(confidence, reason);
  }

  // 進捗状況 may hold marks, or tell at length what was done.
  static void rating_or_report(ReadColumn& column, const ColumnCells& cells) {
    if (cells.filled == 0 || cells.mostly(cells.marks)) return;
    constexpr std::size_t mark_letters_max = 14;
    const bool few = cells.distinct <= std::max<std::size_t>(3, cells.filled / 2);
    if (cells.letters_mean() > mark_letters_max ||
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
      retake(reading_.columns[i - 1], has(Meaning::number) ? Meaning::sub_number : Meaning::number,
             Confidence::medium, "importer.reason_header_shared");
      take(Meaning::name);
    } else if (left == Meaning::name && !cells.mostly(cells.numbers)) {
      take(Meaning::sub_name);
    } else if ((left == Meaning::number || i == 0) && !has(Meaning::name) &&
               !cells.mostly(cells.numbers)) {
      take(Meaning::name);
    } else if (i == 0 && cells.mostly(cells.counting) && !has(Meaning::number)) {
      take(Meaning::number);
    }
  }

  // One header cell merged over two columns: 事業名 over the number and the name.
  void settle_shared() {
    for (std::size_t i = 1; i < reading_.columns.size(); ++i) {
      if (!shared_[i] || reading_.columns[i].header != reading_.columns[i - 1].header) continue;
      ReadColumn& left = reading_.columns[i - 1];
      ReadColumn& right = reading_.columns[i];
      const auto take = [&](ReadColumn& column, Meaning meaning) {
        retake(column, meaning, Confidence::medium, "importer.reason_header_shared");
      };
      if (cells_[i].filled > 0 && cells_[i].mostly(cells_[i].units) && is_value(left.meaning)) {
        take(right, Meaning::unit);
      } else if (left.meaning == Meaning::name && cells_[i - 1].mostly(cells_[i - 1].counting)) {
        take(left, has(Meaning::number) ? Meaning::sub_number : Meaning::number);
      } else if (left.meaning == Meaning::sub_name &&
                 cells_[i - 1].mostly(cells_[i - 1].counting)) {
        take(left, Meaning::sub_number);
      } else if (left.meaning == Meaning::name) {
        take(right, Meaning::sub_name);
      } else if (left.meaning == Meaning::number && cells_[i].mostly(cells_[i].counting)) {
        take(right, Meaning::sub_number);
      }
    }
  }

  bool has(Meaning meaning) const {
    return std::ranges::any_of(reading_.columns,
                               [&](const ReadColumn& column) { return column.meaning == meaning; });
  }

  // 施策番号 without a column of the 施策 themselves, another one in every line, numbers the lines.
  void settle_numbers() {
    if (has(Meaning::number)) return;
    for (std::size_t i = 0; i < reading_.columns.size(); ++i) {
      ReadColumn& column = reading_.columns[i];
      if (column.meaning != Meaning::objective && column.meaning != Meaning::measure) continue;
      if (!ends_with_one_of(compared(column.header), "importer_columns.number_ends")) continue;
      const bool alone =
          std::ranges::count(reading_.columns, column.meaning, &ReadColumn::meaning) == 1;
      if (!alone || cells_[i].filled == 0 || cells_[i].distinct < cells_[i].filled) continue;
      return retake(column, Meaning::number, Confidence::medium, "importer.reason_by_cells");
    }
  }

  // 主な取組 beside 施策, with several of them in most cells, tells what the 施策 holds.
  void settle_lists() {
    if (!has(Meaning::measure) && !has(Meaning::objective)) return;
    for (ReadColumn& column : reading_.columns) {
      if (column.meaning != Meaning::name ||
          !starts_with_one_of(compared(column.header), "importer_columns.main_words"))
        continue;
      std::size_t filled = 0, lists = 0;
      for (std::size_t row = place_.bottom + 1; row < place_.end; ++row) {
        const auto own = view_.own(row, column.column);
        if (own.empty()) continue;
        ++filled;
        if (own.contains('\n') ||
            std::ranges::any_of(words_of("importer_columns.list_marks"),
                                [&](const auto& mark) { return own.contains(mark); }))
          ++lists;
      }
      if (lists * 2 >= filled && lists > 0)
        retake(column, Meaning::content, Confidence::medium, "importer.reason_by_cells");
    }
  }

  // One column names the rows: of several the one whose cells differ most; none: another that may.
  void settle_names() {
    std::vector<std::size_t> names;
    for (std::size_t i = 0; i < reading_.columns.size(); ++i) {
      if (reading_.columns[i].meaning == Meaning::name) names.push_back(i);
    }
    if (names.size() > 1) choose_name(names);
    if (!names.empty()) return;
    for (const Meaning other : {Meaning::sub_name, Meaning::unknown, Meaning::years}) {
      for (std::size_t i = 0; i < reading_.columns.size(); ++i) {
        const ColumnCells& cells = cells_[i];
        ReadColumn& column = reading_.columns[i];
        if (column.meaning != other || cells.filled == 0 || cells.mostly(cells.numbers)) continue;
        if (other == Meaning::years && cells.years > 0) continue;
        if (other != Meaning::sub_name && (has(Meaning::indicator) || has(Meaning::measure) ||
                                           cells.distinct * 2 < cells.filled)) {
          continue;
        }
        return retake(column, Meaning::name, Confidence::medium, "importer.reason_by_cells");
      }
    }
  }

  void choose_name(const std::vector<std::size_t>& names) {
    const auto certain = [&](std::size_t i) {
      return reading_.columns[i].certainty.confidence == Confidence::high;
    };
    std::size_t best = names.front();
    for (const std::size_t i : names) {
      const bool surer = certain(i) && !certain(best);
      const bool finer = certain(i) == certain(best) && cells_[i].letters_mean() <= 40 &&
                         cells_[i].distinct * 2 > cells_[best].distinct * 3;
      if (surer || finer) best = i;
    }
    for (const std::size_t i : names) {
      if (i == best) continue;
      const bool wide = cells_[i].letters_mean() > 30;
      const Meaning meaning = i < best
                                  ? (has(Meaning::measure) ? Meaning::objective : Meaning::measure)
                              : wide ? Meaning::content
                                     : Meaning::sub_name;
      retake(reading_.columns[i], meaning, Confidence::medium, "importer.reason_second_name");
    }
  }

  // 年度 with one year a line, in a table whose other columns name none.
  void settle_year_column() {
    const bool years_in_header = std::ranges::any_of(
        reading_.columns,
        [](const ReadColumn& column) { return is_value(column.meaning) && column.year; });
    if (years_in_header) return;
    for (std::size_t i = 0; i < reading_.columns.size(); ++i) {
      if (reading_.columns[i].meaning != Meaning::years) continue;
      if (cells_[i].mostly(cells_[i].years) || cells_[i].mostly(cells_[i].counting)) {
        reading_.year_column = i;
        return;
      }
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

// 単位：千円 of a line above the table.
std::string unit_said(std::string_view text) {
  std::string key = compared(text);
  for (const auto& front : words_of("importer_terms.prefix_of_unit")) {
    const std::size_t at = key.find(front);
    if (at == std::string::npos) continue;
    std::string unit = key.substr(at + front.size());
    std::erase_if(unit, [](char c) { return c == ')' || c == '(' || c == ':'; });
    if (is_one_of(unit, "importer_terms.unit_words")) return unit;
  }
  return {};
}

}  // namespace

plan::Certainty sure() {
  return {};
}

plan::Certainty doubt(Confidence confidence, std::string_view reason) {
  return {confidence, std::string(reason)};
}

bool is_value(Meaning meaning) {
  return meaning == Meaning::target || meaning == Meaning::result || meaning == Meaning::state_at ||
         meaning == Meaning::total || meaning == Meaning::budget || meaning == Meaning::settled;
}

std::optional<Meaning> line_meaning(std::string_view text) {
  if (letters_in(text) > 14) return std::nullopt;
  const std::string key = compared(text);
  if (is_one_of(key, "importer_columns.line_target")) return Meaning::target;
  if (is_one_of(key, "importer_columns.line_result")) return Meaning::result;
  if (is_one_of(key, "importer_columns.line_rating")) return Meaning::rating;
  if (is_one_of(key, "importer_columns.line_budget")) return Meaning::budget;
  if (is_one_of(key, "importer_columns.line_settled")) return Meaning::settled;
  const Named named = named_by(key);
  const bool says_kind = named.meaning == Meaning::target || named.meaning == Meaning::result ||
                         named.meaning == Meaning::budget || named.meaning == Meaning::settled;
  return named.fit == Fit::exact && says_kind ? std::optional(named.meaning) : std::nullopt;
}

Above read_above(const TableView& view, const HeaderPlace& place, const std::string& caption,
                 const std::string& name) {
  Above above;
  const auto read_years = [&](std::string_view text) {
    for (const auto& year : base::find_years(text).years) {
      if (year.from == year.to && !above.year) above.year = year.from;
      if (!above.some_year) above.some_year = year.from;
    }
  };
  if (!caption.empty()) above.titles.push_back(one_line(caption));
  for (std::size_t row = 0; row < place.top; ++row) {
    for (const std::size_t column : view.filled(row)) {
      above.titles.push_back(one_line(view.own(row, column)));
      if (above.unit.empty()) above.unit = unit_said(view.own(row, column));
    }
  }
  for (const auto& title : above.titles) {
    // 令和5年3月31日現在 says when the table was made, not which year it shows.
    if (!compared(title).ends_with(words_of("importer_terms.date_words").front()))
      read_years(title);
  }
  read_years(name);
  return above;
}

ColumnReading read_columns(const TableView& view, const HeaderPlace& place, const Above& above,
                           const Choices& choices) {
  return Columns(view, place, above, choices).read();
}

}  // namespace importer
