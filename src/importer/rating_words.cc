// The known scales stand in ui/words/importer_terms as data.
#include "importer/rating_words.h"

#include <algorithm>
#include <map>

#include "base/japanese_text.h"
#include "base/words.h"
#include "importer/table_words.h"

namespace importer {

namespace {

using Scale = std::vector<std::string>;

const std::vector<Scale>& known_scales() {
  static const std::vector<Scale> scales = [] {
    std::vector<Scale> read;
    for (const auto& line : words_of("importer_terms.scales")) {
      Scale& scale = read.emplace_back();
      for (std::size_t at = 0; at <= line.size();) {
        const std::size_t slash = std::min(line.find('/', at), line.size());
        if (slash > at) scale.push_back(cleaned_mark(line.substr(at, slash - at)));
        at = slash + 1;
      }
    }
    return read;
  }();
  return scales;
}

std::string lowered(std::string_view mark) {
  return compared(mark);
}

// The scale that holds most of these words, and each word's place on it.
std::map<std::string, std::size_t> places_of(const std::vector<RatingWord>& words) {
  const Scale* best = nullptr;
  std::ptrdiff_t most = 0;
  for (const auto& scale : known_scales()) {
    const auto held = std::ranges::count_if(words, [&](const RatingWord& word) {
      return std::ranges::find(scale, lowered(word.mark)) != scale.end();
    });
    if (held > most) {
      most = held;
      best = &scale;
    }
  }
  std::map<std::string, std::size_t> places;
  if (best == nullptr) return places;
  for (std::size_t i = 0; i < best->size(); ++i) places.emplace((*best)[i], i);
  return places;
}

}  // namespace

bool is_known_mark(std::string_view text) {
  constexpr std::size_t letters_max = 16;
  if (text.empty() || letters_in(text) > letters_max) return false;
  const std::string mark = lowered(cleaned_mark(text));
  if (mark.size() == 1 && mark[0] >= '0' && mark[0] <= '9') return mark[0] >= '1' && mark[0] <= '5';
  return std::ranges::any_of(known_scales(), [&](const Scale& scale) {
    return std::ranges::find(scale, mark) != scale.end();
  });
}

bool is_rate(std::string_view text) {
  if (text.size() > 24) return false;
  const std::string folded = compared(text);
  return folded.size() > 1 &&
         std::ranges::all_of(folded,
                             [](char c) {
                               return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '%' ||
                                      c == '-';
                             }) &&
         std::ranges::any_of(folded, [](char c) { return c >= '0' && c <= '9'; });
}

std::string cleaned_mark(std::string_view printed) {
  std::string mark = base::fold_width(one_line(printed));
  std::erase(mark, ' ');
  std::erase(mark, '=');
  // The large circle and the zero of kanji are typed for the circle.
  for (const std::string_view circle : {"\u25ef", "\u3007"}) {
    for (std::size_t at = mark.find(circle); at != std::string::npos; at = mark.find(circle)) {
      mark.replace(at, circle.size(), "\u25cb");
    }
  }
  return mark;
}

std::vector<RatingWord> collect_rating_words(const std::vector<std::string_view>& printed,
                                             const std::vector<RatingWord>& chosen) {
  std::vector<RatingWord> words;
  std::map<std::string, std::size_t> known;
  for (const auto text : printed) {
    const std::string line = one_line(text);
    const auto [entry, fresh] = known.emplace(line, words.size());
    if (fresh) {
      RatingWord word{line, 0, cleaned_mark(line)};
      for (const auto& choice : chosen) {
        if (choice.printed == line && !choice.mark.empty()) word.mark = cleaned_mark(choice.mark);
      }
      words.push_back(std::move(word));
    }
    ++words[entry->second].times;
  }
  const auto places = places_of(words);
  std::ranges::stable_sort(words, [&](const RatingWord& a, const RatingWord& b) {
    const auto of = [&](const RatingWord& word) {
      const auto place = places.find(lowered(word.mark));
      return place == places.end() ? std::size_t{10'000} : place->second;
    };
    return of(a) < of(b);
  });
  return words;
}

bool are_numbers(const std::vector<RatingWord>& words) {
  return words.size() > 1 && std::ranges::all_of(words, [](const RatingWord& word) {
           return word.mark.size() == 1 && word.mark[0] >= '0' && word.mark[0] <= '9';
         });
}

}  // namespace importer
