// The straight lines in a page that pdftocairo drew as SVG: strokes that run level or upright, and
// rectangles so thin that they are one. Letters and pictures stand apart in definitions.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
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

// One path, drawn as a stroke or filled.
class Path {
 public:
  Path(const Matrix& matrix, bool is_stroke, std::vector<Box>& rulings)
      : matrix_(matrix), is_stroke_(is_stroke), rulings_(rulings) {}

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
    if (is_straight_ && points_.size() > 1) is_stroke_ ? add_strokes() : add_thin_box();
    points_.clear();
    is_straight_ = true;
  }

  void add_strokes() {
    for (std::size_t i = 1; i < points_.size(); ++i) {
      const Box box = box_of(points_[i - 1], points_[i]);
      const double width = box.right - box.left, height = box.bottom - box.top;
      if (std::min(width, height) < kSlant && std::max(width, height) > 0) rulings_.push_back(box);
    }
  }

  void add_thin_box() {
    Box box = box_of(points_.front(), points_.front());
    for (const Point& point : points_) {
      box.left = std::min(box.left, point.x);
      box.right = std::max(box.right, point.x);
      box.top = std::min(box.top, point.y);
      box.bottom = std::max(box.bottom, point.y);
    }
    const double width = box.right - box.left, height = box.bottom - box.top;
    if (std::min(width, height) < kThin && std::max(width, height) > 0) rulings_.push_back(box);
  }

  const Matrix& matrix_;
  const bool is_stroke_;
  std::vector<Box>& rulings_;
  std::vector<Point> points_;
  bool is_straight_ = true;
};

}  // namespace

std::vector<std::vector<Box>> read_svg_rulings(std::string_view svg, const PdfReader& reader) {
  std::vector<std::vector<Box>> pages;
  bool has_pages = false;
  int apart = 0;
  std::vector<Matrix> matrices{{}};
  const auto begins = [&](const XmlElement& element) {
    if (stands_apart(element.name)) ++apart;
    matrices.push_back(matrices.back().then_inner(matrix_of(element["transform"])));
    if (element.name == "pageSet") {
      has_pages = true;
      pages.clear();
    }
    // A file of one page says no page.
    if (element.name == "page" || (element.name == "svg" && pages.empty() && !has_pages))
      pages.emplace_back();
    if (apart > 0 || element.name != "path" || pages.empty() ||
        pages.back().size() > reader.rulings_max)
      return;
    const auto style = element["style"];
    const bool is_stroke = !style.contains("stroke:none") && style.contains("stroke:");
    if (!is_stroke && style.contains("fill:none")) return;
    Path(matrices.back(), is_stroke, pages.back()).read(element["d"]);
  };
  const auto ends = [&](std::string_view name) {
    if (stands_apart(name)) --apart;
    matrices.pop_back();
  };
  if (!read_xml(svg, {.begins = begins, .ends = ends, .go_on = [&] {
                        return pages.size() <= static_cast<std::size_t>(reader.pages_max);
                      }}))
    return {};
  for (auto& rulings : pages) {
    if (rulings.size() > reader.rulings_max) rulings.clear();
  }
  return pages;
}

}  // namespace sheet
