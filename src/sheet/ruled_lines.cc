// Lines are drawn in pieces, cell by cell, twice or dashed: first they are put together, then those
// that touch are gathered, then each edge between two places is asked whether a line covers it.
#include "sheet/ruled_lines.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

namespace sheet {

namespace {

constexpr double kSamePlace = 2.5;  // points: two lines nearer than this are one
constexpr double kGapMax = 3.0;     // of a dashed line
constexpr double kShortest = 4.0;
constexpr double kCovered = 0.6;  // of an edge: it parts what stands on its two sides
constexpr std::size_t kLinesMax = 5'000;

struct Line {
  double at = 0;  // y of a level line, x of an upright one
  double from = 0;
  double to = 0;
};

// Pieces at one place that follow each other are one line.
std::vector<Line> put_together(std::vector<Line> pieces) {
  std::ranges::sort(pieces, {}, &Line::at);
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < pieces.size();) {
    std::size_t end = begin;
    double sum = 0;
    while (end < pieces.size() && pieces[end].at - pieces[begin].at <= kSamePlace)
      sum += pieces[end++].at;
    const double at = sum / static_cast<double>(end - begin);
    std::sort(pieces.begin() + static_cast<std::ptrdiff_t>(begin),
              pieces.begin() + static_cast<std::ptrdiff_t>(end),
              [](const Line& a, const Line& b) { return a.from < b.from; });
    const std::size_t first = lines.size();
    for (; begin < end; ++begin) {
      if (lines.size() > first && pieces[begin].from - lines.back().to <= kGapMax) {
        lines.back().to = std::max(lines.back().to, pieces[begin].to);
      } else {
        lines.push_back({at, pieces[begin].from, pieces[begin].to});
      }
    }
  }
  std::erase_if(lines, [](const Line& line) { return line.to - line.from < kShortest; });
  return lines;
}

bool touch(const Line& level, const Line& upright) {
  return level.from - kSamePlace <= upright.at && upright.at <= level.to + kSamePlace &&
         upright.from - kSamePlace <= level.at && level.at <= upright.to + kSamePlace;
}

struct Lines {
  std::vector<Line> level;
  std::vector<Line> upright;
};

// Which lines hang together.
class Gathering {
 public:
  explicit Gathering(const Lines& lines)
      : lines_(lines), leader_(lines.level.size() + lines.upright.size()) {
    std::iota(leader_.begin(), leader_.end(), 0);
  }

  std::vector<Lines> gather() {
    const std::size_t levels = lines_.level.size();
    for (std::size_t i = 0; i < levels; ++i) {
      for (std::size_t k = 0; k < lines_.upright.size(); ++k) {
        if (touch(lines_.level[i], lines_.upright[k]))
          leader_[leader_of(i)] = leader_of(levels + k);
      }
    }
    std::map<std::size_t, Lines> groups;
    for (std::size_t i = 0; i < leader_.size(); ++i) {
      Lines& group = groups[leader_of(i)];
      if (i < levels) {
        group.level.push_back(lines_.level[i]);
      } else {
        group.upright.push_back(lines_.upright[i - levels]);
      }
    }
    std::vector<Lines> all;
    for (auto& [leader, group] : groups) {
      if (group.level.size() > 1 && !group.upright.empty()) all.push_back(std::move(group));
    }
    return all;
  }

 private:
  std::size_t leader_of(std::size_t i) {
    while (leader_[i] != i) i = leader_[i] = leader_[leader_[i]];
    return i;
  }

  const Lines& lines_;
  std::vector<std::size_t> leader_;
};

std::vector<double> edges_of(const std::vector<Line>& lines, const std::vector<Line>& across) {
  std::vector<double> places;
  for (const Line& line : lines) places.push_back(line.at);
  // A table may be open at its sides: its lines end where it ends.
  places.push_back(std::ranges::min(across, {}, &Line::from).from);
  places.push_back(std::ranges::max(across, {}, &Line::to).to);
  std::ranges::sort(places);
  std::vector<double> edges;
  for (const double place : places) {
    if (edges.empty() || place - edges.back() > kSamePlace) edges.push_back(place);
  }
  return edges;
}

bool covers(const std::vector<Line>& lines, double at, double from, double to) {
  double covered = 0;
  for (const Line& line : lines) {
    if (line.at < at - kSamePlace || line.at > at + kSamePlace) continue;
    covered += std::max(0.0, std::min(to, line.to) - std::max(from, line.from));
  }
  return covered >= kCovered * (to - from);
}

// First the places side by side, then equal stretches one below the other.
void find_cells(RuledGrid& grid, const Lines& lines) {
  const std::size_t rows = grid.rows(), columns = grid.columns();
  grid.cells.assign(rows, std::vector<CellRange>(columns));
  for (std::size_t row = 0; row < rows; ++row) {
    std::size_t begin = 0;
    for (std::size_t column = 0; column < columns; ++column) {
      const bool ends = column + 1 == columns ||
                        covers(lines.upright, grid.xs[column + 1], grid.ys[row], grid.ys[row + 1]);
      if (!ends) continue;
      CellRange range{row, begin, row, column};
      const bool goes_on = row > 0 && grid.cells[row - 1][begin].left == begin &&
                           grid.cells[row - 1][begin].right == column &&
                           !covers(lines.level, grid.ys[row], grid.xs[begin], grid.xs[column + 1]);
      if (goes_on) range.top = grid.cells[row - 1][begin].top;
      for (std::size_t top = range.top; top <= row; ++top) {
        for (std::size_t at = begin; at <= column; ++at) grid.cells[top][at] = range;
      }
      begin = column + 1;
    }
  }
}

bool within(const Box& inner, const Box& outer) {
  return inner.left >= outer.left - kSamePlace && inner.right <= outer.right + kSamePlace &&
         inner.top >= outer.top - kSamePlace && inner.bottom <= outer.bottom + kSamePlace;
}

constexpr double kSameEdge = 4.0;  // points, from one grid to the next

std::size_t edge_at(const std::vector<double>& edges, double at) {
  const auto nearest =
      std::ranges::min_element(edges, {}, [&](double edge) { return std::fabs(edge - at); });
  return static_cast<std::size_t>(nearest - edges.begin());
}

// All edges of the coarse one are edges of the fine one too, and the outermost are the same.
bool is_part_of(const std::vector<double>& coarse, const std::vector<double>& fine) {
  const auto same = [](double a, double b) { return std::fabs(a - b) < kSameEdge; };
  if (!same(coarse.front(), fine.front()) || !same(coarse.back(), fine.back())) return false;
  std::optional<std::size_t> before;
  for (const double edge : coarse) {
    const std::size_t at = edge_at(fine, edge);
    if (!same(edge, fine[at]) || (before && at <= *before)) return false;
    before = at;
  }
  return edge_at(fine, coarse.front()) == 0 && *before + 1 == fine.size();
}

void refine(RuledGrid& grid, const std::vector<double>& xs) {
  if (grid.xs.size() == xs.size()) return;
  std::vector<std::size_t> place;  // of each old edge among the new ones
  for (const double edge : grid.xs) place.push_back(edge_at(xs, edge));
  for (auto& row : grid.cells) {
    std::vector<CellRange> finer;
    for (std::size_t column = 0; column < row.size(); ++column) {
      CellRange range = row[column];
      range.right = place[range.right + 1] - 1;
      range.left = place[range.left];
      finer.insert(finer.end(), place[column + 1] - place[column], range);
    }
    row = std::move(finer);
  }
  grid.xs = xs;
}

}  // namespace

std::vector<bool> align_grids(std::vector<RuledGrid>& grids) {
  std::vector<bool> goes_on(grids.size(), false);
  for (std::size_t begin = 0; begin < grids.size();) {
    std::vector<double> finest = grids[begin].xs;
    std::size_t end = begin + 1;
    for (; end < grids.size(); ++end) {
      if (is_part_of(finest, grids[end].xs)) {
        finest = grids[end].xs;
      } else if (!is_part_of(grids[end].xs, finest)) {
        break;
      }
      goes_on[end] = true;
    }
    for (; begin < end; ++begin) refine(grids[begin], finest);
  }
  return goes_on;
}

std::vector<RuledGrid> find_grids(const std::vector<Box>& rulings, std::size_t cells_max) {
  Lines lines;
  for (const Box& box : rulings) {
    const bool is_level = box.right - box.left >= box.bottom - box.top;
    if (is_level) {
      lines.level.push_back({(box.top + box.bottom) / 2, box.left, box.right});
    } else {
      lines.upright.push_back({(box.left + box.right) / 2, box.top, box.bottom});
    }
  }
  lines.level = put_together(std::move(lines.level));
  lines.upright = put_together(std::move(lines.upright));
  if (lines.level.size() > kLinesMax || lines.upright.size() > kLinesMax) return {};
  std::vector<RuledGrid> grids;
  for (const Lines& group : Gathering(lines).gather()) {
    RuledGrid grid{edges_of(group.upright, group.level), edges_of(group.level, group.upright), {}};
    if (grid.xs.size() < 3 || grid.ys.size() < 3) continue;
    if (grid.rows() * grid.columns() > cells_max) continue;
    find_cells(grid, group);
    grids.push_back(std::move(grid));
  }
  std::vector<RuledGrid> outer;
  for (const RuledGrid& grid : grids) {
    const bool is_inner = std::ranges::any_of(grids, [&](const RuledGrid& other) {
      return &other != &grid && within(grid.extent(), other.extent());
    });
    if (!is_inner) outer.push_back(grid);
  }
  std::ranges::stable_sort(
      outer, {}, [](const RuledGrid& grid) { return std::pair(grid.ys.front(), grid.xs.front()); });
  return outer;
}

}  // namespace sheet
