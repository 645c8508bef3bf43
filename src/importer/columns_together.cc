// Shared headers first, then numbers and lists, then the one name, then the year of each line.
#include "importer/columns_together.h"

#include <algorithm>

#include "importer/header_words.h"
#include "importer/table_words.h"

namespace importer {

namespace {

using plan::Confidence;

class Together {
 public:
  Together(const TableView& view, const HeaderPlace& place, const ColumnsRead& read)
      : view_(view),
        place_(place),
        columns_(read.columns),
        cells_(read.cells),
        shared_(read.shared) {}

  std::optional<std::size_t> settle() {
    settle_shared();
    settle_numbers();
    settle_lists();
    settle_groups();
    settle_names();
    settle_totals();
    return year_column();
  }

 private:
  // One header cell merged over two columns: 事業名 over the number and the name.
  void settle_shared() {
    for (std::size_t i = 1; i < columns_.size(); ++i) {
      if (!shared_[i] || columns_[i].header != columns_[i - 1].header) continue;
      ReadColumn& left = columns_[i - 1];
      ReadColumn& right = columns_[i];
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

  bool has(Meaning meaning) const { return importer::has(columns_, meaning); }

  // 施策番号 without a column of the 施策 themselves, another one in every line, numbers the lines.
  void settle_numbers() {
    if (has(Meaning::number)) return;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      ReadColumn& column = columns_[i];
      if (column.meaning != Meaning::objective && column.meaning != Meaning::measure) continue;
      if (!ends_with_one_of(compared(column.header), "importer_columns.number_ends")) continue;
      if (cells_[i].filled < 2 || cells_[i].distinct < cells_[i].filled) continue;
      // Beside 施策名 with another one in every line too, the 施策 are the lines.
      bool alone = true;
      for (std::size_t k = 0; k < columns_.size(); ++k) {
        alone = alone && (k == i || columns_[k].meaning != column.meaning || is_every_line(k));
      }
      if (!alone) continue;
      return retake(column, Meaning::number, Confidence::medium, "importer.reason_by_cells");
    }
  }

  // Another word in every line.
  bool is_every_line(std::size_t i) const {
    const ColumnCells& cells = cells_[i];
    return cells.filled > 1 && cells.filled == cells.lines && cells.distinct == cells.filled;
  }

  // 主な取組 beside 施策, with several of them in most cells, tells what the 施策 holds.
  void settle_lists() {
    if (!has(Meaning::measure) && !has(Meaning::objective)) return;
    for (ReadColumn& column : columns_) {
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

  // 区分 or 方針 left of the names, with one word over several lines, groups them: what is to be
  // done with each stands right of what it is about.
  void settle_groups() {
    const auto is_name = [](const ReadColumn& column) {
      return column.meaning == Meaning::name || column.meaning == Meaning::indicator;
    };
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      ReadColumn& column = columns_[i];
      if (is_name(column)) return;
      if (cells_[i].filled == 0 || cells_[i].filled >= cells_[i].lines ||
          cells_[i].mostly(cells_[i].marks) ||
          !std::any_of(columns_.begin() + static_cast<std::ptrdiff_t>(i), columns_.end(), is_name))
        continue;
      if (column.meaning == Meaning::direction)
        retake(column, has(Meaning::objective) ? Meaning::measure : Meaning::objective,
               Confidence::medium, "importer.reason_level_of_group");
      else if (column.meaning == Meaning::note &&
               is_one_of(compared(column.header), "importer_columns.group_words"))
        retake(column, has(Meaning::measure) ? Meaning::objective : Meaning::measure,
               Confidence::medium, "importer.reason_by_cells");
    }
  }

  // One column names the rows: of several the one whose cells differ most; none: another that may.
  void settle_names() {
    std::vector<std::size_t> names;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].meaning == Meaning::name) names.push_back(i);
    }
    if (names.size() > 1) choose_name(names);
    if (!names.empty()) return;
    for (const Meaning other : {Meaning::sub_name, Meaning::unknown, Meaning::years}) {
      for (std::size_t i = 0; i < columns_.size(); ++i) {
        const ColumnCells& cells = cells_[i];
        ReadColumn& column = columns_[i];
        if (column.meaning != other || cells.filled == 0 || cells.mostly(cells.numbers)) continue;
        if (other == Meaning::years && cells.years > 0) continue;
        if (other != Meaning::sub_name && (has(Meaning::indicator) || has(Meaning::measure) ||
                                           cells.distinct * 2 < cells.filled)) {
          continue;
        }
        return retake(column, Meaning::name, Confidence::medium, "importer.reason_by_cells");
      }
    }
    if (!name_by_measures()) name_by_contents();
  }

  // 取組内容 in a table that nothing else names: a short one, another in every line.
  void name_by_contents() {
    constexpr std::size_t letters_max = 30;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].meaning == Meaning::indicator) return;
      if (columns_[i].meaning != Meaning::content || cells_[i].letters_mean() > letters_max ||
          cells_[i].filled < 2 || cells_[i].distinct < cells_[i].filled ||
          cells_[i].filled * 10 < cells_[i].lines * 8)
        continue;
      return retake(columns_[i], Meaning::name, Confidence::medium, "importer.reason_by_cells");
    }
  }

  // 具体的施策 beside 施策の方向性, or 施策名 with another one in every line, names the lines.
  bool name_by_measures() {
    std::optional<std::size_t> last;
    std::size_t groups = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].meaning == Meaning::objective) ++groups;
      if (columns_[i].meaning != Meaning::measure) continue;
      ++groups;
      last = i;
    }
    const bool behind_indicator =
        last &&
        std::any_of(columns_.begin(), columns_.begin() + static_cast<std::ptrdiff_t>(*last),
                    [](const ReadColumn& column) { return column.meaning == Meaning::indicator; });
    if (!last || behind_indicator || !is_every_line(*last) ||
        (has(Meaning::indicator) && groups > 1))
      return false;
    retake(columns_[*last], Meaning::name, Confidence::medium, "importer.reason_by_cells");
    return true;
  }

  void choose_name(const std::vector<std::size_t>& names) {
    const auto certain = [&](std::size_t i) {
      return columns_[i].certainty.confidence == Confidence::high;
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
      retake(columns_[i], meaning, Confidence::medium, "importer.reason_second_name");
    }
  }

  // 5か年計 right of five years is their total, also below a word that stands over all of them.
  void settle_totals() {
    for (std::size_t i = 1; i < columns_.size(); ++i) {
      ReadColumn& total = columns_[i];
      if (total.meaning != Meaning::total || total.year) continue;
      const std::string words = compared(innermost(total.header));
      if (words.empty() || words.front() < '2' || words.front() > '9') continue;
      const auto years = static_cast<std::size_t>(words.front() - '0');
      std::size_t first = i;
      while (first > 0 && columns_[first - 1].year && !columns_[first - 1].to_year &&
             columns_[first - 1].meaning == columns_[i - 1].meaning)
        --first;
      const bool one_by_one =
          i - first == years &&
          *columns_[i - 1].year == *columns_[first].year + static_cast<int>(years) - 1;
      if (!one_by_one) continue;
      total.year = columns_[first].year;
      total.to_year = columns_[i - 1].year;
    }
  }

  // 年度 with one year a line, in a table whose other columns name none.
  std::optional<std::size_t> year_column() const {
    const bool years_in_header = std::ranges::any_of(
        columns_, [](const ReadColumn& column) { return is_value(column.meaning) && column.year; });
    if (years_in_header) return std::nullopt;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].meaning != Meaning::years) continue;
      if (cells_[i].mostly(cells_[i].years) || cells_[i].mostly(cells_[i].counting)) {
        return i;
      }
    }
    return std::nullopt;
  }

  const TableView& view_;
  const HeaderPlace& place_;
  std::vector<ReadColumn>& columns_;
  const std::vector<ColumnCells>& cells_;
  const std::vector<bool>& shared_;
};

}  // namespace

bool has(const std::vector<ReadColumn>& columns, Meaning meaning) {
  return std::ranges::any_of(columns,
                             [&](const ReadColumn& column) { return column.meaning == meaning; });
}

void retake(ReadColumn& column, Meaning meaning, Confidence confidence, std::string_view reason) {
  column.meaning = meaning;
  column.certainty = doubt(confidence, reason);
}

std::optional<std::size_t> settle_together(const TableView& view, const HeaderPlace& place,
                                           const ColumnsRead& read) {
  return Together(view, place, read).settle();
}

}  // namespace importer
