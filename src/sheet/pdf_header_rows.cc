// From the top: a word with nothing beside it but lower words, at the middle of them or over years
// and words that come again, is the word of a group.
#include "sheet/pdf_header_rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "base/year_mention.h"

namespace sheet {

namespace {

constexpr std::size_t kRowsLookedAt = 8;  // headings stand in the first rows
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

  // The first row that fills half of the columns, and one below it of years alone.
  bool find_region() {
    std::map<std::size_t, std::vector<std::size_t>> rows;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (rows_.row_of[i] < kRowsLookedAt) rows[rows_.row_of[i]].push_back(i);
    }
    for (const auto& [row, members] : rows) {
      std::vector<bool> filled(extents_.size(), false);
      for (const std::size_t i : members) {
        for (std::size_t at = pieces_[i].first; at <= pieces_[i].last; ++at) filled[at] = true;
      }
      const auto columns = std::ranges::count(filled, true);
      if (members.size() < 3 || columns * 2 < std::ssize(extents_)) continue;
      first_ = last_ = row;
      words_ = members;
      const auto next = rows.find(row + 1);
      if (next != rows.end() && goes_on(next->second)) {
        last_ = row + 1;
        words_.insert(words_.end(), next->second.begin(), next->second.end());
      }
      std::ranges::stable_sort(words_, {}, [&](std::size_t i) { return pieces_[i].centre(); });
      const double top = pieces_[words_.front()].centre(), bottom = pieces_[words_.back()].centre();
      top_ = top;
      middle_ = (top + bottom) / 2;
      find_alignment();
      return bottom - top > letter_;
    }
    return false;
  }

  bool goes_on(const std::vector<std::size_t>& row) const {
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
    for (const std::size_t head : words_) {
      if (auto group = group_of(head)) groups_.push_back(*group);
    }
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
    double below = 1e9;
    for (std::size_t at = best->from; at <= best->to; ++at) {
      for (const std::size_t i : words_in(at))
        if (i != head) below = std::min(below, pieces_[i].centre());
    }
    best->cut = (piece.centre() + below) / 2;
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
