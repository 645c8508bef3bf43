// First the columns that fill the rows, then those that stand over several of them.
#include "sheet/pdf_text_rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>

#include "sheet/pdf_middles.h"

namespace sheet {

namespace {

constexpr double kSameLine = 0.45;
constexpr double kLooser = 1.18;   // times the line distance: another row begins
constexpr double kCellLine = 1.7;  // letters: lines of one cell are no further from each other

using Columns = std::vector<std::vector<std::size_t>>;

Columns by_column(const std::vector<Piece>& pieces, std::size_t count) {
  Columns columns(count);
  for (std::size_t i = 0; i < pieces.size(); ++i) columns[pieces[i].first].push_back(i);
  return columns;
}

class DenseRows {
 public:
  DenseRows(const std::vector<Piece>& pieces, const TextColumns& columns)
      : pieces_(pieces), columns_(columns) {}

  LineDistances find_distances() {
    // Those between lines that hold more than one piece: titles and notes keep other distances.
    std::vector<double> distances, of_rows;
    std::vector<Distance> all;
    for (const auto& column : by_column(pieces_, columns_.count)) {
      for (std::size_t i = 1; i < column.size(); ++i) {
        const Piece& above = pieces_[column[i - 1]];
        const Piece& below = pieces_[column[i]];
        const double distance = below.centre() - above.centre();
        if (distance < kSameLine * columns_.letter) continue;
        if (distance < 4 * columns_.letter) distances.push_back(distance);
        if (distance < 4 * columns_.letter) all.push_back({distance, above.line});
        if (distance < 15 * columns_.letter && follows(above.line, below.line))
          of_rows.push_back(distance);
      }
    }
    std::ranges::sort(distances);
    const double closest = distances.empty() ? 1.2 * columns_.letter
                                             : closest_of(all, distances[distances.size() / 10]);
    const auto is_loose_distance = [&](double distance) { return distance > kLooser * closest; };
    const auto loose = std::ranges::count_if(of_rows, is_loose_distance);
    return {kLooser * closest, loose > 0 && loose * 10 >= std::ssize(distances) &&
                                   !std::ranges::all_of(distances, is_loose_distance)};
  }

  PieceRows find() {
    distances_ = find_distances();
    const Columns columns = by_column(pieces_, columns_.count);
    if (auto rows = rows_by_figures(pieces_, columns,
                                    {columns_.letter, distances_.apart, distances_.tells_rows}))
      return std::move(*rows);
    rows_.row_of.assign(pieces_.size(), 0);
    if (distances_.tells_rows) {
      by_distance(columns);
    } else {
      by_line();
    }
    return std::move(rows_);
  }

 private:
  struct Distance {
    double distance = 0;
    std::size_t line = 0;  // the upper one
  };

  // The smallest that several lines keep: one of a note or of the headings tells nothing.
  static double closest_of(std::vector<Distance> all, double usual) {
    constexpr std::size_t kLinesLeast = 3, kTriedMax = 1'000;
    constexpr double kSame = 1.04;
    std::ranges::sort(all, {}, &Distance::distance);
    for (std::size_t i = 0; i < all.size() && i < kTriedMax && all[i].distance <= usual; ++i) {
      std::set<std::size_t> lines;
      for (std::size_t k = i; k < all.size() && all[k].distance <= kSame * all[i].distance; ++k) {
        lines.insert(all[k].line);
        if (lines.size() >= kLinesLeast) return all[i].distance;
      }
    }
    return usual;
  }

  // Both hold more than one piece, and no line between them does.
  bool follows(std::size_t above, std::size_t below) const {
    const auto has_more = [](std::size_t count) { return count > 1; };
    const auto at = [&](std::size_t line) {
      return columns_.pieces_of_line.begin() + static_cast<std::ptrdiff_t>(line);
    };
    return above < below && has_more(*at(above)) && has_more(*at(below)) &&
           std::none_of(at(above) + 1, at(below), has_more);
  }

  // Lines that follow closely in a column are one cell; cells that stand beside each other are one
  // row, also where a single line stands at half the height of many.
  void by_distance(const Columns& columns) {
    struct Block {
      double top, bottom;
      std::vector<std::size_t> pieces;
    };
    std::vector<Block> blocks;
    for (const auto& column : columns) {
      std::optional<std::size_t> previous;
      for (const std::size_t i : column) {
        const Piece& piece = pieces_[i];
        const bool is_tall = piece.box.bottom - piece.box.top > 2.5 * columns_.letter;
        const double half = is_tall ? (piece.box.bottom - piece.box.top) / 2 - 0.3 * columns_.letter
                                    : 0.3 * columns_.letter;
        const bool goes_on =
            previous && piece.centre() - pieces_[*previous].centre() <= distances_.apart &&
            (piece.first == piece.last) == (pieces_[*previous].first == pieces_[*previous].last) &&
            !(is_figure(piece.text) && is_figure(pieces_[*previous].text));
        previous = i;
        if (!goes_on) blocks.push_back({piece.centre() - half, piece.centre() + half, {}});
        blocks.back().bottom = piece.centre() + half;
        blocks.back().pieces.push_back(i);
      }
    }
    std::ranges::stable_sort(blocks, {}, &Block::top);
    double bottom = -1e9;
    for (const Block& block : blocks) {
      if (block.top >= bottom) ++rows_.rows;
      bottom = block.top >= bottom ? block.bottom : std::max(bottom, block.bottom);
      for (const std::size_t i : block.pieces) rows_.row_of[i] = rows_.rows - 1;
    }
  }

  // All lines stand at one distance: each is a row, but one that fills only a few columns and
  // begins right of the first goes on with the row above.
  void by_line() {
    std::map<std::size_t, std::vector<std::size_t>> lines;
    for (std::size_t i = 0; i < pieces_.size(); ++i) lines[pieces_[i].line].push_back(i);
    double last_centre = -1e9;
    std::vector<std::size_t> above;
    for (const auto& [line, members] : lines) {
      std::vector<std::size_t> filled;
      bool has_figure = false;
      for (const std::size_t i : members) {
        filled.push_back(pieces_[i].first);
        has_figure = has_figure || is_figure(pieces_[i].text);
      }
      std::ranges::sort(filled);
      const double centre = pieces_[members.front()].centre();
      const bool goes_on = rows_.rows > 0 && filled.front() > 0 && !has_figure &&
                           filled.size() * 2 <= (columns_.count - 1) &&
                           centre - last_centre < 2 * columns_.letter &&
                           std::ranges::includes(above, filled);
      if (!goes_on) ++rows_.rows;
      last_centre = centre;
      above = std::move(filled);
      for (const std::size_t i : members) rows_.row_of[i] = rows_.rows - 1;
    }
  }

  const std::vector<Piece>& pieces_;
  const TextColumns& columns_;
  LineDistances distances_;
  PieceRows rows_;
};

// Columns with fewer words than others that stand beside nothing of the full ones.
class Middles {
 public:
  Middles(const std::vector<Piece>& pieces, const TextColumns& columns)
      : pieces_(pieces), columns_(columns), distances_(distances_of_lines(pieces, columns)) {}

  PieceRows find() {
    find_headings();
    find_sparse();
    std::vector<Piece> dense;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (is_sparse_[pieces_[i].first] && !is_heading(i)) continue;
      dense.push_back(pieces_[i]);
      places.push_back(i);
    }
    PieceRows rows = DenseRows(dense, columns_).find();
    if (dense.size() == pieces_.size()) return rows;
    all_.rows = rows.rows;
    all_.row_of.assign(pieces_.size(), 0);
    for (std::size_t i = 0; i < dense.size(); ++i) all_.row_of[places[i]] = rows.row_of[i];
    lay_over(places);
    return std::move(all_);
  }

 private:
  void find_headings() {
    // Headings end with the first lines that hold words of most columns; those of several rows, and
    // those at half the height beside them, stand closer than rows.
    constexpr double kHalfLine = 1.25;
    std::vector<std::size_t> order(pieces_.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return pieces_[i].centre(); });
    headings_end_ = -1e9;
    std::set<std::size_t> filled;
    double last = -1e9;
    for (const std::size_t i : order) {
      const double at = pieces_[i].centre();
      if (at - last > kHalfLine * columns_.letter) {
        if (filled.size() * 3 >= columns_.count * 2) break;
        filled.clear();
      }
      last = at;
      for (std::size_t column = pieces_[i].first; column <= pieces_[i].last; ++column)
        filled.insert(column);
    }
    if (filled.size() * 3 >= columns_.count * 2) headings_end_ = last;
    headings_end_ += kSameLine * columns_.letter;
  }

  void find_sparse() {
    const Columns columns = by_column(pieces_, columns_.count);
    std::vector<std::size_t> cells;
    for (const auto& column : columns) cells.push_back(middles_of(column).size());
    const std::size_t most = std::max<std::size_t>(1, std::ranges::max(cells));
    is_sparse_.assign(columns_.count, false);
    std::vector<bool> has_full(columns_.pieces_of_line.size(), false);
    const auto is_full = [&](std::size_t at) { return cells[at] * 5 >= most * 3; };
    for (std::size_t at = 0; at < columns.size(); ++at) {
      if (!is_full(at)) continue;
      for (const std::size_t i : columns[at]) has_full[pieces_[i].line] = true;
    }
    std::size_t first_full = 0;
    while (first_full < cells.size() && !is_full(first_full)) ++first_full;
    double first_row = 1e9;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (has_full[pieces_[i].line] && !is_heading(i))
        first_row = std::min(first_row, pieces_[i].centre());
    }
    for (std::size_t at = 0; at < columns.size(); ++at) {
      const auto& column = columns[at];
      if (is_full(at) || column.empty()) continue;
      std::size_t off = 0;
      for (const std::size_t i : column) {
        const bool is_title =
            columns_.pieces_of_line[pieces_[i].line] < 2 && pieces_[i].first != pieces_[i].last;
        off += !has_full[pieces_[i].line] && !is_title && !is_figure(pieces_[i].text) ? 1 : 0;
      }
      // Words of groups at the left that begin below the first row cannot belong to single rows.
      const auto first =
          std::ranges::find_if(column, [&](std::size_t i) { return !is_heading(i); });
      const bool begins_below = first != column.end() &&
                                pieces_[*first].centre() > first_row + kSameLine * columns_.letter;
      is_sparse_[at] =
          (off >= 2 && off * 3 >= column.size()) || (begins_below && (off > 0 || at < first_full));
    }
    add_nearly_full(columns, cells, most);
    if (std::ranges::count(is_sparse_, false) < 2) is_sparse_.assign(columns_.count, false);
  }

  // A column left of the names with one word for each group, some groups of a single row: it is
  // nearly full, but some of its words stand between the rows of the full columns.
  void add_nearly_full(const Columns& columns, const std::vector<std::size_t>& cells,
                       std::size_t most) {
    std::vector<double> heights;  // of rows
    std::size_t first_full = columns.size();
    for (std::size_t at = columns.size(); at-- > 0;) {
      if (cells[at] != most) continue;
      first_full = at;
      for (const double height : middles_of(columns[at])) heights.push_back(height);
    }
    std::ranges::sort(heights);
    for (std::size_t at = 0; at < first_full && most > 3; ++at) {
      if (is_sparse_[at] || cells[at] >= most || cells[at] == 0) continue;
      const auto middles = middles_of(columns[at]);
      is_sparse_[at] = std::ranges::any_of(middles, [&](double middle) {
        const double near = 0.6 * columns_.letter;
        const auto next = std::ranges::lower_bound(heights, middle - near);
        return next == heights.end() || *next > middle + near;
      });
    }
  }

  // Of each cell of the column, below the headings: its lines stand closer than cells, where that
  // tells anything.
  std::vector<double> middles_of(const std::vector<std::size_t>& column) const {
    std::vector<std::pair<double, double>> blocks;
    for (const std::size_t i : column) {
      if (is_heading(i)) continue;
      const double at = pieces_[i].centre();
      const double least = distances_.tells_rows ? distances_.apart : kSameLine * columns_.letter;
      const bool goes_on = !blocks.empty() && at - blocks.back().second <= least;
      if (!goes_on) blocks.emplace_back(at, at);
      blocks.back().second = at;
    }
    std::vector<double> middles;
    for (const auto& [top, bottom] : blocks) middles.push_back((top + bottom) / 2);
    return middles;
  }

  bool is_heading(std::size_t i) const {
    return pieces_[i].centre() <= headings_end_ || pieces_[i].first != pieces_[i].last;
  }

  // Rows that follow each other, parted by bands and notes, and where each begins and ends.
  void lay_over(const std::vector<std::size_t>& places) {
    struct Extent {
      double top = 1e9, bottom = -1e9;
      std::size_t pieces = 0;
    };
    std::vector<Extent> rows(all_.rows);
    for (const std::size_t i : places) {
      Extent& row = rows[all_.row_of[i]];
      row.top = std::min(row.top, pieces_[i].centre());
      row.bottom = std::max(row.bottom, pieces_[i].centre());
      ++row.pieces;
    }
    for (std::size_t begin = 0; begin < rows.size();) {
      const auto is_body = [&](const Extent& row) {
        return row.top > headings_end_ && row.pieces > 1;
      };
      if (!is_body(rows[begin])) {
        ++begin;
        continue;
      }
      std::size_t end = begin;
      std::vector<double> edges;
      for (; end < rows.size() && is_body(rows[end]); ++end) {
        const bool first = end == begin;
        edges.push_back(first ? rows[end].top - columns_.letter
                              : (rows[end - 1].bottom + rows[end].top) / 2);
      }
      edges.push_back(rows[end - 1].bottom + columns_.letter);
      level_ends(edges);
      segments_.push_back({begin, std::move(edges)});
      begin = end;
    }
    const Columns columns = by_column(pieces_, columns_.count);
    for (std::size_t column = 0; column < is_sparse_.size(); ++column) {
      if (is_sparse_[column]) lay_column_over(column, columns[column]);
    }
  }

  // The first and the last row reach as far beyond their words as the others do.
  static void level_ends(std::vector<double>& edges) {
    if (edges.size() < 4) return;
    edges.front() = edges[1] - (edges[2] - edges[1]);
    const std::size_t last = edges.size() - 1;
    edges[last] = edges[last - 1] + (edges[last - 1] - edges[last - 2]);
  }

  struct Segment {
    std::size_t first_row = 0;
    std::vector<double> edges;
  };

  void lay_column_over(std::size_t column, const std::vector<std::size_t>& words) {
    for (const Segment& segment : segments_) {
      std::vector<std::vector<std::size_t>> blocks;
      for (const std::size_t i : words) {
        const Piece& piece = pieces_[i];
        if (is_heading(i) || piece.centre() < segment.edges.front() ||
            piece.centre() > segment.edges.back())
          continue;
        const bool goes_on =
            !blocks.empty() &&
            piece.centre() - pieces_[blocks.back().back()].centre() < kCellLine * columns_.letter;
        if (!goes_on) blocks.emplace_back();
        blocks.back().push_back(i);
      }
      lay_blocks(column, segment, blocks);
    }
    for (const std::size_t i : words) {
      if (!is_heading(i) && !is_laid_.contains(i)) put_beside(i);
    }
  }

  void lay_blocks(std::size_t column, const Segment& segment,
                  const std::vector<std::vector<std::size_t>>& blocks) {
    if (blocks.empty()) return;
    std::vector<double> middles;
    for (const auto& block : blocks)
      middles.push_back((pieces_[block.front()].centre() + pieces_[block.back()].centre()) / 2);
    const auto begins = begins_by_middles(segment.edges, middles);
    const std::size_t rows = segment.edges.size() - 1;
    for (std::size_t k = 0; k < blocks.size(); ++k) {
      const auto beside =
          std::ranges::upper_bound(segment.edges, middles[k]) - segment.edges.begin();
      const std::size_t nearest =
          std::clamp<std::size_t>(static_cast<std::size_t>(beside), 1, rows) - 1;
      const std::size_t first = begins ? (*begins)[k] : nearest;
      for (const std::size_t i : blocks[k]) {
        all_.row_of[i] = segment.first_row + first;
        is_laid_[i] = true;
      }
      if (!begins) continue;
      const std::size_t last = (k + 1 < blocks.size() ? (*begins)[k + 1] : rows) - 1;
      if (last > first) {
        all_.downwards.push_back(
            {segment.first_row + first, column, segment.first_row + last, column});
      }
    }
  }

  // Outside of all rows: in that of the nearest word which has one. They are sorted by height.
  void put_beside(std::size_t i) {
    const auto has_row = [&](std::size_t at) {
      return !is_sparse_[pieces_[at].first] || is_heading(at);
    };
    std::size_t above = i, below = i;
    while (above > 0 && !has_row(above)) --above;
    while (below + 1 < pieces_.size() && !has_row(below)) ++below;
    const double up = has_row(above) ? pieces_[i].centre() - pieces_[above].centre() : 1e9;
    const double down = has_row(below) ? pieces_[below].centre() - pieces_[i].centre() : 1e9;
    all_.row_of[i] = all_.row_of[up <= down ? above : below];
  }

  const std::vector<Piece>& pieces_;
  const TextColumns& columns_;
  const LineDistances distances_;
  std::vector<bool> is_sparse_;
  double headings_end_ = -1e9;
  std::vector<Segment> segments_;
  std::map<std::size_t, bool> is_laid_;
  PieceRows all_;
};

}  // namespace

LineDistances distances_of_lines(const std::vector<Piece>& pieces, const TextColumns& columns) {
  return DenseRows(pieces, columns).find_distances();
}

PieceRows rows_by_words(const std::vector<Piece>& pieces, const TextColumns& columns) {
  return Middles(pieces, columns).find();
}

}  // namespace sheet
