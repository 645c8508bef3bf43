// The text of a computed cell, and how a figure is computed in words.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/words.h"
#include "figure/figure.h"

namespace figure {

using Values = std::map<std::string, Value, std::less<>>;  // by figure key

// 2,252 · 16,648 (千円, rounded once) · 8,000 (ratio; 2/3 where it does not divide) · 検討.
std::string shown_value(const Definition& definition, const Value& value, const RowDefinition& row);

// A milestone, or 実施, in the row's own words, else in those of the catalogue.
std::string wording(const RowDefinition& row, std::string_view code);

// What a cell says when it is composed from its figures; state codes are plan::CellState's.
struct Composed {
  std::string text;    // "" with state not_computed
  std::string state;   // quantities, words, dash, not_carried_out, handed_over, done_elsewhere,
                       // none, not_computed
  std::string reason;  // not_computed
};
// quantities: a figure of the pattern counts something. words: milestones and 実施 only. Without
// any record: done_elsewhere where the row says so, otherwise the column's text for none — dash for
// dashes alone, not_carried_out for 未実施, quantities where it names a number (0件), words for
// other words, none where there is no such text. A ratio whose divisor is 0 has no value.
// handed_over is decided by whoever knows the programme's owner (RowDefinition::handed_over_text).
// The value of a figure in `masked` is kept back: 「x」 stands in its place, also where there is
// none.
inline constexpr std::string_view kMasked = "x";
using Keys = std::set<std::string, std::less<>>;
Composed compose(const RowDefinition& row, const ColumnDefinition& column, const Values& values,
                 const Keys& masked = {});

// The column's own entry, or the row's general one.
const ColumnDefinition* rule_of(const RowDefinition& row, std::string_view column);

// Sentences: which programmes, which records, what one record is, what is added, how it is rounded,
// what is a part of what, what is not counted. `programme_names` gives the names by key.
using Names = std::map<std::string, std::string, std::less<>>;
std::vector<std::string> explain(base::Language language, const RowDefinition& row,
                                 const Definition& definition, const Names& programme_names);

// How the text of the row's cells is put together: for each rule the columns it is for, the years
// it takes, the sentence with the places of its figures, and what stands there without any record.
std::vector<std::string> explain_cells(base::Language language, const RowDefinition& row);

}  // namespace figure
