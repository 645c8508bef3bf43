// The upper and lower ends of shades part rows as level lines do. Where the pieces of lines and
// shades meet at the same places again and again, columns meet.
#include "sheet/pdf_marks.h"

#include <algorithm>
#include <map>

namespace sheet {

namespace {

constexpr double kSameHeight = 2.5;  // points
constexpr double kSameEdge = 2.0;
constexpr double kShortest = 8.0;
constexpr double kLetterLeast = 5.0;  // no row is lower than this
constexpr double kTableShare = 0.4;   // of the width of all marks, to part rows
constexpr double kMostOf = 0.5;
constexpr std::size_t kPiecesMax = 100'000;
constexpr std::size_t kRowsLeast = 4;
constexpr std::size_t kEdgesLeast = 4;
constexpr std::size_t kHeightsLeast = 3;

struct Piece {
  double at = 0, from = 0, to = 0;
};

std::vector<Piece> level_pieces(const PdfPage& page) {
  std::vector<Piece> pieces;
  const auto add = [&](double at, const Box& box) {
    if (box.right - box.left >= kShortest) pieces.push_back({at, box.left, box.right});
  };
  for (const Box& box : page.rulings) {
    if (box.right - box.left > box.bottom - box.top) add((box.top + box.bottom) / 2, box);
  }
  for (const Box& box : page.shades) {
    // Behind the whole page, or behind a letter.
    const bool is_row = box.bottom - box.top >= kLetterLeast &&
                        box.right - box.left < 0.98 * page.width &&
                        box.bottom - box.top < 0.5 * page.height;
    if (!is_row) continue;
    add(box.top, box);
    add(box.bottom, box);
  }
  std::ranges::sort(pieces, {}, &Piece::at);
  return pieces;
}

RowMark mark_of(std::vector<Piece> pieces) {
  RowMark mark;
  for (const Piece& piece : pieces) mark.at += piece.at / static_cast<double>(pieces.size());
  std::ranges::sort(pieces, {}, &Piece::from);
  for (const Piece& piece : pieces) {
    if (!mark.spans.empty() && piece.from <= mark.spans.back().second + kSameEdge) {
      mark.spans.back().second = std::max(mark.spans.back().second, piece.to);
    } else {
      mark.spans.emplace_back(piece.from, piece.to);
    }
  }
  return mark;
}

double length_of(const RowMark& mark) {
  double length = 0;
  for (const auto& [from, to] : mark.spans) length += to - from;
  return length;
}

// The places at which pieces begin and end, and at how many heights they do.
class Edges {
 public:
  void add(const std::vector<Piece>& pieces) {
    std::vector<double> places;
    for (const Piece& piece : pieces) {
      places.push_back(piece.from);
      places.push_back(piece.to);
    }
    std::ranges::sort(places);
    double last = -1e9;
    for (const double place : places) {
      if (place - last > kSameEdge) ends_.push_back(place);
      last = place;
    }
  }

  std::vector<double> at_many(std::size_t heights) {
    std::ranges::sort(ends_);
    std::vector<double> edges;
    for (std::size_t begin = 0; begin < ends_.size();) {
      std::size_t end = begin;
      double sum = 0;
      while (end < ends_.size() && ends_[end] - ends_[begin] <= kSameEdge) sum += ends_[end++];
      if (end - begin >= kHeightsLeast && (end - begin) * 5 >= heights)
        edges.push_back(sum / static_cast<double>(end - begin));
      begin = end;
    }
    return edges;
  }

 private:
  std::vector<double> ends_;
};

// The line below 令和4年度 over 実績 and 評価 is short, and stands within the headings or on top of
// them.
void take_group_lines(std::vector<RowMark> short_marks, std::vector<RowMark>& rows) {
  constexpr double kAbove = 40, kWordLeast = 40;  // points
  const double from = rows[0].at - kAbove, to = rows[1].at;
  for (RowMark& mark : short_marks) {
    const bool is_long = std::ranges::all_of(
        mark.spans, [](const auto& span) { return span.second - span.first >= kWordLeast; });
    const bool is_apart = std::ranges::none_of(rows, [&](const RowMark& row) {
      return row.at - kLetterLeast < mark.at && mark.at < row.at + kLetterLeast;
    });
    if (is_long && is_apart && mark.at > from && mark.at < to) rows.push_back(std::move(mark));
  }
  std::ranges::sort(rows, {}, &RowMark::at);
}

}  // namespace

bool RowMark::parts(double left, double right) const {
  double covered = 0;
  for (const auto& [from, to] : spans)
    covered += std::max(0.0, std::min(right, to) - std::max(left, from));
  return covered > kMostOf * (right - left);
}

PageMarks find_marks(const PdfPage& page) {
  const std::vector<Piece> pieces = level_pieces(page);
  if (pieces.empty() || pieces.size() > kPiecesMax) return {};
  const double width =
      std::ranges::max(pieces, {}, &Piece::to).to - std::ranges::min(pieces, {}, &Piece::from).from;
  PageMarks marks;
  Edges edges;
  std::vector<RowMark> short_marks;
  for (std::size_t begin = 0; begin < pieces.size();) {
    std::size_t end = begin;
    while (end < pieces.size() && pieces[end].at - pieces[begin].at <= kSameHeight) ++end;
    const std::vector<Piece> here(pieces.begin() + static_cast<std::ptrdiff_t>(begin),
                                  pieces.begin() + static_cast<std::ptrdiff_t>(end));
    begin = end;
    RowMark mark = mark_of(here);
    if (length_of(mark) < kTableShare * width) {
      short_marks.push_back(std::move(mark));
      continue;
    }
    edges.add(here);
    const bool is_double = !marks.rows.empty() && mark.at - marks.rows.back().at < kLetterLeast;
    if (!is_double) marks.rows.push_back(std::move(mark));
  }
  if (marks.rows.size() < kRowsLeast) return {};
  take_group_lines(std::move(short_marks), marks.rows);
  marks.edges = edges.at_many(marks.rows.size());
  if (marks.edges.size() < kEdgesLeast) marks.edges.clear();
  return marks;
}

}  // namespace sheet
