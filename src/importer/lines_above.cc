// The caption first, then line by line; the name of the sheet only tells a year.
#include "importer/lines_above.h"

#include <algorithm>

#include "base/year_mention.h"
#include "importer/table_words.h"

namespace importer {

namespace {

// 単位：千円 of a line above the table.
std::string unit_said(std::string_view text) {
  std::string key = compared(text);
  for (const auto& front : words_of("importer_terms.prefix_of_unit")) {
    const std::size_t at = key.find(front);
    if (at == std::string::npos) continue;
    std::string unit = key.substr(at + front.size());
    std::erase_if(unit, [](char c) { return c == ')' || c == '(' || c == ':'; });
    if (is_one_of(unit, "importer_terms.unit_words")) return unit;
  }
  return {};
}

}  // namespace

Above read_above(const TableView& view, const HeaderPlace& place, const std::string& caption,
                 const std::string& name) {
  Above above;
  const auto read_years = [&](std::string_view text) {
    for (const auto& year : base::find_years(text).years) {
      if (year.from == year.to && !above.year) above.year = year.from;
      if (!above.some_year) above.some_year = year.from;
    }
  };
  if (!caption.empty()) above.titles.push_back(one_line(caption));
  for (std::size_t row = 0; row < place.top; ++row) {
    for (const std::size_t column : view.filled(row)) {
      above.titles.push_back(one_line(view.own(row, column)));
      if (above.unit.empty()) above.unit = unit_said(view.own(row, column));
    }
  }
  for (const auto& title : above.titles) {
    // 令和5年3月31日現在 says when the table was made, not which year it shows.
    if (!compared(title).ends_with(words_of("importer_terms.date_words").front()))
      read_years(title);
  }
  read_years(name);
  return above;
}

}  // namespace importer
