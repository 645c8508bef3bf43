// Follows each column upwards through the header; gives bare years their era from what stands over
// or beside them.
#include "importer/header_path.h"

#include <algorithm>

namespace importer {

namespace {

class Paths {
 public:
  Paths(const TableView& view, const HeaderPlace& place) : view_(view), place_(place) {}

  std::vector<HeaderPath> read() {
    std::vector<HeaderPath> paths(view_.columns());
    for (std::size_t line = place_.top; line <= place_.bottom; ++line) {
      std::size_t group = view_.columns();  // the column whose cell stands over blanks
      for (std::size_t column = 0; column < view_.columns(); ++column) {
        const auto* range = view_.merged(line, column);
        if (!view_.own(line, column).empty()) {
          group = column;
          add(paths[column], line, column);
        } else if (range != nullptr) {
          if (range->top == line && !view_.own(range->top, range->left).empty()) {
            add(paths[column], line, range->left);
            if (line == place_.bottom || range->bottom >= place_.bottom) {
              paths[column].shared = true;
            }
          }
        } else if (group < view_.columns() && stands_over(line, group, column)) {
          add(paths[column], line, group);
        } else {
          group = view_.columns();
        }
      }
    }
    return paths;
  }

 private:
  void add(HeaderPath& path, std::size_t line, std::size_t column) {
    HeaderCell cell = read_header_cell(view_.own(line, column));
    if (!path.cells.empty() && path.cells.back().text == cell.text) return;
    path.cells.push_back(std::move(cell));
    path.lines.push_back(line);
  }

  // Something stands below in both columns, so the word is that of a group; a merged cell says
  // itself how far it reaches.
  bool stands_over(std::size_t line, std::size_t group, std::size_t column) const {
    if (line == place_.bottom || view_.merged(line, group) != nullptr) return false;
    return has_below(line, group) && has_below(line, column) && !has_above(line, column, group);
  }
  bool has_below(std::size_t line, std::size_t column) const {
    for (std::size_t below = line + 1; below <= place_.bottom; ++below) {
      if (!view_.own(below, column).empty()) return true;
    }
    return false;
  }
  // Another group of a line further out begins between the two columns.
  bool has_above(std::size_t line, std::size_t column, std::size_t group) const {
    for (std::size_t above = place_.top; above < line; ++above) {
      for (std::size_t between = group + 1; between <= column; ++between) {
        if (!view_.own(above, between).empty()) return true;
      }
    }
    return false;
  }

  const TableView& view_;
  const HeaderPlace& place_;
};

// The column's own year, or none: a year printed further in counts.
std::optional<base::YearMention> printed_year(const HeaderPath& path) {
  for (std::size_t i = path.cells.size(); i-- > 0;) {
    if (path.cells[i].year) return path.cells[i].year;
  }
  return std::nullopt;
}

const HeaderCell* bare_cell(const HeaderPath& path) {
  for (std::size_t i = path.cells.size(); i-- > 0;) {
    if (path.cells[i].bare) return &path.cells[i];
    if (path.cells[i].year) return nullptr;
  }
  return nullptr;
}

std::optional<base::EraAlone> era_over(const HeaderPath& path) {
  for (const auto& cell : path.cells) {
    if (cell.era) return cell.era;
  }
  return std::nullopt;
}

// 29, 30, 元, 2 and 30, 31, 2: the numbers of 平成 end there and those of 令和 begin.
void take_change_of_era(const std::vector<HeaderPath>& paths, std::vector<PathYear>& years) {
  constexpr int kLastHeisei = 30, kYearOfLast = 2018;
  std::optional<int> number;
  const bool changes = std::ranges::any_of(paths, [&](const HeaderPath& path) {
    const HeaderCell* cell = bare_cell(path);
    if (cell == nullptr) return false;
    const int last = number.value_or(0);
    number = cell->bare;
    return (last == kLastHeisei && *number == 1) || (last == kLastHeisei + 1 && *number <= 2);
  });
  if (!changes) return;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const HeaderCell* cell = bare_cell(paths[i]);
    if (cell == nullptr) continue;
    const auto counted = base::counted_on(*cell->bare, kYearOfLast, false);
    if (!counted) continue;
    years[i].year = base::YearMention{*counted, *counted};
    years[i].from_above_table = true;
  }
}

}  // namespace

std::string HeaderPath::text() const {
  std::string joined;
  for (const auto& cell : cells) {
    if (!joined.empty()) joined += " / ";
    joined += cell.text;
  }
  return joined;
}

std::vector<HeaderPath> read_paths(const TableView& view, const HeaderPlace& place) {
  return Paths(view, place).read();
}

std::vector<PathYear> read_path_years(const std::vector<HeaderPath>& paths,
                                      std::optional<int> some_year) {
  std::vector<PathYear> years(paths.size());
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (bare_cell(paths[i]) == nullptr) years[i].year = printed_year(paths[i]);
  }
  const auto give = [&](std::size_t i, int year) { years[i].year = base::YearMention{year, year}; };
  // From the left: an era over the number, or the year of the column before.
  std::optional<int> before;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const HeaderCell* cell = bare_cell(paths[i]);
    if (cell != nullptr) {
      const auto era = era_over(paths[i]);
      if (era) {
        give(i, era->era == nullptr ? 2000 + *cell->bare : era->era->first_year + *cell->bare - 1);
        const auto counted = before ? base::counted_on(*cell->bare, *before, false) : std::nullopt;
        // 平成 over 29, 30, 元: the last is of the next era.
        if (counted && era->era != nullptr && *counted == *before + 1) give(i, *counted);
      } else if (before) {
        if (const auto counted = base::counted_on(*cell->bare, *before, false)) give(i, *counted);
      }
    }
    if (years[i].year) before = years[i].year->to;
  }
  if (!before && !some_year) take_change_of_era(paths, years);
  // From the right, for numbers that stand before the first year.
  std::optional<int> behind;
  for (std::size_t i = paths.size(); i-- > 0;) {
    const HeaderCell* cell = bare_cell(paths[i]);
    if (cell != nullptr && !years[i].year) {
      const auto told = behind ? behind : some_year;
      const auto counted = told ? base::counted_on(*cell->bare, *told, false) : std::nullopt;
      if (counted) give(i, *counted);
      years[i].from_above_table = !behind && counted;
      years[i].era_unknown = !counted;
    }
    if (years[i].year && !years[i].from_above_table) behind = years[i].year->from;
  }
  return years;
}

}  // namespace importer
