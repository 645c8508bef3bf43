// Numbers as small drawings: a bar divided into parts, and columns for a run of values. Only the
// geometry stands here, exact and in text; the templates in ui/output write it as SVG, the colours
// are classes of the style sheet. It knows no word of the field: labels and values come said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace output {

// Hundredths of the whole with two decimals, cut off: 46 of 56 is "82.14". `whole` is above 0.
std::string hundredths(std::int64_t part, std::int64_t whole);

// Whole percent, half up: 46 of 56 is "82%".
std::string percent(std::int64_t part, std::int64_t whole);

// One kind of thing in a divided bar, and how often it is there.
struct Share {
  std::string tone;  // names a colour in the style sheet
  std::int64_t count = 0;
};

// Widths and places in hundredths of the bar's full length.
struct BarPart {
  std::string tone;
  std::string x;
  std::string width;
};

struct DividedBar {
  std::string sentence;  // the text alternative: all of it in words
  std::vector<BarPart> parts;
};

// The parts in the order given, without empty ones. A bar of `whole` is full: several bars of one
// `whole` can be compared. Nothing is drawn for a `whole` of 0.
DividedBar divided_bar(const std::vector<Share>& shares, std::int64_t whole, std::string sentence);

// A value of a run: the exact fraction it is drawn from, and how it is written. No fraction: there
// is a gap, and `words` says what kind.
struct Value {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
};
struct Point {
  std::string label;
  std::string words;
  std::optional<Value> value;
};

struct Column {
  std::string label;
  std::string words;
  bool is_drawn = false;
  int middle = 0;  // where label and words stand
  std::string_view anchor = "middle";
  int words_x = 0;
  int words_y = 0;
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

struct Columns {
  std::string title;
  std::string sentence;  // the text alternative
  int width = 0;
  int height = 0;
  int base = 0;  // where the columns stand
  int label_y = 0;
  std::vector<Column> columns;
  // The same for a screen as narrow as a phone's, where it would not fit with its letters: every
  // second or third label, and the words of the greatest alone. Empty: it fits.
  std::vector<Column> narrow = {};
  int narrow_width = 0;
};

// Columns from zero up to the greatest value; a value below zero is not drawn, its words are. A
// value above zero is never drawn as nothing.
Columns columns(std::string title, std::string sentence, const std::vector<Point>& points);

}  // namespace output
