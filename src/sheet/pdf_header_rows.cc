// From the top: a word with nothing beside it but lower words, at the middle of them or over years
// and words that come again, is the word of a group.
#include "sheet/pdf_header_rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "base/year_mention.h"
#include "sheet/pdf_division.h"

namespace sheet {

namespace {

constexpr std::size_t kRowsLookedAt = 8;  // headings stand in the first rows
constexpr std::size_t kWordsMax = 400;    // of headings
constexpr double kBelow = 0.5;            // letters: nearer words stand at the same height
constexpr double kLowerHalf = 0.35;       // letters below the middle of the headings
constexpr double kBesideMiddle = 0.12;    // of the width of a group

bool is_year(std::string_view text) {
  if (base::bare_year(text)) return true;
  const auto years = base::find_years(text);
  return years.years.size() == 1 && years.rest.empty();
}

class HeaderRows {
 public:
  HeaderRows(std::vector<Piece>& pieces, PieceRows& rows, const std::vector<Box>& extents,
             double letter)
      : pieces_(pieces), rows_(rows), extents_(extents), letter_(letter) {}

  void part() {
    if (!find_region()) return;
    find_groups();
    if (groups_.empty()) return;
    give_rows();
  }

 private:
  struct Group {
    std::size_t head = 0;  // piece
    std::size_t from = 0, to = 0;
    double cut = 0;  // between the head and what it stands over
  };

  // The first rows close to each other that fill half of the columns, and one below of years alone.
  bool find_region() {
    std::map<std::size_t, std::vector<std::size_t>> rows;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (rows_.row_of[i] < kRowsLookedAt) rows[rows_.row_of[i]].push_back(i);
    }
    for (auto row = rows.begin(); row != rows.end();) {
      // Rows that stand closer than lines of text belong together.
      words_ = row->second;
      first_ = last_ = row->first;
      auto next = std::next(row);
      while (next != rows.end() &&
             ((!fills_most(words_) && is_close(next->second)) || goes_on(next->second))) {
        last_ = next->first;
        words_.insert(words_.end(), next->second.begin(), next->second.end());
        ++next;
      }
      row = next;
      std::vector<bool> filled(extents_.size(), false);
      for (const std::size_t i : words_) {
        for (std::size_t at = pieces_[i].first; at <= pieces_[i].last; ++at) filled[at] = true;
      }
      if (words_.size() > kWordsMax) return false;
      if (words_.size() < 3 || std::ranges::count(filled, true) * 2 < std::ssize(extents_))
        continue;
      std::ranges::stable_sort(words_, {}, [&](std::size_t i) { return pieces_[i].centre(); });
      const double top = pieces_[words_.front()].centre(), bottom = pieces_[words_.back()].centre();
      top_ = top;
      middle_ = (top + bottom) / 2;
      find_alignment();
      return bottom - top > letter_;
    }
    return false;
  }

  bool fills_most(const std::vector<std::size_t>& row) const {
    return row.size() * 3 >= extents_.size() * 2;
  }

  bool fills_half(const std::vector<std::size_t>& row) const {
    return row.size() * 2 >= extents_.size();
  }

  bool is_close(const std::vector<std::size_t>& row) const {
    constexpr double kHalfLine = 1.25;  // letters
    double above = -1e9, below = 1e9;
    for (const std::size_t i : words_) above = std::max(above, pieces_[i].centre());
    for (const std::size_t i : row) below = std::min(below, pieces_[i].centre());
    return below - above < kHalfLine * letter_;
  }

  // Words that stand below some headings and below white beside them, and never in the first
  // column.
  bool stands_below(const std::vector<std::size_t>& row) const {
    constexpr double kNext = 2.6;  // letters
    double above = -1e9, below = 1e9;
    for (const std::size_t i : words_) above = std::max(above, pieces_[i].centre());
    bool in_white = false;
    for (const std::size_t i : row) {
      below = std::min(below, pieces_[i].centre());
      in_white = in_white || words_in(pieces_[i].first).empty();
    }
    return in_white && row.size() > 1 && below - above < kNext * letter_ &&
           std::ranges::none_of(
               row,
               [&](std::size_t i) {
                 return pieces_[i].first == 0 || pieces_[i].first != pieces_[i].last;
               });
  }

  bool goes_on(const std::vector<std::size_t>& row) const {
    if (fills_half(words_) && stands_below(row)) return true;
    return row.size() * 2 <= extents_.size() + 1 && std::ranges::all_of(row, [&](std::size_t i) {
             return pieces_[i].first > 0 && is_year(pieces_[i].text);
           });
  }

  // Words of a single row at the top or at half the height: then what stands lower stands under
  // something. At the bottom they would look like it.
  void find_alignment() {
    std::size_t above = 0;
    for (std::size_t column = 0; column < extents_.size(); ++column) {
      const auto words = words_in(column);
      if (words.empty()) continue;
      const double at = pieces_[words.back()].centre();
      above += at < middle_ + kLowerHalf * letter_ ? 1 : 0;
    }
    keeps_to_top_ = above >= 2;
  }

  // Another word stands at the same height over these columns.
  bool is_crossed(std::size_t head, std::size_t from, std::size_t to) const {
    return std::ranges::any_of(words_, [&](std::size_t i) {
      const double at = (pieces_[i].box.left + pieces_[i].box.right) / 2;
      return i != head &&
             std::fabs(pieces_[i].centre() - pieces_[head].centre()) < kBelow * letter_ &&
             at > extents_[from].left && at < extents_[to].right;
    });
  }

  bool is_head(std::size_t i) const {
    return std::ranges::any_of(groups_, [&](const Group& group) { return group.head == i; });
  }

  // What stands in the column, but for words that head groups.
  std::vector<std::size_t> words_in(std::size_t column) const {
    std::vector<std::size_t> words;
    for (const std::size_t i : words_) {
      if (pieces_[i].first <= column && column <= pieces_[i].last && !is_head(i))
        words.push_back(i);
    }
    return words;
  }

  // Nothing of the column stands at the height of the head or above it, and it fills the lower
  // half.
  bool stands_under(std::size_t column, std::size_t head) const {
    double top = 1e9, bottom = -1e9;
    for (const std::size_t i : words_in(column)) {
      if (i == head) continue;
      top = std::min(top, pieces_[i].centre());
      bottom = std::max(bottom, pieces_[i].centre());
    }
    return bottom > -1e8 && top > pieces_[head].centre() + kBelow * letter_ &&
           (top + bottom) / 2 > middle_ + kLowerHalf * letter_;
  }

  void find_groups() {
    for (std::size_t begin = 0; begin < words_.size();) {
      std::size_t end = begin + 1;
      const double at = pieces_[words_[begin]].centre();
      while (end < words_.size() && pieces_[words_[end]].centre() - at < kBelow * letter_) ++end;
      std::vector<std::size_t> heads;
      for (; begin < end; ++begin) {
        if (may_head(words_[begin])) heads.push_back(words_[begin]);
      }
      if (heads.size() > 1 && keeps_to_top_ && divide(heads)) continue;
      for (const std::size_t head : heads) {
        if (auto group = group_of(head)) groups_.push_back(*group);
      }
    }
  }

  bool may_head(std::size_t i) const {
    for (std::size_t at = pieces_[i].first; at <= pieces_[i].last; ++at) {
      if (!stands_under(at, i)) return false;
    }
    return true;
  }

  // Several words of one height share the columns below them: each run of columns is divided so
  // that every word is as near as can be to the middle, or to the left, of its part.
  bool divide(std::vector<std::size_t> heads) {
    std::ranges::sort(heads, {}, [&](std::size_t i) { return pieces_[i].box.left; });
    std::vector<Group> found;
    bool any = false;
    for (std::size_t begin = 0; begin < heads.size();) {
      std::size_t first = pieces_[heads[begin]].first, last = pieces_[heads[begin]].last;
      const auto is_under = [&](std::size_t column) {
        return stands_under(column, heads[begin]) || std::ranges::any_of(heads, [&](std::size_t i) {
                 return pieces_[i].first <= column && column <= pieces_[i].last;
               });
      };
      while (first > 0 && is_under(first - 1)) --first;
      while (last + 1 < extents_.size() && is_under(last + 1)) ++last;
      std::size_t end = begin;
      while (end < heads.size() && pieces_[heads[end]].first <= last) ++end;
      const auto parts = parts_of({heads.begin() + static_cast<std::ptrdiff_t>(begin),
                                   heads.begin() + static_cast<std::ptrdiff_t>(end)},
                                  first, last);
      if (parts.empty()) return false;
      for (const Group& part : parts) any = any || part.to > part.from;
      found.insert(found.end(), parts.begin(), parts.end());
      begin = end;
    }
    if (!any) return false;
    for (Group& group : found) {
      set_cut(group);
      groups_.push_back(group);
    }
    return true;
  }

  std::vector<Group> parts_of(const std::vector<std::size_t>& heads, std::size_t first,
                              std::size_t last) const {
    const std::size_t columns = last - first + 1;
    if (heads.size() > columns) return {};
    const auto begins = cheapest_division(
        heads.size(), columns, [&](std::size_t part, std::size_t begin, std::size_t end) {
          return off(heads[part], first + begin, first + end - 1);
        });
    std::vector<Group> parts;
    for (std::size_t k = 0; k < heads.size(); ++k) {
      const std::size_t end = k + 1 < heads.size() ? begins[k + 1] : columns;
      parts.push_back({heads[k], first + begins[k], first + end - 1, 0});
    }
    return parts;
  }

  double off(std::size_t head, std::size_t from, std::size_t to) const {
    const Box& box = pieces_[head].box;
    const double at = (box.left + box.right) / 2;
    const Box left = box_under(from, head), right = box_under(to, head);
    return std::min({std::fabs((extents_[from].left + extents_[to].right) / 2 - at),
                     std::fabs((left.left + right.right) / 2 - at),
                     std::fabs(left.left - box.left) + 0.2 * letter_});
  }

  void set_cut(Group& group) const {
    double below = 1e9;
    for (std::size_t at = group.from; at <= group.to; ++at) {
      for (const std::size_t i : words_in(at)) {
        if (i != group.head &&
            pieces_[i].centre() > pieces_[group.head].centre() + kBelow * letter_)
          below = std::min(below, pieces_[i].centre());
      }
    }
    group.cut = (pieces_[group.head].centre() + below) / 2;
  }

  std::optional<Group> group_of(std::size_t head) const {
    const Piece& piece = pieces_[head];
    for (std::size_t at = piece.first; at <= piece.last; ++at) {
      if (!stands_under(at, head)) return std::nullopt;
    }
    std::size_t first = piece.first, last = piece.last;
    while (first > 0 && stands_under(first - 1, head)) --first;
    while (last + 1 < extents_.size() && stands_under(last + 1, head)) ++last;
    if (first == last) return std::nullopt;
    std::optional<Group> best = from_left(head, last);
    if (!best) best = centred(head, first, last);
    if (!best && piece.first < piece.last) best = Group{head, piece.first, piece.last, 0};
    if (!best && are_of_a_kind(head, piece.first, piece.first + 1)) {
      best = Group{head, piece.first, piece.first + 1, 0};
      while (best->to + 1 <= last && are_of_a_kind(head, best->from, best->to + 1)) ++best->to;
    }
    if (!best) return std::nullopt;
    set_cut(*best);
    return best;
  }

  // Where headings begin at the left of their columns, up to the next one of the same height.
  std::optional<Group> from_left(std::size_t head, std::size_t last) const {
    const Piece& piece = pieces_[head];
    const Box below = box_under(piece.first, head);
    const double off_middle = (below.left + below.right - piece.box.left - piece.box.right) / 2;
    const bool is_at_left = std::fabs(below.left - piece.box.left) < 0.5 * letter_ &&
                            std::fabs(off_middle) > 0.5 * letter_;
    if (!keeps_to_top_ || !is_at_left || piece.centre() > top_ + kBelow * letter_)
      return std::nullopt;
    std::size_t to = piece.first;
    while (to < last && !is_crossed(head, piece.first, to + 1)) ++to;
    if (to == piece.first) return std::nullopt;
    return Group{head, piece.first, to, 0};
  }

  // The widest stretch with the head at its middle.
  std::optional<Group> centred(std::size_t head, std::size_t first, std::size_t last) const {
    const Piece& piece = pieces_[head];
    const double at = (piece.box.left + piece.box.right) / 2;
    std::optional<Group> best;
    for (std::size_t from = first; from <= piece.first; ++from) {
      for (std::size_t to = piece.last; to <= last; ++to) {
        if (from == to || (best && to - from <= best->to - best->from)) continue;
        if (is_crossed(head, from, to)) continue;
        const double left = extents_[from].left, right = extents_[to].right;
        const double by_words = (box_under(from, head).left + box_under(to, head).right) / 2;
        const double off = std::min(std::fabs((left + right) / 2 - at), std::fabs(by_words - at));
        if (off > std::max(kBesideMiddle * (right - left), 0.6 * letter_)) continue;
        if (is_over_own_words(head) && !are_of_a_kind(head, from, to)) continue;
        best = Group{head, from, to, 0};
      }
    }
    return best;
  }

  Box box_under(std::size_t column, std::size_t head) const {
    std::optional<Box> box;
    for (const std::size_t i : words_in(column)) {
      if (i == head) continue;
      box = box ? around(*box, pieces_[i].box) : pieces_[i].box;
    }
    return box.value_or(extents_[column]);
  }

  // 達成率 above （％） of one cell stands at the left end or at the middle of what is below it.
  bool is_over_own_words(std::size_t head) const {
    const Piece& piece = pieces_[head];
    if (piece.first != piece.last) return false;
    const Box below = box_under(piece.first, head);
    const double near = 0.5 * letter_;
    return std::fabs(below.left - piece.box.left) < near ||
           std::fabs(below.left + below.right - piece.box.left - piece.box.right) < 2 * near;
  }

  // R3, R4, R5; or 目標 and 実績 that stand under another word too.
  bool are_of_a_kind(std::size_t head, std::size_t from, std::size_t to) const {
    if (to >= extents_.size() || is_crossed(head, from, to)) return false;
    bool years = true, again = true;
    for (std::size_t at = from; at <= to; ++at) {
      if (!stands_under(at, head)) return false;
      const auto words = words_in(at);
      years = years && is_year(pieces_[words.back()].text);
      again = again && std::ranges::count_if(words_, [&](std::size_t i) {
                         return pieces_[i].text == pieces_[words.back()].text;
                       }) > 1;
    }
    return years || again;
  }

  void give_rows() {
    std::vector<double> cuts;
    for (const Group& group : groups_) cuts.push_back(group.cut);
    std::ranges::sort(cuts);
    std::vector<double> levels;
    for (const double cut : cuts) {
      if (levels.empty() || cut - levels.back() > 0.6 * letter_) levels.push_back(cut);
    }
    const auto level_of = [&](double cut) {
      const auto nearest = std::ranges::min_element(
          levels, {}, [&](double level) { return std::fabs(level - cut); });
      return static_cast<std::size_t>(nearest - levels.begin());
    };
    // Of each column, the levels that part it.
    std::vector<std::vector<std::size_t>> parted(extents_.size());
    for (const Group& group : groups_) {
      for (std::size_t at = group.from; at <= group.to; ++at)
        parted[at].push_back(level_of(group.cut));
    }
    for (auto& column : parted) {
      std::ranges::sort(column);
      column.erase(std::ranges::unique(column).begin(), column.end());
    }
    const std::size_t before = last_ - first_ + 1, after = levels.size() + 1;
    std::erase_if(rows_.downwards, [&](const CellRange& range) { return range.top <= last_; });
    for (CellRange& range : rows_.downwards) {
      range.top += after - before;
      range.bottom += after - before;
    }
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (rows_.row_of[i] > last_) rows_.row_of[i] += after - before;
    }
    rows_.rows += after - before;
    for (const Group& group : groups_) {
      pieces_[group.head].first = group.from;
      pieces_[group.head].last = group.to;
    }
    for (const std::size_t i : words_) {
      std::size_t row = 0, end = levels.size();
      for (const std::size_t level : parted[pieces_[i].first]) {
        if (pieces_[i].centre() > levels[level]) {
          row = level + 1;
        } else {
          end = std::min(end, level);
        }
      }
      rows_.row_of[i] = first_ + row;
      if (end > row && pieces_[i].first == pieces_[i].last && !is_head(i)) {
        const CellRange range{first_ + row, pieces_[i].first, first_ + end, pieces_[i].first};
        const bool is_known = std::ranges::any_of(rows_.downwards, [&](const CellRange& known) {
          return known.top == range.top && known.left == range.left;
        });
        if (!is_known) rows_.downwards.push_back(range);
      }
    }
  }

  std::vector<Piece>& pieces_;
  PieceRows& rows_;
  const std::vector<Box>& extents_;
  const double letter_;
  std::size_t first_ = 0, last_ = 0;  // rows of the headings
  std::vector<std::size_t> words_;    // pieces in them, from the top
  double top_ = 0, middle_ = 0;
  bool keeps_to_top_ = false;
  std::vector<Group> groups_;
};

}  // namespace

void part_header_rows(std::vector<Piece>& pieces, PieceRows& rows, const std::vector<Box>& extents,
                      double letter) {
  if (pieces.empty() || extents.size() < 3) return;
  HeaderRows(pieces, rows, extents, letter).part();
}

}  // namespace sheet
