// Heights with figures in several columns are rows. Of the lines that follow closely in a column so
// many belong to each of the rows beside them that they stand around its height as evenly as can
// be.
#include "sheet/pdf_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <ranges>
#include <set>
#include <span>

namespace sheet {

namespace {

constexpr double kSameHeight = 0.45;      // letters
constexpr std::size_t kHeightsLeast = 3;  // fewer tell nothing
constexpr std::size_t kFiguresLeast = 2;  // of one height
constexpr std::size_t kStretchMax = 200;  // lines that follow closely, tried in every way

class Rows {
 public:
  Rows(const std::vector<Piece>& pieces, const std::vector<std::vector<std::size_t>>& columns,
       const LineMeasures& measures)
      : pieces_(pieces), columns_(columns), measures_(measures) {}

  std::optional<PieceRows> find() {
    find_heights();
    if (heights_.size() < kHeightsLeast) return std::nullopt;
    look_at_columns();
    add_heights_without_figures();
    row_of_.assign(pieces_.size(), 0);
    for (const auto& column : columns_) {
      for (std::size_t begin = 0; begin < column.size();) {
        std::size_t end = begin + 1;
        while (end < column.size() && go_on(pieces_[column[end - 1]], pieces_[column[end]])) ++end;
        place_stretch(std::span(column).subspan(begin, end - begin));
        begin = end;
      }
    }
    return number_rows();
  }

 private:
  // Lines of cells that follow each other; a title far above the first row is none of them.
  bool go_on(const Piece& above, const Piece& below) const {
    constexpr double kCellLine = 1.35;  // letters
    const double apart = below.centre() - above.centre();
    const bool is_title = above.centre() < heights_.front() - 0.6 * measures_.letter &&
                          apart > kCellLine * measures_.letter;
    return apart <= measures_.apart && !is_title;
  }

  // Where figures of several columns stand at one height.
  void find_heights() {
    std::vector<std::size_t> figures;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (is_figure(pieces_[i].text)) figures.push_back(i);
    }
    std::ranges::stable_sort(figures, {}, [&](std::size_t i) { return pieces_[i].centre(); });
    for (std::size_t begin = 0; begin < figures.size();) {
      const double first = pieces_[figures[begin]].centre();
      std::set<std::size_t> columns;
      std::size_t end = begin;
      for (; end < figures.size() &&
             pieces_[figures[end]].centre() - first < kSameHeight * measures_.letter;
           ++end)
        columns.insert(pieces_[figures[end]].first);
      if (columns.size() >= kFiguresLeast) heights_.push_back(first);
      begin = end;
    }
  }

  // Headings above the figures fill most columns; titles above them and notes below are wide.
  void add_heights_without_figures() {
    std::vector<std::vector<std::size_t>> lines;
    std::vector<std::size_t> order(pieces_.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return pieces_[i].centre(); });
    for (const std::size_t i : order) {
      const bool goes_on =
          !lines.empty() && pieces_[i].centre() - pieces_[lines.back().front()].centre() <
                                kSameHeight * measures_.letter;
      if (!goes_on) lines.emplace_back();
      lines.back().push_back(i);
    }
    const double first = heights_.front(), last = heights_.back();
    std::vector<double> added;
    double below = first;
    const std::vector<std::size_t>* line_below = nullptr;
    for (const auto& line : lines | std::views::reverse) {
      const double at = pieces_[line.front()].centre();
      if (at >= first && at < first + kSameHeight * measures_.letter) line_below = &line;
      if (at >= first) continue;
      if (below - at < measures_.letter) continue;
      const bool groups = line_below != nullptr && stands_over(line, *line_below);
      if (!groups && !fills_most(line) && !is_wide(line)) continue;
      added.push_back(at);
      below = at;
      line_below = &line;
    }
    double above = last;
    for (const auto& line : lines) {
      const double at = pieces_[line.front()].centre();
      if (at - above < measures_.letter || !is_wide(line) || pieces_[line.front()].first > 0)
        continue;
      added.push_back(at);
      above = at;
    }
    for (const auto& line : lines) {
      const double at = pieces_[line.front()].centre();
      if (at > first && (is_row_in_words(line) || is_band(line))) added.push_back(at);
    }
    heights_.insert(heights_.end(), added.begin(), added.end());
    std::ranges::sort(heights_);
  }

  // 検討 and 実施 where other rows have figures: most columns are filled, also those of the
  // figures, and no line of the same cells stands close above.
  bool is_row_in_words(const std::vector<std::size_t>& line) const {
    const double at = pieces_[line.front()].centre();
    const bool is_known = std::ranges::any_of(
        heights_, [&](double height) { return std::fabs(height - at) < measures_.letter; });
    if (is_known || !fills_most(line)) return false;
    std::size_t here = 0;
    for (const std::size_t column : of_figures_)
      here += std::ranges::any_of(line, [&](std::size_t i) { return pieces_[i].first == column; });
    if (here == 0 || here * 2 < of_figures_.size()) return false;
    return !measures_.tells_rows || std::ranges::none_of(line, [&](std::size_t i) {
      return below_another_[i] <= measures_.apart;
    });
  }

  // A line for itself that begins at the left and runs over columns, where no figures stand.
  bool is_band(const std::vector<std::size_t>& line) const {
    const Piece& piece = pieces_[line.front()];
    return line.size() == 1 && piece.first == 0 && piece.last > 0 &&
           std::ranges::none_of(heights_, [&](double height) {
             return std::fabs(height - piece.centre()) < 0.8 * measures_.letter;
           });
  }

  void look_at_columns() {
    below_another_.assign(pieces_.size(), std::numeric_limits<double>::infinity());
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      const auto& words = columns_[column];
      const auto figures =
          std::ranges::count_if(words, [&](std::size_t i) { return is_figure(pieces_[i].text); });
      if (static_cast<std::size_t>(figures) * 4 >= heights_.size()) of_figures_.push_back(column);
      for (std::size_t i = 1; i < words.size(); ++i)
        below_another_[words[i]] = pieces_[words[i]].centre() - pieces_[words[i - 1]].centre();
    }
  }

  // 平成 and 令和 over 29 30 元 2: fewer words, with others below them and beside what is below.
  bool stands_over(const std::vector<std::size_t>& line,
                   const std::vector<std::size_t>& below) const {
    const auto has = [&](const std::vector<std::size_t>& one, std::size_t column) {
      return std::ranges::any_of(one, [&](std::size_t i) {
        return pieces_[i].first <= column && column <= pieces_[i].last;
      });
    };
    return std::ranges::all_of(
               line,
               [&](std::size_t i) {
                 const std::size_t column = pieces_[i].first;
                 const bool beside =
                     (column > 0 && has(below, column - 1) && !has(line, column - 1)) ||
                     (has(below, column + 1) && !has(line, column + 1));
                 return !has(below, column) || beside;
               }) &&
           std::ranges::count_if(line,
                                 [&](std::size_t i) { return has(below, pieces_[i].first); }) > 0 &&
           below.size() > line.size();
  }

  bool fills_most(const std::vector<std::size_t>& line) const {
    std::size_t columns = 0;
    for (const std::size_t i : line) columns += pieces_[i].last - pieces_[i].first + 1;
    return line.size() > 1 && columns * 2 >= columns_.size();
  }
  bool is_wide(const std::vector<std::size_t>& line) const {
    constexpr double kWide = 8;  // letters
    const Box& box = pieces_[line.front()].box;
    return line.size() == 1 && box.right - box.left > kWide * measures_.letter;
  }

  // Lines of one column that follow each other closely.
  void place_stretch(std::span<const std::size_t> lines) {
    const double near = 0.6 * measures_.letter;
    const auto first = std::ranges::lower_bound(heights_, pieces_[lines.front()].centre() - near);
    const auto last = std::ranges::upper_bound(heights_, pieces_[lines.back()].centre() + near);
    const auto heights = std::span(first, last);
    if (heights.empty()) {
      double sum = 0;
      for (const std::size_t i : lines) sum += pieces_[i].centre();
      loose_.push_back({{lines.begin(), lines.end()}, sum / static_cast<double>(lines.size())});
      return;
    }
    const auto base = static_cast<std::size_t>(first - heights_.begin());
    if (lines.size() > kStretchMax || heights.size() > kStretchMax) {
      for (const std::size_t i : lines) row_of_[i] = base + nearest(heights, pieces_[i].centre());
      return;
    }
    const auto ends = divide(lines, heights);
    std::size_t from = 0;
    for (std::size_t row = 0; row < heights.size(); ++row) {
      for (; from < ends[row]; ++from) row_of_[lines[from]] = base + row;
    }
  }

  static std::size_t nearest(std::span<const double> heights, double at) {
    const auto found = std::ranges::min_element(
        heights, {}, [&](double height) { return std::fabs(height - at); });
    return static_cast<std::size_t>(found - heights.begin());
  }

  // Where the lines of each height end.
  std::vector<std::size_t> divide(std::span<const std::size_t> lines,
                                  std::span<const double> heights) const {
    const std::size_t count = lines.size(), rows = heights.size();
    constexpr double kNever = std::numeric_limits<double>::infinity();
    // A height without lines costs as much as lines that stand a little beside it.
    const double empty = 0.5 * measures_.letter;
    std::vector best(rows + 1, std::vector<double>(count + 1, kNever));
    std::vector begins(rows + 1, std::vector<std::size_t>(count + 1, 0));
    best[0][0] = 0;
    for (std::size_t row = 1; row <= rows; ++row) {
      for (std::size_t end = 0; end <= count; ++end) {
        for (std::size_t begin = 0; begin <= end; ++begin) {
          if (best[row - 1][begin] == kNever) continue;
          const double middle =
              begin == end
                  ? 0
                  : (pieces_[lines[begin]].centre() + pieces_[lines[end - 1]].centre()) / 2;
          const double cost =
              best[row - 1][begin] + (begin == end ? empty : std::fabs(middle - heights[row - 1]));
          if (cost >= best[row][end]) continue;
          best[row][end] = cost;
          begins[row][end] = begin;
        }
      }
    }
    std::vector<std::size_t> ends(rows, count);
    for (std::size_t row = rows, end = count; row > 0; --row) {
      ends[row - 1] = end;
      end = begins[row][end];
    }
    return ends;
  }

  // What stands beside no figure makes rows of its own; then all are counted from the top.
  PieceRows number_rows() {
    struct Found {
      double at = 0;
      std::vector<std::size_t> pieces;
    };
    std::vector<Found> found(heights_.size());
    std::vector<bool> is_loose(pieces_.size(), false);
    for (const auto& block : loose_) {
      for (const std::size_t i : block.pieces) is_loose[i] = true;
    }
    for (std::size_t i = 0; i < heights_.size(); ++i) found[i].at = heights_[i];
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (!is_loose[i]) found[row_of_[i]].pieces.push_back(i);
    }
    std::ranges::stable_sort(
        loose_, {}, [&](const Loose& block) { return pieces_[block.pieces.front()].centre(); });
    double bottom = -1e9;
    for (const Loose& block : loose_) {
      const double top = pieces_[block.pieces.front()].centre() - 0.3 * measures_.letter;
      if (top >= bottom) found.push_back({block.at, {}});
      bottom = std::max(top >= bottom ? -1e9 : bottom,
                        pieces_[block.pieces.back()].centre() + 0.3 * measures_.letter);
      found.back().pieces.insert(found.back().pieces.end(), block.pieces.begin(),
                                 block.pieces.end());
    }
    std::ranges::stable_sort(found, {}, &Found::at);
    PieceRows rows{std::vector<std::size_t>(pieces_.size()), 0};
    for (const Found& one : found) {
      if (one.pieces.empty()) continue;
      for (const std::size_t i : one.pieces) rows.row_of[i] = rows.rows;
      ++rows.rows;
    }
    return rows;
  }

  struct Loose {
    std::vector<std::size_t> pieces;
    double at = 0;
  };

  const std::vector<Piece>& pieces_;
  const std::vector<std::vector<std::size_t>>& columns_;
  const LineMeasures measures_;
  std::vector<double> heights_;
  std::vector<std::size_t> of_figures_;  // columns that hold them
  std::vector<double> below_another_;    // of each piece, how far below the one above in its column
  std::vector<std::size_t> row_of_;
  std::vector<Loose> loose_;
};

}  // namespace

bool is_figure(std::string_view text) {
  const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
  return digits > 0 && text.size() <= 14 &&
         static_cast<std::size_t>(digits) * 2 >=
             text.size() - std::min<std::size_t>(text.size(), 3);
}

std::optional<PieceRows> rows_by_figures(const std::vector<Piece>& pieces,
                                         const std::vector<std::vector<std::size_t>>& columns,
                                         const LineMeasures& measures) {
  return Rows(pieces, columns, measures).find();
}

}  // namespace sheet
