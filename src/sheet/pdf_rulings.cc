// The straight lines and shades in a page that pdftocairo drew as SVG: strokes that run level or
// upright, rectangles so thin that they are a line, and thicker ones, as far as their clip shows
// them. Letters and pictures stand apart in definitions.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "sheet/pdf_words.h"
#include "sheet/xml_events.h"

namespace sheet {

namespace {

constexpr double kThin = 2.5;    // points; a thicker box is a shade
constexpr double kSlant = 0.75;  // a line may lean by so much
constexpr std::string_view kApart[] = {"defs", "clipPath", "mask", "symbol", "pattern"};

bool stands_apart(std::string_view element) {
  return std::ranges::find(kApart, element) != std::end(kApart);
}

struct Point {
  double x = 0, y = 0;
};

struct Matrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
  Point of(Point p) const { return {a * p.x + c * p.y + e, b * p.x + d * p.y + f}; }
  Matrix then_inner(const Matrix& in) const {
    return {a * in.a + c * in.b, b * in.a + d * in.b,     a * in.c + c * in.d,
            b * in.c + d * in.d, a * in.e + c * in.f + e, b * in.e + d * in.f + f};
  }
};

std::optional<double> take_number(std::string_view& text) {
  const auto begin = text.find_first_not_of(" ,\n\t");
  if (begin == text.npos) return std::nullopt;
  double number = 0;
  const auto read = std::from_chars(text.data() + begin, text.data() + text.size(), number);
  if (read.ec != std::errc() || !(std::fabs(number) < 1e6)) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  return number;
}

std::optional<Point> take_point(std::string_view& text) {
  const auto x = take_number(text);
  const auto y = x ? take_number(text) : std::nullopt;
  return y ? std::optional(Point{*x, *y}) : std::nullopt;
}

// Of the form matrix(a,b,c,d,e,f), which is all that cairo writes.
Matrix matrix_of(std::string_view text) {
  constexpr std::string_view kMatrix = "matrix(";
  const auto at = text.find(kMatrix);
  if (at == text.npos) return {};
  text.remove_prefix(at + kMatrix.size());
  std::array<double, 6> numbers{};
  for (double& number : numbers) {
    const auto read = take_number(text);
    if (!read) return {};
    number = *read;
  }
  return {numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]};
}

Box box_of(Point a, Point b) {
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

Box common(const Box& a, const Box& b) {
  return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
          std::min(a.bottom, b.bottom)};
}

constexpr Box kUnclipped{-1e9, -1e9, 1e9, 1e9};
constexpr std::size_t kClipPartsMax = 64;  // a clip of more parts is no cell of a table

bool is_empty(const Box& box) {
  return box.right < box.left || box.bottom < box.top;
}

// Where both let something be seen.
std::vector<Box> common(const std::vector<Box>& outer, const std::vector<Box>& inner) {
  std::vector<Box> seen;
  for (const Box& a : outer) {
    for (const Box& b : inner) {
      if (const Box box = common(a, b); !is_empty(box)) seen.push_back(box);
      if (seen.size() > kClipPartsMax) return outer;
    }
  }
  return seen;
}

// One path, drawn as a stroke or filled.
class Path {
 public:
  Path(const Matrix& matrix, bool is_stroke, const std::vector<Box>& clip, PdfDrawing& drawing)
      : matrix_(matrix), is_stroke_(is_stroke), clip_(clip), drawing_(drawing) {}

  void read(std::string_view steps) {
    while (true) {
      const auto at = steps.find_first_not_of(" ,\n\t");
      if (at == steps.npos) break;
      const char step = steps[at];
      steps.remove_prefix(at + 1);
      if (step == 'M' || step == 'L') {
        const auto point = take_point(steps);
        if (!point) break;
        if (step == 'M') end_part();
        points_.push_back(matrix_.of(*point));
      } else if (step == 'C') {
        is_straight_ = false;
        std::optional<Point> last;
        for (int i = 0; i < 3; ++i) last = take_point(steps);
        if (!last) break;
        points_.push_back(matrix_.of(*last));
      } else if (step == 'Z') {
        if (!points_.empty()) points_.push_back(points_.front());
      } else {
        break;
      }
    }
    end_part();
  }

 private:
  void end_part() {
    if (is_straight_ && points_.size() > 1) is_stroke_ ? add_strokes() : add_box();
    points_.clear();
    is_straight_ = true;
  }

  void add_strokes() {
    for (std::size_t i = 1; i < points_.size(); ++i) {
      const Box box = box_of(points_[i - 1], points_[i]);
      const double width = box.right - box.left, height = box.bottom - box.top;
      if (std::min(width, height) < kSlant && std::max(width, height) > 0)
        drawing_.rulings.push_back(box);
    }
  }

  void add_box() {
    Box box = box_of(points_.front(), points_.front());
    for (const Point& point : points_) {
      box.left = std::min(box.left, point.x);
      box.right = std::max(box.right, point.x);
      box.top = std::min(box.top, point.y);
      box.bottom = std::max(box.bottom, point.y);
    }
    for (const Box& part : clip_) {
      const Box seen = common(box, part);
      const double width = seen.right - seen.left, height = seen.bottom - seen.top;
      if (is_empty(seen) || std::max(width, height) <= 0) continue;
      (std::min(width, height) < kThin ? drawing_.rulings : drawing_.shades).push_back(seen);
    }
  }

  const Matrix& matrix_;
  const bool is_stroke_;
  const std::vector<Box>& clip_;
  PdfDrawing& drawing_;
  std::vector<Point> points_;
  bool is_straight_ = true;
};

// Reads the elements one by one.
class Drawings {
 public:
  explicit Drawings(const PdfReader& reader) : reader_(reader) {}

  bool read(std::string_view svg) {
    return read_xml(
        svg,
        {.begins = [this](const XmlElement& element) { begin(element); },
         .ends = [this](std::string_view name) { end(name); },
         .go_on = [this] { return pages_.size() <= static_cast<std::size_t>(reader_.pages_max); }});
  }

  std::vector<PdfDrawing> take() {
    for (PdfDrawing& page : pages_) {
      if (is_full(page)) page = {};
    }
    return std::move(pages_);
  }

 private:
  void begin(const XmlElement& element) {
    if (stands_apart(element.name)) ++apart_;
    if (element.name == "clipPath") clip_read_ = element["id"];
    matrices_.push_back(matrices_.back().then_inner(matrix_of(element["transform"])));
    const auto clip = element["clip-path"];
    clips_.push_back(clip.empty() ? clips_.back() : common(clips_.back(), clip_of(clip)));
    if (element.name == "pageSet") {
      has_pages_ = true;
      pages_.clear();
    }
    // A file of one page says no page.
    if (element.name == "page" || (element.name == "svg" && pages_.empty() && !has_pages_))
      pages_.emplace_back();
    if (element.name == "path") draw(element);
  }

  void end(std::string_view name) {
    if (stands_apart(name)) --apart_;
    if (name == "clipPath") clip_read_.clear();
    matrices_.pop_back();
    clips_.pop_back();
  }

  void draw(const XmlElement& element) {
    if (!clip_read_.empty() && clip_boxes_.size() < reader_.rulings_max) {
      PdfDrawing open;
      const std::vector<Box> everywhere{kUnclipped};
      Path(matrices_.back(), false, everywhere, open).read(element["d"]);
      if (!open.shades.empty() && open.shades.size() <= kClipPartsMax)
        clip_boxes_[clip_read_] = std::move(open.shades);
    }
    if (apart_ > 0 || pages_.empty() || is_full(pages_.back())) return;
    const auto style = element["style"];
    const bool is_stroke = !style.contains("stroke:none") && style.contains("stroke:");
    if (!is_stroke && (style.contains("fill:none") || style.contains(kWhite))) return;
    Path(matrices_.back(), is_stroke, clips_.back(), pages_.back()).read(element["d"]);
  }

  // url(#clip-0)
  std::vector<Box> clip_of(std::string_view reference) const {
    const auto from = reference.find('#'), to = reference.find(')');
    if (from == reference.npos || to == reference.npos || to < from) return {kUnclipped};
    const auto found = clip_boxes_.find(reference.substr(from + 1, to - from - 1));
    return found == clip_boxes_.end() ? std::vector<Box>{kUnclipped} : found->second;
  }

  bool is_full(const PdfDrawing& page) const {
    return page.rulings.size() + page.shades.size() > reader_.rulings_max;
  }

  static constexpr std::string_view kWhite = "fill:rgb(100%,100%,100%)";

  const PdfReader& reader_;
  std::vector<PdfDrawing> pages_;
  bool has_pages_ = false;
  int apart_ = 0;
  std::vector<Matrix> matrices_{{}};
  std::vector<std::vector<Box>> clips_{{kUnclipped}};
  std::map<std::string, std::vector<Box>, std::less<>> clip_boxes_;
  std::string clip_read_;
};

}  // namespace

std::vector<PdfDrawing> read_svg_drawings(std::string_view svg, const PdfReader& reader) {
  Drawings drawings(reader);
  if (!drawings.read(svg)) return {};
  return drawings.take();
}

}  // namespace sheet
