// Counts kinds of cells over the first lines of a column.
#include "importer/column_cells.h"

#include <algorithm>
#include <set>

#include "base/japanese_text.h"
#include "base/year_mention.h"
#include "importer/rating_words.h"
#include "importer/table_words.h"

namespace importer {

namespace {

constexpr std::size_t kLinesLookedAt = 120;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// ア, (イ) and ウ. count as 1, (2) and 3. do.
bool is_counting_letter(std::string_view key) {
  std::string letter(key);
  std::erase_if(letter, [](char c) { return c == '(' || c == ')' || c == '.'; });
  return letters_in(letter) == 1 && is_one_of(letter, "importer_columns.counting_letters");
}

}  // namespace

ColumnCells look_at_cells(const TableView& view, const HeaderPlace& place, std::size_t column) {
  ColumnCells seen;
  std::set<std::string_view> texts;
  for (std::size_t row = place.bottom + 1; row < place.end && seen.lines < kLinesLookedAt; ++row) {
    if (view.filled_count(row) < 2) continue;
    ++seen.lines;
    const auto own = view.own(row, column);
    if (own.empty()) continue;
    ++seen.filled;
    texts.insert(own);
    const std::size_t letters = letters_in(own);
    seen.letters += letters;
    if (std::ranges::any_of(base::fold_width(own), is_digit)) ++seen.digits;
    if (letters > 24) continue;
    const std::string key = compared(own);
    const bool digit = std::ranges::any_of(key, is_digit);
    if (is_counting_letter(key)) ++seen.counting;
    const auto plain = [](char c) {
      return is_digit(c) || c == ',' || c == '.' || c == '-' || c == '+' || c == '%';
    };
    if (digit && std::ranges::all_of(key, plain))
      ++seen.numbers;
    else if (digit && is_digit(key[0]) && ends_with_one_of(key, "importer_terms.unit_words"))
      ++seen.numbers;
    if (digit && key.ends_with('%')) ++seen.percents;
    if (digit && letters <= 10 &&
        std::ranges::none_of(key, [](char c) { return c == ',' || c == '%'; }) &&
        std::ranges::count_if(key, is_digit) * 2 >=
            static_cast<std::ptrdiff_t>(letters_in(key)) - 2) {
      ++seen.counting;
    }
    if (letters <= 14) {
      const auto years = base::find_years(own);
      if (!years.years.empty() && letters_in(years.rest) <= 2) ++seen.years;
    }
    if (is_one_of(key, "importer_terms.unit_words")) ++seen.units;
    if (!digit && letters <= 16 && ends_with_one_of(key, "importer_terms.owner_ends"))
      ++seen.owners;
    if (is_known_mark(key)) ++seen.marks;
  }
  seen.distinct = texts.size();
  return seen;
}

}  // namespace importer
