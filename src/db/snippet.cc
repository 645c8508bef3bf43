// The text is normalised character by character, so that every place of the normalised text knows
// its place in the text as given; a voicing mark or variation selector stays with its character.
#include "db/snippet.h"

#include <algorithm>

#include "base/code_points.h"
#include "base/japanese_text.h"

namespace db::search {
namespace {

bool belongs_to_the_one_before(char32_t character) {
  return character == U'\uFF9E' || character == U'\uFF9F' || character == U'\u3099' ||
         character == U'\u309A' || (character >= U'\uFE00' && character <= U'\uFE0F') ||
         (character >= U'\U000E0100' && character <= U'\U000E01EF');
}

// Where the characters of a text begin, with the end of the text behind them.
std::vector<std::size_t> starts_of(std::string_view text) {
  std::vector<std::size_t> starts;
  base::CodePoints points(text);
  while (!points.done()) {
    const std::size_t start = points.offset();
    const auto character = points.next();
    if (starts.empty() || !character || !belongs_to_the_one_before(*character))
      starts.push_back(start);
  }
  starts.push_back(text.size());
  return starts;
}

struct Folded {
  std::string key;
  std::vector<std::size_t> character_at;  // for each byte of key, the number of its character
};

Folded fold(std::string_view text, const std::vector<std::size_t>& starts) {
  Folded folded;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    const std::string key = base::search_key(text.substr(starts[i], starts[i + 1] - starts[i]));
    folded.key += key;
    folded.character_at.insert(folded.character_at.end(), key.size(), i);
  }
  return folded;
}

struct Span {
  std::size_t from = 0;  // in characters
  std::size_t to = 0;
};

std::vector<Span> hits(const Folded& folded, const std::vector<std::string>& words) {
  std::vector<Span> found;
  for (const std::string& word : words)
    for (std::size_t at = folded.key.find(word); at != std::string::npos;
         at = folded.key.find(word, at + word.size()))
      found.push_back({folded.character_at[at], folded.character_at[at + word.size() - 1] + 1});
  std::ranges::sort(found, {}, &Span::from);
  return found;
}

}  // namespace

std::vector<Piece> snippet(std::string_view text, const std::vector<std::string>& words,
                           std::size_t characters_max) {
  const std::vector<std::size_t> starts = starts_of(text);
  const std::vector<Span> found = hits(fold(text, starts), words);
  const std::size_t length = starts.size() - 1;
  const std::size_t before = characters_max / 4;
  const std::size_t from =
      found.empty() || found.front().from < before ? 0 : found.front().from - before;
  const std::size_t to = std::min(length, from + characters_max);

  std::vector<Piece> pieces;
  std::size_t done = from;
  const auto add = [&](std::size_t until, bool hit) {
    if (until <= done) return;
    pieces.push_back({std::string(text.substr(starts[done], starts[until] - starts[done])), hit});
    done = until;
  };
  for (const Span& span : found) {
    add(std::min(span.from, to), false);
    add(std::min(span.to, to), true);
  }
  add(to, false);
  return pieces;
}

}  // namespace db::search
