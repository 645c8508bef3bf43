// Words become pieces (what is written on without a gap), pieces find their columns, and lines find
// their rows.
#include "sheet/pdf_table.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <tuple>

#include "sheet/pdf_header_rows.h"
#include "sheet/pdf_headings.h"
#include "sheet/pdf_marked_rows.h"
#include "sheet/pdf_marks.h"
#include "sheet/pdf_piece.h"
#include "sheet/pdf_rows.h"
#include "sheet/pdf_text_rows.h"
#include "sheet/source_readers.h"

namespace sheet {

namespace {

// Gaps and distances in letters of the usual size.
constexpr double kSameLine = 0.45;               // two centres closer than this are of one line
constexpr double kGap = 0.5;                     // wider than this, and another piece begins
constexpr double kCorridor = 0.25;               // the narrowest white that parts two columns
constexpr double kWideCorridor = 1.5;            // where only a few lines are parted by it
constexpr std::size_t kHeadingColumnsMax = 100;  // a table of more has no common headings
constexpr std::size_t kBesideMax = 400;          // as many pieces stand around one letter
constexpr std::size_t kWordsMax = 20'000;        // of a page; a full A3 page has a few thousand
constexpr double kSentenceGap = 1.4;             // letters: a wide blank in a title
constexpr std::size_t kAlignedLeast = 5;         // so many pieces, and ...
constexpr std::size_t kAlignedShare = 6;         // one for every so many lines, begin at a column
constexpr double kFullLine = 1.3;                // so near to the edge of its column a line is full

class PageTable {
 public:
  PageTable(const PdfPage& page, int number, const SourceLimits& limits,
            std::optional<double> headings)
      : page_(page), limits_(limits), headings_(headings) {
    table_.page = number;
    table_.by_distances = true;
  }

  base::Result<SourceTable> read() {
    table_.name = "p." + std::to_string(table_.page);
    if (page_.words.empty()) return std::move(table_);
    if (page_.words.size() > kWordsMax) return too_many(kWordsMax);
    measure_letters();
    marks_ = find_marks(page_);
    find_pieces();
    join_stacks();
    count_pieces();
    if (!take_marked_columns()) {
      find_columns();
      place_pieces();
      if (corridors_.size() < kHeadingColumnsMax) join_columns();
    }
    find_rows();
    if (rows_ * (corridors_.size() + 1) > limits_.cells_max) return too_many(limits_.cells_max);
    fill();
    if (corridors_.size() < kHeadingColumnsMax) stretch_headings(table_, extents_);
    return std::move(table_);
  }

 private:
  std::unexpected<base::Refusal> too_many(std::size_t most) const {
    return base::refuse(cells_too_many,
                        {{"table", table_.name}, {"cells_max", std::to_string(most)}});
  }

  // The usual size of a letter: boxes are as high as the font likes, widths are true.
  void measure_letters() {
    std::vector<double> sizes;
    for (const PdfWord& word : page_.words) {
      const double letters = width_in_letters(word.text);
      const double width = word.box.right - word.box.left, height = word.box.bottom - word.box.top;
      if (letters > 0 && height < 3 * width) sizes.push_back(width / letters);
    }
    letter_ = std::max(1.0, middle(std::move(sizes), 10));
  }

  // Twice: where many pieces begin, a word begins another piece however small the gap before it. A
  // cell that fills its column is not written on into the next. Figures at the right end of their
  // column, close before the words at the left end of the next, are two columns too.
  void find_pieces() {
    divide_lines();
    std::map<long, std::size_t> beginnings;
    for (const Piece& piece : pieces_) ++beginnings[std::lround(piece.box.left)];
    const std::size_t many = std::max(kAlignedLeast, lines_ / kAlignedShare);
    for (const auto& [left, pieces] : beginnings) {
      if (pieces >= many) edges_.push_back(static_cast<double>(left));
    }
    for (const auto& [place, lefts] : close_words_) {
      const bool is_ragged =
          std::ranges::adjacent_find(lefts, std::ranges::not_equal_to{}) != lefts.end();
      if (lefts.size() < many || !is_ragged) continue;
      edges_.push_back(static_cast<double>(place.second));
      close_edges_.push_back(static_cast<double>(place.second));
    }
    edges_are_known_ = true;
    pieces_.clear();
    lines_ = 0;
    divide_lines();
  }

  bool is_edge(double left) const {
    return std::ranges::any_of(edges_, [&](double edge) { return std::fabs(edge - left) <= 1; });
  }

  // One of the marked edges of columns lies between them.
  bool is_parted(const Box& left, const Box& right) const {
    const double centre = (right.top + right.bottom) / 2, slack = 0.3 * letter_;
    return !marks_.edges.empty() && centre > marks_.rows.front().at &&
           centre < marks_.rows.back().at &&
           std::ranges::any_of(
               marks_.edges,
               [&](double edge) { return edge > left.right - slack && edge < right.left + slack; });
  }

  void divide_lines() {
    std::vector<const PdfWord*> words;
    for (const PdfWord& word : page_.words) words.push_back(&word);
    const auto centre = [](const PdfWord* w) { return (w->box.top + w->box.bottom) / 2; };
    std::ranges::stable_sort(words, {}, centre);
    for (std::size_t begin = 0; begin < words.size();) {
      std::size_t end = begin + 1;
      const double first = centre(words[begin]);
      while (end < words.size() && centre(words[end]) - first < kSameLine * letter_) ++end;
      take_line({words.begin() + static_cast<std::ptrdiff_t>(begin),
                 words.begin() + static_cast<std::ptrdiff_t>(end)});
      begin = end;
    }
  }

  // A title or a band with wide blanks in it: nothing else stands on the line, and its words keep
  // to no column.
  bool is_sentence(const std::vector<const PdfWord*>& words) const {
    constexpr std::size_t kWordsOfTitle = 5;
    if (!edges_are_known_ || words.size() < 2 || words.size() > kWordsOfTitle) return false;
    const auto is_word = [](const PdfWord* word) {
      return width_in_letters(word->text) >= 2 && !is_figure(word->text);
    };
    if (!std::ranges::all_of(words, is_word)) return false;
    for (std::size_t i = 1; i < words.size(); ++i) {
      if (words[i]->box.left - words[i - 1]->box.right >= kSentenceGap * letter_ ||
          is_edge(words[i]->box.left) || is_parted(words[i - 1]->box, words[i]->box))
        return false;
    }
    return true;
  }

  void take_line(std::vector<const PdfWord*> words) {
    std::ranges::stable_sort(words, {}, [](const PdfWord* w) { return w->box.left; });
    const std::size_t before = pieces_.size();
    const double gap = (is_sentence(words) ? kSentenceGap : kGap) * letter_;
    for (const PdfWord* word : words) {
      const bool goes_on = pieces_.size() > before &&
                           word->box.left - pieces_.back().box.right < gap &&
                           !is_edge(word->box.left) && !is_parted(pieces_.back().box, word->box);
      if (!goes_on) {
        pieces_.push_back({.box = word->box, .text = word->text, .line = lines_});
        continue;
      }
      Piece& piece = pieces_.back();
      // 12 人 is one cell: its unit is a single letter.
      if (width_in_letters(word->text) >= 2) {
        close_words_[{std::lround(piece.box.right), std::lround(word->box.left)}].push_back(
            std::lround(piece.box.left));
      }
      const double white = word->box.left - piece.box.right;
      const bool spaced = white > kGap * letter_ ||
                          (white > 0.15 * letter_ &&
                           (is_ascii_end(piece.text.back()) || is_ascii_end(word->text.front())));
      piece.text += (spaced ? " " : "") + word->text;
      piece.box = around(piece.box, word->box);
    }
    ++lines_;
  }

  // Letters one under the other are a word written downwards.
  void join_stacks() {
    std::ranges::stable_sort(pieces_, {}, [](const Piece& p) { return p.centre(); });
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (!is_single(pieces_[i])) continue;
      std::vector<std::size_t> stack{i};
      const std::size_t end = std::min(pieces_.size(), i + kBesideMax);
      for (std::size_t next = i + 1; next < end; ++next) {
        const Piece& above = pieces_[stack.back()];
        const Piece& below = pieces_[next];
        if (below.centre() - above.centre() > 1.35 * letter_) break;
        const bool same_place = std::fabs(below.box.left - above.box.left) < 0.3 * letter_;
        if (same_place && is_single(below)) stack.push_back(next);
      }
      if (stack.size() < 3) continue;
      Piece& top = pieces_[i];
      for (const std::size_t next : std::span(stack).subspan(1)) {
        top.text += pieces_[next].text;
        top.box = around(top.box, pieces_[next].box);
        pieces_[next].text.clear();
      }
    }
    std::erase_if(pieces_, [](const Piece& piece) { return piece.text.empty(); });
  }
  static bool is_single(const Piece& piece) {
    return !piece.text.empty() && static_cast<unsigned char>(piece.text.front()) >= 0xE0 &&
           width_in_letters(piece.text) <= 1;
  }

  // A line for itself of more than a few letters is a title or a note and tells no column.
  bool is_alone(const Piece& piece) const {
    return (pieces_of_line_[piece.line] < 2 && piece.box.right - piece.box.left > 8 * letter_) ||
           pieces_of_line_[piece.line] * 5 < usual_pieces_ * 2;
  }

  // How many lines have a piece here, and how many have one on either side and white here.
  struct Crossed {
    int covering = 0;
    int around = 0;
    int divided() const { return around - covering; }
    bool is_white() const {
      return divided() >= (around <= 2 ? 1 : 2) && covering * 3 <= divided();
    }
  };

  void count_pieces() {
    pieces_of_line_.assign(lines_, 0);
    for (const Piece& piece : pieces_) ++pieces_of_line_[piece.line];
    std::vector<double> counts;
    for (const std::size_t count : pieces_of_line_) {
      if (count > 1) counts.push_back(static_cast<double>(count));
    }
    usual_pieces_ = static_cast<std::size_t>(middle(std::move(counts), 1));
  }

  bool is_marked_row(const Piece& piece) const {
    return piece.centre() > marks_.rows.front().at && piece.centre() < marks_.rows.back().at;
  }

  // The edges that lines and shades mark, where nearly all words keep to them.
  bool take_marked_columns() {
    if (marks_.edges.empty()) return false;
    int within = 0, crossing = 0;
    for (const Piece& piece : pieces_) {
      if (!is_marked_row(piece)) continue;
      ++within;
      crossing += std::ranges::any_of(marks_.edges, [&](double edge) {
        return piece.box.left < edge - letter_ && piece.box.right > edge + letter_;
      });
    }
    if (within < 6 || crossing * 6 > within) return false;
    // Those at which the table ends part nothing.
    std::ranges::copy_if(marks_.edges, std::back_inserter(corridors_), [&](double edge) {
      const auto is_left = [&](const Piece& piece) {
        return piece.box.right < edge + letter_ / 2 && is_marked_row(piece);
      };
      const auto is_right = [&](const Piece& piece) {
        return piece.box.left > edge - letter_ / 2 && is_marked_row(piece);
      };
      return std::ranges::any_of(pieces_, is_left) && std::ranges::any_of(pieces_, is_right);
    });
    place_pieces();
    return true;
  }

  void find_columns() {
    std::map<double, Crossed> changes;
    std::vector<Box> line_extents(lines_, Box{1e9, 0, -1e9, 0});
    for (const Piece& piece : pieces_) {
      if (is_alone(piece)) continue;
      ++changes[piece.box.left].covering;
      --changes[piece.box.right].covering;
      line_extents[piece.line].left = std::min(line_extents[piece.line].left, piece.box.left);
      line_extents[piece.line].right = std::max(line_extents[piece.line].right, piece.box.right);
    }
    for (const Box& line : line_extents) {
      if (line.right < line.left) continue;
      ++changes[line.left].around;
      --changes[line.right].around;
    }
    const auto lines = std::ranges::count_if(pieces_of_line_, [](auto count) { return count > 1; });
    Crossed here;
    int divided = 0;
    std::optional<double> white_from;
    for (const auto& [x, change] : changes) {
      here.covering += change.covering;
      here.around += change.around;
      if (here.is_white() && !white_from) white_from = x;
      if (here.is_white()) divided = std::max(divided, here.divided());
      if (here.is_white() || !white_from) continue;
      add_corridors(*white_from, x, divided * 5 >= lines ? kCorridor : kWideCorridor);
      white_from.reset();
      divided = 0;
    }
    for (const double edge : close_edges_) {
      const bool is_known = std::ranges::any_of(
          corridors_, [&](double known) { return std::fabs(known - edge) < letter_ / 2; });
      if (!is_known) corridors_.push_back(edge - 0.1 * letter_);
    }
    std::ranges::sort(corridors_);
    if (headings_) part_headings();
  }

  // Between two headings without a corridor, the place where most cells begin parts them.
  void part_headings() {
    std::vector<Box> headings;
    for (const Piece& piece : pieces_) {
      if (std::fabs(piece.centre() - *headings_) < kSameLine * letter_)
        headings.push_back(piece.box);
    }
    std::ranges::sort(headings, {}, &Box::left);
    for (std::size_t i = 1; i < headings.size(); ++i) {
      const double from = headings[i - 1].right, to = headings[i].left;
      if (column_of(from) != column_of(to)) continue;
      double best = 0;
      std::size_t most = 0;
      for (const double edge : edges_) {
        const auto cells = static_cast<std::size_t>(std::ranges::count_if(
            pieces_, [&](const Piece& piece) { return std::fabs(piece.box.left - edge) <= 1; }));
        if (edge <= from || edge > to + 1 || cells <= most) continue;
        best = edge - kCorridor * letter_;
        most = cells;
      }
      if (most == 0) continue;
      corridors_.push_back(best);
      std::ranges::sort(corridors_);
    }
  }

  // Nearly white from one place to the other: what only ends in there, or stands in there, keeps
  // its place, and the free rest parts columns.
  void add_corridors(double from, double to, double narrowest) {
    for (const bool with_notes : {true, false}) {
      std::vector<std::pair<double, double>> taken;
      for (const Piece& piece : pieces_) {
        const bool begins_in = piece.box.left > from && piece.box.left < to;
        const bool ends_in = piece.box.right > from && piece.box.right < to;
        if (!begins_in && !ends_in) continue;
        if (is_alone(piece) && !with_notes) continue;
        taken.emplace_back(piece.box.left, piece.box.right);
      }
      std::ranges::sort(taken);
      taken.emplace_back(to, to);
      bool any = false;
      double free_from = from;
      for (const auto& [left, right] : taken) {
        if (left - free_from >= narrowest * letter_) {
          corridors_.push_back((free_from + left) / 2);
          any = true;
        }
        free_from = std::max(free_from, right);
      }
      if (any) return;
    }
  }

  std::size_t column_of(double x) const {
    return static_cast<std::size_t>(std::ranges::upper_bound(corridors_, x) - corridors_.begin());
  }

  void place_pieces() {
    // A piece that only touches the next column is not in it.
    const double slack = 0.3 * letter_;
    for (Piece& piece : pieces_) {
      piece.first = column_of(std::min(piece.box.left + slack, piece.box.right));
      piece.last = std::max(piece.first, column_of(piece.box.right - slack));
    }
    extents_.assign(corridors_.size() + 1, Box{1e9, 0, -1e9, 0});
    for (const Piece& piece : pieces_) {
      if (piece.first != piece.last) continue;
      extents_[piece.first].left = std::min(extents_[piece.first].left, piece.box.left);
      extents_[piece.first].right = std::max(extents_[piece.first].right, piece.box.right);
    }
  }

  // A heading at the middle of figures at the right, a dash at the middle, a page number below:
  // what stands between two corridors is not always a column of its own.
  void join_columns() {
    join_columns_that([this](std::size_t i, const auto& columns) {
      return columns[i].empty() || columns[i + 1].empty() || is_loose_beside(i, columns) ||
             is_heading_of(columns[i], columns[i + 1]) || is_heading_of(columns[i + 1], columns[i]);
    });
    join_columns_that([this](std::size_t i, const auto& columns) {
      return complete_each_other(columns[i], columns[i + 1]);
    });
  }

  void join_columns_that(const auto& are_one) {
    for (std::size_t i = 0; i < corridors_.size();) {
      if (!are_one(i, by_column())) {
        ++i;
        continue;
      }
      corridors_.erase(corridors_.begin() + static_cast<std::ptrdiff_t>(i));
      place_pieces();
      i = i > 0 ? i - 1 : 0;
    }
  }

  // Of the two columns one holds nothing that stands beside anything, and the other is its nearest.
  bool is_loose_beside(std::size_t i, const std::vector<std::vector<std::size_t>>& columns) const {
    const bool left_is_nearer = i > 0 && extents_[i].left - extents_[i - 1].right <
                                             extents_[i + 1].left - extents_[i].right;
    if (is_loose(columns[i])) return !left_is_nearer;
    return is_loose(columns[i + 1]) && i + 2 == columns.size();
  }

  // Nothing of it stands beside anything else.
  bool is_loose(const std::vector<std::size_t>& column) const {
    return std::ranges::all_of(column,
                               [&](std::size_t i) { return pieces_of_line_[pieces_[i].line] < 2; });
  }

  bool never_beside(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) const {
    auto left = a.begin(), right = b.begin();
    while (left != a.end() && right != b.end()) {
      const double apart = pieces_[*left].centre() - pieces_[*right].centre();
      if (std::fabs(apart) < letter_) return false;
      ++(apart < 0 ? left : right);
    }
    return true;
  }

  // A few lines above all of the other.
  bool is_heading_of(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) const {
    constexpr std::size_t kHeadingLines = 3;
    return a.size() <= kHeadingLines && never_beside(a, b) &&
           pieces_[a.back()].centre() < pieces_[b.front()].centre();
  }

  // Nearly every line has either the one or the other.
  bool complete_each_other(const std::vector<std::size_t>& a,
                           const std::vector<std::size_t>& b) const {
    const auto lines = std::ranges::count_if(pieces_of_line_, [](auto count) { return count > 1; });
    return static_cast<std::ptrdiff_t>(a.size() + b.size()) * 5 >= lines * 4 && never_beside(a, b);
  }

  // ---- rows ----

  std::vector<std::vector<std::size_t>> by_column() const {
    std::vector<std::vector<std::size_t>> columns(corridors_.size() + 1);
    for (std::size_t i = 0; i < pieces_.size(); ++i) columns[pieces_[i].first].push_back(i);
    return columns;
  }

  void find_rows() {
    const TextColumns columns{corridors_.size() + 1, pieces_of_line_, letter_};
    const LineDistances distances = distances_of_lines(pieces_, columns);
    auto rows =
        rows_by_marks(pieces_, marks_, extents_, {letter_, distances.apart, distances.tells_rows});
    if (!rows) rows = rows_by_words(pieces_, columns);
    if (corridors_.size() < kHeadingColumnsMax) part_header_rows(pieces_, *rows, extents_, letter_);
    row_of_ = std::move(rows->row_of);
    rows_ = rows->rows;
    downwards_ = std::move(rows->downwards);
  }

  // ---- cells ----

  void fill() {
    const std::size_t columns = corridors_.size() + 1;
    table_.grid.rows.assign(rows_, std::vector<std::string>(columns));
    table_.boxes.assign(rows_, std::vector<Box>(columns));
    std::vector<std::size_t> order(pieces_.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) {
      return std::tuple(row_of_[i], pieces_[i].first, pieces_[i].line);
    });
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> widest;
    const Piece* above = nullptr;
    std::size_t above_row = 0;
    for (const std::size_t i : order) {
      const Piece& piece = pieces_[i];
      const std::size_t row = row_of_[i];
      std::string& text = table_.grid.rows[row][piece.first];
      Box& box = table_.boxes[row][piece.first];
      const bool goes_on = !text.empty() && above != nullptr && above_row == row;
      text += (goes_on ? between(*above, piece) : "") + piece.text;
      box = text.size() == piece.text.size() ? piece.box : around(box, piece.box);
      auto& last = widest[{row, piece.first}];
      last = std::max(last, piece.last);
      above = &piece;
      above_row = row;
    }
    for (const auto& [place, last] : widest) {
      if (last > place.second) merge(place.first, place.second, last);
    }
    for (const CellRange& range : downwards_) {
      const auto at = widest.find({range.top, range.left});
      if (at != widest.end() && at->second == range.left) table_.merged.push_back(range);
    }
  }

  // A line that fills its column was only broken by its edge.
  std::string between(const Piece& above, const Piece& below) const {
    if (above.line == below.line) return " ";
    const bool is_full = extents_[above.last].right - above.box.right < kFullLine * letter_ &&
                         below.box.left - extents_[below.first].left < kFullLine * letter_;
    if (!is_full) return "\n";
    return is_ascii_end(above.text.back()) && is_ascii_end(below.text.front()) ? " " : "";
  }

  // Words of other cells in the range stay in their own.
  void merge(std::size_t row, std::size_t first, std::size_t last) {
    for (std::size_t column = first + 1; column <= last; ++column) {
      if (!table_.grid.rows[row][column].empty()) last = column - 1;
    }
    if (last > first) table_.merged.push_back({row, first, row, last});
  }

  const PdfPage& page_;
  const SourceLimits& limits_;
  const std::optional<double> headings_;
  SourceTable table_;
  double letter_ = 10;
  std::vector<double> edges_;  // where many pieces begin
  bool edges_are_known_ = false;
  std::vector<double> close_edges_;  // and few points of white before them
  // By the end of a word and the beginning of the next close to it: where the first begins.
  std::map<std::pair<long, long>, std::vector<long>> close_words_;
  std::vector<Piece> pieces_;
  std::size_t lines_ = 0;
  std::vector<std::size_t> pieces_of_line_;
  std::size_t usual_pieces_ = 1;  // of a line that has several
  std::vector<double> corridors_;
  std::vector<Box> extents_;  // of what stands in one column alone
  std::vector<std::size_t> row_of_;
  std::size_t rows_ = 0;
  std::vector<CellRange> downwards_;  // cells over several rows
  PageMarks marks_;
};

}  // namespace

base::Result<SourceTable> table_of_page(const PdfPage& page, int number, const SourceLimits& limits,
                                        std::optional<double> headings) {
  return PageTable(page, number, limits, headings).read();
}

}  // namespace sheet
