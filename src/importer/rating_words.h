// The words with which towns rate: S A B C, ◎○△×, 順調, 現状継続. They become a scale of the
// imported plan's own, best first where the order is known, and are never turned into another
// town's marks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importer/understanding.h"

namespace importer {

// Whether a text (as compared()) stands on a scale that is in use somewhere.
bool is_known_mark(std::string_view compared_text);

// 95.3% or 102: how far a target was reached, no word of a scale.
bool is_rate(std::string_view text);

// The word as a mark: width folded, without spaces; ◯ and 〇 are ○.
std::string cleaned_mark(std::string_view printed);

// How often each word is printed, each spelling once, in the order of the scale: known scales best
// first, other words as they were found. What the officer joined stays joined.
std::vector<RatingWord> collect_rating_words(const std::vector<std::string_view>& printed,
                                             const std::vector<RatingWord>& chosen);

// 1 to 5 as marks: nothing in them says whether 1 or 5 is best.
bool are_numbers(const std::vector<RatingWord>& words);

}  // namespace importer
