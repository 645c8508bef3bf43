// Bands between the marks, joined downwards column by column, then counted from the top together
// with the lines above and below the marks.
#include "sheet/pdf_marked_rows.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "sheet/pdf_middles.h"

namespace sheet {

namespace {

constexpr double kSameHeight = 0.45;  // letters
constexpr std::size_t kPlacesMax = 200'000;

class MarkedRows {
 public:
  MarkedRows(const std::vector<Piece>& pieces, const PageMarks& marks,
             const std::vector<Box>& extents, const LineMeasures& measures)
      : pieces_(pieces), marks_(marks), extents_(extents), measures_(measures) {}

  std::optional<PieceRows> find() {
    if (marks_.rows.empty() || pieces_.empty()) return std::nullopt;
    if ((marks_.rows.size() + 1) * extents_.size() > kPlacesMax) return std::nullopt;
    find_bands();
    if (begins_above()) find_bands();
    if (ends_below()) find_bands();
    if (divide_bands()) find_bands();
    find_straddling();
    if (!are_rows()) return std::nullopt;
    join_downwards();
    return number();
  }

 private:
  // Of each piece, the band in which its middle stands: 0 is above all marks.
  void find_bands() {
    const std::size_t bands = marks_.rows.size() + 1;
    band_.clear();
    inside_.assign(bands, std::vector<std::vector<std::size_t>>(extents_.size()));
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const auto next =
          std::ranges::upper_bound(marks_.rows, pieces_[i].centre(), {}, &RowMark::at);
      band_.push_back(static_cast<std::size_t>(next - marks_.rows.begin()));
      inside_[band_.back()][pieces_[i].first].push_back(i);
    }
  }

  // Lines drawn below the rows alone leave the first row above them: a line as long is thought
  // above it, at the middle of the white.
  bool begins_above() {
    if (marks_.rows.size() < 3) return false;
    std::vector<double> pitches;
    for (std::size_t i = 1; i < marks_.rows.size(); ++i)
      pitches.push_back(marks_.rows[i].at - marks_.rows[i - 1].at);
    const double first = marks_.rows.front().at;
    const double pitch = middle(std::move(pitches), 0);
    std::vector<double> heights;  // of words above the first line, from below
    std::size_t close = 0, figures = 0;
    for (const Piece& piece : pieces_) {
      const double above = first - piece.centre();
      if (above <= 0 || above > 4 * pitch) continue;
      heights.push_back(piece.centre());
      close += above < pitch ? 1 : 0;
      figures += above < pitch && is_figure(piece.text) ? 1 : 0;
    }
    if (close * 2 < extents_.size() || figures < 2) return false;
    std::ranges::sort(heights, std::greater<>());
    for (std::size_t i = 1; i < heights.size(); ++i) {
      const double white = heights[i - 1] - heights[i];
      if (first - heights[i - 1] > pitch) return false;
      if (white < 1.3 * measures_.letter) continue;
      RowMark mark = marks_.rows.front();
      mark.at = (heights[i - 1] + heights[i]) / 2;
      marks_.rows.insert(marks_.rows.begin(), std::move(mark));
      return true;
    }
    return false;
  }

  // Lines drawn above the rows alone leave the last row below them.
  bool ends_below() {
    if (marks_.rows.size() < 3) return false;
    const double last = marks_.rows.back().at;
    double highest = 0;  // of a row
    for (std::size_t i = 1; i < marks_.rows.size(); ++i)
      highest = std::max(highest, marks_.rows[i].at - marks_.rows[i - 1].at);
    std::vector<std::size_t> below;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const double at = pieces_[i].centre() - last;
      if (at > 0 && at < 1.2 * highest) below.push_back(i);
    }
    std::ranges::sort(below, {}, [&](std::size_t i) { return pieces_[i].centre(); });
    std::vector<bool> filled(extents_.size(), false);
    double end = last;
    for (const std::size_t i : below) {
      const double white = pieces_[i].centre() - end;
      if (end > last && white > measures_.apart) break;
      end = pieces_[i].centre();
      filled[pieces_[i].first] = true;
    }
    if (std::ranges::count(filled, true) * 3 < std::ssize(filled) * 2) return false;
    RowMark mark = marks_.rows.back();
    mark.at = end + 0.7 * measures_.letter;
    marks_.rows.push_back(std::move(mark));
    return true;
  }

  // Some programs shade two rows as one where a cell goes over both. Where figures stand below
  // figures, and most columns have words on both lines, another row begins.
  bool divide_bands() {
    std::vector<RowMark> added;
    for (std::size_t band = 1; band < marks_.rows.size(); ++band) {
      std::map<std::size_t, std::vector<std::size_t>> lines;  // by line, its columns' pieces
      std::size_t filled = 0;
      for (const auto& cell : inside_[band]) {
        filled += cell.empty() ? 0 : 1;
        for (const std::size_t i : cell) lines[pieces_[i].line].push_back(i);
      }
      const std::vector<std::size_t>* above = nullptr;
      for (const auto& [line, words] : lines) {
        if (above != nullptr) add_between(*above, words, filled, added);
        if (above == nullptr || words.size() * 2 >= filled) above = &words;
      }
    }
    if (added.empty()) return false;
    marks_.rows.insert(marks_.rows.end(), added.begin(), added.end());
    std::ranges::sort(marks_.rows, {}, &RowMark::at);
    return true;
  }

  void add_between(const std::vector<std::size_t>& above, const std::vector<std::size_t>& below,
                   std::size_t filled, std::vector<RowMark>& added) const {
    RowMark mark;
    std::size_t both = 0, figures = 0, apart = 0, first = extents_.size();
    for (const std::size_t lower : below) {
      const auto upper = std::ranges::find_if(
          above, [&](std::size_t i) { return pieces_[i].first == pieces_[lower].first; });
      if (upper == above.end()) continue;
      ++both;
      figures += is_figure(pieces_[*upper].text) && is_figure(pieces_[lower].text) ? 1 : 0;
      const double distance = pieces_[lower].centre() - pieces_[*upper].centre();
      apart += distance > measures_.apart ? 1 : 0;
      first = std::min(first, pieces_[lower].first);
      mark.at = (pieces_[*upper].centre() + pieces_[lower].centre()) / 2;
    }
    // Words below figures: rows where lines of a cell stand closer.
    const bool parts = figures > 0 || (measures_.tells_rows && apart == both && both > 2);
    if (!parts || both * 2 < filled) return;
    // Right of the first of them what is blank on a line is a blank cell; left of it a cell goes
    // on.
    for (std::size_t column = first; column < extents_.size(); ++column) {
      const auto [left, right] = reach(column);
      if (right > left) mark.spans.emplace_back(left, right);
    }
    added.push_back(std::move(mark));
  }

  bool is_inside(std::size_t band) const { return band > 0 && band < marks_.rows.size(); }

  bool are_rows() const {
    std::map<std::size_t, int> on_line;
    for (const Piece& piece : pieces_) ++on_line[piece.line];
    std::size_t within = 0, beside = 0;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (on_line[pieces_[i].line] < 2) continue;
      ++beside;
      within += is_inside(band_[i]) ? 1 : 0;
    }
    if (within * 5 < beside * 3) return false;
    std::size_t several = 0, filled = 0;
    for (std::size_t band = 1; band < marks_.rows.size(); ++band) {
      const auto& columns = inside_[band];
      if (std::ranges::all_of(columns, [](const auto& cell) { return cell.empty(); })) continue;
      ++filled;
      several += std::ranges::any_of(columns, [&](const auto& cell) {
        return std::ranges::count_if(cell,
                                     [&](std::size_t i) { return is_figure(pieces_[i].text); }) > 1;
      });
    }
    return filled >= 3 && several * 5 <= filled;
  }

  // Of each mark, the columns in which words stand across it.
  void find_straddling() {
    straddled_.assign(marks_.rows.size(), std::vector<bool>(extents_.size(), false));
    for (const Piece& piece : pieces_) {
      if (piece.first != piece.last) continue;
      const double quarter = (piece.box.bottom - piece.box.top) / 4;
      auto mark = std::ranges::upper_bound(marks_.rows, piece.box.top + quarter, {}, &RowMark::at);
      for (; mark != marks_.rows.end() && mark->at < piece.box.bottom - quarter; ++mark)
        straddled_[static_cast<std::size_t>(mark - marks_.rows.begin())][piece.first] = true;
    }
  }

  void join_downwards() {
    const std::size_t bands = marks_.rows.size() + 1;
    top_.assign(bands, std::vector<std::size_t>(extents_.size()));
    for (std::size_t band = 0; band < bands; ++band) std::ranges::fill(top_[band], band);
    for (std::size_t column = 0; column < extents_.size(); ++column) {
      const auto [left, right] = reach(column);
      if (right <= left) continue;
      std::size_t parted = 0, left_out = 0;
      for (std::size_t band = 2; band < marks_.rows.size(); ++band)
        ++(marks_.rows[band - 1].parts(left, right) ? parted : left_out);
      // Where nothing is ever marked nothing is left out either.
      const bool is_marked = parted * 4 >= left_out;
      for (std::size_t begin = 1; begin < marks_.rows.size();) {
        std::size_t end = begin + 1;
        while (end < marks_.rows.size() &&
               ((is_marked && !marks_.rows[end - 1].parts(left, right)) ||
                straddled_[end - 1][column]))
          ++end;
        if (end > begin + 1) divide(column, begin, end);
        begin = end;
      }
    }
  }

  // Bands that no mark parts in this column: one cell, or several whose words stand apart.
  void divide(std::size_t column, std::size_t begin, std::size_t end) {
    std::vector<std::size_t> words;
    for (std::size_t band = begin; band < end; ++band)
      words.insert(words.end(), inside_[band][column].begin(), inside_[band][column].end());
    std::ranges::stable_sort(words, {}, [&](std::size_t i) { return pieces_[i].centre(); });
    std::vector<std::vector<std::size_t>> blocks;
    for (const std::size_t i : words) {
      const bool goes_on =
          !blocks.empty() &&
          pieces_[i].centre() - pieces_[blocks.back().back()].centre() <= measures_.apart;
      if (!goes_on) blocks.emplace_back();
      blocks.back().push_back(i);
    }
    std::vector<std::size_t> begins{0};
    if (blocks.size() > 1) {
      std::vector<double> edges, middles;
      for (std::size_t band = begin; band <= end; ++band) edges.push_back(marks_.rows[band - 1].at);
      for (const auto& block : blocks)
        middles.push_back((pieces_[block.front()].centre() + pieces_[block.back()].centre()) / 2);
      if (auto told = begins_by_middles(edges, middles)) {
        begins = std::move(*told);
      } else {
        // Each from the band in which it stands.
        for (std::size_t k = 1; k < blocks.size(); ++k)
          begins.push_back(std::max(begins.back(), band_[blocks[k].front()] - begin));
      }
    }
    for (std::size_t k = 0; k < begins.size(); ++k) {
      const std::size_t last = k + 1 < begins.size() ? begins[k + 1] : end - begin;
      for (std::size_t band = begins[k]; band < last; ++band)
        top_[begin + band][column] = begin + begins[k];
    }
    for (std::size_t k = 0; k < blocks.size(); ++k) {
      for (const std::size_t i : blocks[k]) band_[i] = begin + begins[k];
    }
  }

  std::pair<double, double> reach(std::size_t column) const {
    if (marks_.edges.size() == extents_.size() + 1)
      return {marks_.edges[column], marks_.edges[column + 1]};
    return {extents_[column].left, extents_[column].right};
  }

  // Headings above the first mark that go on in the next line: their lines overlap, or a few of
  // them have a second line right below.
  void join_broken_headings(std::map<double, std::vector<std::size_t>>& at_height) const {
    constexpr double kOverlap = 0.95, kNextLine = 1.7;  // letters
    constexpr std::size_t kHeadingsLeast = 3;
    double below_of_last = -1e9;
    for (auto line = at_height.begin(); line != at_height.end();) {
      const auto next = std::next(line);
      if (next == at_height.end() || next->first > marks_.rows.front().at) return;
      const double lowest = std::max(below_of_last, line->first);
      const bool overlaps = next->first - lowest < kOverlap * measures_.letter;
      const bool goes_on =
          next->first - lowest < kNextLine * measures_.letter &&
          line->second.size() >= kHeadingsLeast && next->second.size() * 2 <= line->second.size() &&
          std::ranges::all_of(
              next->second,
              [&](std::size_t i) {
                return pieces_[i].first == pieces_[i].last && stands_in(line->second, i);
              });
      const bool clashes =
          overlaps && std::ranges::any_of(next->second, [&](std::size_t i) {
            return !stands_in(line->second, i) && pieces_[i].first != pieces_[i].last;
          });
      if ((!overlaps || clashes) && !goes_on) {
        below_of_last = -1e9;
        line = next;
        continue;
      }
      below_of_last = next->first;
      line->second.insert(line->second.end(), next->second.begin(), next->second.end());
      at_height.erase(next);
    }
  }

  // In the column of one of these words.
  bool stands_in(const std::vector<std::size_t>& line, std::size_t piece) const {
    return std::ranges::any_of(line, [&](std::size_t i) {
      return pieces_[i].first == pieces_[i].last && pieces_[i].first == pieces_[piece].first;
    });
  }

  PieceRows number() const {
    // By height: the bands that hold anything, and the lines outside.
    std::map<double, std::vector<std::size_t>> at_height;
    std::vector<bool> is_filled(marks_.rows.size() + 1, false);
    for (std::size_t i = 0; i < pieces_.size(); ++i) is_filled[band_[i]] = true;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (is_inside(band_[i])) continue;
      const double at = pieces_[i].centre();
      const auto near = at_height.lower_bound(at - kSameHeight * measures_.letter);
      const bool is_same =
          near != at_height.end() && near->first < at + kSameHeight * measures_.letter;
      at_height[is_same ? near->first : at].push_back(i);
    }
    join_broken_headings(at_height);
    for (std::size_t band = 1; band < marks_.rows.size(); ++band) {
      if (is_filled[band]) at_height.try_emplace(marks_.rows[band - 1].at);
    }
    PieceRows rows{std::vector<std::size_t>(pieces_.size()), 0, {}};
    std::map<double, std::size_t> number_at;
    for (const auto& [at, outside] : at_height) {
      for (const std::size_t i : outside) rows.row_of[i] = rows.rows;
      number_at[at] = rows.rows++;
    }
    const auto number_of = [&](std::size_t band) { return number_at.at(marks_.rows[band - 1].at); };
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (!is_inside(band_[i])) continue;
      std::size_t top = top_[band_[i]][pieces_[i].first];
      while (!is_filled[top]) ++top;
      rows.row_of[i] = number_of(top);
    }
    for (std::size_t column = 0; column < extents_.size(); ++column) {
      for (std::size_t band = 1; band < marks_.rows.size(); ++band) {
        if (!is_filled[band] || top_[band][column] != band) continue;
        std::size_t last = band;
        for (std::size_t next = band + 1; next < marks_.rows.size() && top_[next][column] == band;
             ++next) {
          if (is_filled[next]) last = next;
        }
        if (last > band)
          rows.downwards.push_back({number_of(band), column, number_of(last), column});
      }
    }
    return rows;
  }

  const std::vector<Piece>& pieces_;
  PageMarks marks_;
  const std::vector<Box>& extents_;
  const LineMeasures measures_;
  std::vector<std::size_t> band_;                              // beside the pieces
  std::vector<std::vector<std::vector<std::size_t>>> inside_;  // [band][column]
  std::vector<std::vector<bool>> straddled_;                   // [mark][column]
  std::vector<std::vector<std::size_t>> top_;                  // [band][column]: where it begins
};

}  // namespace

std::optional<PieceRows> rows_by_marks(const std::vector<Piece>& pieces, const PageMarks& marks,
                                       const std::vector<Box>& extents,
                                       const LineMeasures& measures) {
  return MarkedRows(pieces, marks, extents, measures).find();
}

}  // namespace sheet
