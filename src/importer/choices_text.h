// What an officer corrected, as JSON: kept with the draft, kept for next year's file, and given to
// the command line as a file.
//
//   {"header": [3, 4], "turned": false,
//    "columns": [{"header": "実績 / R4", "meaning": "result", "year": 2022}],
//    "rows": [{"row": 12, "kind": "note"}], "ratings": [{"printed": "Ａ", "mark": "A"}]}
//
// Rows are counted from 1, as the sheet shows them.
#pragma once

#include <string>
#include <string_view>

#include "base/json_file.h"
#include "importer/understanding.h"

namespace importer {

std::string_view in_db(RowKind kind);
std::optional<RowKind> row_kind_from(std::string_view code);

std::string choices_text(const Choices& choices);
// Mistakes are told with their place; what is wrong is left out.
Choices choices_from(std::string_view text, base::Mistakes& mistakes);
// What was kept here by choices_text.
Choices kept_choices(std::string_view text);

// The later choice of a column, a row or a word takes the place of the earlier one.
void choose_column(Choices& choices, ColumnChoice choice);
void choose_row(Choices& choices, RowChoice choice);
void choose_rating(Choices& choices, RatingWord word);

// The words of a header without its year: what next year's file has in common with it.
std::string header_words(std::string_view header);
// Of every column of an understanding, each once, in order; one line each.
std::string header_lines(const Understanding& understanding);
// How much of the headers of both is the same, in percent of those that are in either.
int likeness_percent(std::string_view lines, std::string_view others);

// The columns that an earlier import corrected, for a table with these headers: meanings stay,
// years are those of the new headers.
std::vector<ColumnChoice> carried_columns(const Choices& earlier,
                                          const Understanding& understanding);

}  // namespace importer
