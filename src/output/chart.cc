// Where the parts of a drawing lie. Values are compared as fractions of 128 bits, so that neither
// a sum in yen nor a decimal loses anything.
#include "output/chart.h"

#include <algorithm>

namespace output {

namespace {

constexpr int kSlot = 92;  // room for one column: nine figures with their thousands
constexpr int kBar = 44;
constexpr int kTop = 20;  // above the tallest column: its words
constexpr int kTallest = 80;
constexpr int kBelow = 24;        // under the base: the labels
constexpr int kNarrow = 320;      // what a phone has room for
constexpr int kNarrowLabel = 72;  // room for one label: a fiscal year in its era

__extension__ typedef __int128 Wide;

bool is_above_zero(const Value& value) {
  return value.denominator > 0 && value.numerator > 0;
}

bool is_less(const Value& a, const Value& b) {
  return Wide(a.numerator) * b.denominator < Wide(b.numerator) * a.denominator;
}

// Rounded half up, but at least 1: what is there is seen.
int height_of(const Value& value, const Value& greatest) {
  const Wide part = Wide(value.numerator) * greatest.denominator;
  const Wide whole = Wide(value.denominator) * greatest.numerator;
  // Shifting both keeps the ratio and leaves room for the multiplication below.
  const int shift = whole > (Wide(1) << 100) ? 40 : 0;
  const Wide narrow_part = part >> shift;
  const Wide narrow_whole = std::max<Wide>(whole >> shift, 1);
  const auto height =
      static_cast<int>((narrow_part * kTallest * 2 + narrow_whole) / (narrow_whole * 2));
  return std::clamp(height, 1, kTallest);
}

// The first of the greatest; of none above zero, the first.
std::size_t greatest_of(const std::vector<Point>& points) {
  std::size_t greatest = 0;
  Value most{};
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& value = points[i].value;
    if (!value || !is_above_zero(*value) || !is_less(most, *value)) continue;
    most = *value;
    greatest = i;
  }
  return greatest;
}

struct Room {
  int slot = 0;
  int bar = 0;
};

Column column_at(const Point& point, const Room& room, std::size_t place, const Point& greatest,
                 int base) {
  Column column;
  column.label = point.label;
  column.words = point.words;
  column.middle = static_cast<int>(place) * room.slot + room.slot / 2;
  column.words_x = column.middle;
  column.is_drawn = point.value && is_above_zero(*point.value);
  column.width = room.bar;
  column.x = column.middle - room.bar / 2;
  column.height = column.is_drawn ? height_of(*point.value, *greatest.value) : 0;
  column.y = base - column.height;
  column.words_y = column.y - 6;
  return column;
}

// Words longer than their slot stay inside the drawing at its two ends.
void keep_inside(Column& column, int width) {
  if (column.middle < kSlot / 2) {
    column.anchor = "start";
    column.words_x = column.x;
  } else if (column.middle > width - kSlot / 2) {
    column.anchor = "end";
    column.words_x = column.x + column.width;
  }
}

}  // namespace

std::string hundredths(std::int64_t part, std::int64_t whole) {
  const std::int64_t scaled = part * 10000 / whole;
  const std::string decimals = std::to_string(scaled % 100);
  return std::to_string(scaled / 100) + "." + (decimals.size() < 2 ? "0" : "") + decimals;
}

std::string percent(std::int64_t part, std::int64_t whole) {
  return std::to_string((part * 200 + whole) / (whole * 2)) + "%";
}

DividedBar divided_bar(const std::vector<Share>& shares, std::int64_t whole, std::string sentence) {
  DividedBar bar{.sentence = std::move(sentence), .parts = {}};
  if (whole <= 0) return bar;
  std::int64_t before = 0;
  for (const auto& share : shares) {
    if (share.count <= 0) continue;
    bar.parts.push_back({share.tone, hundredths(before, whole), hundredths(share.count, whole)});
    before += share.count;
  }
  return bar;
}

Columns columns(std::string title, std::string sentence, const std::vector<Point>& points) {
  Columns chart;
  chart.title = std::move(title);
  chart.sentence = std::move(sentence);
  chart.width = kSlot * static_cast<int>(points.size());
  chart.base = kTop + kTallest;
  chart.label_y = chart.base + 18;
  chart.height = chart.base + kBelow;
  const std::size_t greatest = greatest_of(points);
  for (std::size_t i = 0; i < points.size(); ++i)
    chart.columns.push_back(
        column_at(points[i], {.slot = kSlot, .bar = kBar}, i, points[greatest], chart.base));
  if (chart.width <= kNarrow) return chart;
  const int slot = std::max(kNarrow / static_cast<int>(points.size()), 2);
  const auto step = static_cast<std::size_t>((kNarrowLabel + slot - 1) / slot);
  chart.narrow_width = slot * static_cast<int>(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    Column column =
        column_at(points[i], {.slot = slot, .bar = slot * 2 / 3}, i, points[greatest], chart.base);
    if (i % step != 0) column.label.clear();
    if (step > 1 && i != greatest) column.words.clear();
    keep_inside(column, chart.narrow_width);
    chart.narrow.push_back(std::move(column));
  }
  return chart;
}

}  // namespace output
