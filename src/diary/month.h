// A month at once: one row a day, one column a number. A cell that is empty says nothing; a cell
// that was filled and is empty now takes its number back. Days with several entries, or with an
// entry of several days, are only shown.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "diary/entry.h"

namespace diary {

inline constexpr std::size_t kColumnsMax = 12;

struct Column {
  const Line* line = nullptr;
  const Field* field = nullptr;
};
// All fields of the lines as long as there are twelve; else those a kind must have and the counts
// come first, in the order of the form.
std::vector<Column> columns_of(std::span<const Line> lines);

struct Month {
  int year = 2011;
  unsigned month = 4;
  base::Date first() const { return {year, month, 1}; }
  base::Date last() const { return base::month_end(first()); }
  Days days() const { return {first(), last()}; }
};
// "201104"; nullopt: no month.
std::optional<Month> month_from(std::string_view text);
Month next(const Month& month);
Month previous(const Month& month);

// A day of the month as it stands.
struct DayState {
  base::Date day{2011, 4, 1};
  int entries = 0;
  std::optional<Entry> entry;  // the one that the row changes
  bool is_fixed = false;       // several, or one that does not fit a row
  Typed typed;                 // what stands; of several entries, their sums
};
// One for each day; entries with their records, standing ones alone.
std::vector<DayState> month_state(std::span<const Line> lines, const Month& month,
                                  std::span<const Entry> entries);

// What the typed cells of a day want to be, where the columns were shown: fields without a column
// stay as they are.
Typed wanted(std::span<const Column> columns, const DayState& state, const Typed& cells);

// The sums of what stands, by column; codes have none.
std::vector<std::optional<std::int64_t>> sums(std::span<const Column> columns,
                                              std::span<const DayState> days);

// Tells whether somebody changed the month meanwhile.
std::string seen(std::span<const Entry> entries);

}  // namespace diary
