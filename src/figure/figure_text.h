// The text of a computed cell, and how a figure is computed in words.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/words.h"
#include "figure/figure.h"

namespace figure {

using Values = std::map<std::string, Value, std::less<>>;  // by figure key

// 2,252 · 16,648 (千円, rounded once) · 8,000 (ratio; 2/3 where it does not divide) · 検討.
std::string shown_value(const Definition& definition, const Value& value, const RowDefinition& row);

// What a cell says when it is composed from its figures; state codes are plan::CellState's.
struct Composed {
  std::string text;   // "" with state not_computed
  std::string state;  // quantities, words, dash, not_carried_out, handed_over, done_elsewhere, none, not_computed
  std::string reason; // not_computed
};
Composed compose(const RowDefinition& row, const ColumnDefinition& column, const Values& values);

// The column's own entry, or the row's general one.
const ColumnDefinition* rule_of(const RowDefinition& row, std::string_view column);

// Sentences: which programmes, which records, what one record is, what is added, how it is rounded, what
// is a part of what, what is not counted. `programme_names` gives the names by key.
using Names = std::map<std::string, std::string, std::less<>>;
std::vector<std::string> explain(base::Language language, const RowDefinition& row,
                                 const Definition& definition, const Names& programme_names);

}  // namespace figure
