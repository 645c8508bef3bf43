// The surroundings of what was found, in the text as it was given.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/search.h"

namespace db::search {

// About `characters_max` characters around the first of the words (normalised by words_of) that is
// found; the beginning of the text if none is.
std::vector<Piece> snippet(std::string_view text, const std::vector<std::string>& words,
                           std::size_t characters_max = 80);

}  // namespace db::search
