// How text becomes what the two indexes hold, and what a person types becomes what they are asked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace db::search {

// The words of a text, normalised: runs of letters, kana, kanji and digits.
std::vector<std::string> words_of(std::string_view text);

// SQLite: the pairs of every word in their order and its last character, so that each character
// begins one gram: "空き店" is "空き き店 店".
std::string grams_in_order(const std::vector<std::string>& words);
// SQLite: "空き き店" AND "駅" *
std::string fts5_question(const std::vector<std::string>& words);

// PostgreSQL: every pair and every character once, as an array: {"空き","空"}
std::string array_of_grams(const std::vector<std::string>& words);
// PostgreSQL: the grams all of which must be there, and the patterns that are checked after them.
std::string array_of_needed_grams(const std::vector<std::string>& words);
std::string array_of_patterns(const std::vector<std::string>& words);

}  // namespace db::search
