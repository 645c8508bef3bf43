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
constexpr int kBelow = 24;  // under the base: the labels

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
  Value greatest{};
  for (const auto& point : points) {
    if (point.value && is_above_zero(*point.value) && is_less(greatest, *point.value)) {
      greatest = *point.value;
    }
  }
  for (std::size_t i = 0; i < points.size(); ++i) {
    Column column;
    column.label = points[i].label;
    column.words = points[i].words;
    column.middle = static_cast<int>(i) * kSlot + kSlot / 2;
    column.is_drawn = points[i].value && is_above_zero(*points[i].value);
    column.width = kBar;
    column.x = column.middle - kBar / 2;
    column.height = column.is_drawn ? height_of(*points[i].value, greatest) : 0;
    column.y = chart.base - column.height;
    column.words_y = column.y - 6;
    chart.columns.push_back(std::move(column));
  }
  return chart;
}

}  // namespace output
