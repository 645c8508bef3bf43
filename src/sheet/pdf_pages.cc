// A line is the same when its words are, each at its place from the left.
#include "sheet/pdf_pages.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/japanese_text.h"

namespace sheet {

namespace {

constexpr std::size_t kTopLines = 12;     // headings stand in the first lines
constexpr std::size_t kWordsAtLeast = 3;  // fewer words are the same by chance
constexpr double kSamePlace = 1.5;        // points
constexpr std::size_t kWordsMax = 20'000;

struct Line {
  double top = 0;
  double bottom = 0;
  std::vector<const PdfWord*> words;
};

double centre(const PdfWord& word) {
  return (word.box.top + word.box.bottom) / 2;
}

// The first lines of a page, from the top.
std::vector<Line> top_lines(const PdfPage& page) {
  std::vector<const PdfWord*> words;
  for (const PdfWord& word : page.words) words.push_back(&word);
  std::ranges::stable_sort(words, {}, [](const PdfWord* word) { return centre(*word); });
  std::vector<Line> lines;
  for (const PdfWord* word : words) {
    const bool goes_on = !lines.empty() && centre(*word) < lines.back().bottom - 1;
    if (!goes_on && lines.size() == kTopLines) break;
    if (!goes_on) lines.push_back({word->box.top, word->box.bottom, {}});
    lines.back().words.push_back(word);
  }
  for (Line& line : lines)
    std::ranges::stable_sort(line.words, {}, [](const PdfWord* word) { return word->box.left; });
  return lines;
}

bool is_same(const Line& a, const Line& b) {
  return a.words.size() >= kWordsAtLeast &&
         std::ranges::equal(a.words, b.words, [](const PdfWord* one, const PdfWord* other) {
           return one->text == other->text &&
                  std::fabs(one->box.left - other->box.left) < kSamePlace;
         });
}

struct Headings {
  double end = 0;     // on the page that repeats them
  double here = 0;    // the middle of the fullest of them, on that page
  double middle = 0;  // of the fullest of them, on the first page
};

// The further lines of headings may hold few words: all of them stand as far below on both pages.
void take_rest(const std::vector<Line>& first, const PdfPage& page, Headings& headings) {
  constexpr double kNext = 1.1;  // of the height of a word
  constexpr std::size_t kWordsOfHeadings = 200;
  for (const Line& line : top_lines(page)) {
    const PdfWord& front = *line.words.front();
    const double at = centre(front);
    const double height = front.box.bottom - front.box.top;
    if (at <= headings.end && at <= headings.here) continue;
    const bool is_close =
        at - headings.here < 4 * height && line.top - headings.end < kNext * height;
    const auto stands_as_before = [&](const PdfWord* word) {
      return std::ranges::any_of(first, [&](const Line& other) {
        return other.words.size() <= kWordsOfHeadings &&
               std::ranges::any_of(other.words, [&](const PdfWord* known) {
                 return known->text == word->text &&
                        std::fabs(known->box.left - word->box.left) < kSamePlace &&
                        std::fabs((centre(*known) - headings.middle) -
                                  (centre(*word) - headings.here)) < kSamePlace;
               });
      });
    };
    if (!is_close || line.words.size() > kWordsOfHeadings ||
        !std::ranges::all_of(line.words, stands_as_before))
      return;
    headings.end = std::max(headings.end, line.bottom);
  }
}

// nullopt: the page repeats none of the first page's lines.
std::optional<Headings> repeated_headings(const std::vector<Line>& first, const PdfPage& page) {
  std::optional<Headings> found;
  std::size_t words = 0;
  for (const Line& line : top_lines(page)) {
    const auto same =
        std::ranges::find_if(first, [&](const Line& other) { return is_same(line, other); });
    if (same == first.end()) continue;
    if (!found) found.emplace();
    found->end = line.bottom;
    if (same->words.size() <= words) continue;
    words = same->words.size();
    found->middle = centre(*same->words.front());
    found->here = centre(*line.words.front());
  }
  if (found) take_rest(first, page, *found);
  return found;
}

bool goes_on(const LongPage& last, const PdfPage& page) {
  return last.page.width == page.width && last.page.words.size() + page.words.size() <= kWordsMax;
}

}  // namespace

bool is_page_number(std::string_view line) {
  int digits = 0;
  for (const char c : base::fold_width(line)) {
    const bool is_digit = c >= '0' && c <= '9';
    digits += is_digit ? 1 : 0;
    if (!is_digit && !std::string_view(" -/.pP").contains(c)) return false;
  }
  return digits > 0 && digits <= 6;
}

void drop_page_number(PdfPage& page) {
  constexpr double kEdge = 60;  // points
  constexpr double kSameLine = 4;
  constexpr std::ptrdiff_t kWordsAtEdge = 500;
  const auto is_at_edge = [&](const PdfWord& word) {
    return centre(word) <= kEdge || centre(word) >= page.height - kEdge;
  };
  if (std::ranges::count_if(page.words, is_at_edge) > kWordsAtEdge) return;
  const auto is_number = [&](const PdfWord& word) {
    if (!is_at_edge(word)) return false;
    const double at = centre(word);
    std::string line;
    for (const PdfWord& other : page.words) {
      if (std::fabs(centre(other) - at) < kSameLine) line += other.text;
    }
    return is_page_number(line);
  };
  std::vector<PdfWord> kept;
  for (const PdfWord& word : page.words) {
    if (!is_number(word)) kept.push_back(word);
  }
  // A page of a single number is no page with its number.
  if (!kept.empty()) page.words = std::move(kept);
}

std::vector<LongPage> long_pages(const std::vector<PdfPage>& pages) {
  std::vector<LongPage> all;
  std::vector<Line> first;  // of the page with which the last of them begins
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const PdfPage& page = pages[i];
    if (page.words.empty()) continue;
    const int number = static_cast<int>(i + 1);
    const auto headings = !all.empty() && goes_on(all.back(), page) ? repeated_headings(first, page)
                                                                    : std::optional<Headings>();
    if (!headings) {
      all.push_back({page, {number}, {0}, {}});
      first = top_lines(page);
      continue;
    }
    LongPage& last = all.back();
    const double offset = last.page.height;
    last.headings = headings->middle;
    last.numbers.push_back(number);
    last.offsets.push_back(offset);
    last.page.height += page.height;
    for (PdfWord word : page.words) {
      if (centre(word) <= headings->end) continue;
      word.box.top += offset;
      word.box.bottom += offset;
      last.page.words.push_back(std::move(word));
    }
    for (Box ruling : page.rulings) {
      if (ruling.bottom < headings->end) continue;
      ruling.top = std::max(ruling.top, headings->end) + offset;
      ruling.bottom += offset;
      last.page.rulings.push_back(ruling);
    }
    for (Box shade : page.shades) {
      if (shade.bottom < headings->end) continue;
      shade.top = std::max(shade.top, headings->end) + offset;
      shade.bottom += offset;
      last.page.shades.push_back(shade);
    }
  }
  return all;
}

void put_back(SourceTable& table, const LongPage& page) {
  if (page.numbers.size() == 1) return;
  const std::string first = "p." + std::to_string(page.numbers.front());
  table.name.insert(first.size(), "-" + std::to_string(page.numbers.back()));
  table.pages.assign(table.grid.rows.size(), page.numbers.front());
  for (std::size_t row = 0; row < table.boxes.size(); ++row) {
    for (std::size_t column = 0; column < table.boxes[row].size(); ++column) {
      if (table.grid.rows[row][column].empty()) continue;
      Box& box = table.boxes[row][column];
      const auto next = std::ranges::upper_bound(page.offsets, box.top);
      // Words may stand above the edge of the first page.
      const auto at = next == page.offsets.begin()
                          ? 0
                          : static_cast<std::size_t>(next - page.offsets.begin()) - 1;
      box.top -= page.offsets[at];
      box.bottom -= page.offsets[at];
      table.pages[row] = page.numbers[at];
    }
  }
}

}  // namespace sheet
