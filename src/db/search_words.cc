// Words hold letters, digits and marks only (base::bigrams divides at everything else), so neither
// quotes nor operators can reach a query, whatever was typed.
#include "db/search_words.h"

#include <set>

#include "base/code_points.h"
#include "base/japanese_text.h"
#include "base/joined.h"

namespace db::search {
namespace {

std::vector<std::string> characters_of(std::string_view word) {
  std::vector<std::string> characters;
  base::CodePoints points(word);
  while (!points.done()) {
    const std::size_t start = points.offset();
    points.next();
    characters.emplace_back(word.substr(start, points.offset() - start));
  }
  return characters;
}

std::string quoted_array(const std::set<std::string>& items) {
  std::string array = "{";
  for (const std::string& item : items) {
    if (array.size() > 1) array += ',';
    array += '"' + item + '"';
  }
  return array + "}";
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool inside = false;
  for (const std::string& character : characters_of(base::search_key(text))) {
    const bool belongs = !base::bigrams(character).empty();
    if (belongs && !inside) words.emplace_back();
    if (belongs) words.back() += character;
    inside = belongs;
  }
  return words;
}

std::string grams_in_order(const std::vector<std::string>& words) {
  std::vector<std::string> grams;
  for (const std::string& word : words) {
    const std::vector<std::string> characters = characters_of(word);
    for (std::size_t i = 0; i + 1 < characters.size(); ++i)
      grams.push_back(characters[i] + characters[i + 1]);
    grams.push_back(characters.back());
  }
  return base::joined(grams, " ");
}

std::string fts5_question(const std::vector<std::string>& words) {
  std::string question;
  for (const std::string& word : words) {
    if (!question.empty()) question += " AND ";
    question += '"' + base::joined(base::bigrams(word), " ") + '"';
    if (characters_of(word).size() == 1) question += " *";
  }
  return question;
}

std::string array_of_grams(const std::vector<std::string>& words) {
  std::set<std::string> grams;
  for (const std::string& word : words) {
    for (std::string& gram : base::bigrams(word)) grams.insert(std::move(gram));
    for (std::string& character : characters_of(word)) grams.insert(std::move(character));
  }
  return quoted_array(grams);
}

std::string array_of_needed_grams(const std::vector<std::string>& words) {
  std::set<std::string> grams;
  for (const std::string& word : words)
    for (std::string& gram : base::bigrams(word)) grams.insert(std::move(gram));
  return quoted_array(grams);
}

std::string array_of_patterns(const std::vector<std::string>& words) {
  std::set<std::string> patterns;
  for (const std::string& word : words) patterns.insert('%' + word + '%');
  return quoted_array(patterns);
}

}  // namespace db::search
