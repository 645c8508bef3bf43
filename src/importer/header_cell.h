// One printed cell of a header: its words without years, brackets and note marks, the years it
// names, the unit in its brackets (予算額（千円）), and the meaning of its words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/year_mention.h"
#include "importer/table_words.h"

namespace importer {

struct HeaderCell {
  std::string text;                   // on one line, as printed
  std::string words;                  // compared, without years, brackets and numbering
  std::vector<std::string> brackets;  // compared, without years
  std::optional<base::YearMention> year;
  std::optional<int> bare;  // 23 beside 24 and 25
  std::optional<base::EraAlone> era;
  std::string unit;
  Named named;
  Named bracket_named;  // 目標 of R4（目標）

  bool names_something() const { return named.fit != Fit::none || bracket_named.fit != Fit::none; }
  // Looks like a cell of a header rather than of a row.
  bool is_header_like() const;
  // Says exactly a known word, or a year.
  bool is_sure() const;
};

HeaderCell read_header_cell(std::string_view text);

// The same header once more, perhaps in other words: № for 番号, R4 for 令和4年度.
bool say_the_same(const HeaderCell& a, const HeaderCell& b);

}  // namespace importer
